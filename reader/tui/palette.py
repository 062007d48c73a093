"""A theme file's colours as styles: for Textual's own parts, and for the lines that we paint ourselves.

Every style has a background, because a segment without one takes what happened to be there before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style
from textual.theme import Theme as TextualTheme

if TYPE_CHECKING:
    from reader.config.themes import Theme


VOICE_SIGNS = ("▎", "║", "┇", "▒")
"""The bars beside quotations: who comes after the last colour wears the first one again, with the next of these."""


class Palette(NamedTuple):
    """The styles that lists, pages and bars are painted with; `voices` has one for each colour of the theme."""

    dark: bool
    text: Style
    muted: Style
    accent: Style
    heading: Style
    link: Style
    code: Style
    mark: Style
    warning: Style
    bar: Style
    bar_key: Style
    bar_muted: Style
    cursor: Style
    cursor_muted: Style
    cursor_accent: Style
    selection: Style
    hit: Style
    current_hit: Style
    voices: tuple[Style, ...]
    highlights: dict[str, Style]

    def highlight(self, colour: str) -> Style:
        """Return the ground of words highlighted in `colour`; a colour that this program lacks is the first one's."""
        return self.highlights.get(colour) or next(iter(self.highlights.values()))

    def voice(self, index: int) -> Style:
        """Return the style of an article's voice number `index`, counted from 0; -1 is a voice without a name."""
        return self.voices[index % len(self.voices)] if index >= 0 else self.muted

    def voice_sign(self, index: int) -> str:
        """Return the bar of an article's voice number `index`: voices of one colour are told apart by it."""
        return VOICE_SIGNS[max(0, index) // len(self.voices) % len(VOICE_SIGNS)]


def palette_of(theme: Theme, *, has_colour: bool = True) -> Palette:
    """Make the styles of `theme`; where the terminal has no colour, voices are told by weight and by their names."""
    colour = theme.colours
    page, surface, panel = colour["background"], colour["surface"], colour["panel"]
    return Palette(
        dark=theme.dark,
        text=Style(color=colour["text"], bgcolor=page),
        muted=Style(color=colour["muted"], bgcolor=page),
        accent=Style(color=colour["accent"], bgcolor=page),
        heading=Style(color=colour["heading"], bgcolor=page, bold=True),
        link=Style(color=colour["link"], bgcolor=page, underline=True),
        code=Style(color=colour["code"], bgcolor=page),
        mark=Style(color=colour["mark"], bgcolor=page),
        warning=Style(color=colour["warning"], bgcolor=page),
        bar=Style(color=colour["text"], bgcolor=panel),
        bar_key=Style(color=colour["accent"], bgcolor=panel, bold=True),
        bar_muted=Style(color=colour["muted"], bgcolor=panel),
        cursor=Style(color=colour["text"], bgcolor=surface),
        cursor_muted=Style(color=colour["muted"], bgcolor=surface),
        cursor_accent=Style(color=colour["accent"], bgcolor=surface),
        selection=Style(bgcolor=colour["selection"]),
        hit=Style(color=page, bgcolor=colour["accent"]),
        current_hit=Style(color=page, bgcolor=colour["mark"], bold=True),
        voices=tuple(Style(color=voice, bgcolor=page) for voice in theme.voices)
        if has_colour
        else (Style(color=colour["text"], bgcolor=page, bold=True),),
        highlights={name: Style(bgcolor=colour) for name, colour in theme.highlights.items()},
    )


def textual_theme(theme: Theme) -> TextualTheme:
    """Return `theme` for Textual's own parts: inputs, toasts and the command palette."""
    colour = theme.colours
    return TextualTheme(
        name=f"quoth-{theme.name}",
        primary=colour["accent"],
        secondary=colour["link"],
        accent=colour["accent"],
        warning=colour["warning"],
        error=colour["error"],
        success=colour["mark"],
        foreground=colour["text"],
        background=colour["background"],
        surface=colour["surface"],
        panel=colour["panel"],
        dark=theme.dark,
    )
