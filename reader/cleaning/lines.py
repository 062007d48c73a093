"""Logical lines: what a flattener wrapped or split is put together again, and its signs for links and lists read.

A dump's lines are those of the program that flattened the page: wrapped at some column, one line a text node, with
`[12]` for links or with Markdown's. What a line says and what surrounds it can be judged only after that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from reader.cleaning.lexicon import word_weights

_BULLET = re.compile(
    r"(?:[*+•‣▪·◦–-]|\d{1,3}[.)](?!\s+(?:Jan|Feb|M[aä]r|Apr|Ma[iy]|Jun|Jul|Aug|Sep|O[kc]t|Nov|De[zc])))\s+(?=\S)"
)
_MARKDOWN_LINK = re.compile(
    r"(!?)\[([^\[\]]{0,300})\]\((?:data:[^()]{0,2000}|<[^<>]{0,600}>|[^()\s]{0,600}(?:\([^()]{0,200}\)[^()\s]{0,200})?)"
    r"(?:\s+\"[^\"]{0,200}\")?\s*\)"
)
_REFERENCE = re.compile(r"\[\d{1,4}\](?=\S)")
_REFERENCE_LIST = re.compile(
    r"\s*(?:References|Visible links:?|Hidden links:?)\s*$|\s*\d{1,4}\. (?:https?|file|mailto|javascript|tel|ftp):\S*\s*$"
)
_EMPHASIS = re.compile(r"(?<!\w)(\*\*|__|\*|_)(?=\S)(.{1,300}?)(?<=\S)\1(?!\w)")
_LOOSE_EMPHASIS = re.compile(r"(?<!\w)_ ?([^_]{1,300}?) ?_(?!\w)")
_PLACEHOLDER = re.compile(
    r"\(BUTTON\)|\[[^\[\]\s]{0,300}\.(?:jpe?g|png|gif|webp|svg)[^\[\]\s]{0,400}\]|data:image/[^\s)\]]+|_{10,}|(?<!\w)IFRAME:\s?\S*",
    re.I,
)
"""What text browsers print for buttons, images, frames and rules."""
_FUNCTION_WORD_END = re.compile(
    r"\b(?:and|or|the|an?|of|by|for|with|in|to|at|on|from|that|as|his|her|their|its|is|was|said|both)$"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_BYLINE = re.compile(r"(?:by|von|par|por|di|door) [A-ZÀ-ÖØ-Þ]\S*(?: \S+){1,8}$")
_CONTINUES = re.compile(r"[a-zà-öø-ÿ,;:)\].’”]")
_UNBREAKABLE = re.compile(r"://|\]\(|\S{40}")
"""What no program wraps, so that a line with it says nothing of the column: addresses, also those without a host."""
WRAP_AT_LEAST, WRAP_AT_MOST = 60, 100
"""Columns between which a flattener wraps: w3m and lynx at 80, html2text at 79, mail at 72."""
MOST_UNWRAPPED = 0.06
"""Share of long lines that may pass that column (those that cannot be broken aside) in a text that counts as wrapped."""
ENOUGH_WRAPPED = 0.5
"""Share of full lines that are followed by one that would not have fitted, from which a text counts as wrapped."""
SURELY_WRAPPED, FEWEST_FULL = 0.85, 20
"""The same where more lines pass the column, as list items and tables of Markdown do, and how many full lines it takes."""
FULL = 14
"""Characters that a full line may be shorter than the column."""
COLUMNS_AT = (95, 85, 70)
"""Percentiles of the lengths of lines at which the column is looked for; tables and rows of links may be longer."""
AS_GOOD = 0.1
"""How much better the share of full lines must be for a smaller column to be taken."""


@dataclass(slots=True)
class LogicalLine:
    """One paragraph, heading or label; `first` and `last` are the numbers (from 0) of its physical lines.

    `blanks` counts the blank lines before it, `links` its links and `linked` the characters inside them. A line that
    only stands for a button, an image or a rule has no text, and what it said as its `placeholder`.
    """

    text: str
    first: int
    last: int
    blanks: int = 0
    indent: int = 0
    bullet: str = ""
    heading: int = 0
    links: int = 0
    linked: int = 0
    placeholder: str = ""


def logical_lines(text: str) -> list[LogicalLine]:
    """Return the logical lines of `text`, which is sanitised."""
    physical = text.split("\n")
    beginning = text[:200_000]
    referenced = beginning.count("]") > 20 and len(_REFERENCE.findall(beginning)) > 20
    markdown = beginning.count("](") > 5 and len(_MARKDOWN_LINK.findall(beginning)) > 5
    wrapped = _wrap_column(physical)
    split = _is_split_by_nodes(physical)
    lines: list[LogicalLine] = []
    pieces: list[str] = []
    blanks = 0
    for number, raw in enumerate(physical):
        stripped = raw.strip()
        if not stripped:
            blanks += 1
            continue
        if lines and not blanks and _goes_on(pieces[-1], physical[number - 1], stripped, wrapped, split):
            if wrapped:
                pieces[-1], stripped = join_wrapped(pieces[-1], stripped, keep_hyphens=markdown)
            else:
                pieces[-1] += " "
            pieces.append(stripped)
            lines[-1].last = number
        else:
            if lines:
                lines[-1].text = "".join(pieces)
            lines.append(LogicalLine("", number, number, blanks, len(raw) - len(raw.lstrip())))
            pieces = [stripped]
        blanks = 0
    if lines:
        lines[-1].text = "".join(pieces)
    for line in lines:
        _read_signs(line, markdown=markdown, referenced=referenced)
    return lines


def join_wrapped(before: str, after: str, *, keep_hyphens: bool) -> tuple[str, str]:
    """Return two lines of one paragraph so that they can be put side by side: a word divided at the line's end is mended.

    A hyphen is a compound's, and stays, if both its parts are words by themselves and the whole without it is none; with
    `keep_hyphens` it always is.
    """
    if not before.endswith("-") or len(before) < 3 or not before[-2].isalpha() or not after[:1].islower():
        return f"{before} ", after
    first = before[:-1].rsplit(None, 1)[-1].strip("\"'“‘(").lower()
    second = _LETTERS.match(after.lower())
    words = word_weights()
    following = second.group() if second is not None else ""
    if keep_hyphens or "-" in first or (first in words and following in words and first + following not in words):
        return before, after
    return before[:-1], after


def _wrap_column(physical: list[str]) -> int:
    """Return the column at which the text is wrapped, 0 if it is not."""
    lengths = [
        len(line.rstrip()) for line in physical if len(line) >= WRAP_AT_LEAST and not _UNBREAKABLE.search(line)
    ]
    fitting = sorted(length for length in lengths if length <= WRAP_AT_MOST)
    if len(fitting) < 3:
        return 0
    followed = [
        (len(line.rstrip()), len(after.split(None, 1)[0]))
        for line, after in pairwise(physical)
        if len(line) >= WRAP_AT_LEAST - FULL and after.strip()
    ]
    tried = [fitting[len(fitting) * share // 100] for share in COLUMNS_AT]
    shares = [_wrapped_share(followed, column) for column in tried]
    best, column = next(pair for pair in zip(shares, tried, strict=True) if pair[0] >= max(shares) - AS_GOOD)
    unwrapped = sum(1 for length in lengths if length > max(column, WRAP_AT_MOST))
    if unwrapped <= MOST_UNWRAPPED * len(lengths):
        return column if best >= ENOUGH_WRAPPED else 0
    full = sum(1 for length, _ in followed if column - FULL <= length <= column)
    return column if full >= FEWEST_FULL and best >= SURELY_WRAPPED else 0


def _wrapped_share(followed: list[tuple[int, int]], column: int) -> float:
    """Return the share of full lines after which the next line's first word would have passed `column`."""
    full = [length + 1 + word for length, word in followed if column - FULL <= length <= column]
    return sum(1 for length in full if length > column - 2) / max(1, len(full))


