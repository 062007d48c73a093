"""Find in the article, as you type."""

from __future__ import annotations

from reader.text.alike import Repertoire
from reader.tui.find import NO_HITS, Found, find
from reader.tui.reading.frame import ReadingPart


class Finding(ReadingPart):
    """The actions that find words."""

    def action_find(self) -> None:
        """Find as you type; escape goes back to where you were, and to what was found before."""
        from reader.tui.past_searches import BACK_AND_FORTH, IN_ARTICLES, Earlier

        self.found_before = Found(self.hits, self.hit, self.find_from)
        self.is_finding = True
        self.find_from = self.page.top
        if self.repertoire is None:
            self.repertoire = Repertoire(self.opened.article.text)
        earlier = Earlier(self.quoth.past_searches.latest_first(IN_ARTICLES), lambda key: BACK_AND_FORTH.get(key, 0))
        self.quoth.ask("/", "", self._find_ended, on_change=self._find_typed, earlier=earlier)

    def _find_typed(self, query: str) -> str:
        """Mark the hits of what was typed so far, and return how many there are."""
        assert self.repertoire is not None
        here = self.find_from or 0
        self.hits = find(query, self.opened.article.text, self.repertoire)
        self.hit = self.hits.nearest(here)
        if self.hit >= 0:
            self.page.reveal(self.hits.span(self.hit)[0])
        else:
            self.page.go_to(here)
        self.show_state()
        if self.hits.problem or not query.strip():
            return self.hits.problem
        return f"{self.hit + 1:,}/{len(self.hits):,}" if self.hits else "nothing"

    def _find_ended(self, query: str | None) -> None:
        self.is_finding = False
        here = self.find_from or 0
        if not query or not query.strip():
            self.page.go_to(here)
            self.hits, self.hit, self.find_from = self.found_before
        else:
            from reader.tui.past_searches import IN_ARTICLES

            self.quoth.past_searches.add(IN_ARTICLES, query)
            if self.hits.problem:
                self.quoth.warn(self.hits.problem)
            elif not self.hits:
                self.quoth.say(f"“{query}” is not in this article.")
            if self.hits:
                self.found_words = query
                self.jumps.leave(here)
                self._reveal_hit()
        self.show_state()

    def forget_hits(self) -> bool:
        """Mark what was found here no longer; tell whether there was anything.

        The hits of a search in the library stay: whoever came for them goes back by one key.
        """
        if not self.hits or self.find_from is None:
            return False
        self.hits, self.hit, self.find_from = NO_HITS, -1, None
        self.show_state()
        return True

    def action_next_hit(self) -> None:
        """To the next hit, from what is on the screen, round to the first."""
        self._step_hit(1)

    def action_previous_hit(self) -> None:
        """To the hit before it, round to the last."""
        self._step_hit(-1)

    def _step_hit(self, step: int) -> None:
        is_known = bool(self.hits)
        if not is_known and self.found_words:
            self._find_last_words()
        if not self.hits:
            self.quoth.say("Nothing is searched for: / finds words in this article.")
            return
        here = self.hits.span(self.hit)[0] if is_known else -1
        if is_known and self.page.shows(here):
            self.hit = (self.hit + step) % len(self.hits)
        else:
            here = self.page.top
            self.hit = self.hits.nearest(here, before=step < 0)
        is_round = (self.hits.span(self.hit)[0] - here) * step < 0
        self._reveal_hit()
        self.show_state()
        if is_round:
            self.bar.tell(f"{self.hit_told} · round to the {'first' if step > 0 else 'last'} one")

    def _find_last_words(self) -> None:
        """Find what was searched for last: that the hits were let go of does not mean that nobody wants them again."""
        text = self.opened.article.text
        if self.repertoire is None:
            self.repertoire = Repertoire(text)
        self.hits, self.find_from = find(self.found_words, text, self.repertoire), self.page.top

    def _reveal_hit(self) -> None:
        start, self.mark_walked = self.hits.span(self.hit)[0], -1
        self.have_in_view(start)
        self.page.reveal(start)
