"""Files and folders become articles of the library; what has not changed is skipped, and of many in one file each counts."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.document import ArticleReference, Issue
from reader.document.addresses import canonical_url
from reader.document.identity import reference
from reader.document.placing import position_at
from reader.document.settling import settled
from reader.errors import ReaderError, SourceError
from reader.pipeline.reading import Reading, attribute, clean_source, keep, read_path
from reader.sources import Source, read_file, walk
from reader.sources.collections.collection import Link, Member
from reader.sources.collections.members import collection_of, source_of
from reader.sources.collections.opening import is_collection, open_collection
from reader.sources.endings import HOLDING_MANY
from reader.text import sanitise_line

if TYPE_CHECKING:
    from reader.library import Library

PLACE = 80
"""Characters by which the place where somebody stopped reading is known again."""
MOST_TOLD = 3
"""Failures within one file that are told one by one; of a damaged export there may be thousands."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far indexing has come: files done, files known so far, the one at hand, and articles taken out of it so far."""

    done: int
    total: int
    path: str
    taken: int = 0


@dataclass(frozen=True, slots=True)
class Collected:
    """What a file of many articles gave: its `format` by name, counts, and a sentence for each thing that failed.

    `links` counts the addresses in it that have no page with them.
    """

    path: str
    format: str
    added: int
    unchanged: int
    links: int
    failed: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it, not even an address."""
        return not (self.added or self.unchanged or self.links or self.failed)

    @property
    def message(self) -> str:
        """What of it could not be read, in a sentence; "" where all of it could, or was known."""
        name = sanitise_line(self.path)
        if self.failed:
            more = f"; and {len(self.failed) - MOST_TOLD} more" if len(self.failed) > MOST_TOLD else ""
            told = "; ".join(message.rstrip(".") for message in self.failed[:MOST_TOLD])
            return f"{name}: {told}{more}."
        # A single address is what programs note of a page beside it, a thousand times in some folders.
        if self.links > 1 and not self.added and not self.unchanged:
            return f"{name} has {self.links:,} addresses and no saved page (quoth add --links-to LIST lists them)."
        return ""


@dataclass(frozen=True, slots=True)
class Report:
    """What indexing did: how many articles it added or left as they were, and (path, message) of files that failed.

    `collections` are the files among them that hold many articles.
    """

    added: int
    unchanged: int
    failed: tuple[tuple[str, str], ...]
    collections: tuple[Collected, ...] = ()


def index(
    library: Library,
    paths: Iterable[Path],
    *,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    linked: Callable[[str], object] | None = None,
) -> Report:
    """Add the files of `paths` to `library`; what has not changed is skipped, what fails is told at the end.

    Each article is committed by itself, so that an interruption loses nothing and the next call goes on there. `linked`
    is given each address that an export has no page for; then every export is looked through, changed or not.
    """
    files = _files(library, paths)
    adding = _Adding(library, cancelled, linked)
    for number, path in enumerate(files):
        if cancelled():
            break
        tell = partial(_tell, progress, number, len(files))
        tell(str(path), 0)
        adding.take(path, tell)
    return Report(adding.added, adding.unchanged, tuple(adding.failed), tuple(adding.collections))


class _Adding:
    """What a call of `index` has done so far, file by file."""

    def __init__(
        self, library: Library, cancelled: Callable[[], bool], linked: Callable[[str], object] | None
    ) -> None:
        self.added, self.unchanged = 0, 0
        self.failed: list[tuple[str, str]] = []
        self.collections: list[Collected] = []
        self._library = library
        self._cancelled = cancelled
        self._linked = linked

    def take(self, path: Path, tell: Callable[[str, int], None]) -> None:
        """Add what is in the file at `path`, unless it has not changed; `tell` is given how many articles it had so far."""
        if not _can_be_kept(path):
            name = sanitise_line(str(path))
            self.failed.append((name, f"{name} has a name that is no UTF-8 and cannot be kept: rename it."))
            return
        stamp = _stamp_of(path)
        if self._is_known(path, stamp):
            self.unchanged += 1
            return
        try:
            found = _index_collection(self._library, path, tell, self._cancelled, self._linked)
            reading = read_path(path) if found is None else None
        except SourceError as error:
            self._remember(path, stamp, error.message)
            return
        if reading is not None:
            keep(self._library, reading)
            self.added += 1
        elif found is not None:
            self._count(path, stamp, found)

    def _is_known(self, path: Path, stamp: tuple[int, int] | None) -> bool:
        """Tell whether nothing is to be looked for in the file at `path`, which has not changed since it was read."""
        if stamp is None or self._library.articles.stamp(str(path)) != stamp:
            return False
        return not ((self._linked is not None or _is_article(self._library, path)) and is_collection(path))

    def _count(self, path: Path, stamp: tuple[int, int] | None, found: Collected) -> None:
        """Count what was `found` in a file of many articles, and remember what was wrong with it."""
        self.collections.append(found)
        self.added += found.added
        self.unchanged += found.unchanged
        if found.added and not found.unchanged:
            _put_away_whole(self._library, path)
        if stamp is not None and found.is_empty and not self._cancelled():
            self._library.articles.passed_over.keep({str(path): stamp})
        self._remember(path, stamp, found.message)

    def _remember(self, path: Path, stamp: tuple[int, int] | None, message: str) -> None:
        """Remember what is wrong with the file at `path`, or with "" that nothing is any more."""
        if not message:
            self._library.articles.forget_failure(str(path))
            return
        self.failed.append((str(path), message))
        mtime_ns, size = stamp or (0, 0)
        self._library.articles.remember_failure(str(path), message, size=size, mtime_ns=mtime_ns)


def _files(library: Library, paths: Iterable[Path]) -> list[Path]:
    """Return the files of `paths` that could be articles or hold some; what holds nothing is looked into once."""
    articles = library.articles
    empty: dict[str, tuple[int, int]] = {}

    def holds_many(path: Path) -> bool:
        stamp = _stamp_of(path)
        if stamp is None or not _can_be_kept(path):
            return is_collection(path)
        if articles.passed_over.has(str(path), stamp):
            return False
        if articles.stamp(str(path)) == stamp or is_collection(path):
            return True
        empty[str(path)] = stamp
        return False

    files = list(walk((path.resolve() for path in paths), holds_many))
    articles.passed_over.keep(empty)
    return files


def _is_article(library: Library, path: Path) -> bool:
    """Tell whether the file at `path`, whose name says that it holds many, was kept as one article when it was opened."""
    return path.suffix.lower() in HOLDING_MANY and library.articles.find(path=str(path)) is not None


def _put_away_whole(library: Library, path: Path) -> None:
    """Remove the article that all of the file at `path` was taken for, if no mark is in it: each of its parts is one now."""
    number = library.articles.find(path=str(path))
    for known in library.articles.references([number] if number is not None else []):
        state = library.marks.state_of(known)
        if not state.marks and not state.tags and not state.is_removed:
            library.marks.set_removed_all([known], True)


def _tell(progress: Callable[[Progress], None] | None, number: int, total: int, path: str, taken: int = 0) -> None:
    if progress is not None:
        progress(Progress(number, total, path, taken))


def _can_be_kept(path: Path) -> bool:
    """Tell whether the name of the file is text: on some systems any bytes may be one, and a database holds text."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def _stamp_of(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _index_collection(
    library: Library,
    path: Path,
    tell: Callable[[str, int], None],
    cancelled: Callable[[], bool],
    linked: Callable[[str], object] | None,
) -> Collected | None:
    """Add the articles in the file at `path` to `library`; None where it does not hold many."""
    with open_collection(path) as collection:
        if collection is None:
            return None
        counts: Counter[str] = Counter()
        failed: list[str] = []
        for item in collection.items:
            if cancelled():
                break
            if isinstance(item, Issue):
                failed.append(f"{sanitise_line(item.where)} {item.message}".strip())
                continue
            try:
                outcome = _take(library, path, item) if isinstance(item, Member) else _known_or_linked(library, item)
            except SourceError as error:
                failed.append(error.message)
                continue
            counts[outcome] += 1
            if outcome == "added":
                tell(str(path), counts["added"])
            if outcome == "linked" and linked is not None:
                linked(item.url if isinstance(item, Link) else item.particulars.url)
        return Collected(
            str(path), collection.format, counts["added"], counts["unchanged"], counts["linked"], tuple(failed)
        )


