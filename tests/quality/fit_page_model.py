"""Fit the model that tells a whole page's body from its surroundings, and say how good it is on sites not seen.

    python tests/quality/fit_page_model.py PAGES.jsonl[.gz] ... [--out reader/cleaning/data/page_model.json]

Each line of PAGES is {"id": page, "url": address, "html": page, "gold_body": its article as plain text}. A block is body if
the most of its runs of words stand in the gold body, in order of the page. Pages of one site stay on one side of every split;
what is reported is the whole cleaning with the model's scores, not the model alone. The same pages give the same weights:
they are sorted, the seeds are fixed, and one thread adds up. Needs numpy and lightgbm.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from reader.cleaning.captions import split_credit
from reader.cleaning.html import hints_of
from reader.cleaning.metadata import read_metadata
from reader.cleaning.page import parse_page
from reader.cleaning.page_asides import asides
from reader.cleaning.page_body import kept_blocks
from reader.cleaning.page_features import own_features
from reader.cleaning.page_model import NAMES, page_rows
from reader.cleaning.page_tree import PageTree, Place
from reader.cleaning.walker import Walker
from reader.document import Block, BlockKind
from reader.text.sanitise import normalise_unicode
from tests.quality.fitting import site_of, write_trees

TREES = 150
OPTIONS = {
    "objective": "binary", "num_leaves": 8, "learning_rate": 0.065, "min_data_in_leaf": 20, "lambda_l2": 1.0, "feature_fraction": 0.3,
    "bagging_fraction": 0.7, "bagging_freq": 1, "max_bin": 63, "seed": 1, "num_threads": 1, "deterministic": True,
    "force_row_wise": True, "verbose": -1,
}  # fmt: skip
FOLDS = 5
DIVISIONS = (0, 1, 2)
ABOUT = "Trees that tell a page's body; made by tests/quality/fit_page_model.py, features in the order given."
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Page:
    """A page's blocks with what is measured of them, their labels, and the body that they are measured against."""

    file: str
    site: str
    gold: str
    parts: list[tuple[Block, str]]
    places: list[Place]
    own: list[list[float]]
    rows: np.ndarray
    labels: np.ndarray = field(init=False)
    weights: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self.labels = np.array(labels_of([text for _, text in self.parts], self.gold))
        words = np.array([max(1, len(text.split())) for _, text in self.parts], dtype=float)
        # Each page weighs about the same, whatever its length, and a block by the root of its words.
        self.weights = np.sqrt(words) * np.sqrt(600 / max(50.0, float((words * self.labels).sum())))

    def body(self, scores: np.ndarray) -> str:
        """Return the body that cleaning finds with the model's `scores`."""
        values = scores.tolist()
        kept = kept_blocks(self.parts, self.places, self.own, values)
        between = asides(self.parts, self.places, self.own, values, kept)
        texts = [
            split_credit(block, text)[0][1] if block.kind is BlockKind.CAPTION else text
            for at, (block, text) in enumerate(self.parts)
            if kept[at] and at not in between
        ]
        return "\n".join(texts)


def labels_of(texts: list[str], gold: str) -> list[bool]:
    """Return whether each of `texts` stands in `gold`: by alignment of the words of both, in order."""
    words, owner = [], []
    for number, text in enumerate(texts):
        found = _WORD.findall(text)
        words += found
        owner += [number] * len(found)
    hit = Counter()
    for match in SequenceMatcher(None, words, _WORD.findall(gold), autojunk=False).get_matching_blocks():
        if match.size >= 3:
            hit.update(owner[match.a : match.a + match.size])
    return [2 * hit[number] >= max(1, len(_WORD.findall(text))) for number, text in enumerate(texts)]


def read(paths: list[Path]) -> list[Page]:
    """Return the pages stored in `paths`, in the order of their ids."""
    records = []
    for path in paths:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as file:
            records += [(path.name, json.loads(stored)) for stored in file]
    return [page_of(name, record) for name, record in sorted(records, key=lambda each: (each[0], each[1]["id"]))]


def page_of(file: str, record: dict[str, Any]) -> Page:
    """Return the page of `record`, a line of `file`, with its blocks measured."""
    root = parse_page(record["html"])
    url = record.get("url") or ""
    metadata = read_metadata(root, url)
    walker = Walker(base=url or metadata.url)
    parts = [(block, normalise_unicode(text)) for block, text in walker.walk(root)]
    tree = PageTree()
    places = [tree.place(node) for node in walker.nodes]
    own = own_features(parts, places, hints_of(metadata))
    rows = np.array(page_rows(own, places), dtype=np.float32)
    return Page(file, site_of(url) or record["id"], record["gold_body"], parts, places, own, rows)


def fit(pages: list[Page]) -> Any:
    """Fit the trees to `pages`."""
    rows, labels = np.vstack([page.rows for page in pages]), np.concatenate([page.labels for page in pages])
    weights = np.concatenate([page.weights for page in pages])
    return lightgbm.train(OPTIONS, lightgbm.Dataset(rows, labels, weight=weights), TREES)


def unseen_scores(pages: list[Page], seed: int) -> list[np.ndarray]:
    """Return each page's scores by a model that has seen no page of its site."""
    sites = sorted({page.site for page in pages})
    random.Random(seed).shuffle(sites)
    fold = {site: number % FOLDS for number, site in enumerate(sites)}
    scores: list[np.ndarray] = [np.zeros(0)] * len(pages)
    for number in range(FOLDS):
        model = fit([page for page in pages if fold[page.site] != number])
        for at, page in enumerate(pages):
            if fold[page.site] == number:
                scores[at] = model.predict(page.rows, raw_score=True)
    return scores


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four words of `text`."""
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def report(pages: list[Page], scores: list[np.ndarray]) -> str:
    """Return precision, recall and F1 of runs of four words, means over pages, for each file of pages."""
    found: dict[str, list[tuple[float, float]]] = {}
    for page, score in zip(pages, scores, strict=True):
        said, gold = shingles(page.body(score)), shingles(page.gold)
        right = (said & gold).total()
        found.setdefault(page.file, []).append((right / max(1, said.total()), right / gold.total()))
    told = []
    for file, values in found.items():
        precision, recall = (float(np.mean(column)) for column in zip(*values, strict=True))
        f1 = 2 * precision * recall / (precision + recall)
        told.append(f"{file} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")
    return "; ".join(told)


def main() -> None:
    """Report on sites not seen, in several divisions, then fit on all and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    pages = read(options.pages)
    for seed in DIVISIONS if not options.out else ():
        print(f"division {seed}:", report(pages, unseen_scores(pages, seed)))
    if options.out:
        write_trees(fit(pages), options.out, NAMES, ABOUT)


if __name__ == "__main__":
    main()
