"""Voices that a label names instead of a verb: transcripts, interviews, quotations with a line below that signs them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.document import Mention, Quotation, QuotationKind, Span
from reader.quotations.capitals import PARTICLES
from reader.quotations.headed import SENTENCE_ENDS, find_headed
from reader.quotations.words import (
    fold_name,
    gender_of_noun,
    given_names,
    listed,
    may_speak,
    openers,
    organisations,
    role_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.quotations.marks import MarkedSpan
    from reader.quotations.people import People

LEAST_REPEATED = 2
"""Labels that stand more than once, from which one that stands but once may be a voice."""
LEAST_LABELS, LEAST_SHARE = 3, 0.25
"""Labelled paragraphs, and their share of all, from which a text is a transcript."""
LEAST_SENTENCES = 0.5
"""Share of labelled lines that end as sentences do, below which they are a list of facts (`Weight: 3 kg`)."""
LEAST_SHARE_OF_TALK = 0.5
"""Share of labelled paragraphs from which those between them go on with the turn before."""
LEAST_ASKED = 0.7
"""Share of the labels of a single voice that stand below a question, from which it is interviewed."""
MOST_GOING_ON = 4
"""Paragraphs without a label that go on with the turn before: more of them are the text around a talk."""
TRANSCRIPT_SURE, GOES_ON_SURE, SIGNED_SURE = 0.97, 0.8, 0.9
"""Confidences that a label, the label of a turn before and a signature name who speaks, by our own judgement."""
TRANSCRIPT = "transcript"
"""The evidence of a turn that a label names."""
GUEST_SURE = 0.9
"""Confidence that "A" is the only person whom an interview's opening names, by our own judgement."""
SHORTEST_SIGNED, LONGEST_SIGNED = 20, 900
"""Characters of a paragraph that the line below it may sign."""
_NAME = (
    r"(?:@\w{2,30}|[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.’'-]*){0,3}"
    r"|[A-ZÀ-Þ][\w’'-]*+\.?(?: [A-ZÀ-Þ][\w’'-]*+\.?){0,3})(?: \d{1,2})?"
)
_POST_OR_ASIDE = r"(?:, [A-ZÀ-Þ][^a-z:\n]{1,60}| \([^()\d\n]{2,40}\))?"
_TIME = r"[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?[\])]?"
_LABEL = (
    rf"(?:{_TIME}[ \u00a0]+)?"
    rf"(?:(?P<name>{_NAME}){_POST_OR_ASIDE}(?: {_TIME})?[ \u00a0\u202f]?(?P<colon>:)[ \u00a0]+|(?P<letter>[QA])[.:][ \u00a0]*)"
    r"(?:\[[\d:.]{4,12}\][ \u00a0]*)?(?=\S)"
)
"""A label where a line begins. Few texts come to these patterns, which are compiled when the first does."""
NO_SPEAKERS = frozenset(listed("labels.txt", "voiceless"))
"""What stands before a colon and has no voice, in small letters: `Update: …`."""
_ADDRESSING = frozenset(listed("talk.txt", "addressing"))
_ASKED = ("QUESTION", "ANSWER")
NO_LAST = frozenset(listed("labels.txt", "last"))
"""Last words of labels that have none: `Holt’s tip: …`."""
_MARKED = r"[“„«\"]"
"""A mark between two turns, where somebody tells what was said besides."""
_PARAGRAPH = r"(?<=\n)[^\s][^\n]*[^\s]"
_SMALL = r"(?<![\w:.-])[a-zà-ÿ]{2,}"
_IN_POSTS = frozenset(listed("labels.txt", "in-posts"))
"""Small words within a signature: `director of the Tide Office`."""
_ASKING = frozenset(listed("labels.txt", "asking"))
_BELOW = re.compile(
    r"[ \u00a0]*\n{1,2}(?P<name>[A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]*){1,3}), "
    r"(?P<post>[^\n“”\"!?]{3,90}?)(?: \([^\n()]{3,80}\))?(?<![.,;:])[ \u00a0]*(?=\n|\Z)"
)
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.?){2,3}")
_LIST_SIGNS = "—–―-•*"
_DASHES = frozenset("—–―")
_TAG = re.compile(r"<[^<>\n]{1,300}>")
_SIGNED = re.compile(r"\n\n?[ \t]*(?:[—–―~]|--)[ \u00a0]?(?P<name>[A-ZÀ-Þ][^\n]{1,60})(?=\n|\Z)")
_ASKS_OR_GOES_ON = re.compile(r"[^\n]*(?:[?!…]|\n\n?[ \t]*[—–―][^\n]*)(?=\n|\Z)")
"""How the first turn of a talk behind dashes ends, or goes on, as no signature does: `— Alors, où étiez-vous ?`."""
_POSTED = r"[ \n]{1,2}(?:[—–―]|--) ?(?P<name>[^\n()—–―]{2,50}) \((?P<handle>@\w{2,30})\) [A-Z][a-z]+ \d{1,2}, \d{4}"


