"""What the application is loaded without."""

from __future__ import annotations

import subprocess
import sys

import pytest

LOADED = """
import sys
{before}
from reader.tui.loading import load_textual
load_textual()
print(*(name in sys.modules for name in ("textual.app", "_ssl", "_hashlib", "platformdirs", "textual.command")))
import platformdirs, ssl, textual.app, textual.command
print(
    ssl.create_default_context().check_hostname,
    bool(platformdirs.user_data_dir()),
    textual.command.CommandPalette.__module__,
    textual.app.App.ENABLE_COMMAND_PALETTE,
)
"""


def output_with(before: str) -> list[str]:
    program = LOADED.format(before=before)
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.splitlines()


def test_textual_comes_without_what_nobody_uses() -> None:
    assert output_with("")[0] == "True False False False False"


@pytest.mark.parametrize("before", ["", "import ssl, platformdirs", "import asyncio, textual.app, textual.command"])
def test_what_was_left_out_can_be_had_for_the_asking(before: str) -> None:
    assert output_with(before)[1] == "True True textual.command True"


STARTED = """
import sys
from reader.tui.loading import load_textual
load_textual()
import reader.cli, reader.cli.starting, reader.tui.running, reader.tui.app
import reader.tui.screens.library, reader.tui.screens.reading
import reader.library.articles.articles, reader.library.articles.storing
print(*(name for name in {heavy} if name in sys.modules))
"""
HEAVY = (
    "_hashlib", "_ssl", "bz2", "hashlib", "lzma", "platformdirs", "shutil", "tempfile", "textual.command", "zipfile",
    "textual.widgets._input", "markdown_it", "pygments", "reader.cleaning", "reader.export", "reader.pipeline",
    "reader.quotations", "reader.sources", "reader.library.voices.voices", "reader.typesetting.tables",
)  # fmt: skip


def test_the_screens_that_a_start_shows_load_nothing_that_only_later_keys_want() -> None:
    program = STARTED.format(heavy=HEAVY)
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.split() == []
