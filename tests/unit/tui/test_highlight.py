from __future__ import annotations

from reader.tui.highlight import coloured


def test_code_is_coloured_by_its_language() -> None:
    code = 'def find(): return "x"  # why\n'
    assert [(code[start:end], kind) for start, end, kind in coloured(code, "python") if kind != "string"] == [
        ("def", "keyword"),
        ("return", "keyword"),
        ("# why", "comment"),
    ]


def test_an_unknown_language_has_no_colours() -> None:
    assert coloured("words", "no such language") == ()
    assert coloured("words", "") == ()
    assert coloured("x" * 30_000, "python") == ()
