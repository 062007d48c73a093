from __future__ import annotations

import pytest

from reader.cleaning import Cleaned, clean_html
from reader.cleaning.page import parse_page
from reader.cleaning.page_asides import asides, sign_off
from reader.cleaning.page_features import Hints, own_features
from reader.cleaning.page_tree import PageTree
from reader.cleaning.walker import Walker
from reader.document import BlockKind

SAYING = "Nobody has opened the gate at Carrow since the river took the road away, and nobody, says {}, is going to."


def cleaned(between: str) -> Cleaned:
    paragraphs = [f"<p>{SAYING.format(name)}</p>" for name in ("Brian Holt", "Ines Sarr", "Ada Brook", "Jo Fenn")]
    page = (
        "<html lang='en'><head><title>The gate at Carrow</title></head><body><nav><a href='/'>Home</a></nav><article>"
        f"<h1>The gate at Carrow</h1>{''.join(paragraphs[:2])}{between}{''.join(paragraphs[2:])}</article></body></html>"
    )
    return clean_html(page)


def removed(between: str) -> list[tuple[str, str]]:
    return [
        (each.rule, each.text) for each in cleaned(between).removed if each.text not in ("Home", "The gate at Carrow")
    ]


@pytest.mark.parametrize(
    ("words", "score", "is_aside"),
    [
        ("Who moved the mill at Carrow", 0.0, True),
        ("Who moved the mill at Carrow", 3.0, False),
        ("The mill at Carrow", 0.0, False),
        ("The council has written that down in a letter of nine pages.", 0.0, False),
    ],
)
def test_what_is_nothing_but_a_link_is_another_title(words: str, score: float, is_aside: bool) -> None:
    walker = Walker()
    parts = walker.walk(parse_page(f"<p>{SAYING}</p><p><a href='/mill'>{words}</a></p><p>{SAYING}</p>"))
    tree = PageTree()
    places = [tree.place(node) for node in walker.nodes]
    own = own_features(parts, places, Hints())
    assert (1 in asides(parts, places, own, [4.0, score, 4.0], [True] * 3)) is is_aside


@pytest.mark.parametrize(
    "words",
    ["Read more: Who moved the mill", "Got a story? Write to us.", "Reporting by Ada Brook; editing by Jo Fenn"],
)
def test_a_sign_off_goes(words: str) -> None:
    assert [text for _, text in removed(f"<p>{words}</p>")] == [words]


def test_a_label_for_screen_readers_goes() -> None:
    assert [text for _, text in removed("<h2 class='visually-hidden'>Article content</h2>")] == ["Article content"]


def test_a_pull_quote_goes_and_a_quotation_stays() -> None:
    said = "the river took the road away, and nobody"
    pulled = f"<blockquote class='pullquote'><p>“{said}”</p></blockquote>"
    assert ("pull-quote", f"“{said}”") in removed(pulled)
    article = cleaned(
        "<blockquote><p>“The tide has no key and needs none, and so it goes in.”</p></blockquote>"
    ).article
    assert [block.quoted for block in article.blocks if block.quoted] == [1]
    assert all(block.kind is BlockKind.PARAGRAPH for block in article.blocks)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("(Reporting by Ada Brook in Carrow; Editing by Jo Fenn)", "agency-credit"),
        ("Ada Brook contributed to this report.", "agency-credit"),
        ("Our Standards: The Carrow Principles.", "agency-credit"),
        ("Follow us on Facebook and Twitter", "contact"),
        ("Ada Brook can be reached at ada@carrow.example.", "contact"),
        ("Like this story? Share it with a friend!", "contact"),
        ("For the latest news from Carrow, sign up for our newsletter here.", "newsletter"),
        ("This article contains affiliate links.", "legal"),
        ("This story was originally published by the Tide Office.", "legal"),
        ("Lire aussi : La porte de Carrow", "related"),
    ],
)
def test_sign_offs_have_their_rules(words: str, rule: str) -> None:
    assert sign_off(words) == rule


@pytest.mark.parametrize(
    "words",
    [
        "Read more books, said Holt, and you will want fewer of them.",
        "Holt wrote to the council and asked it to write back.",
        "The report by the Tide Office was published in May.",
        "For more than nine years nobody has had the news from the river.",
        "He would follow her to Carrow, she said, if the boat went there.",
        "Watch the tide, Holt said.",
        "Reporters from Carrow came in May; none of them stayed.",
    ],
)
def test_sentences_of_an_article_are_no_sign_offs(words: str) -> None:
    assert sign_off(words) == ""
