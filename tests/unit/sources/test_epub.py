from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.document import BlockKind
from reader.errors import SourceError
from reader.pipeline import read_path, read_uncleaned
from reader.sources import MAX_BYTES, epub
from tests.exports import book, book_members, chapter, zipped


def written(path: Path, members: dict[str, str | bytes] | None = None) -> Path:
    path.write_bytes(book() if members is None else zipped(members))
    return path


def test_a_book_is_one_article_with_its_chapters_in_their_order(tmp_path: Path) -> None:
    reading = read_path(written(tmp_path / "tides.epub"))
    article = reading.article
    assert (article.title, article.authors) == ("The Tide Tables", ("Ada Brook", "Jo Fenn"))
    assert (article.published, article.site, article.language) == (date(2021, 3, 4), "Carrow Press", "en")
    headings = [article.text_of(block) for block in article.blocks if block.kind is BlockKind.HEADING]
    assert headings == ["The first tide", "The second tide", "The third tide"]
    assert "The water came at six, and nobody saw it." in article.text
    assert "By the old clock." in article.text
    assert article.text.endswith("The water did not come at all.")
    assert [each.speaker_name for each in reading.quotations] == ["Brian Holt"]


def test_a_book_is_known_by_its_parts_whatever_stands_first_and_whatever_it_is_called(tmp_path: Path) -> None:
    members = book_members()
    first = members.pop("mimetype")
    assert read_path(written(tmp_path / "tides.epub", members)).article.title == "The Tide Tables"
    assert (
        read_path(written(tmp_path / "tides.bin", members | {"mimetype": first})).article.title == "The Tide Tables"
    )


def test_as_it_came_has_all_chapters(tmp_path: Path) -> None:
    assert "The third tide" in read_uncleaned(written(tmp_path / "tides.epub")).article.text


def test_a_missing_and_a_damaged_part_are_told_where_they_would_stand(tmp_path: Path) -> None:
    members = book_members()
    del members["OPS/text/two b.xhtml"]
    members["OPS/text/three.xhtml"] = b"\x00\xff<<<&"
    text = read_path(written(tmp_path / "tides.epub", members)).article.text
    assert "[A part of this book is not in its file: OPS/text/two b.xhtml]" in text


def test_entities_are_never_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("told to nobody")
    bomb = "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(9))
    head = f"<!DOCTYPE html [<!ENTITY a0 'lol'>{bomb}<!ENTITY file SYSTEM '{secret.as_uri()}'>]>"
    members = book_members() | {"OPS/text/three.xhtml": chapter("<p>Quiet &file; and &a9; words.</p>", head)}
    text = read_path(written(tmp_path / "tides.epub", members)).article.text
    assert "nobody saw" in text
    assert "told to nobody" not in text
    assert "lollol" not in text


def test_a_locked_book_says_so(tmp_path: Path) -> None:
    locked = "".join(
        f"<EncryptedData><CipherReference URI='OPS/text/{name}.xhtml'/></EncryptedData>"
        for name in ("one", "two%20b", "three")
    )
    members = book_members() | {"META-INF/encryption.xml": f"<encryption>{locked}</encryption>"}
    with pytest.raises(SourceError, match="is locked by who sold it"):
        read_path(written(tmp_path / "tides.epub", members))


def test_parts_do_not_lead_out_of_the_book(tmp_path: Path) -> None:
    (tmp_path / "outside.xhtml").write_text(chapter("<p>Not of this book.</p>"))
    members = book_members()
    package = str(members["OPS/book.opf"]).replace("text/three.xhtml", "../../outside.xhtml")
    text = read_path(written(tmp_path / "tides.epub", members | {"OPS/book.opf": package})).article.text
    assert "Not of this book" not in text


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(book_members())), st.data())
def test_damaged_parts_are_told_and_never_raised(tmp_path: Path, name: str, data: st.DataObject) -> None:
    members = book_members()
    words = str(members[name]).encode()
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(words)), st.integers(0, len(words)))))
    members[name] = words[:start] + data.draw(st.binary(max_size=20)) + words[end:]
    try:
        reading = read_path(written(tmp_path / "tides.epub", members))
    except SourceError:
        return
    assert reading.article.title


def test_a_book_with_pictures_may_be_larger_than_any_other_file(tmp_path: Path) -> None:
    path = written(tmp_path / "tides.epub", book_members())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as archive, archive.open("OPS/tide.png", "w") as picture:
        for _ in range(MAX_BYTES >> 20):
            picture.write(bytes(1 << 20))
    assert path.stat().st_size > MAX_BYTES
    assert read_path(path).article.title == "The Tide Tables"
    other = tmp_path / "tides.bin"
    path.rename(other)
    with other.open("r+b") as file:
        file.write(b"no book,")
    with pytest.raises(SourceError, match="is larger than 100 MB"):
        read_path(other)


def test_of_a_book_without_end_the_beginning_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epub, "LONGEST", len(chapter("<p>The water came at six, and nobody saw it.</p>")))
    text = read_path(written(tmp_path / "tides.epub")).article.text
    assert "The water came at six" in text
    assert "parts of this book are too long to be read.]" in text
    assert "The water did not come at all." not in text