def find_labelled(text: str, people: People, marked: Sequence[MarkedSpan]) -> list[Quotation]:
    """Return the speech that labels name, in order; of `marked` spans only those lie in it that are quoted within a turn."""
    starts = [span.start for span in marked]

    def is_free(quotation: Quotation) -> bool:
        first, behind = bisect_left(starts, quotation.start), bisect_right(starts, quotation.end)
        if first and marked[first - 1].end > quotation.start:
            return False
        if first == behind:
            return True
        is_turn = quotation.evidence == TRANSCRIPT and starts[first] > quotation.start
        return is_turn and marked[behind - 1].end <= quotation.end

    full_names = _FullNames(people)
    turns = _transcript(text, people, full_names) or find_headed(text, people, full_names.of)
    found = [*turns, *_signed(text, full_names)]
    found.sort(key=lambda quotation: quotation.start)
    kept: list[Quotation] = []
    for quotation in found:
        if is_free(quotation) and (not kept or kept[-1].end <= quotation.start):
            kept.append(quotation)
    return kept


def _transcript(text: str, people: People, full_names: _FullNames) -> list[Quotation]:
    """Return the labelled paragraphs of a transcript or an interview, and those that go on with one."""
    paragraphs = text.count("\n\n") + 1
    if not _may_have_labels(text, max(LEAST_LABELS, LEAST_SHARE * paragraphs)):
        return []
    label = re.compile(_LABEL)
    labels = [
        match
        for at in _line_starts(text)
        if (match := label.match(text, at)) is not None and not is_no_speaker(_label(match))
    ]
    if not _asks(text, [match for match in labels if match["letter"] == "Q"]):
        labels = [match for match in labels if not match["letter"]]
    counts = Counter(map(_voice, labels))
    repeated = [match for match in labels if counts[_voice(match)] > 1]
    if len(repeated) >= LEAST_REPEATED:
        in_capitals = all(_label(match).isupper() for match in repeated)
        labels = [
            match
            for match in labels
            if counts[_voice(match)] > 1 or _is_voice_once(_label(match), people, in_capitals=in_capitals)
        ]
    else:
        labels = repeated
    if labels:
        known = (name for name in people.persons if people.gender.get(name) or people.roles.get(name))
        things = set(re.findall(_SMALL, text)) - {name.rpartition(" ")[2].lower() for name in known}
        labels = [match for match in labels if not _is_thing(_label(match), things)]
        labels = [] if _is_list_of_facts(labels, people) else labels
    if len(labels) < LEAST_LABELS or len(labels) < LEAST_SHARE * paragraphs:
        return []
    is_talk = len(set(map(_voice, labels))) > 1
    if not is_talk and not _are_answers(text, labels):
        return []
    said = [(match, _line_end(text, match.end())) for match in labels]
    sentences = sum(_is_sentence(text[match.end() : end].rstrip()) for match, end in said)
    if sentences < LEAST_SENTENCES * len(said) or _are_datelines(text, said):
        return []
    between = [(end, match.start()) for (_, end), (match, _) in pairwise(said)]
    goes_on = is_talk and len(labels) >= LEAST_SHARE_OF_TALK * paragraphs
    goes_on = goes_on and not any(re.search(_MARKED, text[start:stop]) for start, stop in between)
    guest = _guest(people, labels[0].start())
    found: list[Quotation] = []
    for number, (match, end) in enumerate(said):
        name = _label(match)
        start = match.start("name") if match["name"] else match.start("letter")
        mention = Mention(start, start + len(name), name)
        cue = Span(match.start("colon"), match.end("colon")) if match["name"] else Span(mention.end, mention.end + 1)
        speaker, sure = (guest, GUEST_SURE) if guest and name == "A" else (full_names.of(name), TRANSCRIPT_SURE)
        turn = Quotation(match.end(), end, QuotationKind.DIRECT, mention, speaker, "", cue, sure, TRANSCRIPT)
        found.append(turn)
        if goes_on and number < len(between):
            found += [
                turn._replace(start=first, end=last, confidence=GOES_ON_SURE)
                for first, last in _going_on(text, *between[number])
            ]
    return found


