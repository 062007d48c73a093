"""One word at a time, in one place: for reading fast without moving the eyes (rapid serial visual presentation)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from reader.text import cell_width, sanitise_line
from reader.text.unspaced import IDEOGRAPHS, KANA
from reader.tui.scoped_screen import ScopedScreen
from reader.tui.widgets.bar import Bar
from reader.typesetting.bidi import turned

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from reader.tui.host import Host

_UNSPACED = IDEOGRAPHS + KANA
_WORD = re.compile(rf"[「『（〈《【〔“‘]*[{_UNSPACED}]{{1,5}}[、。，．！？；：…」』）〉》】〕”’]*|[^\s{_UNSPACED}]+")
"""What is shown at a time: a word, or a few letters where words are not parted."""
LOOKED_BACK = 400
"""Characters in which the word before another one begins."""
SLOWEST, FASTEST, STEP = 60, 1000, 20
LONG_WORD, SENTENCE_END, CLAUSE_END = 9, 2.2, 1.5
"""Letters from which a word stays longer; how many times as long the last words of sentences and clauses stay."""


class Word(Widget):
    """One word, with the letter that the eye rests on always in the same cell."""

    can_focus = False
    DEFAULT_CSS = "Word { width: 1fr; height: 1fr; }"

    def __init__(self, app: Host, *, is_turned: bool) -> None:
        """`is_turned` tells whether words that run from right to left are turned round here, as they are on the page."""
        super().__init__()
        self._palette = app.palette
        self._is_turned = is_turned
        self.word = ""

    def show(self, word: str) -> None:
        """Show `word`."""
        word = sanitise_line(word)
        self.word = turned(word) if self._is_turned else word
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint the word in the middle row, a mark over and under its resting place."""
        text, width, middle = self._palette.text, self.size.width, self.size.height // 2
        column = max(0, width // 2 - 4)
        if y in (middle - 1, middle + 1):
            return Strip([Segment(" " * column, text), Segment("·", self._palette.muted)]).adjust_cell_length(
                width, text
            )
        if y != middle or not self.word:
            return Strip([Segment(" " * width, text)], width)
        rest = resting_place(self.word)
        before, letter, after = self.word[:rest], self.word[rest], self.word[rest + 1 :]
        segments = [
            Segment(" " * max(0, column - cell_width(before)), text),
            Segment(before, text),
            Segment(letter, self._palette.accent + Style(bold=True)),
            Segment(after, text),
        ]
        return Strip(segments).adjust_cell_length(width, text)


def resting_place(word: str) -> int:
    """Return the index of the letter on which the eye rests: a little before the middle."""
    return min(4, max(0, (len(word) + 2) // 4)) if word else 0


def stay(word: str, words_per_minute: float) -> float:
    """Return the seconds that `word` is shown."""
    factor = 1.0 + 0.06 * max(0, len(word) - LONG_WORD)
    bare = word.rstrip("\"'”’»)]")
    if bare.endswith((".", "!", "?", "…", "。")):
        factor = SENTENCE_END
    elif bare.endswith((",", ";", ":", "—", "–")):
        factor = CLAUSE_END
    return factor * 60 / words_per_minute


class OneWordScreen(ScopedScreen):
    """The words of a text from an offset on; gives back the offset it came to."""

    SCOPES: ClassVar[tuple[str, ...]] = ("everywhere", "one_word")

    def __init__(
        self, app: Host, text: str, offset: int, words_per_minute: float, *, is_turned: bool = False
    ) -> None:
        super().__init__()
        self._text = text
        self._offset = offset
        self._end = offset
        self._pace = max(SLOWEST, min(FASTEST, round(words_per_minute / STEP) * STEP))
        self._timer: Timer | None = None
        self._is_running = False
        self.word = Word(app, is_turned=is_turned)
        self.bar = Bar(app.palette)

    def compose(self) -> ComposeResult:
        """The word over the bar."""
        yield self.word
        yield self.bar

    def on_mount(self) -> None:
        """Show the first word and wait for the reader to begin."""
        super().on_mount()
        self._step()

    def _step(self) -> bool:
        match = _WORD.search(self._text, self._end)
        if match is not None:
            self._offset, self._end = match.span()
            self.word.show(match.group())
        self._show_bar()
        return match is not None

    def _show_bar(self) -> None:
        share = self._end / max(1, len(self._text))
        hints = (("space", "stop" if self._is_running else "go"), ("+", "faster"), ("-", "slower"), ("q", "back"))
        self.bar.show(f"{share:4.0%} · {self._pace} words a minute", hints)

    def _tick(self) -> None:
        if not self._is_running:
            return
        if self._step():
            self._timer = self.set_timer(stay(self.word.word, self._pace), self._tick)
        else:
            self._is_running = False
            self._show_bar()

    def on_screen_suspend(self) -> None:
        """Stop at this word while another screen lies over it."""
        if self._is_running:
            self.action_run_or_stop()

    def action_run_or_stop(self) -> None:
        """Go on, or stop at this word."""
        self._is_running = not self._is_running
        if self._timer is not None:
            self._timer.stop()
        if self._is_running:
            self._timer = self.set_timer(stay(self.word.word, self._pace), self._tick)
        self._show_bar()

    def action_faster(self) -> None:
        """Show each word for a shorter time."""
        self._pace = min(FASTEST, self._pace + STEP)
        self._show_bar()

    def action_slower(self) -> None:
        """Show each word for a longer time."""
        self._pace = max(SLOWEST, self._pace - STEP)
        self._show_bar()

    def action_word_forward(self) -> None:
        """To the next word."""
        self._step()

    def action_word_backward(self) -> None:
        """To the word before."""
        first = max(0, self._offset - LOOKED_BACK)
        self._end = max((match.start() for match in _WORD.finditer(self._text, first, self._offset)), default=0)
        self._step()

    def action_back(self) -> None:
        """Back to the page, at this word."""
        self.dismiss(self._offset)
