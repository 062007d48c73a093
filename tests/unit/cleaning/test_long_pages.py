"""Pages of every shape: time grows with their length and no more, and the end of the article is never lost."""

from __future__ import annotations

import pytest

from reader.cleaning import clean_html
from tests.timing import growth

WORDS = (
    "The keeper of Skerry Bay counted the bells again, and Ada Brook said that “nobody has asked” since the spring. "
)

HEAD = "<!doctype html><html><head><title>The bells of Skerry Bay</title></head><body><nav>Menu</nav><article>"
LAST = "nobody has cut it off"
END = f"<p>The end of the article stands here, and {LAST}.</p></article><footer>Carrow</footer></body></html>"
SHORT, TIMES = 20_000, 8
"""Characters of the short page, and how many times as long the other one is."""
MOST_RATIO = 2.5 * TIMES
"""Linear work takes as many times as long; with its square it would be 64."""

UNITS = {
    "paragraphs": ("", f"<p>{WORDS}</p>\n", ""),
    "one paragraph": ("<p>", WORDS, "</p>"),
    "one paragraph of links": ("<p>", f"{WORDS}<a href='/x'><em>bell</em></a> ", "</p>"),
    "lines": ("<div>", f"{WORDS}<br>", "</div>"),
    "one table": ("<table>", f"<tr><td>{WORDS}</td><td>12</td></tr>", "</table>"),
    "one row": ("<table><tr><td>a</td></tr><tr>", f"<td>{WORDS}</td>", "</tr></table>"),
    "nested without an end": ("", f"<div><p>{WORDS}</p>", ""),
    "nested lists": ("", f"<ul><li>{WORDS}", ""),
    "unclosed marks": ("", f"<p><b><i>{WORDS}", ""),
    "NULs": ("", f"<p>{WORDS}\x00</p>", ""),
    "comments": ("", f"<!-- {WORDS} --><p>{WORDS}</p>", ""),
    "open angles": ("", f"<p>{WORDS} < ", ""),
    "quotes": ("", f"<blockquote><p>{WORDS}</p></blockquote><p>{WORDS}</p>", ""),
    "code": ("<pre>", f"{WORDS}\n", "</pre>"),
    "a second document": ("", f"<p>{WORDS}</p>", f"</article></body></html>{HEAD}<p>{WORDS}</p>"),
    "long attributes": (f"<p>{WORDS}</p>" * 9, f"<p data-x='{'x' * 40_000}' class='{'y ' * 10_000}'>{WORDS}</p>", ""),
}


def page(name: str, length: int) -> str:
    begin, unit, end = UNITS[name]
    return HEAD + begin + unit * (length // len(unit) + 1) + end + END


@pytest.mark.parametrize("name", UNITS)
def test_time_grows_with_the_length(name: str) -> None:
    short, long = page(name, SHORT), page(name, SHORT * TIMES)
    assert growth(lambda: clean_html(short), lambda: clean_html(long), at_most=MOST_RATIO, slight=0.002) < MOST_RATIO


@pytest.mark.parametrize("name", UNITS)
def test_the_end_is_not_lost_and_the_body_is_kept(name: str) -> None:
    text = page(name, SHORT)
    cleaned = clean_html(text)
    assert LAST in cleaned.article.text + "".join(each.text for each in cleaned.removed)
    seen = text.count(WORDS) - text.count(f"<!-- {WORDS}")
    assert cleaned.article.text.count(WORDS.strip()) >= 0.9 * seen


def test_an_attribute_of_ten_megabytes_ends_nothing() -> None:
    text = f"{HEAD}<p data-x='{'x' * 10_000_000}'>{WORDS}</p>{f'<p>{WORDS}</p>' * 9}{END}"
    assert LAST in clean_html(text).article.text


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_a_page_in_another_encoding_is_read_to_its_end(encoding: str) -> None:
    text = page("paragraphs", 5000)
    article = clean_html(text.encode(encoding)).article
    assert LAST in article.text and "“nobody has asked”" in article.text
