"""`quoth export` and `quoth import`: marks out to other programs, and back."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.console import put, tell
from reader.cli.marking import is_wanted
from reader.config.paths import find_paths
from reader.errors import SourceError, UsageError
from reader.library import Library

if TYPE_CHECKING:
    import argparse

    from reader.document import Mark


def export(options: argparse.Namespace) -> int:
    """Write the marks in a form that other programs read."""
    from reader.export.notes import notes
    from reader.export.passages import passages
    from reader.export.rendering import FORMATS

    with Library.open(find_paths().data) as library:
        chosen = [mark for mark in library.marks.all() if is_wanted(mark, options)]
        found = passages(library, chosen)
    if not options.to:
        text = FORMATS[options.format](found)
        if text:
            put(text.removesuffix("\n"))
        return 0
    target = Path(options.to)
    if options.format == "markdown" and (target.is_dir() or options.to.endswith("/") or not target.suffix):
        files = {target / name: text for name, text in notes(found).items()}
    else:
        files = {target: FORMATS[options.format](found)}
    return _write(files, replace_files=options.replace)


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
    from reader.export.incoming import read_marks

    failed = added = known = 0
    with Library.open(find_paths().data) as library:
        here = {mark.id for mark in library.marks.all()}
        for name in options.files:
            marks, issues = read_marks(_read(name))
            for issue in issues:
                tell(f"quoth: {name}, {issue.where}: {issue.message}")
            failed += len(issues)
            for mark in sorted(marks, key=lambda mark: (mark.created, mark.id)):
                if mark.id in here:
                    known += 1
                    continue
                here.add(mark.id)
                library.marks.keep(_placed(library, mark))
                added += 1
    tell(f"{added} added, {known} known already, {failed} could not be read.")
    return 1 if failed else 0


def _read(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise SourceError(f"{name} cannot be read ({error.strerror}).", hint="Check the name.") from None
    return data.decode("utf-8-sig", "replace")


def _placed(library: Library, mark: Mark) -> Mark:
    """Find the words of a mark that came without an offset; where that is not certain, it says so."""
    from reader.document.identity import anchor_at, reference, resolve

    if mark.state != "uncertain" or mark.anchor.start:
        return mark
    number = library.articles.find(reference=mark.article)
    stored = library.articles.get(number) if number is not None else None
    if stored is None:
        return mark
    start, end, state = resolve(stored.article.text, mark.anchor)
    if state == "lost":
        return replace(mark, state=state)
    if state == "uncertain" and stored.article.text.count(mark.anchor.exact) == 1:
        # Foreign highlights bring no surroundings to be sure by; words that stand there once are meant.
        state = "certain"
    if state == "uncertain":
        return mark
    article = reference(stored.article, stored.path)
    return replace(mark, article=article, anchor=anchor_at(stored.article, start, end), state=state)
