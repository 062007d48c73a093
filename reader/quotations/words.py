"""The room's word lists, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

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
    """Return given names with "f" or "m"."""
    return {name: line[0] for line in _lines("given_names.txt") for name in line[2:].split()}


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
