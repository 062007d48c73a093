"""One picture of an article, with what is said of it; it is loaded by whoever shows it, and never from the net.

The picture stands on a screen of its own: in the flow of the text it would have as many lines as it is high, which are
no lines of words, and terminals that draw real pictures forget them while the page scrolls.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import SuspendNotSupported
from textual.containers import Center
from textual.widgets import Static

from reader.errors import ReaderError
from reader.tui.foreign import foreign
from reader.tui.scoped_screen import ScopedScreen
from reader.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import App, ComposeResult
    from textual.widget import Widget

    from reader.tui.host import Host

LARGEST_SIDE = 2400
"""Pixels to which a picture is brought down before it is drawn: what the largest windows have room for."""


class PictureScreen(ScopedScreen):
    """A picture over its caption."""

    SCOPES: ClassVar[tuple[str, ...]] = ("everywhere", "picture")
    DEFAULT_CSS = """
    PictureScreen > Center { height: 1fr; align: center middle; }
    PictureScreen > Static { height: auto; max-height: 4; padding: 0 2; text-align: center; }
    PictureScreen #picture { width: auto; height: 100%; max-width: 100%; }
    """

    def __init__(self, app: Host, picture: Widget, said: str) -> None:
        super().__init__()
        self._picture = picture
        self._said = said
        self.bar = Bar(app.palette)

    def compose(self) -> ComposeResult:
        """The picture, what is said of it, the bar."""
        self._picture.id = "picture"
        with Center():
            yield self._picture
        yield Static(foreign(self._said))
        yield self.bar

    def on_mount(self) -> None:
        """Tell how to leave."""
        super().on_mount()
        self.bar.show("", (("q", "back"),))

    def action_back(self) -> None:
        """Back to the page."""
        self.dismiss(None)


def drawn(app: App[Any], path: Path) -> Widget:
    """Return a widget that draws the picture in the file `path` as well as the terminal can.

    Raises ReaderError if what draws pictures is not installed, or the file holds no picture.
    """
    try:
        import PIL.Image

        image_widget = _image_widget(app)
    except ImportError as error:
        raise ReaderError(
            "Pictures are not drawn without the extra “images”.", hint="pip install 'quoth[images]' brings it."
        ) from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", PIL.Image.DecompressionBombWarning)
            with PIL.Image.open(path) as picture:
                picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
                image = picture.convert("RGB")
    except (
        OSError,
        ValueError,
        SyntaxError,
        PIL.Image.DecompressionBombError,
        PIL.Image.DecompressionBombWarning,
    ) as error:
        raise ReaderError("This file holds no picture that can be drawn.", hint=str(path)) from error
    widget: Widget = image_widget(image)
    return widget


def _image_widget(app: App[Any]) -> Any:
    """Return the class that draws pictures; it asks the terminal what it can, once, and wants it for itself then."""
    import sys

    if "textual_image.widget" not in sys.modules:
        try:
            with app.suspend():
                import textual_image.widget
        except SuspendNotSupported:
            import textual_image.widget  # noqa: F401
    return sys.modules["textual_image.widget"].Image
