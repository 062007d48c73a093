"""Speech or term: whether words between marks are someone's, or a title, a nickname, a word held at arm's length."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING

from reader.document import Quotation, QuotationKind
from reader.quotations.features import AT, FAR, NAMES, SPAN_FEATURES, SpanView
from reader.quotations.tokens import (
    BREAK,
    CAPITAL,
    COMMA,
    CUE,
    DETERMINER,
    HELPER,
    MARK,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTED,
    SIGN,
    STOP,
    WEAK,
)
from reader.quotations.words import PERSON_NOUN, listed, may_speak, role_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.quotations.tokens import Tokens

_WORKS = frozenset(listed("terms.txt", "work"))
"""Words before a work's title or a thing's name."""
_LISTED = frozenset(("words", "terms", "expressions", "phrases"))
LONGEST_LISTED = 6
"""Tokens of words that are given as such, marks included."""
LISTED_REACH = 60
"""Tokens before them in which it is told that words follow: a list of a dozen."""
_LANGUAGES = frozenset(listed("terms.txt", "language"))
"""Before "for" and what words of them mean: `Latin for “late”`."""
_TITLED = frozenset(listed("terms.txt", "titled"))
"""Those of them near which capitalised words are a title: of 51 such in 840 annotated articles 40 were by the annotation, and
the others by all appearance."""
_SMALL_IN_TITLES = frozenset("with from into over upon than".split())
"""Longer words that titles write in small letters."""
_SHOWN_ON = frozenset(listed("terms.txt", "before-title"))
"""Words directly before a programme's name or a song's: `said on “Morning Tide”`; as `the author of` before a book's."""
TITLED_REACH = 3
"""Words before a title among which its kind stands: `the song of the year, “Late Tide”`."""
_NAMING = frozenset(listed("terms.txt", "naming"))
"""Words before a name that others gave."""
_ANSWERS = frozenset(listed("terms.txt", "answer"))
ANSWER_REACH = 5
"""Words behind a marked span in which it is called an answer."""
LONGEST_TITLE, LONGEST_SUBTITLED = 10, 20
"""Tokens of a work’s title, marks included, and of one with a subtitle behind a colon."""
_KINDS = listed("terms.txt", "de-kind")
"""How German nouns end behind which marked words are a name, whatever is joined to them (`Tageszeitung`): of 140 in 850
annotated articles none was said."""
_PAPERS_BEFORE = frozenset(("laut", "gegenüber", "kurz"))
"""German words before a paper's name or a short one, with an article or without."""
_ARTICLES = frozenset("der dem den des die".split())
_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}")
"""The name of a site: `carrowtimes.example`."""
_KINDS_ELSEWHERE = frozenset(listed("terms.txt", "kind"))
"""The same of other languages, whole."""
_INTERVIEWS = frozenset(listed("terms.txt", "interview"))
INTERVIEW_REACH = 3
"""Words before marks in which an interview stands that a paper has made, in other languages than English."""
KIND_REACH = 4
"""Words behind the comma behind marked words within which their kind follows: `su último libro`."""
_INDEFINITE = frozenset(listed("grammar_elsewhere.txt", "indefinite"))
LONGEST_NAME = 8
"""Tokens of such a name, marks included."""
_JOINED = re.compile(r"[ \u00a0,—–-]*(?:and|or|und|oder)?[ \u00a0,—–-]*")
"""What joins quotations into a row: `“my son,” and “Frank,” and “my son”`."""
_EDGES = " \u00a0.,;!?…“”„«»\"'‘’`"
NO_SPEECH = "no one’s speech: a title, name or term"
"""The evidence of a term."""
QUOTED_FROM, FRAGMENT_FROM, LONGEST_FRAGMENT = 0.5, 0.5, 4
"""Confidence from which somebody is quoted; that below which a fragment of so many words is a term where nobody is: of 40 in
409 pages of all kinds hardly one was said, and of annotated news those are a fragment in a thousand."""
PARAGRAPH_REACH = 60
"""Tokens on either side of marked words up to which their paragraph is measured."""
_GRAMMAR = HELPER | PRONOUN | DETERMINER | PREPOSITION | CUE
BEST = ("left_cue", "right_cue", "cue_to_span", "first_rule")
_best = itemgetter(*(AT[name] for name in BEST))
SPEECH_FEATURES = [
    *SPAN_FEATURES,
    *(
        "capitals length sentence_end first_capital work_before naming_before grammar digits bracket said_before "
        "best_score second_score best_place best_form best_left best_right best_to_span best_first_rule paragraph_length "
        "behind_naming shares_sentence"
    ).split(),
]


