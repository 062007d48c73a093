"""Fit the model that tells a whole page's body from its surroundings, and say how good it is on sites not seen.

    python tests/quality/fit_page_model.py PAGES.jsonl[.gz] ... [--out reader/cleaning/data/page_model.json]

Each line of PAGES is {"id": page, "url": address, "html": page, "gold_body": its article as plain text}. A block is body if
the most of its runs of four words stand in the gold body, in order of the page. Pages of one site stay on one side of every split.
Needs numpy and scikit-learn.
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
from urllib.parse import urlsplit

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from reader.cleaning.html import hints_of
from reader.cleaning.metadata import read_metadata
from reader.cleaning.page import parse_page
from reader.cleaning.page_features import own_features
from reader.cleaning.page_model import NAMES, page_rows
from reader.cleaning.page_tree import PageTree
from reader.cleaning.walker import Walker

TREES, LEAVES, RATE, LEAST_IN_LEAF, FEATURE_SHARE = 120, 8, 0.1, 20, 1.0
SEED = 20
FOLDS = 5
THRESHOLDS = (-1.2, -0.8, -0.4, 0.0)
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Page:
    """A page's blocks as features, their labels and words, and the body that they are measured against."""

    site: str
    gold: str
    rows: np.ndarray
    texts: list[str]
    labels: np.ndarray = field(init=False)
    weights: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self.labels = np.array(labels_of(self.texts, self.gold))
        words = np.array([max(1, len(text.split())) for text in self.texts], dtype=float)
        # Each page weighs about the same, whatever its length, and a block by the root of its words.
        self.weights = np.sqrt(words) * np.sqrt(600 / max(50.0, float((words * self.labels).sum())))


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
    """Return the pages stored in `paths`."""
    pages = []
    for path in paths:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as file:
            for stored in file:
                record = json.loads(stored)
                root = parse_page(record["html"])
                walker = Walker()
                parts = walker.walk(root)
                tree = PageTree()
                places = [tree.place(node) for node in walker.nodes]
                rows = page_rows(own_features(parts, places, hints_of(read_metadata(root))), places)
                site = urlsplit(record.get("url") or "").hostname or record["id"].split("_")[0]
                pages.append(
                    Page(".".join(site.split(".")[-2:]), record["gold_body"], np.array(rows, dtype=np.float32),
                         [text for _, text in parts])
                )  # fmt: skip
    return pages


def fit(pages: list[Page]) -> HistGradientBoostingClassifier:
    """Fit the trees to `pages`."""
    model = HistGradientBoostingClassifier(
        max_iter=TREES, max_leaf_nodes=LEAVES, learning_rate=RATE, min_samples_leaf=LEAST_IN_LEAF,
        max_features=FEATURE_SHARE, l2_regularization=1.0, early_stopping=False, random_state=SEED,
    )  # fmt: skip
    return model.fit(
        np.vstack([page.rows for page in pages]), np.concatenate([page.labels for page in pages]),
        sample_weight=np.concatenate([page.weights for page in pages]),
    )  # fmt: skip


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
                scores[at] = model.decision_function(page.rows)
    return scores


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four words of `text`."""
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def report(pages: list[Page], scores: list[np.ndarray], threshold: float) -> str:
    """Return precision, recall and F1 of runs of four words, means over pages."""
    precision, recall = [], []
    for page, score in zip(pages, scores, strict=True):
        said = shingles("\n".join(text for text, value in zip(page.texts, score, strict=True) if value > threshold))
        gold = shingles(page.gold)
        right = sum((said & gold).values())
        if said.total() and any(score > threshold):
            precision.append(right / said.total())
        recall.append(right / gold.total())
    p, r = float(np.mean(precision)), float(np.mean(recall))
    return f"precision {p:.3f} recall {r:.3f} F1 {2 * p * r / (p + r):.3f}"


def export(model: HistGradientBoostingClassifier, path: Path) -> None:
    """Write the trees as plain lists, numbers rounded to what their decisions need."""
    trees = []
    for (predictor,) in model._predictors:
        leaves = [bool(node["is_leaf"]) for node in predictor.nodes]
        nodes = list(zip(predictor.nodes, leaves, strict=True))
        trees.append([
            [-1 if leaf else int(node["feature_idx"]) for node, leaf in nodes],
            [round(float(node["value"]), 4) if leaf else float(f"{node['num_threshold']:.6g}") for node, leaf in nodes],
            [0 if leaf else int(node["left"]) for node, leaf in nodes],
            [0 if leaf else int(node["right"]) for node, leaf in nodes],
        ])  # fmt: skip
    about = "Trees that tell a page's body; made by tests/quality/fit_page_model.py, features in the order given."
    baseline = round(float(np.ravel(model._baseline_prediction)[0]), 4)
    head = json.dumps({"about": about, "features": NAMES, "baseline": baseline})[:-1]
    body = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
    path.write_text(f'{head}, "trees": [\n{body}\n]}}\n', encoding="utf-8")


def main() -> None:
    """Report on sites not seen, in two divisions, then fit on all and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    pages = read(options.pages)
    for seed in (0, 1) if not options.out else ():
        scores = unseen_scores(pages, seed)
        for threshold in THRESHOLDS:
            print(f"division {seed}, log odds over {threshold}:", report(pages, scores, threshold))
    if options.out:
        export(fit(pages), options.out)


if __name__ == "__main__":
    main()
