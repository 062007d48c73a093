"""Links and footnotes: each that is on the screen gets letters; typing them follows it."""

from __future__ import annotations

from itertools import product
from urllib.parse import unquote, urlsplit

from reader.document import BlockKind, Inline, InlineKind
from reader.text import fold
from reader.tui.reading.motions import Motions
from reader.tui.selection import block_at

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
_FOLLOWED = (InlineKind.LINK, InlineKind.NOTE_REFERENCE)


class Links(Motions):
    """The hints over links."""

    def action_show_hints(self) -> None:
        """Put letters on the links and footnotes of the screen."""
        article, page = self.opened.article, self.page
        shown = [
            inline
            for block in page.blocks_shown()
            for inline in article.blocks[block].inlines
            if inline.kind in _FOLLOWED and page.shows(inline.start)
        ]
        notes = [
            Inline(InlineKind.NOTE_REFERENCE, article.blocks[number].start, article.blocks[number].end, "")
            for number in page.blocks_shown()
            if article.blocks[number].kind is BlockKind.NOTE and page.shows(article.blocks[number].start)
        ]
        targets = shown + notes
        if not targets:
            self.quoth.say("No link and no footnote is on the screen.")
            return
        length = 1 if len(targets) <= len(LETTERS) else 2
        labels = ("".join(letters) for letters in product(LETTERS, repeat=length))
        self.hints = dict(zip(labels, targets, strict=False))
        self.hint_typed = ""
        self.show_state()

    def take_key(self, token: str) -> bool:
        """Take the letters of a hint while hints are shown; any other key puts them away."""
        if not self.hints:
            return super().take_key(token)
        typed = self.hint_typed + token
        target = self.hints.get(typed)
        self.hint_typed = typed
        if target is None and any(label.startswith(typed) for label in self.hints):
            return True
        self.hints, self.hint_typed = {}, ""
        self.show_state()
        if target is not None:
            self._follow(target)
        return True

    def follow_at(self, offset: int) -> bool:
        """Follow the link or the reference to a note that holds `offset`; tell whether there is one."""
        block = block_at(self.opened.article, offset)
        for inline in block.inlines if block is not None else ():
            if inline.kind in _FOLLOWED and inline.start <= offset < inline.end:
                self._follow(inline)
                return True
        return False

    def _follow(self, target: Inline) -> None:
        if target.kind is InlineKind.NOTE_REFERENCE:
            self._follow_note(target)
        elif target.target.startswith("#"):
            self._follow_note(target)
        else:
            self._open(target.target)

    def _follow_note(self, target: Inline) -> None:
        """Go from a reference to its note, and from a note to the first reference to it."""
        article = self.opened.article
        block = block_at(article, target.start)
        if block is not None and block.kind is BlockKind.NOTE and not target.target:
            marker = block.marker
            kinds, starts, _, targets = article.blocks.inlines
            found = next(
                (
                    start
                    for kind, start, to in zip(kinds, starts, targets, strict=True)
                    if kind is InlineKind.NOTE_REFERENCE and to == marker
                ),
                None,
            )
        else:
            label = target.target.lstrip("#")
            found = next(
                (note.start for note in article.blocks.of_kind(BlockKind.NOTE) if note.marker == label),
                None,
            )
        if found is None and target.target.startswith("#"):
            found = self._heading_called(target.target)
        if found is None:
            self.quoth.say("What this refers to is not in this article.")
        else:
            self.jump(found, third=True)
            self.quoth.say("ctrl+o goes back.")

    def _heading_called(self, address: str) -> int | None:
        """Return where the heading is whose words make up an address inside the page, as most publishing systems make it."""
        article = self.opened.article
        wanted = _letters(unquote(address))
        headings = article.blocks.of_kind(BlockKind.HEADING) if wanted else ()
        return next((block.start for block in headings if _letters(article.text_of(block)) == wanted), None)

    def _open(self, url: str) -> None:
        """Open an address once its host was shown as it really is; other kinds of address are only told."""
        try:
            parts = urlsplit(url.strip())
            host = (parts.hostname or parts.path).encode("idna").decode("ascii") if parts.hostname else parts.path
        except (ValueError, UnicodeError):
            parts, host = urlsplit(""), ""
        if parts.scheme not in ("http", "https", "mailto") or not host:
            self.quoth.say(f"Quoth does not open {url[:200]}")
            return

        def answered(given: str | None) -> None:
            if given and urlsplit(given.strip()).scheme in ("http", "https", "mailto"):
                self.app.open_url(given.strip())

        self.quoth.ask(f"Open {host}? ⏎", url, answered)


def _letters(words: str) -> str:
    """Return the letters and figures of `words`, whatever stands between them."""
    return "".join(character for character in fold(words) if character.isalnum())
