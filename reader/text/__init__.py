"""Strings only: the gate for foreign text, cell widths, folding and dates.

Nothing here knows what an article is, reads a file or keeps state.
"""

from reader.text.folding import FoldedText, fold, fold_to_letters, fold_with_offsets
from reader.text.sanitise import sanitise, sanitise_line, sanitise_part
from reader.text.width import cell_width, fit

__all__ = [
    "FoldedText",
    "cell_width",
    "fit",
    "fold",
    "fold_to_letters",
    "fold_with_offsets",
    "sanitise",
    "sanitise_line",
    "sanitise_part",
]
