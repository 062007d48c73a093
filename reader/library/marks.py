"""Marks, positions and read states: what the person made, kept by the journals and read from their projection."""

from __future__ import annotations

import secrets
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reader.document import Anchor, ArticleReference, Issue, Mark
from reader.errors import UsageError
from reader.library.journal import Event, Journals
from reader.library.projection import Change, Position, Projection, is_same, keys_of, packed

if TYPE_CHECKING:
    from pathlib import Path

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
READ_FROM = 0.97
"""The share of an article from which it counts as read."""


class Marks:
    """What the person made. Every act is on the disk when its method returns; StorageError if it cannot be."""

    def __init__(self, folder: Path, device: str) -> None:
        self._journals = Journals(folder, device)
        self._state = Projection(device)
        self.version = 0
        """Rises with every act, so that whoever keeps something worked out from marks knows when it is old."""
        self.refresh()

    @property
    def issues(self) -> list[Issue]:
        """What in the journals could not be read."""
        return [*self._journals.issues, *self._state.issues]

    def refresh(self) -> bool:
        """Take in what other windows and devices wrote; tell whether there was anything."""
        new = self._state.take(self._journals.read_new())
        self.version += new
        return new > 0

    # Marks

    def add(
        self, kind: str, article: ArticleReference, anchor: Anchor, *, letter: str = "", note: str = "",
        colour: str = "", tags: tuple[str, ...] = (),
    ) -> Mark:  # fmt: skip
        """Set a mark and return it once it is on the disk; a named bookmark replaces the article's of that letter."""
        mark = Mark(
            id="".join(secrets.choice(_ALPHABET) for _ in range(8)), kind=kind, article=article, anchor=anchor,
            created=datetime.now(UTC), letter=letter, note=note, colour=colour, tags=tags, device=self._journals.device,
        )  # fmt: skip
        replaced = [old for old in self.of(article) if letter and old.letter == letter]
        self._change([*(Change(old.id, packed(old), None) for old in replaced), Change(mark.id, None, packed(mark))])
        return mark

    def keep(self, mark: Mark) -> None:
        """Keep `mark` as it is, with its own id and time: one that came back from an export."""
        self._change([Change(mark.id, packed(self._state.marks.get(mark.id)), packed(mark))])

    def change(self, mark_id: str, **fields: Any) -> Mark:
        """Change fields of a mark, such as its `note`, and return it as it now is."""
        before = self._known(mark_id)
        self._change([Change(before.id, packed(before), packed(replace(before, **fields)))])
        return self._state.marks[before.id]

    def delete(self, mark_id: str) -> None:
        """Delete a mark; undo brings all of it back."""
        mark = self._known(mark_id)
        self._change([Change(mark.id, packed(mark), None)])

    def get(self, prefix: str) -> Mark | None:
        """Return the one mark whose id is or begins with `prefix`, or None."""
        if prefix in self._state.marks:
            return self._state.marks[prefix]
        found = [mark for name, mark in self._state.marks.items() if prefix and name.startswith(prefix)]
        return found[0] if len(found) == 1 else None

    def of(self, article: ArticleReference) -> list[Mark]:
        """Return the marks of `article`, in its order."""
        return self._state.of(article)

    def all(self) -> list[Mark]:
        """Return all marks, the newest first."""
        return sorted(self._state.marks.values(), key=lambda mark: (mark.created, mark.id), reverse=True)

    def counts(self) -> dict[str, int]:
        """Return the number of marks by each key that an article is known by."""
        return self._state.counts()

    @property
    def touched(self) -> bool:
        """Whether anything is read or marked."""
        return bool(self._state.marks or self._state.positions or self._state.read)

    def _known(self, mark_id: str) -> Mark:
        mark = self.get(mark_id)
        if mark is None:
            raise UsageError(f"There is no mark {mark_id}.", hint="quoth marks lists them.")
        return mark

    # Undo

    def undo(self) -> str | None:
        """Take back the last act and return what it was, or None if there is none."""
        return self._turn("undo", self._state.done)

    def redo(self) -> str | None:
        """Do again what was undone last and return what it was, or None."""
        return self._turn("redo", self._state.undone)

    def _turn(self, act: str, stack: list[str]) -> str | None:
        if not stack:
            return None
        event = self._state.acts[stack[-1]]
        self._write({"act": act, "of": stack[-1]})
        if event["act"] == "read":
            return "marking as read" if event["read"] else "marking as unread"
        change = Change(**event["changes"][-1])
        verb = "deleting" if change.after is None else "marking" if change.before is None else "changing"
        words = (change.after or change.before or {"anchor": {"exact": ""}})["anchor"]["exact"]
        return f"{verb} “{words[:40]}”"

    # Positions and read states

    def set_position(self, article: ArticleReference, anchor: Anchor, progress: float) -> None:
        """Keep where the reader is."""
        place = {"anchor": asdict(anchor), "progress": round(progress, 4)}
        self._write({"act": "position", "article": asdict(article), **place})

    def position(self, article: ArticleReference) -> Position | None:
        """Return where the reader left off in `article`, or None."""
        for key in keys_of(article):
            kept = self._state.positions.get(key)
            if kept is not None and is_same(kept[0], article):
                return kept[1]
        return None

    def set_read(self, article: ArticleReference, read: bool) -> None:
        """Keep that `article` is read, or unread."""
        self._write({"act": "read", "article": asdict(article), "read": read, "before": self._read(article)})

    def _read(self, article: ArticleReference) -> bool | None:
        for key in keys_of(article):
            kept = self._state.read.get(key)
            if kept is not None and is_same(kept[0], article):
                return kept[1]
        return None

    def state(self, article: ArticleReference) -> str:
        """Return "unread", "reading" or "read"."""
        read = self._read(article)
        if read is not None:
            return "read" if read else "unread"
        position = self.position(article)
        if position is None:
            return "unread"
        return "read" if position.progress >= READ_FROM else "reading"

    # The journal

    def _change(self, changes: list[Change]) -> None:
        self._write({"act": "change", "changes": [asdict(change) for change in changes]})

    def _write(self, event: Event) -> None:
        stamp = datetime.now(UTC).isoformat(timespec="microseconds")
        self._journals.append(
            {"event": secrets.token_hex(8), "time": stamp, "device": self._journals.device, **event}
        )
        self.refresh()


__all__ = ["READ_FROM", "Marks", "Position", "is_same", "keys_of"]
