"""A library of any size, made from the project's own word lists: names, posts, organisations, verbs of saying.

    python -m tests.benchmarks.corpus --articles 100000 --out DIR

Words are drawn by Zipf's law from a vocabulary of common words and of others built from the lists' syllables, so that
an index has few very long and many very short entries, as that of real articles has. The same number and seed give the
same articles. They go into DIR/library.db by the way that every article goes, many to a transaction.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

from reader.document import Article, Block, BlockKind, Mention, Quotation, QuotationKind, Span, assemble
from reader.library import Library

DATA = Path(__file__).resolve().parents[2] / "reader" / "quotations" / "data"
WORDS_IN_ARTICLE = 800
VOCABULARY = 80_000
"""Distinct words: what some hundred thousand news articles use more than once."""
ZIPF = 1.05
TOPIC = 1.15
"""Draws from the vocabulary for a word of an article, whose words are drawn from these: an article repeats itself. With
this, and with words of at most 9 letters, 800 words hold 370 different ones of 6.4 bytes each; those of 900 news articles hold 382 of 6.0."""
LONGEST_WORD = 9
COMMON = (
    "the of to a in and that is for on it was with as by at he from be are this his has have not an but they which or "
    "their said who were had been will one would more about when than its people there after also some all could time "
    "new out up over into years other what two no first last most only how may such many any now before year state "
    "even where made because still those just much while then under city money house war world since week work part"
).split()
REPRINTS = 0.01
"""The share of articles that are another's words once more, with another title and a line of cruft."""
BATCH = 500


