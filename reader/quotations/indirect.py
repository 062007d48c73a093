"""Indirect speech: what a text says that someone said, without quotation marks.

Each cue outside the marks is a site: its content runs on behind it to where the clause ends (`X said that …`), or
stands before it in the sentence (`…, X said`). One model tells which sites are reports, another where contents end.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.document import Quotation, QuotationKind, Span
from reader.quotations.german_sources import is_nobody
from reader.quotations.report_sites import (
    BACKWARD,
    FORWARD,
    FREE,
    NOBODY,
    PERSON,
    PERSON_SAYS,
    PERSONAL_PRONOUN,
    PRONOUN_FOR_ANYTHING,
    SHORTEST,
    SOURCE,
    Site,
    boundaries,
    end_row,
    head_noun,
    reporter,
    site_row,
    sites,
)
from reader.quotations.resolving import resolve_name
from reader.quotations.tokens import COMMA, DETERMINER, PREPOSITION
from reader.quotations.trees import Model, load_model, logistic
from reader.quotations.words import listed, may_speak, report_shares, strong_cues

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.quotations.candidates import Candidate
    from reader.quotations.scene import Scene
    from reader.quotations.tokens import Tokens

REPORT_FROM = {"en": 0.4, "de": 0.32}
"""Probability from which a site reports, by language: where F1 is highest, or half a point less in favour of precision, on
articles not seen in fitting."""
SHORT_TEXT = 150
"""Tokens of a text in which nobody needs to be quoted."""
REPORTER_RIGHT = 0.79
"""Share of the reports found that were given to the right speaker, counted on 84 annotated articles; a confidence is
that of report and speaker both."""
CARRIED_RIGHT = 0.4
"""The same where the reporter is carried over from a sentence before, of 499 in 850 annotated articles."""
LEARNED = ("en", "de")
"""Languages whose reports are learned; others have none, since their words are not known."""
MERGED = ("de",)
"""Languages in which a report may hold marked fragments and is then given as one quotation."""
FULL_NAMES_TOLD = 12
"""Names in full in a thousand words below which a text is no news: so are 2 % of 884 news articles, and 95 % of 128 pieces of
novels."""
SPEAKING_TO_READERS, SPOKEN_TOLD = 5, 1.5
"""How often in a thousand words "you" and "your" stand in advice and reviews, and how many quotations with a speaker, of whom
one is sure, make a text news all the same: of 84 news articles hardly a report is lost, of pages of all kinds three in five."""
LONGEST_REST = 3
"""Tokens behind a cue with which a sentence may go on that stands before it (`…, he told her once`)."""
_CLAUSE = frozenset(("that", "he", "she", "they", "i", "we", *listed("reported.txt", "question")))
"""What opens a reported clause."""
_OF_PERSONS = frozenset(listed("reported.txt", "of-person"))
"""Words by which persons report, but things and firms do what they say: `the site offers a list`."""
_NEVER_FIRST = frozenset(listed("reported.txt", "circumstance"))
"""What opens no reported words: where, when or how somebody spoke, or a verb's second half (`wrote down what …`)."""
_TELLERS = frozenset(("i", "we"))
"""Whoever writes, outside marks, whose thoughts and wishes are the text itself."""
OPENING_WORDS = 2
"""Tokens before the first subject of a sentence: its article, a conjunction."""
_HOLDING = frozenset("of for from at in with on".split())
ADDRESSED = frozenset(("you", "your", "du", "ihr"))
"""Subjects that are the reader, who has said nothing."""
_SILENT = ADDRESSED | {"nobody", "none", "niemand"}


class Reporting(NamedTuple):
    """What is learned of a language: how often each word reports, which sites do, where their contents end."""

    shares: dict[str, int]
    site: Model
    end: Model


@cache
def reporting_in(language: str) -> Reporting:
    """Return what is learned of `language`, one of `LEARNED`."""
    return Reporting(
        report_shares(language),
        load_model(f"report_model_{language}.json"),
        load_model(f"report_end_model_{language}.json"),
    )


def content_end(scene: Scene, site: Site, reporting: Reporting) -> int:
    """Return the token behind the content of a site."""
    if site.mode != FORWARD:
        return site.last
    for at in boundaries(scene, site):
        if reporting.end.score(end_row(scene, site, at, reporting.shares)) > 0:
            return at
    return site.last


