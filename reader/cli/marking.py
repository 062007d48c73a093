"""`quoth mark` and `quoth marks`: marks set and listed without a screen."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.commands import open_library
from reader.cli.console import put, put_record, tell
from reader.errors import StorageError, UsageError

if TYPE_CHECKING:
    import argparse

    from reader.document import Article, Mark
    from reader.library import Library
    from reader.library.marks.whereabouts import Whereabouts


def mark(options: argparse.Namespace) -> int:
    """Mark words of a file, or of an article of the library by its number."""
    from reader.document.identity import anchor_at, reference
    from reader.text import sanitise, sanitise_line

    with open_library() as library:
        article, path = _article(library, options.file)
        start, end = _words(article, options)
        note = sanitise(options.note)
        made = library.marks.add(
            options.kind or ("note" if note else "highlight" if options.colour else "bookmark"),
            reference(article, path), anchor_at(article, start, end), note=note,
            colour=sanitise_line(options.colour), tags=tuple(dict.fromkeys(map(sanitise_line, options.tag))),
        )  # fmt: skip
    put(f"Marked {made.id}")
    return 0


def _article(library: Library, name: str) -> tuple[Article, str]:
    """Return the article that `name`, a file or a number of the library, means, and its path."""
    from reader.pipeline import keep, read_path

    if name.isascii() and name.isdigit() and not Path(name).exists():
        stored = library.articles.get(int(name))
        if stored is None:
            raise UsageError(f"There is no article {name} in the library.", hint="quoth list shows the numbers.")
        return stored.article, stored.path
    reading = read_path(Path(name))
    articles = library.articles
    is_kept = articles.stamp(reading.path) == (reading.mtime_ns, reading.size) and articles.find(path=reading.path)
    if not is_kept:
        try:
            keep(library, reading)
        except StorageError as error:
            # The mark knows its article by itself; it may find the room that the article does not.
            tell(f"quoth: {error.message}")
    return reading.article, reading.path


def _words(article: Article, options: argparse.Namespace) -> tuple[int, int]:
    """Return the place of the words to mark; where they stand more than once, it is told which of them is meant."""
    from reader.text import fold_to_letters

    wanted = fold_to_letters(options.at).text
    letters = fold_to_letters(article.text)
    places = []
    at = letters.text.find(wanted) if wanted else -1
    while at >= 0:
        places.append(letters.original_span(at, at + len(wanted)))
        at = letters.text.find(wanted, at + 1)
    exact = article.text.find(options.at.strip()) if options.at.strip() else -1
    if not wanted and exact >= 0:
        places = [(exact, exact + len(options.at.strip()))]
    if not places:
        raise UsageError(f"“{options.at}” is not in {options.file}.", hint="Give words as they stand in the article.")
    if not 1 <= options.nth <= len(places):
        raise UsageError(f"“{options.at}” stands {len(places)} times in {options.file}.", hint="Give --nth so far.")
    if len(places) > 1:
        tell(f"quoth: these words stand {len(places)} times; number {options.nth} is marked (--nth takes another).")
    start, end = places[options.nth - 1]
    return start, end


def marks(options: argparse.Namespace) -> int:
    """List bookmarks, highlights, notes and speaker corrections with the state of each."""
    from reader.library.marks.whereabouts import whereabouts
    from reader.pipeline import follow_files

    with open_library() as library:
        chosen = [one for one in library.marks.all() if is_wanted(one, options)]
        if options.format == "markdown":
            _put_notes(library, chosen)
            return 0
        known = {library.articles.find(reference=article) for article in {one.article for one in chosen}}
        follow_files(library, sorted(number for number in known if number is not None))
        places = {found.mark.id: found for found in whereabouts(library.articles, chosen)}
        table = csv.writer(sys.stdout) if options.format == "csv" else None
        if table is not None:
            table.writerow(COLUMNS)
        for one in chosen:
            found = places[one.id]
            if options.format == "json":
                put_record(listed(found))
            elif table is not None:
                table.writerow(_cells(found))
            else:
                put(_line(found))
    return 0


COLUMNS = (
    "id", "kind", "title", "url", "path", "exact", "prefix", "suffix", "start", "note", "tags", "created", "state",
)  # fmt: skip


def listed(found: Whereabouts) -> dict[str, object]:
    """Return a mark as the commands' JSON has it: its article and offset as they are now."""
    mark, stored = found.mark, found.article
    return {
        "id": mark.id,
        "kind": mark.kind,
        "article": {
            "title": (stored.article.title if stored else "") or mark.article.title,
            "url": (stored.article.url if stored else "") or mark.article.url,
            "path": (stored.path if stored else "") or mark.article.path,
        },
        "exact": mark.anchor.exact,
        "prefix": mark.anchor.prefix,
        "suffix": mark.anchor.suffix,
        "start": found.start,
        "note": mark.note,
        "tags": list(mark.tags),
        "created": mark.created.isoformat(),
        "state": found.state,
    }


def _cells(found: Whereabouts) -> list[object]:
    from reader.export.tables import table_cell

    record = listed(found)
    flat = {**record, **record["article"], "tags": ", ".join(found.mark.tags)}  # type: ignore[dict-item]
    return [table_cell(flat[column]) for column in COLUMNS]


def _line(found: Whereabouts) -> str:
    """Return a mark in one line; only what is not where it was says so."""
    mark = found.mark
    title = listed(found)["article"]["title"]  # type: ignore[index]
    words = " ".join(mark.anchor.exact.split())
    kind = f"{mark.kind} {mark.letter}".strip()
    state = found.state if found.state in ("uncertain", "lost") else ""
    parts = [
        mark.id,
        kind,
        title,
        words,
        " ".join(mark.note.split()),
        " ".join(f"#{tag}" for tag in mark.tags),
        state,
    ]
    return "\t".join(parts).rstrip()


def _put_notes(library: Library, chosen: list[Mark]) -> None:
    from reader.export.passages import passages
    from reader.export.rendering import FORMATS

    text = FORMATS["markdown"](passages(library, chosen))
    if text:
        put(text.removesuffix("\n"))


def is_wanted(mark: Mark, options: argparse.Namespace) -> bool:
    """Tell whether `mark` has the kind, tag and article that were asked for."""
    from reader.text import fold

    if options.kind and mark.kind != options.kind:
        return False
    if options.tag and not any(fold(tag) == fold(options.tag) for tag in mark.tags):
        return False
    article = mark.article
    return not options.article or fold(options.article) in fold(f"{article.title} {article.url} {article.path}")
