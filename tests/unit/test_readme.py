"""What the README tells a newcomer is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.actions import ACTIONS
from reader.cli.parser import make_parser
from reader.config.settings import CHOICES, MEANINGS, Settings, parse_settings
from reader.entry.command_names import COMMANDS
from reader.errors import EXIT_CODES
from reader.sources.collections import FORMATS

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
KEY_ROWS = re.findall(r"^\| (`.+`[^|]*) \| (.+) \|$", README.partition("| setting |")[0], re.MULTILINE)


@pytest.mark.parametrize("row", KEY_ROWS, ids=lambda row: row[0])
def test_each_key_of_the_table_does_something(row: tuple[str, str]) -> None:
    known = {key.replace(" ", "").replace("*", "a") for action in ACTIONS for key in action.keys}
    keys = [key for cell in row for key in re.findall(r"`([^`]+)`", cell)]
    assert keys
    assert set(keys) <= known


@pytest.mark.parametrize("command", re.findall(r"^ {4}quoth (\w+) FILE", README, re.MULTILINE))
def test_each_command_is_known(command: str) -> None:
    assert command in COMMANDS
    assert make_parser().parse_args([command, "a.txt"]).files == ["a.txt"]


def test_every_command_has_a_line_of_help() -> None:
    text = make_parser().format_help()
    assert all(re.search(rf"^ +{command} +\S", text, re.MULTILINE) for command in COMMANDS)
    assert all(meaning in text for meaning in EXIT_CODES.values())


def test_every_export_that_is_opened_is_told() -> None:
    table = README.partition("| of | file | gives |\n|---|---|---|\n")[2].partition("\n\n")[0]
    assert table.splitlines() == [f"| {one.name} | {one.files} | {one.gives} |" for one in FORMATS]


def test_the_settings_shown_are_settings() -> None:
    import tomllib

    block = re.search(r"```toml\n(.*?)```", README, re.DOTALL)
    assert block is not None
    assert parse_settings(tomllib.loads(block.group(1)))[1] == ()


def test_every_setting_is_told() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", README.partition("| setting |")[2], re.MULTILINE))
    assert rows == MEANINGS
    assert list(MEANINGS) == list(Settings._fields)
    for name, choices in CHOICES.items():
        assert all(f"`{choice}`" in MEANINGS[name] for choice in choices)


def test_the_pictures_are_there() -> None:
    pictures = re.findall(r"!\[.+?\]\((.+?)\)", README)
    assert len(pictures) == 2
    assert all((ROOT / picture).read_bytes().startswith(b"\x89PNG") for picture in pictures)


def test_the_template_shown_names_what_there_is() -> None:
    from reader.export.templates import fill, unknown_names

    block = re.search(r"```\n(# \{\{title.*?)```", README, re.DOTALL)
    assert block is not None
    assert unknown_names(block.group(1)) == []
    assert fill(block.group(1), {"title": "T", "marks": [{"quote": "> q", "link": "l"}]}).startswith("# T\n> q\n")
