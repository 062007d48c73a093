from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cleaning import clean_text
from reader.document import BlockKind
from tests.conftest import REPORT


def test_a_dump_comes_out_as_an_article() -> None:
    article = clean_text(REPORT).article
    assert article.title == "The lamp that would not go out"
    assert article.authors == ("Ines Halloran", "Peter Voss")
    assert article.published == date(2024, 3, 14)
    assert article.site == "Harbour Gazette"
    assert article.text.startswith("PORT ELLERY — ")
    assert article.text.endswith("“I would not leave either.”")
    assert len(article.blocks) == 4
    assert article.language == "en"


def test_everything_removed_is_kept_with_its_reason() -> None:
    removed = clean_text(REPORT).removed
    rules = {item.text: item.rule for item in removed}
    assert rules["May 2, 2024"] == "date"
    assert rules["By Ines Halloran and Peter Voss"] == "byline"
    assert "Leave a Reply" in rules
    assert all(item.reason and item.line for item in removed)


def test_every_line_is_either_kept_or_told() -> None:
    cleaned = clean_text(REPORT)
    told = {item.text for item in cleaned.removed}
    for line in REPORT.splitlines():
        assert not line.strip() or line.strip() in told or line.strip() in cleaned.article.text


def test_hard_wrapped_lines_are_joined() -> None:
    wrapped = (
        "A title of some words\n\n"
        "The ferry left at six in the morning with nobody on board but the cap-\n"
        "tain, two goats and a crate of lemons that nobody had ever asked for in\n"
        "the whole history of the island, which is long and mostly about lemons.\n"
    )
    article = clean_text(wrapped).article
    assert "the captain, two goats" in article.text
    assert "\n" not in article.text


def test_verse_keeps_its_lines() -> None:
    article = clean_text(
        "The tide\n\nIt comes at night\nit goes by day\nit leaves the boats\nand takes the clay\n"
    ).article
    assert article.blocks[0].kind is BlockKind.VERSE
    assert "by day\nit leaves" in article.text


def test_lists_are_recognised() -> None:
    article = clean_text("What to bring\n\n- a rope\n- two lamps\n1. a map\n").article
    assert [block.marker for block in article.blocks] == ["•", "•", "1."]


SURROUNDED = """The bridge is closed again
by Tom Hadley
Oct 3, 2023

The bridge over the Elm was closed on Monday for the third time this year. Nobody knows when it will open.

Advertisement

Engineers found a crack in the second pillar, said the council. They will look at it again in spring.

Read more: Council to buy new bridge

Page 1 of 3
1 2 3 Next »

“We warned them for years,” said Alma Reed, who lives beside it and has a boat.

(Reporting by Tom Hadley; Editing by Ruth Calloway)

Sign up for our newsletter
Enter your email address
We use cookies to make this site work. Accept all cookies

Tom Hadley is a reporter at the Gazette. Follow him on Twitter @tomhadley

3 Comments
Bob says: I told you so.
Leave a comment
"""


def test_what_stands_around_a_short_dump_goes_with_its_rule() -> None:
    cleaned = clean_text(SURROUNDED)
    assert cleaned.article.text.startswith("The bridge over the Elm")
    assert cleaned.article.text.endswith("beside it and has a boat.")
    assert len(cleaned.article.blocks) == 3
    rules = {item.text: item.rule for item in cleaned.removed}
    assert rules["Advertisement"] == "advertisement"
    assert rules["1 2 3 Next »"] == rules["Page 1 of 3"] == "pagination"
    assert rules["(Reporting by Tom Hadley; Editing by Ruth Calloway)"] == "agency-credit"
    assert rules["Enter your email address"] == "newsletter"
    assert rules["We use cookies to make this site work. Accept all cookies"] == "cookies"
    assert rules["Tom Hadley is a reporter at the Gazette. Follow him on Twitter @tomhadley"] == "author-box"


