"""What the journals' acts add up to: marks, positions and read states, the same whatever order the acts arrive in.

Pure: acts in, state out. Acts are folded in order of time, then device, then id, each once however often it was copied;
a change touches only the fields that it changed, so that two devices can change one mark without losing either's.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any

from reader.document import Anchor, ArticleReference, Issue, Mark

Event = dict[str, Any]
Order = tuple[str, str, str]
_MARK_FIELDS = {field.name for field in fields(Mark)}


@dataclass(frozen=True, slots=True)
class Position:
    """Where the reader left off: the words at the top of the screen, and how much of the text is read (0 to 1)."""

    anchor: Anchor
    progress: float


@dataclass(frozen=True, slots=True)
class Change:
    """What an act did to one mark: its fields before and after; None where it was not there."""

    mark: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def packed(mark: Mark | None) -> dict[str, Any] | None:
    """Return `mark` as the journal has it."""
    return None if mark is None else {**asdict(mark), "created": mark.created.isoformat()}


def unpacked(value: dict[str, Any]) -> Mark:
    """Return the mark that the journal has as `value`; fields that a newer program added stay in the journal."""
    known = {name: item for name, item in value.items() if name in _MARK_FIELDS}
    reference_fields = {field.name for field in fields(ArticleReference)}
    anchor_fields = {field.name for field in fields(Anchor)}
    known["article"] = ArticleReference(**{n: v for n, v in known["article"].items() if n in reference_fields})
    known["anchor"] = Anchor(**{n: v for n, v in known["anchor"].items() if n in anchor_fields})
    known["created"] = datetime.fromisoformat(known["created"])
    known["tags"] = tuple(known.get("tags", ()))
    return Mark(**known)


class Projection:
    """The state that acts add up to, brought up to date by more of them."""

    def __init__(self, device: str) -> None:
        self._device = device
        self._events: list[tuple[Order, int]] = []
        self._stored: list[Event] = []
        self._seen: set[str] = set()
        self._clear()
        self.issues: list[Issue] = []

    def _clear(self) -> None:
        self.marks: dict[str, Mark] = {}
        self.positions: dict[str, tuple[ArticleReference, Position]] = {}
        self.read: dict[str, tuple[ArticleReference, bool]] = {}
        self.done: list[str] = []
        self.undone: list[str] = []
        self.acts: dict[str, Event] = {}
        self._by_key: dict[str, set[str]] = {}

    def take(self, events: list[Event]) -> int:
        """Fold in those of `events` that are new and return how many; older ones than the last fold all anew."""
        new = [event for event in events if str(event.get("event", "")) not in self._seen]
        late = False
        for event in new:
            name = str(event.get("event", ""))
            if name in self._seen:
                continue
            self._seen.add(name)
            order = (str(event.get("time", "")), str(event.get("device", "")), name)
            late = late or bool(self._events and order < self._events[-1][0])
            self._stored.append(event)
            insort(self._events, (order, len(self._stored) - 1))
            if not late:
                self._fold(event)
        if late:
            self._clear()
            for _, place in self._events:
                self._fold(self._stored[place])
        return len(new)

    def of(self, article: ArticleReference) -> list[Mark]:
        """Return the marks of `article`, in its order."""
        names = {name for key in keys_of(article) for name in self._by_key.get(key, ())}
        found = [self.marks[name] for name in names if is_same(self.marks[name].article, article)]
        return sorted(found, key=lambda mark: (mark.anchor.start, mark.id))

    def counts(self) -> dict[str, int]:
        """Return the number of marks by each key that an article is known by."""
        return {key: len(names) for key, names in self._by_key.items() if names}

    def _fold(self, event: Event) -> None:
        """Take one act in; kinds that a newer program wrote stay in the journal and are passed over."""
        act = event.get("act")
        try:
            if act == "change":
                self._apply([Change(**change) for change in event["changes"]])
                self._remember(event)
            elif act == "read":
                self._set_read(ArticleReference(**event["article"]), event["read"])
                self._remember(event)
            elif act in ("undo", "redo"):
                self._turn(event, back=act == "undo")
            elif act == "position":
                article = ArticleReference(**event["article"])
                position = Position(Anchor(**event["anchor"]), float(event["progress"]))
                for key in keys_of(article):
                    self.positions[key] = (article, position)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            message = f"A line of the marks could not be understood: {error}."
            self.issues.append(Issue("odd-line", message, str(event.get("event"))))

    def _remember(self, event: Event) -> None:
        self.acts[event["event"]] = event
        if event.get("device") == self._device:
            self.done.append(event["event"])
            self.undone.clear()

    def _turn(self, event: Event, *, back: bool) -> None:
        act = self.acts[event["of"]]
        if act["act"] == "read":
            self._set_read(ArticleReference(**act["article"]), act["before"] if back else act["read"])
        else:
            changes = [Change(**change) for change in act["changes"]]
            self._apply([Change(c.mark, c.after, c.before) for c in reversed(changes)] if back else changes)
        if event.get("device") == self._device:
            source, target = (self.done, self.undone) if back else (self.undone, self.done)
            if event["of"] in source:
                source.remove(event["of"])
            target.append(event["of"])

    def _apply(self, changes: list[Change]) -> None:
        for change in changes:
            current = self.marks.get(change.mark)
            if change.after is None:
                self._set(change.mark, None)
            elif change.before is None or current is None:
                # A change of a mark that another device has deleted does not bring it back.
                if change.before is None:
                    self._set(change.mark, unpacked(change.after))
            else:
                changed = {n: v for n, v in change.after.items() if n in _MARK_FIELDS and change.before.get(n) != v}
                changed = {
                    n: tuple(v) if n == "tags" else v
                    for n, v in changed.items()
                    if n not in ("article", "anchor", "created")
                }
                moved = {
                    n: getattr(unpacked(change.after), n)
                    for n in ("article", "anchor")
                    if change.before.get(n) != change.after.get(n)
                }
                self._set(change.mark, replace(current, **changed, **moved))

    def _set(self, name: str, mark: Mark | None) -> None:
        before = self.marks.pop(name, None)
        for key in keys_of(before.article) if before else ():
            self._by_key[key].discard(name)
        if mark is not None:
            self.marks[name] = mark
            for key in keys_of(mark.article):
                self._by_key.setdefault(key, set()).add(name)

    def _set_read(self, article: ArticleReference, read: bool | None) -> None:
        for key in keys_of(article):
            if read is None:
                self.read.pop(key, None)
            else:
                self.read[key] = (article, read)


def keys_of(article: ArticleReference) -> Iterator[str]:
    """Yield what an article is known by, the most trusted first."""
    if article.url:
        yield f"url:{article.url}"
    if article.fingerprint:
        yield f"text:{article.fingerprint}"
    if article.path:
        yield f"path:{article.path}"


def is_same(one: ArticleReference, other: ArticleReference) -> bool:
    """Tell whether two references mean one article: by address, else by its words, else by its file.

    The same file is the same article though its words have changed (it was edited, or cleaned anew), unless both tell
    their address and the addresses differ: then another article was saved under the old name.
    """
    if one.url and one.url == other.url:
        return True
    if one.fingerprint and one.fingerprint == other.fingerprint:
        return True
    return bool(one.path) and one.path == other.path and not (one.url and other.url)
