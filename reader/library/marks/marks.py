"""Marks, places, read states and tags: what the person made, kept by the journals and read from their projection."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from reader.document import Anchor, ArticleReference, Issue, Mark
from reader.document.identity import is_same, keys_of
from reader.errors import StorageError, UsageError
from reader.library.marks import article_states
from reader.library.marks.acts import DELETED, Position, Record, acts_of, changed_fields, packed
from reader.library.marks.article_states import ArticleState
from reader.library.marks.compaction import compact, is_worth_it
from reader.library.marks.folding import READ, READ_FROM, REMOVED, TAG
from reader.library.marks.journal import Journal, encode_line
from reader.library.marks.mark_rows import MarkRows, record_of, refs_of
from reader.library.marks.projection import Projection
from reader.library.marks.restating import lost_events
from reader.library.marks.signing import latest_time_on
from reader.library.marks.turning import last_done, last_undone, turned_back

if TYPE_CHECKING:
    from pathlib import Path

    from reader.library.marks.device import Device
    from reader.library.marks.journal import Event

T = TypeVar("T")
_AT_ONCE = 200
"""Marks that are synced together when many come in: each is a line of its own, and a second of work is not lost."""


class Marks:
    """What the person made. Every act is on the disk when its method returns; StorageError if it cannot be.

    The journals are in `folder`, this library writes as `device`, and `database` is where they are added up (None: in
    memory). Nothing is opened before it is asked for.
    """

    def __init__(self, folder: Path, device: Device, database: Path | None = None) -> None:
        self.device = device
        self._folder = folder
        self.journal = Journal(folder, device.name)
        """What this library writes; only this room touches it."""
        self.projection = Projection(folder, database, device)
        """What the journals add up to; only this room touches it."""
        self._rows = MarkRows()

    def close(self) -> None:
        """Let go of the files."""
        self.projection.close()

    @property
    def issues(self) -> list[Issue]:
        """What in the journals could not be read."""
        return self.projection.damage()

    @property
    def version(self) -> int:
        """Rises with every act, so that whoever keeps something worked out from marks knows when it is old."""
        self._read(lambda _: None)
        return self.projection.version

    @property
    def acts_version(self) -> int:
        """Rises with every act but places in articles, which are written every few seconds while reading."""
        self._read(lambda _: None)
        return self.projection.acted

    def refresh(self, *, waits: bool = True) -> bool:
        """Take in what other windows and devices wrote; tell whether there was anything.

        It costs a look at the folder. Without `waits` a window that is just writing is left to the next call.
        """
        return self.projection.refresh(waits=waits)

    def leave_much_to_others(self, *, leave: bool = True) -> None:
        """Read what is known and leave it to `catch_up` of another library, in a thread, to take in much that is new.

        An act takes everything in first, so that none goes by what is not known yet.
        """
        self.projection.leaves_much = leave

    @property
    def is_behind(self) -> bool:
        """Whether much that is new was left to others, so that marks and places may be missing here."""
        return self._read(lambda _: self.projection.is_behind)

    def catch_up(self, told: Callable[[float], bool]) -> None:
        """Take in all that is new; `told` gets the share that is done, now and then, and returns False to end it."""
        self.projection.catch_up(told)
        self._read(lambda _: None)

    # Marks

    def add(
        self, kind: str, article: ArticleReference, anchor: Anchor, *, letter: str = "", note: str = "",
        colour: str = "", tags: tuple[str, ...] = (),
    ) -> Mark:  # fmt: skip
        """Set a mark and return it once it is on the disk; a named bookmark replaces the article's of that letter."""
        from reader.library.marks.setting import new_mark

        mark = new_mark(kind, article, anchor, self.device.name)._replace(
            letter=letter, note=note, colour=colour, tags=tags
        )

        def change() -> list[Record]:
            replaced = [old.id for old in self.of(article) if old.letter == letter] if letter else []
            return [*(self._change(name, {DELETED: True}) for name in replaced), self._change(mark.id, packed(mark))]

        self._change_marks(change)
        return mark

    def put_all(self, marks: Sequence[Mark]) -> None:
        """Keep `marks`, new ones and changed ones, as they are: one act, which undo takes back as one."""
        self._change_marks(lambda: [self._change(mark.id, packed(mark)) for mark in marks])

    def keep(self, mark: Mark, unknown: Record | None = None) -> None:
        """Keep `mark`, which came back from an export, with its id and time and `unknown` fields of a newer program."""
        self.keep_all([(mark, unknown or {})])

    def keep_all(self, marks: Sequence[tuple[Mark, Record]]) -> None:
        """Keep many marks as they are, each with its unknown fields, much faster than one by one."""
        for first in range(0, len(marks), _AT_ONCE):
            some = marks[first : first + _AT_ONCE]
            self._write(
                lambda some=some: [  # type: ignore[misc]
                    event
                    for mark, unknown in some
                    for event in acts_of([self._change(mark.id, {**unknown, **packed(mark), DELETED: False})])
                ]
            )

    def change(self, mark_id: str, **fields: Any) -> Mark:
        """Change fields of a mark, such as its `note`, and return it as it now is."""
        known = self._known(mark_id)
        changed = changed_fields(packed(known), packed(known._replace(**fields)))
        self._change_marks(lambda: [self._change(known.id, changed)])
        return self._known(known.id)

    def delete(self, mark_id: str) -> None:
        """Delete a mark; undo brings all of it back."""
        self.delete_all([mark_id])

    def delete_all(self, mark_ids: Iterable[str]) -> None:
        """Delete marks as one act; undo brings all of them back."""
        names = [self._known(mark_id).id for mark_id in mark_ids]
        self._change_marks(lambda: [self._change(name, {DELETED: True}) for name in names])

    def get(self, prefix: str) -> Mark | None:
        """Return the one mark whose id is or begins with `prefix`, or None."""
        exact = self._read(lambda c: self._rows.one(c, prefix))
        if exact is not None or not prefix:
            return exact
        found = self._read(lambda c: self._rows.beginning(c, prefix))
        return found[0] if len(found) == 1 else None

    def of(self, article: ArticleReference) -> list[Mark]:
        """Return the marks of `article`, in its order."""
        return self._read(lambda c: self._rows.of(c, refs_of(c, article)))

    def all(self) -> list[Mark]:
        """Return all marks, the newest first."""
        return self._read(self._rows.all)

    def of_kind(self, kind: str) -> list[Mark]:
        """Return all marks of one kind, the newest first."""
        return self._read(lambda c: self._rows.of_kind(c, kind))

    def record(self, mark_id: str) -> Record:
        """Return all that the journals hold of a mark, with the fields that only a newer program knows; {} if none."""
        return self._read(lambda c: record_of(c, mark_id)) or {}

    def count(self) -> int:
        """Return how many marks there are."""
        return int(self._read(lambda c: c.execute("SELECT count(*) FROM marks WHERE shown=1").fetchone()[0]))

    def counts(self) -> dict[str, int]:
        """Return the number of marks by each key that an article is known by."""
        counts: dict[str, int] = {}
        for *fields, number in self._read(
            lambda c: c.execute("SELECT url, fingerprint, path, marks FROM refs WHERE marks > 0").fetchall()
        ):
            for key in keys_of(ArticleReference(*fields)):
                counts[key] = counts.get(key, 0) + number
        return counts

    @property
    def touched(self) -> bool:
        """Whether anything is read or marked."""
        return self._read(lambda c: c.execute("SELECT 1 FROM refs LIMIT 1").fetchone()) is not None

    def _known(self, mark_id: str) -> Mark:
        mark = self.get(mark_id)
        if mark is None:
            raise UsageError(f"There is no mark {mark_id}.", hint="quoth marks lists them.")
        return mark

    def _change(self, name: str, after: Record) -> Record:
        """Return the change that assigns `after` to the mark called `name`, or makes it of that."""
        before = self._read(lambda c: record_of(c, name))
        return {"mark": name, "before": before, "after": after if before is None else changed_fields(before, after)}

    def _change_marks(self, changes: Callable[[], list[Record]]) -> None:
        self._write(lambda: acts_of(changes()))

    # Undo

    def undo(self) -> str | None:
        """Take back the last act of this device and return what it was, or None if there is none."""
        return self._turn("undo")

    def redo(self) -> str | None:
        """Do again what was undone last and return what it was, or None."""
        return self._turn("redo")

    def _turn(self, act: str) -> str | None:
        said: list[str] = []

        def build() -> list[Event]:
            found = self._read(last_done if act == "undo" else last_undone)
            if found is None:
                return []
            name, turns = found
            body, words = self._read(lambda c: turned_back(c, turns, act))
            said.append(words)
            return [{"act": act, "of": name, **body}]

        self._write(build)
        return said[0] if said else None

    # Places

    def set_position(self, article: ArticleReference, anchor: Anchor, progress: float) -> None:
        """Keep where the reader is."""
        place = {"anchor": anchor._asdict(), "progress": round(progress, 4)}
        self._write(lambda: [{"act": "position", "article": article._asdict(), **place}])

    def position(self, article: ArticleReference) -> Position | None:
        """Return where the reader left off in `article` on this device, or None."""
        return next((place for place in self.positions(article) if self.device.owns(place.device, place.time)), None)

    def position_elsewhere(self, article: ArticleReference) -> Position | None:
        """Return the latest place in `article` if another device has it, or None: something to offer, never to force."""
        latest = next(iter(self.positions(article)), None)
        return None if latest is None or self.device.owns(latest.device, latest.time) else latest

    def positions(self, article: ArticleReference) -> list[Position]:
        """Return the places in `article`, one for each device, the latest first."""
        return self._read(lambda c: article_states.positions_of(c, article))

    # Read states, tags, and what else is kept of an article

    def set_read(self, article: ArticleReference, read: bool) -> None:
        """Keep that `article` is read, or unread."""
        self.set_fields(article, {READ: read})

    def state(self, article: ArticleReference) -> str:
        """Return "unread", "reading" or "read"."""
        return self.state_of(article).state

    def state_of(self, article: ArticleReference) -> ArticleState:
        """Return the state of `article`, how far it is read on any device, its number of marks and its tags."""
        return self._read(lambda c: article_states.state_of(c, article))

    def states(self, articles: Iterable[ArticleReference]) -> list[ArticleState]:
        """Return the state of each of `articles`: for a list's rows that are shown, about 0.1 ms each."""
        return self._read(lambda c: [article_states.state_of(c, article) for article in articles])

    def changed_since(self, token: str) -> tuple[str, list[ArticleReference]]:
        """Return the articles that were read, tagged or marked since `token`, and the token for the next time.

        With "", or a token of tables that have been made anew since, all that were ever touched.
        """
        return self._read(lambda c: article_states.changed_since(c, self.projection.meta(c, "epoch"), token))

    def set_read_all(self, articles: Iterable[ArticleReference], read: bool) -> int:
        """Keep that all of `articles` are read, or unread, as one act; return how many were not so already."""
        return self._assign([(article, {READ: read}) for article in articles])

    def set_removed_all(self, articles: Iterable[ArticleReference], removed: bool) -> int:
        """Take all of `articles` out of the library, or put them back; no file is touched. As `set_read_all`."""
        return self._assign([(article, {REMOVED: removed or None}) for article in articles])

    def tag(self, article: ArticleReference, *tags: str) -> None:
        """Put `tags` on `article`."""
        self.tag_all([article], tags)

    def untag(self, article: ArticleReference, *tags: str) -> None:
        """Take `tags` off `article`."""
        self.tag_all([article], (), tags)

    def tag_all(self, articles: Iterable[ArticleReference], tags: Iterable[str], untag: Iterable[str] = ()) -> int:
        """Put `tags` on all of `articles` and take `untag` off them. As `set_read_all`."""
        fields = {**{TAG + tag: None for tag in untag}, **{TAG + tag: True for tag in tags}}
        return self._assign([(article, fields) for article in articles])

    def tags(self, article: ArticleReference) -> tuple[str, ...]:
        """Return the tags of `article` itself; those of its marks are theirs."""
        return article_states.tags_of(self.fields(article))

    def all_tags(self) -> dict[str, int]:
        """Return every tag, of articles and marks, and how many articles it leads to."""
        return dict(
            self._read(lambda c: c.execute("SELECT tag, count(*) FROM tags GROUP BY tag ORDER BY tag").fetchall())
        )

    def set_fields(self, article: ArticleReference, fields: Record) -> None:
        """Keep `fields` of `article`, such as how it wants to be shown; None takes one back. Undo knows of it.

        Names belong to whoever keeps them; values are anything that JSON has.
        """
        self._assign([(article, fields)])

    def _assign(self, wanted: Sequence[tuple[ArticleReference, Record]]) -> int:
        """Keep those of the fields of each article that are not so already, as one act; return of how many articles."""
        items: list[Record] = []

        def build() -> list[Event]:
            items.clear()
            for article, fields in wanted:
                known, own = self.fields(article), self.fields(article._replace(sketch=""))
                before, after = article_states.assigned(known, own, fields)
                if after:
                    items.append({"article": article._asdict(), "before": before, "after": after})
            return [{"act": "article", "articles": items}] if items else []

        self._write(build)
        return len(items)

    def fields(self, article: ArticleReference) -> Record:
        """Return what is kept of `article`, by the name of each field."""
        return self._read(lambda c: article_states.fields_of(c, article))

    def restate_lost(self) -> int:
        """Write what is known from lines that are in no journal any more into this device's; return how many acts.

        Raises StorageError where that cannot be done.
        """
        self.projection.regressed = False
        with contextlib.closing(Projection(self._folder, None, self.device)) as replayed:
            events = self._read(lambda kept: replayed.read(lambda journals: lost_events(kept, journals)))
        self._append([encode_line(event) for event in events])
        return len(events)

    # The journal

    def compact_if_worth_it(self) -> bool:
        """Make this device's journal smaller if it holds many places that later ones have replaced; tell whether.

        Nothing else is ever left out of it. Meant for a thread of its own: with a long journal it takes a second, in
        which others go on writing.
        """
        return is_worth_it(self.projection, self.device) and self.compact()

    def compact(self) -> bool:
        """Leave out of this device's journal the places that later ones have replaced; tell whether there were any."""
        return compact(self.journal, self.projection)

    def _read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        found = self.projection.read(work)
        if self.projection.regressed and not self.projection.held:
            with contextlib.suppress(StorageError):
                self.restate_lost()
        return found

    def _write(self, build: Callable[[], list[Event]]) -> None:
        """Put on the disk what `build` makes of the state that nobody can change meanwhile, and take it in."""
        self.refresh()
        self._append(lambda: [encode_line({**self._signed(event), **event}) for event in build()])

    def _append(self, lines: list[bytes] | Callable[[], list[bytes]]) -> None:
        """Put `lines`, or what they are while nobody else writes, on the disk and take them in."""
        with self.journal.writing() as append:
            self.projection.held = True
            try:
                self.refresh()
                whole = b"".join(lines() if callable(lines) else lines)
                if whole:
                    append(whole)
                    self.refresh()
            finally:
                self.projection.held = False

    def _signed(self, event: Event) -> Event:
        """Return id, time and device of `event`; its time is after all that it changes, whatever the clocks say."""
        last = self._read(lambda c: max(self.projection.meta(c, "time"), latest_time_on(c, event)))
        now = datetime.now(UTC)
        if last >= now.isoformat(timespec="microseconds"):
            now = datetime.fromisoformat(last) + timedelta(microseconds=1)
        stamp = now.isoformat(timespec="microseconds")
        return {"event": os.urandom(8).hex(), "time": stamp, "device": self.device.name}


__all__ = ["READ_FROM", "ArticleState", "Marks", "Position", "is_same", "keys_of"]
