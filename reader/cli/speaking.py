"""Who said what: the quotations of files, and the voices of the library."""

from __future__ import annotations

import csv
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.cli.commands import open_library, readings
from reader.cli.console import put, put_record, tell, tell_error
from reader.errors import StorageError, UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

    from reader.document import Quotation
    from reader.library.voices.voices import VoiceQuotation
    from reader.pipeline import Reading


def quotes(options: argparse.Namespace) -> int:
    """Print the quotations of files, or with no file those of the library."""
    from reader.document import QuotationKind
    from reader.export import quotation_record
    from reader.export.articles import quotation_line
    from reader.export.tables import table_cell
    from reader.text import fold, sanitise_line

    if not options.files:
        return _archive_quotes(options)
    failures: list[str] = []
    table = csv.writer(sys.stdout) if options.format == "csv" else None
    if table is not None:
        table.writerow(["title", "start", "end", "kind", "speaker", "words"])
    wanted = fold(options.speaker).split()
    with _corrections() as corrected:
        for reading in readings(options, failures):
            article = reading.article
            for quotation in corrected(reading):
                name = quotation.speaker_name or ""
                if not all(word in fold(name) for word in wanted):
                    continue
                words = sanitise_line(article.text[quotation.start : quotation.end])
                if options.format == "json":
                    put_record(
                        {"title": article.title, "path": reading.path, "text": words, **quotation_record(quotation)}
                    )
                elif table is not None:
                    row = (article.title, quotation.start, quotation.end, str(quotation.kind), name, words)
                    table.writerow([table_cell(value) for value in row])
                elif quotation.kind in (QuotationKind.DIRECT, QuotationKind.MIXED):
                    put(quotation_line(article, quotation))
    return 1 if failures else 0


@contextmanager
def _corrections() -> Iterator[Callable[[Reading], Sequence[Quotation]]]:
    """Give the quotations of files as the person has corrected them; a file needs no library, so none is made."""
    from reader.config.paths import find_paths

    if not (find_paths().data / "marks").is_dir():
        yield lambda reading: reading.quotations
        return
    from reader.document.identity import reference
    from reader.library.voices.corrections import correct

    with open_library() as library:

        def corrected(reading: Reading) -> Sequence[Quotation]:
            try:
                marks = library.marks.of(reference(reading.article, reading.path))
            except StorageError as error:
                tell_error(error)
                return reading.quotations
            return correct(reading.article.text, reading.quotations, marks)

        yield corrected


def _archive_quotes(options: argparse.Namespace) -> int:
    if not options.speaker:
        raise UsageError("Say which files, or whose quotations.", hint="quoth quotes FILE, or --speaker NAME")
    from reader.export.tables import table_cell

    table = csv.writer(sys.stdout) if options.format == "csv" else None
    if table is not None:
        table.writerow(["published", "title", "site", "url", "speaker", "role", "words"])
    with open_library() as library:
        for voice in library.voices(options.speaker):
            for said in library.articles.voices.said(voice.id):
                day = said.published.isoformat() if said.published else ""
                words = " ".join(said.words.split())
                if options.format == "json":
                    put_record({"speaker": voice.name, **_said_record(said)})
                elif table is not None:
                    row = (day, said.title, said.site, said.url, voice.name, said.role, words)
                    table.writerow([table_cell(value) for value in row])
                else:
                    put(f"{day}\t{voice.name}: {words}\t{said.title}")
    return 0


def voices(options: argparse.Namespace) -> int:
    """List speakers, or all that one of them said."""
    from reader.text import fold

    with open_library() as library:
        found = library.voices(options.name)
        same = [voice for voice in found if fold(voice.name) == fold(options.name)]
        if options.name and (len(found) == 1 or (same and " " in same[0].name)):
            for said in library.articles.voices.said((same or found)[0].id):
                day = said.published.isoformat() if said.published else ""
                if options.format == "json":
                    put_record(_said_record(said))
                else:
                    put(f"{day}\t{' '.join(said.words.split())}\t{said.title}")
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
    if options.name and not found:
        tell(f"Nobody called {options.name} is quoted in the library.")
        return 1
    return 0


def _said_record(said: VoiceQuotation) -> dict[str, object]:
    day = said.published.isoformat() if said.published else None
    return {
        "article": said.article, "title": said.title, "site": said.site, "url": said.url, "published": day,
        "role": said.role, "start": said.start, "words": said.words, "copies": said.copies,
    }  # fmt: skip
