"""The page that is painted before the application must be the one that the application then paints."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from reader.config.themes import read_themes
from reader.document import Article, Block, BlockKind, assemble
from reader.library import Library
from reader.pipeline import read_path
from reader.tui.app import QuothApp
from reader.tui.first_page import compose
from reader.tui.screens.reading import ReadingScreen
from tests.tui.showing import beginning, settle, shown

THEME = read_themes(Path("nowhere"))[0][0]
_ESCAPES = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def rows(page: str) -> list[str]:
    return [_ESCAPES.sub("", row).rstrip() for row in page.split("\r\n")]


BULLETIN = """# Bulletin of the Tide Office

The office at Carrow keeps *long* **lists** of `readings`; see [the register](https://register.example/a).[^1]

1. First, the gauge is read.
   - at low water, which on some days comes twice before breakfast and once after, so that one needs a lamp
2. Then it is written down.

- lamps

> “The sea does not wait,” said Brian Holt, keeper of the gauge. “It never has, and it will not begin with us.”

```python
def tide(hour: int) -> str:
\treturn f"{hour} o'clock, which is a line that certainly does not fit into the measure of a page of any width"
```

| Hour | Height | What the keeper wrote in the margin of the register on that day, in pencil | Wind |
|------|--------|------|------|
| 04:10 | 3.2 m | “Fog, and a seal on the steps” | NW 3 |

| alpha | bravo | charlie | delta | echo | foxtrot | golf | hotel | india | juliett | kilo | lima | mike | november |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
| 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 |

***

[^1]: Begun in 1871; the first four volumes are lost, and the fifth is wet.
"""


@pytest.mark.parametrize("words", ["", BULLETIN])
@pytest.mark.parametrize("size", [(60, 20), (60, 50), (100, 30), (200, 60)])
async def test_it_is_the_page_that_follows(home: Path, report: Path, size: tuple[int, int], words: str) -> None:
    if words:
        report = report.with_name("bulletin.md")
        report.write_text(words, encoding="utf-8")
    reading = read_path(report)
    page = compose(reading.article, THEME, os.terminal_size(size), measure=72, panel=True, offset=0)
    app = QuothApp(Library.open(home / "data"), beginning(reading=reading))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, ReadingScreen)
        left = app.screen.page._columns.left
        painted = [line[left:].rstrip() for line in shown(app.screen.page).split("\n")]
    assert [row[left:] for row in rows(page)[: len(painted)]] == painted


def test_it_begins_where_the_reader_left_off() -> None:
    blocks, text = assemble((Block(BlockKind.PARAGRAPH, 0, 0), f"Paragraph {n}.") for n in range(90))
    article = Article(title="Long", blocks=blocks, text=text)
    offset = text.index("Paragraph 40.")
    page = rows(compose(article, THEME, os.terminal_size((80, 24)), measure=72, panel=True, offset=offset))
    assert page[0].strip() == "Paragraph 40."


def test_nothing_foreign_steers_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    hostile = "a\x1b]0;owned\x07b\x9b31m"
    article = Article(title=hostile, blocks=(Block(BlockKind.PARAGRAPH, 0, len(hostile)),), text=hostile)
    page = compose(article, THEME, os.terminal_size((80, 24)), measure=72, panel=True, offset=0)
    left = _ESCAPES.sub("", page)
    assert "\x1b" not in left
    assert "\x07" not in left
    assert "\x9b" not in left


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (20, 5)])
def test_any_size_has_its_rows(size: tuple[int, int]) -> None:
    article = Article(title="A title", blocks=(Block(BlockKind.PARAGRAPH, 0, 9),), text="Some body")
    page = compose(article, THEME, os.terminal_size(size), measure=72, panel=True, offset=0)
    assert len(rows(page)) == size[1]
