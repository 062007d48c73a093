"""Typesetting: an article and a width become lines in document coordinates. No terminal library is known here."""

from reader.typesetting.bidi import Direction
from reader.typesetting.page import Line, Page
from reader.typesetting.setting import set_article, set_blocks, typeset_plain

__all__ = ["Direction", "Line", "Page", "set_article", "set_blocks", "typeset_plain"]
