"""The whole library in one file, and back: journals, database, device and settings in a zip with a list of checksums.

Nothing is put back before every file in it has been checked, and what stands in the place is copied first.
"""

from __future__ import annotations

import contextlib
import json
import lzma
import os
import re
import shutil
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from reader.errors import StorageError
from reader.library.marks.journal import FILE_MODE, FOLDER_MODE, decode_line, sync_folder
from reader.library.marks.journals import is_journal
from reader.library.safekeeping.asides import SIDE_FILES, beside
from reader.text.hashing import sha256

VERSION = 1
MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 16 << 20
_THEME = re.compile(r"config/themes/[^/\\]+\.toml")
_PIECE = 1 << 20
_NO_BACKUP = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, KeyError, TypeError, ValueError,
    AttributeError, OverflowError, RuntimeError,
)  # fmt: skip
"""What reading a zip raises that is damaged, or another program's."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds: when it was `made`, how many `files`, `marks` lines and `damaged` ones among them."""

    made: str
    files: int
    lines: int
    damaged: int


def write_backup(home: Path, config: Path | None, target: Path) -> Contents:
    """Write the library in `home` and the settings in `config` into the new file `target`, and read it back.

    Without `config` only what the person made goes in: the journals.

    Raises StorageError, with nothing at `target`, where that cannot be done or a file is there already.
    """
    if target.exists():
        raise StorageError(f"{target} is there already.", hint="Choose another name; a backup never overwrites.")
    draft = target.with_name(f".{target.name}.{os.urandom(3).hex()}.part")
    copy = draft.with_name(f"{draft.name}.db")
    try:
        manifest: dict[str, object] = {}
        with zipfile.ZipFile(draft, "x", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            draft.chmod(FILE_MODE)
            for name, path in _parts(home, config, copy):
                manifest[name] = _put(archive, name, path)
            made = datetime.now(UTC).isoformat(timespec="seconds")
            archive.writestr(MANIFEST, json.dumps({"quoth": VERSION, "made": made, "files": manifest}, indent=1))
        _sync(draft)
        contents = check_backup(draft)
        _name(draft, target)
        return contents
    except FileExistsError:
        raise StorageError(f"{target} is there already.", hint="Choose another name.") from None
    except (OSError, sqlite3.Error, zipfile.BadZipFile) as error:
        raise StorageError(
            f"The backup {target} could not be written ({error}).", hint="Is there room, and is its folder writable?"
        ) from None
    finally:
        for path in (draft, copy):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def _parts(home: Path, config: Path | None, copy: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted((home / "marks").glob("*")):
        if is_journal(path.name) and path.is_file():
            yield f"marks/{path.name}", path
    if (home / ".device").exists():
        yield "device", home / ".device"
    if config is None:
        return
    database = home / "library.db"
    if database.exists() and database.stat().st_size:
        with contextlib.closing(sqlite3.connect(database, isolation_level=None)) as connection:
            connection.execute("VACUUM INTO ?", (str(copy),))
        yield "library.db", copy
    for path in [config / "config.toml", *sorted((config / "themes").glob("*.toml"))]:
        if path.is_file():
            yield f"config/{path.relative_to(config).as_posix()}", path


def _put(archive: zipfile.ZipFile, name: str, path: Path) -> dict[str, object]:
    """Put the file at `path` into `archive`, only its whole lines if it is a journal that is being written."""
    digest, size = sha256(), 0
    pieces = _whole_lines if name.startswith("marks/") else _pieces
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
        for piece in pieces(source):
            digest.update(piece)
            size += len(piece)
            target.write(piece)
    return {"size": size, "sha256": digest.hexdigest()}


def _pieces(source: BinaryIO) -> Iterator[bytes]:
    while piece := source.read(_PIECE):
        yield piece


def _whole_lines(source: BinaryIO) -> Iterator[bytes]:
    """Yield what is in a journal but a last line without its end that is half written: nobody was told of it."""
    rest = b""
    for piece in _pieces(source):
        lines, end, last = piece.rpartition(b"\n")
        if end:
            yield rest + lines + end
        rest = last if end else rest + last
    if rest and decode_line(rest) is not None:
        yield rest + b"\n"


def check_backup(path: Path) -> Contents:
    """Read all of the backup at `path`; raises StorageError where anything in it is not as it was written."""
    lines = damaged = 0
    with _opened(path) as (archive, manifest):
        files = manifest["files"]
        for name, facts in files.items():
            digest, size, rest = sha256(), 0, b""
            with archive.open(name) as member:
                while piece := member.read(_PIECE):
                    digest.update(piece)
                    size += len(piece)
                    if name.startswith("marks/"):
                        *whole, rest = (rest + piece).split(b"\n")
                        lines += len(whole)
                        damaged += sum(decode_line(line) is None for line in whole if line)
            if size != facts["size"] or digest.hexdigest() != facts["sha256"]:
                raise _broken(path, f"{name} is not as it was written")
        return Contents(str(manifest["made"]), len(files), lines, damaged)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, dict[str, dict[str, dict[str, object]]]]]:
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
                raise _broken(path, "its list of files is too long")
            manifest = json.loads(archive.read(MANIFEST))
            if manifest["quoth"] > VERSION:
                raise StorageError(f"{path} was written by a newer Quoth.", hint="Update Quoth.")
            files = manifest["files"]
            if not isinstance(files, dict) or not all(isinstance(facts, dict) for facts in files.values()):
                raise _broken(path, "its list of files cannot be read")
            if not files:
                raise _broken(path, "it holds nothing")
            wrong = [name for name in manifest["files"] if not _is_ours(name)]
            if wrong:
                raise _broken(path, f"it holds {wrong[0]}")
            yield archive, manifest
    except OSError as error:
        raise StorageError(f"{path} cannot be read ({error.strerror or error}).", hint="Check the name.") from None
    except _NO_BACKUP as error:
        raise _broken(path, str(error)) from None


