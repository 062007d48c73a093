"""How fast the library is at any size: its list, its searches, what one more article takes, and its memory.

    python -m tests.benchmarks.library [--articles N] [--home DIR] [--rounds N]

Prints one line a figure: what was measured, what is wanted, and the ratio to the floor of the same run. Inside figures
are CPU time in this process; those of the screen are of the real program in a pseudo-terminal. With `--home` the
library is kept there, and used again the next time.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from reader.library import ArticleQuery, Articles, Library
from reader.library.articles.duplicates import find_versions, shingles
from reader.library.articles.lists import read
from reader.pipeline import attribute, clean_path, keep
from tests.benchmarks.corpus import Corpus, fill, names, vocabulary
from tests.benchmarks.page import BARE, share, timed
from tests.benchmarks.terminal import Terminal

MILLISECONDS = "ms"
ADDED = 300
"""Articles that are added: the index merges the parts that they leave, and now and then large ones."""


def tell(what: str, figure: float, wanted: float, unit: str = MILLISECONDS) -> None:
    """Print one figure beside what is wanted."""
    print(f"{what:<58}{figure:9.1f} {unit:<4} wanted {wanted:8.1f}   {'' if figure <= wanted else '!'}", flush=True)


def tell_ratio(what: str, figure: float, floor: float, wanted: float, unit: str = MILLISECONDS) -> None:
    """Print one figure as a ratio to the `floor` measured in the same run."""
    ratio = figure / max(floor, 0.001)
    mark = "" if ratio <= wanted else "!"
    print(
        f"{what:<58}{figure:9.1f} {unit:<4} ratio {ratio:9.2f} to {floor:.1f}, wanted {wanted:.2f} {mark}", flush=True
    )


def cpu(act: Callable[[], object], rounds: int = 5) -> float:
    """Return the median CPU milliseconds of `act`."""
    times = []
    for _ in range(rounds):
        before = time.process_time()
        act()
        times.append(1000 * (time.process_time() - before))
    return statistics.median(times)


def searches() -> list[str]:
    """Return searches of every kind: common and rare words, two words, phrases, beginnings."""
    words = vocabulary()[0]
    family = names()[1][40]
    rare = words[len(words) // 2]
    return [
        "th", "the", "pr", "pre", "pres", "gov", "govern", "government", rare, rare[:4], "the government",
        f"government {rare}", "new york", '"of the"', '"the government"', f'"{words[60]} {words[80]}"', family[:2],
        family, f"speaker:{family[:3]}", "said:the", f"by:{family} said:the", "title:ne", "after:2023 the",
        'before:"3 years ago" government', "the -of", "the OR of", "words:>900 the",
        "is:read the", "-the", "pres*",
    ]  # fmt: skip


def show_newest(articles: Articles, query: ArticleQuery) -> None:
    """Find the newest results of `query`, with titles and snippets."""
    articles._lists.forget()
    numbers = articles.newest(query, at_once=True).numbers
    articles.rows_of(numbers)
    articles.snippets(numbers, read(query))


def show_first_page(articles: Articles, query: ArticleQuery) -> None:
    """Read the first page of a list, with the count of all."""
    articles._lists.forget()
    articles.count(query)
    articles.rows(0, 60, query)


def measure_searches(library: Library) -> None:
    """Measure the newest 50 results, with titles and snippets, and the whole of a common word's."""
    articles = library.articles
    worst, slowest = 0.0, ""
    for text in searches():
        figure = cpu(partial(show_newest, articles, ArticleQuery(text=text)))
        tell(f"search {text}", figure, 15)
        if figure > worst:
            worst, slowest = figure, text
    tell(f"the slowest search ({slowest})", worst, 15)

    def ranked() -> None:
        articles._lists.forget()
        articles.ids(ArticleQuery(text="the sort:relevance"))

    tell("the, ranked by relevance (in its thread)", cpu(ranked), 15)


def measure_lists(library: Library) -> None:
    """Measure a tab, an order and a filter: the first page with its count."""
    articles = library.articles
    for tab in ("all", "unread", "reading", "marked"):
        for order in ("added", "published", "title"):
            show = partial(show_first_page, articles, ArticleQuery(tab=tab, order=order))
            tell(f"tab {tab}, sorted by {order}", cpu(show), 50)

    def whole() -> None:
        articles._lists.forget()
        articles.ids(ArticleQuery())

    tell("the whole list, for who goes to its end", cpu(whole), 50)


def measure_adding(library: Library, folder: Path) -> None:
    """Measure one more article, cleaned, attributed, indexed and committed, and the search for its versions."""
    corpus = Corpus(seed=int(time.time()))
    times, finding = [], []
    for number in range(ADDED):
        article = corpus.article(number)[0]
        path = folder / f"new{time.time_ns()}.txt"
        path.write_text(f"{article.title}\n\nBy {article.authors[0]}\n\n{article.text}\n", encoding="utf-8")
        before = time.process_time()
        added = keep(library, attribute(clean_path(path)))
        times.append(1000 * (time.process_time() - before))
        connection, text = library.articles._connection, article.text
        before = time.process_time()
        find_versions(connection, added, text, shingles(text))
        finding.append(1000 * (time.process_time() - before))
    tell("one article of 800 words added, p50", statistics.median(times), 60)
    tell(f"one article of 800 words added, the worst of {ADDED - 1}", max(times[1:]), 60)
    tell("the first one, with what is loaded for it", times[0], 120)
    tell("its near-duplicates found, p50", statistics.median(finding), 10)


