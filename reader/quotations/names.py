"""Which capitalised words of a text are names: runs of them, without the titles, posts and sentence openers before.

Knows nothing of who is meant; `people` joins the names that belong to one person.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reader.quotations.headlines import headlines_of, is_within
from reader.quotations.words import (
    PRONOUNS,
    adjectives,
    cues,
    given_names,
    headline_verbs,
    openers,
    organisations,
    qualifiers,
    role_of,
    titles,
)

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚА-ЯЁ"
_WORD = rf"[{_CAPITAL}](?:(?<=[{_CAPITAL}])\.(?:[{_CAPITAL}]\.){{1,2}}|[\w’'-]*(?<!['’-]))"
"""Initials or a capitalised word. Its capital comes first, so that the search passes quickly over small letters."""
PARTICLES = frozenset(
    "de da di do dos du del della der den van von la le al el bin ibn ben ter ten zu zur af y".split()
)
NAME = re.compile(rf"{_WORD}\.?(?:[ \u00a0](?:(?:{'|'.join(sorted(PARTICLES))})\b[ ])*{_WORD}\.?){{0,6}}")
_NICKNAME = re.compile(r" (?:[“\"'‘(][A-Z][\w.]{0,14}[”\"'’)]) (?=[A-Z])")
_INK = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"[’']s?$")
_OWNS = re.compile(r"\w[’']s\Z")
_SUFFIX = re.compile(r",? (?:Jr\.?|Sr\.?|II|III|IV)(?!\w)")
SUFFIXES = frozenset("Jr Sr II III IV".split())
_ADVERB = re.compile(r"\w{3,}(?:ing|ly|ed)")
_OPENS = re.compile(r"(?:^|[.!?:]|\n)[”\"’')\]*]*\s*[“\"‘'(]*\Z")
_ROLE_BEFORE = re.compile(r"((?:(?<![\w-])(?:[A-Z]\w*-)?[a-z][\w-]+ ){0,2}?(?<![\w-])([a-z][\w-]+)),? \Z")
_CONTRACTED = re.compile(
    r"(?:\w+n[’']t|\w+[’'](?:d|ll|m|ve|re)|(?:He|She|It|That|There|Here|What|Who|Where|How|Let)[’']s)\Z", re.I
)
"""Words that only a sentence's beginning capitalises: `Didn't`, `I’ve`, `Here's`."""
POSTNOMINALS = frozenset("MBE OBE CBE DBE KBE MP MSP MEP QC KC PhD Ph.D MD M.D Esq RN CPA DDS MBA JD".split())
_ABBREVIATED_POST = re.compile(r"[A-Z]{2,4}\Z")
_SURNAMES_TOO = frozenset("King Judge Bishop Pope Chief Prince Farmer Baker Singer Major Justice Speaker".split())
"""Titles and posts that are surnames, too: behind a given name, and most of them behind "Mr."."""
_FORMS_OF_ADDRESS = frozenset("Mr Mrs Ms Miss Dr".split())
_NO_ROLE_BEGINS = frozenset(
    "the a an of from to by with and or that my his her its their our your as for when while in on at was is were said "
    "says say led named then new how why what where who that which".split()
)
_OFFICE_BEFORE = re.compile(r"((?:\b(?:[A-Z][\w.]*|former|then) ){0,3}\b([A-Z][a-z]+) (?:of|for) (?:the )?)\Z")
_TITLE, _CUE, _THING, _VERB, _OWNER, _BEGINS, _ADJECTIVE, _POST = (1 << bit for bit in range(8))
_VERB_ENDS = ("s", "ed", "Said", "Told", "Wrote")
"""How verbs of saying end in capitals where no headline stands; other capitals that might be one are surnames: "Brand"."""
OWNER_REACH = 20_000
"""Characters before and behind an owner in which it is looked for by itself: a long article's length."""
POSTS_REACH = 40
"""Characters from one post in capitals to the name that it goes with, past another post."""


class WrittenName(NamedTuple):
    """A name as it is written from `start` to `end`, without the titles (`role`) before it.

    `name` leaves out a nickname in quotation marks; `opens` tells whether a sentence begins with the name, titles
    passed over, so that its capital says little.
    """

    start: int
    end: int
    name: str
    role: str = ""
    in_headline: bool = False
    opens: bool = False


