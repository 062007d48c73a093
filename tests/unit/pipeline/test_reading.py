from __future__ import annotations

from pathlib import Path

from reader.pipeline import clean_beginning, clean_source
from reader.sources import read_file


def test_the_beginning_of_a_long_text_tells_how_long_all_of_it_takes(tmp_path: Path) -> None:
    path = tmp_path / "book.md"
    paragraphs = (f"Paragraph {number} of the harbour book tells of quay {number}." for number in range(1000, 9999))
    path.write_text("# The harbour book\n\n" + "\n\n".join(paragraphs), encoding="utf-8")
    source = read_file(path)
    beginning, whole = clean_beginning(source), clean_source(source)
    assert beginning is not None and len(beginning.article.text) < len(whole.article.text) / 4
    assert abs(beginning.article.minutes - whole.article.minutes) <= whole.article.minutes / 50
