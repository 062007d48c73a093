"""`quoth export` and `quoth import`: marks out to other programs, and back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.console import put, tell
from reader.cli.marking import is_wanted
from reader.config.paths import find_paths
from reader.errors import SourceError, UsageError
from reader.library import Library

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from reader.document import Mark
    from reader.export.lines import ArticleNotes
    from reader.export.passages import Passage


def export(options: argparse.Namespace) -> int:
    """Write the marks in a form that other programs read."""
    from reader.export.lines import articles_lines, marks_lines
    from reader.export.notes import notes
    from reader.export.passages import passages
    from reader.export.rendering import FORMATS

    is_all = not (options.kind or options.tag or options.article)
    render = _templated(options)
    with Library.open(find_paths().data) as library:
        chosen = [mark for mark in library.marks.all() if is_wanted(mark, options)]
        if options.format == "jsonl":
            text = marks_lines(library, chosen) + (articles_lines(library) if is_all else "")
            found = []
        else:
            found = passages(library, chosen)
            text = "" if options.format == "markdown" else FORMATS[options.format](found)
    in_notes = options.format == "markdown"
    if not options.to:
        text = "\n".join(notes(found, render).values()) if in_notes else text
        if text:
            put(text.removesuffix("\n"))
        return 0
    target = Path(options.to)
    if in_notes and (target.is_dir() or options.to.endswith("/") or not target.suffix):
        files = {target / name: text for name, text in notes(found, render).items()}
    else:
        files = {target: "\n".join(notes(found, render).values()) if in_notes else text}
    return _write(files, replace_files=options.replace)


def _templated(options: argparse.Namespace) -> Callable[[Sequence[Passage]], str] | None:
    """Return what makes a note after the template that was given, or None for the form that comes with the program."""
    from reader.export.templates import VALUES, fill, unknown_names, values_of

    if not options.template:
        return None
    if options.format != "markdown":
        raise UsageError("A template makes Markdown notes.", hint="Leave --format out, or --template.")
    template = _read(options.template).decode("utf-8-sig", "replace")
    unknown = unknown_names(template)
    if unknown:
        raise UsageError(
            f"{options.template} names {', '.join(unknown)}, which there is not.",
            hint=f"There are {', '.join(VALUES)}.",
        )
    return lambda group: fill(template, values_of(group))


def _write(files: dict[Path, str], *, replace_files: bool) -> int:
    """Write `files`; one that stands there with other words is the person's and stays, unless they say so."""
    from reader.config.atomic_files import write_atomically

    kept = written = 0
    for path, text in files.items():
        try:
            if path.exists():
                if path.read_bytes() == text.encode("utf-8", "replace"):
                    continue
                if not replace_files:
                    tell(f"quoth: {path} is there already with other words; --replace overwrites it.")
                    kept += 1
                    continue
            write_atomically(path, text.encode("utf-8", "replace").decode("utf-8"))
        except OSError as error:
            raise UsageError(f"{path} cannot be written ({error.strerror}).", hint="Choose another place.") from None
        written += 1
    tell(f"{written} written, {len(files) - written - kept} unchanged, {kept} left as they were.")
    return 1 if kept else 0


def import_marks(options: argparse.Namespace) -> int:
    """Take marks in from exports; a mark that is known by its id already is left as it is."""
    from reader.export.incoming import read_export

    failed = added = known = touched = 0
    with Library.open(find_paths().data) as library:
        here = {mark.id for mark in library.marks.all()}
        for name in options.files:
            incoming = read_export(_read(name))
            for issue in incoming.issues:
                tell(f"quoth: {name}, {issue.where}: {issue.message}")
            failed += len(incoming.issues)
            new = []
            for mark, more in sorted(incoming.marks, key=lambda one: (one[0].created, one[0].id)):
                if mark.id in here:
                    known += 1
                    continue
                here.add(mark.id)
                new.append((_placed(library, mark), more))
            library.marks.keep_all(new)
            added += len(new)
            touched += sum(_keep_notes(library, notes) for notes in incoming.articles)
    articles = f" {touched} articles read, tagged or begun." if touched else ""
    tell(f"{added} added, {known} known already, {failed} could not be read.{articles}")
    return 1 if failed else 0


def _keep_notes(library: Library, notes: ArticleNotes) -> bool:
    """Keep what an export says of an article, and tell whether that was new; what is known here is left as it is."""
    marks = library.marks
    here = marks.fields(notes.article)
    fields = {name: value for name, value in notes.fields.items() if name not in here}
    if fields:
        marks.set_fields(notes.article, fields)
    is_begun = notes.anchor is not None and not marks.positions(notes.article)
    if notes.anchor is not None and is_begun:
        marks.set_position(notes.article, notes.anchor, notes.progress)
    return bool(fields) or is_begun


def _read(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise SourceError(f"{name} cannot be read ({error.strerror}).", hint="Check the name.") from None


def _placed(library: Library, mark: Mark) -> Mark:
    """Find the words of another program's mark; where that is not certain, it says so."""
    from reader.document.settling import settled

    if mark.state != "uncertain" or mark.device:
        return mark
    number = library.articles.find(reference=mark.article)
    stored = library.articles.get(number) if number is not None else None
    if stored is None:
        return mark
    return settled(mark, stored.article, stored.path)
