"""What went wrong with an input, told instead of raised."""

from __future__ import annotations

from typing import NamedTuple


class Issue(NamedTuple):
    """One thing that could not be read or understood; the rest went on.

    `code` is stable and lower-case with dashes (`undecodable-bytes`); `message` is a sentence for the person;
    `where` names the line, member or field, and is empty where the whole input is meant.
    """

    code: str
    message: str
    where: str = ""
