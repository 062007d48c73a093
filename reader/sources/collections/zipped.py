"""Zip files from anywhere: members are read one at a time, within limits, and never written to a disk."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from pathlib import Path
from types import TracebackType
from typing import IO

from reader.errors import SourceError
from reader.text import sanitise_line

LARGEST = 64 << 20
"""Bytes of a member that are read: a packed file may be made to unfold without end."""
LARGEST_SHARE = 200
"""Times its own size to which a zip may unfold: pages become some 5 to 20 times as large, bombs a million times."""
MOST_MEMBERS = 250_000
"""Members that are looked at; an account that was used for twenty years had a tenth of them."""
_SMALL = 64 << 20
"""Bytes to which any zip may unfold."""
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, RuntimeError, NotImplementedError, ValueError,
    IndexError, struct.error,
)  # fmt: skip
"""What zipfile raises over damaged, encrypted and hostile files."""
_IS_ENCRYPTED = 0x1
ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
"""How zips begin."""
_OTHER_ZIPS = (b"mimetypeapplication/epub+zip", b"[Content_Types].xml")
"""What stands at the beginning of zips that are something else: books and Office's documents."""


def may_hold_many(head: bytes) -> bool:
    """Tell whether the zip that begins with `head` may be one of many articles."""
    return head.startswith(ZIPS) and not any(sign in head[:512] for sign in _OTHER_ZIPS)


class Archive:
    """A zip that is open: `members` by their names, the last of a name being the one that counts."""

    def __init__(self, file: Path | IO[bytes], name: str, size: int, *, within: Archive | None = None) -> None:
        """Open the zip `file`, called `name`, of `size` bytes; raises SourceError where it is none, or damaged.

        One that stood `within` another may unfold no further than that one may.
        """
        self.shown = sanitise_line(name)
        self.within = within
        try:
            self._zip = zipfile.ZipFile(file)
        except _UNREADABLE as error:
            raise SourceError(
                f"{self.shown} is a damaged zip ({_told(error)}).", hint="Download or export it again."
            ) from None
        infos = self._zip.infolist()
        self.left_out = max(0, len(infos) - MOST_MEMBERS)
        # A damaged name may be empty, which `is_dir` does not expect.
        self.members = {info.filename: info for info in infos[:MOST_MEMBERS] if info.filename and not info.is_dir()}
        self._left = max(_SMALL, LARGEST_SHARE * size)
        if within is not None:
            self._left = min(self._left, within._left)

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()

    def head(self, name: str, size: int) -> bytes:
        """Return the first `size` bytes of the member `name`, none where it cannot be read."""
        try:
            with self._zip.open(self.members[name]) as member:
                return member.read(size)
        except _UNREADABLE:
            return b""

    def open(self, name: str) -> IO[bytes]:
        """Open the member `name` to be read piece by piece; raises SourceError where it is encrypted or damaged."""
        try:
            return self._zip.open(self.members[name])
        except _UNREADABLE as error:
            raise SourceError(f"{sanitise_line(name)} is damaged ({_told(error)}).") from None

    def read(self, name: str) -> bytes:
        """Return the member `name`; raises SourceError where it is encrypted, damaged, or unfolds beyond the limits."""
        info = self.members[name]
        shown = sanitise_line(name)
        if info.flag_bits & _IS_ENCRYPTED:
            raise SourceError(f"{shown} is locked with a password.", hint="Unpack the zip, and add the folder.")
        if info.file_size > min(LARGEST, self._left):
            raise SourceError(
                f"{shown} would unfold to more than it may.",
                hint="If you trust the zip, unpack it and add the folder.",
            )
        try:
            with self._zip.open(info) as member:
                data = member.read(LARGEST + 1)
        except _UNREADABLE as error:
            raise SourceError(f"{shown} is damaged ({_told(error)}).") from None
        self._spend(len(data))
        return data

    def _spend(self, size: int) -> None:
        self._left -= size
        if self.within is not None:
            self.within._spend(size)


def _told(error: Exception) -> str:
    return sanitise_line(str(error)).strip()[:100] or type(error).__name__
