"""Speakers in Chinese and Japanese, where no blanks part words: who stands at a verb of saying beside the marks.

Titles around a name (`港长马海伦`, `港長の丸山恵子さん`) are told from it by lists, and pronouns mean who spoke last, or else
who was named last at the beginning of a sentence.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.document import Mention, Quotation, QuotationKind, Span
from reader.quotations.words import alternatives, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.quotations.marks import MarkedSpan


REACH = 60
"""Characters around a quotation in which its speaker is looked for."""
CARRIED = 0.7
"""Confidence by our own judgement: no annotated texts were at hand."""
SPOKEN_LOOKED_AT, NAMED_REACH = 8, 300
"""Quotations, and characters, back to which a pronoun reaches."""
SHORTEST_SPEECH = 8
"""Characters from which words without a speaker are speech; shorter ones are titles and terms."""
_MANNER = rf"(?:{alternatives('zh-acts')}|[^，。]{{2}}[着著地])"
"""How somebody speaks, between a name and the verb: `哽咽着`, `耸耸肩`."""
_LABEL = re.compile(r"^(?P<who>[^\s：:，。“”「」]{1,10})[：:](?P<said>[^\n]+)$", re.M)
LEAST_LABELS, LEAST_SHARE = 3, 0.5
"""Labelled lines, and their share of all, from which a text is an interview."""
LABELLED = 0.97
"""Confidence that a label names who speaks, as in other languages."""
_PRONOUNS = frozenset(listed("pronouns.txt", "ideographic"))
_PRONOUN_FIRST = re.compile(r"(?:但|而|不过|不過|对此|對此)?(?P<pronoun>[他她它][们們]?)(?=[^的]|\Z)(?!.*的)")
"""A pronoun, behind which only what it does follows; `她的邻居` is somebody else."""
_MANY = frozenset(listed("ideographic.txt", "many"))
"""Titles that many have in one text, so that the last who was named with one need not be meant: `记者`, `男性`."""
LONGEST_SURNAME, FULL_REACH = 3, 2000
"""Letters of the longest Japanese surname, and characters back to which its full name is looked for."""
NAME_LETTERS = 10
"""Characters of the longest name that is told from a title beside it: foreign names are written out."""


class Ways(NamedTuple):
    """How a language tells who speaks: what stands `beside` the marks, and whether their words only name something."""

    beside: Callable[[str, str, MarkedSpan, str], tuple[re.Match[str] | None, int, float]]
    is_called: Callable[[str, str], bool]


@cache
def _ways_of(language: str) -> Ways:
    """Return those of "zh" or "ja", loaded when a text of it is met: its patterns take up to 10 ms to compile."""
    if language == "zh":
        from reader.quotations import chinese

        return Ways(chinese.beside, chinese.is_called)
    from reader.quotations import japanese

    return Ways(japanese.beside, japanese.is_called)


def attribute_ideographic(text: str, spans: Sequence[MarkedSpan], language: str) -> list[Quotation]:
    """Return the quotations of a Chinese ("zh") or Japanese ("ja") text, in order."""
    found: list[Quotation] = []
    labelled = _labelled(text)
    if labelled:
        return labelled
    for span in spans:
        said = found[-1].end if found and language == "zh" else 0
        before = text[max(said, span.start - REACH) : span.start].rsplit("\n", 1)[-1]
        after = text[span.end : span.end + REACH].split("\n", 1)[0]
        found.append(_one(text, span, before, after, language, found))
    return found


def _one(
    text: str, span: MarkedSpan, before: str, after: str, language: str, found: Sequence[Quotation]
) -> Quotation:
    words = text[span.start : span.end].strip('“”‘’「」『』"')
    in_language = _ways_of(language)
    if in_language.is_called(before, after):
        return Quotation(span.start, span.end, QuotationKind.TERM, evidence="no one’s speech: a title, name or term")
    match, offset, sure = in_language.beside(before, after, span, words)
    if match is not None and match.group("who"):
        first, last_letter, role = _name_in(match.group("who"), language)
        start = offset + match.start("who")
        mention = Mention(start + first, start + last_letter, match.group("who")[first:last_letter])
        name = mention.text
        if language == "ja" and len(name) <= LONGEST_SURNAME:
            name = _in_full(name, text, mention.start, found)
        name = _holder(name, text, mention.start, language) or name
        if name in _PRONOUNS:
            name = _last_named(text, mention.start, language, found) or ""
            sure = sure if name else 0.0
        cue = None
        if "cue" in match.re.groupindex and match.group("cue"):
            cue = Span(offset + match.start("cue"), offset + match.end("cue"))
        return Quotation(
            span.start,
            span.end,
            QuotationKind.DIRECT,
            mention,
            name or None,
            role,
            cue,
            sure,
            "a verb of saying beside the marks",
        )
    last = found[-1] if found else None
    opens_line = text[span.start - 1 : span.start] in ("", "\n")
    is_term = len(words) < SHORTEST_SPEECH and words[-1:] not in "。！？!?…" and not opens_line
    is_within = language == "zh" and is_term and text[span.start - 1].isalnum()
    if (
        last is not None
        and not is_within
        and last.speaker is not None
        and "\n" not in text[last.end : span.start]
        and span.start - last.end < REACH
    ):
        return Quotation(
            span.start,
            span.end,
            QuotationKind.DIRECT,
            last.speaker,
            last.speaker_name,
            "",
            last.cue,
            CARRIED,
            "carried on from the paragraph",
        )
    kind = QuotationKind.TERM if is_term else QuotationKind.DIRECT
    return Quotation(span.start, span.end, kind, evidence="no words name a speaker")


def _labelled(text: str) -> list[Quotation]:
    """Return the turns of an interview whose lines begin with a name and a colon, none of a text that is none."""
    if text.count("：") + text.count(":") < LEAST_LABELS:
        return []
    labels = list(_LABEL.finditer(text))
    # In a talk somebody asks and comes back: time and place, or what a dish needs, do neither.
    if not any(match["said"].rstrip().endswith(("？", "?")) for match in labels):
        return []
    if len(labels) < LEAST_LABELS or not 1 < len({match["who"] for match in labels}) < len(labels):
        return []
    lines = sum(1 for line in text.splitlines() if line.strip())
    if len(labels) < LEAST_SHARE * lines:
        return []
    return [
        Quotation(
            match.start("said"),
            match.end("said"),
            QuotationKind.DIRECT,
            Mention(match.start("who"), match.end("who"), match["who"]),
            match["who"],
            "",
            Span(match.end("who"), match.end("who") + 1),
            LABELLED,
            "transcript",
        )
        for match in labels
    ]


@cache
def _title_pattern(language: str) -> re.Pattern[str]:
    """Return a pattern for a name with a title before it, or a title or an honorific behind it."""
    titles = alternatives(f"{language}-title")
    if language == "zh":
        surnames = "".join(listed("ideographic.txt", "zh-surname"))
        return re.compile(
            rf"(?P<before>.*(?:{titles}))(?P<name>[{surnames}]\w{{1,2}}?|[^\W\d_]+·[\w·]+|(?![在对對向头頭从從])[^\W\d_]{{2,5}}?)(?:{_MANNER})?\Z"
        )
    behind = f"{alternatives('ja-honorific')}|{titles}"
    return re.compile(
        rf"(?P<before>.*(?:{titles})(?:である|の)|.*(?:{alternatives('ja-joins')})(?=[\w・＝=]{{2,10}}?(?:{behind})\Z))?"
        rf"(?P<name>[^\s]{{2,{NAME_LETTERS}}}?)(?P<behind>{titles})?(?:{alternatives('ja-honorific')})?\Z"
    )


@cache
def _titles(language: str) -> frozenset[str]:
    """Return the titles of a language."""
    return frozenset(listed("ideographic.txt", f"{language}-title"))


def _name_in(who: str, language: str) -> tuple[int, int, str]:
    """Return where the name in `who` begins and ends, and the title beside it; all of it where no title is told."""
    if language == "zh" and (pronoun := _PRONOUN_FIRST.match(who)):
        return *pronoun.span("pronoun"), ""
    if language == "zh" and who[0] == "有" and who[1:] in _titles(language):
        return 1, len(who), ""
    match = _title_pattern(language).match(who)
    somebody = (
        re.match(rf".*?(?:{alternatives('zh-title')})", who) if language == "zh" and who.endswith("地") else None
    )
    if somebody and (match is None or match["name"].endswith("地")):
        return 0, somebody.end(), ""
    if match is None or who in _titles(language) or match["name"].endswith("の"):
        return 0, len(who), ""
    role = (match.group("before") or "").removesuffix("である").removesuffix("の")
    if language == "ja" and match.group("behind"):
        role = match.group("behind")
    return match.start("name"), match.end("name"), role


@cache
def _opening_name(language: str) -> re.Pattern[str]:
    """Return a pattern for a name with which a sentence begins."""
    if language == "zh":
        surnames = "".join(listed("ideographic.txt", "zh-surname"))
        return re.compile(
            rf"(?:\A|(?<=[。！？\n”」]))(?:\w{{0,10}}?(?:{alternatives('zh-title')}))?(?P<name>[{surnames}]\w{{1,2}}?)"
            r"(?=是|在|曾|于|於|对|對|今|也|昨|，|星期|周|週|为|為|前|说|說|表|宣)"
        )
    return re.compile(r"(?:\A|(?<=[。！？\n」]))(?P<name>\w{2,8}?)(?:さん|氏)?(?=[はが])")


def _holder(title: str, text: str, at: int, language: str) -> str:
    """Return who was named last before `at` with a title that stands alone there: `出口愛市長`, then `市長`; "" for no title."""
    if title not in _titles(language) or title in _MANY:
        return ""
    before = text[max(0, at - FULL_REACH) : at]
    if language == "zh":
        named = _all_behind(title, _name_behind(), before)
        return named[-1]["name"] if named else ""
    if title not in before:
        return ""
    names: list[str] = re.findall(rf"([一-龥々ァ-ヶー・]{{2,8}}){title}", before)
    return names[-1] if names else ""


@cache
def _name_behind() -> re.Pattern[str]:
    """Return a pattern for a Chinese name behind a title."""
    surnames = "".join(listed("ideographic.txt", "zh-surname"))
    return re.compile(
        rf"(?P<name>[{surnames}]\w{{1,2}}?)(?=[^\w]|{alternatives('zh-says')}|{alternatives('zh-between')}|[在将将對对是的])"
    )


@cache
def _rest_of_name() -> re.Pattern[str]:
    """Return a pattern for what follows a Japanese surname in the full name, up to a title or an honorific."""
    return re.compile(rf"\w{{1,3}}?(?={alternatives('ja-title')}|{alternatives('ja-honorific')})")


def _all_behind(word: str, pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """Return what `pattern` finds directly behind `word`, wherever that stands in `text`: one pattern does for every word,
    whose own would each take as long to compile as a page to read."""
    found: list[re.Match[str]] = []
    at = text.find(word)
    while at >= 0:
        match = pattern.match(text, at + len(word))
        if match is not None:
            found.append(match)
        at = text.find(word, match.end() if match else at + 1)
    return found


def _in_full(surname: str, text: str, at: int, found: Sequence[Quotation]) -> str:
    """Return the full name of somebody called by a `surname` at `at`, as it stood before in the text or with a quotation."""
    for quotation in reversed(found[-SPOKEN_LOOKED_AT:]):
        if (quotation.speaker_name or "").startswith(surname):
            return quotation.speaker_name or surname
    full = _all_behind(surname, _rest_of_name(), text[max(0, at - FULL_REACH) : at])
    return surname + full[0].group() if full else surname


def _last_named(text: str, at: int, language: str, found: Sequence[Quotation]) -> str | None:
    """Return whom a pronoun at `at` means: who spoke last, or was named last where a sentence begins."""
    for quotation in reversed(found[-SPOKEN_LOOKED_AT:]):
        if quotation.speaker_name and quotation.speaker_name not in _PRONOUNS:
            return quotation.speaker_name
    named = [match.group("name") for match in _opening_name(language).finditer(text, max(0, at - NAMED_REACH), at)]
    return named[-1] if named else None
