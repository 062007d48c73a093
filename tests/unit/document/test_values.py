"""The room's values: each is to be had, and none is loaded before."""

from __future__ import annotations

import subprocess
import sys

import reader.document as document


def test_every_value_that_is_told_is_there() -> None:
    assert [name for name in document.__all__ if not hasattr(document, name)] == []


def test_nothing_else_is() -> None:
    assert not hasattr(document, "Paragraph")


def test_a_reference_loads_no_blocks() -> None:
    code = (
        "import sys; from reader.document import ArticleReference; "
        "print([name for name in sys.modules if name in ('reader.document.block', 'reader.document.article')])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
