"""Who said what: the quotations of files, and the voices of the library."""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING

from reader.cli.commands import corrections, open_library, readings
from reader.cli.console import put, put_record, tell
from reader.errors import UsageError
from reader.text import fold, sanitise_line

if TYPE_CHECKING:
    import argparse

    from reader.library.voices.voices import Voice, VoiceQuotation


def quotes(options: argparse.Namespace) -> int:
    """Print the quotations of files, or with no file those of the library."""
    from reader.document import QuotationKind
    from reader.export import quotation_record
    from reader.export.articles import quotation_line
    from reader.export.tables import table_cell

    if not options.files:
        return _archive_quotes(options)
    failures: list[str] = []
    table = csv.writer(sys.stdout) if options.format == "csv" else None
    if table is not None:
        table.writerow(["title", "start", "end", "kind", "speaker", "words", "confidence"])
    wanted = fold(options.speaker).split()
    is_found = not wanted
    with corrections() as corrected:
        for reading in readings(options, failures):
            article = reading.article
            for quotation in corrected(reading):
                name = quotation.speaker_name or ""
                if not all(word in fold(name) for word in wanted):
                    continue
                is_found = True
                words = sanitise_line(article.text[quotation.start : quotation.end])
                if options.format == "json":
                    put_record(
                        {"title": article.title, "path": reading.path, "text": words, **quotation_record(quotation)}
                    )
                elif table is not None:
                    row = (
                        article.title,
                        quotation.start,
                        quotation.end,
                        str(quotation.kind),
                        name,
                        words,
                        quotation.confidence,
                    )
                    table.writerow([table_cell(value) for value in row])
                elif quotation.kind in (QuotationKind.DIRECT, QuotationKind.MIXED):
                    put(quotation_line(article, quotation))
    if not is_found:
        tell(f"Nobody called {sanitise_line(options.speaker)} is quoted there.")
    return 0 if is_found and not failures else 1


def _archive_quotes(options: argparse.Namespace) -> int:
    if not options.speaker.strip():
        raise UsageError("Say which files, or whose quotations.", hint="quoth quotes FILE, or --speaker NAME")
    from reader.export.tables import table_cell

    table = csv.writer(sys.stdout) if options.format == "csv" else None
    if table is not None:
        table.writerow(["published", "title", "site", "url", "speaker", "role", "words", "confidence"])
    with open_library() as library:
        found = library.voices(options.speaker)
        for voice in found:
            for said in library.articles.voices.said(voice.id):
                words = " ".join(said.words.split())
                if options.format == "json":
                    put_record(_said_record(voice, said))
                elif table is not None:
                    row = (_day(said), said.title, said.site, said.url, voice.name, said.role, words, said.confidence)
                    table.writerow([table_cell(value) for value in row])
                else:
                    put(f"{_day(said)}\t{voice.name}{'' if said.is_sure else '?'}: {words}\t{said.title}")
    return 0 if found else _nobody(options.speaker)


def voices(options: argparse.Namespace) -> int:
    """List speakers, or all that one of them said."""
    name = " ".join(options.name)
    with open_library() as library:
        found = library.voices(name)
        same = [voice for voice in found if fold(voice.name) == fold(name)]
        if name and (len(found) == 1 or (same and " " in same[0].name)):
            voice = (same or found)[0]
            if not same:
                tell(f"{voice.name}:")
            for said in library.articles.voices.said(voice.id):
                if options.format == "json":
                    put_record(_said_record(voice, said))
                else:
                    put(f"{_day(said)}\t{'' if said.is_sure else '? '}{' '.join(said.words.split())}\t{said.title}")
            return 0
        for voice in found:
            if options.format == "json":
                put_record(_voice_record(voice))
            else:
                put(f"{voice.count}\t{voice.name}")
    return 0 if found or not name.strip() else _nobody(name)


def _nobody(name: str) -> int:
    """Tell that nobody of that `name` speaks in the library, and return what that means for whoever asked."""
    tell(f"Nobody called {sanitise_line(name)} is quoted in the library: quoth voices lists who is.")
    return 1


def _day(said: VoiceQuotation) -> str:
    return said.published.isoformat() if said.published else ""


def _voice_record(voice: Voice) -> dict[str, object]:
    first, last = (day.isoformat() if day else None for day in (voice.first, voice.last))
    return {
        "name": voice.name, "role": voice.role, "quotations": voice.count, "articles": voice.articles,
        "first": first, "last": last,
    }  # fmt: skip


def _said_record(voice: Voice, said: VoiceQuotation) -> dict[str, object]:
    return {
        "speaker": voice.name, "article": said.article, "title": said.title, "site": said.site, "url": said.url,
        "published": _day(said) or None, "role": said.role, "start": said.start, "words": said.words,
        "copies": said.copies, "confidence": said.confidence,
    }  # fmt: skip
