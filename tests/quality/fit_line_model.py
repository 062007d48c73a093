"""Fit the models that tell body from page on annotated dumps, and say how good they are on sites they have not seen.

    python tests/quality/fit_line_model.py DUMPS.jsonl[.gz] ... [--out reader/cleaning/data]

Writes `word_weights.txt`, `pair_weights.txt`, `line_model.json` (the first look) and `second_model.json`. See `fitting` for
the dumps' form. Words' weights for a page are counted without its site, and the second look is fitted on scores that the
first gave to pages it was not fitted on: what a model sees in fitting is what it will see of new pages. Some pages are
fitted a second time as if their language were not known (`disguise`). Lines that are clearly no body are most of all, and
few of them are fitted, each for several.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import Any

import numpy as np

from reader.cleaning.features import _WORD
from reader.cleaning.lexicon import Lexicon
from reader.cleaning.second_look import SECOND_NAMES, second_features
from reader.cleaning.surroundings import NAMES, line_features
from tests.quality.disguise import disguised
from tests.quality.fitting import FOLDS, SEED, body_lines, folds_of, read_dumps, site_of, train, write_trees
from tests.quality.word_counts import Vocabulary, write_weights

KEPT_SIMPLE = {"min_data_in_leaf": 80, "feature_fraction": 0.3, "lambda_l2": 3.0}
FIRST = {"trees": 72, "leaves": 24, "rate": 0.15, **KEPT_SIMPLE}
SECOND = {"trees": 96, "leaves": 40, "rate": 0.1, **KEPT_SIMPLE, "min_data_in_leaf": 120}
ROUGH = {"trees": 25, "leaves": 24, "rate": 0.2, **KEPT_SIMPLE}
ROUGHLY = 12
"""One line in so many is fitted for a rough look, which only tells the clear lines."""
CLEAR, CLEAR_ROUGHLY, CLEAR_KEPT = -3.0, -2.5, 7
"""Log odds below which a line is clearly no body, in the first look and in the rough one; one in so many of them is fitted."""
DISGUISED, COMMON_KEPT, UNWEIGHED = 0.12, 0.6, 0.5
"""Shares: of pages that are fitted disguised too, of these whose common words stay, of those whose words have no weights."""


def read_pages(paths: list[Path]) -> list[dict[str, Any]]:
    """Return all dumps with their lines, labels and words."""
    return [
        {
            "site": site_of(record["url"]),
            "lines": lines,
            "labels": body_lines(lines, record["gold_body"]),
            "words": [[word.lower() for word in _WORD.findall(line.text[:4000])] for line in lines],
        }
        for record, lines in read_dumps(paths)
    ]


def line_weights(pages: list[dict[str, Any]]) -> np.ndarray:
    """Return what a line counts in fitting: by its words, since losing prose costs more, and less on a long page."""
    weights = []
    for page in pages:
        counts = np.array([len(line.text.split()) for line in page["lines"]])
        body = max(40, int(counts[page["labels"]].sum()))
        weights.append((np.log1p(counts) / 2 + 0.1) / body**0.3)
    joined = np.concatenate(weights)
    return joined / joined.mean()


def disguised_pages(pages: list[dict[str, Any]], chance: random.Random) -> list[dict[str, Any]]:
    """Return copies of some of `pages` whose language nobody knows."""
    copies = []
    for page in pages:
        if chance.random() < DISGUISED:
            keep_common = chance.random() < COMMON_KEPT
            unweighed = not keep_common or chance.random() < UNWEIGHED
            lines = disguised(page["lines"], chance, keep_common=keep_common)
            copies.append({**page, "lines": lines, "unweighed": unweighed})
    return copies


def thinned(odds: np.ndarray, labels: np.ndarray, weights: np.ndarray, clear: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the numbers of the lines to fit on, few of those clearly no body, and what each of all lines counts then."""
    is_clear = (odds < clear) & ~labels
    kept = ~is_clear | (np.random.default_rng(SEED).random(len(labels)) < 1 / CLEAR_KEPT)
    return np.flatnonzero(kept), np.where(is_clear, CLEAR_KEPT * weights, weights)


