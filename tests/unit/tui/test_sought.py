from __future__ import annotations

from collections.abc import Sequence

import pytest

from reader.cleaning import clean_text
from reader.document import Article
from reader.library.queries.tree import Words
from reader.quotations import find_quotations
from reader.text.alike import Repertoire
from reader.tui.sought import find_sought

ARTICLE: Article = clean_text(
    "The late ferry\n\n"
    "The tide took the tideway lamp, and nobody paid for the tide.\n\n"
    "“The tide was late and the lamp was out,” said Brian Holt, who keeps the ferry.\n\n"
    "“I saw the tide from the bridge,” said Mara Quill. The tide had turned.\n\n"
    "“No lamp, no tide table, nothing,” Quill said.\n"
).article
QUOTATIONS = find_quotations(ARTICLE.text)


def found(wanted: Sequence[Words], article: Article = ARTICLE) -> list[str]:
    """Return each hit with the four characters before and after it."""
    hits = find_sought(wanted, article, QUOTATIONS, Repertoire(article.text))
    return [article.text[max(0, start - 4) : end + 4] for start, end in zip(hits.starts, hits.ends, strict=True)]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (
            [Words("tide")],
            ["The tide too", "the tide.\n\n“", "The tide was", "the tide fro", "The tide had", " no tide tab"],
        ),
        ([Words("tidew", is_prefix=True)], ["the tideway l"]),
        ([Words("idew", is_prefix=True)], []),
        ([Words("tide", "said")], ["The tide was", "the tide fro", " no tide tab"]),
        ([Words("tide", "said"), Words("quill", "by")], ["the tide fro", " no tide tab"]),
        (
            [Words("tide", "said"), Words("lamp", "said"), Words("quill", "by")],
            ["“No lamp, no", " no tide tab"],
        ),
        ([Words("tide", "said"), Words("nobody at all", "by")], ["The tide was", "the tide fro", " no tide tab"]),
        ([Words("ferry"), Words("bridge", "said")], ["the bridge,” s", "the ferry.\n\n“"]),
        ([Words("paid", "said")], []),
        ([Words("tide", "title")], []),
    ],
)
def test_what_was_said_is_found_where_it_was_said(wanted: list[Words], expected: list[str]) -> None:
    assert sorted(found(wanted)) == sorted(expected)


def test_hits_stand_in_the_order_of_the_text() -> None:
    hits = find_sought([Words("lamp"), Words("tide")], ARTICLE, QUOTATIONS, Repertoire(ARTICLE.text))
    assert list(hits.starts) == sorted(hits.starts)


def test_words_without_spaces_between_them_are_found_inside_a_row() -> None:
    article = clean_text("潮\n\n昨日の潮は高かった。\n").article
    assert [words.strip() for words in found([Words("潮")], article)]
