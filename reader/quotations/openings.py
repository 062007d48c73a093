"""Words with which a sentence opens and which only therefore look like the first of a name, in the text's own language.

Small words (`Su X`), titles that are another word in English (`Me Sophie Brunel`), and verbs in the past before a subject,
as Spanish, Portuguese and Italian have them (`Murió | Octavio Reyes`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.quotations.capitals import PARTICLES
from reader.quotations.tokens import grammar_of
from reader.quotations.words import given_names, listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.quotations.names import WrittenName

SHORTEST = 3
"""Letters of the shortest name that is left."""
_PAST = ("ó", "ò", "ou", "eu", "iu")
"""How verbs of the past end, of which hardly a given name is written so."""


def without_openings(written: list[WrittenName], language: str) -> list[WrittenName]:
    """Return the names `written`, in order, without the words that only open sentences in `language`, a two-letter code."""
    grammar = grammar_of(language)
    if not grammar:
        return written
    titles = listed("grammar_elsewhere.txt", f"{language}-title")
    kept = []
    for item in written:
        first, _, rest = item.name.partition(" ")
        if first in titles and rest:
            kept.append(replace(item, start=item.start + len(first) + 1, name=rest, role=item.role or first))
        elif not item.opens or item.role or not _only_opens(first, rest, grammar):
            kept.append(item)
        elif len(rest) >= SHORTEST:
            kept.append(replace(item, start=item.start + len(first) + 1, name=rest, opens=False))
    return kept


def _only_opens(first: str, rest: str, grammar: Mapping[str, int]) -> bool:
    """Tell whether `first` only opens the sentence and is no part of the name `rest`: a small word, or a verb of the past."""
    low = first.lower()
    if low in grammar and low not in PARTICLES:
        return True
    return first.endswith(_PAST) and first not in given_names() and rest.partition(" ")[0] in given_names()
