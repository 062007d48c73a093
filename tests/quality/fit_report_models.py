"""Fit the models of indirect speech on annotated articles, and say how good they are on articles not seen.

    python tests/quality/fit_report_models.py TEXTS.jsonl --language en [--out reader/quotations/data]

TEXTS as for fit_speaker_models.py, with the cue of each indirect quotation. Three things are made for a language: the
share of its occurrences in which a word reports something, a model that tells which of them do, and one that tells
where the reported words end. Needs numpy and lightgbm.
"""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from fit_speaker_models import export, fit, trimmed

from reader.quotations import german_sources, indirect, report_sites, words
from reader.quotations.indirect import Reporting
from reader.quotations.marks import find_marked_spans
from reader.quotations.report_sites import END_FEATURES, FORWARD, FREE, SITE_FEATURES, Site
from reader.quotations.scene import Scene
from reader.quotations.tokens import (
    CONJUNCTION,
    DETERMINER,
    HELPER,
    PREPOSITION,
    PRONOUN,
    QUOTED,
    RELATIVE,
    SIGN,
)
from reader.quotations.trees import Model

FOLDS = 4
SITE = {
    "objective": "binary",
    "trees": 60,
    "num_leaves": 8,
    "learning_rate": 0.09,
    "min_data_in_leaf": 25,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
}
FEW_TREES = {"en": {"trees": 24, "learning_rate": 0.2}}
"""Languages with so few annotated articles that fewer trees say as much: of 84 in English F1 is 50.9 with these and 51.0 with
60, of 850 in German it is half a point less."""
END = {"objective": "binary", "trees": 20, "num_leaves": 8, "learning_rate": 0.16, "min_data_in_leaf": 20}
LONGEST_CUE = 4
LEAST_SHARE, LEAST_HITS = 10, 1
"""Words that report in fewer of a hundred occurrences are left out, and those that were never seen to report."""
ELSEWHERE = frozenset(
    "brand brands branding include includes including out sure little always known dedicated looking looks immediately "
    "successfully effectively previously clear clearly message published posts fired reading read order orders recorded "
    "documents filed doesn't didn't press online often features focus focused look looked insights started long short sharp "
    "tough plenty light heavy likes theme vital voice songs cellphone fireworks papers votes tied try tries draw drew lie lay "
    "mind infamous growing initial tremendous standing truly similarly differently can't isn't haven't weren't internationally "
    "historically specifically heavily strongly officially publicly privately promptly openly abolished activated addressed appoint "
    "appointed appoints approved authorized avoids backing bode campaigned capture cares casting chalks changed choose "
    "committing concentrate confronted covered ducks effect empower enacted encouraged enjoyed exposed explored extracted eyeing "
    "faced fire followed grilled hears honored identified identify implicated injecting intensified issued keeps laid leaning "
    "measure motion negotiated nominated obligates offense overriding overruled overturned painted painting passed permit "
    "pitched plot poke present rallied relied repealed represent requiring resisted restricted seizing shed spar sponsored "
    "started stopped strike supply throwing twisted unearthed watch weigh spoken unity present".split()
)
"""Words that report in news on politics, from which is learned, but seldom do on other pages: of 2,700 reports found by
them and by those that want a person in 409 pages of all kinds hardly one was said by anybody."""
GRAMMAR = PREPOSITION | DETERMINER | CONJUNCTION | HELPER | RELATIVE | PRONOUN


class Article:
    """An annotated article, read once."""

    def __init__(self, record: dict[str, Any], language: str, kinds: tuple[str, ...]) -> None:
        """Read `record`; quotations of `kinds` are what shall be found."""
        self.text = record["text"]
        self.scene = Scene.of(self.text, find_marked_spans(self.text), language)
        tokens = self.scene.tokens
        self.gold: list[tuple[int, int]] = []
        self.cues: dict[int, tuple[int, int]] = {}
        for quote in record["quotes"]:
            if quote["kind"] not in kinds:
                continue
            bounds = trimmed(self.text, quote["start"], quote["end"])
            self.gold.append(bounds)
            cue = quote["cue"]
            if cue:
                first, last = tokens.at(cue["start"]), tokens.at(cue["end"])
                if last - first <= LONGEST_CUE:
                    self.cues.update(dict.fromkeys(range(first, last), bounds))


