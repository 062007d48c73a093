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

    from reader.library.voices.voices import VoiceQuotation


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
                day = said.published.isoformat() if said.published else ""
                words = " ".join(said.words.split())
                if options.format == "json":
                    put_record({"speaker": voice.name, **_said_record(said)})
                elif table is not None:
                    row = (day, said.title, said.site, said.url, voice.name, said.role, words, said.confidence)
                    table.writerow([table_cell(value) for value in row])
                else:
                    put(f"{day}\t{voice.name}{'' if said.is_sure else '?'}: {words}\t{said.title}")
    return 0 if found else _nobody(options.speaker)


def voices(options: argparse.Namespace) -> int:
    """List speakers, or all that one of them said."""
    with open_library() as library:
        found = library.voices(options.name)
        same = [voice for voice in found if fold(voice.name) == fold(options.name)]
        if options.name and (len(found) == 1 or (same and " " in same[0].name)):
            for said in library.articles.voices.said((same or found)[0].id):
                day = said.published.isoformat() if said.published else ""
                if options.format == "json":
                    put_record(_said_record(said))
                else:
                    put(f"{day}\t{'' if said.is_sure else '? '}{' '.join(said.words.split())}\t{said.title}")
            return 0
        for voice in found:
            if options.format == "json":
                first, last = (day.isoformat() if day else None for day in (voice.first, voice.last))
                put_record(
                    {
                        "name": voice.name,
                        "role": voice.role,
                        "quotations": voice.count,
                        "articles": voice.articles,
                        "first": first,
                        "last": last,
                    }
                )
            else:
                put(f"{voice.count}\t{voice.name}")
    return 0 if found or not options.name.strip() else _nobody(options.name)


def _nobody(name: str) -> int:
    """Tell that nobody of that `name` speaks in the library, and return what that means for whoever asked."""
    tell(f"Nobody called {sanitise_line(name)} is quoted in the library.")
    return 1


def _said_record(said: VoiceQuotation) -> dict[str, object]:
    day = said.published.isoformat() if said.published else None
    return {
        "article": said.article, "title": said.title, "site": said.site, "url": said.url, "published": day,
        "role": said.role, "start": said.start, "words": said.words, "copies": said.copies, "confidence": said.confidence,
    }  # fmt: skip
