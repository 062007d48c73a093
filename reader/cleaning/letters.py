"""Letters: what an envelope tells becomes title, names and date; a body of plain text is kept whole, quotations set in.

A letter has no page around it, so nothing is judged: only what a mail program or a list adds goes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from reader.cleaning.bylines import clean_author, is_site_name
from reader.cleaning.cleaned import Cleaned, Evidence, Removed
from reader.cleaning.languages import guess_language
from reader.cleaning.page_asides import sign_off
from reader.cleaning.paragraphs import make_blocks
from reader.document import Article, Block, Envelope, Issue, assemble
from reader.text import fold, sanitise, sanitise_line
from reader.text.dates import parse_date
from reader.text.mojibake import mend_mojibake
from reader.text.sanitise import normalise_unicode

_MARKS = re.compile(r"(?:>[ \t]?)+")
_SENDER = re.compile(
    r"^(?P<name>.{2,60}?)(?:\s+(?:from|at|of|with|via|de|von|chez)\s+|\s*[|@·•(/]\s*|\s+[-–—]\s+)(?P<list>.{2,60}?)\)?$",
    re.I,
)
_FORWARDED = re.compile(r"\s*(?:fwd?|wg|tr|rv|enc|i)\s*:", re.I)
_HEADERS = (
    ("subject", "betreff", "objet", "asunto", "oggetto"),
    ("from", "von", "de", "da"),
    ("date", "sent", "datum", "gesendet", "envoyé", "fecha", "data"),
)
"""The names that mail programs give to the headers that they write into a forwarded letter."""
_HEADER = re.compile(
    rf"^[*\s]*({'|'.join(name for names in _HEADERS for name in names)})[*\s]*:[*\s]*(\S.{{0,500}})$", re.I | re.M
)
_ADDRESS = re.compile(r"\S*?@([\w.-]+)>?(?:\))?")
_SIGNATURE = "-- "
MOST_SIGNATURE_LINES = 12
"""Lines behind "-- " that are a signature; the custom is four, and more than these were a part of the letter."""
DEEPEST_QUOTE = 8


class Sender(NamedTuple):
    """Whom a letter is from: the persons, and the list or the house, "" if it tells none."""

    authors: tuple[str, ...]
    site: str


def sender_of(envelope: Envelope) -> Sender:
    """Return whom the letter in `envelope` is from: "Brian Holt from Carrow Notes" is a person and a list.

    Where no name is told, the domain of the address stands for the house.
    """
    name, list_name = sanitise_line(envelope.sender), sanitise_line(envelope.list_name)
    if match := _SENDER.match(name):
        name, list_name = match["name"], list_name or match["list"]
    author = clean_author(name)
    if author and (is_site_name(author) or fold(author) == fold(list_name)):
        author, list_name = "", list_name or author
    return Sender((author,) if author else (), list_name or ("" if author else envelope.host))


def inner_envelope(heads: Sequence[str], outer: Envelope | None) -> tuple[Envelope, int]:
    """Return the envelope of a letter and the number of the one of `heads` (texts at its top) that tells it, else -1.

    Where a letter was forwarded, the headers that the mail program wrote into it are those of the article; `outer` is
    the envelope that it came in.
    """
    if outer is not None and not _FORWARDED.match(outer.subject):
        return outer, -1
    for at, text in enumerate(heads):
        told = {name.lower(): value for name, value in _HEADER.findall(text)}
        values = [next((told[name] for name in names if name in told), "") for names in _HEADERS]
        subject, sender, sent = (sanitise_line(value) for value in values)
        if subject and sender:
            host = _ADDRESS.search(sender)
            name = _ADDRESS.sub("", sender).strip(" \"'<>[]()")
            outer = outer or Envelope()
            return replace(
                outer, subject=subject, sender=name, host=host.group(1).lower() if host else "", list_name="",
                sent=parse_date(sent) or outer.sent,
            ), at  # fmt: skip
    return outer or Envelope(), -1


def evidence_of(envelope: Envelope) -> tuple[Evidence, ...]:
    """Return what the headers tell of the article's fields."""
    sender = sender_of(envelope)
    found = (
        Evidence("title", sanitise_line(envelope.subject), "mail Subject"),
        Evidence("authors", ", ".join(sender.authors), "mail From"),
        Evidence("published", envelope.sent.isoformat() if envelope.sent else "", "mail Date"),
        Evidence("site", sender.site, "mail List-Id" if envelope.list_name else "mail From"),
    )
    return tuple(each for each in found if each.value)


def attachments_of(envelope: Envelope) -> tuple[Removed, ...]:
    """Return the names of what came with the letter and is not shown."""
    return tuple(
        Removed(sanitise_line(name), "attachment", "came with the letter and is not read")
        for name in envelope.attachments
    )


def clean_letter(data: str, envelope: Envelope, *, url: str | None = None) -> Cleaned:
    """Return the article in `data`, the plain text of the letter in `envelope`."""
    lines = normalise_unicode(sanitise(mend_mojibake(data))).split("\n")
    lines, signature = _without_signature(lines)
    kept: list[tuple[Block, str]] = []
    removed: list[Removed] = []
    title = sanitise_line(envelope.subject)
    for block, text in _parts(lines):
        if not kept and title and fold(text).strip() == fold(title).strip():
            removed.append(Removed(text, "title", "the title, shown above the body"))
        elif not block.quoted and sign_off(text) == "subscription":
            removed.append(Removed(text, "subscription", "what a list adds to its letters"))
        else:
            kept.append((block, text))
    if signature:
        removed.append(Removed(signature, "signature", "the sender's signature"))
    blocks, text = assemble(kept)
    sender = sender_of(envelope)
    article = Article(
        title=title,
        authors=sender.authors,
        published=envelope.sent,
        site=sender.site,
        url=url or "",
        language=guess_language(text),
        blocks=blocks,
        text=text,
    )
    issues = () if text else (Issue("no-body", "The letter has no words.", url or ""),)
    return Cleaned(article, (*removed, *attachments_of(envelope)), issues, evidence_of(envelope))


def _without_signature(lines: list[str]) -> tuple[list[str], str]:
    at = next((number for number in range(len(lines) - 1, -1, -1) if lines[number] in (_SIGNATURE, "--")), -1)
    behind = "\n".join(lines[at + 1 :]).strip()
    if at < 0 or not behind or behind.count("\n") >= MOST_SIGNATURE_LINES:
        return lines, ""
    return lines[:at], behind


def _parts(lines: list[str]) -> list[tuple[Block, str]]:
    """Return the blocks of `lines`; what stands behind marks of quotation is quoted as deep as there are marks."""
    parts: list[tuple[Block, str]] = []
    run: list[str | None] = []
    depth = 0
    for line in [*lines, None]:
        marks = _MARKS.match(line) if line is not None else None
        deep = min(DEEPEST_QUOTE, marks.group().count(">")) if marks else 0
        if line is None or deep != depth:
            blocks, text = make_blocks(run)
            parts.extend(
                (
                    Block(block.kind, 0, 0, level=block.level, marker=block.marker, quoted=depth),
                    text[block.start : block.end],
                )
                for block in blocks
            )
            run, depth = [], deep
        if line is not None:
            run.append(line[marks.end() :] if marks else line)
    return parts
