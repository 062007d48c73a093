"""The gate: what comes from outside loses everything that a terminal would obey.

Every title, body, name, URL and file name passes here once when it is imported and once more when it is
painted. Nothing here knows Textual, whose widgets pass escape sequences through unfiltered.
"""

from __future__ import annotations

import re
import unicodedata

MAX_MARKS_PER_CLUSTER = 8
"""Combining marks kept on one character: above what any living script stacks, below what stalls a terminal."""

# The expressions that are strings are compiled when they are first wanted: little text holds any of what they take.
_ESCAPE_SEQUENCE = (
    r"(?:\x1b\[|\x9b)[0-?]{0,512}[ -/]{0,16}[@-~]"  # CSI, in its 7 and 8 bit forms
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\|\x9c)"  # OSC, DCS, SOS, PM, APC
    r"|\x1b[ -/]{0,8}[0-~]"  # two-byte and charset sequences
)
_LINE_BREAK = "\r\n|[\r\x0b\x0c\x85\u2028\u2029]"
_FORBIDDEN_CLASS = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 and C1 without tab and line breaks
    "\u00ad"  # soft hyphens: invisible, and they split words for find
    "\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u206f"  # zero-width space, directional controls
    "\ufe00-\ufe0e\ufeff\ufff0-\ufffb\ufffe\uffff"  # variation selectors but the emoji one, byte order mark
    "\U000e0000-\U000e0fff"  # tag characters
)
_FORBIDDEN = f"[{_FORBIDDEN_CLASS}]"
_SURROGATE = "[\ud800-\udfff]"
_SUSPECT = re.compile(f"[{_FORBIDDEN_CLASS}\r\x0b\x0c\x85\u2028\u2029\ud800-\udfff]")
_COMBINING = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\ufe20-\ufe2f"
)
_MARK_RUN = re.compile(f"[{_COMBINING}]{{{MAX_MARKS_PER_CLUSTER + 1},}}")
_JOINER_RUN = re.compile("[\u200c\u200d]{2,}")
_BLANKS = re.compile(r"\s+")
_TO_BLANKS = str.maketrans("\n\t", "  ")


def sanitise(text: str) -> str:
    """Return `text` without anything that a terminal would act upon; line breaks become `\\n`, tabs stay.

    Escape sequences go whole where they end as they should, else only their first character goes, so that no
    words are lost. Lone surrogates become U+FFFD. The work is linear in the length of `text`.
    """
    if text.isascii() and text.isprintable():
        return text
    if _SUSPECT.search(text) is not None:
        if "\x1b" in text or "\x9b" in text or "\x9d" in text or "\x90" in text or "\x9f" in text:
            text = re.sub(_ESCAPE_SEQUENCE, "", text)
        text = re.sub(_LINE_BREAK, "\n", text)
        text = re.sub(_FORBIDDEN, "", text)
        text = re.sub(_SURROGATE, "\ufffd", text)
    if not text.isascii():
        text = _MARK_RUN.sub(lambda run: run.group()[:MAX_MARKS_PER_CLUSTER], text)
        text = _JOINER_RUN.sub("\u200d", text)
    return text


def sanitise_line(text: str) -> str:
    """Return `text` as one line for a title, a name or a message: sanitised, blanks folded, ends trimmed."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return _BLANKS.sub(" ", sanitise(text)).strip()


def sanitise_part(text: str) -> str:
    """Return `text` as a part of a line, of which every blank counts: sanitised, line breaks and tabs as blanks."""
    return text if text.isprintable() else sanitise(text).translate(_TO_BLANKS)


def is_clean(text: str) -> bool:
    """Tell whether `sanitise` would leave `text` as it is."""
    return sanitise(text) == text


def normalise_unicode(text: str) -> str:
    """Return `text` in the composed normal form (NFC), the form in which articles are stored."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)
