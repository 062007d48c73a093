from __future__ import annotations

import pytest

from reader.cleaning import keep_all

PAGE = "<html><head><title>The gate</title></head><body><nav>Home</nav><p>One.</p><footer>Two.</footer></body></html>"


@pytest.mark.parametrize(
    ("format", "data", "text"),
    [
        ("html", PAGE, "Home\n\nOne.\n\nTwo."),
        ("markdown", "---\ntitle: The gate\n---\n# The gate\n\nBy Jo Fenn\n\nOne.", "The gate\n\nBy Jo Fenn\n\nOne."),
        ("text", "The gate\n\nShare\n\nOne.\n\nLeave a Reply", "The gate\n\nShare\n\nOne.\n\nLeave a Reply"),
        ("html", "", ""),
    ],
)
def test_nothing_is_taken_out(format: str, data: str, text: str) -> None:
    kept = keep_all(data, format)
    assert kept.article.text == text
    assert kept.removed == ()