def is_news(scene: Scene) -> bool:
    """Tell whether a text reports what people say, or is too short to tell; stories name few people in full, and advice
    speaks to its readers."""
    tokens = scene.tokens
    if len(tokens.kinds) < SHORT_TEXT:
        return True
    blanks = scene.text.count(" ")
    if scene.people.full_names_in(blanks) < FULL_NAMES_TOLD:
        return False
    spoken = sum(1 for quotation in scene.spoken if quotation.is_sure and quotation.speaker)
    if spoken >= SPOKEN_TOLD * blanks / 1000:
        return True
    return tokens.words.count("you") + tokens.words.count("your") <= SPEAKING_TO_READERS * blanks / 1000


def usable_sites(scene: Scene, reporting: Reporting, *, by_form: bool = False) -> Iterator[Site]:
    """Yield the sites that have someone who reports and words that are no part of a quotation, and find where these end.

    With `by_form` only those are that are reports by their form alone.
    """
    is_merged, tokens = scene.language in MERGED, scene.tokens
    told = (
        set() if is_merged else {said.cue.start for said in scene.spoken if said.cue and said.cue.start >= said.end}
    )
    for site in sites(scene, reporting.shares):
        if by_form and not _is_told(tokens, site):
            continue
        if site.subject is None or tokens.words[site.subject.first] in _SILENT:
            continue
        if site.mode == FORWARD and tokens.starts[site.cue] in told and tokens.words[site.first] != "that":
            continue  # `“…,” she said after reading it`: the words before are what is said.
        if site.mode == BACKWARD and tokens.words[site.first] == "asked":
            continue  # `Asked whether he would go, Holt laughed`: that is what he was asked.
        site.reporter = reporter(scene, site)
        if not is_merged and (not may_report(scene, site) or tokens.is_quoted(site.first, site.first + SHORTEST)):
            continue
        site.last = content_end(scene, site, reporting)
        if site.last - site.first >= SHORTEST and (is_merged or not tokens.is_quoted(site.first, site.last)):
            yield site


def may_report(scene: Scene, site: Site) -> bool:
    """Tell whether somebody or something that may report does: others only with "that", or where they are a source."""
    words = scene.tokens.words
    cue = words[site.cue]
    if words[site.subject.first if site.subject else 0] in _TELLERS and cue not in strong_cues():
        return False
    if site.mode == FORWARD and words[site.first] in _NEVER_FIRST:
        return False
    if cue in _OF_PERSONS and not _is_human(scene, site):
        return False
    if site.reporter not in (NOBODY, PRONOUN_FOR_ANYTHING):
        return True
    return site.mode == SOURCE or words[site.first] == "that" or cue in strong_cues()


def _is_told(tokens: Tokens, site: Site) -> bool:
    """Tell whether a site is a report by its form alone: a verb of saying with a clause behind it, or behind whoever is told,
    or with its sentence before it; or a source."""
    cue, end = site.cue, site.cue_end
    if site.mode == SOURCE:
        return True
    if tokens.words[cue] not in strong_cues() or site.subject is None:
        return False
    if tokens.words[site.subject.first] in _TELLERS and not tokens.words[cue].endswith("d"):
        return False
    if site.mode == FORWARD:
        listener = site.candidates.get(end)
        return site.first in (end, listener.last if listener else end) and tokens.words[site.first] in _CLAUSE
    subject = site.subject
    is_beside = cue in (subject.last, subject.first - 1) and tokens.words[subject.first - 1] != "as"
    return is_beside and (site.stop - end <= LONGEST_REST or bool(tokens.kinds[end] & COMMA))


def _is_human(scene: Scene, site: Site) -> bool:
    """Tell whether the subject of a site is a person for certain: a name alone may be a firm's."""
    if site.reporter == PERSON and site.subject is not None and site.subject.named is not None:
        return bool(scene.people.gender.get(site.subject.named.name))
    return site.reporter in (PERSON_SAYS, PERSONAL_PRONOUN)


