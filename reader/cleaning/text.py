"""Flat text: a dump with its page around it becomes an article, by an ordered list of named rules over its lines.

Each rule looks at the lines that are left and says which go and why; in doubt a line stays. What is left is put
together into blocks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from reader.cleaning.bylines import is_note_on, is_site_name, parse_byline
from reader.cleaning.cleaned import Cleaned, Removed
from reader.cleaning.cruft import LONGEST_CRUFT, cruft_rule
from reader.cleaning.flattened import FEWEST_LINES, clean_page, is_page
from reader.cleaning.judged import date_in, host_and_path
from reader.cleaning.languages import guess_language
from reader.cleaning.lines import logical_lines
from reader.cleaning.page_title import without_site
from reader.cleaning.paragraphs import make_blocks
from reader.document import Article, Issue
from reader.text import fold, sanitise
from reader.text.dates import find_date
from reader.text.mojibake import mend_mojibake
from reader.text.sanitise import normalise_unicode
from reader.text.unspaced import count_unspaced, count_words

HEAD_LINES = 14
"""Lines with words at the top in which titles, bylines and dates are looked for; the samples need nine."""
SHORT_LINE = 16
"""Words above which a line is a sentence of the body unless an expression says otherwise."""
MOST_TITLE_WORDS, DATED_TITLE_WORDS = 24, 7
"""Words of the longest title, and of the shortest in which a date stands."""
LAST_LINES = 4
"""Lines with words at the bottom in which a note about the author is looked for."""
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")

_SPOKEN = re.compile(
    r"\A[“\"«‘'].*[.,…][”\"'’»]\Z|\A[「『][^「『]*[」』]\Z"
    r"|[“\"«][^“”\"«»]*[,.!?…][”\"»] [^“\"«]*[“\"«][^“”\"«»]*[.!?][”\"»]\Z"
)
"""A line of talk, no title: it begins with a mark and ends with a stop inside them, or with the second half of what is said."""


@dataclass(slots=True)
class Draft:
    """The lines of a dump while rules work on them; `gone` maps a line's number (from 0) to why it went."""

    lines: list[str]
    gone: dict[int, tuple[str, str]] = field(default_factory=dict)
    title: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    modified: date | None = None
    site: str = ""

    def left(self) -> list[int]:
        """Return the numbers of the lines that have words and are still there."""
        return [number for number, line in enumerate(self.lines) if line and number not in self.gone]

    def remove(self, number: int, rule: str, reason: str) -> None:
        """Take out line `number`."""
        self.gone.setdefault(number, (rule, reason))


def repeated_title(draft: Draft) -> None:
    """Take the title from the top: the line said twice there, or else the first that looks like one."""
    left = draft.left()
    head = left[:HEAD_LINES]
    seen: dict[str, list[int]] = {}
    for number in head:
        if len(draft.lines[number]) <= LONGEST_CRUFT:
            seen.setdefault(fold(draft.lines[number]).strip(), []).append(number)
    twice = [numbers for words, numbers in seen.items() if len(numbers) > 1 and len(words.split()) > 2]
    if twice:
        for number in twice[0]:
            draft.remove(number, "title", "the title, shown above the body")
        draft.title = draft.lines[twice[0][0]]
        return
    for number in head:
        line = draft.lines[number]
        if number < left[-1] and _is_title(line) and not _is_wrapped(draft.lines, number):
            draft.title = line.lstrip("# ").strip()
            draft.remove(number, "title", "the title, shown above the body")
            return


def _is_wrapped(lines: list[str], number: int) -> bool:
    """Tell whether line `number` goes on in the next: where words are not parted, any short line might be a title."""
    return bool(lines[number + 1]) and count_unspaced(lines[number]) > 0


def _is_title(line: str) -> bool:
    if len(line) > LONGEST_CRUFT:
        return False
    words = count_words(line)
    if not 1 < words <= MOST_TITLE_WORDS or find_date(line) is not None and words < DATED_TITLE_WORDS:
        return False
    if (
        line.endswith((".", ",", ":", "。", "、", "，", "："))
        or _SPOKEN.search(line)
        or parse_byline(line) is not None
        and re.match(r"(?i)by\b", line)
    ):
        return False
    return not cruft_rule(line)


