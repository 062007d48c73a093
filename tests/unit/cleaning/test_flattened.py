from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cleaning import clean_text
from reader.cleaning.features import has_credit
from reader.cleaning.flattened import KEPT_FROM, KEPT_FROM_UNKNOWN, MOST_LINES, _is_body, body_odds
from reader.cleaning.lines import logical_lines
from reader.cleaning.second_look import SECOND_NAMES, second_features
from reader.cleaning.surroundings import NAMES, line_features
from reader.cleaning.trees import stored_trees, sum_of
from reader.text.sanitise import is_clean
from tests.quality.flattened.pages import read_pages, text_nodes
from tests.timing import growth

PAGE = text_nodes(read_pages()[0])

FRAGMENTS = st.sampled_from(
    ["Home", "By Ann Lee", "May 3, 2021", "* x", "[1]y", "[a](b)", "", "   ", "\x1b[31mred", "# T", "©", "Comments", "1. 2.",
     "A sentence of more than fourteen words that goes on for a while and then it ends here.", "日本語の文です。", "\u202e", "-", "“"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(FRAGMENTS | st.text(max_size=30), min_size=36, max_size=90))
def test_no_page_raises_and_all_that_comes_out_is_clean(lines: list[str]) -> None:
    cleaned = clean_text("\n".join(lines), url="https://example.org/2020/13/45/a-b-c-d")
    article = cleaned.article
    assert all(is_clean(words) for words in (article.text, article.title, article.site, *article.authors))
    assert "\n\n".join(article.text_of(block) for block in article.blocks) == article.text


def test_pages_tell_their_language() -> None:
    told = {page.name: clean_text(text_nodes(page)).article.language for page in read_pages()}
    assert {told[name] for name in ("boulangerie", "brug", "campanile", "farol", "glasblaeser", "harbour-ferry")} == {
        "fr",
        "nl",
        "it",
        "pt",
        "de",
        "en",
    }


def test_models_were_fitted_to_the_features_that_are_measured() -> None:
    look = line_features(logical_lines(PAGE))
    assert {len(row) for row in look.rows} == {len(NAMES)}
    odds = [stored_trees("line_model.json").score(row) for row in look.rows]
    assert {len(row) for row in second_features(look, odds)} == {len(SECOND_NAMES)}


def test_a_score_is_the_sum_of_leaves() -> None:
    trees = sum_of(0.5, ((0, 1.5, -1.0, (1, 0.0, 2.0, 3.0)), 0.25), 2)
    assert trees.score([1.0, 9.0]) == -0.25
    assert trees.score([2.0, 0.0]) == 2.75
    assert trees.score([2.0, 1.0]) == 3.75


def test_a_doubtful_line_is_kept_unless_it_credits_a_picture() -> None:
    doubtful = (KEPT_FROM + KEPT_FROM_UNKNOWN) / 2
    assert _is_body("The queue at the bakery on a Sunday morning.", doubtful, KEPT_FROM_UNKNOWN)
    assert not _is_body("The queue at the bakery on a Sunday morning. © Brian Holt", doubtful, KEPT_FROM_UNKNOWN)
    assert not _is_body("The queue at the bakery on a Sunday morning.", doubtful, KEPT_FROM)


@pytest.mark.parametrize(
    ("line", "credited"),
    [
        ("The quay at low tide. © Brian Holt", True),
        ("The quay at low tide (Photo: Brian Holt)", True),
        ("The quay at low tide. Courtesy of the Tide Office", True),
        ("CARROW (AP) — The Tide Office opened its gates on Monday.", False),
        ("The quay at low tide, seen from the office.", False),
    ],
)
def test_pictures_are_credited_by_signs_and_words(line: str, credited: bool) -> None:
    assert has_credit(line, line.lower()) is credited


def test_a_dump_of_many_pages_is_judged_in_parts() -> None:
    lines = [line for line in logical_lines("Home\n\n" * (MOST_LINES + 5)) if line.text]
    assert len(body_odds(lines)) == MOST_LINES + 5


def test_the_cost_of_a_page_is_in_proportion_to_its_length() -> None:
    short, long = f"{PAGE}\n\n" * 4, f"{PAGE}\n\n" * 16
    assert growth(lambda: clean_text(short), lambda: clean_text(long), at_most=9, slight=0.002) < 9


def test_without_its_address_a_page_keeps_its_title() -> None:
    assert clean_text(PAGE).article.title == "A shed full of old car batteries lights a village"
