"""Loading Textual without what it brings along and nobody here uses.

Loading it is most of a start, and a sixth of that is for OpenSSL (Quoth never speaks to a network), for a palette of
commands with all the widgets that it is made of (Quoth has its own), and for the folder of downloads. Left out, they are
not damaged: whoever imports one of them afterwards gets it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

UNUSED = ("textual.command", "platformdirs")
"""Of these `textual.app` takes classes and functions for what the application has turned off."""


class _StandIn(ModuleType):
    """A module from which any name can be imported, as a class of nothing."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


def load_textual() -> None:
    """Load Textual, in memory 6 MiB and in time 30 ms smaller than it comes; what is loaded already stays as it is."""
    if "asyncio" not in sys.modules:
        # None is Python's own way of saying that there is no such module; asyncio then goes on without TLS.
        with _in_place_of("ssl", None):
            import asyncio  # noqa: F401
    if "textual.app" not in sys.modules:
        import textual

        with _in_place_of(UNUSED[0], _StandIn(UNUSED[0])), _in_place_of(UNUSED[1], _StandIn(UNUSED[1])):
            import textual.app  # noqa: F401


@contextmanager
def _in_place_of(name: str, module: ModuleType | None) -> Iterator[None]:
    """Have `module` be what is imported as `name`, unless that was imported already."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = module  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]
