"""Pictures of an article: drawn where the file is kept on this computer, told where that cannot be."""

from __future__ import annotations

import struct
import sys
import zlib
from pathlib import Path

import pytest
from textual.widgets import Static

from reader.library import Library
from reader.pipeline import read_path
from reader.tui.app import QuothApp
from reader.tui.open_article import OpenArticle
from reader.tui.screens.picture import PictureScreen
from reader.tui.screens.reading import ReadingScreen
from tests.tui.showing import beginning, in_front, settle, shown

STORY = """# The lamp

The keeper had the lamp lit again on Friday, and the harbour at Carrow was told of it by a bell.

![The tower at Carrow, from the pier](tower.png)

Nobody has said who paid for the oil, and the Tide Office will not be asked before the spring comes.
"""


def png(width: int, height: int) -> bytes:
    """Return a red picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\xd0\x10\x10" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "lamp.md"
    path.write_text(STORY, encoding="utf-8")
    return path


def app_of(library: Library, story: Path) -> QuothApp:
    return QuothApp(library, beginning(opened=OpenArticle.of_reading(read_path(story))))


async def told_instead(app: QuothApp) -> str:
    """Return what is said in passing, in the bar or over the words, where `p` leads to no picture."""
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("p")
        await pilot.pause()
        bar = shown(in_front(app, ReadingScreen).bar)
        return " ".join([bar, *(str(notice.message) for notice in app._notifications)])


@pytest.mark.filterwarnings("ignore:Image.Image.getdata:DeprecationWarning")  # textual-image's own
async def test_a_picture_beside_the_article_is_drawn_over_its_caption(library: Library, story: Path) -> None:
    (story.parent / "tower.png").write_bytes(png(60, 40))
    app = app_of(library, story)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "[image] The tower at Carrow" in shown(in_front(app, ReadingScreen).page)
        await pilot.press("p")
        await pilot.pause()
        screen = in_front(app, PictureScreen)
        assert screen.query_one("#picture").size.area > 0
        assert "The tower at Carrow, from the pier" in str(screen.query_one(Static).content)
        await pilot.press("q")
        await pilot.pause()
        in_front(app, ReadingScreen)


async def test_without_the_extra_the_reader_is_told_how_to_get_it(
    library: Library, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (story.parent / "tower.png").write_bytes(png(6, 4))
    for name in [name for name in sys.modules if name.partition(".")[0] == "textual_image"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "textual_image", None)
    assert "quoth[images]" in await told_instead(app_of(library, story))


@pytest.mark.parametrize(
    ("data", "words"),
    [(None, "not kept on this computer"), (b"no picture at all", "no picture that can be drawn")],
)
async def test_what_cannot_be_drawn_is_told(library: Library, story: Path, data: bytes | None, words: str) -> None:
    if data is not None:
        (story.parent / "tower.png").write_bytes(data)
    assert words in await told_instead(app_of(library, story))
