from __future__ import annotations

from reader.cleaning.page import parse_page
from reader.cleaning.page_body import kept_blocks
from reader.cleaning.page_features import Hints, own_features
from reader.cleaning.page_tree import PageTree
from reader.cleaning.walker import Walker

PROSE = "The ferry left at nine and nobody who was on it has spoken of the crossing since that night."


def kept(page: str, scores: list[float]) -> list[str]:
    walker = Walker()
    parts = walker.walk(parse_page(page))
    tree = PageTree()
    places = [tree.place(node) for node in walker.nodes]
    flags = kept_blocks(parts, places, own_features(parts, places, Hints()), scores)
    return [text for keep, (_, text) in zip(flags, parts, strict=True) if keep]


def test_a_model_that_would_lose_most_of_the_prose_is_not_believed() -> None:
    page = f"<nav><p>{PROSE}</p></nav><div><p>{PROSE} First.</p></div>" + f"<p>{PROSE}</p>" * 5
    assert len(kept(page, [-3.0, 1.0] + [-3.0] * 5)) == 6
    assert len(kept(page, [-3.0, 1.0, 1.0, 1.0, 1.0] + [-3.0] * 2)) == 4


def test_where_nothing_reads_like_a_body_everything_is_kept() -> None:
    assert kept("<nav>Home</nav><p>One.</p>", [-5.0, -5.0]) == ["Home", "One."]


def test_what_is_rare_in_news_is_kept_between_paragraphs() -> None:
    page = f"<div><p>{PROSE}</p><pre>a = 1</pre><ul><li>pears</li></ul><p>{PROSE}</p></div><ul><li>Home</li></ul>"
    assert kept(page, [1.0, -5.0, -5.0, 1.0, -5.0]) == [PROSE, "a = 1", "pears", PROSE]


def test_a_page_of_which_half_would_be_lost_is_kept_with_what_stands_between() -> None:
    page = f"<div><p>{PROSE} First.</p></div><td><p>{PROSE}</p><ul><li>pears</li></ul><p>{PROSE}</p></td><p>Home</p>"
    assert kept(page, [1.0, -5.0, -5.0, -5.0, -5.0]) == [f"{PROSE} First.", PROSE, "pears", PROSE]


def test_long_items_of_lists_raise_no_doubt() -> None:
    page = f"<div><p>{PROSE} First.</p></div><ul>" + f"<li>{PROSE}</li>" * 9 + "</ul>"
    assert kept(page, [1.0] + [-5.0] * 9) == [f"{PROSE} First."]
