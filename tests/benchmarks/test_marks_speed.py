"""What marks cost however many there are: a start reads only what is new, and an act is kept at once. CPU time."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.document import Anchor, ArticleReference, Mark
from reader.library import Library
from reader.library.marks.acts import packed
from reader.library.marks.journal import encode_line
from tests.benchmarks.terminal import Terminal
from tests.reliability.homes import scaled
from tests.timing import least_cpu

MARKS = scaled(10_000, 100_000)
"""With all, a start cost 0.3 ms more than without any mark, an act 1 ms and a sync, an acknowledged mark 11 ms of CPU."""
ARTICLES = [
    ArticleReference(f"https://gazette.example/{n}", f"{n:024x}", f"/a/{n}.html", f"Story {n}") for n in range(1000)
]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a library with many marks, opened once."""
    home = tmp_path_factory.mktemp("full")
    begun = datetime(2025, 1, 1, tzinfo=UTC)
    lines = []
    for number in range(MARKS):
        when = begun + timedelta(seconds=number)
        anchor = Anchor("some marked words " * 4, "p" * 48, "s" * 48, number % 50, number)
        mark = Mark(f"{number:08x}", "highlight", ARTICLES[number % 1000], anchor, when)
        change = {"mark": mark.id, "before": None, "after": packed(mark)}
        event = {"event": f"{number:016x}", "time": when.isoformat(timespec="microseconds"), "device": "old-000000"}
        lines.append(encode_line({**event, "act": "change", "changes": [change]}))
    (home / "data" / "marks").mkdir(parents=True)
    (home / "data" / "marks" / "old-000000.jsonl").write_bytes(b"".join(lines))
    with Library.open(home / "data") as library:
        assert library.marks.count() == MARKS
    return home / "data"


FEWEST_TURNS, MOST_TURNS = 7, 20
"""Starts that are timed on each side: a busy machine takes half as long again for some in a row, never for all."""


def cost(work: Callable[[], object], rounds: int = 21) -> float:
    """Return the least seconds of CPU that `work` takes."""
    return least_cpu(work, enough=0, rounds=rounds)


def start(home: Path) -> None:
    with Library.open(home) as library:
        library.marks.position(ARTICLES[0])
        library.marks.of(ARTICLES[3])


def test_a_start_costs_the_same_with_many_marks(full: Path, tmp_path: Path) -> None:
    start(tmp_path)
    assert cost(lambda: start(full)) - cost(lambda: start(tmp_path)) < 0.005


def test_an_act_costs_the_same_with_many_marks(full: Path, tmp_path: Path) -> None:
    with Library.open(full) as library, Library.open(tmp_path) as empty:
        many = cost(lambda: library.marks.add("note", ARTICLES[3], Anchor("words")))
        few = cost(lambda: empty.marks.add("note", ARTICLES[3], Anchor("words")))
        assert many < 0.01 and many < 3 * few


def test_a_start_and_an_acknowledgement_on_the_screen_are_as_with_no_marks(full: Path, tmp_path: Path) -> None:
    words = "\n\n".join(f"Paragraph {number} of an article about lamps and harbours." for number in range(200))
    article = tmp_path / "long.txt"
    article.write_text(f"The long article\n\n{words}\n", encoding="utf-8")
    starts: dict[Path, list[float]] = {full.parent: [], tmp_path / "none": []}
    acts: list[float] = []

    def more() -> float:
        """Return the CPU milliseconds that the cheapest start with marks takes more than the cheapest without."""
        many, none = (min(spent) for spent in starts.values())
        return many - none

    for turn in range(MOST_TURNS):
        if turn >= FEWEST_TURNS and more() < 50:
            break
        for home, spent in starts.items():
            with Terminal([sys.executable, "-m", "reader", str(article)], home=str(home)) as terminal:
                # The page stands before the program is loaded; it is there when it has answered its first keys.
                terminal.wait_for("mm mark")
                terminal.send(b"mm")
                terminal.wait_for("Marked ")
                terminal.settle()
                if turn:
                    spent.append(terminal.cpu())
                if home == full.parent:
                    answers = [terminal.press("mm", until=b"Marked ") for _ in range(5)]
                    assert all(b"Marked " in answer.data for answer in answers)
                    acts += [answer.cpu for answer in answers]
    assert more() < 50, "milliseconds"
    assert statistics.median(acts) < 20, "milliseconds"


def test_looking_for_what_others_did_costs_next_to_nothing(full: Path) -> None:
    with Library.open(full) as library:
        library.marks.refresh()
        assert cost(library.marks.refresh, 101) < 0.001


def test_a_states_lookup_is_fast_enough_for_a_list(full: Path) -> None:
    with Library.open(full) as library:
        assert cost(lambda: library.marks.states(ARTICLES[:60])) < 0.03
