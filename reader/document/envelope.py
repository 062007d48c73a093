"""What stands on the outside of a letter: who sent it, when, and about what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Envelope:
    """The headers of a letter that a reader wants, decoded and as they were written; what is not known is empty.

    `sender` is the name without its address, whose `host` is the domain; `attachments` are the names of what came with
    the letter and is not read.
    """

    subject: str = ""
    sender: str = ""
    host: str = ""
    sent: date | None = None
    list_name: str = ""
    attachments: tuple[str, ...] = ()
