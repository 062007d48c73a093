"""Marks hold on to their words through what happens to articles, and say so where they cannot."""

from __future__ import annotations

import statistics
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.document import Anchor, Article
from reader.document.placing import anchor_at, place
from reader.pipeline import clean_path
from tests.reliability.changes import CHANGES, article_of, made_article, with_pull_quotes
from tests.reliability.measure_anchors import measure
from tests.timing import least_cpu

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "sample_articles").glob("*.*"))
RIGHT, WRONG, GHOSTS = 0.99, 0.003, 0.02
"""Shares that are promised: right where the words still stand, wrong there, and placed although they are gone."""
HARDEST = 0.96
"""The share of marks that are right after any one change."""


@pytest.fixture(scope="module")
def counts() -> dict[str, Counter[str]]:
    samples = [article for path in SAMPLES if len((article := clean_path(path).article).text) > 400]
    made = [made_article(seed) for seed in range(12)]
    quoted = [with_pull_quotes(article, seed) for seed, article in enumerate([*samples, *made[:4]])]
    return measure([*samples, *made, *quoted], marks=20, seed=20)


def test_marks_are_where_their_words_are(counts: dict[str, Counter[str]]) -> None:
    total = sum(counts.values(), Counter[str]())
    stand, gone = (
        sum(total[name] for name in names) for names in (("right", "wrong", "unplaced"), ("ghost", "told"))
    )
    assert stand > 8000
    assert gone > 400
    assert total["right"] / stand >= RIGHT
    assert total["wrong"] / stand <= WRONG
    assert total["ghost"] / gone <= GHOSTS


@pytest.mark.parametrize("name", CHANGES)
def test_no_change_is_lost_upon(counts: dict[str, Counter[str]], name: str) -> None:
    count = counts[name]
    assert count["right"] >= HARDEST * (count["right"] + count["wrong"] + count["unplaced"]), count


def test_placing_takes_no_time_that_one_notices() -> None:
    article = made_article(3, paragraphs=120)
    changed = "A new first paragraph.\n\n" + article.text.replace("“", '"')
    anchors = [anchor_at(article, start, start + 80) for start in range(0, len(article.text) - 80, 97)]
    for text, most in ((article.text, 0.00003), ("New.\n\n" + article.text, 0.0002), (changed, 0.004)):
        times = []
        for anchor in anchors:
            began = time.process_time_ns()
            place(text, anchor)
            times.append((time.process_time_ns() - began) / 1e9)
        assert statistics.median(times) < most


TEXT = article_of([
    "The ferry was late again. Nobody minded much, for the sea was calm and the bread was warm.",
    "“We are never late,” said the captain. The ferry was late again, and the gulls knew it.",
    "The ferry was late again, said the baker.",
])  # fmt: skip


def _anchored(words: str, article: Article = TEXT) -> Anchor:
    start = article.text.index(words)
    return anchor_at(article, start, start + len(words))


def test_a_look_alike_is_told_and_not_taken() -> None:
    anchor = _anchored("The ferry was late again")
    rest = TEXT.text.split("\n\n", 1)[1]
    found = place(rest, anchor)
    assert (found.state, found.is_placed) == ("uncertain", False)
    assert [rest[span.start : span.end] for span in found.candidates] == ["The ferry was late again"] * 2


def test_words_that_are_gone_are_lost() -> None:
    found = place("Another article altogether.", _anchored("the gulls knew it"))
    assert (found.state, found.candidates) == ("lost", ())
    assert found.end <= len("Another article altogether.")


def test_lost_words_lead_to_their_paragraph() -> None:
    text = "New.\n\n" + TEXT.text.replace("much, for the sea", "at all, since the bay")
    found = place(text, _anchored("much, for the sea"))
    assert found.state == "lost"
    assert text[found.nearest.start :].split("\n")[0].endswith("was calm and the bread was warm.")


def test_quote_marks_of_another_kind_belong_to_the_words() -> None:
    text = "New.\n\n" + TEXT.text.replace("“", '"').replace("”", '"')
    found = place(text, _anchored("“We are never late,”"))
    assert text[found.start : found.end] == '"We are never late,"'


def test_signs_without_letters_are_found_between_their_neighbours() -> None:
    article = article_of(["The first half of a long story ends.", "* * *", "The second half of it begins here."])
    text = "New.\n\n" + article.text.replace("half", "Half")
    found = place(text, _anchored("* * *", article))
    assert (text[found.start : found.end], found.state) == ("* * *", "certain")


def test_a_corrected_word_does_not_lose_the_mark() -> None:
    text = TEXT.text.replace("minded much", "minded very much")
    found = place("New.\n\n" + text, _anchored("Nobody minded much, for the sea was calm"))
    assert found.is_placed
    moved = "New.\n\n" + text
    assert moved[found.start : found.end] == "Nobody minded very much, for the sea was calm"


def test_anchors_of_older_journals_are_placed() -> None:
    words = "Nobody minded much, for the sea was calm and the bread was warm"
    text = "New.\n\n" + TEXT.text
    old = Anchor(words, "y was late again. ", ".\n\n“We are never late,”", 0, 26)
    found = place(text, old)
    assert (text[found.start : found.end], found.state) == (words, "certain")


def test_a_whole_article_that_was_marked_is_found_at_its_ends() -> None:
    article = made_article(5, paragraphs=300)
    anchor = anchor_at(article, 0, len(article.text))
    text = "New.\n\n" + article.text.replace("“", '"').replace("the ferry", "a ferry") + "\n\nLeave a Reply"
    assert least_cpu(lambda: place(text, anchor), enough=1) < 1
    found = place(text, anchor)
    assert (found.state, found.start) == ("certain", len("New.\n\n"))
    assert text[found.end :] == "\n\nLeave a Reply"
    half = place(text[: len(text) // 3], anchor)
    assert half.state == "uncertain"


@given(st.text(min_size=1), st.text(), st.text(max_size=60), st.text(max_size=60), st.integers(0, 50))
def test_placing_never_raises_or_leaves_the_text(text: str, exact: str, prefix: str, suffix: str, start: int) -> None:
    anchor = Anchor(exact, prefix, suffix, 0, start, paragraph=prefix + exact + suffix)
    found = place(text, anchor)
    spans = [(found.start, found.end), *((span.start, span.end) for span in found.candidates)]
    assert all(0 <= first <= last <= len(text) for first, last in spans)


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=6), st.data())
def test_an_unchanged_text_gives_the_same_place(parts: list[str], data: st.DataObject) -> None:
    article = article_of(parts)
    start = data.draw(st.integers(0, len(article.text)))
    end = data.draw(st.integers(start, len(article.text)))
    found = place(article.text, anchor_at(article, start, end))
    if start < end:
        assert (found.start, found.end, found.state) == (start, end, "exact")
