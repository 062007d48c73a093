"""Words that open a sentence are no part of the name behind them."""

from __future__ import annotations

import pytest

from reader.quotations.names import find_names
from reader.quotations.openings import without_openings


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Murió Octavio Reyes.", "es", ["Octavio Reyes"]),
        ("Morreu Fernando Reis.", "pt", ["Fernando Reis"]),
        ("Su X si legge altro.", "it", []),
        ("De Boer zegt niets.", "nl", ["De Boer"]),
        ("Me Sophie Brunel attend.", "fr", ["Sophie Brunel"]),
        ("Murió Octavio Reyes.", "en", ["Murió Octavio Reyes"]),
    ],
)
def test_names_without_what_opens_their_sentence(text, language, expected):
    assert [item.name for item in without_openings(find_names(text), language)] == expected
