"""Bytes on disk become sources: decoded text with its format and what the file itself tells. Only this room reads."""

from reader.sources.contents import read_bytes
from reader.sources.files import MAX_BYTES, read_file
from reader.sources.source import Source
from reader.sources.walking import walk

__all__ = ["MAX_BYTES", "Source", "read_bytes", "read_file", "walk"]
