from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cleaning import clean_html, clean_text, keep_all
from reader.cleaning.letters import sender_of
from reader.document import Envelope

ENVELOPE = Envelope("The gate", "Ada Brook", "carrow.example", date(2024, 5, 6), attachments=("bell.jpg",))


@pytest.mark.parametrize(
    ("name", "list_name", "authors", "site"),
    [
        ("Ada Brook", "", ("Ada Brook",), ""),
        ("Ada Brook from Carrow Notes", "", ("Ada Brook",), "Carrow Notes"),
        ("Ada Brook | Carrow Notes", "", ("Ada Brook",), "Carrow Notes"),
        ("Ada Brook (Carrow Notes)", "", ("Ada Brook",), "Carrow Notes"),
        ("Ada Brook", "Carrow Notes", ("Ada Brook",), "Carrow Notes"),
        ("The Tide Times", "", (), "The Tide Times"),
        ("", "", (), "carrow.example"),
    ],
)
def test_senders_are_persons_or_houses(name: str, list_name: str, authors: tuple[str, ...], site: str) -> None:
    sender = sender_of(Envelope(sender=name, host="carrow.example", list_name=list_name))
    assert (sender.authors, sender.site) == (authors, site)


def test_a_letter_of_plain_text_is_kept_whole() -> None:
    body = "Hi Jo,\n\nshare this\n\nThe gate is open.\n\n> Is it?\n>> It was.\n\nAda\n-- \nAda Brook\nCarrow"
    cleaned = clean_text(body, envelope=ENVELOPE)
    article = cleaned.article
    assert article.text.split("\n\n") == ["Hi Jo,", "share this", "The gate is open.", "Is it?", "It was.", "Ada"]
    assert [block.quoted for block in article.blocks] == [0, 0, 0, 1, 2, 0]
    assert [(each.rule, each.text) for each in cleaned.removed] == [
        ("signature", "Ada Brook\nCarrow"),
        ("attachment", "bell.jpg"),
    ]
    assert (article.title, article.authors, article.published) == ("The gate", ("Ada Brook",), date(2024, 5, 6))


def test_what_a_list_adds_is_taken_out_and_told() -> None:
    body = "The gate\n\nIt is open.\n\nYou are receiving this email because you signed up.\n\nUnsubscribe: https://x.example"
    cleaned = clean_text(body, envelope=ENVELOPE)
    assert cleaned.article.text == "It is open."
    assert [each.rule for each in cleaned.removed] == ["title", "subscription", "subscription", "attachment"]


def test_a_long_text_behind_a_dash_is_no_signature() -> None:
    body = "One.\n-- \n" + "\n".join(f"Line {number}." for number in range(30))
    assert "Line 29." in clean_text(body, envelope=ENVELOPE).article.text


def test_the_envelope_is_better_evidence_than_the_page() -> None:
    page = "<html><head><title>Mail</title><meta name=author content='Web Desk'></head><body><h1>Good morning</h1><p>It is open.</p></body></html>"
    cleaned = clean_html(page, envelope=ENVELOPE)
    assert (cleaned.article.title, cleaned.article.authors) == ("The gate", ("Ada Brook",))
    titles = [each.source for each in cleaned.evidence if each.field == "title"]
    assert titles == ["mail Subject", "h1", "title element"]


def test_a_letter_as_it_came_keeps_its_signature() -> None:
    kept = keep_all("It is open.\n-- \nAda Brook", "text", envelope=ENVELOPE)
    assert kept.article.text.endswith("Ada Brook")
    assert kept.article.title == "The gate"


@given(st.text(alphabet="> -\nab.", max_size=200))
def test_no_letter_loses_words_unless_told(body: str) -> None:
    cleaned = clean_text(body, envelope=Envelope())
    words = "".join(body.split()).replace(">", "")
    kept = "".join((cleaned.article.text + "".join(each.text for each in cleaned.removed)).split())
    assert all(kept.count(letter) >= words.count(letter) for letter in "ab")
