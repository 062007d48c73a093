"""BLAKE2 from the interpreter's own module: `hashlib` loads OpenSSL with it, which a start has no use for."""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # an interpreter that was built without it
    from hashlib import blake2b

__all__ = ["blake2b"]
