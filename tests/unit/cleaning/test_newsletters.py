from __future__ import annotations

from datetime import date

import pytest

from reader.cleaning import Cleaned, clean_html
from reader.cleaning.letters import inner_envelope
from reader.cleaning.newsletters import is_newsletter
from reader.cleaning.page import parse_page
from reader.document import BlockKind, Envelope

LETTER = """<html><head><meta charset="utf-8"></head><body>
<div style="display:none; max-height:0">What the keeper found &#847;&zwnj;&nbsp;&#847;&zwnj;</div>
<div>&#847;&zwnj;&nbsp;&#847;</div>
<table><tr><td><p>May 6, 2024 | <a href="https://x.example/1">Read Online</a></p></td></tr>
<tr><td><h1>The bell at Skerry Bay</h1>
<h2><a href="https://x.example/2">The keeper’s ladder</a></h2>
<ul><li>Nine rungs</li><li><a href="https://x.example/3">One of them new</a></li></ul>
<p>The ladder has stood there since the keeper’s grandfather left it. “Nobody climbs it,” said Ada Brook.</p>
<p>Until Friday,<br>Ines</p></td></tr>
<tr><td><p>© Skerry Notes. <a href="https://x.example/off">Unsubscribe</a></p><p>Harbour Street 4, Carrow</p></td></tr>
</table></body></html>"""


def rules(cleaned: Cleaned) -> dict[str, str]:
    return {" ".join(each.text.split())[:24]: each.rule for each in cleaned.removed}


def test_a_newsletter_keeps_its_words_and_loses_what_the_list_added() -> None:
    cleaned = clean_html(LETTER)
    article = cleaned.article
    assert (article.title, article.published) == ("The bell at Skerry Bay", date(2024, 5, 6))
    assert [(block.kind, article.text_of(block)) for block in article.blocks] == [
        (BlockKind.HEADING, "The keeper’s ladder"),
        (BlockKind.LIST_ITEM, "Nine rungs"),
        (BlockKind.LIST_ITEM, "One of them new"),
        (
            BlockKind.PARAGRAPH,
            "The ladder has stood there since the keeper’s grandfather left it. “Nobody climbs it,” said Ada Brook.",
        ),
        (BlockKind.VERSE, "Until Friday,\nInes"),
    ]
    removed = rules(cleaned)
    assert removed.pop("The bell at Skerry Bay") == "title"
    assert removed.pop("© Skerry Notes. Unsubscr") == "subscription"
    assert removed.pop("Harbour Street 4, Carrow") == "edge"
    assert removed.pop("May 6, 2024 | Read Onlin") == "subscription"
    assert set(removed.values()) == {"unseen"}


@pytest.mark.parametrize(
    ("page", "is_letter"),
    [
        ("<p>words <a href='https://x.example/unsubscribe?1'>here</a>", True),
        ("<p>words <a href='https://x.example/1'>Unsubscribe</a>", True),
        ("<p>words <a href='https://x.example/1'>Newsletter abbestellen</a>", True),
        ("<p>words <a href='https://x.example/1'>Subscribe</a>", False),
        ("<nav>menu</nav><p>words <a href='https://x.example/1'>Unsubscribe</a>", False),
        ("<p>words", False),
    ],
)
def test_what_is_a_newsletter(page: str, is_letter: bool) -> None:
    assert is_newsletter(parse_page(page)) is is_letter


def test_a_letter_without_a_sentence_is_kept() -> None:
    cleaned = clean_html(
        "<p>One</p><p>Two</p><p><a href='https://x.example/unsubscribe'>Unsubscribe</a></p><p>Three</p>"
    )
    assert cleaned.article.text == "One\n\nTwo\n\nThree"


HEADERS = "---------- Forwarded message ---------\nFrom: Ada Brook <ada@notes.example>\nDate: Fri, 28 Oct 2022\nSubject: Grey skies\nTo: <jo@x.example>"
GERMAN = (
    "*Von:* Ada Brook [mailto:ada@notes.example]\n*Gesendet:* Freitag, 28. Oktober 2022 09:12\n*Betreff:* Grey skies"
)


@pytest.mark.parametrize("head", [HEADERS, GERMAN])
@pytest.mark.parametrize("outer", [None, Envelope("Fwd: Grey skies", "Jo Fenn", "x.example", date(2022, 11, 1))])
def test_a_forwarded_letter_is_its_writer_s(head: str, outer: Envelope | None) -> None:
    envelope, at = inner_envelope(["Look:", head], outer)
    assert at == 1
    assert (envelope.subject, envelope.host, envelope.sent) == ("Grey skies", "notes.example", date(2022, 10, 28))
    assert envelope.sender.startswith("Ada Brook")


def test_an_answer_that_quotes_headers_is_the_answerer_s() -> None:
    outer = Envelope("Re: Grey skies", "Jo Fenn")
    assert inner_envelope([HEADERS], outer) == (outer, -1)


def test_a_page_whose_head_says_the_day_only_in_words_has_it() -> None:
    page = (
        "<html><title>x</title><body><nav>menu</nav><article><p>6 May 2024</p>"
        + "<p>It rings when nobody is there, and the keeper has stopped counting.</p>" * 4
    )
    assert clean_html(page).article.published == date(2024, 5, 6)
