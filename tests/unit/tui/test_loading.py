"""What the application is loaded without."""

from __future__ import annotations

import subprocess
import sys

LOADED = """
import sys
from reader.tui.loading import load_textual
load_textual()
without = "_ssl" not in sys.modules and "_hashlib" not in sys.modules
import ssl
print(without, "textual.app" in sys.modules, ssl.create_default_context().check_hostname)
"""


def test_textual_comes_without_tls_which_can_still_be_had_for_the_asking() -> None:
    result = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["True", "True", "True"]
