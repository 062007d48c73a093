"""What a start reads of an article in the library: its head, its words so far as a first page may need them, its place.

The modules in C that `sqlite3` and `json` stand on are used as they are: those cost more to load than the page to set.
"""

from __future__ import annotations

import os
import sys
import zlib

from reader.config.folders import folders
from reader.plain.facts import written_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FARTHEST = 60_000
"""The offset, in characters, up to which a place is looked at: to unpack so many words of a book takes a millisecond."""
_FORM = 3
"""The version of the stored form that is read here, `document.codec.VERSION`: a page of any other is none."""
_UNPACKED = 4 * FARTHEST
"""Bytes of words that are unpacked at most: as many characters, whatever script they are in."""
_ARTICLE = (
    "SELECT a.title, a.authors, a.site, a.published, a.minutes, a.url, a.fingerprint, a.path, a.size, a.mtime_ns, "
    "b.text, b.layout FROM articles a JOIN bodies b ON b.id = a.id WHERE "
)
_PLACES = (
    "SELECT p.device, p.anchor FROM positions p JOIN refs r ON r.id = p.ref WHERE r.fingerprint = ? "
    "OR (r.path = ? AND r.path <> '') OR (r.url = ? AND r.url <> '')"
)


class Unknown(Exception):  # noqa: N818 - it is no error: the application knows more
    """What a page would be made of is not known here for certain."""


class StoredArticle:
    """An article as it stands in the library.

    `text` may end before the article does; `blocks` are (kind, start, end), "" for the kind of one that has more to it;
    `day` is that of publication in words, "" if it is unknown; `offset` is where the reader left off.
    """

    __slots__ = (
        "authors", "blocks", "day", "fingerprint", "minutes", "mtime_ns", "offset", "path", "site", "size", "text",
        "title", "url",
    )  # fmt: skip

    def __init__(self, row: Any) -> None:
        """Take a row of `_ARTICLE`; raises what `find` expects of one that is damaged."""
        (
            self.title, self.authors, self.site, published, self.minutes, self.url, self.fingerprint, self.path,
            self.size, self.mtime_ns, words, layout,
        ) = row  # fmt: skip
        self.day = written_date(*map(int, published.split("-"))) if published else ""
        self.text = _text(words)
        self.blocks = _blocks(zlib.decompress(layout))
        self.offset = 0


def find(number: int | None, path: str) -> StoredArticle:
    """Return the article `number`, or the one from the file `path` as that is now.

    Raises Unknown, OSError or ValueError if it, or where it was left, cannot be told.
    """
    try:
        import _sqlite3
    except ImportError:
        raise Unknown from None
    data = folders()[0]
    condition, wanted = ("a.id = ?", number) if number is not None else ("a.path = ?", path)
    try:
        for row in _rows(_sqlite3, f"{data}/library.db", _ARTICLE + condition, (wanted,)):
            article = StoredArticle(row)
            if number is None:
                status = os.stat(path)  # noqa: PTH116
                if (status.st_size, status.st_mtime_ns) != (article.size, article.mtime_ns):
                    raise Unknown
            article.offset = _place(_sqlite3, data, article)
            return article
    except (_sqlite3.Error, zlib.error, TypeError, KeyError, IndexError):
        raise Unknown from None
    raise Unknown


def _rows(sqlite: Any, database: str, statement: str, values: tuple[object, ...]) -> list[Any]:
    os.stat(database)  # noqa: PTH116 - one that is not there would be made
    connection = sqlite.connect(database, timeout=0)
    try:
        found: list[Any] = connection.execute(statement, values).fetchall()
    finally:
        connection.close()
    return found


def _place(sqlite: Any, data: str, article: StoredArticle) -> int:
    """Return where the reader left off on this device, 0 where the article was never read."""
    if not os.path.exists(f"{data}/marks.db"):  # noqa: PTH110
        if os.path.isdir(f"{data}/marks"):  # noqa: PTH112
            raise Unknown
        return 0
    places = _rows(sqlite, f"{data}/marks.db", _PLACES, (article.fingerprint, article.path, article.url))
    if not places:
        return 0
    ((device, packed),) = places
    with open(f"{data}/.device", encoding="utf-8") as file:  # noqa: PTH123
        if device not in file.read().split():
            raise Unknown
    anchor = _value(packed)
    start, exact = int(anchor["start"]), str(anchor["exact"])
    if start > FARTHEST or not article.text.startswith(exact, start):
        raise Unknown
    return start


def _text(words: bytes) -> str:
    unpacking = zlib.decompressobj()
    unpacked = unpacking.decompress(words, _UNPACKED)
    if len(unpacked) < _UNPACKED and not unpacking.eof:
        raise Unknown
    return unpacked.decode("utf-8", "ignore")


def _blocks(layout: bytes) -> list[tuple[str, int, int]]:
    """Return the blocks of a stored article: see `document.codec` for its form, whose version has to be today's."""
    line, _, columns = layout[layout.index(b'{"') :].partition(b"\n")
    value = _value(line.decode())
    if value["version"] != _FORM or sys.byteorder == "big":
        raise Unknown
    stored = value["blocks"]
    count, names = stored["count"], stored["kinds"]
    kinds = [names[place] for place in columns[:count]]
    for place, (_, _, quoted, _) in stored["details"]:
        if quoted or kinds[place] != "heading":
            kinds[place] = ""
    numbers = memoryview(columns)[count : 9 * count].cast("I").tolist()
    return list(zip(kinds, numbers[:count], numbers[count:], strict=True))


def _value(stored: str) -> Any:
    """Return the value of a line of JSON; raises ValueError where it is none."""
    try:
        from _json import make_scanner
    except ImportError:
        raise Unknown from None
    try:
        scan: Any = make_scanner
        return scan(_Plainly())(stored, 0)[0]
    except StopIteration:
        raise ValueError("no JSON") from None


class _Plainly:
    """How the scanner of JSON is to take what it finds: as Python's own values."""

    strict = True
    object_hook = object_pairs_hook = None
    parse_float, parse_int, parse_constant = float, int, float
