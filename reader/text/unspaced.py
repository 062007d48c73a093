"""Letters that are written without spaces between words: Chinese and Japanese."""

from __future__ import annotations

IDEOGRAPHS = "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff"
"""Chinese characters, as a class of a regular expression has them."""
KANA = "\u3041-\u30ff"
"""The two syllabaries of Japanese, as a class of a regular expression has them."""
