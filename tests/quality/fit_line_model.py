"""Fit the model that tells body from page on annotated dumps, and say how good it is on pages that it has not seen.

    python tests/quality/fit_line_model.py DUMPS.jsonl[.gz] ... [--out reader/cleaning/data/line_model.json]

Each line of DUMPS is {"id": page, "text": dump, "keep": [numbers of the lines of text that are body, from 0]}; lines
with the same id are the same page in other forms and stay on one side of the split. Needs numpy and scikit-learn.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from reader.cleaning.features import NAMES, line_features
from reader.cleaning.lines import logical_lines
from reader.text import sanitise
from reader.text.sanitise import normalise_unicode

TREES, LEAVES, RATE, LEAST_IN_LEAF = 96, 20, 0.15, 60
SEED = 20


def read(paths: list[Path]) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[str], list[int]]:
    """Return features, labels, words, page ids and text numbers of all logical lines in `paths`."""
    rows, labels, words, pages, texts = [], [], [], [], []
    number = 0
    for path in paths:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as file:
            for stored in file:
                record = json.loads(stored)
                keep = set(record["keep"])
                number += 1
                lines = logical_lines(normalise_unicode(sanitise(record["text"])))
                for line, row in zip(lines, line_features(lines), strict=True):
                    kept = sum(1 for place in range(line.first, line.last + 1) if place in keep)
                    rows.append(row)
                    labels.append(2 * kept >= line.last - line.first + 1)
                    words.append(len(line.text.split()))
                    pages.append(record["id"])
                    texts.append(number)
    return np.array(rows, dtype=np.float32), np.array(labels), np.array(words), pages, texts


def fit(rows: np.ndarray, labels: np.ndarray, words: np.ndarray) -> HistGradientBoostingClassifier:
    """Fit the trees; a line weighs by the logarithm of its words, since losing prose costs more than a label."""
    model = HistGradientBoostingClassifier(
        max_iter=TREES, max_leaf_nodes=LEAVES, learning_rate=RATE, min_samples_leaf=LEAST_IN_LEAF,
        l2_regularization=1.0, early_stopping=False, random_state=SEED,
    )  # fmt: skip
    return model.fit(rows, labels, sample_weight=np.log1p(words) / 2 + 0.1)


def report(labels: np.ndarray, kept: np.ndarray, words: np.ndarray, texts: list[int]) -> str:
    """Return precision, recall and F1 by words, means over texts."""
    sums: dict[int, list[int]] = {}
    for label, keep, count, text in zip(labels, kept, words, texts, strict=True):
        right, extra, lost = sums.setdefault(text, [0, 0, 0])
        sums[text] = [
            right + count * (label and keep),
            extra + count * (keep and not label),
            lost + count * (label and not keep),
        ]
    precision = np.mean([right / (right + extra) for right, extra, _ in sums.values() if right + extra])
    recall = np.mean([right / (right + lost) for right, _, lost in sums.values() if right + lost])
    return f"precision {precision:.3f} recall {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}"


def export(model: HistGradientBoostingClassifier, path: Path) -> None:
    """Write the trees as plain lists, numbers rounded to what their decisions need."""
    trees = []
    for (predictor,) in model._predictors:
        features, values, lower, upper = [], [], [], []
        for node in predictor.nodes:
            leaf = bool(node["is_leaf"])
            features.append(-1 if leaf else int(node["feature_idx"]))
            values.append(round(float(node["value"]), 4) if leaf else float(f"{node['num_threshold']:.6g}"))
            lower.append(0 if leaf else int(node["left"]))
            upper.append(0 if leaf else int(node["right"]))
        trees.append([features, values, lower, upper])
    about = "Trees that tell body from page; made by tests/quality/fit_line_model.py, features in the order given."
    baseline = round(float(np.ravel(model._baseline_prediction)[0]), 4)
    head = json.dumps({"about": about, "features": NAMES, "baseline": baseline})[:-1]
    body = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
    path.write_text(f'{head}, "trees": [\n{body}\n]}}\n', encoding="utf-8")


def main() -> None:
    """Fit on two thirds of the pages and report on the last third, then fit on all and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dumps", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    rows, labels, words, pages, texts = read(options.dumps)
    ids = sorted(set(pages))
    random.Random(SEED).shuffle(ids)
    unseen = set(ids[::3])
    test = np.array([page in unseen for page in pages])
    model = fit(rows[~test], labels[~test], words[~test])
    odds = model.decision_function(rows[test])
    for threshold in (-0.6, -0.4, 0.0):
        kept_texts = [text for text, is_test in zip(texts, test, strict=True) if is_test]
        print(
            f"unseen pages, log odds over {threshold}:",
            report(labels[test], odds > threshold, words[test], kept_texts),
        )
    if options.out:
        export(fit(rows, labels, words), options.out)


if __name__ == "__main__":
    main()