def speech_row(view: SpanView, rows: Sequence[Sequence[float]], scores: Sequence[float]) -> list[float]:
    """Return what tells speech from terms, given the candidates' features and scores.

    Flags are whole numbers, which the models compare with whole numbers faster.
    """
    scene, tokens = view.scene, view.scene.tokens
    kinds, words = tokens.kinds, tokens.words
    first, last = view.first, view.last
    stop = min(last, first + 40)
    within = kinds[first:stop]
    inner = [kind & _GRAMMAR for kind in within if not kind & SIGN]
    read = zip(within, words[first:stop], strict=True)
    long = [kind & CAPITAL for kind, word in read if len(word) > 3 and not kind & SIGN]
    capitals = (len(long) - long.count(0)) / len(long) if long else 0.0
    grammar = len(inner) - inner.count(0)
    before = words[first - 1] if first else ""
    before_that = words[first - 2] if first > 1 else ""
    behind = words[last] if last < len(words) else ""
    ranked = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)[:2]
    best = rows[ranked[0]] if ranked else [FAR] * len(NAMES)
    item = view.candidates[ranked[0]] if ranked else None
    low = max(tokens.paragraph_start(first), first - PARAGRAPH_REACH)
    high = min(tokens.paragraph_end(last), last + PARAGRAPH_REACH)
    said = scene.repeated.get(view.words.strip(".,").lower(), 0)
    return [
        *view.row,
        capitals, len(inner), int(view.words[-1:] in ".!?…") if view.words else 0, int(view.words[:1].isupper()),
        int(before in _WORKS or before_that in _WORKS), int(before in _NAMING or before_that in _NAMING),
        grammar / len(inner) if inner else 0.0, int(any(map(str.isdigit, view.words[:40]))),
        int(before in "([") if before else 0, said,
        scores[ranked[0]] if ranked else -9.0, scores[ranked[1]] if len(ranked) > 1 else -9.0,
        item.place if item else 9, item.form if item else 9, *_best(best), high - low,
        int(behind in _NAMING or behind in _WORKS), 1 if first and kinds[first - 1] & QUOTED else 0,
    ]  # fmt: skip


ASKED = (
    "place form right_cue right_strength left_cue left_strength cue_to_span first_rule rules by_best_rule candidates "
    "previous_relation previous_gap words person breaks_between carried between same_name german ends_with before_kind "
    "dense dialogue"
).split()
SURE_FEATURES = ["best_score", "second_score", "speech_score", *ASKED]
_asked = itemgetter(*(AT[name] for name in ASKED))


def sure_row(rows: Sequence[Sequence[float]], scores: Sequence[float], best: int, speech: float) -> list[float]:
    """Return what tells whether the candidate numbered `best` is right."""
    second = max([*scores[:best], *scores[best + 1 :]], default=-9.0)
    return [scores[best], second, speech, *_asked(rows[best])]


def is_answer(behind: Sequence[str]) -> bool:
    """Tell whether the words `behind` a marked span make it speech: `was the only reply`, `was all that he could say`,
    `per Brian Holt`."""
    if behind[:1] not in (["was"], ["came"]):
        return behind[:1] == ["per"]
    return not _ANSWERS.isdisjoint(behind) or (behind[1:2] == ["all"] and behind[2:3] not in (["the"], ["over"]))


def is_title(view: SpanView) -> bool:
    """Tell whether marked words are written as a work's title and stand where one does: behind its owner, as in
    `Channel Nine’s “Morning Tide”`, in brackets behind who plays in it, behind a comma and its kind, as in `her book, “The
    Tide”`, or before its kind.

    Of 33 such in 840 annotated articles 26 were titles. Headlines capitalise all words, so that theirs tell nothing.
    """
    if _is_by_somebody(view) or _is_listed(view) or _is_translated(view):
        return True
    long_words = _long_words(view) if view.first else 0
    if not long_words or _is_headline(view) or _is_said_behind(view):
        return False
    is_made = long_words > 1 and view.scene.language == "en" and _is_made(view)
    return is_made or _is_owned_or_named(view) or _has_kind_beside(view)


