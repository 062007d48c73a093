"""Loading Textual without what it brings along and nobody here uses."""

from __future__ import annotations

import sys


def load_textual() -> None:
    """Load Textual; asyncio comes without TLS, as in a Python that was built without it.

    Quoth never speaks to a network. OpenSSL would be a twentieth of a start and four MiB of the program's memory.
    """
    if "asyncio" not in sys.modules and "ssl" not in sys.modules:
        # None is Python's own way of saying that a module cannot be imported; asyncio goes on without this one.
        sys.modules["ssl"] = None  # type: ignore[assignment]
        try:
            import asyncio  # noqa: F401
        finally:
            del sys.modules["ssl"]
    import textual.app  # noqa: F401
