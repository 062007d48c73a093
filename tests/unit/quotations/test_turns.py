"""Who speaks where nobody is said to speak: turns of a dialogue."""

from __future__ import annotations

from reader.document import QuotationKind
from reader.quotations import find_quotations

TALK = """“Is the boat ready?” asked Marta Quill.

“Nearly,” said Edwin Sarr.

“Nearly is not ready.”

“It will be by noon.”

“By noon the tide is gone.”

Marta Quill looked at the water. “We could row.”

“Row!”

“It has been done.”
"""
QUILL, SARR = "Marta Quill", "Edwin Sarr"


def test_two_who_talk_take_turns() -> None:
    speakers = [quotation.speaker_name for quotation in find_quotations(TALK)]
    assert speakers == [QUILL, SARR, QUILL, SARR, QUILL, QUILL, SARR, QUILL]


def test_turns_are_stated_as_less_than_sure() -> None:
    turns = [quotation for quotation in find_quotations(TALK) if quotation.evidence == "taking turns"]
    assert turns
    assert not any(quotation.is_sure for quotation in turns)


def test_a_short_answer_is_speech_and_no_term() -> None:
    assert all(quotation.kind is not QuotationKind.TERM for quotation in find_quotations(TALK))


def test_the_first_turns_are_named_by_those_that_follow() -> None:
    talk = "“Is the boat ready?”\n\n“Nearly.”\n\n“Then wait,” said Marta Quill.\n\n“I am waiting,” said Edwin Sarr.\n\n“Good.”\n"
    assert [quotation.speaker_name for quotation in find_quotations(talk)] == [QUILL, SARR, QUILL, SARR, QUILL]


def test_a_report_has_no_turns() -> None:
    report = (
        "Marta Quill opened the bridge on Monday in the rain.\n\n“It holds,” Quill said.\n\n“It always did.”\n\n"
        "Nobody from the council came to the opening, and no band played.\n\nThe road was closed until noon.\n"
    )
    assert {quotation.speaker_name for quotation in find_quotations(report)} <= {QUILL, None}


def test_a_new_scene_begins_without_turns() -> None:
    talk = TALK + "\n" + "The water went down. " * 60 + "\n\n“Who is there?”\n"
    assert find_quotations(talk)[-1].speaker_name is None
