"""Short dumps, an article with little around it: what each rule takes from the lines, and what it leaves."""

from __future__ import annotations

from datetime import date

from reader.cleaning import clean_text

LATE = "The ferry to Carrow was late again on Monday, and nobody on the quay was surprised by that."
WAITED = "Those who had waited since the clocks changed were told by the Tide Office to wait a little longer."
MEETS = "The harbour board will meet on Thursday, when somebody from the yard has looked at the engine."


def dump(*lines: str) -> str:
    return "\n\n".join(lines) + "\n"


def test_a_title_that_stands_there_twice_goes_twice() -> None:
    article = clean_text(dump("The late ferry of Carrow", "The late ferry of Carrow", LATE)).article
    assert (article.title, article.text) == ("The late ferry of Carrow", LATE)


def test_a_day_above_the_title_is_not_the_articles_where_it_has_its_own() -> None:
    head = ("2 May 2024", "The late ferry of Carrow", "By Ada Brook", "14 March 2024")
    assert clean_text(dump(*head, LATE, WAITED)).article.published == date(2024, 3, 14)
    assert clean_text(dump(*head[:3], LATE, WAITED)).article.published == date(2024, 5, 2)


def test_the_day_of_a_change_is_not_the_day_of_publishing() -> None:
    article = clean_text(dump("The late ferry", "Updated 3 June 2024", "Published 14 March 2024", LATE)).article
    assert (article.published, article.modified) == (date(2024, 3, 14), date(2024, 6, 3))


def test_a_form_for_comments_ends_a_page_only_where_no_sentence_follows() -> None:
    assert clean_text(dump("The late ferry", LATE, "Leave a Reply", WAITED)).article.text == f"{LATE}\n\n{WAITED}"
    assert clean_text(dump("The late ferry", LATE, WAITED, "Leave a Reply", "Jo was here")).article.text.endswith(
        WAITED
    )


def test_a_list_at_the_end_is_no_furniture() -> None:
    article = clean_text(dump("What to bring", LATE, WAITED, MEETS, "- a rope", "• two lamps", "Share this")).article
    assert article.text.endswith("a rope\n\ntwo lamps")


def test_what_is_said_about_the_author_goes_from_the_end_and_stays_at_the_beginning() -> None:
    note = "Ada Brook is a reporter at the Carrow Gazette."
    head = ("The late ferry of Carrow", "By Ada Brook")
    body = (LATE, WAITED, MEETS, f"{LATE} Again.", f"{WAITED} Again.")
    assert note not in clean_text(dump(*head, *body, note)).article.text
    assert note in clean_text(dump(*head, note, *body)).article.text


def test_who_publishes_it_is_named_in_the_box_about_the_author() -> None:
    article = clean_text(dump("The late ferry", LATE, WAITED, "About Author", "Harbour Gazette")).article
    assert (article.site, article.text) == ("Harbour Gazette", f"{LATE}\n\n{WAITED}")
