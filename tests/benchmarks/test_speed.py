"""What the program promises in time, measured as CPU time of the real application beside a bare one in the same run.

Run with `-s` to see the table. The bounds are those that the program promises, or so many bare first
frames where the machine is too busy for them; each figure is the best of a few runs.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static

from reader.config.paths import find_paths
from reader.config.settings import Settings
from reader.config.themes import read_themes
from reader.document import Article, Block, BlockKind, assemble
from reader.library import Library
from reader.quotations import find_quotations
from reader.tui.app import QuothApp
from reader.tui.host import Beginning
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.reading import ReadingScreen
from tests.benchmarks.page import BARE
from tests.benchmarks.terminal import Terminal

WORDS = "the river moved a town and nobody asked it why although mayors said so often enough to be believed".split()
LONG_ARTICLE_WORDS = 500_000
PAGE_TURN = 1.8
"""How many times longer than counting letters it may take to find who said what; 1.24 to 1.46 was measured."""
FIRST_KEY = 1.4
"""Times the CPU of a bare application's first frame in which the first key is answered; 1.16 to 1.28 was measured, the more the busier the machine."""
LIBRARY_ARTICLES = 10_000


def long_article(words: int) -> Article:
    chooser = random.Random(7)
    paragraphs = []
    for number in range(words // 100):
        sentence = " ".join(chooser.choice(WORDS) for _ in range(90)).capitalize()
        paragraphs.append(f"{sentence}. “It is late,” said Mara Quill{number % 7}. {sentence[:20]}.")
    blocks, text = assemble((Block(BlockKind.PARAGRAPH, 0, 0), paragraph) for paragraph in paragraphs)
    return Article(title="A long one", blocks=blocks, text=text)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a library that has one very long article, its number one."""
    data = tmp_path_factory.mktemp("book") / "data"
    article = long_article(LONG_ARTICLE_WORDS)
    with Library.open(data) as library:
        assert library.articles.put(article, find_quotations(article.text), path="long.txt") == 1
    return data


class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("hello")


def begin(library: Library) -> QuothApp:
    folders = find_paths()
    themes = read_themes(folders.config)[0]
    return QuothApp(library, Beginning(folders, Settings(), themes[0], 72))


async def cpu(act: Callable[[], Awaitable[object]]) -> float:
    """Return the CPU milliseconds of `act`."""
    before = time.process_time()
    await act()
    return 1000 * (time.process_time() - before)


def tell(what: str, figure: float, floor: float, unit: str = "ms CPU") -> None:
    print(f"{what:<58}{figure:9.1f} {unit}   floor {floor:9.1f}   ratio {figure / max(floor, 0.001):5.2f}")


async def bare_first_frame() -> float:
    async def start() -> None:
        async with Bare().run_test(size=(100, 30)):
            pass

    return min([await cpu(start) for _ in range(3)])


async def test_a_long_article_opens_and_answers(home: Path, book: Path) -> None:
    library = Library.open(shutil.copytree(book, home / "data"))
    floor = await bare_first_frame()
    app = begin(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()

        async def open_it() -> None:
            app.open_article(1)
            await pilot.pause()

        times = []
        for _ in range(3):
            times.append(await cpu(open_it))
            await pilot.press("q")
        opening = min(times)
        await open_it()
        assert isinstance(app.screen, ReadingScreen)
        tell(f"open {LONG_ARTICLE_WORDS:,} words", opening, floor)
        keys = ("space", "j", "end", "k", "pageup", "home", "right_square_bracket", "d", "G", "b")
        for key in keys:
            times.clear()
            for _ in range(3):
                times.append(await cpu(lambda key=key: pilot.press(key)))
            tell(f"key {key}", min(times), floor)
            assert min(times) <= max(50, 5 * floor), key
        assert opening <= max(150, 14 * floor)


async def test_a_large_library_lists(home: Path) -> None:
    empty = Library.open(home / "empty")
    full = Library.open(home / "full")
    block = Block(BlockKind.PARAGRAPH, 0, 11)
    with full.articles.batch():
        for number in range(LIBRARY_ARTICLES):
            article = Article(title=f"Article {number}", blocks=(block,), text=f"Words {number:05}")
            full.articles.put(article, (), path=f"{number}")

    async def show(library: Library) -> float:
        app = begin(library)

        async def start() -> None:
            async with app.run_test(size=(100, 30)) as pilot:
                await pilot.pause()
                assert isinstance(app.screen, LibraryScreen)

        return await cpu(start)

    with_none = min([await show(empty) for _ in range(3)])
    with_all = min([await show(full) for _ in range(3)])
    tell(f"library of {LIBRARY_ARTICLES:,} articles", with_all, with_none)
    assert with_all - with_none <= 150


def count_letters(text: str) -> dict[str, int]:
    """Count the characters of `text` sixteen times, one by one: what a machine does in Python in that time, about 3 ms."""
    counts: dict[str, int] = {}
    for character in 16 * text:
        counts[character] = counts.get(character, 0) + 1
    return counts


@pytest.mark.parametrize("words", [800])
def test_quotations_take_no_longer_than_a_page_turn(words: int) -> None:
    text, long = long_article(words).text, long_article(100 * words).text
    find_quotations(text)

    def taken(work: Callable[[str], object], argument: str) -> float:
        before = time.process_time()
        work(argument)
        return 1000 * (time.process_time() - before)

    # In turns, over some seconds: a shared machine may be half as fast for longer than a few short articles take.
    rounds = [
        (
            taken(find_quotations, text),
            taken(count_letters, text),
            taken(find_quotations, long) if turn % 5 == 0 else 1e9,
        )
        for turn in range(25)
    ]
    short, floor, longer = (min(column) for column in zip(*rounds, strict=True))
    tell(f"quotations of {words} words", short, floor)
    tell(f"quotations of {100 * words:,} words", longer, 100 * short)
    assert short <= PAGE_TURN * floor
    assert longer <= 140 * max(short, 0.2)


def test_the_first_key_of_a_book_is_answered_soon_after_a_bare_app_would_stand_there(home: Path, book: Path) -> None:
    shutil.copytree(book, home / "data")

    def start(words: str, *arguments: str, keys: bytes = b"") -> float:
        with Terminal([sys.executable, *arguments], home=str(home)) as terminal:
            terminal.send(keys)
            terminal.wait_for(words)
            return terminal.cpu()

    # The first start has no frame and no theme that another one kept. The others come in turns, since a shared machine
    # is slower for a while and then faster; of each that counts which the machine let run the most freely.
    turns = [
        (start("bare and ready", "-c", BARE), start("quote 1/", "-m", "reader", "open", "1", keys=b"]"))
        for _ in range(9)
    ]
    floor, figure = (min(column) for column in zip(*turns[1:], strict=True))
    tell(f"first key in {LONG_ARTICLE_WORDS:,} words", figure, floor)
    assert figure <= FIRST_KEY * floor


def test_memory_stays_near_a_bare_app(home: Path, book: Path) -> None:
    program = (
        "import sys, asyncio; sys.path.insert(0, sys.argv[1])\n"
        "from textual.app import App\nfrom textual.widgets import Static\n"
        "async def run():\n"
        "    if sys.argv[2] == 'bare':\n"
        "        class Bare(App):\n"
        "            def compose(self): yield Static('hello')\n"
        "        async with Bare().run_test(size=(100, 30)) as pilot: await pilot.pause()\n"
        "        return\n"
        "    from reader.library import Library\n    from pathlib import Path\n"
        "    from reader.config.paths import find_paths\n    from reader.config.settings import Settings\n"
        "    from reader.config.themes import read_themes\n    from reader.tui.app import QuothApp\n    from reader.tui.host import Beginning\n"
        "    themes = read_themes(find_paths().config)[0]\n"
        "    app = QuothApp(Library.open(Path(sys.argv[2])), Beginning(find_paths(), Settings(), themes[0], 72))\n"
        "    async with app.run_test(size=(100, 30)) as pilot:\n"
        "        app.open_article(1); await pilot.pause(); await pilot.press('end'); await pilot.pause()\n"
        "asyncio.run(run())\n"
        "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])\n"
    )
    data = shutil.copytree(book, home / "data")
    root = str(Path(__file__).resolve().parents[2])

    def peak(argument: str) -> int:
        result = subprocess.run(
            [sys.executable, "-c", program, root, argument], capture_output=True, text=True, check=True
        )
        return int(result.stdout.split()[-1])

    bare, reading = peak("bare"), peak(str(data))
    tell(f"memory with {LONG_ARTICLE_WORDS:,} words", reading / 1024, bare / 1024, "MiB")
    assert (reading - bare) / 1024 <= 60
