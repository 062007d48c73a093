from __future__ import annotations

import pytest

from reader.typesetting.tables import column_widths


@pytest.mark.parametrize(
    ("cells", "words", "width", "widths"),
    [
        ([[4, 6, 30]], [[4, 6, 9]], 60, [4, 6, 30]),
        ([[5, 6, 80, 12]], [[5, 6, 8, 7]], 60, [5, 6, 31, 12]),
        ([[40, 40]], [[8, 8]], 42, [20, 20]),
        ([[60, 20]], [[20, 5]], 42, [20, 20]),
        ([[30, 30, 30]], [[20, 20, 20]], 34, [10, 10, 10]),
    ],
)
def test_the_widest_columns_give_way_first(
    cells: list[list[int]], words: list[list[int]], width: int, widths: list[int]
) -> None:
    assert column_widths(cells, words, width) == widths


def test_a_table_that_can_be_moved_breaks_no_word() -> None:
    assert column_widths([[30, 30, 30]], [[20, 20, 20]], 34, is_sideways=True) == [20, 20, 20]
