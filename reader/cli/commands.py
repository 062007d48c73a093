"""The commands, one function each: arguments in, lines out, an exit status back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.console import put, put_record, tell, tell_error
from reader.errors import ReaderError, UsageError

if TYPE_CHECKING:
    import argparse

    from reader.document import Quotation
    from reader.library import Library
    from reader.library.marks.marks import Marks
    from reader.pipeline import Collected, Progress, Reading


def readings(options: argparse.Namespace, failures: list[str]) -> Iterator[Reading]:
    """Yield what each file gives, of an export each article; what cannot be read is told, and the rest goes on."""
    for name in options.files:
        yield from _told(name, _read(name, uncleaned=False), failures)


def _as_wanted(options: argparse.Namespace, failures: list[str]) -> Iterator[Reading]:
    """Yield what each file gives, cleaned or as it came: by the options, else as its reader chose in the reading screen."""
    from reader.config.paths import find_paths
    from reader.config.state import read_uncleaned_paths

    chosen = frozenset() if options.cleaned else frozenset(read_uncleaned_paths(find_paths()))
    for name in options.files:
        is_chosen = name != "-" and str(Path(name).resolve()) in chosen and not options.removed
        if is_chosen and not options.uncleaned:
            tell(f"quoth: {name} is shown as it came, as you chose while reading it; --cleaned cleans it.")
        yield from _told(name, _read(name, uncleaned=options.uncleaned or is_chosen), failures)


def _read(name: str, *, uncleaned: bool) -> Iterator[Reading | ReaderError]:
    """Yield the article of the file called `name`, or each of those in it, and for one that cannot be read why."""
    from reader.pipeline import attribute, clean_source, keep_source, keep_stdin, read_all, read_stdin

    if name != "-":
        yield from read_all(Path(name), keep_source if uncleaned else clean_source)
        return
    data = sys.stdin.buffer.read()
    try:
        yield attribute(keep_stdin(data)) if uncleaned else read_stdin(data)
    except ReaderError as error:
        yield error


def _told(name: str, found: Iterator[Reading | ReaderError], failures: list[str]) -> Iterator[Reading]:
    for reading in found:
        if isinstance(reading, ReaderError):
            tell_error(reading)
            failures.append(name)
        else:
            yield reading


def _show_removed(reading: Reading, *, as_records: bool) -> None:
    """Print what cleaning took out, and on what the title, the names and the dates rest."""
    for removed in reading.removed:
        if as_records:
            put_record({"path": reading.path, **asdict(removed)})
        else:
            place = f"line {removed.line}" if removed.line else "page"
            put(f"{place}\t{removed.rule}\t{removed.reason}\t{removed.text}")
    for found in reading.evidence:
        if as_records:
            put_record({"path": reading.path, **asdict(found)})
        else:
            put(f"found\t{found.field}\t{found.source}\t{found.value}")


def show(options: argparse.Namespace) -> int:
    """Print cleaned articles."""
    from reader.export import article_record, article_text

    failures: list[str] = []
    with corrections() as corrected:
        for number, reading in enumerate(_as_wanted(options, failures)):
            if options.removed:
                _show_removed(reading, as_records=options.format == "json")
                continue
            if options.format == "json":
                put_record(article_record(reading, corrected(reading)))
                continue
            if number:
                put("")
            if options.format == "markdown":
                from reader.export.markdown import article_markdown

                put(article_markdown(reading.article))
                continue
            quotations = () if options.no_quotes else corrected(reading)
            for line in article_text(reading.article, quotations, max(8, options.width)):
                put(line)
    return 1 if failures else 0


@contextmanager
def open_library() -> Iterator[Library]:
    """Open the library for a command, and tell at its end what of it could not be read."""
    from reader.config.paths import find_paths
    from reader.library import Library

    with Library.open(find_paths().data) as library:
        yield library
        for issue in (*library.issues, *library.marks.issues):
            tell(f"quoth: {issue.message} {issue.where}".rstrip())


@contextmanager
def corrections() -> Iterator[Callable[[Reading], Sequence[Quotation]]]:
    """Give the quotations of files as the person has corrected them.

    A file needs no library, so none is made; where the one that is there cannot be used, that is told and nothing corrected.
    """
    from reader.config.paths import find_paths
    from reader.document.identity import reference
    from reader.errors import StorageError
    from reader.library.voices.corrections import correct

    with ExitStack() as stack:

        @cache
        def open_marks() -> Marks | None:
            if not (find_paths().data / "marks").is_dir():
                return None
            try:
                return stack.enter_context(open_library()).marks
            except StorageError as error:
                tell_error(error)
                return None

        def corrected(reading: Reading) -> Sequence[Quotation]:
            marks = open_marks()
            if marks is None:
                return reading.quotations
            try:
                known = marks.of(reference(reading.article, reading.path))
            except StorageError as error:
                tell_error(error)
                return reading.quotations
            return correct(reading.article.text, reading.quotations, known)

        yield corrected


def add(options: argparse.Namespace) -> int:
    """Add files and folders to the library."""
    from reader.pipeline import index

    paths = [Path(name) for name in options.paths]
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path} does not exist.", hint="Check the name.")

    def show_progress(progress: Progress) -> None:
        if sys.stderr.isatty():
            taken = f" ({progress.taken} articles)" if progress.taken else ""
            print(f"\r{progress.done}/{progress.total}{taken}", end="\033[K", file=sys.stderr, flush=True)

    links: dict[str, None] = {}
    if options.links_to and Path(options.links_to).exists():
        raise UsageError(f"{options.links_to} is there already.", hint="Name a new file.")
    with open_library() as library:
        report = index(library, paths, progress=show_progress, linked=links.setdefault if options.links_to else None)
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
    for _, message in report.failed:
        tell(f"quoth: {message}")
    if options.links_to:
        _write_links(Path(options.links_to), links)
    if options.format == "json":
        failed = [{"path": path, "message": message} for path, message in report.failed]
        collections = [asdict(collected) for collected in report.collections]
        counts = {"added": report.added, "unchanged": report.unchanged}
        put_record({**counts, "failed": failed, "collections": collections})
        return 1 if report.failed else 0
    for collected in report.collections:
        if collected.added or collected.unchanged or not collected.message:
            tell(_line_of(collected))
    tell(f"{report.added} added, {report.unchanged} unchanged, {len(report.failed)} could not be read.")
    return 1 if report.failed else 0


def _line_of(collected: Collected) -> str:
    counts = [f"{collected.added:,} added", f"{collected.unchanged:,} unchanged"]
    if collected.failed:
        counts.append(f"{len(collected.failed):,} could not be read")
    if collected.links:
        counts.append(f"{collected.links:,} without a saved page (--links-to LIST lists them)")
    return f"{collected.path} ({collected.format}): {', '.join(counts)}."


def _write_links(path: Path, links: Iterable[str]) -> None:
    from reader.config.atomic_files import write_atomically

    try:
        write_atomically(path, "".join(f"{link}\n" for link in links))
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}).", hint="Choose another place.") from None


def open_article(options: argparse.Namespace) -> int:
    """Open an article of the library by its number, at one of its marks if that is named behind a #."""
    from reader.cli.starting import start_at

    number, _, mark = options.id.partition("#")
    if not number.isdecimal():
        raise UsageError(f"{options.id} is no number of an article.", hint="quoth list shows the numbers.")
    return start_at(int(number), mark=mark)


def keys(options: argparse.Namespace) -> int:
    """List all keys."""
    from reader.actions import ACTIONS, SCOPES

    scope = ""
    for action in ACTIONS:
        if options.format == "json":
            put_record({"id": action.id, "title": action.title, "help": action.help, "keys": list(action.keys)})
            continue
        if action.scope != scope:
            scope = action.scope
            put(f"\n{SCOPES[scope]}" if scope != ACTIONS[0].scope else SCOPES[scope])
        put(f"  {'  '.join(key.replace(' ', '') for key in action.keys):<24}{action.help}")
    return 0


def themes(options: argparse.Namespace) -> int:
    """List the themes."""
    from reader.config.paths import find_paths
    from reader.config.themes import read_themes

    for theme in read_themes(find_paths().config)[0]:
        put(f"{theme.name}\t{'dark' if theme.dark else 'light'}\t{theme.title}")
    return 0