def archive_date_and_byline(draft: Draft) -> None:
    """Take bylines and dates from the top; a date beside a byline is the article's, one above the title the archive's."""
    dates: list[tuple[int, date]] = []
    title = next((number for number, (rule, _) in draft.gone.items() if rule == "title"), -1)
    head = draft.left()[:HEAD_LINES]
    last_title = max((number for number, (rule, _) in draft.gone.items() if rule == "title"), default=-1)
    for number in head:
        line = draft.lines[number]
        words = len(line.split())
        if words > SHORT_LINE or len(line) > LONGEST_CRUFT:
            break
        found = find_date(line)
        byline = parse_byline(line) if not draft.authors else None
        if byline is not None and (byline.certain or (number > last_title >= 0 and not _SENTENCE_END.search(line))):
            if byline.certain or number - last_title < 6:
                draft.authors = byline.names
                draft.remove(number, "byline", "the byline, shown above the body")
                if byline.date is not None:
                    dates.append((number, byline.date))
        elif found is not None and (words <= 9 or re.match(r"(?i)\W*(published|updated|posted|last|date)", line)):
            updated = re.search(r"(?i)\b(updated|modified)\b", line)
            draft.remove(number, "date", "the date, shown above the body")
            if updated and draft.modified is None:
                draft.modified = found[0]
            else:
                dates.append((number, found[0]))
    if dates:
        after = [found for number, found in dates if number > title]
        draft.published = after[0] if after else dates[0][1]
    elif draft.modified is not None:
        draft.published = draft.modified


def page_furniture(draft: Draft) -> None:
    """Take out lines that stand on pages and not in articles, and what follows a closing section's heading."""
    numbers = draft.left()
    texts = [draft.lines[number] for number in numbers]
    last_long = max((place for place, line in enumerate(texts) if len(line.split()) > SHORT_LINE), default=-1)
    closed = False
    for place, (number, line) in enumerate(zip(numbers, texts, strict=True)):
        rule = cruft_rule(line)
        if not rule:
            continue
        draft.remove(number, rule, f"{rule.replace('-', ' ')} of the page")
        if rule == "author-box" and place + 1 < len(texts) and len(texts[place + 1].split()) <= 5:
            name = texts[place + 1]
            if not draft.site and is_site_name(name):
                draft.site = name
        if rule in ("author-box", "comment-form") and place >= last_long and not closed:
            closed = True
            for other in numbers[place + 1 :]:
                draft.remove(other, rule, f"follows the {rule.replace('-', ' ')} at the page's end")


def edges(draft: Draft) -> None:
    """Take out short lines before the first and after the last sentence of the body, where both are clear."""
    numbers = draft.left()
    sentences = [n for n in numbers if len(draft.lines[n].split()) >= 8 and _SENTENCE_END.search(draft.lines[n])]
    if len(sentences) < 3:
        return
    for number in numbers:
        line = draft.lines[number]
        outside = number < sentences[0] or number > sentences[-1]
        if (
            outside
            and len(line.split()) < 8
            and not _SENTENCE_END.search(line)
            and not line.startswith(("#", "•", "-"))
        ):
            draft.remove(number, "edge", "a short line outside the first and last sentence")


def author_note(draft: Draft) -> None:
    """Take out, at the end, what is said about the authors by their names."""
    for number in reversed(draft.left()[-LAST_LINES:]):
        if is_note_on(draft.authors, draft.lines[number]):
            draft.remove(number, "author-box", "says who the author is")


RULES: tuple[Callable[[Draft], None], ...] = (
    repeated_title,
    archive_date_and_byline,
    page_furniture,
    author_note,
    edges,
)
"""The rules in their order: titles tell where bylines are looked for, furniture tells where the body ends."""


def clean_text(data: str, *, url: str | None = None) -> Cleaned:
    """Return the article in `data`; see `reader.cleaning.clean_text`."""
    text = normalise_unicode(sanitise(mend_mojibake(data)))
    if text.count("\n") >= FEWEST_LINES:
        lines = logical_lines(text)
        cleaned = clean_page(lines, url or "") if is_page(lines) else None
        if cleaned is not None:
            return cleaned
    draft = Draft([line.strip() for line in text.split("\n")])
    for rule in RULES:
        rule(draft)
    kept = [(line.rstrip() if number not in draft.gone else None) for number, line in enumerate(text.split("\n"))]
    blocks, body = make_blocks(kept)
    article = Article(
        title=without_site(draft.title, host_and_path(url or "")[0]),
        authors=draft.authors,
        published=draft.published or date_in(url or ""),
        modified=draft.modified,
        site=draft.site,
        url=url or "",
        language=guess_language(body),
        blocks=blocks,
        text=body,
    )
    removed = tuple(
        Removed(draft.lines[number], rule, reason, number + 1)
        for number, (rule, reason) in sorted(draft.gone.items())
    )
    issues = () if body else (Issue("no-body", "No body was found.", url or ""),)
    return Cleaned(article, removed, issues)
