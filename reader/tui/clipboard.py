"""The system's clipboard, beside the terminal's own: many terminals ignore the sequence that copies.

The tool gets the words through its standard input and is not waited for.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping

_TOOLS = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
)
PATIENCE = 2.0
"""Seconds that a tool may take to read the words."""


def find_tool(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the command that copies on this system, () where there is none or no display to copy to."""
    if sys.platform == "darwin":
        return ("pbcopy",)
    for variable, command in _TOOLS:
        if environment.get(variable) and shutil.which(command[0], path=environment.get("PATH")):
            return command
    return ()


def copy_with(command: tuple[str, ...], words: str) -> bool:
    """Give `words` to `command`; tell whether it took them."""
    try:
        done = subprocess.run(
            command,
            input=words.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