def shares(articles: list[Article]) -> dict[str, int]:
    """Return in how many of a hundred occurrences each word reports, in steps of five as they are kept, so that models are
    fitted on what they are asked with; rare words lean on what is known of them."""
    hits: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for article in articles:
        tokens, language = article.scene.tokens, article.scene.language
        for place, word in enumerate(tokens.words):
            if word in german_sources.DOUBTFUL and language == "de":
                counts = german_sources.names_source(tokens, place)
            else:
                counts = not (tokens.kinds[place] & (QUOTED | SIGN | GRAMMAR) or word in ELSEWHERE)
            if counts:
                total[word] += 1
                hits[word] += place in article.cues
    found = {}
    strengths = words.cue_weights()
    for word in {*total, *strengths} - ELSEWHERE:
        strength = strengths.get(word, 0)
        if hits[word] >= LEAST_HITS or strength:
            expected, weight = (0.2 + 0.3 * strength / 100, 4) if strength else (0.02, 6)
            found[word] = int(100 * (hits[word] + weight * expected) / (total[word] + weight))
    return {word: 5 * round(share / 5) for word, share in found.items() if share >= LEAST_SHARE}


def overlap_share(first: tuple[int, int], second: tuple[int, int]) -> float:
    shared = min(first[1], second[1]) - max(first[0], second[0])
    return shared / (max(first[1], second[1]) - min(first[0], second[0])) if shared > 0 else 0.0


def fit_ends(articles: list[Article], shares: dict[str, int]) -> Model:
    rows, labels = [], []
    for article in articles:
        scene, tokens = article.scene, article.scene.tokens
        for site in report_sites.sites(scene, shares):
            bounds = article.cues.get(site.cue)
            if site.mode not in (FORWARD, FREE) or bounds is None or bounds[0] < tokens.starts[site.cue]:
                continue
            for at in report_sites.boundaries(scene, site):
                stops = tokens.starts[at] >= bounds[1]
                rows.append(report_sites.end_row(scene, site, at, shares))
                labels.append(stops)
                if stops:
                    break
    return fit(rows, labels, [1.0] * len(labels), END)


def looked_at(article: Article, reporting: Reporting) -> list[tuple[Site, list[float], tuple[int, int]]]:
    """Return the sites of an article with their features and the bounds of their contents."""
    scene, tokens = article.scene, article.scene.tokens
    found = []
    for site in indirect.usable_sites(scene, reporting):
        row = report_sites.site_row(scene, site, reporting.shares)
        found.append((site, row, trimmed(article.text, tokens.starts[site.first], tokens.end(site.last - 1))))
    return found


def fit_all(articles: list[Article]) -> Reporting:
    known = shares(articles)
    reporting = Reporting(known, Model(0.0, ()), fit_ends(articles, known))
    rows, labels = [], []
    for article in articles:
        for _, row, bounds in looked_at(article, reporting):
            rows.append(row)
            labels.append(any(overlap_share(bounds, gold) >= 0.5 for gold in article.gold))
    options = SITE | FEW_TREES.get(articles[0].scene.language, {})
    return reporting._replace(site=fit(rows, labels, [1.0] * len(labels), options))


def report(articles: list[Article]) -> None:
    """Print precision and recall at several thresholds, on articles that the models have not seen."""
    counts: dict[float, Counter[str]] = {least: Counter() for least in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)}
    for fold in range(FOLDS):
        reporting = fit_all([article for number, article in enumerate(articles) if number % FOLDS != fold])
        for article in articles[fold::FOLDS]:
            for least, count in counts.items():
                left = list(article.gold)
                found = indirect.chosen(article.scene, reporting, least)
                tokens = article.scene.tokens
                for site, _ in found:
                    bounds = trimmed(article.text, tokens.starts[site.first], tokens.end(site.last - 1))
                    match = next((gold for gold in left if overlap_share(bounds, gold) >= 0.5), None)
                    if match:
                        left.remove(match)
                        count["right"] += 1
                count["found"] += len(found)
                count["gold"] += len(article.gold)
    for least, count in counts.items():
        precision, recall = count["right"] / count["found"], count["right"] / count["gold"]
        print(
            f"from {least}: precision {precision:.3f} recall {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}"
        )


def write_shares(known: dict[str, int], path: Path) -> None:
    lines = [
        "# In how many of a hundred occurrences a word reports what someone says or thinks, counted over annotated"
    ]
    lines.append("# articles (steps of five).")
    by_share: dict[int, list[str]] = {}
    for word, share in known.items():
        by_share.setdefault(share, []).append(word)
    for share in sorted(by_share, reverse=True):
        lines += [f"{share} {line}" for line in textwrap.wrap(" ".join(sorted(by_share[share])), 112)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Report on articles held out, then fit on all and write what was made."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--language", required=True)
    parser.add_argument("--kinds", default="indirect", help="kinds of annotated quotations to find, with commas")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    with options.texts.open(encoding="utf-8") as file:
        articles = [Article(json.loads(line), options.language, tuple(options.kinds.split(","))) for line in file]
    report(articles)
    if options.out:
        made = fit_all(articles)
        write_shares(made.shares, options.out / f"reports_{options.language}.txt")
        export(made.site, SITE_FEATURES, options.out / f"report_model_{options.language}.json")
        export(made.end, END_FEATURES, options.out / f"report_end_model_{options.language}.json")


if __name__ == "__main__":
    main()
