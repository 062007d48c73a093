"""Reprints and re-saves are folded; articles that differ are not, whatever they share."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.document import Article, Block, BlockKind
from reader.library import ArticleQuery, Library
from reader.library.articles.duplicates import is_version, kept_hashes, shingles
from tests.benchmarks.corpus import Corpus


def put(library: Library, text: str, name: str, title: str = "A title") -> int:
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    return library.articles.put(Article(title=title, text=text, blocks=(block,)), (), path=f"/{name}")


def story(seed: int, words: int = 400) -> str:
    return Corpus(seed=seed, words=words).article(seed)[0].text


def cruft(text: str) -> str:
    return f"Share this story\n\n{text}\n\nSign up for our newsletter. Read more about rivers. © 2024 The Gazette."


def typography(text: str) -> str:
    return text.replace("“", '"').replace("”", '"').replace("\n\n", "\n").upper()


def typos(text: str) -> str:
    words = text.split(" ")
    for place in range(50, len(words), 120):
        words[place] = "x" + words[place]
    return " ".join(words)


def without_the_end(text: str) -> str:
    return text[: int(len(text) * 0.92)]


@pytest.fixture
def library(home: Path) -> Library:
    return Library.open(home / "data")


@pytest.mark.parametrize("change", [cruft, typography, typos, without_the_end])
@pytest.mark.parametrize("seed", range(4))
def test_a_reprint_is_folded(library: Library, change: object, seed: int) -> None:
    assert callable(change)
    first = put(library, story(seed), "one")
    second = put(library, change(story(seed)), "two", "Another title")
    assert library.articles.versions(first) == [second]
    assert [row.id for row in library.articles.rows(0, 9, ArticleQuery())] == [first]
    assert library.articles.rows(0, 1, ArticleQuery())[0].versions == 2


def results(numbers: list[int]) -> str:
    lines = (
        "The winning numbers of the county lottery were drawn on the pier before a small crowd this week as always"
    )
    return " ".join(f"{lines}, and they were {number}." for number in numbers)


def test_what_differs_in_its_numbers_is_not_folded(library: Library) -> None:
    chooser = random.Random(1)
    put(library, results([chooser.randrange(1000) for _ in range(12)]), "one")
    other = put(library, results([chooser.randrange(1000) for _ in range(12)]), "two")
    assert library.articles.rows_of([other])[0].version_of is None


def test_an_article_around_another_is_not_folded(library: Library) -> None:
    put(library, story(1), "one")
    around = put(library, f"{story(2)}\n\n{story(1)}\n\n{story(3)}", "two")
    assert library.articles.rows_of([around])[0].version_of is None


def test_a_standing_sentence_folds_nothing(library: Library) -> None:
    standing = (
        "This newspaper is printed in the harbour and is free for whoever comes to the pier by boat or on foot. " * 2
    )
    numbers = [put(library, f"{story(seed, 200)}\n\n{standing}", f"{seed}") for seed in range(12)]
    assert all(row.version_of is None for row in library.articles.rows_of(numbers))


def test_short_texts_are_left_alone(library: Library) -> None:
    put(library, "The river rose on Monday.", "one")
    put(library, "The river rose on Monday.", "two")
    assert library.articles.count(ArticleQuery()) == 2


def test_versions_of_versions_have_one_leader(library: Library) -> None:
    first, second, third = (put(library, change(story(5)), change.__name__) for change in (cruft, typos, typography))
    assert library.articles.versions(first) == [second, third]


def test_a_leader_that_became_another_article_leaves_its_versions(library: Library) -> None:
    first, second, third = (put(library, change(story(5)), change.__name__) for change in (cruft, typos, typography))
    put(library, story(6), "cruft")
    assert library.articles.versions(first) == []
    assert library.articles.versions(second) == [third]
    assert library.articles.count(ArticleQuery()) == 2


def test_a_folded_hit_shows_its_leader_once(library: Library) -> None:
    first = put(library, story(5), "one")
    put(library, f"{story(5)} Zeppelins everywhere.", "two")
    word = story(5).split()[3]
    assert list(library.articles.ids(ArticleQuery(text="zeppelins"))) == [first]
    assert list(library.articles.newest(ArticleQuery(text=word)).numbers) == [first]


@given(st.text(max_size=400))
def test_any_text_is_its_own_version(text: str) -> None:
    found = shingles(text)
    assert is_version(text, found, text)
    assert kept_hashes(found) == sorted(found)[:8] or len(found) < 40
