"""How an article stands in the list: what makes room for what."""

from __future__ import annotations

from datetime import date

import pytest

from reader.library.articles.rows import ArticleRow
from reader.text import cell_width
from reader.tui.library.rows import facts_line


@pytest.mark.parametrize(
    ("width", "facts"),
    [
        (80, "The Carrow Harbour Gazette · 20 Nov 2026 · 5 min  ❝2  3 versions"),
        (52, "The Carrow… · 20 Nov 2026 · 5 min  ❝2  3 versions"),
        (48, "The Carrow Har… · 20 Nov 2026  ❝2  3 versions"),
        (30, "The Carrow…  ❝2  3 versions"),
    ],
)
def test_the_name_of_a_site_makes_room_for_day_and_length(width: int, facts: str) -> None:
    row = ArticleRow(
        1, "The lamp", "The Carrow Harbour Gazette", date(2026, 11, 20), 5, 900, 2, 0.0, "unread", 0, "", "", 3
    )
    pieces = facts_line(row, width)
    assert "".join(words for words, _ in pieces).strip() == facts
    assert sum(cell_width(words) for words, _ in pieces) < width


@pytest.mark.parametrize("width", [30, 60])
def test_many_tags_leave_room_for_where_and_when(width: int) -> None:
    tags = tuple(f"tag-number-{number}" for number in range(9))
    row = ArticleRow(
        1, "The lamp", "Carrow Gazette", date(2026, 11, 20), 5, 900, 2, 0.0, "unread", 0, "", "", 1, None, tags
    )
    shown = "".join(words for words, _ in facts_line(row, width))
    assert shown.strip().startswith("Carrow Gazette")
    assert "❝2" in shown
    assert ("#tag-number-1" in shown) == (width == 60)
    assert cell_width(shown) < width
