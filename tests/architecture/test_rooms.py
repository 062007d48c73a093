"""The house: each room imports only rooms to its left, and only one of them knows Textual."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

READER = Path(__file__).resolve().parents[2] / "reader"

RANKS = {
    "errors": 0,
    "plain": 0,
    "text": 1,
    "document": 2,
    "sources": 3,
    "cleaning": 3,
    "quotations": 3,
    "typesetting": 3,
    "library": 4,
    "pipeline": 5,
    "actions": 5,
    "config": 6,
    "export": 6,
    "entry": 7,
    "cli": 8,
    "tui": 8,
}
"""A room may import rooms of a lower rank; those of the same rank are siblings and do not know each other."""

ALLOWED_BESIDES = {("cli", "tui"): "only to start the application, inside a function"}


def modules() -> list[Path]:
    return sorted(READER.rglob("*.py"))


def room_of(path: Path) -> str:
    relative = path.relative_to(READER)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def imports(path: Path) -> list[tuple[str, int, bool]]:
    """Return (module, line, whether it is imported when the module loads) for each import."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inner = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.append((node.module, node.lineno, id(node) not in inner))
        elif isinstance(node, ast.Import):
            found.extend((alias.name, node.lineno, id(node) not in inner) for alias in node.names)
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(READER)))
def test_a_module_imports_only_rooms_to_its_left(path: Path) -> None:
    room = room_of(path)
    if room in ("__init__", "__main__"):
        return
    wrong = []
    for module, line, at_load in imports(path):
        if not module.startswith("reader."):
            continue
        other = module.split(".")[1]
        allowed = other == room or RANKS[other] < RANKS[room] or ((room, other) in ALLOWED_BESIDES and not at_load)
        if not allowed:
            wrong.append(f"line {line}: {room} imports {other}")
    assert not wrong


def test_no_modules_import_one_another_in_a_circle() -> None:
    """Not when they load, not inside a function, not for types alone."""
    names = {".".join(path.relative_to(READER.parent).with_suffix("").parts): path for path in modules()}
    imported = {}
    for name, path in names.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        of_names = {
            f"{node.module}.{alias.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and not node.level
            for alias in node.names
        }
        imported[name] = ({module for module, _, _ in imports(path)} | of_names) & names.keys()
    assert len(list(TopologicalSorter(imported).static_order())) >= len(names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(READER)))
def test_only_the_terminal_room_knows_textual(path: Path) -> None:
    textual = [line for module, line, _ in imports(path) if module.split(".")[0] == "textual"]
    assert not textual or room_of(path) == "tui"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(READER)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= 400
    long = [
        f"{node.name} ({node.end_lineno - node.lineno + 1} lines)"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno > 60
    ]
    assert not long


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(READER)))
def test_nothing_is_caught_that_nobody_expects(path: Path) -> None:
    broad = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in ("Exception", "BaseException"))
    ]
    assert not broad


@pytest.mark.parametrize("module", ["reader.cleaning", "reader.quotations", "reader.typesetting", "reader.library"])
def test_a_room_loads_without_textual_and_heavy_libraries(module: str) -> None:
    program = f"import sys, {module}; print([m for m in ('textual', 'trafilatura', 'lxml') if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


@pytest.mark.parametrize("arguments", [["--version"], ["list"], ["marks"], ["keys"], ["--help"]])
def test_commands_never_load_textual(arguments: list[str], tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from reader.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print('textual' in sys.modules, file=sys.stderr)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={"QUOTH_HOME": str(tmp_path), "PATH": ""},
    )
    assert result.stderr.strip().splitlines()[-1] == "False"


def test_only_sources_and_storage_open_files() -> None:
    """The pure rooms read nothing but their own word lists."""
    for room in ("text", "document", "typesetting"):
        for path in sorted((READER / room).rglob("*.py")):
            calls = [
                node.lineno
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                if isinstance(node, ast.Call)
                and (
                    getattr(node.func, "id", "") == "open"
                    or getattr(node.func, "attr", "") in ("read_text", "read_bytes")
                )
            ]
            assert not calls, path


def test_screens_do_not_know_the_application() -> None:
    """They are given its host, so that no screen has to know another one and nothing imports in a circle."""
    knowing = {
        str(path.relative_to(READER))
        for path in sorted((READER / "tui").rglob("*.py"))
        for module, _, _ in imports(path)
        if module == "reader.tui.app"
    }
    assert knowing == {"tui/running.py"}