def words_of(name: str) -> list[str]:
    """Return the words of one of the project's lists, without comments."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


@cache
def names() -> tuple[list[str], list[str]]:
    """Return given names, and family names built from their syllables."""
    given = [word for word in words_of("given_names.txt") if len(word) > 1 and word[0].isupper()]
    chooser = random.Random(3)
    beginnings = sorted({word[:3] for word in given})
    ends = sorted({word[-3:] for word in given if word.isascii()})
    family = sorted({chooser.choice(beginnings) + chooser.choice(ends) for _ in range(4000)})
    return given, family


@cache
def vocabulary() -> tuple[list[str], list[float]]:
    """Return the words, the most frequent first, with their cumulated weights."""
    chooser = random.Random(5)
    lists = [word.lower() for name in ("roles.txt", "organisations.txt", "cues.txt") for word in words_of(name)]
    plain = [word for word in lists if word.isalpha() and len(word) > 2]
    pieces = sorted({part for word in plain for part in re.findall("[^aeiou]*[aeiou]+[^aeiou]?", word)})
    known = dict.fromkeys([*COMMON, *plain])
    while len(known) < VOCABULARY:
        word = "".join(chooser.choice(pieces) for _ in range(chooser.choice((1, 2, 2, 2, 3))))
        known.setdefault(word[:LONGEST_WORD])
    words = list(known)
    return words, list(accumulate(1 / (rank + 2.7) ** ZIPF for rank in range(len(words))))


class Corpus:
    """Articles one after the other."""

    def __init__(self, seed: int = 1, words: int = WORDS_IN_ARTICLE) -> None:
        self._random = random.Random(seed)
        self._words = words
        self._vocabulary, self._weights = vocabulary()
        given, family = names()
        self._people = [f"{self._random.choice(given)} {self._random.choice(family)}" for _ in range(6000)]
        self._fame = list(accumulate(1 / (rank + 5) for rank in range(len(self._people))))
        self._sites = [f"{self._random.choice(family)} {end}" for end in ("Gazette", "Herald", "Post", "Times") * 15]
        self._cues = [word for word in words_of("cues.txt") if word.endswith("ed")][:40] + ["said"] * 80

    def article(self, number: int) -> tuple[Article, tuple[Quotation, ...]]:
        """Return article `number` with its quotations; its address and date tell which it is."""
        chooser = self._random
        people = chooser.choices(self._people, cum_weights=self._fame, k=4)
        topic = self._draw(int(self._words * TOPIC))
        drawn = iter(chooser.choices(topic, k=self._words + 100))
        paragraphs: list[str] = []
        spans: list[tuple[int, int, int, int, str, str]] = []
        left = self._words
        while left > 0:
            size = min(left, chooser.randint(40, 90))
            left -= size
            said = chooser.random() < 0.5
            words, found = self._paragraph(drawn, size, chooser.choice(people) if said else "")
            if found is not None:
                spans.append((len(paragraphs), *found))
            paragraphs.append(words)
        blocks, text = assemble((Block(BlockKind.PARAGRAPH, 0, 0), words) for words in paragraphs)
        quotations = tuple(
            Quotation(
                blocks[at].start + start, blocks[at].start + end, QuotationKind.DIRECT,
                Mention(blocks[at].start + name, blocks[at].start + name + len(who), who), who, "",
                Span(blocks[at].start + name - len(cue) - 1, blocks[at].start + name - 1), 0.95, "after: " + cue,
            )
            for at, start, end, name, who, cue in spans
        )  # fmt: skip
        article = Article(
            title=" ".join(self._draw(chooser.randint(5, 10))).capitalize(),
            authors=tuple(chooser.choices(self._people, k=chooser.choice((1, 1, 2)))),
            published=date(2009, 1, 1) + timedelta(days=chooser.randrange(5800)),
            site=chooser.choice(self._sites),
            url=f"https://example.org/{number}",
            language="en",
            blocks=blocks,
            text=text,
        )
        return article, quotations

    def _draw(self, count: int) -> list[str]:
        return self._random.choices(self._vocabulary, cum_weights=self._weights, k=count)

    def _paragraph(
        self, drawn: Iterator[str], size: int, who: str
    ) -> tuple[str, tuple[int, int, int, str, str] | None]:
        """Return a paragraph of `size` words, and where someone speaks in it: start, end, name, who, verb."""
        half = size // 2
        speech = " ".join(next(drawn) for _ in range(half)).capitalize()
        rest = " ".join(next(drawn) for _ in range(size - half)).capitalize() + "."
        if not who:
            return f"{speech}. {rest}", None
        cue = self._random.choice(self._cues)
        head = f"“{speech},” "
        return f"{head}{cue} {who}. {rest}", (0, len(head) - 1, len(head) + len(cue) + 1, who, cue)


def reprint(article: Article, number: int) -> Article:
    """Return `article` as another site took it over: another title, a line more at the end."""
    parts = [(block, article.text_of(block)) for block in article.blocks]
    parts.append((Block(BlockKind.PARAGRAPH, 0, 0), f"This story first appeared elsewhere, number {number}."))
    blocks, text = assemble(parts)
    url = f"https://example.net/{number}"
    return Article(f"Update: {article.title}", article.authors, article.published, None, "Reprints", url, "en", "", blocks, text)  # fmt: skip


def articles(count: int, *, words: int = WORDS_IN_ARTICLE) -> Iterator[tuple[Article, tuple[Quotation, ...]]]:
    """Yield `count` articles with their quotations, reprints among them."""
    corpus = Corpus(words=words)
    chooser = random.Random(9)
    kept: list[tuple[Article, tuple[Quotation, ...]]] = []
    for number in range(count):
        if kept and chooser.random() < REPRINTS:
            article, quotations = chooser.choice(kept)
            yield reprint(article, number), quotations
            continue
        made = corpus.article(number)
        if chooser.random() < 0.02:
            kept.append(made)
        yield made


def fill(library: Library, count: int, *, words: int = WORDS_IN_ARTICLE, tell: bool = False) -> None:
    """Put `count` articles of `words` words into `library`."""
    began = time.monotonic()
    made = articles(count, words=words)
    for first in range(0, count, BATCH):
        with library.articles.batch():
            for number in range(first, min(first + BATCH, count)):
                article, quotations = next(made)
                library.articles.put(article, quotations, path=f"/archive/{number % 97:02}/{number}.html")
        if tell:
            done = min(first + BATCH, count)
            print(f"\r{done:,} articles, {time.monotonic() - began:.0f} s", end="", file=sys.stderr, flush=True)


def main() -> None:
    """Make a library as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=WORDS_IN_ARTICLE)
    parser.add_argument("--out", type=Path, required=True, help="the folder that library.db is made in")
    options = parser.parse_args()
    with Library.open(options.out) as library:
        # A corpus that the machine crashes over is made again.
        library.articles._connection.execute("PRAGMA synchronous=OFF")
        library.articles._connection.execute("PRAGMA journal_mode=MEMORY")
        library.articles._connection.execute("PRAGMA cache_size=-200000")
        fill(library, options.articles, words=options.words, tell=True)
    print(file=sys.stderr)


if __name__ == "__main__":
    main()
