from __future__ import annotations

import sys
from pathlib import Path

import platformdirs
import pytest

from reader.config.folders import folders
from reader.config.paths import Paths, find_paths

NAMES = ("QUOTH_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")


@pytest.mark.parametrize(
    "variables",
    [{}, {"XDG_STATE_HOME": "/somewhere/s"}, {"XDG_DATA_HOME": "  "}, {"XDG_CONFIG_HOME": "/somewhere/c"}],
)
def test_the_folders_are_those_that_the_system_has_for_them(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert folders() == (
        platformdirs.user_data_dir("quoth", appauthor=False),
        platformdirs.user_config_dir("quoth", appauthor=False),
        platformdirs.user_state_dir("quoth", appauthor=False),
    )


def test_a_home_of_its_own_holds_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTH_HOME", "~/portable")
    root = Path("~/portable").expanduser()
    assert find_paths() == Paths(root / "data", root / "config", root / "state")


def test_on_linux_nothing_is_loaded_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QUOTH_HOME", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delitem(sys.modules, "platformdirs")
    folders()
    assert "platformdirs" not in sys.modules