def _known_or_linked(library: Library, link: Link) -> str:
    """Say of an address without a page whether the library has that page from elsewhere."""
    wanted = ArticleReference(url=canonical_url(link.url))
    return "linked" if library.articles.find(reference=wanted) is None else "unchanged"


def _take(library: Library, collection: Path, member: Member) -> str:
    """Add `member` if it is new, and say what it was: "added", "unchanged", or "linked" where a page has no words.

    Raises SourceError where it cannot be read.
    """
    path = f"{collection}/{member.name}"
    if _is_known(library, path, member):
        return "unchanged"
    source = source_of(collection, member)
    reading = attribute(clean_source(source))
    if source.url and not reading.article.text.strip():
        return "linked"
    keep_with_marks(library, reading, source)
    return "added"


def _is_known(library: Library, path: str, member: Member) -> bool:
    """Tell whether the library has `member` as it is: from this file, or from another export of the same article."""
    articles, stamp = library.articles, (member.checksum, member.size)
    if articles.stamp(path) == stamp:
        return True
    url = canonical_url(member.particulars.url)
    number = articles.find(reference=ArticleReference(url=url)) if url else None
    for row in articles.rows_of([number] if number else []):
        if articles.stamp(row.path) == stamp:
            if collection_of(Path(row.path)) is None:
                articles.move(row.id, path)
            return True
    return False


