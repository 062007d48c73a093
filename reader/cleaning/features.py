"""What is measured of one logical line by itself, for the model that tells body from page.

Numbers only, in the order of `BASE`; the model's data file was fitted to that order. What surrounds a line is measured
in `surroundings`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.cleaning.languages import common_words
from reader.cleaning.lexicon import listed
from reader.text.dates import find_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.cleaning.lexicon import Lexicon
    from reader.cleaning.lines import LogicalLine

_FIRST_PERSON = frozenset("i we my our you your me us ich wir je nous yo io eu ik".split())
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_END_SIGNS = ".!?…。！？\"'”’»)]"
_SENTENCES = re.compile(r"[.!?][\"'”’)]*(?:\s|$)")
_QUOTED = re.compile('[“”"«»„]')
_BYLINE = re.compile(r"(?i)^(?:by|von|par|por|words|text|story|photos?|pictures?|image|credit|source)\b")
_CREDIT = re.compile(
    r"(?i)\b(?:getty|reuters|ap photo|afp|shutterstock|photo(?:graph)?(?: by|:)|image(?: credit|:)|credit:|courtesy|file photo)|©|\(photo"
)
_CREDITED = (
    "getty",
    "reuters",
    "ap photo",
    "afp",
    "shutterstock",
    "photo",
    "image",
    "credit:",
    "courtesy",
    "©",
)
"""One of these is in every line that `_CREDIT` finds; they are looked for first because that takes a tenth of the time."""
_TIME = re.compile(
    r"(?i)\b(?:\d{1,2}:\d\d|\d+ ?(?:min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|months?|years?) ago|updated|published)\b"
    r"|\b(?:vor|il y a|hace) \d+"
)
_VOICE = re.compile(
    r"(?i)^[^.!?]{2,60} (?:says|said|wrote|writes|sagt|dit|dice|on .{6,24}):$|^@\w+|^repl(?:y|ies)\b|\d+ votes?\b"
)
_LONGEST_MEASURED = 4000
LONG = 14
"""Words from which a line that ends as a sentence counts as a line of prose."""
TOPIC_WORD = 5
"""Letters from which a word tells what a text is about, in the languages that we know."""

BASE = (
    "words", "characters", "mean_word", "stop_share", "ends_sentence", "ends_colon", "commas", "sentences", "capital_share",
    "digit_share", "all_capitals", "starts_lower", "starts_bullet", "heading", "blanks", "indent", "link_share", "links",
    "link_per_word", "quoted", "has_date", "has_time", "byline", "credit", "cruft", "repeats", "address", "pipes", "first_person",
    "weight", "weight_sum", "weight_least", "weight_first", "weight_last", "known", "ends_cut", "ends_question", "starts_dash",
    "shouted", "voice", "numbers", "ascii", "parenthesis", "pair_sum", "pair_least", "pair_most", "pair_share",
)  # fmt: skip


@dataclass(slots=True)
class Measured:
    """One line's numbers in the order of `BASE`, and its words in lower case."""

    row: list[float]
    words: list[str]


def cruft_words() -> frozenset[str]:
    """Return the words that stand in the furniture of pages far more often than in their articles."""
    return listed("cruft_words.txt")


@cache
def _stop_words() -> frozenset[str]:
    """Return the commonest words of all languages that have a list."""
    return frozenset(word for words in common_words().values() for word in words)


