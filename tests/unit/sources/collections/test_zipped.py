from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.document import Issue
from reader.errors import SourceError
from reader.pipeline import read_all, read_path
from reader.sources.collections import open_collection
from reader.sources.collections.collection import Member, Names
from reader.sources.collections.zipped import LARGEST, Archive
from tests.exports import ATOM, WALLABAG, letter, omnivore, omnivore_members, zipped


def archive_of(path: Path, data: bytes) -> Archive:
    path.write_bytes(data)
    return Archive(path, str(path), len(data))


@pytest.mark.parametrize(
    "wanted", ["../../etc/passwd", "/etc/passwd", "..\\..\\boot.ini", "a/../../b", "\x1b[2J", ".", ""]
)
def test_no_name_leads_out_of_its_collection(wanted: str) -> None:
    name = Names().name(wanted)
    assert name
    assert not name.startswith("/")
    assert all(part not in ("", ".", "..") and "\\" not in part and "\x1b" not in part for part in name.split("/"))


@given(st.lists(st.text(), max_size=30))
def test_every_member_has_a_name_of_its_own(wanted: list[str]) -> None:
    names = Names()
    given_names = [names.name(one).casefold() for one in wanted]
    assert len(set(given_names)) == len(wanted)


def test_what_unfolds_without_end_is_not_read(tmp_path: Path) -> None:
    archive = archive_of(tmp_path / "bomb.zip", zipped({"bomb.html": bytes(LARGEST + 1)}))
    with archive, pytest.raises(SourceError, match="would unfold to more than it may"):
        archive.read("bomb.html")


def test_many_members_that_unfold_far_are_stopped_together(tmp_path: Path) -> None:
    members = {f"{number}.html": bytes(30 << 20) for number in range(3)}
    with archive_of(tmp_path / "bomb.zip", zipped(members)) as archive:
        archive.read("0.html")
        archive.read("1.html")
        with pytest.raises(SourceError, match=r"2\.html would unfold"):
            archive.read("2.html")


def test_a_member_with_a_password_is_told(tmp_path: Path) -> None:
    data = bytearray(omnivore())
    at = data.index(b"PK\x01\x02")
    name = data.index(b"content/the-late-ferry.html", at)
    data[name - 46 + 8] |= 1
    path = tmp_path / "locked.zip"
    path.write_bytes(data)
    found = list(read_all(path))
    assert [str(one) for one in found if isinstance(one, SourceError)] == [
        "content/the-late-ferry.html is locked with a password. Unpack the zip, and add the folder."
    ]
    assert len(found) == 2


def test_a_zip_that_is_cut_off_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"is a damaged zip"):
        archive_of(tmp_path / "cut.zip", omnivore()[:-30])


def test_any_zip_with_pages_gives_them_and_tells_of_archives_inside(tmp_path: Path) -> None:
    path = tmp_path / "pages.zip"
    path.write_bytes(
        zipped(
            {
                "notes/two.md": "# Two\n\nSecond words.",
                "notes/one.html": "<p>First words.</p>",
                "notes/one_files/part.html": "<p>Of the page.</p>",
                "__MACOSX/notes/._one.html": "x",
                "picture.png": b"\x89PNG",
                "more.7z": b"7z",
            }
        )
    )
    with open_collection(path) as collection:
        assert collection is not None
        *members, issue = collection.items
    assert [item.name for item in members if isinstance(item, Member)] == ["notes/one.html", "notes/two.md"]
    assert isinstance(issue, Issue)
    assert "1 archives inside" in issue.message


def test_zips_within_a_zip_are_opened_and_no_deeper(tmp_path: Path) -> None:
    path = tmp_path / "takeout.zip"
    pages = zipped({"one.html": "<p>First words.</p>", "deep/deeper.zip": zipped({"two.html": "<p>Not these.</p>"})})
    members = {"part1/export.zip": omnivore(), "pages.zip": pages, "empty.zip": zipped({"picture.png": b"\x89PNG"})}
    path.write_bytes(zipped(members))
    with open_collection(path) as collection:
        assert collection is not None
        found = list(collection.items)
    assert [item.name for item in found if isinstance(item, Member)] == [
        "pages.zip/one.html", "part1/export.zip/the-late-ferry", "part1/export.zip/forty-pears",
    ]  # fmt: skip
    assert ["1 archives inside" in item.message for item in found if isinstance(item, Issue)] == [True]
    assert read_path(path / "part1/export.zip/forty-pears").article.title == "Forty pears"
    (tmp_path / "only.zip").write_bytes(zipped({"empty.zip": members["empty.zip"]}))
    with open_collection(tmp_path / "only.zip") as collection:
        assert collection is None


def test_zips_within_a_zip_unfold_no_further_than_it_may(tmp_path: Path) -> None:
    inner = zipped({f"{number}.html": bytes(30 << 20) for number in range(3)})
    with archive_of(tmp_path / "bomb.zip", zipped({"a.zip": inner, "b.zip": inner})) as archive:
        data = archive.read("a.zip")
        with Archive(io.BytesIO(data), "a.zip", len(data), within=archive) as one:
            one.read("0.html")
            one.read("1.html")
        with (
            Archive(io.BytesIO(data), "b.zip", len(data), within=archive) as other,
            pytest.raises(SourceError, match=r"0\.html would unfold"),
        ):
            other.read("0.html")


def test_exports_that_were_packed_for_the_way_are_read(tmp_path: Path) -> None:
    path = tmp_path / "takeout.zip"
    path.write_bytes(
        zipped(
            {
                "Takeout/Blogger/feed.atom": ATOM,
                "Takeout/saved.json": json.dumps(WALLABAG),
                "Takeout/settings.json": "{}",
                "Takeout/Mail/all.mbox": letter("The gate", "The gate is open.") + letter("The bell", "It rings.", 2),
                "Takeout/page.html": "<p>A page of its own.</p>",
            }
        )
    )
    found = [one for one in read_all(path) if not isinstance(one, SourceError)]
    assert [one.article.title for one in found] == [
        "Forty pears", "The gate", "The bell", "page", "The late ferry", "Forty pears",
    ]  # fmt: skip
    assert found[1].path.startswith(f"{path}/Takeout/Mail/all.mbox/")
    assert read_path(Path(found[1].path)).article.title == "The gate"


def test_a_zip_without_pages_is_no_collection(tmp_path: Path) -> None:
    path = tmp_path / "pictures.zip"
    path.write_bytes(zipped({"picture.png": b"\x89PNG", "LICENSE": "x"}))
    with open_collection(path) as collection:
        assert collection is None


def test_twenty_thousand_members_are_gone_through(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(20_000):
            archive.writestr(zipfile.ZipInfo(f"{number}.txt"), "x")
    path = tmp_path / "many.zip"
    path.write_bytes(file.getvalue())
    with open_collection(path) as collection:
        assert collection is not None
        assert sum(1 for _ in collection.items) == 20_000


def test_members_are_read_one_at_a_time(tmp_path: Path) -> None:
    """Nothing is unfolded before it is asked for: a damaged page is met when it is loaded."""
    path = tmp_path / "export.zip"
    data = bytearray(omnivore())
    at = data.index(b"content/the-late-ferry.html") + len(b"content/the-late-ferry.html")
    data[at : at + 20] = b"\xff" * 20
    path.write_bytes(data)
    with open_collection(path) as collection:
        assert collection is not None
        assert sum(isinstance(item, Member) for item in collection.items) == 2
    assert sum(isinstance(one, SourceError) for one in read_all(path)) == 1
    assert len(omnivore_members()) == 4