def keep_with_marks(library: Library, reading: Reading, source: Source) -> int:
    """Keep `reading` of `source` with what the person did with it elsewhere: read it, tagged it, marked words in it.

    What is known here already stays as it is. The marks are kept first: an article that is there is not read again.
    """
    marks = library.marks
    meant = reference(reading.article, reading.path)
    if source.fields:
        here = marks.fields(meant)
        fields = {name: value for name, value in source.fields.items() if name not in here}
        if fields:
            marks.set_fields(meant, fields)
    if source.progress and not marks.positions(meant):
        text = reading.article.text
        before = text.rfind("\n\n", 0, int(len(text) * source.progress))
        start = before + 2 if before >= 0 else 0
        place = position_at(reading.article, start, min(len(text), start + PLACE))
        marks.set_position(meant, place, source.progress)
    new = [mark for mark in source.highlights if marks.get(mark.id) is None]
    if new:
        marks.keep_all([(settled(mark, reading.article, reading.path), {}) for mark in new])
    return keep(library, reading)


def read_all(path: Path, clean: Callable[[Source], Reading] = clean_source) -> Iterator[Reading | SourceError]:
    """Yield what `clean` makes of the file at `path`, or of each article in it; for one that cannot be read, why."""
    path = path.resolve()
    try:
        with open_collection(path) as collection:
            if collection is None:
                yield attribute(clean(read_file(path)))
                return
            for item in collection.items:
                if isinstance(item, Member):
                    try:
                        yield attribute(clean(source_of(collection.path, item)))
                    except SourceError as error:
                        yield error
    except SourceError as error:
        yield error


def follow_files(library: Library, numbers: Iterable[int]) -> None:
    """Read the files of articles `numbers` again where they have changed since; what fails is left as it was kept."""
    for row in library.articles.rows_of(list(numbers)):
        try:
            status = Path(row.path).stat() if row.path else None
        except OSError:
            continue
        if status is None or library.articles.stamp(row.path) == (status.st_mtime_ns, status.st_size):
            continue
        # A file that cannot be read now is told by `quoth doctor`; its article and marks stay as they are.
        with contextlib.suppress(ReaderError):
            keep(library, read_path(Path(row.path)))
