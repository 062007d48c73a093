"""Marks, positions and read states: a projection of the journals, in memory, brought up to date by what is new."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reader.document import Anchor, ArticleReference, Issue, Mark
from reader.errors import UsageError
from reader.library.journal import Event, Journals

if TYPE_CHECKING:
    from pathlib import Path

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_UNDOABLE = ("put", "delete")
READ_FROM = 0.97
"""The share of an article from which it counts as read."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where the reader left off: the words at the top of the screen, and how much of the text is read (0 to 1)."""

    anchor: Anchor
    progress: float


class Marks:
    """What the person made. Every act is on the disk when its method returns; StorageError if it cannot be."""

    def __init__(self, folder: Path, device: str) -> None:
        self._journals = Journals(folder, device)
        self._marks: dict[str, Mark] = {}
        self._positions: dict[str, Position] = {}
        self._read: dict[str, bool] = {}
        self._acts: dict[str, tuple[str, Mark | None, Mark | None]] = {}
        self._done: list[str] = []
        self._undone: list[str] = []
        self.version = 0
        """Rises with every act, so that whoever keeps something worked out from marks knows when it is old."""
        self.refresh()

    @property
    def issues(self) -> list[Issue]:
        """What in the journals could not be read."""
        return self._journals.issues

    def refresh(self) -> bool:
        """Take in what other windows and devices wrote; tell whether there was anything."""
        events = self._journals.read_new()
        for event in events:
            self._apply(event)
        self.version += len(events)
        return bool(events)

    # Marks

    def add(
        self, kind: str, article: ArticleReference, anchor: Anchor, *, letter: str = "", note: str = "",
        colour: str = "", tags: tuple[str, ...] = (),
    ) -> Mark:  # fmt: skip
        """Set a mark and return it once it is on the disk; a named bookmark replaces the article's of that letter."""
        if letter:
            for mark in self.of(article):
                if mark.letter == letter:
                    self.delete(mark.id)
        mark = Mark(
            id="".join(secrets.choice(_ALPHABET) for _ in range(8)), kind=kind, article=article, anchor=anchor,
            created=datetime.now(UTC), letter=letter, note=note, colour=colour, tags=tags, device=self._journals.device,
        )  # fmt: skip
        self._act("put", mark.id, None, mark)
        return mark

    def change(self, mark_id: str, **fields: Any) -> Mark:
        """Change fields of a mark, such as its `note`, and return it as it now is."""
        before = self._known(mark_id)
        after = replace(before, **fields)
        self._act("put", mark_id, before, after)
        return after

    def delete(self, mark_id: str) -> None:
        """Delete a mark; undo brings all of it back."""
        self._act("delete", mark_id, self._known(mark_id), None)

    def get(self, prefix: str) -> Mark | None:
        """Return the one mark whose id begins with `prefix`, or None."""
        found = [mark for name, mark in self._marks.items() if name.startswith(prefix)]
        return found[0] if len(found) == 1 else None

    def of(self, article: ArticleReference) -> list[Mark]:
        """Return the marks of `article`, in its order."""
        return sorted((m for m in self._marks.values() if is_same(m.article, article)), key=lambda m: m.anchor.start)

    def all(self) -> list[Mark]:
        """Return all marks, the newest first."""
        return sorted(self._marks.values(), key=lambda mark: mark.created, reverse=True)

    def counts(self) -> dict[str, int]:
        """Return the number of marks by each key that an article is known by."""
        counts: dict[str, int] = {}
        for mark in self._marks.values():
            for key in keys_of(mark.article):
                counts[key] = counts.get(key, 0) + 1
        return counts

    @property
    def touched(self) -> bool:
        """Whether anything was ever read or marked."""
        return bool(self._marks or self._positions or self._read)

    def _known(self, mark_id: str) -> Mark:
        mark = self.get(mark_id)
        if mark is None:
            raise UsageError(f"There is no mark {mark_id}.", hint="quoth marks lists them.")
        return mark

    # Undo

    def undo(self) -> str | None:
        """Take back the last act and return what it was, or None if there is none."""
        return self._turn("undo", self._done)

    def redo(self) -> str | None:
        """Do again what was undone last and return what it was, or None."""
        return self._turn("redo", self._undone)

    def _turn(self, act: str, stack: list[str]) -> str | None:
        if not stack:
            return None
        _, before, after = self._acts[stack[-1]]
        self._write({"act": act, "of": stack[-1]})
        mark = after or before
        verb = "deleting" if after is None else "marking" if before is None else "changing"
        return f"{verb} “{mark.anchor.exact[:40]}”" if mark else ""

    # Positions and read states

    def set_position(self, article: ArticleReference, anchor: Anchor, progress: float) -> None:
        """Keep where the reader is."""
        self._write(
            {"act": "position", "article": asdict(article), "anchor": asdict(anchor), "progress": round(progress, 4)}
        )

    def position(self, article: ArticleReference) -> Position | None:
        """Return where the reader left off in `article`, or None."""
        return next((self._positions[key] for key in keys_of(article) if key in self._positions), None)

    def set_read(self, article: ArticleReference, read: bool) -> None:
        """Keep that `article` is read, or unread."""
        self._write({"act": "read", "article": asdict(article), "read": read})

    def state(self, article: ArticleReference) -> str:
        """Return "unread", "reading" or "read"."""
        for key in keys_of(article):
            if key in self._read:
                return "read" if self._read[key] else "unread"
        position = self.position(article)
        if position is None:
            return "unread"
        return "read" if position.progress >= READ_FROM else "reading"

    # The journal

    def _act(self, act: str, mark_id: str, before: Mark | None, after: Mark | None) -> None:
        self._write({"act": act, "mark": mark_id, "before": _packed(before), "after": _packed(after)})

    def _write(self, event: Event) -> None:
        stamp = datetime.now(UTC).isoformat(timespec="microseconds")
        self._journals.append(
            {"event": secrets.token_hex(8), "time": stamp, "device": self._journals.device, **event}
        )
        self.refresh()

    def _apply(self, event: Event) -> None:
        """Take one event in; kinds that a newer program wrote stay in the journal and are passed over."""
        act = event.get("act")
        try:
            if act in _UNDOABLE:
                before, after = _unpacked(event.get("before")), _unpacked(event.get("after"))
                self._acts[event["event"]] = (event["mark"], before, after)
                self._set(event["mark"], after)
                if event.get("device") == self._journals.device:
                    self._done.append(event["event"])
                    self._undone.clear()
            elif act in ("undo", "redo"):
                mark_id, before, after = self._acts[event["of"]]
                self._set(mark_id, before if act == "undo" else after)
                if event.get("device") == self._journals.device:
                    source, target = (self._done, self._undone) if act == "undo" else (self._undone, self._done)
                    if event["of"] in source:
                        source.remove(event["of"])
                    target.append(event["of"])
            elif act == "position":
                position = Position(Anchor(**event["anchor"]), float(event["progress"]))
                for key in keys_of(ArticleReference(**event["article"])):
                    self._positions[key] = position
            elif act == "read":
                for key in keys_of(ArticleReference(**event["article"])):
                    self._read[key] = bool(event["read"])
        except (KeyError, TypeError, ValueError) as error:
            self.issues.append(
                Issue("odd-line", f"A line of the marks could not be understood: {error}.", str(event.get("event")))
            )

    def _set(self, mark_id: str, mark: Mark | None) -> None:
        if mark is None:
            self._marks.pop(mark_id, None)
        else:
            self._marks[mark_id] = mark


def keys_of(article: ArticleReference) -> Iterator[str]:
    """Yield what an article is known by, the most trusted first."""
    if article.url:
        yield f"url:{article.url}"
    if article.fingerprint:
        yield f"text:{article.fingerprint}"
    if article.path:
        yield f"path:{article.path}"


def is_same(one: ArticleReference, other: ArticleReference) -> bool:
    """Tell whether two references mean one article: by URL, else by content, else by path."""
    return not set(keys_of(one)).isdisjoint(keys_of(other))


def _packed(mark: Mark | None) -> dict[str, Any] | None:
    if mark is None:
        return None
    return {**asdict(mark), "created": mark.created.isoformat()}


def _unpacked(value: dict[str, Any] | None) -> Mark | None:
    if value is None:
        return None
    fields = dict(value)
    return Mark(
        **{
            **fields,
            "article": ArticleReference(**fields["article"]),
            "anchor": Anchor(**fields["anchor"]),
            "created": datetime.fromisoformat(fields["created"]),
            "tags": tuple(fields["tags"]),
        }
    )
