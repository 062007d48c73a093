from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.document import Issue
from reader.errors import SourceError
from reader.pipeline import read_all
from reader.sources.collections import open_collection
from reader.sources.collections.collection import Item, Link, Member
from reader.sources.collections.json_records import CHUNK
from tests.exports import BOOKMARKS, FERRY, JSON_FEED, STARRED, WALLABAG


def opened(path: Path, value: object) -> tuple[str, list[Item]]:
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    with open_collection(path) as collection:
        assert collection is not None
        return collection.format, list(collection.items)


def test_wallabag_gives_articles_and_what_was_done_with_them(tmp_path: Path) -> None:
    name, (lost, ferry, pears) = opened(tmp_path / "all.json", WALLABAG)
    assert name == "wallabag"
    assert isinstance(ferry, Member)
    assert isinstance(pears, Member)
    assert (ferry.name, pears.name) == ("612", "614")
    assert ferry.fields == {"read": True, "tag:harbour": True, "tag:starred": True}
    told = ferry.particulars
    assert (told.title, told.byline, told.published) == ("The late ferry", "Jo Fenn, Ada Brook", date(2024, 5, 4))
    (mark,) = ferry.load().highlights
    assert (mark.anchor.exact, mark.note) == ("nobody on the quay", "Ask him.")
    assert lost == Link("https://gone.example/never-saved", "No title found")


def test_an_article_of_wallabag_has_both_its_authors(tmp_path: Path) -> None:
    opened(tmp_path / "all.json", WALLABAG)
    ferry, pears = (found for found in read_all(tmp_path / "all.json") if not isinstance(found, SourceError))
    assert ferry.article.authors == ("Jo Fenn", "Ada Brook")
    assert ferry.article.text.startswith("The ferry to Carrow")
    assert ferry.article.language == "en"
    assert pears.article.title == "Forty pears"


def test_starred_items_of_a_feed_reader_are_articles(tmp_path: Path) -> None:
    name, (pears,) = opened(tmp_path / "starred.json", STARRED)
    assert name == "JSON"
    assert isinstance(pears, Member)
    told = pears.particulars
    assert (told.url, told.site) == ("https://orchard.example/forty-pears", "Orchard Notes")
    assert told.published == date(2024, 6, 1)


@pytest.mark.parametrize("form", ["{}", "[{}]", '{{"articles": [{}]}}'])
def test_what_was_scraped_is_cleaned_as_text(tmp_path: Path, form: str) -> None:
    scraped = {
        "url": "https://gazette.example/late", "title": "The late ferry", "authors": ["Jo Fenn"],
        "date_publish": "2024-05-04 08:00:00",
        "maintext": "The late ferry\n\nShare on Facebook\n\nThe ferry to Carrow was late again on Monday, said Brian Holt.",
    }  # fmt: skip
    path = tmp_path / "late.json"
    path.write_text(form.format(json.dumps(scraped)))
    (late,) = (found for found in read_all(path) if not isinstance(found, SourceError))
    assert (late.article.title, late.article.authors) == ("The late ferry", ("Jo Fenn",))
    assert late.article.published == date(2024, 5, 4)
    assert late.article.text == "The ferry to Carrow was late again on Monday, said Brian Holt."


def test_records_may_stand_one_a_line(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(WALLABAG[0] | {"id": number, "created_at": 9 - number}) for number in range(3))
    _, members = opened(tmp_path / "all.jsonl", lines + "\n")
    assert [member.name for member in members if isinstance(member, Member)] == ["2", "1", "0"]
    _, (issue, *members) = opened(tmp_path / "cut.jsonl", lines[:-9])
    assert isinstance(issue, Issue)
    assert len(members) == 2


def test_a_json_feed_has_articles_in_text_too(tmp_path: Path) -> None:
    name, (gulls,) = opened(tmp_path / "feed.json", JSON_FEED)
    assert name == "JSON feed"
    assert isinstance(gulls, Member)
    assert gulls.load().format == "text"
    assert gulls.particulars.byline == "Jo Fenn"


def test_bookmarks_are_found_in_folders_within_folders(tmp_path: Path) -> None:
    name, links = opened(tmp_path / "Bookmarks", BOOKMARKS)
    assert name == "bookmarks"
    assert links == [Link("https://one.example/", "A page"), Link("https://two.example/b", "B page")]


@pytest.mark.parametrize(
    "words", ['{"a": 1}', "[1, 2]", "[Verse]\nla la", "{", "[]", '[{"url": "https://a.example"}]']
)
def test_other_json_is_no_collection(tmp_path: Path, words: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(words, encoding="utf-8")
    with open_collection(path) as collection:
        assert collection is None


def test_marks_of_this_program_are_no_articles(tmp_path: Path) -> None:
    path = tmp_path / "marks.jsonl"
    mark = {"id": "k3", "exact": "words", "article": {"url": "https://a.example/b", "title": "A"}}
    act = {"act": "article", "articles": [{"article": {"url": "https://a.example/b", "title": "A"}}]}
    path.write_text("\n".join(map(json.dumps, [mark, act])))
    with open_collection(path) as collection:
        assert collection is None


def test_what_is_cut_off_gives_what_stands_before(tmp_path: Path) -> None:
    words = json.dumps(WALLABAG)
    _, (issue, ferry) = opened(tmp_path / "cut.json", words[: words.index("613") + 9])
    assert isinstance(ferry, Member)
    assert issue == Issue("cut-off", "is damaged: what stands behind its article number 1 cannot be read.")


def test_long_lists_are_read_piece_by_piece(tmp_path: Path) -> None:
    records = [
        WALLABAG[0]
        | {"id": number, "created_at": 1_700_000_000 + number, "content": FERRY + "<p>More.</p>" * (number * 500)}
        for number in range(60)
    ]
    path = tmp_path / "long.json"
    path.write_text("\ufeff" + json.dumps(records, indent=2), encoding="utf-8")
    assert path.stat().st_size > 8 * CHUNK
    with open_collection(path) as collection:
        assert collection is not None
        members = [item for item in collection.items if isinstance(item, Member)]
    assert [member.name for member in members] == [str(number) for number in range(60)]
    assert len(members[-1].load().data) == len(FERRY) + 12 * 59 * 500


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("https://a.example/b"),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from(["url", "title", "content", "tags", "items", "annotations", "published", "origin",
                                       "authors", "id", "quote", "language"]), inner, max_size=6),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_VALUES)
def test_values_of_any_kind_stand_anywhere(tmp_path: Path, value: object) -> None:
    record = {"url": "https://a.example/b", "title": "A", "content": "<p>Words.</p>"}
    path = tmp_path / "odd.json"
    path.write_text(json.dumps([record | value if isinstance(value, dict) else record, value]), encoding="utf-8")
    for found in read_all(path):
        assert isinstance(found, SourceError) or found.article is not None
