"""Who said what: the quotations of a text, their speakers, and what each attribution rests on.

Pure and linear in the length of the text; nothing is fetched or learned at run time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.quotations.attribution import find_quotations
    from reader.quotations.voices import people_of, speakers_of

__all__ = ["find_quotations", "people_of", "speakers_of"]


def __getattr__(name: str) -> Any:
    """Load the rules when they are first wanted: an article that the library knows is opened without them."""
    if name == "find_quotations":
        from reader.quotations.attribution import find_quotations

        return find_quotations
    if name in ("people_of", "speakers_of"):
        from reader.quotations import voices

        return getattr(voices, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
