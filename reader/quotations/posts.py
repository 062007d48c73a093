"""Posts and titles beside a person's name, and the other words that a comma parts off to tell who somebody is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.quotations.remembering import remembered
from reader.quotations.words import role_of, strong_cues

if TYPE_CHECKING:
    from reader.quotations.names import WrittenName

WORDS = re.compile(r"[A-Za-zÀ-ÿ][\w’'-]*")
"""The words of a phrase."""
_APPOSITION = re.compile(
    r",\s+(?!a [a-zà-ÿ]+(?:é|u|it|is)\b)(?:an?\s+|the\s+|who\s+(?:is|was)\s+(?:the\s+|an?\s+)?)?(?!(?:who|which|whose|where|when|and|but|then)\b)([^,.;:“”\"()\n]{3,130})(?=[,.;:)—\n])"
)
_NO_APPOSITION = re.compile(
    r"(?:has|had|have|is|was|were|are|does|did|says?|said|told|named|led|from|of|to|by|at|in|on|for|with|along|as|now|"
    r"including|according|or|if|once|though|although|unless|until|nor|even|just|only|so|whom|whether|because|since|after|before|while|despite|like|unlike|not|also|both)\b"
)
"""How a clause or a phrase begins that tells no post, although a comma parts it off as one."""
_OBJECT = re.compile(r"[a-z]+ (?:the|an?|his|her|their) ")
"""How a clause goes on behind its verb, where no apposition does: `met the mayor`."""
_BEHIND_HEAD = re.compile(r" (?:of|for|at|in|with|to|from|by|behind|under) ")
_BEHIND_ROLE = re.compile(r" (?:who|that|which|where|when|in|on|during|since|after|before) ")
_NAMES_ANOTHER = re.compile(r"[a-z] [A-Z][\w’'-]+ [A-Z][\w’'-]+$")
_TELLS_A_DEED = re.compile(
    r"[A-Z][\w’'-]+ (?:has|have|had|is|was|were|are|will|would|can|could|[a-z]+ed (?:an?|the|his|her|their) )"
)
"""How a clause of another's deeds goes on behind whoever does them, as no apposition does: `Brian Holt has said`."""
_POST_BEFORE = re.compile(
    r"\b(?:[Tt]he|[Ll][ae]|[Ee]l|[Ii]l|[Oo]|[Aa]|[Dd]e|[Hh]et|[Dd]er|[Dd]ie) ([\w-]+)"
    r" (?:of|for|d[aeiou]|del|della|des|du|van|von|der|in) [^,.;:\n“”«»\"]{2,40}, \Z"
)
"""A post with its place, and a comma before whoever holds it: `the mayor of Carrow, | Ada Lindt`."""
POST_REACH = 80
"""Characters before a name in which such a post begins."""
_COUNTRY = re.compile(r"([A-ZÀ-Þ][a-zà-ÿ]{3,}) \Z")
"""What stands before a post in small letters and tells whose it is: `the Norlandic | president`."""
COUNTRY_REACH = 60
"""Characters before a name in which such a post begins with its country."""
APPOSITION_REACH = 150
"""Characters behind a name in which an apposition ends that tells its post."""


class Told(NamedTuple):
    """What stands beside a name: the posts of its bearer by their first form, all words of its titles and appositions in small
    letters, and the first post as it is written, None where there is none."""

    roles: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    post: str | None = None


NOTHING = Told()
"""What stands beside most names."""
_NONE: frozenset[str] = frozenset()


def told_beside(text: str, item: WrittenName) -> Told:
    """Return what the title before a person's name tells of its bearer, an apposition behind it, or a post before its comma."""
    role, roles = item.role, _NONE
    if not role and text.startswith(", ", item.start - 2):
        before = _POST_BEFORE.search(text, max(0, item.start - POST_REACH), item.start)
        roles = frozenset((role_of(before.group(1).lower()),)) - {""} if before else roles
    if not role and not text.startswith(",", item.end):
        return Told(roles) if roles else NOTHING
    words, known = _told(_with_country(text, item) if role[:1].islower() else role) if role else ((), _NONE)
    post = role if known else None
    apposition = _APPOSITION.match(text, item.end, item.end + APPOSITION_REACH)
    if apposition and _tells_a_post(apposition.group(1)):
        told, named = _told(apposition.group(1))
        if all(map(role_of, strong_cues().intersection(told))):
            words, known = words + told, known | named
            post = _post_alone(apposition.group(1)) if named and post is None else post
    return Told(roles | known if roles else known, words, post) if words or roles else NOTHING


def _with_country(text: str, item: WrittenName) -> str:
    """Return the title in small letters before a name, and behind it the country before that: `Norlandic | president`."""
    country = _COUNTRY.search(text, max(0, item.start - COUNTRY_REACH), text.rfind(item.role, 0, item.start))
    return f"{item.role} {country.group(1)}" if country else item.role


@remembered(4096)
def _told(words: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the words of a title or an apposition in small letters, and the posts among them by their first form."""
    told = tuple(word.lower() for word in WORDS.findall(words))
    return told, frozenset(map(role_of, told)) - {""}


def _tells_a_post(apposition: str) -> bool:
    """Tell whether what a comma parts off behind a name may say what its bearer is, and names nobody else."""
    if _NO_APPOSITION.match(apposition):
        return False
    head = _BEHIND_HEAD.split(apposition, 1)[0]
    if _OBJECT.match(head):
        return False
    if apposition[0].isupper() and _TELLS_A_DEED.search(apposition.partition(" who ")[0]):
        return False
    return not _NAMES_ANOTHER.search(head) or bool(role_of(head.rpartition(" ")[2].lower()))


def _post_alone(words: str) -> str:
    """Return an apposition without what follows the post: "a fellow with the Tide Office in Ellery" up to "in"."""
    return _BEHIND_ROLE.split(words, 1)[0].strip(" –—-")
