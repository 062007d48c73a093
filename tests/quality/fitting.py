"""What the fitting scripts share: reading annotated dumps, folds of pages, and writing trees as data.

Each line of a dumps file is {"id": page, "url": address, "text": dump, "gold_body": its body} and, for the head's models,
"gold_title", "gold_author" (names) and "gold_date". Lines with the same id are the same page in other forms. Needs numpy and
lightgbm, which the project itself does not.
"""

from __future__ import annotations

import difflib
import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lightgbm
import numpy as np

from reader.cleaning.lines import LogicalLine, logical_lines
from reader.text import sanitise
from reader.text.sanitise import normalise_unicode

FOLDS = 5
SEED = 0
_WORD = re.compile(r"[^\W_]+")


def read_dumps(paths: Sequence[Path]) -> Iterator[tuple[dict[str, Any], list[LogicalLine]]]:
    """Yield each annotated dump with its logical lines that have words."""
    for path in paths:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as file:
            for stored in file:
                record = json.loads(stored)
                text = normalise_unicode(sanitise(record["text"]))
                yield record, [line for line in logical_lines(text) if line.text]


def site_of(url: str) -> str:
    """Return the part of `url` that pages of one site share."""
    parts = urlsplit(url).netloc.lower().split(":")[0].split(".")
    short = len(parts) > 2 and len(parts[-1]) == 2 and len(parts[-2]) <= 3
    return ".".join(parts[-3 if short else -2 :])


def folds_of(sites: Sequence[str]) -> np.ndarray:
    """Return a fold's number for each entry; all pages of a site are in one fold."""
    known = sorted(set(sites))
    random.Random(SEED).shuffle(known)
    numbers = {site: place % FOLDS for place, site in enumerate(known)}
    return np.array([numbers[site] for site in sites])


def body_lines(lines: Sequence[LogicalLine], body: str) -> np.ndarray:
    """Tell of each line whether at least half of its words stand, in order, in `body`."""
    words, owners = [], []
    for number, line in enumerate(lines):
        found = _WORD.findall(line.text)
        words += found
        owners += [number] * len(found)
    hits = np.zeros(len(lines))
    matcher = difflib.SequenceMatcher(None, words, _WORD.findall(body), autojunk=False)
    for block in matcher.get_matching_blocks():
        if block.size >= 3:
            for owner in owners[block.a : block.a + block.size]:
                hits[owner] += 1
    counts = np.bincount(np.array(owners, dtype=int), minlength=len(lines))
    return (hits >= 0.5 * counts) & (counts > 0)


def train(
    rows: np.ndarray,
    labels: np.ndarray,
    weights: np.ndarray | None,
    trees: int,
    leaves: int,
    rate: float,
    **options: float,
) -> Any:
    """Fit `trees` trees of at most `leaves` leaves; `options` stand for what is written here."""
    chosen = {
        "objective": "binary", "num_leaves": leaves, "learning_rate": rate, "min_data_in_leaf": 60 if weights is not None else 20,
        "lambda_l2": 1.0, "feature_fraction": 0.4, "bagging_fraction": 0.7, "bagging_freq": 1, "max_bin": 63, "verbose": -1, "seed": 1,
        **options,
    }  # fmt: skip
    return lightgbm.train(chosen, lightgbm.Dataset(rows, labels, weight=weights), trees)


def _tree(node: dict[str, Any]) -> Any:
    if "leaf_value" in node:
        return round(node["leaf_value"], 3)
    threshold = float(f"{node['threshold']:.5g}")
    threshold = int(threshold) if threshold == int(threshold) else threshold
    return [node["split_feature"], threshold, _tree(node["left_child"]), _tree(node["right_child"])]


def write_trees(fitted: Any, path: Path, names: Sequence[str], about: str) -> None:
    """Write the trees as nested lists: feature, threshold, what follows for `<=` and for `>`."""
    trees = [_tree(tree["tree_structure"]) for tree in fitted.dump_model()["tree_info"]]
    head = json.dumps({"about": about, "features": list(names), "baseline": 0.0})[:-1]
    body = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
    path.write_text(f'{head}, "trees": [\n{body}\n]}}\n', encoding="utf-8")
