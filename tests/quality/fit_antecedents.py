"""Fit the model that says whom a pronoun means on annotated texts, and say how good it is on texts it has not seen.

    python tests/quality/fit_antecedents.py TEXTS.jsonl ... [--out reader/quotations/data/antecedent_model.json]

Each line of TEXTS is {"id", "text", "quotes": [{"start", "end", "speaker": {"start", "end"} | null, "speaker_name",
"speaker_aliases"}]}: the words that name a speaker and who it is. Needs numpy.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from reader.document import Mention, Quotation, QuotationKind
from reader.quotations.antecedents import FEATURES, standings
from reader.quotations.marks import find_marked_spans
from reader.quotations.name_words import name_words
from reader.quotations.people import People
from reader.quotations.resolving import resolve_name
from reader.quotations.turns import take_turn
from reader.quotations.words import FEMALE, MALE

FOLDS, ROUNDS, RATE = 5, 400, 0.5
PENALTY = 0.05
"""Weight of the squared weights, chosen by the folds."""
SEED = 20


@dataclass
class Case:
    """One pronoun: the features of all who may be meant, and which of them are right."""

    text: str
    group: str
    rows: np.ndarray
    right: np.ndarray


def is_same(one: str, other: str) -> bool:
    """Tell whether two names may be one person's: the same last word, and first words that do not clash."""
    first, second = name_words(one).words, name_words(other).words
    if not first or not second or first[-1] != second[-1]:
        return False
    return len(first) == 1 or len(second) == 1 or first[0][:1] == second[0][:1]


def read(path: Path) -> list[Case]:
    """Return the cases of one file, the quotations before each with their annotated speakers' mentions."""
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = record["text"]
        people = People.of(text, find_marked_spans(text))
        found: list[Quotation] = []
        for quote in sorted(record["quotes"], key=lambda quote: (quote["start"], -quote["end"])):
            speaker, name = quote.get("speaker"), None
            mention = Mention(speaker["start"], speaker["end"], speaker["text"]) if speaker else None
            if mention is not None:
                known = next((said for said in reversed(found[-3:]) if said.speaker == mention), None)
                name = known.speaker_name if known else resolve_name(people, found, mention, text)
                pronoun = mention.text.lower()
                names = [quote["speaker_name"], *quote.get("speaker_aliases", ())] if quote["speaker_name"] else []
                if known is None and pronoun in FEMALE | MALE and names:
                    gender = "f" if pronoun in FEMALE else "m"
                    rows = standings(people, found, mention, gender, text)
                    right = [any(is_same(person, other) for other in names) for person in rows]
                    cases.append(
                        Case(record["id"].split("#")[0], path.stem, np.array(list(rows.values())), np.array(right))
                    )
            unnamed = Quotation(quote["start"], quote["end"], QuotationKind.DIRECT, mention, name, confidence=0.9)
            found.append(unnamed if mention else take_turn(text, people, found, unnamed))
    return cases


def fit(cases: list[Case], weights_of: dict[str, float]) -> np.ndarray:
    """Fit weights by gradient descent on the log of the share that those who are right get of all."""
    learnt = [case for case in cases if len(case.right) > 1 and case.right.any() and not case.right.all()]
    weights = np.zeros(len(FEATURES))
    squares = np.full(len(FEATURES), 1e-6)
    for _ in range(ROUNDS):
        slope = PENALTY * weights * len(learnt) / 10
        for case in learnt:
            scores = case.rows @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            good = shares * case.right
            good /= good.sum()
            slope += weights_of.get(case.group, 1.0) * case.rows.T @ (shares - good)
        squares += slope**2
        weights -= RATE * slope / np.sqrt(squares)
    return weights


def share_right(cases: list[Case], weights: np.ndarray) -> str:
    """Return the share of cases whose best person is right, by file."""
    counts: dict[str, list[int]] = {}
    for case in cases:
        count = counts.setdefault(case.group, [0, 0, 0])
        count[0] += 1
        count[1] += len(case.right) > 0 and bool(case.right[int(np.argmax(case.rows @ weights))])
        count[2] += bool(case.right.any())
    return ", ".join(f"{group}: {a}/{n} {a / n:.3f} (possible {b / n:.3f})" for group, (n, a, b) in counts.items())


def main() -> None:
    """Report on folds of texts, then fit on all and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--weigh", action="append", default=[], help="STEM=FACTOR, how much a file's cases count")
    options = parser.parse_args()
    weights_of = {stem: float(factor) for stem, factor in (pair.split("=") for pair in options.weigh)}
    cases = [case for path in options.texts for case in read(path)]
    texts = sorted({case.text for case in cases})
    random.Random(SEED).shuffle(texts)
    fold_of = {text: number % FOLDS for number, text in enumerate(texts)}
    unseen: list[tuple[Case, np.ndarray]] = []
    counts: dict[str, list[int]] = {}
    for fold in range(FOLDS):
        weights = fit([case for case in cases if fold_of[case.text] != fold], weights_of)
        unseen += [(case, weights) for case in cases if fold_of[case.text] == fold]
    for case, weights in unseen:
        count = counts.setdefault(case.group, [0, 0])
        count[0] += 1
        count[1] += len(case.right) > 0 and bool(case.right[int(np.argmax(case.rows @ weights))])
    for group, (total, right) in counts.items():
        print(f"unseen texts of {group}: {right}/{total} = {right / total:.3f}")
    weights = fit(cases, weights_of)
    print("all:", share_right(cases, weights))
    if options.out:
        about = "Weights of whom a pronoun means, by feature; made by tests/quality/fit_antecedents.py."
        stored = {name: round(float(weight), 3) for name, weight in zip(FEATURES, weights, strict=True)}
        options.out.write_text(json.dumps({"about": about, "weights": stored}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
