"""What the bar of an article tells: how far one is, where among hits and quotations, and the keys of use there. Pure."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reader.plain.facts import written_time
from reader.text.unspaced import count_unspaced

if TYPE_CHECKING:
    from reader.tui.manuscript import Manuscript

Hint = tuple[str, str]

SELECTING_HINTS: tuple[Hint, ...] = (
    ("w", "word"), (")", "sentence"), ("y", "copy"), ("H", "highlight"), ("a", "note"), ("}", "paragraph"),
    ("esc", "leave"),
)  # fmt: skip
"""The keys that are most wanted while words are selected."""
DIGEST_TOLD = "quotations only: f shows all"
AT_THE_END = 0.99
"""Share of an article from which nothing is left to be read but its last words."""
FOLLOWING_HINTS: tuple[Hint, ...] = (("esc", "leave"),)


def how_far(share: float, minutes_left: int) -> str:
    """Return which `share` of the article is read, and how long the rest takes."""
    if minutes_left > 0:
        left = f"{written_time(minutes_left)} left"
    else:
        left = "the end" if share > AT_THE_END else "under a minute"
    return f"{share:.0%} · {left}"


def which_quotation(manuscript: Manuscript, current: int) -> str:
    """Return which of the quotations that are walked is the current one and who speaks it, else how many there are."""
    shown = manuscript.shown
    place = bisect_left(shown, current) if current >= 0 else len(shown)
    if place < len(shown) and shown[place] == current:
        quotation = manuscript.quotations[current]
        name = quotation.speaker_name or ""
        speaker = f"{name}?" if name and not quotation.is_sure else name
        return f"quote {place + 1:,}/{len(shown):,} {speaker}".rstrip()
    return f"❝{len(shown):,}" if len(shown) else ""


def places_to_go(count: int) -> str:
    """Return what to do while letters stand on `count` links and notes."""
    return f"{count:,} {'place' if count == 1 else 'places'} to go to: type the letters"


def how_much(words: str) -> str:
    """Return how much is selected: words, or characters where no spaces part words."""
    count, what = len(words.split()), "word"
    if 2 * count_unspaced(words) > len(words):
        count, what = len(words), "character"
    return f"{count:,} {what}{'' if count == 1 else 's'} selected"


def wanted_keys(*, finds: bool, lets_go: bool, quotes: bool, has_panel: bool) -> tuple[Hint, ...]:
    """Return the keys that are most wanted: those that walk hits or quotations, where there are any.

    `finds` tells whether there are hits, and `lets_go` whether escape takes them away; `quotes` whether anybody is
    quoted; `has_panel` whether the window has room for the panel.
    """
    keys: list[Hint] = []
    if finds:
        keys += [("n", "next"), ("N", "previous")]
        if lets_go:
            keys.append(("esc", "done"))
    elif quotes:
        keys += [("]", "next"), ("[", "previous")]
    else:
        keys.append(("/", "find"))
    if has_panel:
        keys.append(("v", "panel"))
    return (*keys, ("mm", "mark"), ("y", "copy"), ("?", "help"))
