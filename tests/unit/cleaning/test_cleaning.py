from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.cleaning import Cleaned, clean_html, clean_markdown, clean_text, keep_all

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<\n/Type /Catalog\n>>\nendobj\n" * 50


@pytest.mark.parametrize("clean", [clean_text, clean_markdown, clean_html])
def test_what_is_no_text_is_named_and_not_cleaned(clean: Callable[..., Cleaned]) -> None:
    cleaned = clean(PDF, url="https://carrow.example/plan.pdf")
    assert cleaned.article.text == ""
    assert [(issue.code, issue.message) for issue in cleaned.issues] == [("not-text", "This is a PDF, not text.")]


@pytest.mark.parametrize("format", ["html", "markdown", "text"])
def test_as_it_came_it_is_named_too(format: str) -> None:
    assert [issue.code for issue in keep_all(PDF.decode("cp1252"), format).issues] == ["not-text"]
