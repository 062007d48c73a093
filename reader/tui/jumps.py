"""The list of jumps: where the reader was before each one, walked back and forward like a browser's history."""

from __future__ import annotations

MAX_JUMPS = 100
"""As many as vim keeps."""


class Jumps:
    """Offsets that were jumped from; `_place` is where in them the reader stands, their number when at the end."""

    def __init__(self) -> None:
        self._offsets: list[int] = []
        self._place = 0

    def leave(self, offset: int) -> None:
        """Remember `offset` before a jump; what lay forward is forgotten."""
        del self._offsets[self._place :]
        if not self._offsets or self._offsets[-1] != offset:
            self._offsets.append(offset)
        del self._offsets[:-MAX_JUMPS]
        self._place = len(self._offsets)

    @property
    def last(self) -> int | None:
        """Where the reader was before the last jump, or None."""
        return self._offsets[self._place - 1] if self._place else None

    def back(self, here: int) -> int | None:
        """Return where the reader was before, or None; `here` is kept for the way forward."""
        if self._place == 0:
            return None
        if self._place == len(self._offsets):
            self._offsets.append(here)
        self._place -= 1
        return self._offsets[self._place]

    def forward(self) -> int | None:
        """Return where the reader was before going back, or None."""
        if self._place >= len(self._offsets) - 1:
            return None
        self._place += 1
        return self._offsets[self._place]
