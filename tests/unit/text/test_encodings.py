from __future__ import annotations

import codecs

import pytest

from reader.sources.decoding import decode
from reader.text import encodings
from reader.text.encodings import meant_encoding


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("ISO-8859-1", "cp1252"),
        (' "gb2312" ', "gb18030"),
        ("utf-8", "utf-8"),
        ("", ""),
        ("not a name", ""),
        ("x" * 50, ""),
    ],
)
def test_labels(label: str, name: str) -> None:
    assert meant_encoding(label) == name


def test_what_is_meant_is_known() -> None:
    assert all(codecs.lookup(name) for name in encodings._MEANT.values())


@pytest.mark.parametrize("label", ["undefined", "rot13", "idna", "nowhere"])
def test_labels_of_no_texts_are_passed_over(label: str) -> None:
    assert decode("“Ja”, sagte sie. Übung".encode("cp1252"), label).startswith("“Ja”")


def test_marks_of_windows_in_a_page_that_calls_itself_latin() -> None:
    page = '<html><meta charset="iso-8859-1"><p>“The gate,” she said.'.encode("cp1252")
    assert "“The gate,” she said." in decode(page)
