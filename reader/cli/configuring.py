"""`quoth config`: the settings as they are in force, and a file to begin with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.cli.console import put, put_record, tell
from reader.config.paths import find_paths
from reader.config.settings import Settings, read_settings
from reader.errors import UsageError

if TYPE_CHECKING:
    import argparse


def config(options: argparse.Namespace) -> int:
    """Show the settings in force and where they are kept, or write a first config.toml."""
    folders = find_paths()
    path = folders.config / "config.toml"
    if options.write:
        from reader.config.atomic_files import write_atomically

        if path.exists():
            raise UsageError(f"{path} is there already.", hint="Change it with any editor.")
        try:
            write_atomically(path, example())
        except OSError as error:
            raise UsageError(f"{path} cannot be written ({error.strerror}).", hint="Is its folder yours?") from None
        tell(f"Wrote {path}")
        return 0
    settings, issues = read_settings(folders.config)
    for issue in issues:
        tell(f"quoth: {issue.message}")
    if options.format == "json":
        places = {name: str(folder) for name, folder in folders._asdict().items()}
        put_record(
            {
                **settings._asdict(),
                "keys": {**settings.keys},
                "paths": places,
                "issues": [issue._asdict() for issue in issues],
            }
        )
    else:
        put(f"# {path}{'' if path.exists() else ' (not there yet; quoth config --write makes it)'}")
        for line in _lines(settings):
            put(line)
    return 1 if issues else 0


def example() -> str:
    """Return a config.toml that sets nothing and names every setting with its default."""
    lines = ["# Settings of Quoth. Take the # away from a line to set it.", ""]
    lines += [f"# {line}" if line else "" for line in _lines(Settings())]
    return "\n".join([*lines, '# "reading.fade" = "F"', ""])


def _lines(settings: Settings) -> list[str]:
    lines = [
        f"{name} = {json.dumps(value, ensure_ascii=False)}"
        for name, value in settings._asdict().items()
        if name != "keys"
    ]
    lines += ["", "[keys]"]
    return lines + [
        f"{json.dumps(action)} = {json.dumps(list(keys), ensure_ascii=False)}"
        for action, keys in settings.keys.items()
    ]
