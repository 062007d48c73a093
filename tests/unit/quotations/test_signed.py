"""Names that stand alone beside a quotation: who signs it, whose headline it is, and what is neither."""

from __future__ import annotations

import pytest

from reader.quotations.marks import find_marked_spans
from reader.quotations.scene import Scene
from reader.quotations.signed import HEADLINE_REACH, before_bracket, headline, headline_behind, signature

LONG = "The ferry left late and the quay was wet. " * (HEADLINE_REACH // 40 + 1)


def found_by(rule, text: str) -> str:
    """Return whom `rule` finds for the last quotation of `text`, "" for nobody."""
    spans = find_marked_spans(text)
    found = rule(Scene.of(text, spans, "en"), spans[-1])
    return found.mention.text if found else ""


@pytest.mark.parametrize(
    ("rule", "text", "speaker"),
    [
        (headline, "Brian Holt: Bridge ‘will not hold’", "Brian Holt"),
        (headline_behind, "‘The bridge will not hold’: Holt", "Holt"),
        (headline_behind, "‘The bridge will not hold’: Holt\n\nThe quay was wet.", "Holt"),
        (signature, "“The bridge will not hold.” ― Brian Holt, harbour master", "Brian Holt"),
        (signature, "“The bridge will not hold.”\n\n- Brian Holt", "Brian Holt"),
        (before_bracket, "Brian Holt (“never in all my years”) left.", "Brian Holt"),
    ],
)
def test_a_name_that_stands_alone(rule, text, speaker):
    assert found_by(rule, text) == speaker


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (headline, f"Brian Holt: Bridge closed. {LONG}Some say it ‘will not hold’"),
        (headline, f"Brian Holt: Bridge ‘will not hold’ and {LONG}"),
        (headline, "Note: Bridge ‘will not hold’"),
        (headline_behind, f"‘The bridge will not hold’: Holt went on. {LONG}and so on"),
        (headline_behind, "‘The bridge will not hold’: Holt left."),
        (signature, "“The bridge will not hold.” ― a sign"),
        (before_bracket, "Brian Holt (“The Late Bridge”) left."),
    ],
)
def test_what_names_nobody(rule, text):
    assert found_by(rule, text) == ""
