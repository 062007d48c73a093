from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.mojibake import mend_mojibake


@pytest.mark.parametrize(
    "right", ["Die Brücke über die Ahl", "it’s “so” — naïve", "10 °C à Paris", "São João, 5 £", "a 🙂 b"]
)
@pytest.mark.parametrize("wrongly", ["cp1252", "latin-1"])
def test_utf_8_read_as_something_else_is_mended(right: str, wrongly: str) -> None:
    raw = right.encode("utf-8")
    wrong = "".join(bytes([byte]).decode(wrongly, "ignore") or chr(byte) for byte in raw)
    assert mend_mojibake(wrong) == right


@pytest.mark.parametrize(
    "right", ["SÃO PAULO É ASSIM", "CAFÉ™ and „Ä“", "plain ascii", "Âge d’or", "crème brûlée, “â la carte”"]
)
def test_what_is_right_stays(right: str) -> None:
    assert mend_mojibake(right) == right


def test_a_text_of_both_kinds_comes_out_right() -> None:
    assert mend_mojibake("Brücke und BrÃ¼cke") == "Brücke und Brücke"


@given(st.text())
def test_it_never_raises_and_never_grows(text: str) -> None:
    assert len(mend_mojibake(text)) <= len(text)
