"""What a file turned out to hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.document import Envelope, Mark, Particulars


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded file: its `format` is "html", "markdown" or "text"; `size` in bytes and `mtime_ns` tell a change.

    `url` and `title_hint` are what the file itself tells of its origin, empty if it does not; a letter has an
    `envelope`. An article of a collection has its `particulars`, the `fields` that tell what the person did with it,
    `highlights` to be placed, and the share that was read, `progress`; its `mtime_ns` is a checksum.
    """

    path: str
    format: str
    text: str
    url: str = ""
    title_hint: str = ""
    size: int = 0
    mtime_ns: int = 0
    envelope: Envelope | None = None
    particulars: Particulars | None = None
    fields: dict[str, bool] = field(default_factory=dict)
    highlights: tuple[Mark, ...] = ()
    progress: float = 0.0
