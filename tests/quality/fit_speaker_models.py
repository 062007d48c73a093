"""Fit the models that name speakers, tell speech from terms and state confidence, on annotated articles.

    python tests/quality/fit_speaker_models.py TEXTS.jsonl[@WEIGHT] ... [--out reader/quotations/data] [--found FOLDER]

Each line of TEXTS is {"id", "text", "quotes": [{"start", "end", "kind": "direct" | "mixed" | "indirect", "speaker":
{"start", "end", "text"} | null, "speaker_name": str | null, "speaker_aliases"?, "speaker_mentions"?: [[start, end]]}]}.
Articles are attributed in order, by models that have not seen them: what a quotation can be carried on from is what
the program itself would have said. What such models find is written to FOLDER, if one is given, in the form of TEXTS: how
articles that were not fitted to fare from end to end. In 840 of news, quotations are told with an F1 of 96.7, speakers named with
one of 91.9; turns of interviews without marks, which those do not count as quotations, take 0.5 off both. Needs numpy and
lightgbm.
"""

from __future__ import annotations

import argparse
import json
import pickle
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from reader.document import Mention, QuotationKind, Span
from reader.quotations.attribution import (
    SETTLED,
    SPOKEN,
    Models,
    Verdict,
    certain,
    find_quotations,
    is_spoken,
    quotation_of,
    settled,
)
from reader.quotations.features import NAMES, SpanView
from reader.quotations.marks import find_marked_spans
from reader.quotations.scene import Scene
from reader.quotations.speech import SPEECH_FEATURES, SURE_FEATURES, speech_row, sure_row
from reader.quotations.trees import Model, logistic
from reader.quotations.words import guess_language

FOLDS = 3
SPEAKER = {
    "objective": "lambdarank", "lambdarank_truncation_level": 1, "trees": 200, "num_leaves": 31, "learning_rate": 0.06,
    "min_data_in_leaf": 20, "feature_fraction": 0.5, "bagging_fraction": 0.7, "bagging_freq": 1,
}  # fmt: skip
"""Candidates are rivals: what is fitted is their order in each quotation, not whether each is right by itself, which
named 1 % more of English and 4 % more of German speakers in articles that the model had not seen. There the mean of eight such
models names no more, nor do the words beside a candidate; trees of 16 leaves name 1 in 200 less of those that no rule settles."""
SPEECH = {
    "objective": "binary", "trees": 90, "num_leaves": 16, "learning_rate": 0.08, "min_data_in_leaf": 60,
    "feature_fraction": 0.4, "bagging_fraction": 0.7, "bagging_freq": 1,
}  # fmt: skip
SURE = {"objective": "binary", "trees": 30, "num_leaves": 8, "learning_rate": 0.12, "min_data_in_leaf": 60}
EDGE = " \t\n\u00a0\"“”„«»‘’'`.,;:!?…-–—()[]"


@dataclass
class Seen:
    """One marked span as the models see it, and what is true of it.

    `rivals` and `speech` have the features of all candidates, with which are right, and of the span beside them, where a
    rule settles who speaks too: the models learn from them, though they are not asked.
    """

    article: int
    weight: float
    corpus: str
    rows: list[list[float]]
    right: list[bool] | None
    is_speech: bool
    rivals: list[list[float]] = field(default_factory=list)
    right_rivals: list[bool] = field(default_factory=list)
    speech: list[float] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)
    best: int = -1
    verdict: Verdict | None = None


def surname(words: str) -> str:
    """Return the last capitalised word of `words` before a comma or a preposition."""
    for part in re.split(r",|\bwho\b|\bof\b|\bat\b|\bfor\b", words or ""):
        capital = [
            word
            for word in re.findall(r"\w[\w’'.-]*", part)
            if word[0].isupper() and word not in ("The", "He", "She", "It", "A")
        ]
        if capital:
            return re.sub(r"[’']s$", "", capital[-1]).lower()
    return ""


