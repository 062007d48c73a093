"""What the program was asked to open, from the command line to the screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reader.pipeline import Reading


class Opening(NamedTuple):
    """The `reading`, the `file`, the library's article `number`, or where none of them is given the library itself.

    `paths` are added to the library behind the screens; `mark` is where to begin, by the beginning of its id.
    """

    paths: Sequence[Path] = ()
    file: Path | None = None
    number: int | None = None
    mark: str = ""
    reading: Reading | None = None

    @property
    def is_library(self) -> bool:
        """Whether it is the library as it is, with nothing to be read or added."""
        return not self.paths and self.file is None and self.number is None and self.reading is None