@pytest.mark.parametrize(
    ("advertisement", "related", "comments", "newsletter"),
    [
        ("Anzeige", "Lesen Sie auch: Die neue Brücke", "Kommentar schreiben", "Newsletter abonnieren"),
        ("Publicité", "À lire aussi : Le nouveau pont", "Laisser un commentaire", "Recevez notre newsletter"),
        ("Publicidad", "Te puede interesar: El puente", "Deja un comentario", "Suscríbete a nuestro boletín"),
        ("Pubblicità", "Leggi anche: Il ponte nuovo", "Lascia un commento", "Iscriviti alla newsletter"),
        ("Publicidade", "Leia também: A ponte nova", "Deixe um comentário", "Receba as notícias por e-mail"),
        ("Advertentie", "Lees ook: De nieuwe brug", "Plaats een reactie", "Schrijf je in voor de nieuwsbrief"),
    ],
)
def test_furniture_is_known_in_other_languages(
    advertisement: str, related: str, comments: str, newsletter: str
) -> None:
    body = [f"Sentence number {n} of a body that has nothing to do with what stands around it." for n in range(4)]
    parts = [body[0], advertisement, body[1], related, body[2], body[3], comments, newsletter]
    assert clean_text("\n\n".join(parts)).article.text == "\n\n".join(body)


def test_the_address_tells_the_day_where_the_text_does_not() -> None:
    text = "The mill\n\nThe mill burned down on Friday night. Nobody was hurt, they said.\n"
    assert clean_text(text, url="https://x.example/2020/05/03/the-mill").article.published == date(2020, 5, 3)
    assert clean_text(text, url="https://x.example/the-mill").article.published is None


def test_mojibake_is_mended() -> None:
    article = clean_text(
        "Die BrÃ¼cke Ã¼ber die Ahl\n\nâ€žNiemand weiÃŸ, wannâ€œ, sagte sie am Montag im Rat.\n"
    ).article
    assert "„Niemand weiß, wann“" in article.text


def test_a_second_document_in_the_same_file_is_not_lost() -> None:
    first = "The mill burned down on Friday night. Nobody was hurt, the fire brigade said on Saturday."
    second = "A flock of geese has landed on the motorway. Drivers waited while a farmer sang to them."
    article = clean_text(f"The mill\n\nBy Ann Lee\n\n{first}\n\nThe geese\n\nBy Bo Kent\n\n{second}\n").article
    assert first in article.text
    assert second in article.text


@given(st.text())
def test_nothing_raises_and_blocks_cover_the_text(text: str) -> None:
    article = clean_text(text).article
    for block in article.blocks:
        assert 0 <= block.start < block.end <= len(article.text)
    assert "\n\n".join(article.text_of(block) for block in article.blocks) == article.text


@pytest.mark.parametrize(
    "talk",
    [
        "“You'll want to mind the fourth one,” said the old man below her. “It isn't there.”",
        "“You took your time.”",
        '"Late," he says. "Isn\'t it?"',
    ],
)
def test_what_somebody_says_is_no_title(talk: str) -> None:
    cleaned = clean_text(
        f"The stairs were narrower than she remembered.\n\n{talk}\n\nClara minded it, and went up.\n"
    )
    assert cleaned.article.title == ""
    assert talk in cleaned.article.text


@pytest.mark.parametrize(
    "title", ["“Who's next?” asks the mayor", "The mayor: “It is late”", "Why I never said “yes.”"]
)
def test_a_title_may_quote(title: str) -> None:
    assert clean_text(f"{title}\n\nThe stairs were narrow.\n\nClara went up at noon.\n").article.title == title


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("梟の郵便局\n\n山の上に郵便局があった。\n\n梟は言った。\n", "梟の郵便局"),
        ("山上的邮局\n\n山上有一家邮局。\n\n猫头鹰说。\n", "山上的邮局"),
        ("「夜の手紙は優しい」\n\n山の上に郵便局があった。\n\n梟は言った。\n", ""),
        ("山の上に、夜だけ開く郵便局があって、局長は年老いた梟で\nあった。\n\n梟は言った。\n", ""),
    ],
)
def test_a_title_may_have_no_blanks(page: str, title: str) -> None:
    assert clean_text(page).article.title == title