def _is_split_by_nodes(physical: list[str]) -> bool:
    """Tell whether each text node stands on a line of its own, with no blank lines between."""
    words = [line for line in physical if line.strip()]
    return len(words) > 20 and len(words) > 0.97 * len(physical) and any(len(line) > WRAP_AT_MOST for line in words)


def _goes_on(said: str, before: str, stripped: str, wrapped: int, split: bool) -> bool:
    if wrapped:
        if _BULLET.match(stripped) or stripped.startswith("#"):
            return False
        return len(before.rstrip()) + 1 + len(stripped.split(None, 1)[0]) > wrapped - 2
    if split:
        if stripped.lower().rstrip(":") == "by":
            return False
        opened = said.count(" ", -200) > 2 and _FUNCTION_WORD_END.search(said[-8:]) is not None
        return opened or (_CONTINUES.match(stripped) is not None and _BYLINE.match(stripped) is None)
    return False


def _read_signs(line: LogicalLine, *, markdown: bool, referenced: bool) -> None:
    text = line.text
    if text.startswith("#"):
        heading = re.match(r"(#{1,6})\s*(.*)", text)
        if heading and heading.group(2):
            line.heading, text = len(heading.group(1)), heading.group(2)
    bullet = _BULLET.match(text)
    if bullet:
        line.bullet, text = bullet.group().strip(), text[bullet.end() :]
    if markdown and "](" in text:
        for image, words in _MARKDOWN_LINK.findall(text):
            line.links += 1
            line.linked += len(words.strip()) if not image else 0
        text = _MARKDOWN_LINK.sub(lambda match: "" if match.group(1) else match.group(2), text)
        text = _MARKDOWN_LINK.sub(lambda match: "" if match.group(1) else match.group(2), text)
    if markdown or line.heading:
        text = _LOOSE_EMPHASIS.sub(r"\1", _EMPHASIS.sub(r"\2", text))
        text = text.replace("\\-", "-").replace("\\.", ".").replace("\\+", "+")
    if referenced:
        line.links += len(_REFERENCE.findall(text))
        if _REFERENCE_LIST.match(text) or (line.bullet and re.match(r"(?:https?|file|mailto|javascript):", text)):
            line.linked = len(text)
        text = _REFERENCE.sub("", text)
    if "[" in text or "(BUTTON" in text or "__________" in text or "data:" in text or "IFRAME" in text:
        text = _PLACEHOLDER.sub(" ", text)
    words = " ".join(text.split())
    line.placeholder = "" if words else line.text
    line.text = words
