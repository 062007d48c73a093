"""The room's word lists, read once."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import chain, pairwise
from pathlib import Path

from reader.quotations.remembering import remembered
from reader.text.folding import fold

_DATA = Path(__file__).with_name("data")


def _lines(name: str) -> list[str]:
    text = (_DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _words_by_kind(name: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for line in _lines(name):
        kind, *words = line.split()
        found.setdefault(kind, []).extend(words)
    return {kind: tuple(dict.fromkeys(words)) for kind, words in found.items()}


def listed(name: str, kind: str) -> tuple[str, ...]:
    """Return the words of a kind in the list `name`, whose lines begin with their kind, none of a kind without a line; its
    header tells which there are."""
    return _words_by_kind(name).get(kind, ())


def phrases_listed(name: str, kind: str) -> tuple[str, ...]:
    """Return the phrases of a kind in the list `name`, each of whose lines is its kind and one phrase."""
    return tuple(line.removeprefix(f"{kind} ") for line in _lines(name) if line.startswith(f"{kind} "))


FEMALE, MALE, PLURAL = (frozenset(listed("pronouns.txt", kind)) for kind in ("f", "m", "plural"))
PRONOUNS = FEMALE | MALE | PLURAL | frozenset(listed("pronouns.txt", "anybody"))


@cache
def alternatives(kind: str) -> str:
    """Return a pattern for any of the Chinese or Japanese words of a kind, the longest first."""
    return "|".join(sorted(listed("ideographic.txt", kind), key=len, reverse=True))


@cache
def _common_words() -> tuple[dict[str, frozenset[str]], dict[str, tuple[str, ...]]]:
    """Return the commonest words by language, and the languages of each."""
    found = {language: frozenset(words) for language, words in _words_by_kind("common_words.txt").items()}
    every = frozenset().union(*found.values())
    return found, {word: tuple(language for language in found if word in found[language]) for word in every}


@cache
def cues() -> frozenset[str]:
    """Return the forms of the verbs that attribute words, of all languages together."""
    return english_cues() | cues_elsewhere()


@cache
def cues_elsewhere() -> frozenset[str]:
    """Return those of them that are of other languages than English."""
    return frozenset(word for line in _lines("cues_elsewhere.txt") for word in line.split())


@cache
def english_cues() -> frozenset[str]:
    """Return those of them that are English."""
    return frozenset(word for line in _lines("cues.txt") for word in line.split())


@cache
def weak_cues() -> frozenset[str]:
    """Return those cues that give way to any other in their sentence."""
    return frozenset(word for line in _lines("weak_cues.txt") for word in line.split())


@cache
def dropping_cues() -> frozenset[str]:
    """Return the cues of other languages that need no subject: whoever was named last speaks."""
    return frozenset(word for line in _lines("dropping_cues.txt") for word in line.split())


@cache
def strong_cues() -> frozenset[str]:
    """Return the cues that give way to no other."""
    return cues() - weak_cues()


SOURCES = frozenset(listed("between.txt", "source"))
"""Words of "according to", beside whom somebody says."""
STRONG_SHARE, WEAK_SHARE, SOURCE_SHARE = 60, 30, 85
"""What share of their occurrences attribute, in percent, for cues too rare to be counted."""


@cache
def cue_weights() -> dict[str, int]:
    """Return for each cue how often, in percent, it attributes the quotation that it stands by."""
    weights = {word: WEAK_SHARE if word in weak_cues() else STRONG_SHARE for word in cues() | weak_cues()}
    weights.update(dict.fromkeys(SOURCES, SOURCE_SHARE))
    for line in _lines("cue_weights.txt"):
        share, *words = line.split()
        weights.update(dict.fromkeys(words, int(share)))
    return weights


@cache
def report_shares(language: str) -> dict[str, int]:
    """Return for each word that reports what someone says or thinks how often, in percent, it does so without marks."""
    shares: dict[str, int] = {}
    for line in _lines(f"reports_{language}.txt"):
        share, *words = line.split()
        shares.update(dict.fromkeys(words, int(share)))
    return shares


@cache
def titles() -> frozenset[str]:
    """Return the words that stand before a name without being part of it."""
    return qualifiers() | {word for line in _lines("titles.txt") for word in line.split()}


@cache
def qualifiers() -> frozenset[str]:
    """Return those titles that say which office or party a post is of; institutions begin with them, too."""
    return frozenset(word for line in _lines("qualifiers.txt") for word in line.split())


@cache
def given_names() -> dict[str, str]:
    """Return given names with "f", "m", or "" for those of both."""
    return {name: line[0].replace("n", "") for line in _lines("given_names.txt") for name in line[2:].split()}


@cache
def openers() -> frozenset[str]:
    """Return the capitalised words that begin sentences, name days and months, or are no part of a name otherwise."""
    return frozenset(word for line in _lines("openers.txt") for word in line.split())


@cache
def adjectives() -> frozenset[str]:
    """Return the capitalised adjectives that introduce a name without being part of it."""
    return frozenset(word for line in _lines("adjectives.txt") for word in line.split())


@cache
def headline_verbs() -> frozenset[str]:
    """Return the capitalised verbs and small words at which a name in a headline ends."""
    return frozenset(word for line in _lines("headline_verbs.txt") for word in line.split())


@cache
def _nicknames() -> dict[str, str]:
    forms: dict[str, str] = {}
    for line in _lines("nicknames.txt"):
        for word in line.split():
            forms.setdefault(word, line.split()[0])
    return forms


def nickname_of(name: str) -> str:
    """Return the full form that the folded given name `name` is short for, itself where it is short for none."""
    return _nicknames().get(name, name)


@cache
def _nouns() -> dict[str, str]:
    return {word: line[0] for line in _lines("persons.txt") for word in line[2:].split()}


def gender_of_noun(word: str) -> str:
    """Return "f" or "m" where `word`, in small letters, is a noun for a woman or a man ("spokeswoman"), else ""."""
    return _nouns().get(word, "")


PERSON_NOUN, TEXT_NOUN = 1, 2
"""What a noun that speaks means: people (`the mayor`), or what they have written (`the report`)."""


@cache
def speaking_nouns() -> dict[str, int]:
    """Return nouns that may end the mention of a speaker, in small letters, with `PERSON_NOUN` or `TEXT_NOUN`."""
    kinds = {"p": PERSON_NOUN, "t": TEXT_NOUN}
    found = dict.fromkeys([*_nouns(), *_roles()], PERSON_NOUN)
    found.update({word: kinds[line[0]] for line in _lines("speaking_nouns.txt") for word in line[2:].split()})
    return found


_PEOPLE = ("ists", "ians", "-year-old", "-year-olds")
"""How nouns end that mean people."""


@remembered(8192)
def may_speak(noun: str) -> int:
    """Return `PERSON_NOUN` or `TEXT_NOUN` where `noun`, in small letters, may say something, else 0; a name with
    figures is that of an account."""
    known = speaking_nouns()
    is_handle = noun[:1].isalpha() and any(map(str.isdigit, noun))
    by_form = PERSON_NOUN if noun.endswith(_PEOPLE) or is_handle else 0
    return known.get(noun) or known.get(noun.removesuffix("s")) or by_form


@remembered(8192)
def fold_name(name: str) -> str:
    """Return `name` without case and accents."""
    return fold(name)


@cache
def organisations() -> frozenset[str]:
    """Return the words that make a name an organisation, a place or a thing."""
    return frozenset(word for line in _lines("organisations.txt") for word in line.split())


@cache
def common_institutions() -> frozenset[str]:
    """Return the words that name an institution, a paper or a group only within one article."""
    return frozenset(word for line in _lines("common_institutions.txt") for word in line.split())


@cache
def _roles() -> dict[str, str]:
    return {
        word: line.split()[0]
        for name in ("roles.txt", "trades.txt")
        for line in _lines(name)
        for word in line.split()
    }


@cache
def trades() -> frozenset[str]:
    """Return the posts, by their first form, that many people hold at once."""
    return frozenset(line.split()[0] for line in _lines("trades.txt"))


LAST_LETTERS = 3
"""Letters by which most words are told to end as no German post does: the shortest has four."""


@cache
def _joined_posts() -> dict[str, list[str]]:
    """Return how German posts end that are written together, by their last letters."""
    found: dict[str, list[str]] = {}
    for post in (*listed("joined_posts.txt", "noun"), *listed("joined_posts.txt", "title")):
        found.setdefault(post[-LAST_LETTERS:], []).append(post)
    return found


@cache
def _joined_titles() -> frozenset[str]:
    return frozenset(word for kind in ("noun", "title", "hyphened") for word in listed("joined_posts.txt", kind))


@remembered(8192)
def role_of(word: str) -> str:
    """Return the post that `word`, in small letters, names, by its first form; "" if it names none.

    Of a post with hyphens the last part counts ("singer-guitarist", "singer-guitarists"), and of German ones that are
    written together ("Oppositionsführer").
    """
    roles = _roles()
    if word in roles:
        return roles[word]
    if "-" not in word:
        post = next(filter(word.endswith, _joined_posts().get(word[-LAST_LETTERS:], ())), "")
        return post if post and word not in listed("joined_posts.txt", "noun") else ""
    last = word.rpartition("-")[2]
    return roles.get(last) or roles.get(last.removesuffix("s")) or (last if last in _joined_titles() else "")


_IDEOGRAPHS = bytes(range(0x34, 0xA0))
"""The upper bytes of ideographs: a pattern for so many takes 2 ms to compile."""
_KANA, _CYRILLIC = r"[\u3040-\u30ff]", r"[\u0430-\u044f]"
GUESSED_FROM = 4000
"""Characters that the language is guessed from."""
GLANCED_AT, GLANCED_WORDS, MOSTLY = 500, 20, 0.9
"""Characters at either end of them of which so many common words, and such a share of them English, settle that it is."""
STANDS_OUT = 1.5
"""Times the words of English that another language must have."""


def guess_language(text: str) -> str:
    """Return the language whose commonest words `text` has most of, "en" where none stands out."""
    beginning = text[:GUESSED_FROM]
    # Ideographs take three bytes and Cyrillic letters two, so that a text of a fifth of the former or two fifths of the
    # latter is longer in bytes by two fifths.
    if len(beginning.encode("utf-8", "surrogatepass")) * 5 > len(beginning) * 7:
        kana = len(re.findall(_KANA, beginning))
        upper = beginning.encode("utf-16-be", "surrogatepass")[::2]
        letters = kana + len(upper) - len(upper.translate(None, _IDEOGRAPHS))
        if letters * 5 > len(beginning):
            return "ja" if kana * 10 > letters else "zh"
        if len(re.findall(_CYRILLIC, beginning)) * 2 > len(beginning):
            return "ru"
    by_language, languages_of = _common_words()
    for piece in (f"{beginning[:GLANCED_AT]} {beginning[GLANCED_AT:][-GLANCED_AT:]}", beginning):
        words = list(filter(languages_of.__contains__, piece.lower().split()))
        english = sum(map(by_language["en"].__contains__, words))
        if len(words) > GLANCED_WORDS and english > MOSTLY * len(words):
            return "en"
    if len(words) <= english * STANDS_OUT:
        return "en"
    counts = Counter(chain.from_iterable(map(languages_of.__getitem__, words)))
    best = max(by_language, key=counts.__getitem__)
    return best if counts[best] > counts["en"] * STANDS_OUT and _are_words(words, beginning, best) else "en"


def _are_words(found: list[str], text: str, language: str) -> bool:
    """Tell whether the common words `found` in `text` are those of a language and no part of names (`Ludwig van der Meer`)."""
    particles = set(listed("name_words.txt", "particle"))
    if not _common_words()[0][language].intersection(found) <= particles:
        return True
    words = text.split()
    return any(
        word.lower() in particles and after[:1].islower() and after not in particles
        for word, after in pairwise(words)
    )
