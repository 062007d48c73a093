"""The tables of voices: kept as articles come and go, so that lists of them need no counting.

A quotation belongs to one voice; the same words of the same voice in another article are a reprint and count once.
Which names are one voice is decided by `voice_names`; a bare surname without a post stays with its article.
"""

from __future__ import annotations

import re
import sqlite3
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.document import QuotationKind
from reader.library.articles.rows import day_of
from reader.library.voices.corrections import is_corrected
from reader.library.voices.names import (
    VoiceName,
    is_known_alone,
    is_made_of,
    is_marked,
    is_same_person,
    is_someone,
    is_title_word,
    parse_voice,
    posts_of,
)
from reader.text import fold, sanitise_line
from reader.text.hashing import blake2b

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from reader.document import Quotation

ORDERS = {"count": "count DESC, folded", "name": "folded", "date": "last DESC, id"}
"""What the list can be sorted by, and how SQLite says it; each has an index."""
MOST_SHORT = 100
"""Words of one or two letters that are looked for, of those that were typed; SQLite takes an expression of some thousand."""
HEARD_FROM = 0.5
"""Confidence from which the archive counts a quotation as a voice's: below it half of the speakers or more are wrong."""
HEARD_CLEARLY, HEARD_FOR_CERTAIN = 0.7, 0.9
"""Confidence that one of its quotations in an article must have where neither a given name, nor a post, nor a word for
an institution shows that a name is somebody's, and where it is one of capitals alone: below it half of them are names of
things, and on pages that are no news more."""
MOST_NAMESAKES = 200
"""Voices of one surname that a new name is compared with."""
ROLES_LOOKED_AT = 20
"""Quotations of a voice among which its role is looked for: who speaks so often without one is known by name."""
_ROLE = (
    f"SELECT role FROM (SELECT role FROM quotations WHERE voice = voices.id LIMIT {ROLES_LOOKED_AT}) "
    "WHERE role <> '' LIMIT 1"
)
_WORD = re.compile(r"[^\W_]+")
_SMALL = re.compile(r"(?<![^\W_])[a-zß-ÿ]+(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker over all articles: how much they say in how many, reprints counted once, and the span of dates.

    `role` is a title or post that one of the articles gives, `forms` are the other names under which articles have them.
    """

    name: str
    count: int
    articles: int
    first: date | None
    last: date | None
    id: int = 0
    role: str = ""
    forms: tuple[str, ...] = ()


class VoiceTables:
    """The tables of voices through one connection, inside the transaction of whoever writes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    # Writing

    def put(self, article: int, published: str | None, text: str, quotations: Sequence[Quotation]) -> None:
        """Take in who speaks in `article`, in the place of what was there; `published` is an ISO day."""
        self.remove(article)
        speech = [
            q
            for q in quotations
            if q.kind in (QuotationKind.DIRECT, QuotationKind.MIXED) and q.confidence >= HEARD_FROM
        ]
        voice_of = {name: self._voice(name, held, article) for name, held in _heard(speech, text).items()}
        rows: list[tuple[int, int, int, int, int, str, str, float]] = []
        for quotation in speech:
            voice = voice_of.get(quotation.speaker_name or "", 0)
            if voice:
                start, end, role, confidence = (
                    quotation.start, quotation.end, quotation.speaker_role, quotation.confidence
                )  # fmt: skip
                words = text[start:end]
                rows.append((article, start, end, voice, hash_of(words), role, words, confidence))
        fresh: dict[int, set[int]] = {}
        for row in rows:
            if not self._has(row[3], row[4]):
                fresh.setdefault(row[3], set()).add(row[4])
        self._connection.executemany("INSERT INTO quotations VALUES(?,?,?,?,?,?,?,?)", rows)
        for voice in {row[3] for row in rows}:
            self._connection.execute(
                "UPDATE voices SET count=count+?, articles=articles+1, first=min(coalesce(first,?),coalesce(?,first)), "
                "last=max(coalesce(last,?),coalesce(?,last)) WHERE id=?",
                (len(fresh.get(voice, ())), published, published, published, published, voice),
            )

    def remove(self, article: int) -> None:
        """Forget who speaks in `article`."""
        self.remove_all((article,))

    def remove_all(self, articles: Iterable[int]) -> None:
        """Forget who speaks in `articles`, each of their voices counted once."""
        voices: set[int] = set()
        for article in articles:
            rows = self._connection.execute("SELECT DISTINCT voice FROM quotations WHERE article=?", (article,))
            voices.update(voice for (voice,) in rows)
            self._connection.execute("DELETE FROM quotations WHERE article=?", (article,))
        for voice in voices:
            self._count(voice)

    def _has(self, voice: int, words: int) -> bool:
        found = self._connection.execute(
            "SELECT 1 FROM quotations WHERE voice=? AND hash=? LIMIT 1", (voice, words)
        ).fetchone()
        return found is not None

    def _count(self, voice: int) -> None:
        """Count anew what `voice` says."""
        self._connection.execute(
            "UPDATE voices SET (count, articles, first, last) = (SELECT count(DISTINCT hash), count(DISTINCT article), "
            "min(published), max(published) FROM quotations JOIN articles ON articles.id = article WHERE voice=?) "
            "WHERE id=?",
            (voice, voice),
        )

    def _voice(self, written: str, posts: set[str], article: int) -> int:
        """Return the voice called `written` with these posts in `article`, a new one if nobody is known for certain."""
        name = parse_voice(written)
        key, known = self._known(name, posts, article)
        if known is None:
            found = self._connection.execute("SELECT id FROM voices WHERE key=?", (key,)).fetchone()
            known = int(found[0]) if found else self._new(name, key)
        self._add_form(known, name.name)
        if posts and name.is_full:
            self._add_posts(known, name, posts)
        return known

    def _known(self, name: VoiceName, posts: set[str], article: int) -> tuple[str, int | None]:
        """Return the key for `name` if it should be new, and the voice that it certainly is, or None."""
        if name.is_full:
            exact = self._connection.execute("SELECT id FROM voices WHERE key=?", (name.key,)).fetchone()
            if exact is not None:
                return name.key, int(exact[0])
            alike = [
                voice
                for voice, other, held in self._namesakes(name.surname)
                if self._is_called(voice, name, other, share_post=bool(posts & held))
            ]
            return name.key, alike[0] if len(alike) == 1 else None
        if is_known_alone(name):
            return name.key, None
        for post in sorted(posts):
            holders = [voice for voice, _, held in self._namesakes(name.surname) if post in held]
            if len(holders) == 1:
                return name.key, holders[0]
            if not holders:
                return f"{name.surname}|{post}", None
        return f"{name.surname}#{article}", None

    def _is_called(self, voice: int, name: VoiceName, other: VoiceName, *, share_post: bool) -> bool:
        """Tell whether `name` may be that of `voice`, which is shown as `other`: it has to agree with all its full names.

        Else Brian W. Holt and Brian A. Holt would be one, since each may be the Brian Holt whom one of them is shown as.
        """
        if not is_same_person(name, other, share_post=share_post):
            return False
        return all(is_same_person(name, form, share_post=share_post) for form in self._full_names(voice))

    def _full_names(self, voice: int) -> list[VoiceName]:
        return [name for name in map(parse_voice, self._forms(voice)) if name.is_full]

    def _namesakes(self, surname: str) -> list[tuple[int, VoiceName, set[str]]]:
        """Return the full-named voices of `surname` with the posts that they were called by."""
        rows = self._connection.execute(
            "SELECT id, name, (SELECT group_concat(post) FROM voice_posts WHERE voice=id) FROM voices "
            "WHERE surname=? LIMIT ?",
            (surname, MOST_NAMESAKES),
        )
        found = [(number, parse_voice(name), set((posts or "").split(",")) - {""}) for number, name, posts in rows]
        return [item for item in found if item[1].is_full]

    def _new(self, name: VoiceName, key: str) -> int:
        row = self._connection.execute(
            "INSERT INTO voices(name,key,surname,folded) VALUES(?,?,?,'')", (name.name, key, name.surname)
        )
        number = int(row.lastrowid or 0)
        self._connection.execute("INSERT INTO voice_names(rowid, folded) VALUES(?, '')", (number,))
        return number

    def _add_form(self, voice: int, form: str) -> None:
        """Let `voice` be found by `form`, too."""
        added = self._connection.execute("INSERT OR IGNORE INTO voice_forms VALUES(?,?)", (voice, form))
        if not added.rowcount:
            return
        before, name = self._connection.execute("SELECT folded, name FROM voices WHERE id=?", (voice,)).fetchone()
        forms = self._forms(voice)
        best = max([name, *forms], key=lambda form: _fullness(form, name))
        folded = _findable([best, *(form for form in forms if form != best)])
        self._connection.execute(
            "INSERT INTO voice_names(voice_names, rowid, folded) VALUES('delete', ?, ?)", (voice, before)
        )
        self._connection.execute("UPDATE voices SET folded=?, name=? WHERE id=?", (folded, best, voice))
        self._connection.execute("INSERT INTO voice_names(rowid, folded) VALUES(?, ?)", (voice, folded))

    def _forms(self, voice: int) -> list[str]:
        return [row[0] for row in self._connection.execute("SELECT form FROM voice_forms WHERE voice=?", (voice,))]

    def _add_posts(self, voice: int, name: VoiceName, posts: set[str]) -> None:
        """Remember the posts of a full-named voice, and take in whom they show to be the same."""
        for post in sorted(posts):
            added = self._connection.execute("INSERT OR IGNORE INTO voice_posts VALUES(?,?)", (voice, post))
            if not added.rowcount:
                continue
            holders = [(number, other) for number, other, held in self._namesakes(name.surname) if post in held]
            for number, other in holders:
                if number != voice and all(
                    self._is_called(number, form, other, share_post=True) for form in (name, *self._full_names(voice))
                ):
                    self._merge(number, voice)
            if len({number for number, _ in holders}) == 1:
                bare = self._connection.execute(
                    "SELECT id FROM voices WHERE key=?", (f"{name.surname}|{post}",)
                ).fetchone()
                if bare is not None and bare[0] != voice:
                    self._merge(bare[0], voice)

    def _merge(self, voice: int, into: int) -> None:
        """Make `voice` one with `into`."""
        execute = self._connection.execute
        execute("UPDATE quotations SET voice=? WHERE voice=?", (into, voice))
        execute("INSERT OR IGNORE INTO voice_posts SELECT ?, post FROM voice_posts WHERE voice=?", (into, voice))
        execute("DELETE FROM voice_posts WHERE voice=?", (voice,))
        forms = self._forms(voice)
        execute("DELETE FROM voice_forms WHERE voice=?", (voice,))
        (folded,) = execute("SELECT folded FROM voices WHERE id=?", (voice,)).fetchone()
        execute("INSERT INTO voice_names(voice_names, rowid, folded) VALUES('delete', ?, ?)", (voice, folded))
        execute("DELETE FROM voices WHERE id=?", (voice,))
        for form in forms:
            self._add_form(into, form)
        self._count(into)

    # Reading

    def ids(self, words: str = "", order: str = "count") -> Sequence[int]:
        """Return the numbers of the voices whose names hold all `words`, in one of `ORDERS`.

        A word of three letters and more is found anywhere in a name, a shorter one where a word of it begins.
        """
        typed = dict.fromkeys(fold(sanitise_line(words)).split())
        wanted = [word for word in typed if not is_title_word(word)]
        by = ORDERS[order]
        long = [word for word in wanted if len(word) > 2]
        short = [word for word in wanted if len(word) <= 2][:MOST_SHORT]
        conditions = ["count > 0", *("instr(folded, ?) > 0" for _ in short)]
        values: list[object] = [f" {word}" for word in short]
        if long:
            conditions.append("id IN (SELECT rowid FROM voice_names WHERE voice_names MATCH ?)")
            values.append(" ".join('"' + word.replace('"', '""') + '"' for word in long))
        rows = self._connection.execute(
            f"SELECT id FROM voices WHERE {' AND '.join(conditions)} ORDER BY {by}", values
        )
        return array("q", (row[0] for row in rows))

    def rows(self, numbers: Iterable[int]) -> list[Voice]:
        """Return the voices called `numbers`, in that order."""
        wanted = list(numbers)
        places = ",".join("?" * len(wanted))
        found = {
            row[0]: Voice(row[1], row[2], row[3], day_of(row[4]), day_of(row[5]), row[0], row[6] or "")
            for row in self._connection.execute(
                f"SELECT id, name, count, articles, first, last, ({_ROLE}) FROM voices WHERE id IN ({places})", wanted
            )
        }
        return [found[number] for number in wanted if number in found]

    def forms(self, voice: int) -> tuple[str, ...]:
        """Return all names under which articles have `voice`."""
        return tuple(sorted(self._forms(voice), key=lambda form: (-len(form), form)))


def _heard(speech: Sequence[Quotation], text: str) -> dict[str, set[str]]:
    """Return the speakers of one article who are somebody beyond it, with the posts that they are called by.

    A name that nothing marks as one is somebody's where one of its quotations is surely theirs, and where its words do
    not stand in `text` in small letters, too, as "Mortgage Rates" do. Whom the reader named is somebody.
    """
    posts: dict[str, set[str]] = {}
    surest: dict[str, float] = {}
    for quotation in speech:
        if name := quotation.speaker_name:
            posts.setdefault(name, set()).update(posts_of(quotation.speaker_role))
            surest[name] = max(surest.get(name, 0.0), quotation.confidence)
    small: frozenset[str] | None = None
    named = {quotation.speaker_name for quotation in speech if is_corrected(quotation)}
    heard: dict[str, set[str]] = {}
    for name, held in posts.items():
        shown = parse_voice(name).name
        if name in named:
            heard[name] = held
            continue
        if not is_someone(shown):
            continue
        if not held and not is_marked(shown):
            if surest[name] < (HEARD_FOR_CERTAIN if shown.isupper() else HEARD_CLEARLY):
                continue
            small = frozenset(_SMALL.findall(text)) if small is None else small
            if is_made_of(shown, small):
                continue
        heard[name] = held
    return heard


def hash_of(words: str) -> int:
    """Return a number that is the same for the same words, whatever their marks, case and accents."""
    folded = " ".join(_WORD.findall(fold(words)))
    return int.from_bytes(blake2b(folded.encode(), digest_size=8).digest(), "big", signed=True)


def _fullness(form: str, shown: str) -> tuple[bool, bool, bool]:
    """Return how good `form` is as the name that is shown: full, without initials, the one that is shown."""
    name = parse_voice(form)
    return name.is_full, not any(len(word) == 1 for word in name.middle) and not name.suffix, form == shown


def _findable(forms: Iterable[str]) -> str:
    """Return the folded text in which a voice is looked for: its names, each word with a blank before it."""
    return " " + " · ".join(" ".join(fold(form).replace(".", " ").split()) for form in forms)
