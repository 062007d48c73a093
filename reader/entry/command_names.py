"""The names of the commands: what is none of them is a file or a folder to open."""

from __future__ import annotations

COMMANDS = (
    "show", "quotes", "list", "add", "remove", "search", "open", "voices", "marks", "mark", "doctor", "keys", "themes",
    "export", "import", "config", "backup", "restore",
)  # fmt: skip
