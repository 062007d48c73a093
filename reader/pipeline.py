"""The only composer: a file becomes a source, an article, its quotations, and a row of the library."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cleaning import Cleaned, Evidence, Removed, clean_html, clean_markdown, clean_text, keep_all
from reader.document import Article, Issue, Quotation, Speaker
from reader.errors import ReaderError
from reader.sources import Source, read_bytes, read_file, walk

if TYPE_CHECKING:
    from reader.library import Library

_CLEANERS: dict[str, Callable[..., Cleaned]] = {"html": clean_html, "markdown": clean_markdown, "text": clean_text}


BEGINNING = 48_000
"""Characters that hold the first page of any window, whatever is cut away before it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gave: the article, who is quoted in it, what was taken out, what was wrong.

    `evidence` has what its title, names and dates rest on. `is_attributed` is False while its quotations have not been looked for; see `attribute`.
    """

    article: Article
    quotations: tuple[Quotation, ...]
    speakers: tuple[Speaker, ...]
    removed: tuple[Removed, ...]
    issues: tuple[Issue, ...]
    path: str
    format: str
    size: int = 0
    mtime_ns: int = 0
    is_attributed: bool = True
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far indexing has come: files done, files known so far, the one at hand."""

    done: int
    total: int
    path: str


@dataclass(frozen=True, slots=True)
class Report:
    """What indexing did: how many files it added or left as they were, and (path, message) of those that failed."""

    added: int
    unchanged: int
    failed: tuple[tuple[str, str], ...]


def clean_source(source: Source) -> Reading:
    """Clean `source`; its quotations are still to be found, so that its first page can be shown before them."""
    outside = {} if source.envelope is None else {"envelope": source.envelope}
    return _reading(source, _CLEANERS[source.format](source.text, url=source.url or None, **outside))


def keep_source(source: Source) -> Reading:
    """Take `source` as it came, with nothing taken out; its quotations are still to be found."""
    return _reading(source, keep_all(source.text, source.format, url=source.url or None, envelope=source.envelope))


def read_uncleaned(path: Path) -> Reading:
    """Read the file at `path` as it came, with nothing taken out; raises SourceError if it cannot be read."""
    return keep_source(read_file(path.resolve()))


def _reading(source: Source, cleaned: Cleaned) -> Reading:
    article = cleaned.article
    if not article.title:
        article = replace(article, title=source.title_hint or Path(source.path).stem or "Untitled")
    return Reading(
        article=article,
        quotations=(),
        speakers=(),
        removed=cleaned.removed,
        issues=cleaned.issues,
        path=source.path,
        format=source.format,
        size=source.size,
        mtime_ns=source.mtime_ns,
        is_attributed=False,
        evidence=cleaned.evidence,
    )


def attribute(reading: Reading) -> Reading:
    """Find the quotations of `reading` and their speakers."""
    from reader.quotations import find_quotations, speakers_of

    if reading.is_attributed:
        return reading
    quotations = tuple(find_quotations(reading.article.text, language=reading.article.language or "en"))
    return replace(reading, quotations=quotations, speakers=speakers_of(quotations), is_attributed=True)


def clean_path(path: Path) -> Reading:
    """Clean the file at `path`; raises SourceError if it cannot be read."""
    return clean_source(read_file(path.resolve()))


def clean_beginning(source: Source) -> Reading | None:
    """Clean the first pages of a long text, so that they can be shown while all of it is cleaned; None if it is short.

    Pages of markup have no beginning: what is their body is only known from the whole.
    """
    if len(source.text) < 4 * BEGINNING or source.format == "html":
        return None
    end = source.text.rfind("\n\n", 0, BEGINNING)
    return clean_source(replace(source, text=source.text[:end])) if end > 0 else None


def read_path(path: Path) -> Reading:
    """Clean the file at `path` and find its quotations; raises SourceError if it cannot be read."""
    return attribute(clean_path(path))


def clean_stdin(data: bytes) -> Reading:
    """Clean what came through standard input; raises SourceError if it is no text."""
    return clean_source(_piped(data))


def read_stdin(data: bytes) -> Reading:
    """Clean what came through standard input and find its quotations; raises SourceError if it is no text."""
    return attribute(clean_stdin(data))


def keep_stdin(data: bytes) -> Reading:
    """Take what came through standard input as it came; raises SourceError if it is no text."""
    return keep_source(_piped(data))


def _piped(data: bytes) -> Source:
    return replace(read_bytes(data, "standard input"), path="")


def index(
    library: Library,
    paths: Iterable[Path],
    *,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Report:
    """Add the files of `paths` to `library`; what has not changed is skipped, what fails is told at the end.

    Each article is committed by itself, so that an interruption loses nothing and the next call goes on there.
    """
    files = list(walk(path.resolve() for path in paths))
    added, unchanged, failed = 0, 0, []
    for number, path in enumerate(files):
        if cancelled():
            break
        if progress is not None:
            progress(Progress(number, len(files), str(path)))
        try:
            status = path.stat()
            stamp = (status.st_mtime_ns, status.st_size)
        except OSError:
            stamp = None
        if stamp is not None and library.articles.stamp(str(path)) == stamp:
            unchanged += 1
            continue
        try:
            reading = read_path(path)
        except ReaderError as error:
            failed.append((str(path), error.message))
            mtime_ns, size = stamp or (0, 0)
            library.articles.remember_failure(str(path), error.message, size=size, mtime_ns=mtime_ns)
            continue
        keep(library, reading)
        added += 1
    return Report(added, unchanged, tuple(failed))


def keep(library: Library, reading: Reading) -> int:
    """Put `reading` into `library` and return its number there."""
    return library.articles.put(
        reading.article, reading.quotations, path=reading.path, size=reading.size, mtime_ns=reading.mtime_ns
    )


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
