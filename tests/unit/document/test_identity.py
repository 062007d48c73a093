from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.document import Article, Block, BlockKind, Inline, InlineKind, assemble
from reader.document.codec import decode_article, decode_quotations, encode_article, encode_quotations
from reader.document.identity import anchor_at, canonical_url, fingerprint, resolve
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