def measure_sizes(library: Library) -> None:
    """Measure the index against the texts."""
    connection = library.articles._connection
    texts = sum(len(zlib.decompress(row[0])) for row in connection.execute("SELECT text FROM bodies LIMIT 5000"))
    sample, count = connection.execute(
        "SELECT min(5000, count(*)), count(*) FROM bodies",
    ).fetchone()
    index = connection.execute("SELECT sum(length(block)) FROM pages_data").fetchone()[0]
    texts = texts * count / max(1, sample)
    tell_ratio("the full-text index (to the texts)", index / 1e6, texts / 1e6, 0.7, "MB")


def measure_screen(full: str, empty: str, rounds: int) -> None:
    """Measure the real program: its first list, its keys, its memory."""

    def first(home: str, words: str, code: str = "") -> tuple[float, float]:
        command = [sys.executable, "-c", code] if code else [sys.executable, "-m", "reader"]
        with Terminal(command, home=home) as terminal:
            wall = terminal.wait_for(words)
            return wall, terminal.cpu()

    def middle(act: Callable[[], tuple[float, float]]) -> tuple[float, float]:
        found = [act() for _ in range(rounds)]
        return statistics.median(wall for wall, _ in found), statistics.median(cpu for _, cpu in found)

    def first_key(home: str, told: str) -> tuple[float, float]:
        """The list itself, and its answer to a key that was pressed before it stood."""
        shutil.rmtree(Path(home) / "state", ignore_errors=True)
        with Terminal([sys.executable, "-m", "reader"], home=home) as terminal:
            terminal.send(b"j")
            wall = terminal.wait_for(told)
            return wall, terminal.cpu()

    first(full, "? help")
    bare = middle(lambda: first(full, "bare and ready", BARE))
    python = statistics.median(timed([sys.executable, "-c", "pass"]) for _ in range(2 * rounds))
    nothing = middle(lambda: first_key(empty, "The library is empty"))
    all_ = middle(lambda: first_key(full, " 2/"))
    tell_ratio("the full library's list, a key answered (to the empty)", all_[0], nothing[0], 1.15)
    tell_ratio("the same, CPU", all_[1], nothing[1], 1.15)
    tell_ratio("the full library's list, a key answered (to the bare)", all_[0], bare[0], 1.2)
    tell_ratio("the same, CPU", all_[1], bare[1], 1.2)
    with Terminal([sys.executable, "-m", "reader"], home=full) as terminal:
        terminal.wait_for("? help")
        terminal.settle(0.5)
        terminal.send(b"q")
        terminal.wait_for_end()
    again = middle(lambda: first(full, "? help"))
    tell_ratio("the list that was left, readable (to python -c pass)", again[0], python, 2.0)
    with Terminal([sys.executable, "-c", BARE]) as terminal:
        terminal.wait_for("bare and ready")
        terminal.settle()
        floor = terminal.memory()[0]
    with Terminal([sys.executable, "-m", "reader"], home=full) as terminal:
        terminal.wait_for("? help")
        terminal.settle(1.0)
        for key, count in (("j", 60), ("space", 40), ("k", 30), ("b", 20)):
            answers = [terminal.press(key) for _ in range(count)]
            tell(f"{key}, CPU p50", share(answers, 0.5, "cpu"), 6)
            tell(f"{key}, CPU p95", share(answers, 0.95, "cpu"), 12)
            tell(f"{key}, wall p50", share(answers, 0.5, "wall"), 6)
        terminal.settle()
        tell_ratio("memory after 150 keys (to the bare application's)", terminal.memory()[0], floor, 1.3, "MiB")
        for key, what in (("2", "tab"), ("1", "tab"), ("s", "sort"), ("S", "reverse"), ("G", "end"), ("g", "")):
            answer = terminal.press(key)
            if what:
                tell(f"{key} ({what}), CPU", answer.cpu, 50)
        terminal.press("g")
        terminal.press("/")
        terminal.settle()
        for letter in "government":
            tell(f"search: {letter} typed, CPU until it rests", terminal.press(letter).cpu, 50)
        terminal.press("enter")
        terminal.settle()
        tell_ratio("memory after a search (to the bare application's)", terminal.memory()[0], floor, 1.3, "MiB")


def main() -> None:
    """Make the library if need be, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--home", type=Path, help="keep the library here, and use it again the next time")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder) / "full"
        empty = Path(folder) / "empty"
        with Library.open(home / "data") as library:
            missing = options.articles - library.articles.count(ArticleQuery())
            if missing > options.articles * 0.05:
                fill(library, options.articles, tell=True)
            print(f"{library.articles.count(ArticleQuery()):,} articles")
            measure_sizes(library)
            measure_lists(library)
            measure_searches(library)
            measure_adding(library, Path(folder))
        with Library.open(empty / "data") as library:
            library.articles.remember_failure("nothing", "so that no samples are added")
        measure_screen(str(home), str(empty), options.rounds)
        shutil.rmtree(empty, ignore_errors=True)


if __name__ == "__main__":
    main()
