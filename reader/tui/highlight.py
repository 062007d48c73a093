"""Colours for code, by Pygments, which Textual brings along; it is loaded when the first code is painted."""

from __future__ import annotations

from functools import lru_cache

LONGEST = 20_000
"""Characters of code that are coloured; a longer listing is shown in one colour."""


@lru_cache(maxsize=64)
def coloured(code: str, language: str) -> tuple[tuple[int, int, str], ...]:
    """Return (start, end, kind) of the coloured stretches of `code`, by offsets into it.

    Kinds are "keyword", "string", "comment" and "number"; there is nothing for a language that is not known.
    """
    if not language or len(code) > LONGEST:
        return ()
    from pygments.lexers import get_lexer_by_name
    from pygments.token import Token
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return ()
    kinds = (
        (Token.Comment, "comment"), (Token.Keyword, "keyword"), (Token.Operator.Word, "keyword"),
        (Token.Literal.String, "string"), (Token.Literal.Number, "number"),
    )  # fmt: skip
    spans, start = [], 0
    for token, words in lexer.get_tokens(code):
        kind = next((name for family, name in kinds if token in family), "")
        if kind and words.strip():
            spans.append((start, start + len(words), kind))
        start += len(words)
    return tuple(spans)
