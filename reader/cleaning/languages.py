"""The language of a text, told by its script or by its commonest words; a text that tells neither has none."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

READ = 6000
"""Characters that are read; the first 300 already told it for 97 of 100 articles."""
FEWEST_HITS = 6
"""Common words below which nothing is said."""
LEAST_SHARE = 0.08
"""Share of a text's words that its language's common words have at least: of 938 articles all in prose have more, while of a
language without a list (Swahili) no list reaches a third of it."""
AHEAD = 1.15
"""How many times as many the best language must have as the second; the nearest pair is Danish and Norwegian."""
_SCRIPTS = {
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "zh": re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "el": re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
}
"""Scripts of which one language is told; Japanese stands first because it writes Chinese characters too."""
SCRIPT_SHARE = 0.1
"""Share of the characters that a script has at least, since names and quotations come in other scripts."""
_WORD = re.compile(r"[^\W\d_]+")


@cache
def common_words() -> dict[str, frozenset[str]]:
    """Return the commonest words of each language, in lower case."""
    path = Path(__file__).with_name("data") / "common_words.txt"
    rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return {language: frozenset(words) for language, *words in rows}


def guess_language(text: str) -> str:
    """Return the two-letter code of the language of `text`, "" where it is not clear.

    `text` may be of any length; what it says after its first `READ` characters is not looked at.
    """
    beginning = text[:READ]
    for language, letters in _SCRIPTS.items():
        if len(letters.findall(beginning)) > SCRIPT_SHARE * max(60, len(beginning)):
            return language
    words = _WORD.findall(beginning.lower())
    times = Counter(words)
    hits = {language: sum(map(times.__getitem__, common)) for language, common in common_words().items()}
    best, second = sorted(hits, key=lambda language: hits[language], reverse=True)[:2]
    clear = hits[best] >= max(FEWEST_HITS, LEAST_SHARE * len(words)) and hits[best] >= AHEAD * hits[second]
    return best if clear else ""
