"""Voices that a label names instead of a verb: transcripts, interviews, quotations with a line below that signs them."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from reader.document import Mention, Quotation, QuotationKind, Span
from reader.quotations.words import gender_of_noun, role_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.quotations.marks import MarkedSpan
    from reader.quotations.people import People

LEAST_LABELS, LEAST_SHARE = 3, 0.25
"""Labelled paragraphs, and their share of all, from which a text is a transcript."""
LEAST_SENTENCES = 0.5
"""Share of labelled lines that end as sentences do, below which they are a list of facts (`Weight: 3 kg`)."""
_SENTENCE_ENDS = tuple(".!?…”’\"'»)]—–-。！？」")
TRANSCRIPT_SURE, SIGNED_SURE = 0.97, 0.9
SHORTEST_SIGNED, LONGEST_SIGNED = 20, 900
_LABEL_WORDS = (
    r"(?P<name>Q|A|[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.’'-]*){0,3}"
    r"|(?:[A-ZÀ-Þ][\w’'-]*\.?)(?: [A-ZÀ-Þ][\w’'-]*\.?){0,3})(?P<colon>:)[ \u00a0]+(?=[^\s])"
)
_FIRST_LABEL, _LABEL = re.compile(_LABEL_WORDS), re.compile(rf"\n{_LABEL_WORDS}")
"""A label where the text begins, and one where a line does: the break comes first, so that the search passes quickly over
what stands between."""
_NO_SPEAKERS = frozenset(
    "note update correction source sources photo image video credit editor read more related tags topics share date time "
    "where when what why how who price address contact phone email location tickets warning spoiler question answer ps nb "
    "abstract letters by from to subject cc re posted published filed category also see watch listen transcript".split()
)
_SMALL = re.compile(r"(?<![\w:.-])[a-zà-ÿ]{2,}")
_ASKING = frozenset(
    "interviewer interviewee audience voice voices narrator caller reader all both crowd man woman".split()
)
_SIGNED = re.compile(r"\n{1,2}[ \t]*(?:[—–―]|--)[ \u00a0]?(?P<name>[A-ZÀ-Þ][^\n]{1,60})(?=\n|\Z)")
_POSTED = re.compile(
    r"[ \n]{1,2}(?:[—–―]|--) ?(?P<name>[^\n()—–―]{2,50}) \((?P<handle>@\w{2,30})\) [A-Z][a-z]+ \d{1,2}, \d{4}"
)


def find_labelled(text: str, people: People, marked: Sequence[MarkedSpan]) -> list[Quotation]:
    """Return the speech that labels name, in order, none of it touching `marked` spans."""
    starts = [span.start for span in marked]

    def is_free(start: int, end: int) -> bool:
        place = bisect_right(starts, end)
        return not place or marked[place - 1].end <= start

    full_names = _FullNames(people)
    found = [*_transcript(text, people, full_names), *_signed(text, full_names)]
    found.sort(key=lambda quotation: quotation.start)
    kept: list[Quotation] = []
    for quotation in found:
        if is_free(quotation.start, quotation.end) and (not kept or kept[-1].end <= quotation.start):
            kept.append(quotation)
    return kept


def _transcript(text: str, people: People, full_names: _FullNames) -> list[Quotation]:
    """Return the labelled paragraphs of a transcript or an interview."""
    labels = [
        match
        for match in (_FIRST_LABEL.match(text), *_LABEL.finditer(text))
        if match is not None and match.group("name").split()[0].lower().rstrip(".") not in _NO_SPEAKERS
    ]
    counts: dict[str, int] = {}
    for match in labels:
        counts[match.group("name")] = counts.get(match.group("name"), 0) + 1
    labels = [match for match in labels if counts[match.group("name")] > 1]
    if labels:
        known = (name for name in people.persons if people.gender.get(name) or people.roles.get(name))
        things = set(_SMALL.findall(text)) - {name.rpartition(" ")[2].lower() for name in known}
        labels = [match for match in labels if not _is_thing(match.group("name"), things)]
    paragraphs = text.count("\n\n") + 1
    if (
        len(labels) < LEAST_LABELS
        or len(labels) < LEAST_SHARE * paragraphs
        or len({m.group("name") for m in labels}) < 2
    ):
        return []
    said = [(match, _line_end(text, match.end())) for match in labels]
    sentences = sum(text[match.end() : end].rstrip().endswith(_SENTENCE_ENDS) for match, end in said)
    if sentences < LEAST_SENTENCES * len(said):
        return []
    found = []
    for match, end in said:
        name = match.group("name")
        mention = Mention(match.start("name"), match.end("name"), name)
        cue = Span(match.start("colon"), match.end("colon"))
        found.append(
            Quotation(
                match.end(),
                end,
                QuotationKind.DIRECT,
                mention,
                full_names.of(name),
                "",
                cue,
                TRANSCRIPT_SURE,
                "transcript",
            )
        )
    return found


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _is_thing(label: str, things: set[str]) -> bool:
    """Tell whether a label names no speaker but a fact of a list: its last word is among `things`.

    Those are the words that stand in small letters somewhere, and are nobody's surname.
    """
    last = label.rpartition(" ")[2].rstrip(".").lower()
    return last in things and not (role_of(last) or gender_of_noun(last) or last in _ASKING)


def _signed(text: str, full_names: _FullNames) -> list[Quotation]:
    """Return paragraphs that a line below them signs, and posts with their author's handle."""
    found = []
    for match in _POSTED.finditer(text) if " (@" in text else ():
        start, end = _paragraph_before(text, match.start())
        if start < end:
            mention = Mention(match.start("name"), match.end("name"), match.group("name"))
            found.append(
                Quotation(
                    start,
                    end,
                    QuotationKind.DIRECT,
                    mention,
                    mention.text,
                    match.group("handle"),
                    None,
                    SIGNED_SURE,
                    "signed",
                )
            )
    for match in _SIGNED.finditer(text):
        start, end = _paragraph_before(text, match.start())
        name = re.split(r",| in ", match.group("name"))[0].strip(" .")
        if end - start < SHORTEST_SIGNED or not 1 <= len(name.split()) <= 4 or name.endswith((":", "!", "?")):
            continue
        mention = Mention(match.start("name"), match.start("name") + len(name), name)
        found.append(
            Quotation(start, end, QuotationKind.DIRECT, mention, full_names.of(name), "", None, SIGNED_SURE, "signed")
        )
    return found


def _paragraph_before(text: str, end: int) -> tuple[int, int]:
    """Return the bounds of the paragraph that ends at `end`; an empty stretch where it is too long to be signed."""
    start = text.rfind("\n", max(0, end - LONGEST_SIGNED), end) + 1
    return (start, end) if start or end < LONGEST_SIGNED else (end, end)


class _FullNames:
    """The longest name of each surname in a text, gathered when a label first asks for one."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._longest: dict[str, str] | None = None

    def of(self, label: str) -> str:
        """Return the full name that a label stands for: `RAMOS` of Jorge Ramos."""
        if self._longest is None:
            self._longest = {}
            for item in (*self._people.names, *self._people.quoted):
                surname = _last_word(item.name)
                if len(item.name) > len(self._longest.get(surname, "")):
                    self._longest[surname] = item.name
        longest = self._longest.get(_last_word(label), "")
        if len(longest) > len(label):
            return longest
        return label.title() if label.isupper() and len(label) > 3 else label


def _last_word(name: str) -> str:
    return name.rsplit(None, 1)[-1].lower()
