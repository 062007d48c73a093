"""Input → expected, as files to be read in a diff.

`QUOTH_UPDATE_GOLDEN=1 pytest tests/golden` writes the expected files anew; what it changed is reviewed like code.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.pipeline import Reading, read_path
from reader.text import fit
from reader.typesetting import set_article, typeset_plain
from tests.conftest import SAMPLES

HERE = Path(__file__).parent
INPUTS = sorted([*SAMPLES.iterdir(), *(HERE / "inputs").iterdir()])
WIDTHS = (34, 72)
LINES_OF_TYPESETTING = 120
JUSTIFIED = {
    "der-letzte-schaffner.txt", "la-libraire-du-quai.txt", "lighthouse-of-skerry-bay.txt", "lists-and-notes.md"
}  # fmt: skip
JUSTIFIED_WIDTH = 38


def check(expected: Path, lines: Iterator[str]) -> None:
    text = "\n".join(lines) + "\n"
    if os.environ.get("QUOTH_UPDATE_GOLDEN"):
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


def cleaned_lines(reading: Reading) -> Iterator[str]:
    article = reading.article
    yield f"title: {article.title}"
    yield f"authors: {', '.join(article.authors)}"
    yield f"published: {article.published or ''}"
    yield f"site: {article.site}"
    yield f"url: {article.url}"
    yield f"language: {article.language}"
    for removed in reading.removed:
        yield f"- {removed.rule}: {' '.join(removed.text.split())[:100]}"
    for block in article.blocks:
        facts = f"{block.kind}{block.level or ''}{' ' + block.marker if block.marker.strip() else ''}{' >' * block.quoted}"
        words = article.text_of(block).replace("\n", " ⏎ ").replace("\t", " ⇥ ")
        inlines = "".join(f" {{{i.kind}: {article.text[i.start : i.end]}}}" for i in block.inlines)
        yield f"[{facts}] {words}{inlines}"


def quoted_lines(reading: Reading) -> Iterator[str]:
    text = reading.article.text
    for quotation in reading.quotations:
        mention = quotation.speaker.text if quotation.speaker else "-"
        words = " ".join(text[quotation.start : quotation.end].split())
        yield f"{quotation.kind} | {quotation.speaker_name or '-'} | {mention} | {quotation.evidence} | {words}"


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_cleaning(path: Path) -> None:
    check(HERE / "cleaning" / f"{path.name}.expected", cleaned_lines(read_path(path)))


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_quotations(path: Path) -> None:
    check(HERE / "quotations" / f"{path.name}.expected", quoted_lines(read_path(path)))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_typesetting(path: Path, width: int) -> None:
    lines = list(typeset_plain(read_path(path).article, width))[:LINES_OF_TYPESETTING]
    check(HERE / "typesetting" / f"{path.name}.{width}.expected", iter(lines))


@pytest.mark.parametrize("path", [path for path in INPUTS if path.name in JUSTIFIED], ids=lambda path: path.name)
def test_justified_typesetting(path: Path) -> None:
    article = read_path(path).article
    page = set_article(article, JUSTIFIED_WIDTH, justify=True, hyphenate=True)
    lines = (page.line(number) for number in range(len(page)))
    shown = (
        fit(line.prefix, line.indent) + (article.text[line.start : line.end] if line.text is None else line.text)
        for line in lines
    )
    check(HERE / "typesetting" / f"{path.name}.justified.expected", (line.rstrip() for line in shown))
