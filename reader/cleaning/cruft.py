"""Lines that are known by their words: the expressions of `data/cruft.txt`, each under the name of its rule."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from reader.text import fold

LONGEST_CRUFT = 400
"""Characters above which a line is neither a title nor furniture; nothing longer was in 132 pages."""
MOST_WORDS = 30
_ANYWHERE = ".*"


@cache
def _rules() -> tuple[tuple[str, str], ...]:
    """Return the alternatives of all expressions, each after the name of its rule; those of a rule stand together."""
    path = Path(__file__).with_name("data") / "cruft.txt"
    rows = (line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    gathered: dict[str, list[str]] = {}
    for rule, expression in rows:
        gathered.setdefault(rule, []).extend(_alternatives(expression))
    return tuple((rule, one) for rule, every in gathered.items() for one in every)


@cache
def _anywhere() -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Return the same for the expressions that know words anywhere in a line, for which the line is searched."""
    able: dict[str, list[str]] = {}
    for rule, expression in _rules():
        if expression.startswith(_ANYWHERE):
            able.setdefault(rule, []).append(f"{expression.removeprefix(_ANYWHERE)}$")
    groups = [f"(?P<rule{number}>{'|'.join(each)})" for number, each in enumerate(able.values())]
    return tuple(able), re.compile("|".join(groups))


@cache
def _expressions(letter: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Return the names of the rules that can know a line with this first letter, and one expression.

    Its n-th named group is the n-th of them. Few rules are left for a letter, so this takes a fraction of the time.
    """
    able: dict[str, list[str]] = {}
    for rule, expression in _rules():
        if not expression.startswith(_ANYWHERE) and _first_letter(expression) in ("", letter):
            able.setdefault(rule, []).append(expression)
    groups = [f"(?P<rule{number}>{'|'.join(each)})" for number, each in enumerate(able.values())]
    return tuple(able), re.compile("|".join(groups))


def _alternatives(expression: str) -> list[str]:
    """Return what stands between the bars of `expression`; where it begins with a group, one for each of the group's."""
    found: list[str] = []
    for part in _between_bars(expression):
        end = next((place for place in range(len(part)) if part[0] == "(" and _depth(part[: place + 1]) == 0), -1)
        if end < 0 or part[1] == "?" or part[end + 1 : end + 2] in ("?", "*", "{"):
            found.append(part)
        else:
            found += [f"{one}{part[end + 1 :]}" for one in _alternatives(part[1:end])]
    return found


def _between_bars(expression: str) -> list[str]:
    parts = [""]
    for piece in expression.split("|"):
        parts[-1] += piece
        if _depth(parts[-1]):
            parts[-1] += "|"
        else:
            parts.append("")
    return parts[:-1]


def _depth(expression: str) -> int:
    """Return how many groups and sets are open at the end of `expression`."""
    plain = re.sub(r"\\.", "", expression)
    return plain.count("(") + plain.count("[") - plain.count(")") - plain.count("]")


def _first_letter(expression: str) -> str:
    """Return the letter that all lines begin with that `expression` knows, "" where there is no such letter."""
    return expression[0] if re.match(r"[a-z](?![?*{])", expression) else ""


@lru_cache(maxsize=4096)
def cruft_rule(line: str) -> str:
    """Return the name of the rule that knows `line`, "" if none does."""
    if len(line) > LONGEST_CRUFT:
        return ""
    folded = fold(line).strip(" -*|>•·[]#")
    if folded.count(" ") >= MOST_WORDS:
        return ""
    first = folded[:1]
    rules, expression = _expressions(first if first.isascii() and first.isalpha() else "")
    match = expression.fullmatch(folded)
    if match is None:
        rules, expression = _anywhere()
        match = expression.search(folded)
    return rules[int(match.lastgroup.removeprefix("rule"))] if match is not None and match.lastgroup else ""
