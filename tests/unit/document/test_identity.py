from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.document import (
    Article,
    ArticleReference,
    Block,
    BlockKind,
    Inline,
    InlineKind,
    Mention,
    Quotation,
    QuotationKind,
    Span,
    assemble,
)
from reader.document.addresses import canonical_url
from reader.document.codec import decode_article, decode_quotations, encode_article, encode_quotations
from reader.document.identity import anchor_at, fingerprint, is_same, likeness, reference, resolve
from reader.quotations import find_quotations

TEXT = (
    "The ferry was late again. Nobody minded much, for the sea was calm and the bread was warm.\n\n"
    "“We are never late,” said the captain. The ferry was late again, and the gulls knew it."
)


def article() -> Article:
    blocks, text = assemble((Block(BlockKind.PARAGRAPH, 0, 0), part) for part in TEXT.split("\n\n"))
    return Article(blocks=blocks, text=text)


def test_words_are_found_where_they_were() -> None:
    anchor = anchor_at(article(), 26, 70)
    assert resolve(TEXT, anchor) == (26, 70, "exact")


def test_words_are_found_after_text_was_put_before_them() -> None:
    anchor = anchor_at(article(), 26, 70)
    moved = "A new first paragraph.\n\n" + TEXT
    start, end, state = resolve(moved, anchor)
    assert (moved[start:end], state) == (TEXT[26:70], "certain")


def test_words_are_found_after_their_marks_were_straightened() -> None:
    start = TEXT.index("“We")
    anchor = anchor_at(article(), start, start + 20)
    straight = "More. " + TEXT.replace("“", '"').replace("”", '"')
    found, _, state = resolve(straight, anchor)
    assert (found, state) == (start + 6, "certain")


def test_a_look_alike_is_never_taken_for_certain() -> None:
    anchor = anchor_at(article(), 0, 24)
    other = TEXT[91:]
    _, _, state = resolve(other, anchor)
    assert state in ("uncertain", "lost")


def test_words_that_are_gone_are_lost() -> None:
    anchor = anchor_at(article(), 26, 70)
    assert resolve("Another article altogether.", anchor)[2] == "lost"


def test_a_url_is_known_without_its_trackers() -> None:
    assert canonical_url("HTTPS://E.org/a/?utm_source=x&id=3#top") == "https://e.org/a?id=3"


def _story(seed: int, *, url: str = "", path: str = "", title: str = "A story", edited: int = 0) -> ArticleReference:
    chance = random.Random(seed)
    words = [f"word{chance.randrange(900)}" for _ in range(400)]
    for number in range(edited):
        words[number * 7] = "edited"
    return reference(Article(title=title, url=url, text=" ".join(words)), path)


HERE, THERE = "https://one.example/story", "https://two.example/story"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_story(1, path="/a"), _story(1, path="/b", title="Renamed")),
        (_story(1, url=HERE), _story(1, url=THERE)),
        (_story(1, url=HERE), _story(2, url=HERE + "?utm_source=x")),
        (_story(1, path="/a"), _story(1, path="/a", edited=25, title="Renamed")),
        (_story(1, path="/a"), _story(1, path="/b", edited=10, title="Renamed")),
        (_story(1, path="/a"), _story(1, path="/b", edited=20)),
        (_story(1, path="/a"), _story(2, path="/a")),
        (_story(1, url=HERE), _story(1, url=THERE, edited=2)),
    ],
)
def test_one_article_is_known_again(one: ArticleReference, other: ArticleReference) -> None:
    assert is_same(one, other)
    assert is_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_story(1, path="/a"), _story(2, path="/a", title="Another")),
        (_story(1, path="/a", url=HERE), _story(2, path="/a", url=THERE)),
        (_story(1, path="/a"), _story(2, path="/b")),
        (_story(1, url=HERE), _story(1, url=THERE, edited=56)),
        (_story(1, url="https://one.example/"), _story(2, url="https://one.example")),
        (ArticleReference(), ArticleReference()),
        (ArticleReference(title="Notes"), ArticleReference(title="Notes")),
        (
            reference(Article(url=HERE, text="Please switch off your blocker")),
            reference(Article(url=THERE, text="Please switch off your blocker!")),
        ),
    ],
)
def test_another_article_is_not_taken_for_it(one: ArticleReference, other: ArticleReference) -> None:
    assert not is_same(one, other)
    assert not is_same(other, one)


def test_likeness_is_an_estimate_of_what_is_shared() -> None:
    assert likeness(_story(1).sketch, _story(1).sketch) == 1
    assert likeness(_story(1).sketch, _story(2).sketch) == 0
    found = [likeness(_story(n).sketch, _story(n, edited=20).sketch) or 0 for n in range(200)]
    # 20 edits of 400 words change 60 of 398 groups: 338 of 458 are in both.
    assert abs(sum(found) / len(found) - 338 / 458) < 0.03


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_sketch_raises(one: str, other: str) -> None:
    likeness(one, other)


def test_a_fingerprint_does_not_see_typography() -> None:
    assert fingerprint("“It’s” late") == fingerprint('"It\'s"   LATE')


def test_stored_values_come_back_the_same() -> None:
    block = Block(BlockKind.PARAGRAPH, 0, 3, inlines=(Inline(InlineKind.LINK, 0, 3, "https://e.org"),))
    value = Article(title="t", authors=("a",), blocks=(block,), text="abc")
    assert decode_article(encode_article(value)) == value
    quotations = tuple(find_quotations(TEXT))
    assert decode_quotations(encode_quotations(quotations)) == quotations


@given(st.text(min_size=1), st.text(), st.integers(0, 50))
def test_resolving_never_raises_or_leaves_the_text(text: str, exact: str, start: int) -> None:
    from reader.document import Anchor

    first, last, _ = resolve(text, Anchor(exact=exact, start=start))
    assert 0 <= first <= last <= len(text)


def test_quotations_in_rows_as_they_were_first_kept_are_read() -> None:
    stored = b'[[0,9,"direct",[20,22,"he"],"Edwin Sarr","mayor",[23,27],0.9,"words after"],[30,34,"term",null,null,"",null,0,""]]'
    assert decode_quotations(stored) == (
        Quotation(
            0, 9, QuotationKind.DIRECT, Mention(20, 22, "he"), "Edwin Sarr", "mayor", Span(23, 27), 0.9, "words after"
        ),
        Quotation(30, 34, QuotationKind.TERM),
    )
    assert decode_quotations(encode_quotations(())) == ()
