"""Which words stand between quotation marks, closed or not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.quotations.marks import _marks_of, find_marked_spans

PATTERN = re.compile(r"''|``|(?<![^\W_])[’']|[’'](?![^\W_])|[“”\"]")
"""Marks as one pattern finds them: no apostrophe between letters, no grave accent by itself."""


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("It was ‘Boats’ or ‘Barges’ to them.", ["‘Boats’", "‘Barges’"]),
        ("‘The boys’ club is shut,’ he said.", ["‘The boys’ club is shut,’"]),
        ("The boys’ club is ‘shut’ now.", ["‘shut’"]),
        ("“Not yet,“ said Holt. “We wait.”", ["“Not yet,“", "“We wait.”"]),
        ("It was “late“ on Monday, and “wet”.", ["“late“", "“wet”"]),
        ("They say it ended there.“ Nobody knows.", []),
        ("Dijo: «Buenas noches.\n\n»Gracias a todos».", ["«Buenas noches.", "»Gracias a todos»"]),
        ("»Gut«, sagte er.\n\n»Sehr gut«, sagte sie.", ["»Gut«", "»Sehr gut«"]),
        ('A height of 6\'2" and a 12" board.', []),
        ('It was "the 12"x4 plank" to them.', ['"the 12"x4 plank"']),
    ],
)
def test_closed(text: str, marked: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_marked_spans(text)] == marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Holt found it “rather late.\n\n“We wait,” he said.", ["“rather late.", "“We wait,”"]),
        ('Holt found it "rather late.\n\n"We wait," he said.', ['"rather late.', '"We wait,"']),
        ('Holt found it "rather late.\n\nNobody came.', []),
        ("Holt said, ''The boats are late.\n\n''We wait,'' he said.", ["''The boats are late.", "''We wait,''"]),
        ("Holt found them ''late.\n\n''We wait,'' he said.", ["''late.", "''We wait,''"]),
        ("There was no more to say.''\n\nNobody came.", []),
        ("An opening mark at the end “\n\nNobody came.", []),
    ],
)
def test_never_closed(text: str, marked: list[str]) -> None:
    spans = find_marked_spans(text)
    assert [text[span.start : span.end] for span in spans] == marked
    assert not (marked and spans[0].closed)


@pytest.mark.parametrize(
    ("language", "text", "marked"),
    [
        ("de", 'Er sagt: ,,Es ist spät", und >>wir gehen<<.', [',,Es ist spät"', ">>wir gehen<<"]),
        ("fr", "<< Il est tard >>, dit-il.", ["<< Il est tard >>"]),
        ("es", "Dijo: <<¿Es tarde?>>", ["<<¿Es tarde?>>"]),
        ("fr", "Un vide <<   loin >> des mots.", []),
        ("fr", "Voir >> ici, et 5 << 6 >> 2, ou bien,, dit-on.", []),
        ("de", "Zwischen <<<<<<< HEAD und >>>>>>> main steht beides.", []),
        ("en", "Write cout << value and later cin >> value, or x << y and >> log.", []),
    ],
)
def test_typed(language: str, text: str, marked: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_marked_spans(text, language)] == marked


@given(st.text("a1_é’'`\"“”\n ", max_size=12))
def test_marks_are_found_wherever_they_stand_but_inside_words(text: str) -> None:
    assert _marks_of(text, is_typed=False) == [(match.start(), match.group()) for match in PATTERN.finditer(text)]
