"""Running the application: what it begins with is gathered here, and its exit status comes back."""

from __future__ import annotations

import gc
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from reader.config.assets import asset_folder
from reader.config.paths import find_paths
from reader.config.settings import read_settings
from reader.config.state import read_state
from reader.config.themes import read_themes
from reader.errors import StorageError
from reader.library import Library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.pipeline import Reading


def run(reading: Reading | None, paths: Sequence[Path], number: int | None = None) -> int:
    """Open the screens on `reading`, on article `number`, or on the library, adding `paths` to it behind them."""
    # Nothing that importing makes is garbage; collecting meanwhile costs a tenth of the start.
    gc.disable()
    folders = find_paths()
    settings, issues = read_settings(folders.config)
    themes, theme_issues = read_themes(folders.config)
    if not themes:
        raise StorageError("There is no theme that can be used.", hint="Install Quoth again.")
    state = read_state(folders)
    wanted = state.get("theme") or settings.theme
    theme = next((theme for theme in themes if theme.name == wanted), themes[0])
    measure = state.get("measure")

    shown_measure = measure if isinstance(measure, int) else settings.measure
    with Library.open(folders.data) as library, ExitStack() as stack:
        curtain = None
        if reading is not None:
            from reader.tui.first_page import painted

            offset = stored_offset(library, reading)
            page = painted(reading.article, theme, measure=shown_measure, panel=settings.panel, offset=offset)
            curtain = stack.enter_context(page)
        elif not paths and number is None and not library.articles.stamp_count():
            paths = [asset_folder("sample_articles")]

        from reader.tui.app import QuothApp
        from reader.tui.host import Beginning

        beginning = Beginning(
            folders=folders,
            settings=settings,
            themes=themes,
            theme=theme,
            measure=shown_measure,
            reading=reading,
            number=number,
            to_index=tuple(paths),
            issues=(*issues, *theme_issues, *library.issues, *library.marks.issues),
        )
        if curtain is not None:
            from reader.tui.driver import taking_over

            app = QuothApp(library, beginning, driver_class=taking_over(curtain))
        else:
            app = QuothApp(library, beginning)
        app.run()
        return app.return_code or 0


def stored_offset(library: Library, reading: Reading) -> int:
    """Return where the reader left off in `reading`, 0 for a new article."""
    from reader.document.identity import reference, resolve

    position = library.marks.position(reference(reading.article, reading.path))
    return resolve(reading.article.text, position.anchor)[0] if position is not None else 0
