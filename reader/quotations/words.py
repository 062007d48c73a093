"""The room's word lists, read once."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from reader.text.folding import fold

_DATA = Path(__file__).with_name("data")

FEMALE = frozenset("she her sie elle ella lei".split())
MALE = frozenset("he him his er il él lui".split())
PLURAL = frozenset("they them their ils elles ellos".split())
PRONOUNS = FEMALE | MALE | PLURAL | frozenset("i we you it who".split())


def _lines(name: str) -> list[str]:
    text = (_DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def cues() -> frozenset[str]:
    """Return the forms of the verbs that attribute words."""
    return frozenset(word for line in _lines("cues.txt") for word in line.split())


@cache
def weak_cues() -> frozenset[str]:
    """Return those cues that give way to any other in their sentence."""
    return frozenset(word for line in _lines("weak_cues.txt") for word in line.split())


@cache
def titles() -> frozenset[str]:
    """Return the words that stand before a name without being part of it."""
    return frozenset(word for line in _lines("titles.txt") for word in line.split())


@cache
def given_names() -> dict[str, str]:
    """Return given names with "f", "m", or "" for those of both."""
    return {name: line[0].replace("n", "") for line in _lines("given_names.txt") for name in line[2:].split()}


@cache
def openers() -> frozenset[str]:
    """Return the capitalised words that begin sentences, name days and months, or are no part of a name otherwise."""
    return frozenset(word for line in _lines("openers.txt") for word in line.split())


@cache
def _nicknames() -> dict[str, str]:
    forms: dict[str, str] = {}
    for line in _lines("nicknames.txt"):
        for word in line.split():
            forms.setdefault(word, line.split()[0])
    return forms


def nickname_of(name: str) -> str:
    """Return the full form that the folded given name `name` is short for, itself where it is short for none."""
    return _nicknames().get(name, name)


@cache
def _nouns() -> dict[str, str]:
    return {word: line[0] for line in _lines("persons.txt") for word in line[2:].split()}


def gender_of_noun(word: str) -> str:
    """Return "f" or "m" where `word`, in small letters, is a noun for a woman or a man ("spokeswoman"), else ""."""
    return _nouns().get(word, "")


@lru_cache(maxsize=8192)
def fold_name(name: str) -> str:
    """Return `name` without case and accents."""
    return fold(name)


@cache
def organisations() -> frozenset[str]:
    """Return the words that make a name an organisation, a place or a thing."""
    return frozenset(word for line in _lines("organisations.txt") for word in line.split())


@cache
def _roles() -> dict[str, str]:
    return {word: line.split()[0] for line in _lines("roles.txt") for word in line.split()}


def role_of(word: str) -> str:
    """Return the post that `word`, in small letters, names, by its first form; "" if it names none."""
    return _roles().get(word, "")


_COMMON = {
    "en": frozenset("the and of to in that was for with on".split()),
    "de": frozenset("der die und das den nicht mit sich von dem".split()),
    "fr": frozenset("le la les et des du une dans que est".split()),
    "es": frozenset("el los las que y una por con del se".split()),
    "it": frozenset("il che di della per una gli con non si".split()),
}
GUESSED_FROM = 4000
"""Characters that the language is guessed from."""


def guess_language(text: str) -> str:
    """Return the language whose commonest words `text` has most of, "en" where none stands out."""
    words = text[:GUESSED_FROM].lower().split()
    counts = {language: sum(1 for word in words if word in common) for language, common in _COMMON.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] > counts["en"] * 1.5 else "en"
