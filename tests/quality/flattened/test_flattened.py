"""Floors: how well pages flattened in six ways come out. A change that makes cleaning worse fails here."""

from __future__ import annotations

import random
from functools import cache

import pytest

from reader.cleaning import Cleaned, clean_text
from tests.quality.disguise import exchange
from tests.quality.flattened.pages import BODY, WAYS, Page, precision_and_recall, read_pages

PAGES = read_pages()
FLOORS = {
    "f1": 0.93,
    "recall": 0.98,
    "title": 0.98,
    "author_precision": 0.96,
    "author_recall": 0.96,
    "date": 0.97,
    "unknown_f1": 0.88,
}
"""A little under what the pages in all ways reached (0.958, 0.997, 1, 0.988, 0.988, 1, 0.896); none of them was fitted on."""
FACTS = ("url", "author", "date")


@cache
def cleaned(page: Page, way: int) -> Cleaned:
    return clean_text(WAYS[way](page), url=page.said("url")[0])


def every() -> list[tuple[Page, Cleaned]]:
    return [(page, cleaned(page, way)) for page in PAGES for way in range(len(WAYS))]


def share(values: list[bool]) -> float:
    return sum(values) / len(values)


def test_bodies_come_out_whole_and_alone() -> None:
    results = [precision_and_recall(found.article.text, "\n\n".join(page.said(*BODY))) for page, found in every()]
    precision = sum(one for one, _ in results) / len(results)
    recall = sum(other for _, other in results) / len(results)
    assert 2 * precision * recall / (precision + recall) >= FLOORS["f1"]
    assert recall >= FLOORS["recall"]


def test_bodies_come_out_in_languages_that_nobody_knows() -> None:
    results = []
    for number, page in enumerate(PAGES):
        table = exchange(random.Random(number))
        parts = [(kind, words if kind in FACTS else words.translate(table)) for kind, words in page.parts]
        disguised = Page(page.name, tuple(parts))
        body = "\n\n".join(disguised.said(*BODY))
        results += [precision_and_recall(clean_text(way(disguised)).article.text, body) for way in WAYS]
    precision = sum(one for one, _ in results) / len(results)
    recall = sum(other for _, other in results) / len(results)
    assert 2 * precision * recall / (precision + recall) >= FLOORS["unknown_f1"]
    assert recall >= FLOORS["recall"] - 0.01


def test_titles_lose_the_site_and_nothing_else() -> None:
    assert share([found.article.title == page.said("title")[0] for page, found in every()]) >= FLOORS["title"]


def test_authors_are_people_who_wrote_it() -> None:
    named = [(set(found.article.authors), set(page.said("author"))) for page, found in every()]
    right = sum(len(found & true) for found, true in named)
    assert right / sum(len(found) for found, _ in named) >= FLOORS["author_precision"]
    assert right / sum(len(true) for _, true in named) >= FLOORS["author_recall"]


def test_dates_are_of_publication() -> None:
    assert share([str(found.article.published) == page.said("date")[0] for page, found in every()]) >= FLOORS["date"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_line_is_kept_or_told(page: Page) -> None:
    found = cleaned(page, 0)
    told = {item.text for item in found.removed}
    for _, words in page.shown:
        assert words in told or words in found.article.text or any(words in other for other in told), words
    assert all(item.reason and item.rule and item.line for item in found.removed)
