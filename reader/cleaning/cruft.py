"""Lines that are known by their words: the expressions of `data/cruft.txt`, each under the name of its rule."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from reader.text import fold

LONGEST_CRUFT = 400
"""Characters above which a line is neither a title nor furniture; nothing longer was in 132 pages."""
MOST_WORDS = 30


@cache
def _expressions() -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Return the rules' names and one expression whose n-th named group is the n-th rule."""
    path = Path(__file__).with_name("data") / "cruft.txt"
    rows = (line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    gathered: dict[str, list[str]] = {}
    for rule, expression in rows:
        gathered.setdefault(rule, []).append(f"(?:{expression})")
    groups = [f"(?P<rule{number}>{'|'.join(each)})" for number, each in enumerate(gathered.values())]
    return tuple(gathered), re.compile("|".join(groups))


@lru_cache(maxsize=4096)
def cruft_rule(line: str) -> str:
    """Return the name of the rule that knows `line`, "" if none does."""
    if len(line) > LONGEST_CRUFT:
        return ""
    folded = fold(line).strip(" -*|>•·[]#")
    if folded.count(" ") >= MOST_WORDS:
        return ""
    rules, expression = _expressions()
    match = expression.fullmatch(folded)
    return rules[int(match.lastgroup.removeprefix("rule"))] if match is not None and match.lastgroup else ""
