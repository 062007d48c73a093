"""Words in two directions on the page: who turns them round, and that what lies over them lies over their cells."""

from __future__ import annotations

import pytest
from rich.style import Style

from reader.config.paths import find_paths
from reader.config.themes import read_theme
from reader.document import Article, Block, BlockKind, Quotations, assemble
from reader.text.alike import Repertoire
from reader.tui.columns import columns_for
from reader.tui.find import NO_HITS, find
from reader.tui.manuscript import Overlay, headline, make_manuscript
from reader.tui.paint import Laid, paint_line
from reader.tui.palette import palette_of
from reader.tui.turning import turns_words
from reader.typesetting import set_article


@pytest.mark.parametrize(
    ("bidi", "environment", "answer"),
    [
        ("auto", {}, True),
        ("auto", {"VTE_VERSION": "7600"}, True),
        ("auto", {"VTE_VERSION": "7600", "TMUX": "/tmp/tmux"}, False),
        ("auto", {"KONSOLE_VERSION": "220400"}, False),
        ("auto", {"TERM_PROGRAM": "Apple_Terminal"}, False),
        ("auto", {"TERM": "mlterm-256color"}, False),
        ("auto", {"KONSOLE_VERSION": ""}, True),
        ("reader", {"KONSOLE_VERSION": "220400"}, True),
        ("terminal", {}, False),
    ],
)
def test_words_are_turned_where_the_terminal_does_not(bidi: str, environment: dict[str, str], answer: bool) -> None:
    assert turns_words(bidi, environment) is answer


@pytest.mark.parametrize("turned", [True, False])
@pytest.mark.parametrize("words", ["גדה אבג דהו", "abc אבג דהו xyz", "אבג abc 12 דהו"])
def test_hits_lie_over_the_cells_of_their_words(words: str, turned: bool) -> None:
    blocks, text = assemble([(Block(BlockKind.PARAGRAPH, 0, 0), words)])
    article = Article(blocks=blocks, text=text)
    theme = read_theme(find_paths().config, "ink")[0]
    assert theme is not None
    palette = palette_of(theme)
    laid = Laid(Overlay(), find("אבג", text, Repertoire(text)))
    line = set_article(article, 30, turned=turned).line(0)
    columns = columns_for(40, 30)
    strip = paint_line(line, make_manuscript(article, Quotations()), laid, palette, columns)
    lit: Style = palette.hit
    shown = "".join(segment.text for segment in strip if segment.style and segment.style.bgcolor == lit.bgcolor)
    assert shown == ("גבא" if turned else "אבג")
    assert strip.cell_length == columns.width


@pytest.mark.parametrize(
    ("words", "turned", "shown"),
    [("אבגד מלים", True, "םילמ דגsa"), ("abcd מלים", True, "sacd םילמ"), ("אבגד מלים", False, "saגד מלים")],
)
def test_the_letters_of_a_hint_begin_where_its_word_begins(words: str, turned: bool, shown: str) -> None:
    blocks, text = assemble([(Block(BlockKind.PARAGRAPH, 0, 0), words)])
    article = Article(blocks=blocks, text=text)
    theme = read_theme(find_paths().config, "ink")[0]
    assert theme is not None
    palette = palette_of(theme)
    laid = Laid(Overlay(), NO_HITS, hints=((0, "sa"),))
    line = set_article(article, 30, turned=turned).line(0)
    strip = paint_line(line, make_manuscript(article, Quotations()), laid, palette, columns_for(40, 30))
    assert strip.text.strip() == shown
    assert "".join(segment.text for segment in strip if segment.style == palette.current_hit) == "sa"


def test_the_head_stands_where_its_title_begins() -> None:
    article = Article(title="אב abc", authors=("Ada Lindt",), blocks=assemble([])[0], text="")
    assert headline(article, 12)[1:3] == (("heading", "      אב abc"), ("muted", "   Ada Lindt"))
    assert headline(article, 12, is_turned=True)[1] == ("heading", "      abc בא")
