from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.cleaning import cruft
from reader.cleaning.cruft import _alternatives, cruft_rule


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Leave a Reply", "comment-form"),
        ("12 Comments on The Tide Office", "comment-form"),
        ("Click to share on Facebook (Opens in new window)", "share"),
        ("The best of Carrow, delivered to your inbox", "newsletter"),
        ("© 2024 Carrow Herald", "legal"),
        ("2024 Carrow Herald. All rights reserved.", "legal"),
        ("Prev 1 2 3 next", "pagination"),
        ("Teilen", "share"),
        ("The harbour kept its clock.", ""),
        ("All rights reserved a seat for the mayor", ""),
    ],
)
def test_a_line_is_known_whatever_it_begins_with(line: str, rule: str) -> None:
    assert cruft_rule(line) == rule


def test_an_expression_is_taken_apart_at_its_first_letters() -> None:
    assert _alternatives("(tag|topics): .*|page \\d+") == ["tag: .*", "topics: .*", "page \\d+"]
    assert _alternatives("(a|(b|c) d)( e)?") == ["a( e)?", "b d( e)?", "c d( e)?"]
    assert _alternatives("(click to )?share|[|·] x") == ["(click to )?share", "[|·] x"]


def test_no_expression_of_the_list_is_lost() -> None:
    path = Path(cruft.__file__).with_name("data") / "cruft.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            for one in _alternatives(line.split("\t", 1)[1]):
                re.compile(one)
