"""What the system has to keep copied words with, and what does not keep them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from reader.tui.clipboard import copy_with, find_tool


@pytest.mark.parametrize(
    ("environment", "tools", "command"),
    [
        ({"WAYLAND_DISPLAY": "wayland-0"}, ("wl-copy",), "wl-copy"),
        ({"DISPLAY": ":0"}, ("xclip",), "xclip"),
        ({"DISPLAY": ":0"}, ("xsel",), "xsel"),
        ({"DISPLAY": ":0"}, (), ""),
        ({}, ("wl-copy", "xclip"), ""),
    ],
)
def test_the_clipboard_tool_of_the_system(
    environment: Mapping[str, str], tools: tuple[str, ...], command: str, tmp_path: Path
) -> None:
    for tool in tools:
        (tmp_path / tool).write_text("#!/bin/sh\ncat > " + str(tmp_path / "copied") + "\n")
        (tmp_path / tool).chmod(0o755)
    found = find_tool({**environment, "PATH": str(tmp_path)})
    assert (found[0] if found else "") == command
    if found:
        assert copy_with((str(tmp_path / found[0]), *found[1:]), "“Ré”")
        assert (tmp_path / "copied").read_text(encoding="utf-8") == "“Ré”"


def test_a_clipboard_tool_that_fails_is_no_disaster() -> None:
    assert not copy_with(("/nowhere/at/all",), "words")
