"""Bylines: who wrote an article, without "By", roles, agencies' codes and placeholders."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from reader.cleaning.lexicon import listed
from reader.text import fold, sanitise_line
from reader.text.dates import find_date

_BY = re.compile(
    r"^(?:written |posted |story |text |words |reported |published )?(?:by|von|par|por|di|door)\b:?\s+", re.I
)
_AFTER_NAMES = re.compile(
    r"\s+[/|]\s+|\s+\d|\s+[Ff]or\s+[A-Z].*$|\s*\(|\s+[•·]\s+|\s+(?:[Pp]ublished|[Uu]pdated|[Pp]osted|[Ff]ollow|[Ss]pecial [Tt]o|[Ww]ith|[Oo]n|[Aa]t|[Ii]n)\b"
    r"|,?\s+(?:(?:[Mm]on|[Tt]ues|[Ww]ednes|[Tt]hurs|[Ff]ri|[Ss]atur|[Ss]un)day|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),)\b|\s+[A-Z]{2,}[A-Z]*[a-z.]\w*$|\s@\w"
)
_GLUED = re.compile(
    r"(?<=[a-z]{2})(?:News|Sports?|Senior|Staff|Reporter|Writer|Editor|Contributor|Published|Updated|Correspondent|Opens|Follow|Image|Chief|Political)\b.*"
)
_RUN_TOGETHER = re.compile(r"[a-z]{2}[A-Z]")
_ASIDE = re.compile(r"\s[|·•–—]\s|\s-\s|, (?!(?:and|und|et|y|e|en)\b)(?=[a-z])")
_SITE = re.compile(r"\.(?:com|org|net|co|uk|de|fr|es|it|nl|br|tv|info)\b", re.I)
_BETWEEN = re.compile(r"\s*(?:,\s*and\b|,|;|&|\band\b|\bund\b|\bet\b|\by\b)\s*", re.I)
_NAME = re.compile(
    r"(?:[^\W\d_](?:[^\W\d_]|['’.-])*)(?: (?:(?:de|da|di|del|der|den|van|von|la|le|al|el|bin|ter|ten|of|y)\b|"
    r"[^\W\d_](?:[^\W\d_]|['’.-])*)){0,4}\Z"
)
_ROLES = re.compile(
    r"\b(?:(?:political|senior|chief|staff|deputy|foreign|business|sports?|science|health|crime|education|environment|"
    r"technology|world|digital|associate|managing|national|local|white house|us|uk|europe|royal|social|economics) )*"
    r"(?:correspondent|reporter|editor|writer|columnist|critic|producer|contributor|staff|bureau|chief|analyst|"
    r"professor|fellow|director|news|press|agency|times|post|journal|magazine|updated|published)\b",
    re.I,
)
_ABOUT_SOMEONE = re.compile(
    r",? (?:is|was|are|has|writes|covers|can be reached|works|lives|joined|ist|schreibt|est|es|escribe|e|scrive|schrijft)\b"
)
_SITE_NAME = re.compile(
    r"(?i:\b(?:news|times|post|press|gazette|herald|courier|journal|daily|weekly|magazine|review|today|tribune|zeitung)\b)|[A-Z]{3}"
)
MOST_NAME_WORDS = 5
LONGEST_BYLINE = 200


@dataclass(frozen=True, slots=True)
class Byline:
    """The names of a byline, with a role and a date where the same line gives them; `certain` if it says "By"."""

    names: tuple[str, ...]
    role: str = ""
    date: date | None = None
    certain: bool = False


def clean_author(name: str) -> str:
    """Return `name` as a person's name, or "" where it is a placeholder or no name at all."""
    name = _BY.sub("", sanitise_line(name)).strip(" .,;:|-–—•·/")
    name = re.sub(r"\s*[@(\[].*$", "", name).strip()
    if (
        not name
        or fold(name) in listed("no_authors.txt")
        or "http" in name.lower()
        or "www." in name.lower()
        or _SITE.search(name)
    ):
        return ""
    if len(half := name[: len(name) // 2].strip()) > 4 and name == f"{half} {half}":
        name = half
    if name.isupper() and len(name) > 4:
        name = name.title()
    words = name.split()
    if len(words) > MOST_NAME_WORDS or any(character.isdigit() for character in name):
        return ""
    return name


def parse_byline(line: str) -> Byline | None:
    """Return what `line` says if it is a byline, else None; without "By" it must be names and nothing else."""
    if len(line) > LONGEST_BYLINE:
        return None
    line = sanitise_line(line)
    if not line:
        return None
    found = find_date(line)
    words = line
    if found is not None:
        words = re.sub(r"\b(?:on|updated|published|posted|am|pm)\b:?\s*$", "", line[: found[1]], flags=re.I).strip(
            " |·•,-–—:"
        )
    certain = _BY.match(words) is not None
    if _RUN_TOGETHER.search(words):
        words = _GLUED.sub("", re.sub(r"(?<=[a-z]{2})(?=The [A-Z])", " | ", words))
    rest = _up_to(_ASIDE, _up_to(_AFTER_NAMES, _BY.sub("", words)))
    names, role = [], ""
    for part in _BETWEEN.split(rest):
        part = part.strip(" .")
        if not part:
            continue
        role_at = _ROLES.search(part)
        if role_at is not None:
            role = role or part[role_at.start() :]
            part = part[: role_at.start()].strip()
            if len(part.split()) < 2:
                continue
        name = clean_author(part)
        if name and _NAME.match(name) and (certain or _looks_like_name(name)):
            names.append(name)
        elif not certain:
            return None
        else:
            break
    if not names:
        return None
    return Byline(tuple(dict.fromkeys(names)), role, found[0] if found else None, certain)


def _up_to(expression: re.Pattern[str], words: str) -> str:
    """Return `words` before what `expression` finds first."""
    found = expression.search(words)
    return words[: found.start()] if found is not None else words


def is_note_on(authors: tuple[str, ...], line: str) -> bool:
    """Tell whether `line` begins with the name of one of `authors` and says who that is."""
    if not authors:
        return False
    words = fold(line[:200]).strip()
    return any(words.startswith(name) and _ABOUT_SOMEONE.match(words, len(name)) for name in map(fold, authors))


def is_site_name(line: str) -> bool:
    """Tell whether a short `line`, standing where a person's name could, names a site."""
    words = line.split()
    return 0 < len(words) <= MOST_NAME_WORDS and (parse_byline(line) is None or _SITE_NAME.search(line) is not None)


def _looks_like_name(name: str) -> bool:
    words = name.split()
    return 2 <= len(words) <= 4 and words[0][0].isupper() and words[-1][0].isupper()
