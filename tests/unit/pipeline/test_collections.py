from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from reader.config.paths import find_paths
from reader.errors import SourceError
from reader.library import Library
from reader.library.articles.articles import ArticleQuery
from reader.pipeline import Progress, index, read_all, read_path, read_uncleaned
from tests.exports import FERRY_RECORD, ORCHARD_RECORD, POCKET, RSS, WALLABAG, omnivore, omnivore_members, zipped


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "articles" / "export.zip"
    path.parent.mkdir()
    path.write_bytes(omnivore())
    return path


def test_the_articles_of_an_export_are_in_the_library_with_all_that_was_done_to_them(export: Path) -> None:
    with Library.open(find_paths().data) as library:
        report = index(library, [export.parent])
        assert (report.added, report.unchanged, report.failed) == (2, 0, ())
        (collected,) = report.collections
        assert (collected.format, collected.links) == ("Omnivore", 1)
        number = library.articles.find(path=f"{export}/the-late-ferry")
        assert number is not None
        stored = library.articles.get(number)
        assert stored is not None
        article = stored.article
        assert (article.title, article.authors) == ("The late ferry", ("Jo Fenn",))
        assert article.url == "https://gazette.example/the-late-ferry"
        assert [each.speaker_name for each in stored.quotations] == ["Brian Holt"]
        (row,) = library.articles.rows_of([number])
        assert (row.state, row.tags) == ("read", ("harbour", "patience"))
        (mark,) = library.marks.of(stored.reference)
        assert mark.state in ("exact", "certain")
        assert article.text[mark.anchor.start :].startswith("We have waited")


def test_reading_goes_on_where_it_stopped_elsewhere(export: Path) -> None:
    begun = ORCHARD_RECORD | {"readingProgress": 60}
    export.write_bytes(zipped(omnivore_members() | {"metadata_0_to_20.json": json.dumps([begun])}))
    with Library.open(find_paths().data) as library:
        for _ in range(2):
            index(library, [export])
        number = library.articles.find(path=f"{export}/forty-pears")
        assert number is not None
        (row,) = library.articles.rows_of([number])
        assert (row.state, row.progress) == ("reading", 0.6)
        stored = library.articles.get(number)
        assert stored is not None
        (place,) = library.marks.positions(stored.reference)
        assert place.anchor.exact.startswith("“A pear tree is planted")


def test_what_was_saved_last_is_the_first_in_the_library(export: Path) -> None:
    first, second = ORCHARD_RECORD | {"savedAt": "2023-01-01T00:00:00Z"}, FERRY_RECORD
    for number, records in enumerate(([first, second], [second, first])):
        export.write_bytes(zipped(omnivore_members() | {"metadata_0_to_20.json": json.dumps(records)}))
        with Library.open(find_paths().data / str(number)) as library:
            index(library, [export])
            assert [row.title for row in library.articles.rows(0, 9, ArticleQuery())] == [
                "The late ferry",
                "Forty pears",
            ]


def test_a_page_without_words_is_an_address(export: Path) -> None:
    export.write_bytes(zipped(omnivore_members() | {"content/forty-pears.html": "<div><p> </p></div>"}))
    links: list[str] = []
    with Library.open(find_paths().data) as library:
        (collected,) = index(library, [export], linked=links.append).collections
    assert (collected.added, collected.links) == (1, 2)
    assert links == ["https://gone.example/never-saved", "https://orchard.example/forty-pears"]


def test_adding_it_again_changes_nothing_wherever_it_is(export: Path, tmp_path: Path) -> None:
    with Library.open(find_paths().data) as library:
        index(library, [export])
        number = library.articles.find(path=f"{export}/the-late-ferry")
        assert number is not None
        (reference,) = library.articles.references([number])
        library.marks.untag(reference, "harbour")
        for mark in library.marks.of(reference):
            library.marks.delete(mark.id)
        moved = export.rename(tmp_path / "moved.zip")
        for path in (moved, moved):
            report = index(library, [path])
            assert (report.added, report.unchanged) == (0, 2)
        assert library.articles.find(path=f"{moved}/the-late-ferry") == number
        (reference,) = library.articles.references([number])
        assert library.marks.state_of(reference).tags == ()
        assert list(library.marks.of(reference)) == []


def test_only_what_has_changed_is_read_again(export: Path) -> None:
    with Library.open(find_paths().data) as library:
        index(library, [export])
        page = "<p>Sixty pears stand above Pell today, and one of them has flowered.</p>"
        export.write_bytes(zipped(omnivore_members() | {"content/forty-pears.html": page}))
        report = index(library, [export])
        assert (report.added, report.unchanged) == (1, 1)
        number = library.articles.find(path=f"{export}/forty-pears")
        assert number is not None
        article = library.articles.article(number)
        assert article is not None
        assert article.text.startswith("Sixty pears")


