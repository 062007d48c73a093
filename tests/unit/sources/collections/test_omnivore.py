from __future__ import annotations

from datetime import date
from pathlib import Path

from reader.document import Issue
from reader.sources.collections import open_collection
from reader.sources.collections.collection import Item, Link, Member
from reader.sources.collections.members import source_of
from tests.exports import FERRY_RECORD, omnivore, omnivore_members, zipped


def items(path: Path, data: bytes) -> list[Item]:
    path.write_bytes(data)
    with open_collection(path) as collection:
        assert collection is not None
        assert collection.format == "Omnivore"
        return list(collection.items)


def test_each_article_comes_with_what_is_told_of_it(tmp_path: Path) -> None:
    lost, ferry, orchard = items(tmp_path / "export.zip", omnivore())
    assert isinstance(ferry, Member)
    assert isinstance(orchard, Member)
    assert (ferry.name, orchard.name) == ("the-late-ferry", "forty-pears")
    told = ferry.particulars
    assert (told.title, told.byline, told.published) == ("The late ferry", "Jo Fenn", date(2024, 5, 4))
    assert ferry.fields == {"read": True, "tag:harbour": True}
    assert orchard.fields == {}
    assert lost == Link("https://gone.example/never-saved", "Never saved")


def test_highlights_come_with_their_article(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(omnivore())
    with open_collection(path) as collection:
        assert collection is not None
        _, ferry, orchard = collection.items
        assert isinstance(ferry, Member)
        assert isinstance(orchard, Member)
        source = source_of(path, ferry)
        assert source_of(path, orchard).highlights == ()
    (mark,) = source.highlights
    assert (mark.anchor.exact, mark.note) == ("We have waited since the clocks changed", "Ask him about the engine.")
    assert mark.article.url == FERRY_RECORD["url"]
    assert source.path == f"{path}/the-late-ferry"
    assert source.format == "html"


def test_pages_that_no_list_names_are_articles_too(tmp_path: Path) -> None:
    members = omnivore_members() | {
        "content/../../etc/stray.html": "<p>x</p>",
        "content/stray.html": "<p>Stray words.</p>",
    }
    found = items(tmp_path / "export.zip", zipped(members))
    assert [item.name for item in found if isinstance(item, Member)] == ["stray", "the-late-ferry", "forty-pears"]


def test_a_list_that_is_damaged_costs_what_it_says_and_no_page(tmp_path: Path) -> None:
    members = omnivore_members() | {"metadata_0_to_20.json": '[{"slug": "the-la'}
    issue, *found = items(tmp_path / "export.zip", zipped(members))
    assert issue == Issue("no-json", "is no list of articles that can be read.", "metadata_0_to_20.json")
    assert len(found) == 2


def test_what_is_changed_has_another_checksum(tmp_path: Path) -> None:
    first = items(tmp_path / "export.zip", omnivore())
    again = items(tmp_path / "again.zip", omnivore())
    members = omnivore_members() | {"highlights/the-late-ferry.md": "> said Brian Holt\n"}
    changed = items(tmp_path / "changed.zip", zipped(members))
    sums = [[item.checksum for item in found if isinstance(item, Member)] for found in (first, again, changed)]
    assert sums[0] == sums[1]
    assert [one == other for one, other in zip(sums[0], sums[2], strict=True)] == [False, True]
