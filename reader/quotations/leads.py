"""What the word before a name tells of it: that a post may stand there, that no sentence begins with the name, and the like.

Most names stand behind a plain word, about which one look-up says that none of this needs to be read in the text.
"""

from __future__ import annotations

import re

from reader.quotations.remembering import remembered
from reader.quotations.words import listed, role_of, strong_cues

INSIDE, POST, PLACING, MAY_PLACE, KIN, SAYING = (1 << bit for bit in range(6))
"""Words or a comma stand before the name; a post in small letters does; a word that a place stands behind does, or may, for
which the text is to be read; a word for kin does; a strong cue does."""
LONGEST_LEAD = 40
"""Characters of what stands before a name that are looked at: longer words are none, and would fill what is remembered."""
_KIN = listed("beside_names.txt", "kin")
KIN_BEFORE = re.compile(rf"\b({'|'.join(_KIN)}),? \Z")
_PLACES = tuple("in at from near to across outside of".split())
PLACED = re.compile(rf"\b(?:{'|'.join(_PLACES)})\s(?:the\s)?\Z")
_LAST = re.compile(r"(?<![\w-])([a-z][\w-]+),?\Z")


def lead_before(text: str, at: int) -> int:
    """Return what the word before the name at `at` tells, as flags; where none stands there with a blank, `MAY_PLACE` alone."""
    if at < 2 or text[at - 1] != " ":
        return MAY_PLACE
    start = text.rfind(" ", 0, at - 1) + 1
    return _told_by(text[start if at - start < LONGEST_LEAD else at - LONGEST_LEAD : at - 1])


@remembered(8192)
def _told_by(word: str) -> int:
    told = INSIDE if word[-1:].isalnum() or word.endswith(",") else 0
    if (post := _LAST.search(word)) and role_of(post.group(1)):
        told |= POST
    if word.endswith(_PLACES) and PLACED.search(f"{word} "):
        told |= PLACING
    if word == "the":
        told |= MAY_PLACE
    if word.removesuffix(",").endswith(_KIN) and KIN_BEFORE.search(f"{word} "):
        told |= KIN
    if word in strong_cues():
        told |= SAYING
    return told
