"""What the tests of screens begin with, wait for and look at."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from reader.config.paths import find_paths
from reader.config.settings import Settings
from reader.config.themes import read_themes
from reader.pipeline import Reading
from reader.tui.app import QuothApp
from reader.tui.host import Beginning
from reader.tui.open_article import OpenArticle
from tests.tui.idling import put_off

Front = TypeVar("Front", bound=Screen[object])
MOMENT = 0.2
"""Seconds: what comes later than that is not put off until keys rest, but has a time of its own."""


def beginning(**fields: object) -> Beginning:
    folders = find_paths()
    themes = read_themes(folders.config)[0]
    reading = fields.get("reading")
    if isinstance(reading, Reading):
        fields["opened"] = OpenArticle.of_reading(reading)
    values = {"folders": folders, "settings": Settings(), "theme": themes[0], "measure": 72}
    return Beginning(**{**values, **fields})  # type: ignore[arg-type]


async def within(seconds: float, pilot: Pilot[None], happened: Callable[[], bool]) -> None:
    """Wait until `happened`, at most `seconds`."""
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it did not happen in time"
        await pilot.pause(0.02)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until what the screen put off for a moment is done, as a preview is until the cursor rests, and all threads."""
    while True:
        await pilot.pause()
        if tasks := put_off(pilot.app.screen, MOMENT):
            await asyncio.wait(tasks)
        elif all(worker.is_finished for worker in pilot.app.workers):
            return
        await pilot.app.workers.wait_for_complete()


@asynccontextmanager
async def begun(
    app: QuothApp, kind: type[Front], *, size: tuple[int, int] = (110, 30)
) -> AsyncIterator[tuple[Pilot[None], Front]]:
    """Begin `app` in a window of `size`; give the keys, and its first screen, one of `kind`, once that has settled."""
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot, in_front(app, kind)


def shown(widget: Widget) -> str:
    """Return what `widget` shows."""
    width, height = widget.size
    return "\n".join(strip.text.rstrip() for strip in widget.render_lines(Region(0, 0, width, height)))


def in_front(app: QuothApp, kind: type[Front]) -> Front:
    """Return the screen that the person sees, which has to be one of `kind`."""
    screen = app.screen
    assert isinstance(screen, kind)
    return screen
