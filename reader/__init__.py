"""Quoth: a terminal reader for your own archive of articles that knows who said what."""

__version__ = "0.1.0"