def find_names(text: str) -> list[WrittenName]:
    """Return the names of `text` in order, whether of persons or not, quoted words included."""
    headlines = headlines_of(text)
    found: list[WrittenName] = []
    for match in NAME.finditer(text):
        start, end = match.span()
        first = match.group()
        if _is_no_part(first):
            continue
        in_headline = bool(headlines) and is_within(headlines, start)
        is_whole = " " not in first or ("." not in first and not any(map(_kind, first.split())))
        parts = [(start, end)] if is_whole else _parts(text, start, end, in_headline=in_headline)
        for start, end in parts:
            written = _trim(text, start, end, in_headline=in_headline)
            if written is not None:
                found.append(written)
    return _without_openers(text, _with_posts(text, _with_nicknames(text, found)))


@lru_cache(maxsize=8192)
def _kind(word: str) -> int:
    """Return what a capitalised word, a full stop behind it left off, can be besides a part of a name."""
    low = word.lower()
    begins = _is_no_part(word)
    flags = (
        (_TITLE, word in titles()), (_CUE, low in cues()), (_THING, word in organisations()),
        (_VERB, word in headline_verbs()), (_OWNER, _OWNS.search(word) and not begins), (_BEGINS, begins),
        (_ADJECTIVE, word in adjectives()), (_POST, role_of(low)),
    )  # fmt: skip
    return sum(flag for flag, holds in flags if holds)


def _parts(text: str, start: int, end: int, *, in_headline: bool) -> list[tuple[int, int]]:
    """Cut a run of capitalised words where one name ends and no other word goes on with it.

    That is at full stops that end a sentence, behind whoever owns ("the Tide Office's Ada Lindt"), and at verbs and
    small words of a headline.
    """
    parts, begin = [], start
    for word in _INK.finditer(text[start:end]):
        written = word.group()
        bare = written.rstrip(".")
        kind = _kind(bare)
        ends = len(bare) < len(written) and not kind & _TITLE and word.end() < end - start
        ends = ends and (len(bare) > 3 or text[start + word.end() + 1 : end].partition(" ")[0] in openers())
        verb = kind & _VERB or (
            kind & _CUE and not kind & _TITLE and (in_headline or (not kind & _THING and bare.endswith(_VERB_ENDS)))
        )
        if verb and word.start() > 0:
            if start + word.start() - 1 > begin:
                parts.append((begin, start + word.start() - 1))
            begin = start + word.end() + 1
        elif ends or (kind & _OWNER and _is_owned(text, start + word.start(), start + word.end(), end)):
            parts.append((begin, start + word.end() - 1))
            begin = start + word.end() + 1
    if begin < end:
        parts.append((begin, end))
    return parts


def _is_owned(text: str, owner: int, owner_end: int, end: int) -> bool:
    """Tell whether the capitals behind a possessive are a name of their own, not the rest of an institution's.

    One word is where its owner, which stands from `owner` to `owner_end`, is named elsewhere: "Carrow's Holt".
    """
    words = text[owner_end:end].split()
    if any(word.rstrip(".") in organisations() for word in words):
        return False
    if len(words) != 1:
        return len(words) > 1
    near = text[max(0, owner - OWNER_REACH) : owner], text[end : end + OWNER_REACH]
    name = text[owner : owner_end - 2]
    return any(piece.count(name) > piece.count(f"{name}'s") + piece.count(f"{name}’s") for piece in near)


def _is_full_name(words: str) -> bool:
    """Tell whether `words` are a given name with something behind it."""
    given, _, rest = words.partition(" ")
    return bool(rest) and given in given_names()