def _long_words(view: SpanView) -> int:
    """Return how many long words marked words have, where all of them have capitals as in a work's title; else 0."""
    kinds, words, first, last = view.scene.tokens.kinds, view.scene.tokens.words, view.first, view.last
    is_short = last - first <= (LONGEST_SUBTITLED if ": " in view.words else LONGEST_TITLE)
    if not is_short or not view.words[:1].isupper() or view.words[-1:] in "!?":
        return 0
    inner = zip(kinds[first:last], words[first:last], strict=True)
    long = [kind for kind, word in inner if len(word) > 3 and word not in _SMALL_IN_TITLES]
    return len(long) if all(kind & (CAPITAL | SIGN) for kind in long) else 0


def _is_headline(view: SpanView) -> bool:
    """Tell whether marked words stand in the text's first paragraph and that does not end as a sentence does."""
    tokens = view.scene.tokens
    return tokens.paragraph_start(view.first) == 0 and not tokens.kinds[tokens.paragraph_end(view.last) - 1] & (
        STOP | MARK
    )


def _is_said_behind(view: SpanView) -> bool:
    """Tell whether a verb of saying that attributes by itself stands directly behind marked words."""
    behind = _kind_behind(view)
    return bool(behind & CUE) and not behind & WEAK


def _kind_behind(view: SpanView) -> int:
    """Return what the token behind marked words is, nothing where the text ends with them."""
    kinds = view.scene.tokens.kinds
    return kinds[view.last] if view.last < len(kinds) else 0


def _is_made(view: SpanView) -> bool:
    """Tell whether somebody before marked words made them, `the author of “Late Tide”`, or they are what was shown."""
    words, first = view.scene.tokens.words, view.first
    of = first - 1 - (words[first - 1] == "the")
    maker = words[of - 1] if words[of] == "of" else ""
    return may_speak(maker) == PERSON_NOUN or bool(role_of(maker)) or words[first - 1] in _SHOWN_ON


def _is_owned_or_named(view: SpanView) -> bool:
    """Tell whether marked words stand behind their owner, in brackets behind a name, or behind a comma and `called`."""
    words, kinds, first = view.scene.tokens.words, view.scene.tokens.kinds, view.first
    before, kind_before_that = words[first - 1], kinds[first - 2]
    if kinds[first - 1] & POSSESSIVE or before in "’'(" and kind_before_that & CAPITAL:
        return True
    is_parted = view.words[-1:] == "," or bool(_kind_behind(view) & COMMA)
    return before in _NAMING and bool(kind_before_that & COMMA) and is_parted


def _has_kind_beside(view: SpanView) -> bool:
    """Tell whether the kind of a work stands before marked words, near or in front of a comma, or directly behind them."""
    words, kinds, first, last = view.scene.tokens.words, view.scene.tokens.kinds, view.first, view.last
    near = range(first - 1, max(-1, first - 1 - TITLED_REACH), -1)
    kind = next((at for at in near if words[at] in _TITLED or kinds[at] & (STOP | BREAK | QUOTED)), -1)
    if kind >= 0 and words[kind] in _TITLED:
        return True
    if kinds[first - 1] & COMMA and not _WORKS.isdisjoint(words[max(0, first - 3) : first]):
        return True
    return not _WORKS.isdisjoint(words[last : last + 2]) and not kinds[last] & (SIGN | QUOTED)


def _is_translated(view: SpanView) -> bool:
    """Tell whether marked words are what a word of another language means: `Latin for “late”`."""
    words, first = view.scene.tokens.words, view.first
    return words[first - 1 : first] == ["for"] and words[first - 2] in _LANGUAGES


def _is_listed(view: SpanView) -> bool:
    """Tell whether marked words are given as words: `Words such as “expect” and “plan” tell what may come`."""
    tokens, first = view.scene.tokens, view.first
    if view.last - first > LONGEST_LISTED or tokens.kinds[first - 1] & BREAK:
        return False
    begin = max(tokens.sentences[tokens.sentence_of(first)], first - LISTED_REACH)
    such = next((at for at in range(begin, first - 1) if tokens.words[at] == "such"), -1)
    return such > 0 and tokens.words[such + 1] == "as" and tokens.words[such - 1] in _LISTED


def _is_by_somebody(view: SpanView) -> bool:
    """Tell whether marked words are told to be somebody's work: `“The late bridge,” by Brian Holt`."""
    tokens, last = view.scene.tokens, view.last
    if view.words[-1:] != "," or tokens.words[last : last + 1] != ["by"] or not view.words[:1].isupper():
        return False
    return bool(tokens.kinds[last + 1] & CAPITAL) if last + 1 < len(tokens.kinds) else False


