"""Fit the models that find a page's title, byline and date, and say how good they are on sites they have not seen.

    python tests/quality/fit_head_models.py DUMPS.jsonl[.gz] ... [--out reader/cleaning/data]

Writes `title_model.json`, `author_model.json` and `date_model.json`. See `fitting` for the dumps' form. A third of the
dumps is fitted as if their address were not known, since a file on disk often has none.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from reader.cleaning import authors, datelines, titles
from reader.cleaning.flattened import body_odds
from reader.cleaning.judged import judge
from tests.quality.fitting import FOLDS, SEED, folds_of, read_dumps, site_of, train, write_trees

WITHOUT_ADDRESS = 0.33
TREES, LEAVES, RATE = 60, 12, 0.12


def words_of(text: str | None) -> list[str]:
    """Return the words of `text` in lower case: what counts in comparing titles and names."""
    return re.findall(r"[^\W_]+", (text or "").lower())


def fit_candidates(
    candidates: Sequence[Sequence[Any]], labels: Sequence[Sequence[bool]], folds: np.ndarray
) -> tuple[Any, list[list[float]]]:
    """Return the model fitted on all candidates, and each candidate's log odds by one that has not seen its site."""
    rows = np.array([one.row for page in candidates for one in page], dtype=np.float32)
    truth = np.array([label for page in labels for label in page])
    owner = np.repeat(folds, [len(page) for page in candidates])
    odds = np.zeros(len(truth))
    for fold in range(FOLDS):
        seen = owner != fold
        odds[~seen] = train(rows[seen], truth[seen], None, TREES, LEAVES, RATE).predict(rows[~seen], raw_score=True)
    scored, start = [], 0
    for page in candidates:
        scored.append([float(score) for score in odds[start : start + len(page)]])
        start += len(page)
    return train(rows, truth, None, TREES, LEAVES, RATE), scored


def best_of(candidates: Sequence[Any], odds: Sequence[float]) -> Any:
    """Return the candidate with the best odds, None if there is none."""
    return max(zip(odds, candidates, strict=True), key=lambda pair: pair[0])[1] if candidates else None


def share(values: Sequence[bool]) -> str:
    """Return the share of true values for a report."""
    return f"{sum(values) / max(1, len(values)):.3f} of {len(values)}"


def main() -> None:
    """Fit the three models across folds of sites and report, then write those fitted on all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dumps", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    chance = random.Random(SEED)
    records, pages = [], []
    for record, lines in read_dumps(options.dumps):
        address = record["url"] if chance.random() > WITHOUT_ADDRESS else ""
        records.append(record)
        pages.append(judge(lines, body_odds(lines), address))
    folds = folds_of([site_of(record["url"]) for record in records])
    wanted = [Counter(words_of(record["gold_title"])) for record in records]
    lines_of = [titles.title_candidates(page) for page in pages]
    is_title = [
        [Counter(words_of(one.text)) == gold for one in found] for found, gold in zip(lines_of, wanted, strict=True)
    ]
    title_model, odds = fit_candidates(lines_of, is_title, folds)
    best = [best_of(found, scores) for found, scores in zip(lines_of, odds, strict=True)]
    print(
        "title:",
        share(
            [
                any(labels) and Counter(words_of(one.text)) == gold
                for one, labels, gold in zip(best, is_title, wanted, strict=True)
                if any(labels)
            ]
        ),
    )
    names = [{" ".join(words_of(name)) for name in record["gold_author"] or []} for record in records]
    found_names = [
        authors.author_candidates(page, one.place if one else -1, one.text if one else "")
        for page, one in zip(pages, best, strict=True)
    ]
    is_author = [
        [bool(gold) and {" ".join(words_of(name)) for name in one.byline.names} <= gold for one in found]
        for found, gold in zip(found_names, names, strict=True)
    ]
    author_model, odds = fit_candidates(found_names, is_author, folds)
    print(
        "byline:",
        share(
            [labels[int(np.argmax(scores))] for labels, scores in zip(is_author, odds, strict=True) if any(labels)]
        ),
    )
    days = [str(record["gold_date"] or "")[:10] for record in records]
    bylines = [
        [one.place for one, score in zip(found, scores, strict=True) if score >= authors.LEAST]
        for found, scores in zip(found_names, odds, strict=True)
    ]
    found_days = [
        datelines.date_candidates(page, one.place if one else -1, places)
        for page, one, places in zip(pages, best, bylines, strict=True)
    ]
    is_day = [[one.date.isoformat() == day for one in found] for found, day in zip(found_days, days, strict=True)]
    date_model, odds = fit_candidates(found_days, is_day, folds)
    print(
        "date:",
        share([labels[int(np.argmax(scores))] for labels, scores in zip(is_day, odds, strict=True) if any(labels)]),
    )
    if options.out:
        about = "Trees that tell {}; made by tests/quality/fit_head_models.py, features in the order given."
        write_trees(title_model, options.out / "title_model.json", titles.TITLE_NAMES, about.format("a page's title"))
        write_trees(
            author_model, options.out / "author_model.json", authors.AUTHOR_NAMES, about.format("a page's byline")
        )
        write_trees(
            date_model,
            options.out / "date_model.json",
            datelines.DATE_NAMES,
            about.format("when a page was published"),
        )


if __name__ == "__main__":
    main()