def _line_starts(text: str) -> Iterator[int]:
    """Yield where the lines of `text` begin."""
    behind = 0
    while behind >= 0:
        yield behind
        behind = text.find("\n", behind) + 1 or -1


def _may_have_labels(text: str, least: float) -> bool:
    """Tell whether a text has as many colons, or letters for question and answer, as at least so many labels do."""
    letters = text.count("\nQ.") + text.count("\nA.") + text.startswith(("Q.", "A."))
    return letters + text.count(":") >= least


def is_no_speaker(label: str) -> bool:
    """Tell whether a label's first word has no voice, or its last one tells a fact (`Styling Tip:`); `QUESTION:` is what
    transcripts of press conferences call whoever asks."""
    if label in _ASKED:
        return False
    words = label.lower().split()
    return words[0].rstrip(".") in NO_SPEAKERS or words[-1] in NO_LAST


def _label(match: re.Match[str]) -> str:
    return match["name"] or match["letter"]


def _voice(match: re.Match[str]) -> str:
    """Return what a label is counted as: `ADA LINDT, MAYOR OF CARROW:` introduces whom `LINDT:` stands for."""
    label = _label(match)
    return label.rpartition(" ")[2] if label.isupper() and not label[-1].isdigit() else label


def _is_voice_once(label: str, people: People, *, in_capitals: bool) -> bool:
    """Tell whether a label that stands only once is somebody's: in capitals as all others are, or the full name of a person
    whom no other label stands for by initials (`Ada Lindt:`, then `AL:`)."""
    return in_capitals and label.isupper() or " " in label and label in people.persons


def _are_datelines(text: str, said: Sequence[tuple[re.Match[str], int]]) -> bool:
    """Tell whether labels in capitals are places before reports: nobody behind them asks or speaks of himself or to another
    (`NEW CARROW: The council has …`)."""
    if not all(_label(match).isupper() and len(_label(match)) > 1 for match, _ in said):
        return False
    behind = [text[match.end() : end] for match, end in said]
    asks = any("?" in words or "!" in words for words in behind)
    return not asks and all(_ADDRESSING.isdisjoint(words.lower().split()) for words in behind)


def _is_sentence(words: str) -> bool:
    """Tell whether `words` end as a sentence does and are no number: `Lindt: 1,769.` counts votes."""
    return words.endswith(SENTENCE_ENDS) and any(map(str.isalpha, words))


def _asks(text: str, labels: Sequence[re.Match[str]]) -> bool:
    """Tell whether what stands behind `Q.` is asked, as it is not where that is somebody's initial."""
    asked = sum(text[match.end() : _line_end(text, match.end())].rstrip().endswith("?") for match in labels)
    return asked >= LEAST_SENTENCES * len(labels)


def _are_answers(text: str, labels: Sequence[re.Match[str]]) -> bool:
    """Tell whether labels of a single voice stand below questions that have none, as interviews are printed."""
    asked = sum(text[: match.start()].rstrip()[-1:] == "?" for match in labels)
    return asked >= LEAST_ASKED * len(labels)


