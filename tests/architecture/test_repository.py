"""The repository's top level, and what may not stand in any tracked file."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOP_LEVEL = {"reader", "themes", "sample_articles", "tests", "pyproject.toml", "README.md", "LICENSE"}


def tracked() -> list[str]:
    result = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return result.stdout.splitlines()


def test_the_top_level_is_what_the_design_card_names() -> None:
    top = {name.split("/")[0] for name in tracked()}
    assert {name for name in top if not name.startswith(".")} == TOP_LEVEL


def test_the_gate_stands_before_every_widget() -> None:
    """No f-string or foreign attribute goes into a Static, a Label or a notification unless it came through the gate."""
    import ast

    for path in sorted((ROOT / "reader" / "tui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in ("Static", "Label", "Option", "Button") and node.args:
                first = node.args[0]
                through_the_gate = isinstance(first, ast.Call) and getattr(first.func, "id", "") == "foreign"
                assert through_the_gate or isinstance(first, ast.Constant), f"{path.name}:{node.lineno}"
            if name == "notify":
                assert any(keyword.arg == "markup" for keyword in node.keywords), f"{path.name}:{node.lineno}"
