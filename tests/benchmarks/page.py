"""How fast the page is, on a long article that the library knows, in a real (pseudo-)terminal.

    python tests/benchmarks/page.py [--words N] [--rounds N] [--only PART]

Prints one line a figure: what was measured, what is wanted, and the ratio to the bare application (or to a Python that
does nothing) in the same run. On a busy machine read the CPU column: the figures that are wanted are of a quiet one.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from reader.document import Article, Block, BlockKind, Inline, InlineKind, assemble  # noqa: E402
from reader.library import Library  # noqa: E402
from reader.quotations import find_quotations  # noqa: E402
from tests.benchmarks.terminal import Answer, Terminal  # noqa: E402

BARE = (
    "from textual.app import App\nfrom textual.widgets import Static\n"
    "class Bare(App):\n    def compose(self): yield Static('bare and ready')\n"
    "Bare().run()\n"
)
WORDS = (
    "river town mayor bridge harbour letter winter morning council archive keeper lantern ferry market paper answer "
    "question people water street garden number office report evening station village teacher window country story"
).split()
SMALL_WORDS = "the of and to in a that it was for on with as at by from but not or this".split()
NAMES = "Mara Quill, Edwin Sarr, Ines Halloran, Peter Voss, Tomas Lindqvist, Ada Bertrand, Joan Keel".split(", ")
WANTED_HITS = 10_000
COMMON_WORD = "zephyr"


def long_article(words: int) -> Article:
    """Return an article of `words` words: sentences in paragraphs, headings, speech in curly quotes, links, italics."""
    chooser = random.Random(7)
    parts: list[tuple[Block, str]] = []
    written, every = 0, max(1, words // WANTED_HITS)
    while written < words:
        if len(parts) % 40 == 0:
            parts.append((Block(BlockKind.HEADING, 0, 0, level=2), f"Chapter {len(parts) // 40 + 1}"))
        sentences = []
        for _ in range(chooser.randint(2, 7)):
            length = chooser.randint(6, 24)
            chosen = [chooser.choice(SMALL_WORDS if place % 2 else WORDS) for place in range(length)]
            if (written + length) // every > written // every:
                chosen[length // 2] = COMMON_WORD
            written += length
            sentences.append(" ".join(chosen).capitalize() + ".")
        if chooser.random() < 0.6:
            name = chooser.choice(NAMES)
            sentences[-1] = f"“{sentences[-1][:-1]},” said {name}."
        text = " ".join(sentences)
        inlines = (Inline(InlineKind.EMPHASIS, 3, 12),) if chooser.random() < 0.2 else ()
        parts.append((Block(BlockKind.PARAGRAPH, 0, 0, inlines=inlines), text))
    blocks, text = assemble(parts)
    return Article(
        title="The long road to the bridge", authors=("Mara Quill",), language="en", blocks=blocks, text=text
    )


class Table:
    """The figures, told as they come."""

    def __init__(self) -> None:
        print(f"{'':<44}{'wall':>9}{'cpu':>9}{'ratio':>8}   wanted")

    def tell(self, what: str, wall: float, cpu: float | None, floor: float, wanted: str, unit: str = "ms") -> None:
        """Print one figure with its ratio to `floor`, in the unit of `wall`."""
        shown = f"{cpu:9.1f}" if cpu is not None else " " * 9
        ratio = f"{wall / floor:8.2f}" if floor else " " * 8
        print(f"{what:<44}{wall:9.1f}{shown}{ratio}   {wanted}{'' if unit == 'ms' else '  ' + unit}", flush=True)


def timed(command: list[str]) -> float:
    """Return the milliseconds that `command` takes from start to end."""
    before = time.perf_counter()
    os.waitpid(os.spawnvp(os.P_NOWAIT, command[0], command), 0)
    return 1000 * (time.perf_counter() - before)


def middle(measure: Callable[[], float], rounds: int) -> float:
    """Return the median of `rounds` measurements, after one that warms the caches."""
    measure()
    return statistics.median(measure() for _ in range(rounds))


def share(answers: list[Answer], part: float, field: str) -> float:
    """Return the value of `field` below which `part` of the answers are."""
    values = sorted(getattr(answer, field) for answer in answers)
    return float(values[min(len(values) - 1, int(part * len(values)))])


def measure_starts(table: Table, home: str, rounds: int, number: int, folder: Path) -> tuple[float, float]:
    """Measure first paint, first key and new files against Python and the bare application."""
    python = middle(lambda: timed([sys.executable, "-c", "pass"]), 2 * rounds)

    def first(words: str, *arguments: str, code: str = "", where: str = home) -> float:
        command = [sys.executable, "-c", code] if code else [sys.executable, "-m", "reader", *arguments]
        with Terminal(command, home=where) as terminal:
            taken = terminal.wait_for(words)
            terminal.settle(1.0)  # the application comes and takes over, as it does for a person
            return taken

    def first_key(*arguments: str) -> float:
        with Terminal([sys.executable, "-m", "reader", *arguments], home=home) as terminal:
            terminal.send(b"]")
            return terminal.wait_for("quote ")

    bare = middle(lambda: first("bare and ready", code=BARE), rounds)
    table.tell("python -c pass", python, None, 0, "")
    table.tell("bare application, first frame", bare, None, 0, "")
    table.tell(
        "known article, first paint (to python)",
        middle(lambda: first("long road", "open", str(number)), rounds),
        None,
        python,
        "2.0",
    )

    def first_of_all() -> float:
        shutil.rmtree(Path(home) / "state" / "frames")
        return first("long road", "open", str(number))

    never_shown = middle(first_of_all, rounds)
    table.tell("never shown article, first paint (to python)", never_shown, None, python, "2.0")
    table.tell("library, first paint (to python)", middle(lambda: first("unread"), rounds), None, python, "2.0")
    table.tell(
        "known article, first key answered (to bare)",
        middle(lambda: first_key("open", str(number)), rounds),
        None,
        bare,
        "1.3",
    )
    for words, wanted in ((1_000, "1.25"), (500_000, "1.5")):
        path = folder / f"new{words}.txt"
        path.write_text("A new file of words\n\n" + long_article(words).text, encoding="utf-8")
        for count in range(rounds + 1):
            (folder / f"new{words}").mkdir(exist_ok=True)
            (folder / f"home{words}-{count}").mkdir(exist_ok=True)
        turn = iter(range(rounds + 1))
        read = middle(lambda: first("A new file", str(path), where=str(folder / f"home{words}-{next(turn)}")), rounds)  # noqa: B023
        table.tell(f"new file of {words:,} words, readable (to bare)", read, None, bare, wanted)
    return python, bare


def measure_keys(table: Table, home: str, number: int) -> None:
    """Measure what keys take once the article is open."""
    with Terminal([sys.executable, "-c", BARE]) as terminal:
        terminal.wait_for("bare and ready")
        terminal.settle()
        bare_memory, bare_peak = terminal.memory()
    with Terminal([sys.executable, "-m", "reader", "open", str(number)], home=home) as terminal:
        terminal.wait_for(" left")
        terminal.settle(1.5)
        terminal.press("home")
        table.tell("resident memory once open (to bare)", terminal.memory()[0], None, bare_memory, "1.5", "MiB")
        for key, count in (("space", 60), ("j", 60), ("b", 30), ("k", 30)):
            answers = [terminal.press(key) for _ in range(count)]
            table.tell(f"{key}, p50", share(answers, 0.5, "wall"), share(answers, 0.5, "cpu"), 0, "7")
            table.tell(f"{key}, p95", share(answers, 0.95, "wall"), share(answers, 0.95, "cpu"), 0, "12")
            if key == "space":
                table.tell("a page, bytes", share(answers, 0.5, "size"), None, 0, "12,000", "bytes")
                frames = [answer.frames for answer in answers]
                table.tell("a page, frames at most", max(frames), None, 0, "1", "frames")
        for key in ("end", "home", "end", "home"):
            answer = terminal.press(key)
            table.tell(f"{key} ({answer.frames} frames)", answer.wall, answer.cpu, 0, "15")
        for columns in (60, 100, 60, 100):
            answer = terminal.resize(columns, 30)
            table.tell(f"re-wrap to {columns} ({answer.frames} frames)", answer.wall, answer.cpu, 0, "50")
        terminal.press("/")
        for letter in COMMON_WORD:
            answer = terminal.press(letter)
            table.tell(f"find: {letter} typed", answer.wall, answer.cpu, 0, "60")
        terminal.press("enter")
        terminal.settle()
        answers = [terminal.press("n") for _ in range(30)]
        table.tell("n, p50", share(answers, 0.5, "wall"), share(answers, 0.5, "cpu"), 0, "16")
        table.tell("n, p95", share(answers, 0.95, "wall"), share(answers, 0.95, "cpu"), 0, "16")
        terminal.press("home")
        table.tell("resident memory after all that (to bare)", terminal.memory()[0], None, bare_memory, "1.5", "MiB")
        for _ in "mm":
            terminal.press("m")
        terminal.settle(0.5)
        memory, peak = terminal.memory()
        table.tell("resident memory with a mark (to bare)", memory, None, bare_memory, "1.5", "MiB")
        table.tell("highest memory (to bare)", peak, None, bare_peak, "", "MiB")


def main() -> None:
    """Make the article, put it into a library of its own, measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--words", type=int, default=500_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=("starts", "keys"), default="")
    parser.add_argument("--home", default="", help="keep the library here, and use it again the next time")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or folder
        with Library.open(Path(home) / "data") as library:
            number = library.articles.find(path="long.txt")
            if number is None:
                article = long_article(options.words)
                quotations = find_quotations(article.text)
                number = library.articles.put(article, quotations, path="long.txt")
                print(f"{article.words:,} words, {len(article.blocks):,} blocks, {len(quotations):,} quotations")
        table = Table()
        if options.only != "keys":
            measure_starts(table, home, options.rounds, number, Path(folder))
        if options.only != "starts":
            measure_keys(table, home, number)


if __name__ == "__main__":
    main()
