"""A note, written in as many lines as it wants. What was typed is never lost without a question."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import SuspendNotSupported
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Static, TextArea

from reader.text import sanitise
from reader.tui.foreign import foreign
from reader.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from reader.tui.host import Host

HINTS = (("ctrl+s", "save"), ("esc", "leave"), ("ctrl+e", "editor"))
ASKED = (("y", "save"), ("n", "throw away"), ("esc", "go on writing"))


class NoteScreen(Screen[None]):
    """The words that are marked, and the note to them; `keep` gets it when it is saved."""

    DEFAULT_CSS = """
    NoteScreen { background: $background; }
    NoteScreen #words { height: auto; max-height: 4; padding: 1 2 0 2; color: $accent; }
    NoteScreen TextArea { height: 1fr; border: none; padding: 1 2; background: $surface; margin: 1 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("ctrl+e", "edit_outside", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
    ]

    def __init__(self, app: Host, words: str, note: str, keep: Callable[[str], None]) -> None:
        super().__init__()
        self._host = app
        self._words = words
        self._before = sanitise(note).strip()
        self._keep = keep
        self._asking = False
        self._done = False
        self.area = TextArea(
            sanitise(note), soft_wrap=True, show_line_numbers=False, tab_behavior="focus", compact=True
        )
        self.bar = Bar(app.palette)

    def compose(self) -> ComposeResult:
        """The marked words, the note, the bar."""
        yield Static(foreign(self._words), id="words")
        yield self.area
        yield self.bar

    def on_mount(self) -> None:
        """Write on at the end."""
        self.area.move_cursor(self.area.document.end)
        self.area.focus()
        self.bar.show("Note", HINTS)

    def on_unmount(self) -> None:
        """Keep what was typed when the program ends in the midst of it."""
        if not self._done and self.note != self._before:
            self._keep(self.note)

    @property
    def note(self) -> str:
        """What is written."""
        return sanitise(self.area.text).strip()

    def action_save(self) -> None:
        """Keep the note and go back."""
        self._end(keep=self.note != self._before)

    def action_leave(self) -> None:
        """Go back; where something was typed, ask first."""
        if self._asking:
            self._go_on()
        elif self.note == self._before:
            self._end(keep=False)
        else:
            self._asking = True
            self.set_focus(None)
            self.bar.show("Save the note?", ASKED)

    def on_key(self, event: events.Key) -> None:
        """Take the answer."""
        if not self._asking:
            return
        event.stop()
        if event.key in ("y", "Y", "enter"):
            self._end(keep=True)
        elif event.key in ("n", "N"):
            self._end(keep=False)

    def _go_on(self) -> None:
        self._asking = False
        self.area.focus()
        self.bar.show("Note", HINTS)

    def _end(self, *, keep: bool) -> None:
        self._done = True
        note = self.note
        self.dismiss(None)
        if keep:
            self._keep(note)

    def action_edit_outside(self) -> None:
        """Write the note in the person's own editor, which has the terminal meanwhile."""
        command = editor_command(self._host.settings.editor)
        if not command:
            self._host.say("Name an editor in $VISUAL, $EDITOR or the setting `editor`.")
            return
        try:
            with self.app.suspend():
                words, problem = edit_outside(command, self.area.text)
        except SuspendNotSupported:
            self._host.say("This terminal cannot be lent to an editor.")
            return
        if problem:
            self._host.warn(problem)
        if words is not None:
            self.area.load_text(words)
            self.area.move_cursor(self.area.document.end)
        self.refresh(layout=True)


def editor_command(setting: str) -> list[str]:
    """Return the command that the person edits with, in words; empty if there is none that can be understood."""
    wanted = setting or os.environ.get("VISUAL", "") or os.environ.get("EDITOR", "")
    try:
        return shlex.split(wanted)
    except ValueError:
        return []


def edit_outside(command: list[str], words: str) -> tuple[str | None, str]:
    """Let `command` edit `words` in a file that only the person can read; return them, or None, and what went wrong."""
    with tempfile.TemporaryDirectory(prefix="quoth-") as folder:
        path = Path(folder) / "note.md"
        try:
            path.write_text(words, encoding="utf-8")
            status = subprocess.run([*command, str(path)], check=False).returncode
            if status:
                return None, f"The editor {command[0]} ended with status {status}; the note is as it was."
            return sanitise(path.read_bytes().decode("utf-8", "replace")).rstrip("\n"), ""
        except OSError as error:
            return None, f"The editor {command[0]} could not be used ({error.strerror}); the note is as it was."
