"""When the program has nothing left to do: what the pilot waits for between two keys, and a test before it looks."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import Any, cast

from textual._context import active_app
from textual.message_pump import MessagePump
from textual.screen import UPDATE_PERIOD

LISTENING = 0.004
"""Seconds in which a thread that works is noticed by the CPU time of the process."""
IDLE = 0.1
"""What part of that time the process runs at most when no thread works."""
LONGEST = 1.0
"""Seconds after which a thread that never rests is left to itself, as Textual's own pilot leaves it."""


def put_off(pump: MessagePump, seconds: float) -> list[asyncio.Task[None]]:
    """Return what `pump` will do once, at most `seconds` after it was put off."""
    timers = [timer for timer in pump._timers if timer._repeat == 0 and timer._interval <= seconds]
    return [timer._task for timer in timers if timer._task is not None and not timer._task.done()]


async def turn_until_quiet() -> None:
    """Give the event loop its turns until nothing is ready to run but this."""
    ready = cast("deque[object]", asyncio.get_running_loop()._ready)  # type: ignore[attr-defined]
    quiet = 0
    while quiet < 3:
        await asyncio.sleep(0)
        quiet = 0 if ready else quiet + 1


async def wait_for_idle(*_: float) -> None:
    """Wait until all messages are handled, what waits for the next frame is done and painted, and no thread works.

    It stands for the function of that name of Textual, which sleeps for 20 ms and then asks whether the process was
    idle meanwhile: longer than most keys take, and too short where the machine is busy.
    """
    app: Any = active_app.get()
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        await turn_until_quiet()
        app.screen._on_timer_update()
        await turn_until_quiet()
        if frame := [*put_off(app, UPDATE_PERIOD), *put_off(app.screen, UPDATE_PERIOD)]:
            await asyncio.wait(frame)
            continue
        began = time.process_time()
        await asyncio.sleep(LISTENING)
        if time.process_time() - began < IDLE * LISTENING:
            return