def measure_line(line: LogicalLine, repeats: int, lexicon: Lexicon) -> Measured:
    """Return what is measured of `line` by itself; `repeats` is how often its text stands on the page."""
    text = line.text[:_LONGEST_MEASURED]
    lowered = text.lower()
    words = _WORD.findall(text)
    lower = [*map(str.lower, words)]
    count = len(words)
    share = 1.0 / max(1, count)
    letters = max(1, len(text))
    cruft = cruft_words()
    short = count < 30
    odd = [word for word in words if not word.isalpha()]
    digits = [*map(str.isdigit, "".join(odd))].count(True) if odd else 0
    row = [
        float(min(count, 200)),
        float(min(len(line.text), 1500)),
        sum(map(len, words)) * share,
        [*map(_stop_words().__contains__, lower)].count(True) * share,
        1.0 if text[-1:] in _END_SIGNS and _ENDS.search(text[-8:]) else 0.0,
        1.0 if text.endswith(":") else 0.0,
        text.count(",") * share,
        float(min(len(_SENTENCES.findall(text)), 20)),
        [*map(str.isupper, [word[0] for word in words])].count(True) * share,
        digits / letters if short else 0.0,
        1.0 if text.isupper() else 0.0,
        1.0 if text[:1].islower() else 0.0,
        1.0 if line.bullet else 0.0,
        float(line.heading),
        float(min(line.blanks, 4)),
        float(min(line.indent, 24)),
        min(1.0, line.linked / letters),
        float(min(line.links, 20)),
        line.links * share,
        1.0 if _QUOTED.search(text) else 0.0,
        1.0 if short and digits and find_date(text) is not None else 0.0,
        1.0 if short and (digits or "updated" in lowered or "published" in lowered) and _TIME.search(text) else 0.0,
        1.0 if _BYLINE.match(text) else 0.0,
        1.0 if has_credit(text, lowered) else 0.0,
        [*map(cruft.__contains__, lower)].count(True) * share,
        float(min(repeats, 6)),
        1.0 if "http" in text or "www." in text or "@" in text else 0.0,
        float(text.count("|") + text.count("»") + text.count(" > ")),
        1.0 if not _FIRST_PERSON.isdisjoint(lower) else 0.0,
        *_weigh(lower, lexicon.words),
        1.0 if text.endswith(("...", "…", "[…]", "[...]", "»", "→", ">")) else 0.0,
        1.0 if text.endswith("?") else 0.0,
        1.0 if text[:1] in "–—-" else 0.0,
        len([1 for word in words if word.isupper() and len(word) > 1]) * share,
        1.0 if short and _has_voice(text, lowered) else 0.0,
        float(min(5, [*map(str.isdigit, odd)].count(True))),
        1.0 if text.isascii() else 0.0,
        1.0 if text[:1] in "([" else 0.0,
        *_weigh_pairs(lower, lexicon.pairs),
    ]
    return Measured(row, lower)


def _has_voice(text: str, lowered: str) -> bool:
    """Tell whether a line says who speaks below it, as comments do."""
    able = text.endswith(":") or lowered.startswith(("@", "repl")) or " vote" in lowered
    return able and _VOICE.search(text) is not None


def has_credit(text: str, lowered: str) -> bool:
    """Tell whether `text` credits a picture; `lowered` is the same in lower case."""
    return any(map(lowered.__contains__, _CREDITED)) and _CREDIT.search(text) is not None


def _weigh(words: list[str], weights: Mapping[str, float]) -> tuple[float, float, float, float, float, float]:
    """Return the words' mean weight, sum, least, first and last weight, and the share of them that is known."""
    known = [weight for weight in map(weights.get, words) if weight is not None]
    if not known:
        return (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    total = sum(known)
    return (
        total / len(known),
        max(-60.0, min(60.0, total)),
        min(known),
        weights.get(words[0], 0.0),
        weights.get(words[-1], 0.0),
        len(known) / len(words),
    )


def _weigh_pairs(words: list[str], pairs: Mapping[tuple[str, str], float]) -> tuple[float, float, float, float]:
    """Return the sum, the least and the most that pairs of words weigh, and how many for each word are known."""
    known = [weight for weight in map(pairs.get, pairwise(words)) if weight is not None]
    if not known:
        return (0.0, 0.0, 0.0, 0.0)
    return (max(-30.0, min(30.0, sum(known))), min(known), max(known), len(known) / len(words))


def cruft_share(text: str) -> float:
    """Return the share of the words of `text` that stand in the furniture of pages."""
    words = _WORD.findall(text[:_LONGEST_MEASURED].lower())
    return [*map(cruft_words().__contains__, words)].count(True) / max(1, len(words))
