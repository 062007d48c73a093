from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.document.addresses import canonical_url, is_front_page


@pytest.mark.parametrize(
    "url",
    [
        "http://www.gazette.example/a/lamp?id=3", "https://gazette.example:443/a/lamp/?id=3#comments",
        "https://m.gazette.example/a/lamp?id=3&fbclid=x", "https://amp.gazette.example/a/lamp/amp?id=3",
        "https://gazette.example/amp/a/lamp?utm_source=x&id=3", "HTTPS://me:pw@Gazette.Example./a/./b/../lamp?id=3",
        "https://www.google.com/amp/s/www.gazette.example/a/lamp?id=3", "https://gazette.example/a/lamp.amp?id=3",
        "https://gazette-example.cdn.ampproject.org/c/s/gazette.example/a/lamp?id=3&usqp=mq",
        "https://web.archive.org/web/20200101000000id_/http://www.gazette.example:80/a/lamp?id=3",
        "https://gazette.example/a/l%61mp?id=3&gclid=1&ref=twitter", "https://gazette.example/a/lamp/index.html?id=3",
    ],
)  # fmt: skip
def test_one_page_has_one_address(url: str) -> None:
    assert canonical_url(url) == "https://gazette.example/a/lamp?id=3"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://e.example/a?id=3", "https://e.example/a?id=4"), ("https://e.example/a", "https://e.example/b"),
        ("https://e.example/a", "https://blog.e.example/a"), ("https://e.example:8080/a", "https://e.example/a"),
        ("https://e.example/#!/a", "https://e.example/#!/b"), ("https://e.example/?ref=main", "https://e.example/"),
        ("https://m.example/a", "https://example/a"), ("https://e.example/A", "https://e.example/a"),
    ],
)  # fmt: skip
def test_other_pages_have_other_addresses(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "urn:isbn:1#x",
        "http://[::1",
        "no address",
        "mailto:a@b.example",
        "http://\x85#",
        "http://no name.example/#a",
    ],
)
def test_what_is_no_web_address_stays(text: str) -> None:
    assert canonical_url(f" {text} ") == text


def test_a_front_page_is_told() -> None:
    assert is_front_page(canonical_url("http://www.gazette.example/?utm_source=x"))
    assert not is_front_page(canonical_url("http://gazette.example/?p=3"))
    assert not is_front_page(canonical_url("http://[gazette.example/"))


@given(st.text() | st.text().map(lambda tail: f"https://{tail}") | st.text().map(lambda t: f"https://e.example/{t}"))
def test_an_address_never_raises_and_is_its_own(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once
