"""Mailboxes: many letters in one file, each behind a line that begins with "From ". They are read as one article, in order."""

from __future__ import annotations

import html
import re

from reader.document import Envelope
from reader.sources.mail import Letter, as_html, open_letter

SEPARATOR = re.compile(rb"\nFrom \S[^\r\n]{0,200}?\d\d:\d\d[^\r\n]{0,60}\r?\n(?=[!-9;-~]{1,76}:)")
FIRST = re.compile(rb"\s*From \S[^\r\n]{0,260}\r?\n(?=[!-9;-~]{1,76}:)")
"""How the first letter begins, and where another one does."""
MOST_ATTACHMENTS = 100
"""Names of attachments that are told of a whole mailbox."""


def open_mailbox(data: bytes, title: str) -> Letter | None:
    """Return the letters in `data` as one called `title`, each under its subject; None where there are not several."""
    if FIRST.match(data) is None:
        return None
    starts = [0, *(found.start() + 1 for found in SEPARATOR.finditer(data))]
    if len(starts) < 2:
        return None
    texts: list[str] = []
    attachments: list[str] = []
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        letter = open_letter(data[start:end].replace(b"\n>From ", b"\nFrom "), ".eml")
        if letter is None:
            texts.append(as_html(data[start:end].decode("utf-8", "replace")))
            continue
        texts += _head(letter.envelope)
        texts.append(letter.text if letter.is_html else as_html(letter.text))
        attachments += letter.envelope.attachments
    return Letter("\n".join(texts), True, Envelope(title, attachments=tuple(attachments[:MOST_ATTACHMENTS])))


def _head(envelope: Envelope) -> list[str]:
    """Return a heading for a letter and the line under it."""
    sent = envelope.sent.isoformat() if envelope.sent else ""
    # A sentence, and no byline: those are taken from the top of a body.
    line = ", ".join(part for part in (envelope.sender or envelope.host, sent) if part)
    subject = html.escape(envelope.subject or "Without a subject")
    return [f"<h2>{subject}</h2>", f"<p>{html.escape(line)}.</p>" if line else ""]
