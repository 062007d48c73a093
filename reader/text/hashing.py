"""Digests from the interpreter's own modules: `hashlib` loads OpenSSL with them, four MiB for which nothing here has a use.

What they are called differs between versions of Python; where there are none, `hashlib` has the same functions.
"""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b
try:
    from _sha2 import sha256
except ImportError:
    try:
        from _sha256 import sha256
    except ImportError:
        from hashlib import sha256

__all__ = ["blake2b", "sha256"]