def _is_ours(name: str) -> bool:
    """Tell whether `name` is that of a file that a backup has: whatever else it says is never written anywhere."""
    folder, _, rest = name.partition("/")
    if folder == "marks":
        return is_journal(rest) and "/" not in rest and "\\" not in rest and rest not in (".", "..")
    return name in ("device", "library.db", "config/config.toml") or _THEME.fullmatch(name) is not None


def _broken(path: Path, why: str) -> StorageError:
    return StorageError(
        f"{path} is not a whole backup ({why}). Nothing was changed.", hint="Take another copy of it."
    )


def restore_backup(path: Path, home: Path, config: Path) -> tuple[Contents, Path | None]:
    """Put the backup at `path` in the place of the library in `home` and the settings in `config`.

    Returns what it holds, and the copy of what stood there before (a backup too), None if there was nothing. Raises
    StorageError, with everything as it was, where the backup is not whole or there is no room.
    """
    contents = check_backup(path)
    fresh = home / f".restoring-{os.urandom(3).hex()}"
    try:
        home.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
        (fresh / "marks").mkdir(parents=True, mode=FOLDER_MODE)
        with _opened(path) as (archive, manifest):
            for name in manifest["files"]:
                _take_out(archive, name, fresh / name)
        kept = _copy_of_today(home, config)
        _put_in_place(fresh, home, config)
    except OSError as error:
        raise StorageError(
            f"The backup could not be put in place ({error}).", hint="Is there room, and is the folder writable?"
        ) from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return contents, kept


def _take_out(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
    with archive.open(name) as member, target.open("xb") as file:
        target.chmod(FILE_MODE)
        shutil.copyfileobj(member, file, _PIECE)
        file.flush()
        os.fsync(file.fileno())


def _copy_of_today(home: Path, config: Path) -> Path | None:
    if not any((home / name).exists() for name in ("marks", "library.db")):
        return None
    folder = home / "backups"
    folder.mkdir(exist_ok=True, mode=FOLDER_MODE)
    copy = folder / f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.zip"
    try:
        write_backup(home, config, copy)
    except StorageError:
        # A library that is damaged cannot be copied through SQLite: its files are moved as they are.
        copy = copy.with_suffix("")
        copy.mkdir(mode=FOLDER_MODE)
        for name in ("marks", ".device"):
            if (home / name).is_dir():
                shutil.copytree(home / name, copy / name)
            elif (home / name).exists():
                shutil.copy2(home / name, copy / name)
        for ending in ("", *SIDE_FILES):
            if beside(home / "library.db", ending).exists():
                beside(home / "library.db", ending).rename(copy / f"library.db{ending}")
    return copy


def _put_in_place(fresh: Path, home: Path, config: Path) -> None:
    """Change the files over; all that is lost by being in the way is in the copy."""
    old = home / f".replaced-{os.urandom(3).hex()}"
    if (home / "marks").exists():
        (home / "marks").rename(old)
    (fresh / "marks").rename(home / "marks")
    for name in ("marks.db", "library.db"):
        if name == "marks.db" or (fresh / name).exists():
            for ending in (*SIDE_FILES, ""):
                beside(home / name, ending).unlink(missing_ok=True)
    if (fresh / "library.db").exists():
        (fresh / "library.db").replace(home / "library.db")
    if (fresh / "device").exists():
        _put_device(fresh / "device", home / ".device")
    for path in sorted((fresh / "config").rglob("*.toml")):
        target = config / path.relative_to(fresh / "config")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    sync_folder(home)
    shutil.rmtree(old, ignore_errors=True)


def _put_device(stored: Path, target: Path) -> None:
    """Lay the names of the backup before today's: what was done under them counts as this library's own."""
    lines = stored.read_text(encoding="ascii", errors="replace").splitlines()
    here = target.read_text(encoding="ascii", errors="replace").splitlines() if target.exists() else []
    target.write_text("\n".join(dict.fromkeys([*lines, *here])) + "\n", encoding="ascii", errors="replace")
    target.chmod(FILE_MODE)


def _name(draft: Path, target: Path) -> None:
    """Give `draft` the name `target`, which nothing may have; raises FileExistsError."""
    try:
        os.link(draft, target)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems know no second names; there a file that comes up in this moment would be overwritten.
        if target.exists():
            raise FileExistsError(target) from None
        draft.rename(target)
    sync_folder(target.parent)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
