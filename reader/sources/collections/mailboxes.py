"""Mailboxes, as mail programs and Google's Takeout write them: each letter is an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import IO

from reader.sources.collections.collection import Content, Item, Member, Names
from reader.sources.collections.records import checksum
from reader.sources.mailbox import FIRST, SEPARATOR

LARGEST = 64 << 20
"""Bytes of a letter that are read: its words come first, and what it brings with it is not."""
SEARCHED = 4 << 20
"""Bytes in which a second letter begins where a file is a mailbox and not one letter."""
_LONGEST_LINE = 1 << 16
_BETWEEN = re.compile(rb"From \S[^\r\n]{0,200}?\d\d:\d\d[^\r\n]{0,60}\r?\n")
_HEADER = re.compile(rb"[!-9;-~]{1,76}:")
_IDENTITY = re.compile(rb"^message-id:\s*(\S{1,300})", re.I | re.M)
_HEAD = 1 << 14


def recognises(file: IO[bytes], head: bytes, ending: str) -> bool:
    """Tell whether `file`, which begins with `head` and has a name with this `ending`, has many letters."""
    if FIRST.match(head) is None:
        return False
    return ending == ".mbox" or SEPARATOR.search(file.read(SEARCHED)) is not None


def items(file: IO[bytes]) -> Iterator[Item]:
    """Yield the letters of the mailbox `file`."""
    names = Names()
    for letter in _letters(file):
        identity = _IDENTITY.search(letter, 0, _HEAD)
        name = names.name(f"{checksum(identity[1] if identity else letter):014x}") + ".eml"
        yield Member(name, len(letter), checksum(letter), partial(Content, letter))


def _letters(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the letters one at a time, each without the line before it."""
    lines: list[bytes] = []
    size = 0
    between = b""
    is_start = True
    for line in iter(partial(file.readline, _LONGEST_LINE), b""):
        if between:
            if _HEADER.match(line):
                if any(map(bytes.strip, lines)):
                    yield b"".join(lines)
                lines, size = [], 0
            else:
                lines.append(between)
            between = b""
        if is_start and _BETWEEN.fullmatch(line):
            between = line
        elif size < LARGEST:
            lines.append(line[1:] if is_start and line.startswith(b">From ") else line)
            size += len(line)
        is_start = line.endswith(b"\n")
    if any(map(bytes.strip, lines)):
        yield b"".join(lines)