def _trim(text: str, start: int, end: int, *, in_headline: bool) -> WrittenName | None:
    """Leave titles, posts and sentence openers off a name, or return None if nothing is left."""
    first = start
    role: list[str] = []
    if " " not in text[start:end] and "\u00a0" not in text[start:end]:
        return _trim_word(text, start, end, in_headline=in_headline)
    while start < end:
        word = _INK.match(text, start, end)
        if word is None:
            break
        bare = word.group().rstrip(".")
        rest = word.end() + 1 < end
        kind = _kind(bare)
        if kind & _BEGINS and not (kind & _TITLE and rest):
            role.clear()
        elif kind & _ADJECTIVE and _is_full_name(text[word.end() + 1 : end]):
            pass
        elif role and not rest and bare in _SURNAMES_TOO and role[-1].rstrip(".") in _FORMS_OF_ADDRESS:
            break
        elif kind & _TITLE or (kind & _POST and rest) or (role and bare in ("of", "and")):
            role.append(word.group())
        else:
            break
        start = word.end() + 1
        while start < end and text[start].isspace():
            start += 1
    words = text[start:end].split() if start < end else []
    if role and words and words[-1].rstrip(".") in organisations() and _qualify(role, words):
        start -= len(text[first:start]) - text[first:start].index(role[0])
        words, role = text[start:end].split(), []
    if not words or words[0].rstrip(".").lower() in PRONOUNS:
        return None
    if len(words) > 2:
        start, held = _after_post(text, start, end)
        role += held
        words = text[start:end].split()
    while len(words) > 1 and (words[-1].rstrip(".") in openers() or (len(words) > 2 and words[-1] in POSTNOMINALS)):
        end -= len(text[start:end]) - len(text[start:end].rstrip()[: -len(words[-1])].rstrip())
        words.pop()
    suffix = _SUFFIX.match(text, end) if len(words) > 1 else None
    if suffix:
        end = suffix.end()
    elif text[end - 1] == "." and len(words[-1]) > 3 and words[-1].rstrip(".") not in SUFFIXES:
        end -= 1
    if not role:
        role += _role_before(text, first if start == first else start)
    elif text.endswith(("of ", "for ", " the "), max(0, first - 60), first):
        office = _OFFICE_BEFORE.search(text, max(0, first - 60), first)
        if office and role_of(office.group(2).lower()):
            role.insert(0, office.group(1).strip())
    return _as_written(text, (start, end), role, in_headline, first)


def _as_written(
    text: str, span: tuple[int, int], role: list[str], in_headline: bool, first: int
) -> WrittenName | None:
    """Return the words of `span` as a name, without the sign of whoever owns something; None if nothing is left.

    `first` is where the run of capitals begins, of which the name is a part.
    """
    start, end = span
    name = text[start:end]
    if "’" in name or "'" in name:
        name = _POSSESSIVE.sub("", name)
    if len(name) < 2:
        return None
    return WrittenName(start, start + len(name), name, " ".join(role), in_headline, _opens_sentence(text, first))


def _qualify(role: list[str], words: list[str]) -> bool:
    """Tell whether what stands before an institution's `words` is part of its name: `Swedish Foreign | Ministry`."""
    return words[0] not in given_names() and all(
        word in qualifiers() or word in ("State", "Justice") for word in role
    )


def _trim_word(text: str, start: int, end: int, *, in_headline: bool) -> WrittenName | None:
    """Return a run of one word as a name, or None if it is a title or begins a sentence."""
    written = text[start:end]
    bare = written.rstrip(".")
    if _kind(bare) & (_TITLE | _BEGINS) or bare.lower() in PRONOUNS:
        return None
    if len(bare) < len(written) and len(written) > 3 and bare not in SUFFIXES:
        end -= 1
    return _as_written(text, (start, end), _role_before(text, start), in_headline, start)


def _opens_sentence(text: str, at: int) -> bool:
    """Tell whether a sentence begins at `at`, opening marks passed over."""
    if at > 1 and text[at - 1] == " " and (text[at - 2].isalnum() or text[at - 2] == ","):
        return False
    return at == 0 or _OPENS.search(text, max(0, at - 8), at) is not None


def _after_post(text: str, start: int, end: int) -> tuple[int, list[str]]:
    """Cut a run of capitals behind the last post in it: `Charlotte Mayor | Jennifer Roberts`."""
    words = list(_INK.finditer(text[start:end]))
    for place in range(len(words) - 2, 0, -1):
        bare = words[place].group().rstrip(".")
        abbreviates = _ABBREVIATED_POST.match(bare) and words[place + 1].group() in given_names()
        if not role_of(bare.lower()) and not (abbreviates and words[0].group() not in given_names()):
            continue
        rest = [word.group().rstrip(".") for word in words[place + 1 :]]
        if rest[0] in SUFFIXES or rest[-1] in organisations() or any(word in titles() for word in rest):
            continue
        if rest[0].lower() in PARTICLES | {"of"}:
            continue
        if place == 1 and bare in _SURNAMES_TOO and words[0].group() in given_names():
            continue
        return start + words[place + 1].start(), [text[start : start + words[place].end()]]
    return _after_words(text, start, words), []


def _after_words(text: str, start: int, words: list[re.Match[str]]) -> int:
    """Return where a full name begins at the end of a run of four words and more that begins as no name does."""
    for place in range(2, len(words) - 1):
        if words[place].group() in given_names():
            others = [word.group().rstrip(".") for word in words]
            if any(other in given_names() for other in others[:place]) or others[-1] in organisations():
                break
            return start + words[place].start()
    return start


