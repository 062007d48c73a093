"""Fit the models that tell body from page on annotated dumps, and say how good they are on sites they have not seen.

    python tests/quality/fit_line_model.py DUMPS.jsonl[.gz] ... [--out reader/cleaning/data]

Writes `word_weights.txt`, `line_model.json` (the first look) and `second_model.json`. See `fitting` for the dumps' form.
Words' weights for a page are counted without its site, and the second look is fitted on scores that the first gave to
pages it was not fitted on: what a model sees in fitting is what it will see of new pages.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from reader.cleaning.features import _WORD
from reader.cleaning.second_look import SECOND_NAMES, second_features
from reader.cleaning.surroundings import NAMES, line_features
from tests.quality.fitting import FOLDS, body_lines, folds_of, read_dumps, site_of, train, write_trees

FIRST = {"trees": 72, "leaves": 24, "rate": 0.15}
SECOND = {"trees": 96, "leaves": 24, "rate": 0.1}
LEAST_SITES = 16
"""Sites on which a word must stand to get a weight."""
PRIOR = 2.0
HEAVIEST = 5.0

Counts = tuple[dict[str, float], dict[str, float]]
"""How much each word stands in body lines and in others; a site counts by the logarithm."""


def count_words(pages: list[dict[str, Any]]) -> dict[str, Counts]:
    """Return the words' counts of each site."""
    body: dict[str, Counter[str]] = defaultdict(Counter)
    other: dict[str, Counter[str]] = defaultdict(Counter)
    for page in pages:
        for words, label in zip(page["words"], page["labels"], strict=True):
            (body if label else other)[page["site"]].update(set(words))
    logarithm = {True: body, False: other}
    return {
        site: tuple({word: math.log1p(n) for word, n in logarithm[side][site].items()} for side in (True, False))
        for site in {page["site"] for page in pages}
    }  # type: ignore[return-value]


def weigh_words(sites: dict[str, Counts], without: str = "") -> dict[str, float]:
    """Return the words' weights, counted on all sites but one."""
    body: Counter[str] = Counter()
    other: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for site, (inside, outside) in sites.items():
        if site != without:
            body.update(inside)
            other.update(outside)
            seen.update(set(inside) | set(outside))
    inside_sum, outside_sum = sum(body.values()), sum(other.values())
    share = inside_sum / (inside_sum + outside_sum)
    weights = {}
    for word, count in seen.items():
        if (
            count >= LEAST_SITES - bool(without)
            and word.replace("'", "").replace("’", "").isalpha()
            and len(word) <= 20
        ):
            odds = math.log((body[word] + PRIOR * share) / (other[word] + PRIOR * (1 - share)))
            value = odds - math.log(inside_sum / outside_sum)
            weights[word] = round(max(-HEAVIEST, min(HEAVIEST, value)), 1)
    return weights


def write_weights(weights: dict[str, float], path: Path) -> None:
    """Write one weight a line, in tenths, then its words."""
    groups: dict[int, list[str]] = defaultdict(list)
    for word, weight in weights.items():
        groups[round(weight * 10)].append(word)
    lines = [
        "# Words with how much each speaks for body (above 0) or for the page around it (below), in tenths of log odds:",
        f"# counted over lines of pages of at least {LEAST_SITES} sites; written by tests/quality/fit_line_model.py.",
        *(f"{weight} {' '.join(sorted(groups[weight]))}" for weight in sorted(groups)),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


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


def cross_fit(
    rows: np.ndarray, labels: np.ndarray, weights: np.ndarray, folds: np.ndarray, options: dict[str, Any]
) -> np.ndarray:
    """Return for each line the log odds given by a model that has not seen its site."""
    odds = np.zeros(len(labels))
    for fold in range(FOLDS):
        seen = folds != fold
        odds[~seen] = train(rows[seen], labels[seen], weights[seen], **options).predict(rows[~seen], raw_score=True)
    return odds


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
    sites = count_words(pages)
    per_site = {site: weigh_words(sites, site) for site in sites}
    looks = [line_features(page["lines"], per_site[page["site"]]).rows for page in pages]
    labels = np.concatenate([page["labels"] for page in pages])
    weights = line_weights(pages)
    folds = np.repeat(folds_of([page["site"] for page in pages]), [len(page["lines"]) for page in pages])
    first = np.array([row for look in looks for row in look], dtype=np.float32)
    odds = cross_fit(first, labels, weights, folds, FIRST)
    print("first look, unseen sites:", report(pages, odds, 0.0))
    second, start = [], 0
    for page, look in zip(pages, looks, strict=True):
        scores = [float(score) for score in odds[start : start + len(look)]]
        start += len(look)
        second += second_features(look, page["words"], scores)
    rows = np.array(second, dtype=np.float32)
    again = cross_fit(rows, labels, weights, folds, SECOND)
    for threshold in (-0.8, -0.4, 0.0):
        print(f"second look, unseen sites, log odds over {threshold}:", report(pages, again, threshold))
    if options.out:
        about = "Trees that tell body from page, the {} look; made by tests/quality/fit_line_model.py, features in the order given."
        write_weights(weigh_words(sites), options.out / "word_weights.txt")
        write_trees(
            train(first, labels, weights, **FIRST), options.out / "line_model.json", NAMES, about.format("first")
        )
        write_trees(
            train(rows, labels, weights, **SECOND),
            options.out / "second_model.json",
            SECOND_NAMES,
            about.format("second"),
        )


if __name__ == "__main__":
    main()
