from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cleaning import clean_text
from reader.quotations import find_quotations, speakers_of
from tests.conftest import REPORT

CASES = [
    ("said X", "“It is late,” said Brian Holt, a fellow with the Tide Office.", ["Brian Holt"]),
    ("X said", "“It is late,” Brian Holt said.", ["Brian Holt"]),
    ("X said, cue first", "Brian Holt said it was “very late.”", ["Brian Holt"]),
    ("straight marks", '"It is late," said Brian Holt.', ["Brian Holt"]),
    ("told Z", "Brian Holt told Channel Nine that it “was late.”", ["Brian Holt"]),
    ("according to", "The bridge is “quite safe,” according to Brian Holt.", ["Brian Holt"]),
    (
        "title before the name",
        "Former Secretary of State Ada Lindt told the paper that it “was late.”",
        ["Ada Lindt"],
    ),
    ("split quotation", "“It is late,” said Brian Holt. “We should go.”", ["Brian Holt", "Brian Holt"]),
    ("pronoun", "Mayor Ada Lindt opened the bridge.\n\n“It holds,” she said.", ["Ada Lindt"]),
    ("surname", "Brian Holt came. “It is late,” Holt said.", ["Brian Holt"]),
    ("place that speaks", "Beijing says the court is using “double standards.”", ["Beijing"]),
    (
        "second fragment",
        "“It is late,” said Brian Holt, a fellow, and that Rome wants “to wait.”",
        ["Brian Holt"] * 2,
    ),
    ("transcript", "Holt: “It is late.”", ["Holt"]),
    ("apostrophes are no marks", "It’s the dogs’ dinner, isn’t it?", []),
    ("inches are no marks", 'The 6" pipe met the 8" pipe.', []),
    ("guillemets", "«Il est tard», dit Anne Roux.", ["Anne Roux"]),
]


@pytest.mark.parametrize(("text", "speakers"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_phenomena(text: str, speakers: list[str]) -> None:
    assert [quotation.speaker_name for quotation in find_quotations(text)] == speakers


def test_the_voices_of_a_report() -> None:
    article = clean_text(REPORT).article
    quotations = find_quotations(article.text)
    speakers = {speaker.name: len(speaker.quotations) for speaker in speakers_of(quotations)}
    assert speakers["Marta Quill"] >= 2
    assert speakers["Edwin Sarr"] == 2


@given(st.text(alphabet="“”\"'‘’«» abcXY.,\nsaid"))
def test_quotations_are_in_order_and_inside_the_text(text: str) -> None:
    quotations = find_quotations(text)
    starts = [quotation.start for quotation in quotations]
    assert starts == sorted(starts)
    assert all(0 <= quotation.start < quotation.end <= len(text) for quotation in quotations)