def _role_before(text: str, start: int) -> list[str]:
    """Return the post in small letters that stands directly before a name: `campaign manager Robby Mook`."""
    at = start - 2
    if at < 0 or text[at + 1] != " ":
        return []
    at -= text[at] == ","
    if not text[at].isalnum():
        return []
    word = text[max(0, start - 40) : at + 1].rpartition(" ")[2]
    if word.isalpha() and not role_of(word):
        return []
    match = _ROLE_BEFORE.search(text, max(0, start - 40), start)
    if not match or not role_of(match.group(2)):
        return []
    words = match.group(1).split()
    while len(words) > 1 and (words[0] in _NO_ROLE_BEGINS or words[0] in cues()):
        words.pop(0)
    return [" ".join(words)]


def _is_no_part(word: str) -> bool:
    """Tell whether a capitalised word begins a sentence rather than a name."""
    return word in openers() or (("’" in word or "'" in word) and _CONTRACTED.match(word) is not None)


def _with_posts(text: str, found: list[WrittenName]) -> list[WrittenName]:
    """Give posts in capitals to the name behind them: `Tide Office Founder and Warden Ada Lindt`."""
    kept: list[WrittenName] = []
    for item in found:
        last = kept[-1] if kept else None
        if last is not None and last.end < item.start < last.end + POSTS_REACH and is_post(last.name):
            gap = text[last.end : item.start].removesuffix(f"{item.role} ")
            if gap.strip() in ("and", "&", ",") and " " in item.name:
                kept[-1] = item._replace(role=text[last.start : item.start].rstrip(" ,"))
                continue
        kept.append(item)
    return kept


def is_post(name: str) -> bool:
    """Tell whether a run of capitals ends as a post does, and begins as no person's name."""
    first, held = name.partition(" ")[0], name.rpartition(" ")[2]
    return bool(role_of(held.lower())) and held not in _SURNAMES_TOO and first not in given_names()


def _with_nicknames(text: str, found: list[WrittenName]) -> list[WrittenName]:
    """Join the halves of a name that a nickname in marks parts: `Marcia "Cia" Price`."""
    joined: list[WrittenName] = []
    for item in found:
        last = joined[-1] if joined else None
        if last is not None and last.end < item.start < last.end + 24:
            gap = _NICKNAME.match(text, last.end)
            if gap is not None and gap.end() == item.start and " " not in item.name:
                joined[-1] = last._replace(end=item.end, name=f"{last.name} {item.name}")
                continue
            if gap is not None and gap.start() < item.start < gap.end():
                continue
        if last is not None and item.start < last.end:
            continue
        joined.append(item)
    return joined


def _without_openers(text: str, found: list[WrittenName]) -> list[WrittenName]:
    """Cut words off a name that are none of it: `Injecting Clinton`, `Ada Lindt Goes`, `Ellery's Lindt`.

    They are cut where what is left is a name elsewhere, and the word is no given name but a participle, an adverb, or a
    word that the text also has in small letters.
    """
    known = {item.name for item in found if not item.opens}
    surnames = {
        item.name.rpartition(" ")[2]
        for item in found
        if " " in item.name and not _OWNS.search(item.name.partition(" ")[0])
    }
    small = _SmallWords(text)
    kept = []
    for item in found:
        if " " not in item.name:
            kept.append(item)
            continue
        first, _, rest = item.name.partition(" ")
        if item.opens and (rest in known or _is_full_name(rest)) and not item.role and first not in given_names():
            if (_ADVERB.fullmatch(first) and rest in known) or first.lower() in small:
                item = item._replace(start=item.start + len(first) + 1, name=rest)
        elif _OWNS.search(first) and rest in surnames:
            item = item._replace(start=item.start + len(first) + 1, name=rest)
        words = item.name.split(" ")
        if len(words) > 2 and " ".join(words[:2]) in known and not any(word in organisations() for word in words):
            if words[2].lower() in small:
                name = " ".join(words[:2])
                item = item._replace(name=name, end=item.start + len(name))
        kept.append(item)
    return kept


class _SmallWords:
    """The words of a text in small letters, gathered when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: set[str] | None = None

    def __contains__(self, word: str) -> bool:
        if self._words is None:
            self._words = set(re.findall(r"\b[a-zà-ÿ]{3,}\b", self._text))
        return word in self._words
