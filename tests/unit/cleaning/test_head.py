from __future__ import annotations

from datetime import date

from reader.cleaning import clean_text
from reader.cleaning.authors import author_candidates
from reader.cleaning.datelines import date_candidates
from reader.cleaning.flattened import body_odds
from reader.cleaning.judged import JudgedPage, judge
from reader.cleaning.lines import logical_lines
from reader.cleaning.page_title import site_parts, without_site
from reader.cleaning.titles import title_candidates
from tests.quality.flattened.pages import read_pages, spaced

PAGES = {page.name: page for page in read_pages()}


def judged(name: str, url: str = "") -> JudgedPage:
    lines = [line for line in logical_lines(spaced(PAGES[name])) if line.text]
    return judge(lines, body_odds(lines), url)


def test_an_address_tells_words_of_the_title_and_a_date() -> None:
    page = judged(
        "harbour-ferry", "https://www.courier.example/2023/10/04/night-ferry-saved-by-its-passengers.html?a=b-c-d-e"
    )
    assert page.slug == {"night", "ferry", "saved", "by", "its", "passengers"}
    assert page.url_date == date(2023, 10, 4)
    assert page.host == "courier.example"
    assert judged("harbour-ferry", "https://x.example/2023/oct/04/z").url_date == date(2023, 10, 4)
    assert judged("harbour-ferry", "https://x.example/2023/13/45/ab").url_date is None


def test_the_body_begins_at_its_first_sentences() -> None:
    page = judged("harbour-ferry")
    assert page.lines[page.start].text.startswith("The last ferry of the night")


def test_a_title_is_also_tried_without_the_site() -> None:
    texts = [candidate.text for candidate in title_candidates(judged("river-cup"))]
    assert "River Cup final ends in fog | Football | Northern Herald" in texts
    assert "River Cup final ends in fog | Football" in texts
    assert "River Cup final ends in fog" in texts


def test_site_parts() -> None:
    assert site_parts("A title — with a dash - The Site") == ("A title — with a dash", "The Site")
    assert site_parts("No site here") == ("No site here", "")


def test_bylines_are_found_with_and_without_by() -> None:
    names = {candidate.byline.names for candidate in author_candidates(judged("moss-budget"), -1, "")}
    assert ("Daniel Okafor",) in names


def test_dates_of_changes_are_told_from_dates_of_publication() -> None:
    dates = [(found.updated, found.date) for found in date_candidates(judged("river-cup"), -1, [])]
    assert dates == [(False, date(2024, 5, 19)), (True, date(2024, 5, 19))]


def test_what_is_not_said_stays_unknown() -> None:
    lines = [words for kind, words in PAGES["moss-budget"].shown if "Okafor" not in words and "2022" not in words]
    article = clean_text("\n\n".join(lines)).article
    assert article.authors == ()
    assert article.published is None


def test_a_title_loses_the_site_that_its_address_names_and_nothing_else() -> None:
    assert without_site("Night ferry saved | Carrow Courier", "carrowcourier.example") == "Night ferry saved"
    assert without_site("Night ferry saved - Carrow Courier", "news.example") == "Night ferry saved - Carrow Courier"
    assert without_site("Ferry - Carrow", "carrow.example") == "Ferry - Carrow"
    assert without_site("Night ferry saved", "") == "Night ferry saved"