def is_name(view: SpanView) -> bool:
    """Tell whether marked words are what something is called: a site's address, or, in German, what stands behind the kind of
    thing it is (`der Nachrichtenagentur „…“`), behind `laut` or behind a verb of saying and an article."""
    if _ADDRESS.fullmatch(view.words):
        return True
    if view.scene.language == "en" or not view.words[:1].isupper() or view.words[-1:] in "!?":
        return False
    first, tokens = view.first, view.scene.tokens
    if not _INTERVIEWS.isdisjoint(tokens.words[max(0, first - INTERVIEW_REACH) : first]):
        return True
    if view.scene.language != "de":
        return first > 0 and view.last - first <= LONGEST_NAME and _is_name_elsewhere(tokens, first, view.last)
    if not first or view.last - first > LONGEST_NAME or tokens.kinds[first - 1] & SIGN:
        return False
    words = tokens.words[max(0, first - 2) : first]
    if (
        tokens.kinds[first - 1] & CAPITAL
        and words[-1].removesuffix("s").endswith(_KINDS)
        or words[-1] in _PAPERS_BEFORE
    ):
        return True
    is_cue = first > 1 and bool(tokens.kinds[first - 2] & CUE)
    return words[-1] in _ARTICLES and (words[0] in _PAPERS_BEFORE or is_cue)


def _is_name_elsewhere(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether words in capitals at tokens `first` to `last` are a name, in languages whose nouns have none: behind a
    kind of thing or before it (`son essai, « Le Vote »`, `«El agua», su último libro`), or directly behind a preposition or
    a definite article."""
    before = first - 2 if tokens.words[first - 1] == "," else first - 1
    if before >= 0 and tokens.words[before] in _KINDS_ELSEWHERE:
        return True
    behind = tokens.words[last + 1 : last + 1 + KIND_REACH] if tokens.words[last : last + 1] == [","] else ()
    if behind and tokens.kinds[last + 1] & DETERMINER and not _KINDS_ELSEWHERE.isdisjoint(behind):
        return True
    is_led = tokens.kinds[first - 1] & (PREPOSITION | DETERMINER)
    return bool(is_led) and tokens.words[first - 1] not in _INDEFINITE


def without_fragments(text: str, found: Sequence[Quotation]) -> list[Quotation]:
    """Return `found` with short fragments made terms where nobody in the text is quoted.

    News quotes fragments of people whom it also quotes in full; advice and reviews mark words that they explain.
    """
    if any(quotation.confidence >= QUOTED_FROM for quotation in found):
        return list(found)
    return [
        Quotation(quotation.start, quotation.end, QuotationKind.TERM, evidence=NO_SPEECH)
        if quotation.kind is QuotationKind.MIXED
        and quotation.confidence < FRAGMENT_FROM
        and len(text[quotation.start : quotation.end].split()) <= LONGEST_FRAGMENT
        and text[quotation.end - 2 : quotation.end - 1] not in ".!?"
        else quotation
        for quotation in found
    ]


def with_rows(text: str, found: Sequence[Quotation]) -> list[Quotation]:
    """Return `found` with terms that stand in a row of someone's words made that voice's: between two quotations, or
    beside one that says the same; and with what is written as a title in a row behind a term made one."""
    whole = list(found)
    for place, term in enumerate(found):
        before = whole[place - 1] if place else term
        behind = found[place + 1] if place + 1 < len(found) else term
        if term.kind is not QuotationKind.TERM:
            is_titled = before.kind is QuotationKind.TERM and _is_titled(text[term.start : term.end])
            if is_titled and _JOINED.fullmatch(text, before.end, term.start):
                whole[place] = Quotation(term.start, term.end, QuotationKind.TERM, evidence=NO_SPEECH)
            continue
        is_behind = before.kind is not QuotationKind.TERM and _JOINED.fullmatch(text, before.end, term.start)
        is_before = behind.kind is not QuotationKind.TERM and _JOINED.fullmatch(text, term.end, behind.start)
        if is_behind and (is_before or _bare(text, before) == _bare(text, term)):
            whole[place] = before._replace(start=term.start, end=term.end)
        elif is_before and _bare(text, behind) == _bare(text, term):
            whole[place] = behind._replace(start=term.start, end=term.end)
    return whole


def _is_titled(words: str) -> bool:
    """Tell whether all long words of `words` are capitalised, as in a title."""
    long = re.findall(r"\w{4,}", words)
    return bool(long) and all(word[:1].isupper() for word in long)


def _bare(text: str, quotation: Quotation) -> str:
    return text[quotation.start : quotation.end].strip(_EDGES).lower()
