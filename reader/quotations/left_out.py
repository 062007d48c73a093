"""Subjects that verbs of saying leave out, as Spanish, Italian and Portuguese do: whoever was named last, or goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document import Mention, Span
from reader.quotations.words import listed

if TYPE_CHECKING:
    from reader.quotations.people import Named, People

LONGEST_PREPOSITION = 12
"""Characters before a name in which one is looked for, its blanks included."""
NAMES_LOOKED_AT = 8
"""Names before a quotation among which its dropped subject is looked for."""
_ADDING = frozenset(listed("between.txt", "adding"))
"""Verbs of other languages by which somebody goes on who has spoken before."""


def goes_on(text: str, cue: Span | None) -> bool:
    """Tell whether a cue is a verb of adding, so that whoever spoke before goes on."""
    return cue is not None and text[cue.start : cue.end] in _ADDING


def named_last(text: str, people: People, at: int) -> tuple[Mention, str] | None:
    """Return who was named last before `at`, in the paragraph, with the title or post before the name; whom a preposition
    holds (`los pasillos del | Congreso`) where there is nobody else."""
    paragraph = text.rfind("\n", 0, at)
    near = [item for item in people.before(at, NAMES_LOOKED_AT) if item.is_person and item.start > paragraph]
    named = next((item for item in near if not _is_owner(text, people, item)), near[0] if near else None)
    return (Mention(named.start, named.end, text[named.start : named.end]), named.role) if named else None


def _is_owner(text: str, people: People, item: Named) -> bool:
    """Tell whether a preposition stands directly before a name."""
    before = text[max(0, item.start - LONGEST_PREPOSITION) : item.start].rstrip()
    return before.rpartition(" ")[2] in people.beginnings.ends
