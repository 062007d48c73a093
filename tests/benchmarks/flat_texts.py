"""Long texts of many shapes, made from common words, and how long cleaning one takes.

    python -m tests.benchmarks.flat_texts SHAPE MEGABYTES

tells CPU seconds and the peak of memory; the shapes are those of `SHAPES`.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Callable

from reader.cleaning import clean_text
from tests.benchmarks.corpus import COMMON

LABELS = "Home|News|Sport|Share|Related|Follow us|Sign up for our newsletter|Advertisement|Read more|Comments".split(
    "|"
)
PIECE = 500_000
"""Characters that are made; a longer text says them again."""


def words(chooser: random.Random, count: int) -> str:
    """Return `count` common words."""
    return " ".join(chooser.choices(COMMON, k=count))


def sentence(chooser: random.Random, count: int) -> str:
    """Return a sentence of `count` words."""
    return f"{words(chooser, count).capitalize()}."


SHAPES: dict[str, Callable[[random.Random], str]] = {
    "page": lambda chooser: f"{sentence(chooser, 60)}\n\n{chooser.choice(LABELS)}\n\n{sentence(chooser, 45)}\n\n",
    "lines": lambda chooser: f"{sentence(chooser, 28)}\n{chooser.choice(LABELS)}\n",
    "line": lambda chooser: f"{sentence(chooser, 200)} ",
    "word": lambda _: "letter" * 200,
    "paragraph": lambda chooser: f"{words(chooser, 13)}\n",
    "headings": lambda chooser: f"# {words(chooser, 5)}\n",
    "comments": lambda chooser: (
        f"Leave a Reply\nYour email address will not be published.\nName *\n{sentence(chooser, 20)}\n"
    ),
    "forms": lambda chooser: f"Leave a Reply\nRequired fields are marked\nName *\n{words(chooser, 3)}\n",
    "bylines": lambda chooser: f"By Joan Wick\nMarch 3, 2021\n{sentence(chooser, 20)}\n",
    "list": lambda chooser: f"- {sentence(chooser, 8)}\n  {sentence(chooser, 5)}\n",
    "blanks": lambda chooser: "\n" * 500 + sentence(chooser, 8),
    "links": lambda chooser: f"[{words(chooser, 4)}](https://example.net/{words(chooser, 1)}) ",
    "linked": lambda chooser: f"[{words(chooser, 4)}](https://example.net/{words(chooser, 1)})\n",
    "prose": lambda chooser: f"{sentence(chooser, 80)}\n\n",
}
"""What each text says again and again."""


def text_of(shape: str, characters: int) -> str:
    """Return a text of `shape` with about so many characters."""
    chooser = random.Random(4)
    pieces, made = [], 0
    while made < min(PIECE, characters):
        pieces.append(SHAPES[shape](chooser))
        made += len(pieces[-1])
    return "".join(pieces) * max(1, characters // made)


def main() -> None:
    """Clean one text and tell what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shape", choices=SHAPES)
    parser.add_argument("megabytes", type=float)
    options = parser.parse_args()
    text = text_of(options.shape, int(options.megabytes * 1e6))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    cleaned = clean_text(text)
    taken = time.process_time() - began
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    size = len(text) / 1e6
    print(
        f"{options.shape:<10}{size:6.1f} MB {taken:7.2f} s CPU {taken / size:6.2f} s/MB, {peak:6.0f} MiB more,"
        f" {len(cleaned.article.blocks)} blocks, {len(cleaned.removed)} lines removed"
    )


if __name__ == "__main__":
    main()