def chosen(scene: Scene, reporting: Reporting, least: float, *, by_form: bool = False) -> list[tuple[Site, float]]:
    """Return the sites that report with a probability of at least `least`, in order, none overlapping another; with `by_form` as
    `usable_sites` has them."""
    rivals: list[tuple[Site, float]] = []
    for site in usable_sites(scene, reporting, by_form=by_form):
        probability = logistic(reporting.site.score(site_row(scene, site, reporting.shares)))
        if probability >= least:
            rivals.append((site, probability))
    found: list[tuple[Site, float]] = []
    end = 0
    for site, probability in rivals:
        while found and site.first < end and probability > found[-1][1]:
            found.pop()
            end = found[-1][0].last if found else 0
        if site.first >= end:
            found.append((site, probability))
            end = site.last
    return found


def find_reports(scene: Scene) -> list[Quotation]:
    """Return the indirect speech of the text, in order, none of it overlapping another."""
    if scene.language not in LEARNED:
        return []
    tokens = scene.tokens
    reports = []
    by_form = scene.language not in MERGED and not is_news(scene)
    least = REPORT_FROM[scene.language]
    for site, probability in chosen(scene, reporting_in(scene.language), least, by_form=by_form):
        assert site.subject is not None
        is_somebody = site.reporter != NOBODY if scene.language not in MERGED else not is_nobody(tokens, site.subject)
        speaker = _who_says(tokens, site) if scene.language not in MERGED else site.subject
        mention = speaker.mention(scene.text)
        cue = Span(tokens.starts[site.cue], tokens.end(site.cue_end - 1))
        name = resolve_name(scene.people, scene.spoken, mention, scene.text) if is_somebody else None
        role = speaker.named.role if speaker.named else ""
        start, end = tokens.starts[site.first], tokens.end(site.last - 1)
        reports.append(
            Quotation(
                start,
                end,
                QuotationKind.INDIRECT,
                mention if is_somebody else None,
                name,
                role,
                cue,
                round(probability * (CARRIED_RIGHT if site.mode == FREE else REPORTER_RIGHT), 2),
                "reported without marks",
            )
        )
    return reports


def _who_says(tokens: Tokens, site: Site) -> Candidate:
    """Return whom the subject of a site only tells more of, else the subject: `The mayor | of Carrow said`, `Brian Holt, | who
    owns the ferry, said`."""
    subject, words, kinds = site.subject, tokens.words, tokens.kinds
    assert subject is not None
    if subject.last > site.cue:
        return subject
    if kinds[site.cue - 1] & COMMA and not kinds[site.begin] & PREPOSITION:
        opener = next(iter(site.candidates.values()), subject)
        if opener.first <= site.begin + OPENING_WORDS and words[opener.last] == ",":
            return opener
    before = subject.first - 1 - bool(kinds[subject.first - 1] & DETERMINER)
    if before <= site.begin or words[before] not in _HOLDING:
        return subject
    held = next((item for item in site.candidates.values() if item.last == before), None)
    return held if held is not None and (held.named or may_speak(head_noun(tokens, held))) else subject


def merge_fragments(found: Sequence[Quotation], reports: Sequence[Quotation]) -> list[Quotation]:
    """Return `reports` and `found` as one list: marked fragments inside a report become one quotation with it, and a
    report that runs into whole quoted sentences gives way to them."""
    merged: list[Quotation] = []
    place = 0
    for report in reports:
        while place < len(found) and found[place].end <= report.start:
            merged.append(found[place])
            place += 1
        last = place
        while last < len(found) and found[last].start < report.end:
            last += 1
        inside = found[place:last]
        kinds = {quotation.kind for quotation in inside}
        fits = all(report.start <= quotation.start and quotation.end <= report.end + 1 for quotation in inside)
        if not inside:
            merged.append(report)
        elif fits and QuotationKind.DIRECT not in kinds:
            end = max(report.end, inside[-1].end)
            spoken = max(inside, key=lambda quotation: quotation.confidence)
            if spoken.speaker is not None and (report.speaker_name is None or spoken.confidence > report.confidence):
                report = spoken._replace(start=report.start)
            merged.append(report._replace(end=end, kind=QuotationKind.MIXED, evidence="reported with quoted words"))
            place = last
    return [*merged, *found[place:]]
