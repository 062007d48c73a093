from __future__ import annotations

import pytest

from reader.document import Article, Quotation, QuotationKind
from reader.tui.manuscript import make_manuscript
from reader.tui.reading.telling import how_far, how_much, wanted_keys, which_quotation


@pytest.mark.parametrize(
    ("share", "minutes", "told"),
    [(0.284, 2, "28% · 2 min left"), (0.9, 0, "90% · under a minute"), (1.0, 0, "100% · the end")],
)
def test_how_far_one_is(share: float, minutes: int, told: str) -> None:
    assert how_far(share, minutes) == told


def test_which_quotation_is_the_current_one() -> None:
    kinds = (QuotationKind.DIRECT, QuotationKind.TERM, QuotationKind.DIRECT)
    said = [Quotation(10 * n, 10 * n + 5, kind, None, "Brian Holt") for n, kind in enumerate(kinds)]
    manuscript = make_manuscript(Article(text="x" * 40), said)
    assert which_quotation(manuscript, -1) == "❝2"
    assert which_quotation(manuscript, 0) == "quote 1/2 Brian Holt?"
    assert which_quotation(manuscript, 1) == "❝2"
    assert which_quotation(manuscript, 2) == "quote 2/2 Brian Holt?"
    assert which_quotation(make_manuscript(Article(text="x"), ()), -1) == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [("", "0 words selected"), ("the ferry", "2 words selected"), ("ferry", "1 word selected"), ("港の灯", "3 characters selected")],
)  # fmt: skip
def test_how_much_is_selected(words: str, told: str) -> None:
    assert how_much(words) == told


@pytest.mark.parametrize("panel", [True, False])
def test_help_is_always_among_the_keys(panel: bool) -> None:
    for finds, lets_go, quotes in [
        (True, True, True),
        (True, False, False),
        (False, False, True),
        (False, False, False),
    ]:
        keys = dict(wanted_keys(finds=finds, lets_go=lets_go, quotes=quotes, has_panel=panel))
        assert keys["?"] == "help" and ("v" in keys) is panel
        assert ("n" in keys) is finds and ("esc" in keys) is lets_go and ("]" in keys) is (quotes and not finds)
