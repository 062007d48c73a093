"""Where the library, the settings and what is remembered are kept, for who has loaded nothing yet.

On Linux these are the folders that platformdirs would name, without loading it: it comes with archives, compressions and
temporary files, and would be a twentieth of a start.
"""

from __future__ import annotations

import os
import sys


def folders() -> tuple[str, str, str]:
    """Return the folders for data, settings and state: under `QUOTH_HOME` where that is set, else the system's own."""
    home = os.environ.get("QUOTH_HOME")
    if home:
        root = os.path.expanduser(home)  # noqa: PTH111
        return f"{root}/data", f"{root}/config", f"{root}/state"
    if sys.platform == "linux":
        return (
            _xdg("XDG_DATA_HOME", "~/.local/share"), _xdg("XDG_CONFIG_HOME", "~/.config"),
            _xdg("XDG_STATE_HOME", "~/.local/state"),
        )  # fmt: skip
    import platformdirs

    return (
        platformdirs.user_data_dir("quoth", appauthor=False),
        platformdirs.user_config_dir("quoth", appauthor=False),
        platformdirs.user_state_dir("quoth", appauthor=False),
    )


def _xdg(variable: str, usual: str) -> str:
    given = os.environ.get(variable, "").strip()
    return f"{given if given else os.path.expanduser(usual)}/quoth"  # noqa: PTH111
