"""Who speaks without being named, and when a pronoun takes them up."""

from __future__ import annotations

import pytest

from reader.quotations import find_quotations

FERRY = "“We were late,” said Brian Holt, who runs the ferry. "
SAID = " “It burned all night,” he said."


@pytest.mark.parametrize(
    ("between", "name"),
    [
        ("A fisherman shook his head.", "fisherman"),
        ("One fisherman, who was cold, shook his head.", "One fisherman"),
        ("His brother shook his head.", "His brother"),
        ("A taxi driver shook his head.", "taxi driver"),
        ("A spokesman for the Tide Office shook his head.", "spokesman for the Tide Office"),
        ("A woman shook her head.", "Brian Holt"),
        ("The fisherman shook his head.", "Brian Holt"),
        ("His rallies were loud.", "Brian Holt"),
        ("A letter from a fisherman lay there.", "Brian Holt"),
        ("Two fishermen laughed.", "Brian Holt"),
        ("A fisherman shook his head. It was cold. Nobody spoke.", "Brian Holt"),
        ("A fisherman was cold. Karl Weber shook his head.", "Karl Weber"),
        ("“A man came. A fisherman laughed,” he said.", "Brian Holt"),
        ("It was cold.", "Brian Holt"),
    ],
)
def test_a_pronoun_takes_up_who_begins_the_sentence_before(between: str, name: str) -> None:
    last = find_quotations(FERRY + between + SAID)[-1]
    assert (last.speaker_name, last.speaker and last.speaker.text) == (name, "he")


def test_it_is_unsure_whom_a_pronoun_takes_up() -> None:
    assert find_quotations(f"{FERRY}A fisherman shook his head.{SAID}")[-1].confidence < 0.8


@pytest.mark.parametrize(
    ("gap", "name"),
    [(" ", "fisherman"), (" Karl Weber listened. ", "Karl Weber"), ("\n\nIt was late.\n\n", "Brian Holt")],
)
def test_a_pronoun_takes_up_who_spoke_before(gap: str, name: str) -> None:
    text = f"{FERRY}“It rained,” a fisherman said.{gap}“It burned all night,” he said."
    assert find_quotations(text)[-1].speaker_name == name
