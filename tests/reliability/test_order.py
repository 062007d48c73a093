"""What is on the disk before the screen says so: the order of writing, syncing and telling."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.document.identity import anchor_at, reference
from reader.library import Library
from reader.pipeline import read_path
from reader.tui.app import QuothApp
from reader.tui.host import Host
from reader.tui.widgets.bar import Bar


@pytest.fixture
def order(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Return what is done to files, and what is told, as it happens."""
    done: list[tuple[str, str]] = []
    real_write, real_fsync, real_say, real_tell = os.write, os.fsync, Host.say, Bar.tell

    def name_of(handle: int) -> str:
        return Path(f"/proc/self/fd/{handle}").readlink().name if Path("/proc/self/fd").exists() else str(handle)

    def write(handle: int, data: bytes) -> int:
        done.append(("write", name_of(handle)))
        return real_write(handle, data)

    def fsync(handle: int) -> None:
        real_fsync(handle)
        done.append(("sync", name_of(handle)))

    def say(app: Host, words: str) -> None:
        done.append(("say", words.partition(" ")[0]))
        real_say(app, words)

    def tell(bar: Bar, words: str) -> None:
        done.append(("say", words.partition(" ")[0]))
        real_tell(bar, words)

    monkeypatch.setattr(os, "write", write)
    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Host, "say", say)
    monkeypatch.setattr(Bar, "tell", tell)
    return done


def test_an_act_is_synced_before_its_method_returns(home: Path, report: Path, order: list[tuple[str, str]]) -> None:
    reading = read_path(report)
    with Library.open(home) as library:
        journal = library.marks.journal.path.name
        order.clear()
        library.marks.add("note", reference(reading.article), anchor_at(reading.article, 0, 9))
        assert order == [("sync", home.name), ("sync", "marks"), ("write", journal), ("sync", journal)]
        order.clear()
        library.marks.undo()
        assert order == [("write", journal), ("sync", journal)]


async def test_the_screen_says_so_only_then(home: Path, report: Path, order: list[tuple[str, str]]) -> None:
    from tests.tui.showing import beginning

    reading = read_path(report)
    with Library.open(home / "data") as library:
        app = QuothApp(library, beginning(reading=reading))
        journal = library.marks.journal.path.name
        async with app.run_test(size=(110, 30)) as pilot:
            await app.workers.wait_for_complete()
            for key in ("m m", "U", "H", "D"):
                order.clear()
                await pilot.press(*key.split())
                await pilot.pause()
                seen = [what for what in order if what[0] == "say" or what[1] == journal]
                assert seen[:2] == [("write", journal), ("sync", journal)]
                assert seen[2][0] == "say" and len(seen) == 3
