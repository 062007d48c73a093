"""Who speaks without being named: which words describe them, and when a pronoun takes them up.

`A neighbour laughed. “It burned all night,” she said.` News and stories have such people beside the named ones.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.document import Mention
from reader.quotations.leads import KIN_BEFORE
from reader.quotations.marks import find_marked_spans
from reader.quotations.words import PERSON_NOUN, gender_of_noun, listed, role_of, speaking_nouns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document import Quotation
    from reader.quotations.people import People

_ARTICLE = re.compile(
    r"^(?:(?:the|an?|l[eao]s?|une?|el|una|il|gli|os?|as|uma?|het|een|de[rmn]?|die|das|eine[rmns]?|ein)\s+|l[’'](?=\w))",
    re.I,
)
"""Articles of the languages whose speakers are found; in French and Italian one may stand without a blank."""
_SERVES = re.compile(
    r" (?:for|of|at|with|from) (?:the |an? |his |her )?[A-Z][\w.’'&-]*(?<![.’'-])"
    r"(?: (?:(?:of|for|and|the|de|la) )*[A-Z][\w.’'&-]*(?<![.’'-]))*"
)
_ADVERBS_BEHIND = re.compile(
    r"(?: (?:once|often|also|then|now|still|just|always|never|later|again|usually|sometimes|ever|familiar|close|briefed|aware"
    r"|(?!(?:fami|al|assemb|bul|monopo|re)ly\b)[a-z]{3,}ly))+$"
)
_CONTRACTION = re.compile(r"n[’']t$|[’'](?:d|ll|m|ve|re)$")
_READ = frozenset(listed("noun_phrases.txt", "read"))
"""Things that are read and do not speak; letters, reports and statements do."""
_HALF_CLAUSES = frozenset(listed("noun_phrases.txt", "no-phrase"))
"""Words with which no description of a person begins, its article left off."""
_ORDERS = frozenset(listed("noun_phrases.txt", "order"))
_POINTING = frozenset("this that these those".split())
_ARTICLES = frozenset("the a an".split())
_NOUN_BEHIND = re.compile(r" (voices?|cry|shout|chorus|whisper)\b")
"""The noun of a mention that ends at its article, as one does whose noun might be a verb of saying: `said a | voice`."""
_INDEFINITE = frozenset(listed("grammar_elsewhere.txt", "indefinite"))
"""Articles of other languages before a noun that has spoken and whatever it is means somebody: `un ancien cadre`."""
_OTHER_GENDER = {
    "f": frozenset(listed("pronouns.txt", "masculine")),
    "m": frozenset(listed("pronouns.txt", "feminine")),
}
"""Determiners of other languages before a noun that a pronoun of the one gender does not take up."""
SPEAKERS_LOOKED_AT = 20
"""Quotations back in which someone described by a post is looked for."""
UNNAMED_SHARE = 0.7
"""How sure it is that a pronoun takes up whom nobody names, by our own judgement: annotated texts have a handful of such."""
TAKEN_UP_REACH = 400
"""Characters before a pronoun in which the sentence begins with such a one."""
MARKS_LOOKED_AT = 2000
"""Characters before a pronoun in which marks are looked for that such a sentence may stand between."""
NAMES_LOOKED_AT, VOICES_LOOKED_AT = 8, 8
"""Names and quotations before a pronoun among which the last one of a person is looked for."""
_OPENING = re.compile(
    r"(?:An?|One|Another|The(?= (?:first|second|third|last|next|other) )|His|Her|Their|My|Our) (?P<words>(?:[a-z][\w-]*[ ,]){1,6})"
)
"""How a sentence begins whose subject may be somebody without a name; "the woman" is mostly somebody who is named elsewhere.
No group stands before its words, so that the search passes quickly over other letters than those it begins with."""
_SENT = re.compile(
    r"(?:, |\b(?:through|via|from|by|to|with|asked|told) )"
    r"(?P<who>(?:an?|his|her|their|[A-Z][\w’'-]*[’']s) (?:[a-z-]+ ){0,3})\Z"
)
SENT_REACH = 50
"""Characters before a spokesman in which that begins."""
_OWNERS = ("His ", "Her ", "Their ", "My ", "Our ")
"""Beginnings behind which somebody is kin."""
_OTHERS = {"f": ("His ", "Their ", "Our "), "m": ("Her ", "Their ", "Our ")}
"""Beginnings behind which somebody is another than the owner, by the gender of the pronoun: `His lawyer left. “…,” she said`."""
_WORD = re.compile(r"\b[a-zà-ÿа-яё][\w-]*")
_ENDS_PHRASE = frozenset(listed("noun_phrases.txt", "behind-person"))
_STOP = re.compile(r"[.!?](?=\s)|\n")
_STOPS_BEFORE = (". ", "! ", "? ", ".” ", "!” ", "?” ", '." ', '!" ', '?" ', "\n")


def taken_up(people: People, found: Sequence[Quotation], mention: Mention, gender: str, text: str) -> str:
    """Return the words for whom a pronoun of `gender` ("f" or "m") takes up, "" where that may be somebody named.

    They begin the sentence before the quotation, or spoke before in the paragraph, and nobody has been named since.
    """
    named = (item for item in people.before(mention.start, NAMES_LOOKED_AT) if item.is_person)
    since = next((item.end for item in named if people.gender.get(item.name) in (gender, "", None)), 0)
    reach = max(since, mention.start - TAKEN_UP_REACH)
    opening = _opening_before(reach, mention.start, gender, text) or _sent_before(
        people, reach, mention.start, gender, text
    )
    if opening is not None:
        return described(found, opening, text)
    before = next((said for said in reversed(found[-VOICES_LOOKED_AT:]) if said.end <= mention.start), None)
    if before is None or before.end < since or before.speaker is None or before.speaker_name in people.persons:
        return ""
    name = before.speaker_name or ""
    if before.speaker.text.partition(" ")[0].lower() in _OTHER_GENDER[gender]:
        return ""
    # German nouns have capitals: `ehemaliger Mitarbeiter`.
    words = name.lower() if name[:1].islower() else name
    is_new = bool(people.beginnings.ends) and before.speaker.text.partition(" ")[0].lower() in _INDEFINITE
    is_person = is_new or _end_of_person(words, gender) > 0
    return name if is_person and text.find("\n", before.end, mention.start) < 0 else ""


def _opening_before(reach: int, start: int, gender: str, text: str) -> Mention | None:
    """Return the words for one person with which the sentence begins that `start` is in, or the one before its quotation."""
    begin = -1
    for opening in reversed(list(_OPENING.finditer(text, reach, start))):
        if opening.start() and not text.endswith(_STOPS_BEFORE, 0, opening.start()):
            continue
        end = opening.start("words") + _end_of_person(opening["words"], gender)
        mention = Mention(opening.start(), end, text[opening.start() : end])
        if end == opening.start("words") or (
            mention.text.startswith(_OWNERS)
            and not (KIN_BEFORE.search(f"{mention.text} ") or mention.text.startswith(_OTHERS[gender]))
        ):
            continue
        if begin < 0:
            begin = max(text.rfind("\n", 0, reach) + 1, start - MARKS_LOOKED_AT)
            marked = find_marked_spans(text[begin:start])
        if any(span.start < mention.start - begin < span.end for span in marked):
            continue
        behind = [begin + span.start for span in marked if begin + span.start >= end]
        return mention if len(_STOP.findall(text, end, behind[-1] if behind else start)) <= 1 else None
    return None


def _sent_before(people: People, reach: int, start: int, gender: str, text: str) -> Mention | None:
    """Return who speaks for somebody in the sentence before a quotation, behind a comma or what somebody speaks through:
    `Reached by phone, | a spokeswoman | for Holt would not comment. “…,” she said`."""
    at = text.rfind("spokeswoman" if gender == "f" else "spokesman", reach, start)
    lead = _SENT.search(text, max(reach, at - SENT_REACH), at) if at >= 0 else None
    is_told_of = lead is not None and any(item.end == lead.start() for item in people.before(at, 2))
    if lead is None or is_told_of or len(_STOP.findall(text, at, start)) > 2:
        return None  # `Karl Roth, a spokesman`, is told of by it.
    end = text.find("man", at) + 3
    return Mention(lead.start("who"), end, text[lead.start("who") : end])


def _end_of_person(words: str, gender: str) -> int:
    """Return where in `words` the noun ends that means one person who may be of `gender`, 0 where none does."""
    end = 0
    for word in _WORD.finditer(words):
        noun = word.group()
        if noun in _ENDS_PHRASE or (end and speaking_nouns().get(noun) != PERSON_NOUN):
            break
        if speaking_nouns().get(noun) == PERSON_NOUN and (not noun.endswith("s") or noun.endswith("ss")):
            end = word.end() if gender_of_noun(noun) in ("", gender) else 0
    return end


def described(found: Sequence[Quotation], mention: Mention, text: str) -> str:
    """Return the words that describe who is not named: "spokeswoman for the Tide Office"; "" where they describe nobody.

    Whom they serve stands behind the post, or did when they spoke before: "the spokeswoman".
    """
    words = _ADVERBS_BEHIND.sub("", _ARTICLE.sub("", mention.text))
    if (
        noun := _NOUN_BEHIND.match(text, mention.end)
        if words.lower() in _ARTICLES
        else _NOUN_BEHIND.match(f" {words}")
    ):
        words = noun.group(1)
    if _is_nobody(words, is_bare=words == mention.text):
        return ""
    if not role_of(words.rpartition(" ")[2].lower()):
        return words
    served = _SERVES.match(text, mention.end)
    if served is not None:
        return words + served.group()
    if mention.text[:4].lower() == "the ":
        for quotation in reversed(found[-SPEAKERS_LOOKED_AT:]):
            name = quotation.speaker_name or ""
            if name.startswith(words) and _SERVES.fullmatch(name, len(words)):
                return name
    return words


def _is_nobody(words: str, *, is_bare: bool) -> bool:
    """Tell whether a mention without a name means nobody who speaks: a thing that is read, an order, half a clause."""
    parts = words.lower().split()
    if not parts or parts[-1] in _READ or parts[0] in _HALF_CLAUSES:
        return True
    if all(part in _HALF_CLAUSES or part in _POINTING for part in parts):
        return True
    if any(_CONTRACTION.search(part) for part in parts):
        return True
    return is_bare and len(parts) == 1 and words[0].isupper() and parts[0] in _ORDERS
