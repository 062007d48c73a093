"""Voices whose names stand in a line of their own: posts below their authors, transcripts with a name above each turn."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.document import Mention, Quotation, QuotationKind
from reader.quotations.words import gender_of_noun, given_names, role_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.quotations.people import People

LEAST_HEADS, LEAST_SHARE = 3, 0.25
"""Names above turns, and their share of all paragraphs, from which a text is a transcript."""
LEAST_PERSONS = 0.5
"""Share of the names above turns that must be known as people's: headings in capitals stand alone, too."""
MOST_PARAGRAPHS = 6
"""Paragraphs of one turn."""
HEADED_SURE, POSTED_SURE = 0.95, 0.95
"""Confidences by our own judgement: no annotated texts were at hand."""
LEAST_SENTENCES = 0.5
"""Share of turns that end as sentences do, below which names in capitals stand in a menu."""
SENTENCE_ENDS = tuple(".!?…”’\"'»)]—–-。！？」")
"""How a sentence ends, or what closes behind it."""
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.’'-]*){0,3}"
_TIMED = r"[A-ZÀ-Þ][\w’'.-]*+(?: (?:[A-ZÀ-Þ][\w’'.-]*+|\d{1,2})){0,3}(?=[ \u00a0]{1,4}[\[(]?\d{1,2}:\d\d)"
_TIME = r"(?:[ \u00a0]{1,4}[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?)?"
_HEAD = re.compile(rf"\n(?P<name>{_TIMED}|{_CAPITALS}){_TIME}[ \u00a0]*\n{{1,2}}(?=[^\n])")
"""A name above a turn: in capitals, or with the time behind it. A text is looked at behind a break of its own."""
_POST = (
    r"\n(?P<name>[^\n@·:]{2,40}?)[ \n]{1,2}(?P<handle>@\w{2,30})[ \n]{0,2}[·•][ \n]{0,2}[^\n]{1,30}\n{1,2}"
    r"(?:Replying to @[^\n]+\n{1,2})?(?=[^\n])"
)
"""The line above a post: its author, the handle, a dot and when it was posted; compiled when a text has a handle and a dot."""
_STAMPED = (
    r"\n(?P<name>[^\n@·:]{2,40})\n{1,2}(?P<handle>@\w{2,30})\n{1,2}(?P<words>[^\n]+(?:\n{1,2}[^\n]+){0,7}?)"
    r"\n{1,2}\d{1,2}:\d\d ?[APap]\.?[Mm]\.? [·•] (?:[A-Z][a-z]{2,8} \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}),? \d{4}"
)
"""A post with its author and the handle above it and the time below, as pages embed it."""
_PARAGRAPH = re.compile(r"[^\s][^\n]*")
_LETTER = re.compile(r"[a-zà-ÿ]")


def find_headed(text: str, people: People, full_name: Callable[[str], str]) -> list[Quotation]:
    """Return what names or authors in lines of their own say, in order; `full_name` tells whom a name stands for."""
    may_be_posts = "@" in text and ("·" in text or "•" in text)
    posts = _posts(text) or _stamped(text) if may_be_posts else []
    return posts or _turns(text, people, full_name)


def _stamped(text: str) -> list[Quotation]:
    found = []
    for match in re.finditer(_STAMPED, f"\n{text}"):
        (first, last), (start, end) = match.span("name"), match.span("words")
        mention = Mention(first - 1, last - 1, match["name"])
        name, handle = match["name"].strip(), match["handle"]
        found.append(
            Quotation(start - 1, end - 1, QuotationKind.DIRECT, mention, name, handle, None, POSTED_SURE, "posted")
        )
    return found


def _posts(text: str) -> list[Quotation]:
    heads = list(re.finditer(_POST, f"\n{text}"))
    found = []
    for match, stop in zip(heads, _stops(heads, len(text)), strict=True):
        begin = match.end() - 1
        end = text.find("\n\n", begin, stop)
        end = begin + len(text[begin : stop if end < 0 else end].rstrip())
        name = match["name"].strip()
        if begin < end and name:
            first = text.index(name, match.start("name") - 1)
            mention = Mention(first, first + len(name), name)
            found.append(
                Quotation(
                    begin, end, QuotationKind.DIRECT, mention, name, match["handle"], None, POSTED_SURE, "posted"
                )
            )
    return found


def _turns(text: str, people: People, full_name: Callable[[str], str]) -> list[Quotation]:
    heads = list(_HEAD.finditer(f"\n{text}"))
    counts = Counter(match["name"] for match in heads)
    if len(counts) < 2 or len(heads) < LEAST_HEADS or max(counts.values()) < 2:
        return []
    known = {word.lower() for name in people.persons for word in name.split()}
    heads = [match for match in heads if counts[match["name"]] > 1 or _is_person(match["name"], known)]
    names = sorted({match["name"] for match in heads})
    if len(names) < 2 or len(heads) < max(LEAST_HEADS, LEAST_SHARE * (text.count("\n\n") + 1) / 2):
        return []
    if sum(_is_person(name, known) for name in names) < LEAST_PERSONS * len(names):
        return []
    found: list[Quotation] = []
    for match, stop in zip(heads, _stops(heads, len(text)), strict=True):
        name = match["name"]
        mention = Mention(match.start("name") - 1, match.end("name") - 1, name)
        speaker = full_name(name)
        for number, turn in enumerate(_PARAGRAPH.finditer(text, match.end() - 1, stop)):
            if number == MOST_PARAGRAPHS or not _LETTER.search(turn.group()):
                break
            found.append(
                Quotation(
                    turn.start(),
                    turn.end(),
                    QuotationKind.DIRECT,
                    mention,
                    speaker,
                    "",
                    None,
                    HEADED_SURE,
                    "transcript",
                )
            )
    sentences = sum(text[turn.start : turn.end].rstrip().endswith(SENTENCE_ENDS) for turn in found)
    return found if sentences >= LEAST_SENTENCES * len(found) else []


def _stops(heads: Sequence[re.Match[str]], end: int) -> list[int]:
    """Return where the turn below each name ends at the latest."""
    return [*(behind.start() - 1 for _, behind in pairwise(heads)), end][: len(heads)]


def _is_person(name: str, known: set[str]) -> bool:
    """Tell whether a name above a turn is known as a person's, or says what somebody is."""
    words = [word.strip(".").lower() for word in name.split()]
    if words[-1].isdigit():
        return True
    return words[0].title() in given_names() or any(
        word in known or role_of(word) or gender_of_noun(word) for word in words
    )
