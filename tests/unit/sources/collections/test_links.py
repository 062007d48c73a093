from __future__ import annotations

from pathlib import Path

import pytest

from reader.document import Issue
from reader.sources.collections import open_collection, tables
from reader.sources.collections.collection import Item, Link, Member
from reader.sources.collections.link_pages import PIECE
from tests.exports import FERRY, NETSCAPE, POCKET, zipped

FERRY_LINK = Link("https://gazette.example/the-late-ferry", "The late ferry, again")
PEARS_LINK = Link("https://orchard.example/forty-pears", "Forty pears")


def opened(path: Path, data: str | bytes) -> tuple[str, list[Item]]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    with open_collection(path) as collection:
        assert collection is not None
        return collection.format, list(collection.items)


def test_pocket_left_addresses_in_a_table(tmp_path: Path) -> None:
    assert opened(tmp_path / "part_000000.csv", POCKET) == ("Pocket", [FERRY_LINK, PEARS_LINK])


def test_pocket_left_tables_in_a_zip(tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {
        "part_000000.csv": POCKET,
        "part_000001.csv": POCKET,
        "annotations/part_000000.json": "[]",
    }
    assert opened(tmp_path / "pocket.zip", zipped(members)) == ("Pocket", [FERRY_LINK, PEARS_LINK] * 2)


def test_pocket_once_left_a_page(tmp_path: Path) -> None:
    words = f"<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><ul><li>{NETSCAPE}</ul>"
    name, links = opened(tmp_path / "ril_export.html", words.replace("<!DOCTYPE NETSCAPE-Bookmark-file-1>", ""))
    assert name == "Pocket"
    assert len(links) == 2


def test_instapaper_has_folders(tmp_path: Path) -> None:
    words = "URL,Title,Selection,Folder,Timestamp\r\nhttps://orchard.example/forty-pears,Forty pears,,Archive,1\r\n"
    assert opened(tmp_path / "instapaper.csv", words) == ("Instapaper", [PEARS_LINK])


def test_bookmarks_of_a_browser_are_a_page(tmp_path: Path) -> None:
    name, links = opened(tmp_path / "bookmarks.html", NETSCAPE)
    assert name == "bookmarks"
    assert links == [Link("https://gazette.example/the-late-ferry?a=1&b=2", "The late & lost ferry"), PEARS_LINK]


def test_no_link_is_lost_between_two_pieces(tmp_path: Path) -> None:
    many = 2 * PIECE // 60
    rows = "".join(f'<DT><A HREF="https://one.example/{number:07}">Page {number:07}</A>\n' for number in range(many))
    _, links = opened(tmp_path / "bookmarks.html", "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n" + rows)
    assert links == [Link(f"https://one.example/{number:07}", f"Page {number:07}") for number in range(many)]


def test_a_table_of_wallabag_has_the_pages(tmp_path: Path) -> None:
    body = FERRY.replace('"', '""')
    words = f'id;title;url;content;tags;mimetype;language\n7;"The late ferry";https://gazette.example/f;"{body}";harbour;text/html;en\n'
    name, (ferry,) = opened(tmp_path / "all.csv", words)
    assert name == "wallabag"
    assert isinstance(ferry, Member)
    assert (ferry.name, ferry.fields) == ("7", {"tag:harbour": True})
    assert ferry.load().data == FERRY


def test_a_table_of_texts_has_articles(tmp_path: Path) -> None:
    words = (
        "headline,url,date,text\nForty pears,https://orchard.example/f,2024-06-01,A pear tree is planted for heirs.\n"
    )
    name, (pears,) = opened(tmp_path / "news.csv", words)
    assert name == "a table"
    assert isinstance(pears, Member)
    assert pears.load() == ("A pear tree is planted for heirs.", "text", ())


@pytest.mark.parametrize(
    "words", ["name,size\na,1\n", "One, two, three.\n", "title\nurl\n", "url,size\n", "<p>a, b</p>", "\x00,\x00"]
)
def test_other_tables_are_no_lists_of_pages(tmp_path: Path, words: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(words)
    with open_collection(path) as collection:
        assert collection is None


def test_a_row_that_cannot_be_read_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LARGEST_FIELD", 1000)
    wide = f'"{"w" * 1001}",https://wide.example/\n'
    _, found = opened(tmp_path / "pocket.csv", POCKET + wide + "Seven gulls,https://notes.example/7,,,unread\n")
    assert [item.message for item in found if isinstance(item, Issue)] == ["is damaged: a row of it cannot be read."]
    assert [item for item in found if isinstance(item, Link)] == [
        FERRY_LINK,
        PEARS_LINK,
        Link("https://notes.example/7", "Seven gulls"),
    ]