def test_an_article_of_an_export_is_read_by_its_path_as_long_as_the_export_is_there(export: Path) -> None:
    path = export / "the-late-ferry"
    assert read_path(path).article.title == "The late ferry"
    assert "Brian Holt" in read_uncleaned(path).article.text
    with pytest.raises(SourceError, match="has no article the-early-ferry"):
        read_path(export / "the-early-ferry")
    export.unlink()
    with pytest.raises(SourceError, match="in which this article came, is not there any more"):
        read_path(path)


def test_an_address_whose_page_is_here_is_none_without_a_page(export: Path) -> None:
    links: list[str] = []
    with Library.open(find_paths().data) as library:
        index(library, [export])
        pocket = export.with_name("pocket.csv")
        pocket.write_text(POCKET + "Elsewhere,https://elsewhere.example/a,1,,unread\n")
        (collected,) = index(library, [pocket], linked=links.append).collections
    assert (collected.unchanged, collected.links) == (2, 1)
    assert links == ["https://elsewhere.example/a"]


def test_a_file_with_a_name_that_is_no_text_is_told_and_the_rest_goes_on(export: Path, report: Path) -> None:
    report.rename(export.parent / os.fsdecode(b"lamp\xff.txt"))
    with Library.open(find_paths().data) as library:
        found = index(library, [export.parent])
    assert found.added == 2
    ((_, message),) = found.failed
    assert message.endswith("has a name that is no UTF-8 and cannot be kept: rename it.")


def test_foreign_words_pass_the_gate_wherever_they_stand(tmp_path: Path) -> None:
    """Surrogates, escapes and NULs in every field of an export: all of it is kept, and none of them."""
    odd = "\ud800\x1b]52;c;x\x07\x00"
    saved = WALLABAG[0] | {
        name: f"{WALLABAG[0][name]}{odd}" for name in ("title", "url", "content", "language", "id")
    }
    saved |= {"tags": [f"late{odd}"], "published_by": [f"Jo Fenn{odd}"]}
    saved |= {"annotations": [{"quote": f"nobody on the quay{odd}", "text": f"Ask.{odd}", "created_at": odd}]}
    (tmp_path / "all.json").write_text(json.dumps([saved]))
    (tmp_path / "feed.xml").write_text(
        RSS.replace("The late ferry", "Late&#xD800;&#27;&#0;").replace("/ferry", "/f&#xDFFF;")
    )
    links: list[str] = []
    with Library.open(find_paths().data) as library:
        found = index(library, [tmp_path / "all.json", tmp_path / "feed.xml"], linked=links.append)
        assert (found.added, found.failed) == (3, ())
        (row,) = [row for row in library.articles.rows(0, 9, ArticleQuery()) if row.tags]
        (mark,) = library.marks.all()
        kept = (row.title, row.path, *row.tags, mark.note, mark.anchor.exact, *links)
        assert not any(sign in words for words in kept for sign in odd[:2] + odd[-2:])


def test_how_far_an_export_is_read_is_told(export: Path) -> None:
    told: list[Progress] = []
    with Library.open(find_paths().data) as library:
        index(library, [export], progress=told.append)
    assert [(one.done, one.total, one.taken) for one in told] == [(0, 1, 0), (0, 1, 1), (0, 1, 2)]


@pytest.mark.parametrize("name", ["export.zip", "export.json"])
def test_an_export_that_is_wanted_as_one_article_says_what_it_is(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(omnivore() if name.endswith("zip") else json.dumps(WALLABAG).encode())
    with pytest.raises(SourceError, match="holds many articles"):
        read_path(path)


def test_what_could_not_be_read_is_told_once_for_each_export(export: Path) -> None:
    members = omnivore_members() | {f"content/{number}.html": b"\x00\x01\x02" * 50 for number in range(9)}
    export.write_bytes(zipped(members))
    with Library.open(find_paths().data) as library:
        report = index(library, [export])
        assert report.added == 2
        ((path, message),) = report.failed
        assert path == str(export)
        assert message.endswith("; and 6 more.")
        assert index(library, [export]).unchanged == 1
        assert library.articles.failures() == [(path, message)]
        export.write_bytes(omnivore())
        assert index(library, [export]).failed == ()
        assert library.articles.failures() == []


def test_all_that_is_in_an_export_can_be_read_without_a_library(export: Path) -> None:
    titles = [reading.article.title for reading in read_all(export) if not isinstance(reading, SourceError)]
    assert titles == ["The late ferry", "Forty pears"]


def test_addresses_without_a_page_are_handed_over(export: Path) -> None:
    links: list[str] = []
    with Library.open(find_paths().data) as library:
        index(library, [export])
        index(library, [export], linked=links.append)
    assert links == ["https://gone.example/never-saved"]