def _going_on(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Return the paragraphs between two turns that go on with the first: sentences, neither headings nor stage directions."""
    found: list[tuple[int, int]] = []
    for match in re.compile(_PARAGRAPH).finditer(text, start, stop):
        words = match.group()
        if words[0] not in "([" and words.endswith(SENTENCE_ENDS) and len(found) < MOST_GOING_ON:
            found.append(match.span())
    return found


def _guest(people: People, end: int) -> str:
    """Return the only person who is named in full before the first label at `end`: who answers; "" if there are others."""
    named = {item.name for item in people.between(0, end) if item.is_person and item.is_full}
    return named.pop() if len(named) == 1 else ""


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _is_thing(label: str, things: set[str]) -> bool:
    """Tell whether a label names no speaker but a fact of a list: its last word is among `things`.

    Those are the words that stand in small letters somewhere, and are nobody's surname.
    """
    words = label.lower().split()
    last = words[-2] if len(words) > 1 and words[-1].isdigit() else words[-1].rstrip(".")
    return last in things and not (role_of(last) or gender_of_noun(last) or last in _ASKING)


def _is_list_of_facts(labels: Sequence[re.Match[str]], people: People) -> bool:
    """Tell whether labels come round in one order and none is a person's: `Weight: …`, `Battery: …`, `Screen: …` of each lamp."""
    voices = list(map(_voice, labels))
    following = dict(pairwise(voices))
    if len(following) < LEAST_LABELS or any(following[voice] != behind for voice, behind in pairwise(voices)):
        return False
    given = given_names().keys()
    surnames = {name.rpartition(" ")[2].lower() for name in people.persons if name.partition(" ")[0] in given}
    words = {word for voice in voices for word in voice.lower().split()}
    return not any(word in surnames or word.title() in given or may_speak(word) or role_of(word) for word in words)


def _signed(text: str, full_names: _FullNames) -> list[Quotation]:
    """Return paragraphs that a line below them signs, and posts with their author's handle."""
    found = []
    for match in re.finditer(_POSTED, text) if " (@" in text else ():
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
        name = re.split(r",| in | \(@", match.group("name").removeprefix("Source: "))[0].strip(" .")
        if end - start < SHORTEST_SIGNED or not 1 <= len(name.split()) <= 4 or name.endswith(("!", "?")):
            continue
        if ":" in name or text[end - 1] == ":" or text[start] in _LIST_SIGNS or not is_holder(name):
            continue
        if name in openers() or not _DASHES.isdisjoint(name) or _ASKS_OR_GOES_ON.match(text, match.start("name")):
            continue
        first = text.index(name, match.start("name"))
        mention = Mention(first, first + len(name), name)
        found.append(
            Quotation(start, end, QuotationKind.DIRECT, mention, full_names.of(name), "", None, SIGNED_SURE, "signed")
        )
    return found


def is_holder(words: str) -> bool:
    """Tell whether `words` are a name or a post, not what somebody says in the next turn of a dialogue."""
    small = [word for word in words.split() if word[0].islower() and word not in PARTICLES]
    return all(word in _IN_POSTS or may_speak(word) or role_of(word) for word in small)


def holder_below(text: str, start: int, end: int) -> Mention | None:
    """Return whose name and post stand in the line below the paragraph from `start` to `end`, without a dash: a pull quote."""
    if text[start - 1 : start] not in ("\n", ""):
        return None
    match = _BELOW.match(text, end)
    if match is None or not any(
        role_of(word.lower()) or word in organisations() for word in re.findall(r"\w+", match["post"])
    ):
        return None
    return Mention(*match.span("name"), match["name"])


def _paragraph_before(text: str, end: int) -> tuple[int, int]:
    """Return the bounds of the paragraph that ends at `end`; an empty stretch where it is too long to be signed."""
    start = text.rfind("\n", max(0, end - LONGEST_SIGNED), end) + 1
    if text.startswith("<", start) and (tag := _TAG.match(text, start, end)):
        return tag.end(), end
    return (start, end) if start or end < LONGEST_SIGNED else (end, end)


class _FullNames:
    """The longest name of each surname in a text, gathered when a label first asks for one."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._longest: dict[str, str] | None = None
        self._spelled: dict[str, set[str]] | None = None

    def of(self, label: str) -> str:
        """Return the full name that a label stands for: `RAMOS` of Jorge Ramos, `JR` too."""
        if self._longest is None:
            self._longest = {}
            for item in (*self._people.names, *self._people.quoted):
                surname = _last_word(item.name)
                if len(item.name) > len(self._longest.get(surname, "")):
                    self._longest[surname] = item.name
        if _INITIALS.fullmatch(label):
            spelled = self._by_initials().get(label.replace(".", ""), set())
            return next(iter(spelled)) if len(spelled) == 1 else label
        longest = self._longest.get(_last_word(label), "")
        is_same = fold_name(longest) == fold_name(label)
        name = longest if len(longest) > len(label) or is_same else label
        return name.title() if name.isupper() and len(name) > 3 else name

    def _by_initials(self) -> dict[str, set[str]]:
        """Return the names that stand in the text by their initials."""
        if self._spelled is None:
            self._spelled = {}
            for item in self._people.names:
                self._spelled.setdefault(_initials(item.name), set()).add(item.name)
        return self._spelled


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _last_word(name: str) -> str:
    return fold_name(name.rsplit(None, 1)[-1])
