"""The room's word lists: each says what it holds, and a list by kinds has words of every kind that its header names."""

from __future__ import annotations

import re

import pytest

from reader.quotations import words

LISTS = sorted(words._DATA.glob("*.txt"))
TOLD = ("noun_phrases", "beside_names", "reported", "talk", "between", "terms", "nobody")
"""Lists whose headers tell each kind in a line of its own."""
BY_KIND = [path for path in LISTS if "first on each" in path.read_text(encoding="utf-8").splitlines()[0]]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_a_list_begins_with_what_it_holds(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ") and len(first.split()) > 5


@pytest.mark.parametrize("path", BY_KIND, ids=lambda path: path.stem)
def test_every_kind_that_a_header_names_has_words(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    named = [match[1] for line in lines if (match := re.match(r"# ([a-z-]+): ", line))]
    assert all(words.listed(path.name, kind) for kind in named)
    assert set(named) <= {line.split()[0] for line in lines if line[0] != "#"}


@pytest.mark.parametrize("path", [path for path in BY_KIND if path.stem in TOLD], ids=lambda path: path.stem)
def test_every_kind_that_has_words_is_told_by_the_header(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    named = {match[1] for line in lines if (match := re.match(r"# ([a-z-]+): ", line))}
    assert {line.split()[0] for line in lines if line[0] != "#"} == named


def test_the_words_of_a_kind_come_in_order_and_once():
    assert words.listed("name_words.txt", "generation") == ("Jr", "Sr", "II", "III", "IV")


@pytest.mark.parametrize(
    ("post", "name"), [("oppositionsführer", "führer"), ("landrat", "landrat"), ("sprecher", ""), ("tisch", "")]
)
def test_german_posts_that_are_written_together_are_known_by_their_end_unless_that_is_all(post, name):
    assert words.role_of(post) == name