def fit(
    rows: np.ndarray,
    labels: np.ndarray,
    weights: np.ndarray,
    folds: np.ndarray,
    fitted: np.ndarray,
    options: dict[str, Any],
) -> tuple[Any, np.ndarray]:
    """Return the model of the lines `fitted`, and for each line the log odds given by one that has not seen its site."""
    odds = np.zeros(len(labels))
    for fold in range(FOLDS):
        seen = fitted[folds[fitted] != fold]
        unseen = folds == fold
        odds[unseen] = train(rows[seen], labels[seen], weights[seen], **options).predict(rows[unseen], raw_score=True)
    return train(rows[fitted], labels[fitted], weights[fitted], **options), odds


def report(pages: list[dict[str, Any]], odds: np.ndarray, threshold: float) -> str:
    """Return precision, recall and F1 by words, means over dumps."""
    precisions, recalls, start = [], [], 0
    for page in pages:
        kept = odds[start : start + len(page["lines"])] > threshold
        start += len(page["lines"])
        counts = np.array([len(line.text.split()) for line in page["lines"]])
        right = counts[kept & page["labels"]].sum()
        precisions.append(right / max(1, counts[kept].sum()))
        recalls.append(right / max(1, counts[page["labels"]].sum()))
    precision, recall = float(np.mean(precisions)), float(np.mean(recalls))
    return f"precision {precision:.3f} recall {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}"


def main() -> None:
    """Fit both looks across folds of sites and report, then fit on all and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dumps", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    pages = read_pages(options.dumps)
    vocabulary = Vocabulary(
        [
            (page["site"], words, bool(label))
            for page in pages
            for words, label in zip(page["words"], page["labels"], strict=True)
        ]
    )
    per_site = {site: vocabulary.lexicon(site) for site in {page["site"] for page in pages}}
    fitted_on = [*pages, *disguised_pages(pages, random.Random(SEED))]
    looks = [
        line_features(page["lines"], Lexicon({}, {}) if page.get("unweighed") else per_site[page["site"]])
        for page in fitted_on
    ]
    labels = np.concatenate([page["labels"] for page in fitted_on])
    weights = line_weights(fitted_on)
    folds = np.repeat(folds_of([page["site"] for page in fitted_on]), [len(page["lines"]) for page in fitted_on])
    first = np.concatenate([np.array(look.columns, dtype=np.float32).T for look in looks])
    some = slice(None, None, ROUGHLY)
    rough = train(first[some], labels[some], weights[some], **ROUGH).predict(first, raw_score=True)
    fitted, counted = thinned(rough, labels, weights, CLEAR_ROUGHLY)
    first_model, odds = fit(first, labels, counted, folds, fitted, FIRST)
    print("first look, unseen sites:", report(pages, odds, 0.0))
    second, start = [], 0
    for look in looks:
        scores = [float(score) for score in odds[start : start + len(look.topics)]]
        start += len(look.topics)
        second.append(np.array(second_features(look, scores), dtype=np.float32))
    rows = np.concatenate(second)
    fitted, counted = thinned(odds, labels, weights, CLEAR)
    second_model, again = fit(rows, labels, counted, folds, fitted, SECOND)
    for threshold in (-0.8, -0.4, 0.0):
        print(f"second look, unseen sites, log odds over {threshold}:", report(pages, again, threshold))
    if options.out:
        about = "Trees that tell body from page, the {} look; made by tests/quality/fit_line_model.py, features in the order given."
        whole = vocabulary.lexicon()
        pairs = {"_".join(pair): weight for pair, weight in whole.pairs.items()}
        write_weights(dict(whole.words), options.out / "word_weights.txt", "Words")
        write_weights(pairs, options.out / "pair_weights.txt", "Pairs of words that say more than each does,")
        write_trees(first_model, options.out / "line_model.json", NAMES, about.format("first"))
        write_trees(second_model, options.out / "second_model.json", SECOND_NAMES, about.format("second"))


if __name__ == "__main__":
    main()
