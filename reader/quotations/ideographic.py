"""Speakers in Chinese and Japanese, where no blanks part words: who stands at a verb of saying beside the marks.

Titles around a name (`港长马海伦`, `港長の丸山恵子さん`) are told from it by lists, and pronouns mean who spoke last, or else
who was named last at the beginning of a sentence.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reader.document import Mention, Quotation, QuotationKind, Span
from reader.quotations.words import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.quotations.marks import MarkedSpan


@cache
def _any(kind: str) -> str:
    """Return a pattern for any of the words of a kind, the longest first."""
    return "|".join(sorted(listed("ideographic.txt", kind), key=len, reverse=True))


REACH = 60
"""Characters around a quotation in which its speaker is looked for."""
NAMED, CARRIED, SUBJECT = 0.9, 0.7, 0.6
"""Confidences by our own judgement: no annotated texts were at hand."""
SPOKEN_LOOKED_AT, NAMED_REACH = 8, 300
"""Quotations, and characters, back to which a pronoun reaches."""
SHORTEST_SPEECH = 8
"""Characters from which words without a speaker are speech; shorter ones are titles and terms."""
_WHO = r"(?P<who>[^\s，。！？；：、,.“”‘’「」『』（）()]{1,16}?)"
_MANNER = rf"(?:{_any('zh-acts')}|[^，。]{{2}}[着著地])"
"""How somebody speaks, between a name and the verb: `哽咽着`, `耸耸肩`."""
_SAYS = rf"(?P<cue>(?:{_any('zh-says')}|告[诉訴][^，。：]{{1,10}})(?!人)[道说說称稱着著]?)"
_BETWEEN = rf"(?:{_any('zh-between')}|[昨今前]?（\d{{1,2}}）日)*"
_ZH_BEFORE = re.compile(
    rf"(?:(?:根)?[据據])?{_WHO}{_BETWEEN}(?:(?<![反针針面绝絕])[对對][^，。：]{{1,12}}|在[^，。：]{{1,14}})?{_BETWEEN}{_SAYS}"
    r"(?:[：:，, ]*|，?[^，。：“”「」]{1,14})\Z"
)
_ZH_AFTER = re.compile(
    rf"[，, ]*(?:[^，。、「」“”]{{1,14}}、|[^，。「」]{{1,10}}「[^」]{{1,10}}」)?{_WHO}{_BETWEEN}(?:在[^，。：]{{1,14}}[上中里裡时時后後])?(?:(?<![反针針面绝絕])[对對向跟][^，。：]{{1,12}}?)?{_BETWEEN}{_SAYS}"
)
_ZH_ACTS_BEFORE = re.compile(
    rf"(?:\A|(?<=[。！？”」]))(?P<who>[^\s，。：“”「」（）]{{1,12}}?)(?P<cue>{_any('zh-acts')})[^。：]{{0,6}}：\Z"
)
_ZH_ACTS_BEHIND = re.compile(
    rf"(?P<who>(?:\d+岁的|\d+歲的)?\w{{0,8}}?(?:{_any('zh-title')})(?:[{''.join(listed('ideographic.txt', 'zh-surname'))}]\w{{1,2}}?)?)"
    rf"(?P<cue>{_any('zh-acts')})"
)
_ZH_LABEL = re.compile(r"^(?P<who>[^\s：:，。“”「」]{1,10})[：:](?P<said>[^\n]+)$", re.M)
_ENDS_SPEECH = tuple("。！？…，,!?—")
"""What words end in behind whose mark their speaker may follow directly, without a comma."""
LEAST_LABELS, LEAST_SHARE = 3, 0.5
"""Labelled lines, and their share of all, from which a text is an interview."""
LABELLED = 0.97
"""Confidence that a label names who speaks, as in other languages."""
_NO_SPEECH_BEFORE = frozenset(listed("ideographic.txt", "zh-no-speech"))
_ZH_TERM = re.compile(rf"(?:{_any('zh-term')})(?:的|是)?\Z")
_JA_TERM = re.compile(rf"(?:{_any('ja-term')})\Z")
_JA_WHO = r"(?P<who>[^\s、。！？「」『』（）()]{1,20}?)(?:（[^）]{1,8}）)?"
_JA_SAYS = rf"(?P<cue>{_any('ja-says')})"
_JA_AFTER = re.compile(rf"と、?(?:{_JA_WHO}[はがも])?[^。「」]{{0,12}}?{_JA_SAYS}")
_JA_NEXT = re.compile(rf"。?(?!と){_JA_WHO}[はがも][^。「」]{{0,24}}?(?:[そこ]う[^。「」]{{0,8}}?)?{_JA_SAYS}")
"""The next sentence, which takes the words up, or words behind the marks: `「…」。田中さんはそう話した`, `「…」老人は言った`."""
_JA_TOPIC = re.compile(rf"(?:\A|(?<=[。\n」]))(?:と(?=[^」]{{1,9}}は))?{_JA_WHO}は[^。\n]{{1,60}}。")
"""A sentence before the marks whose subject is understood behind them: `田中氏は辞任を否定した。「…」と述べた`."""
_CALLED = re.compile(r"(?:として知られ|と呼[ばんび]|と名付け|と名づけ|という名|と題)")
_PRONOUNS = frozenset(listed("pronouns.txt", "ideographic"))
_PRONOUN_FIRST = re.compile(r"(?:但|而|不过|不過|对此|對此)?(?P<pronoun>[他她它][们們]?)(?=[^的]|\Z)(?!.*的)")
"""A pronoun, behind which only what it does follows; `她的邻居` is somebody else."""
_MANY = frozenset(listed("ideographic.txt", "many"))
"""Titles that many have in one text, so that the last who was named with one need not be meant: `记者`, `男性`."""
LONGEST_SURNAME, FULL_REACH = 3, 2000
"""Letters of the longest Japanese surname, and characters back to which its full name is looked for."""
NAME_LETTERS = 10
"""Characters of the longest name that is told from a title beside it: foreign names are written out."""
_JA_SOURCE = re.compile(rf"(?:\A|(?<=[。\n」])){_JA_WHO}に(?P<cue>よると|よれば)、[^。「」\n]{{0,40}}\Z")
_JA_BEFORE = re.compile(
    rf"(?:\A|(?<=[。、\n」]))(?!と){_JA_WHO}[はがも](?:[^。「」\n]|「[^」\n]{{1,12}}」(?!と)){{0,40}}\Z"
)


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
    match, offset, sure = _beside(before, after, span, language, words)
    is_called = _CALLED.match(after) or _JA_TERM.search(before) and not after.startswith("と")
    if language == "ja" and is_called or language == "zh" and _ZH_TERM.search(before):
        return Quotation(span.start, span.end, QuotationKind.TERM, evidence="no one’s speech: a title, name or term")
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


def _beside(
    before: str, after: str, span: MarkedSpan, language: str, words: str
) -> tuple[re.Match[str] | None, int, float]:
    """Return the match that names a speaker, the offset it counts from, and how sure it is."""
    start = span.start - len(before)
    if language == "zh":
        is_said = words[-1:] in _ENDS_SPEECH or after[:1] in ("，", ",")
        return _beside_in_chinese(before, after, start, span.end, is_said=is_said)
    source = _JA_SOURCE.search(before)
    if source is not None:
        return source, start, NAMED
    match = _JA_AFTER.match(after)
    if match is not None and match.group("who"):
        return match, span.end, NAMED
    following = _JA_NEXT.match(after) if match is None else None
    if following is not None:
        return following, span.end, NAMED
    subject = _JA_BEFORE.search(before)
    if subject is not None:
        return subject, start, NAMED if match is not None else SUBJECT
    topics = list(_JA_TOPIC.finditer(before)) if match is not None else []
    return (topics[-1] if topics else None), start, SUBJECT


def _beside_in_chinese(
    before: str, after: str, start: int, end: int, *, is_said: bool
) -> tuple[re.Match[str] | None, int, float]:
    match = _ZH_BEFORE.search(before)
    if match is not None and _says(match):
        return match, start, NAMED
    match = _ZH_AFTER.match(after) if is_said else None
    if match is not None and _says(match):
        return match, end, NAMED
    acts = _ZH_ACTS_BEFORE.search(before)
    return (acts, start, SUBJECT) if acts is not None else (_ZH_ACTS_BEHIND.match(after), end, SUBJECT)


def _says(match: re.Match[str]) -> bool:
    """Tell whether what looks like a verb of saying is one: the end of 小说, a novel, is none."""
    at = match.start("cue")
    return match.string[at] not in "说說" or match.string[at - 1] not in _NO_SPEECH_BEFORE


def _labelled(text: str) -> list[Quotation]:
    """Return the turns of an interview whose lines begin with a name and a colon, none of a text that is none."""
    labels = list(_ZH_LABEL.finditer(text))
    if len(labels) < LEAST_LABELS or len({match["who"] for match in labels}) < 2:
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
    titles = _any(f"{language}-title")
    if language == "zh":
        surnames = "".join(listed("ideographic.txt", "zh-surname"))
        return re.compile(
            rf"(?P<before>.*(?:{titles}))(?P<name>[{surnames}]\w{{1,2}}?|[^\W\d_]+·[\w·]+|(?![在对對向头頭从從])[^\W\d_]{{2,5}}?)(?:{_MANNER})?\Z"
        )
    behind = f"{_any('ja-honorific')}|{titles}"
    return re.compile(
        rf"(?P<before>.*(?:{titles})(?:である|の)|.*(?:{_any('ja-joins')})(?=[\w・＝=]{{2,10}}?(?:{behind})\Z))?"
        rf"(?P<name>[^\s]{{2,{NAME_LETTERS}}}?)(?P<behind>{titles})?(?:{_any('ja-honorific')})?\Z"
    )


def _name_in(who: str, language: str) -> tuple[int, int, str]:
    """Return where the name in `who` begins and ends, and the title beside it; all of it where no title is told."""
    if language == "zh" and (pronoun := _PRONOUN_FIRST.match(who)):
        return *pronoun.span("pronoun"), ""
    if language == "zh" and who[0] == "有" and who[1:] in listed("ideographic.txt", "zh-title"):
        return 1, len(who), ""
    match = _title_pattern(language).match(who)
    somebody = re.match(rf".*?(?:{_any('zh-title')})", who) if language == "zh" and who.endswith("地") else None
    if somebody and (match is None or match["name"].endswith("地")):
        return 0, somebody.end(), ""
    if match is None or who in listed("ideographic.txt", f"{language}-title") or match["name"].endswith("の"):
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
            rf"(?:\A|(?<=[。！？\n”」]))(?:\w{{0,10}}?(?:{_any('zh-title')}))?(?P<name>[{surnames}]\w{{1,2}}?)"
            r"(?=是|在|曾|于|於|对|對|今|也|昨|，|星期|周|週|为|為|前|说|說|表|宣)"
        )
    return re.compile(r"(?:\A|(?<=[。！？\n」]))(?P<name>\w{2,8}?)(?:さん|氏)?(?=[はが])")


def _holder(title: str, text: str, at: int, language: str) -> str:
    """Return who was named last before `at` with a title that stands alone there: `出口愛市長`, then `市長`; "" for no title."""
    if title not in listed("ideographic.txt", f"{language}-title") or title in _MANY:
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
        rf"(?P<name>[{surnames}]\w{{1,2}}?)(?=[^\w]|{_any('zh-says')}|{_any('zh-between')}|[在将将對对是的])"
    )


@cache
def _rest_of_name() -> re.Pattern[str]:
    """Return a pattern for what follows a Japanese surname in the full name, up to a title or an honorific."""
    return re.compile(rf"\w{{1,3}}?(?={_any('ja-title')}|{_any('ja-honorific')})")


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