def is_right(quote: dict[str, Any], start: int, end: int, text: str, name: str | None) -> bool:
    """Tell whether a mention from `start` to `end`, standing for `name`, is the speaker of an annotated quotation."""
    speaker = quote.get("speaker")
    if speaker:
        if start < speaker["end"] and speaker["start"] < end:
            return True
        key = surname(speaker["text"])
        return bool(key) and key in (surname(text[start:end]), surname(name or ""))
    if any(start < last and first < end for first, last in quote.get("speaker_mentions") or []):
        return True
    names = [quote["speaker_name"], *(quote.get("speaker_aliases") or [])]
    called = (name or "").lower().split()
    return bool(called) and any(called[-1] == known.lower().split()[-1] for known in names if known)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return start, end


def gold_of(text: str, start: int, end: int, quotes: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the annotated quotation that a marked span is (half of either at least), or that holds it."""
    start, end = trimmed(text, start, end)
    for quote in quotes:
        first, last = trimmed(text, quote["start"], quote["end"])
        shared = min(end, last) - max(start, first)
        if shared > 0 and (2 * shared >= max(end, last) - min(start, first) or shared == end - start):
            return quote
    return None


def look(articles: list[tuple[str, float, dict[str, Any]]], models_of: list[Models | None]) -> list[Seen]:
    """Attribute all articles in order by the models given for each, and return what was seen."""
    seen: list[Seen] = []
    for number, (corpus, weight, record) in enumerate(articles):
        text = record["text"]
        spans = find_marked_spans(text)
        if not spans:
            continue
        scene = Scene.of(text, spans, guess_language(text))
        quotes = [quote for quote in record["quotes"] if quote["kind"] != "indirect" and not quote.get("doubtful")]
        models = models_of[number]
        for span in spans:
            view = SpanView(scene, span)
            whole = SpanView(scene, span, settles=False) if view.is_settled else view
            quote = gold_of(text, span.start, span.end, quotes)
            item = Seen(number, weight, corpus, view.rows(), None, quote is not None, whole.rows())
            if quote and (quote.get("speaker") or quote.get("speaker_name")) and not quote.get("speaker_unlinked"):
                item.right = rights(view, quote)
                item.right_rivals = rights(whole, quote)
            decide(view, item, models)
            if models is not None:
                item.speech = speech_row(whole, item.rivals, models.speaker.scores(item.rivals))
            seen.append(item)
            assert item.verdict is not None
            scene.add(quotation_of(view, item.verdict))
    return seen


def rights(view: SpanView, quote: dict[str, Any]) -> list[bool]:
    """Tell of each candidate whether it is the speaker of an annotated quotation."""
    right = []
    for candidate in view.candidates:
        name = candidate.named.name if candidate.named else None
        if candidate.carried >= 0:
            name = view.scene.spoken[-1 - candidate.carried].speaker_name or name
        right.append(is_right(quote, candidate.start, candidate.end, view.scene.text, name))
    return right


def decide(view: SpanView, item: Seen, models: Models | None) -> None:
    """Attribute one span: by the models, or, where there are none yet, by the first rule that finds someone."""
    if models is None:
        rules = [candidate.rules & -candidate.rules or 1 << 40 for candidate in view.candidates]
        item.best = min(range(len(rules)), key=rules.__getitem__, default=-1) if view.found else -1
        item.verdict = Verdict(item.best, 1.0, 1.0 if item.best >= 0 else 0.0)
        return
    is_asked = models.speech.trees and not is_spoken(view)
    scores = [SETTLED] if view.is_settled else models.speaker.scores(item.rows)
    speech = models.speech.score(speech_row(view, item.rows, scores)) if is_asked else SPOKEN
    item.best = max(range(len(scores)), key=scores.__getitem__, default=-1)
    if view.is_settled:
        item.verdict = settled(view, speech)
        return
    sure = 0.0
    if item.best >= 0:
        item.sure = sure_row(item.rows, scores, item.best, speech)
        sure = logistic(models.sure.score(item.sure) if models.sure.trees else scores[item.best])
    item.verdict = certain(view, Verdict(item.best, logistic(speech), sure))


def fit(
    rows: list[list[float]],
    labels: list[bool],
    weights: list[float],
    options: dict[str, Any],
    rivals: list[int] | None = None,
) -> Model:
    """Fit one sum of trees; `rivals` holds how many rows in turn belong to one quotation, where their order is fitted."""
    fixed = {"lambda_l2": 1.0, "verbose": -1, "seed": 1, "num_threads": 1}
    asked = {name: value for name, value in options.items() if name != "trees"}
    table = np.array(rows, dtype=np.float64)
    data = lightgbm.Dataset(table, np.array(labels, dtype=int), weight=np.array(weights), group=rivals)
    fitted = lightgbm.train({**fixed, **asked}, data, options["trees"])
    whole = np.all(table == np.floor(table), axis=0)
    trees = [branch(tree["tree_structure"], whole) for tree in fitted.dump_model()["tree_info"]]
    return Model(0.0, tuple(trees), ranks=rivals is not None)


def branch(node: dict[str, Any], whole: Any) -> Any:
    """Return the tree below `node` as nested tuples; thresholds of features that are whole numbers are whole, since
    those are compared faster."""
    if "leaf_value" in node:
        return float(f"{node['leaf_value']:.4g}")
    lower, upper = branch(node["left_child"], whole), branch(node["right_child"], whole)
    feature, threshold = int(node["split_feature"]), float(node["threshold"])
    return (feature, int(np.floor(threshold)) if whole[feature] else float(f"{threshold:.4g}"), lower, upper)


def fit_speaker(seen: list[Seen]) -> Model:
    known = [item for item in seen if any(item.right_rivals)]
    rows = [row for item in known for row in item.rivals]
    labels = [right for item in known for right in item.right_rivals]
    weights = [item.weight for item in known for _ in item.rivals]
    return fit(rows, labels, weights, SPEAKER, [len(item.rivals) for item in known])


def fit_speech(seen: list[Seen]) -> Model:
    kept = [item for item in seen if item.speech]
    return fit(
        [item.speech for item in kept], [item.is_speech for item in kept], [item.weight for item in kept], SPEECH
    )


def fit_sure(seen: list[Seen]) -> Model:
    kept = [item for item in seen if item.sure and (item.right is not None or not item.is_speech)]
    labels = [bool(item.right and item.right[item.best]) for item in kept]
    return fit([item.sure for item in kept], labels, [item.weight for item in kept], SURE)


NONE = Model(0.0, ())


def held_out(articles: list[Any], seen: list[Seen], stage: str, before: list[Models | None]) -> list[Models | None]:
    """Fit the models of a stage once for each fold of articles, on the others; return for each article those that
    have not seen it."""
    made = []
    for fold in range(FOLDS):
        others = [item for item in seen if item.article % FOLDS != fold]
        known = before[fold] or Models(NONE, NONE, NONE)
        if stage == "speaker":
            made.append(known._replace(speaker=fit_speaker(others)))
        elif stage == "speech":
            made.append(known._replace(speech=fit_speech(others)))
        else:
            made.append(known._replace(sure=fit_sure(others)))
    return [made[number % FOLDS] for number in range(len(articles))]


def report(seen: list[Seen]) -> None:
    """Print accuracy and a table of stated against observed confidence, by corpus."""
    for corpus in sorted({item.corpus for item in seen}):
        mine = [item for item in seen if item.corpus == corpus]
        known = [item for item in mine if item.right is not None]
        right = [bool(item.best >= 0 and item.right[item.best]) for item in known]
        print(
            f"{corpus}: best candidate right {np.mean(right):.4f} of {len(known)}, among candidates {np.mean([any(item.right) for item in known]):.4f}"
        )
        if not any(item.speech for item in mine):
            continue
        for least in (0.4, 0.45, 0.5, 0.55):
            told = [item for item in mine if item.verdict.speech >= least]
            hit = sum(item.is_speech for item in told)
            print(
                f"  speech from {least}: precision {hit / len(told):.4f} recall {hit / sum(item.is_speech for item in mine):.4f}"
            )
        if not any(item.sure for item in mine):
            continue
        judged = [(item.verdict.sure, bool(item.right and item.right[item.best])) for item in mine
                  if item.best >= 0 and item.verdict.speech >= 0.5 and (item.right is not None or not item.is_speech)]  # fmt: skip
        for low, high in (
            (0, 0.3),
            (0.3, 0.5),
            (0.5, 0.6),
            (0.6, 0.7),
            (0.7, 0.8),
            (0.8, 0.9),
            (0.9, 0.95),
            (0.95, 0.97),
            (0.97, 0.985),
            (0.985, 1.01),
        ):
            group = [(stated, hit) for stated, hit in judged if low <= stated < high]
            if group:
                print(
                    f"  stated {np.mean([g[0] for g in group]):.3f} observed {np.mean([g[1] for g in group]):.3f} of {len(group)}"
                )
        for least in (0.2, 0.3, 0.4, 0.5):
            told = [
                item
                for item in mine
                if item.verdict.speech >= 0.5
                and item.verdict.sure >= least
                and (item.right is not None or not item.is_speech)
            ]
            hit = sum(bool(item.right and item.right[item.best]) for item in told)
            print(
                f"  named from {least}: precision {hit / len(told):.4f} recall {hit / len(known):.4f} F1 {2 * hit / (len(told) + len(known)):.4f}"
            )
        for least in (0.8, 0.85, 0.88, 0.9, 0.92, 0.94):
            group = [hit for stated, hit in judged if stated >= least]
            print(f"  from {least}: right {np.mean(group):.4f} covering {len(group) / len(judged):.4f}")


def export(model: Model, names: list[str], path: Path) -> None:
    about = "Trees whose values add up; made by tests/quality/fit_speaker_models.py, features in the order given."
    head = json.dumps({"about": about, "features": names, "baseline": model.baseline})[:-1]
    body = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in model.trees)
    path.write_text(f'{head}, "trees": [\n{body}\n]}}\n', encoding="utf-8")


def read(texts: list[str]) -> list[tuple[str, float, dict[str, Any]]]:
    articles = []
    for source in texts:
        path, _, weight = source.partition("@")
        with Path(path).open(encoding="utf-8") as file:
            articles += [(Path(path).stem, float(weight or 1), json.loads(line)) for line in file]
    return articles


def write_found(articles: list[tuple[str, float, dict[str, Any]]], models: list[Models], folder: Path) -> None:
    """Write what is found in each article by models that have not seen it, a file for each of the texts that were read."""
    found: dict[str, list[str]] = {}
    for (corpus, _, record), unseeing in zip(articles, models, strict=True):
        Models.load = lambda unseeing=unseeing: unseeing  # type: ignore[method-assign, misc]
        text = record["text"]
        quotes = [
            {
                "start": quotation.start,
                "end": quotation.end,
                "kind": quotation.kind.value,
                "speaker": words_of(text, quotation.speaker),
                "speaker_name": quotation.speaker_name,
                "cue": words_of(text, quotation.cue),
                "confidence": quotation.confidence,
            }
            for quotation in find_quotations(text)
            if quotation.kind is not QuotationKind.TERM
        ]
        found.setdefault(corpus, []).append(json.dumps({"id": record["id"], "quotes": quotes}, ensure_ascii=False))
    for corpus, lines in found.items():
        (folder / f"{corpus}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def words_of(text: str, span: Mention | Span | None) -> dict[str, Any] | None:
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]} if span else None


def main() -> None:
    """Fit stage by stage on held-out attributions, report on articles unseen by the models, then fit on all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+")
    parser.add_argument("--out", type=Path)
    parser.add_argument(
        "--found", type=Path, help="where to write what is found by models that have not seen an article"
    )
    parser.add_argument("--keep", type=Path, help="store what was seen, for a closer look")
    options = parser.parse_args()
    articles = read(options.texts)
    models: list[Models | None] = [None] * len(articles)
    seen = look(articles, models)
    report(seen)
    models = held_out(articles, seen, "speaker", models[:FOLDS])
    seen = look(articles, models)
    report(seen)
    ranked = seen
    models = held_out(articles, seen, "speech", models[:FOLDS])
    seen = look(articles, models)
    models = held_out(articles, seen, "sure", models[:FOLDS])
    if options.found:
        write_found(articles, models, options.found)
    seen = look(articles, models)
    report(seen)
    if options.keep:
        options.keep.write_bytes(pickle.dumps(seen))
    if options.out:
        export(fit_speaker(ranked), NAMES, options.out / "speaker_model.json")
        export(fit_speech(seen), SPEECH_FEATURES, options.out / "speech_model.json")
        export(fit_sure(seen), SURE_FEATURES, options.out / "sure_model.json")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
