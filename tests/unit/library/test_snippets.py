from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import StorageError
from reader.library.articles.searches import MOST, SavedSearch, read_searches, write_searches
from reader.library.articles.snippets import Snippets
from reader.library.queries.tree import Words


def snippet(text: str, *wanted: Words, width: int = 40) -> tuple[str, list[str]]:
    made = Snippets(wanted, width).of(zlib.compress(text.encode()))
    return made.words, [made.words[start:end] for start, end in made.hits]


TEXT = (
    "The harbour was quiet. " * 10
    + "Then the Résumé of the mayor arrived, and resumes followed it. "
    + "Quiet. " * 20
)


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        (Words("resume"), ["Résumé"]),
        (Words("RESUME", is_prefix=True), ["Résumé", "resumes"]),
        (Words("mayor arrived and"), ["mayor arrived, and"]),
        (Words("zeppelin"), []),
    ],
)
def test_hits_are_found_as_the_index_finds_them(words: Words, hits: list[str]) -> None:
    found = snippet(TEXT, words, width=80)
    assert found[1] == hits
    assert found[0].startswith("… " if hits else "The harbour")


@pytest.mark.parametrize(
    ("text", "words", "hits"),
    [
        ("Prelamp, lampoon. " * 9 + "Then a Lamp stood there.", Words("lamp"), ["Lamp"]),
        ("Prelamp. " * 9 + "The lampoon of a lamp.", Words("lamp", is_prefix=True), ["lampoon", "lamp"]),
        ("İstanbul. " * 9 + "The lamp was lit.", Words("lamp"), ["lamp"]),
        ("old lamp here. " * 3 + "An old, LAMP-lit street.", Words("lamp lit"), ["LAMP-lit"]),
    ],
)
def test_only_whole_words_are_hits_whatever_way_they_are_looked_for(text: str, words: Words, hits: list[str]) -> None:
    assert snippet(text, words, width=60)[1] == hits


def test_said_is_preferred_to_who_said_it() -> None:
    text = "Quill came. " * 20 + "“A lamp,” said Quill."
    assert snippet(text, Words("quill", "by"), Words("lamp", "said"))[1] == ["lamp"]
    assert set(snippet(text, Words("quill", "by"), width=12)[1]) == {"Quill"}


@given(st.text(max_size=300), st.text(min_size=1, max_size=12), st.booleans())
def test_any_text_gives_one_line_with_hits_inside(text: str, word: str, is_prefix: bool) -> None:
    made = Snippets([Words(word, is_prefix=is_prefix)], 60).of(zlib.compress(text.encode("utf-8", "replace")))
    assert "\n" not in made.words
    assert all(0 <= start <= end <= len(made.words) for start, end in made.hits)


def test_searches_are_kept_and_a_damaged_file_is_none(tmp_path: Path) -> None:
    searches = [SavedSearch("birds", "heron OR gull"), SavedSearch("“é”", 'said:"no"')]
    write_searches(tmp_path, searches)
    assert list(read_searches(tmp_path)) == searches
    assert [path.name for path in tmp_path.iterdir()] == ["searches.json"]
    for damaged in ("", "{}", '[1, {"name": 2, "text": "x"}, {"name": "a\\u001b[31m", "text": "b"}]'):
        (tmp_path / "searches.json").write_text(damaged, encoding="utf-8")
        assert all("\x1b" not in search.name for search in read_searches(tmp_path))
    (tmp_path / "searches.json").write_text("[" + ",".join(['{"name":"a","text":"b"}'] * 50) + "]", encoding="utf-8")
    assert len(read_searches(tmp_path)) == MOST


def test_a_search_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="could not be kept"):
        write_searches(tmp_path / "nowhere", [])
