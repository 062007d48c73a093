from __future__ import annotations

import io
import zipfile

import pytest

from reader.text.signatures import what_is


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "application/epub+zip" if name == "mimetype" else "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF"),
        (b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>", "a PDF"),
        ("%PDF-1.7\n%âãÏÓ\n1 0 obj", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "a picture"),
        (b"GIF89a\x01\x00\x01\x00", "a picture"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "a picture"),
        (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "a gzip archive"),
        (zipped("notes.txt"), "a zip archive"),
        (zipped("mimetype", "chapter.xhtml"), "an EPUB"),
        (zipped("[Content_Types].xml", "word/document.xml"), "an Office document"),
    ],
)
def test_what_is_no_text_has_a_name(data: bytes | str, name: str) -> None:
    assert what_is(data) == name


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"The keeper wrote everything down.",
        b"ID3 tags were new to Carrow.\nNobody used them.",
        b"GIF89a was the name of the play, and 200 people came.",
        "BZhigher, she said; the tide was going out.",
        b"\xff\xfeT\x00h\x00e\x00 \x00k\x00e\x00e\x00p\x00e\x00r\x00",
        b"<p>PDF files were not read.</p>",
    ],
)
def test_words_are_words(data: bytes | str) -> None:
    assert what_is(data) == ""
