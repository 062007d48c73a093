"""What a page's site is called: as it names itself if that can be read, else as its title does, else by its host."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from reader.cleaning.cleaned import Evidence
from reader.text import fold, sanitise_line

_ENDINGS = re.compile(r"\s(?:[|•·»–—-]|::)\s+")
_BEGINNING = re.compile(r"^([^:|]{3,40}):\s")
_SECOND_LEVEL = frozenset({"com", "co", "org", "net", "ac", "gov", "edu"})
_NO_NAME = re.compile(r"https?://|@|www\.")
FEWEST_LETTERS = 3
"""Letters of a name below which it stands in a host by chance."""
MOST_WORDS = 4
"""Words of a name in a title; longer parts are titles."""


def name_site(told: Sequence[tuple[str, str]], title: str, address: str) -> Evidence:
    """Return the name of the site of the page with this `title` element, from `address` ("" if unknown).

    `told` are names that the page gives itself, the best first, with where they stand. A bare label of a host, as
    "carrowpost", gives way to the same letters written as a name, as "Carrow Post".
    """
    first, source = next(iter(told), ("", ""))
    if _is_readable(first):
        return Evidence("site", first, source)
    host = host_of(address)
    label = letters_of(host_of(first) or first.lstrip("@")) or letters_of(_label_of(host))
    named = [*told[1:], *((words, "title element") for words in _around(title))]
    for name, place in named:
        letters = letters_of(name)
        is_same = letters.startswith((label, f"the{label}")) or (not first and label.startswith(letters))
        if len(label) >= FEWEST_LETTERS <= len(letters) and is_same and _is_readable(name):
            return Evidence("site", name, place)
    if host and (not first or label in letters_of(host)):
        return Evidence("site", host, "address")
    return Evidence("site", host_of(first) or first, source)


def host_of(address: str) -> str:
    """Return the host of `address` without "www.", "" where it has none or is no address."""
    try:
        host = urlsplit(address.strip()).hostname or ""
    except ValueError:
        return ""
    return sanitise_line(host).removeprefix("www.") if "." in host and not host.replace(".", "").isdigit() else ""


def _label_of(host: str) -> str:
    """Return the part of `host` that is a name: "carrowpost" of "news.carrowpost.co.uk"."""
    labels = host.split(".")[:-1]
    if len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    return labels[-1] if labels else ""


def letters_of(name: str) -> str:
    """Return the letters of `name` alone: a site calls itself "Mail Online", "MailOnline" and "mailonline.com"."""
    return re.sub(r"\.(?:com|org|net|co|uk|de|fr)\b|[^\w]", "", fold(name))


def _is_readable(name: str) -> bool:
    """Tell whether `name` is written as a name, and not as an address or a label of one."""
    return bool(name) and _NO_NAME.match(name) is None and (" " in name or name != name.lower() or not name.isascii())


def _around(title: str) -> list[str]:
    """Return what stands before and behind the signs in a page's `title`, the last first."""
    parts = _ENDINGS.split(title[:400])
    beginning = _BEGINNING.match(title)
    names = [*reversed(parts[1:]), *parts[:1][: len(parts) - 1], *([beginning.group(1)] if beginning else [])]
    return [name.strip() for name in names if 0 < len(name.split()) <= MOST_WORDS]
