"""Where words begin and end that mean somebody without a name: a pronoun, or a noun phrase such as "the two leaders"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.quotations.remembering import remembered
from reader.quotations.words import cues, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_PRONOUN = re.compile(
    r"\b(?:[Hh][Ee]|[Ssſ][Hh][Ee]|[Tt][Hh][Ee][Yy]|[Ww][Ee]|[Iiİ\u0131]|[Iiİ\u0131][Tt]|[Ww][Hh][Oo]"
    r"|elle|ils|elles|él|ella|ellos|ellas|lei|lui|ele|ela|eles|elas|hij|zij|ze|он|она|они)\b"
)
"""English pronouns in letters of either case, spelled out: so a word is passed over by its first letter, which a pattern
that ignores case does not do."""
_ENDS = re.compile(
    r"[ \u00a0](?:of|for|at|in|with|on|from|who|that|held|met|took|made|went|came|gave|began|kept|left|\w+ed"
    r"|has|had|have|was|were|is|are|will|would|also|then)\b|[,.;:(]|\s*$"
)
"""What follows a noun phrase, besides a cue."""
_ENDS_IN_ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Ii]ts|[Tt]heir)\Z")
"""Words behind which a verb of saying is a noun: `an | email`."""
_GOES_ON = re.compile(r"[ \u00a0](?P<word>\w*)[\w’'-]*(?<![ \u00a0])")
_HELPING = re.compile(r"a [a-zà-ÿ]+(?:é|it|is|u|i)\b")
"""A French helping verb, which is no article: `la ministre a | estimé`."""
_ELIDED = r"[Ll][’'][\w-]+|[Uu]n[’'][\w-]+"
"""An article that is written together with its noun: `l’avocat`."""
LONGEST_PHRASE = 4
"""Words of a noun phrase behind its first."""


def _of_either_case(words: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern of `words`, whose first letter may be a capital."""
    return re.compile(rf"\b(?:{'|'.join(f'[{word[0].upper()}{word[0]}]{word[1:]}' for word in words)})\b")


_BEGINS = _of_either_case(listed("noun_phrases.txt", "first"))
"""How phrases begin in all languages together."""


class Beginnings(NamedTuple):
    """The pronouns of a language, how its noun phrases begin, which words they end before, which words, in small
    letters, either may begin in, and, of those before which they end, prepositions and what opens another clause."""

    pronoun: re.Pattern[str]
    phrase: re.Pattern[str]
    ends: frozenset[str]
    may_begin: Callable[[str], bool]
    prepositions: frozenset[str] = frozenset()
    openings: frozenset[str] = frozenset()


@remembered(8192)
def _may_begin(word: str) -> bool:
    return _PRONOUN.search(word) is not None or _BEGINS.search(word) is not None


@cache
def beginnings_of(language: str) -> Beginnings:
    """Return how mentions without a name begin in `language`, a two-letter code: in English and German and in languages
    without words of their own as they do in all languages together, by which the models have learned."""
    subjects, determiners, *ends = (
        listed("grammar_elsewhere.txt", f"{language}-{kind}")
        for kind in ("subject", "determiner", "preposition", "conjunction", "relative", "helper")
    )
    if not subjects:
        return Beginnings(_PRONOUN, _BEGINS, frozenset(), _may_begin)
    pronoun = _of_either_case(subjects)
    phrase = re.compile(rf"\b(?:{_ELIDED})\b|{_of_either_case(determiners).pattern}")
    known = {*subjects, *determiners}
    return Beginnings(
        pronoun,
        phrase,
        frozenset(word for kind in ends for word in kind),
        remembered(8192)(lambda word: word in known or word.startswith(("l’", "l'", "un’", "un'"))),
        frozenset(ends[0]),
        frozenset(ends[2]),
    )


def phrases(text: str, known: Beginnings, beginnings: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield where the noun phrases begin and end that have their first word within one of `beginnings`."""
    at = 0
    for begin, behind in beginnings:
        first = known.phrase.search(text, begin, behind) if begin >= at else None
        end = phrase_end(text, known, first.end(), len(text)) if first else None
        if first is not None and first.group() == "a" and _HELPING.match(text, first.start()):
            continue
        if first is not None and end is not None:
            yield first.start(), end
            at = end


def phrase_at(text: str, known: Beginnings, at: int, stop: int) -> int | None:
    """Return where the noun phrase ends that begins at `at`, None where none does."""
    first = known.phrase.match(text, at, stop)
    end = phrase_end(text, known, first.end(), stop) if first else None
    return None if end is None or _HELPING.match(text, at) else end


def phrase_end(text: str, known: Beginnings, at: int, stop: int) -> int | None:
    """Return where the noun phrase ends whose first word ends at `at`, None where it is none: it runs on too long."""
    first = at
    for _ in range(LONGEST_PHRASE + 1):
        if _ENDS.match(text, at, stop):
            return at
        word = _GOES_ON.match(text, at, stop)
        if word is None:
            return None
        if word.group("word") in cues() and not (at == first and (known.ends or ends_in_article(text, at))):
            return at
        if word.group("word") in known.ends:
            return at
        at = word.end()
    return None


def ends_in_article(text: str, at: int) -> bool:
    """Tell whether an English article ends at `at`, or what stands for one."""
    return _ENDS_IN_ARTICLE.search(text, max(0, at - 5), at) is not None
