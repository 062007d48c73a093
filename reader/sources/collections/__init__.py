"""Files that hold many articles: the exports of read-later services and their kin.

`FORMATS` is the one table of them, from which the README's is made. Their modules are loaded when such a file is met.
"""

from reader.sources.collections.opening import FORMATS, Collection, Format, is_collection, open_collection

__all__ = ["FORMATS", "Collection", "Format", "is_collection", "open_collection"]
