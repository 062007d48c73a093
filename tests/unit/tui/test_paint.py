"""What stands beside a quotation: a short name, with a question mark where it is unsure, and a bar that tells voices of one colour apart."""

from __future__ import annotations

import pytest

from reader.config.paths import find_paths
from reader.config.themes import Theme, read_themes
from reader.document import Mention, Quotation, QuotationKind
from reader.text import cell_width
from reader.tui.manuscript import fit_name
from reader.tui.paint import gutter_name
from reader.tui.palette import VOICE_SIGNS, palette_of

VOICES = 32
"""As many as four signs on eight colours tell apart; a theme of fewer colours tells fewer."""


def spoken(name: str, mention: str = "") -> Quotation:
    speaker = Mention(0, len(mention), mention) if mention else None
    return Quotation(20, 30, QuotationKind.DIRECT, speaker, name)


@pytest.mark.parametrize(
    ("name", "mention", "width", "shown"),
    [
        ("Brian Holt", "Brian Holt", 9, "Holt"),
        ("Brian Holt", "he", 9, "Holt"),
        ("Ada Lindt and Otto Falk", "two leaders", 9, "leaders"),
        ("Ada Lindt and Otto Falk", "The two leaders", 14, "two leaders"),
        ("Ada Lindt and Otto Falk", "Lindt and Falk", 14, "Falk"),
        ("spokesperson for the Tide Office", "a spokesperson", 14, "spokesperson"),
        ("spokesperson for the Tide Office", "a spokesperson", 9, "spokesperson"),
        ("deputy mayor of Ellery", "the deputy mayor", 9, "mayor"),
        ("officials", "officials", 9, "officials"),
        ("ブライアン・ホルト", "", 9, "ホルト"),
        ("Gal·la Serra", "Gal·la", 9, "Serra"),
        ("", "", 9, ""),
        ("Ada\x1b[31m", "", 9, "Ada"),
    ],
)
def test_what_the_gutter_shows_of_a_speaker(name: str, mention: str, width: int, shown: str) -> None:
    assert gutter_name(spoken(name, mention), width) == shown


@pytest.mark.parametrize(
    ("name", "width", "is_sure", "shown"),
    [
        ("Ada Lindt", 12, True, "Ada Lindt   "),
        ("Ada Lindt", 12, False, "Ada Lindt?  "),
        ("Ada Lindt", 10, False, "Ada Lindt?"),
        ("Ada Lindt", 9, False, "Ada Lin…?"),
        ("ブライアン", 7, False, "ブラ …?"),
        ("Ada", 1, False, "?"),
        ("", 3, False, "   "),
    ],
)
def test_a_name_that_is_cut_keeps_its_question_mark(name: str, width: int, is_sure: bool, shown: str) -> None:
    assert fit_name(name, width, is_sure=is_sure) == shown


@pytest.mark.parametrize("has_colour", [True, False])
@pytest.mark.parametrize("theme", read_themes(find_paths().config)[0], ids=lambda theme: theme.name)
def test_more_voices_than_colours_are_told_apart(theme: Theme, has_colour: bool) -> None:
    palette = palette_of(theme, has_colour=has_colour)
    worn = [(palette.voice(voice), palette.voice_sign(voice)) for voice in range(VOICES)]
    alike = len(VOICE_SIGNS) * len(palette.voices)
    assert len(set(worn)) == min(VOICES, alike)
    assert len(set(worn[:alike])) == len(worn[:alike])
    assert all(cell_width(sign) == 1 for sign in VOICE_SIGNS)
