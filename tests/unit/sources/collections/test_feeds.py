from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reader.errors import SourceError
from reader.pipeline import Reading, read_all
from reader.sources.collections import open_collection
from reader.sources.collections.collection import Item, Link, Member
from tests.exports import ATOM, RSS


def items(path: Path, data: str | bytes) -> list[Item]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    with open_collection(path) as collection:
        assert collection is not None
        assert collection.format == "feed"
        return list(collection.items)


def articles(path: Path) -> list[Reading]:
    return [found for found in read_all(path) if not isinstance(found, SourceError)]


def test_an_entry_with_its_words_is_an_article(tmp_path: Path) -> None:
    teaser, ferry, gulls = items(tmp_path / "feed.xml", RSS)
    assert isinstance(ferry, Member)
    told = ferry.particulars
    assert (told.title, told.byline, told.site) == ("The late ferry", "Jo Fenn", "Carrow Notes")
    assert (told.published, told.url) == (date(2024, 5, 4), "https://notes.example/ferry")
    assert teaser == Link("https://notes.example/teaser", "A teaser")
    assert isinstance(gulls, Member)
    assert gulls.particulars.url == "https://notes.example/gulls"


def test_a_feed_is_read_through_to_its_speakers(tmp_path: Path) -> None:
    items(tmp_path / "feed.rss", RSS)
    ferry, _ = articles(tmp_path / "feed.rss")
    assert (ferry.article.title, ferry.article.authors) == ("The late ferry", ("Jo Fenn",))
    assert [each.speaker_name for each in ferry.quotations] == ["Brian Holt"]


def test_atom_may_have_its_markup_inside(tmp_path: Path) -> None:
    items(tmp_path / "feed.atom", ATOM)
    (pears,) = articles(tmp_path / "feed.atom")
    article = pears.article
    assert (article.title, article.authors, article.site) == ("Forty pears", ("Ada Brook",), "Orchard Notes")
    assert article.url == "https://orchard.example/forty-pears"
    assert article.text == "A pear tree is planted for heirs."


def test_names_stay_when_new_entries_come_before(tmp_path: Path) -> None:
    entry = "<item><title>New</title><guid>n-0</guid><content:encoded>Fresh words.</content:encoded></item><item>"
    before = items(tmp_path / "feed.xml", RSS)
    after = items(tmp_path / "feed.xml", RSS.replace("<item>", entry, 1))
    named = [[item.name for item in found if isinstance(item, Member)] for found in (before, after)]
    assert set(named[0]) < set(named[1])


def test_no_entity_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("told to nobody")
    head = f"<!DOCTYPE rss [<!ENTITY a 'lol'><!ENTITY b '&a;&a;'><!ENTITY f SYSTEM '{secret.as_uri()}'>]><rss"
    items(tmp_path / "feed.xml", RSS.replace("<rss", head, 1).replace("The gulls", "&b; &f; The gulls", 1))
    words = "".join(found.article.text for found in articles(tmp_path / "feed.xml"))
    assert "The gulls" in words
    assert "lol" not in words
    assert "told to nobody" not in words


@pytest.mark.parametrize("encoding", ["utf-16", "koi8-r", "windows-1251"])
def test_feeds_come_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    words = RSS.replace("utf-8", encoding).replace("The late ferry", "Паром опять опоздал").replace("“", '"')
    path = tmp_path / "feed.xml"
    path.write_bytes(words.replace("”", '"').replace("…", "...").encode(encoding))
    assert [found.article.title for found in articles(path)][:1] == ["Паром опять опоздал"]


@pytest.mark.parametrize("words", ["<html><p>rss</p>", "<opml><outline/></opml>", "<?xml version='1.0'?><svg/>", "<"])
def test_other_markup_is_no_feed(tmp_path: Path, words: str) -> None:
    path = tmp_path / "other.xml"
    path.write_text(words)
    with open_collection(path) as collection:
        assert collection is None
