"""Marked words as utterances: whether they are a turn of talk by themselves, and whether whole sentences are quoted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.quotations.rules import RULES, after_quotation
from reader.quotations.speech import ANSWER_REACH, is_answer
from reader.quotations.tokens import BREAK, COMMA, CUE, HELPER, PRONOUN, QUOTED

if TYPE_CHECKING:
    from reader.quotations.features import SpanView

LONG_FRAGMENT = 7
"""Tokens, marks included, over which words that begin with a capital are a sentence."""
_INTRODUCING = (":", ",", "–", "—", "-")
"""Signs before whole German sentences; behind words a capital is but a noun's."""
SHORT_CALL = 4
"""Tokens, marks included, over which words that end in `!` or `?` are asked or called out, unless they are capitalised as
titles are: in 924 annotated articles one such was a term."""
LEAST_UNKNOWN = 4
"""Words of a script without capitals, of which nothing else is known, from which they are speech in marks, by our own
judgement: terms and titles are shorter."""
_SMALL_WORD = re.compile(r" [a-z]")
_SINGLE = "'‘‚"
_SAYING = frozenset(("said", "says"))
"""Cues that stand behind a comma only where the words before it are someone's."""


def is_utterance(view: SpanView) -> bool:
    """Tell whether marked words are a turn of talk by themselves: whole sentences, between other quotations or, in a
    dialogue or between double marks, in a paragraph of their own; or, in a dialogue, words before a cue; words
    before a comma and `says`, or before `was the reply`; a question or a call; what a headline begins with; or several
    words of a script of which nothing is known."""
    kinds, first, last = view.scene.tokens.kinds, view.first, view.last
    before = kinds[first - 1] if first else BREAK
    behind = kinds[last] if last < len(kinds) else BREAK
    if _has_verb_behind(view, behind) or _is_unknown(view.words):
        return True
    if not view.words[:1].isupper():
        return False
    if before & BREAK and view.scene.text.startswith(": ", view.span.end) and _says_who(kinds[first:last]):
        return True
    if view.words[-1:] not in ".!?…—–-":
        return False
    is_called, is_long = view.words[-1:] in "!?", last - first > SHORT_CALL and _has_small(view)
    if is_called and is_long:
        return True
    if not (before & (BREAK | QUOTED) and behind & (BREAK | QUOTED)):
        return False
    if view.scene.people.is_dialogue or (before | behind) & QUOTED:
        return True
    return (is_called or is_long) and view.scene.text[view.span.start] not in _SINGLE


def _is_unknown(words: str) -> bool:
    """Tell whether several words stand in a script that knows no capitals, such as Arabic, Hebrew or Hindi."""
    return len(words.split()) >= LEAST_UNKNOWN and words.upper() == words.lower() and any(map(str.isalpha, words))


def _has_verb_behind(view: SpanView, behind: int) -> bool:
    """Tell whether what follows marked words, first a token of the kinds `behind`, says that somebody spoke them."""
    tokens, last = view.scene.tokens, view.last
    goes_on = view.words[-1:] in ",!?"
    if goes_on and (
        view.scene.people.is_dialogue and behind & CUE or is_answer(tokens.words[last : last + ANSWER_REACH])
    ):
        return True
    is_said = bool(behind & COMMA) and not _SAYING.isdisjoint(tokens.words[last + 1 : last + 2])
    return is_said or _is_told_behind(view)


def _is_told_behind(view: SpanView) -> bool:
    """Tell whether a verb of saying and its subject follow marked words and a comma, in other languages than English; in
    those whose small words are known by themselves the verb is enough (`«Формальность», — считают в окружении мэра`)."""
    scene, kinds = view.scene, view.scene.tokens.kinds
    at = view.last
    if scene.language == "en" or not view.words[:1].isupper() or at >= len(kinds) or not kinds[at] & COMMA:
        return False
    while at < len(kinds) and kinds[at] & COMMA:
        at += 1
    if scene.people.beginnings.ends and at < len(kinds) and kinds[at] & CUE:
        return True
    return any(RULES[rank].find is after_quotation for rank, _ in view.found)


def _has_small(view: SpanView) -> bool:
    """Tell whether a word of `view` but the first is in small letters, as in a sentence and not in every title."""
    return _SMALL_WORD.search(view.words) is not None


def _says_who(kinds: list[int]) -> bool:
    """Tell whether words hold somebody and a helping verb, as `I have no regrets` does and no title need."""
    return any(kind & PRONOUN for kind in kinds) and any(kind & HELPER for kind in kinds)


def is_whole(view: SpanView) -> bool:
    """Tell whether whole sentences are quoted, not a fragment inside the writer's."""
    if view.span.dashed or view.opens_sentence:
        return True
    if not view.words[:1].isupper():
        return False
    if view.words[-1:] in ".!?…":
        return True
    if view.scene.language == "de" and view.first and view.scene.tokens.words[view.first - 1] not in _INTRODUCING:
        return False
    return view.last - view.first > LONG_FRAGMENT
