"""Articles and marks in forms that other programs read."""

from reader.export.articles import article_record, article_text, mark_record, quotation_record

__all__ = ["article_record", "article_text", "mark_record", "quotation_record"]
