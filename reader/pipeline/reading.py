"""A file becomes a source, an article, its quotations, and a row of the library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cleaning import Cleaned, Evidence, Removed, clean_html, clean_markdown, clean_text, keep_all
from reader.document import Article, Issue, Quotation, Speaker
from reader.sources import Source, read_bytes, read_file

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


def clean_source(source: Source) -> Reading:
    """Clean `source`; its quotations are still to be found, so that its first page can be shown before them."""
    told = {"envelope": source.envelope, "particulars": source.particulars}
    outside = {name: value for name, value in told.items() if value is not None}
    return _reading(source, _CLEANERS[source.format](source.text, url=source.url or None, **outside))


def keep_source(source: Source) -> Reading:
    """Take `source` as it came, with nothing taken out; its quotations are still to be found."""
    url, envelope, particulars = source.url or None, source.envelope, source.particulars
    return _reading(source, keep_all(source.text, source.format, url=url, envelope=envelope, particulars=particulars))


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
    if end <= 0:
        return None
    reading = clean_source(replace(source, text=source.text[:end]))
    # The time that all of it takes stands under the title, and is not to change once it is known.
    words = reading.article.words * len(source.text) // end
    return replace(reading, article=reading.article.counted(words))


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


def keep(library: Library, reading: Reading) -> int:
    """Put `reading` into `library`, as the article that it was if its file was moved; return its number there."""
    _follow_moved(library, reading)
    return library.articles.put(
        reading.article, reading.quotations, path=reading.path, size=reading.size, mtime_ns=reading.mtime_ns
    )


def _follow_moved(library: Library, reading: Reading) -> None:
    """Let the article with the words of `reading` have its path, if the file that it had is not there any more."""
    from reader.document.identity import fingerprint

    articles = library.articles
    if not reading.path or articles.find(path=reading.path) is not None:
        return
    for number, path in articles.with_words(fingerprint(reading.article.text)):
        if path and not _is_there(Path(path)):
            articles.move(number, reading.path)
            return


def _is_there(path: Path) -> bool:
    """Tell whether there may be a file at `path`, or one in which an article with that path stands."""
    try:
        return path.exists() or any(parent.is_file() for parent in path.parents)
    except OSError:
        return True
