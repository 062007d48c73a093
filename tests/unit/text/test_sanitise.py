from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import sanitise, sanitise_line, sanitise_part
from reader.text.sanitise import MAX_MARKS_PER_CLUSTER


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("a\x1b[31mred\x1b[0m b", "ared b"),
        ("title\x1b]0;owned\x07 end", "title end"),
        ("clip\x1b]52;c;AAAA\x1b\\ end", "clip end"),
        ("asked\x1bP+q544e\x1b\\ end", "asked end"),
        (
            "told\x1bXto nobody\x1b\\ end, hidden\x1b^from all\x1b\\ end, run\x1b_by it\x1b\\ end",
            "told end, hidden end, run end",
        ),
        ("the same in one byte \x90a\x9c\x98b\x9c\x9ec\x9c\x9fd\x9c\x9de\x9c end", "the same in one byte  end"),
        ("joined\u200c\u200d\u200c\u200dtwice", "joined\u200dtwice"),
        ("c1\x9b31mx", "c1x"),
        ("nul\x00 bell\x07 back\x08", "nul bell back"),
        ("one\r\ntwo\rthree\u2028four\x0bfive", "one\ntwo\nthree\nfour\nfive"),
        ("soft\u00adhyphen \u202eoverride\u202c", "softhyphen override"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("tags\U000e0041 gone", "tags gone"),
        ("[bold]kept[/]", "[bold]kept[/]"),
    ],
)
def test_what_a_terminal_would_obey_goes(hostile: str, harmless: str) -> None:
    assert sanitise(hostile) == harmless


def test_an_unended_sequence_loses_no_words() -> None:
    assert "all of these words" in sanitise("\x1b]0;all of these words")


def test_marks_on_one_character_are_capped() -> None:
    assert len(sanitise("a" + "\u0301" * 500)) == 1 + MAX_MARKS_PER_CLUSTER


@given(st.text())
def test_nothing_that_is_left_controls_anything(text: str) -> None:
    cleaned = sanitise(text)
    assert all(unicodedata.category(c) not in ("Cc", "Cs") or c in "\n\t" for c in cleaned)
    assert not any(0x202A <= ord(c) <= 0x202E or 0x2066 <= ord(c) <= 0x2069 for c in cleaned)


@given(st.text())
def test_a_line_is_one_line(text: str) -> None:
    line = sanitise_line(text)
    assert "\n" not in line
    assert line == line.strip()


def test_a_part_of_a_line_keeps_its_blanks_and_joiners() -> None:
    assert sanitise_part(" می\u200cخواهم ") == " می\u200cخواهم "
    assert sanitise_part("a\tb\nc \x1b[31md ") == "a b c d "
