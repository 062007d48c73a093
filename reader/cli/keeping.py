"""`quoth backup`, `quoth restore` and `quoth doctor`: keeping what the person has, and proving that it is whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.console import put
from reader.config.paths import find_paths
from reader.text.amounts import amount

if TYPE_CHECKING:
    import argparse


def backup(options: argparse.Namespace) -> int:
    """Write marks, library and settings into one file."""
    from reader.library.safekeeping.backup import write_backup

    folders = find_paths()
    target = Path(options.file)
    contents = write_backup(folders.data, folders.config, target)
    put(f"{target}: {amount(contents.files, 'file')}, {_lines(contents.lines)}, written and read back.")
    return 0


def restore(options: argparse.Namespace) -> int:
    """Put a backup in the place of what is kept now."""
    from reader.library.safekeeping.backup import restore_backup

    folders = find_paths()
    contents, copy = restore_backup(Path(options.file), folders.data, folders.config)
    put(f"In place from {contents.made}: {amount(contents.files, 'file')}, with {_lines(contents.lines)}.")
    if contents.damaged:
        put(f"Damaged when the backup was made: {_lines(contents.damaged)}; all others are there.")
    if copy is not None:
        again = "; quoth restore takes that too" if copy.is_file() else ""
        put(f"What stood there before is in {copy}{again}.")
    put("Close other windows of Quoth: they still show what was before.")
    return 0


def _lines(count: int) -> str:
    return amount(count, "line of marks", "lines of marks")


def doctor(options: argparse.Namespace) -> int:
    """Report what is not whole, mend it if asked to, and tell where things are kept."""
    from reader.config.settings import read_settings
    from reader.config.themes import read_themes
    from reader.library import Library
    from reader.library.safekeeping.examining import add_up_anew, examine, repair
    from reader.pipeline import index

    folders = find_paths()
    with Library.open(folders.data) as library:
        if options.repair:
            for line in repair(library):
                put(line)
            library.check()
            lost = library.salvage()
            if lost:
                report = index(library, map(Path, lost))
                put(f"Read again from the files: {amount(report.added, 'article')}.")
        found = examine(library)
        if found.is_outdated:
            put(add_up_anew(library))
        failures = library.articles.failures()
        issues = [
            *found.issues,
            *library.issues,
            *read_settings(folders.config)[1],
            *read_themes(folders.config)[1],
        ]
    put(f"Library and marks: {folders.data}")
    put(f"Settings and themes: {folders.config}")
    unread = amount(len(failures), "file that could not be read", "files that could not be read")
    put(f"{amount(found.marks, 'mark')} in {amount(found.journals, 'journal')}, {unread}")
    if not found.issues:
        put("The marks are as the journals have them, and every page of the library is whole.")
    for path, message in failures:
        put(message if path in message else f"{path}: {message}")
    for issue in issues:
        put(f"{issue.message} {issue.where}".strip())
    for aside in found.aside:
        put(f"Kept aside: {aside}. Delete it when you miss nothing.")
    return 1 if failures or issues else 0
