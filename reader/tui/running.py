"""Running the application: what it begins with is gathered here, and its exit status comes back."""

from __future__ import annotations

import gc
import os
from contextlib import AbstractContextManager, ExitStack
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.config.assets import asset_folder
from reader.config.paths import find_paths
from reader.config.settings import read_settings
from reader.config.state import last_shown
from reader.config.tables import KeptTables
from reader.config.themes import read_theme
from reader.errors import StorageError, UsageError
from reader.library import Library
from reader.tui.loading import load_textual

if TYPE_CHECKING:
    from pathlib import Path

    from reader.config.paths import Paths
    from reader.config.settings import Settings
    from reader.config.themes import Theme
    from reader.document import Anchor, Article, Issue
    from reader.entry.curtain import Curtain
    from reader.entry.opening import Opening
    from reader.pipeline import Reading
    from reader.tui.host import Beginning
    from reader.tui.open_article import OpenArticle


def run(curtain: Curtain | None, opening: Opening) -> int:
    """Begin with what `opening` names, behind `curtain`, if there is one, and return the exit status.

    Raises UsageError if there is no such article or mark, SourceError if the file cannot be read.
    """
    # Nothing that importing makes is garbage; collecting meanwhile costs a tenth of the start.
    gc.disable()
    look = _Look.of(find_paths())
    with Library.open(look.folders.data) as library, ExitStack() as stack:
        opened: OpenArticle | None = None
        library.marks.leave_much_to_others()
        reading, paths = opening.reading, opening.paths
        anchor = _anchor(library, opening.mark) if opening.mark else None
        if opening.file is not None:
            opened = _known(library, opening.file, is_painted=curtain is not None)
            if opened is None:
                reading, curtain = _read(library, opening.file, look, curtain, stack)
        elif opening.number is not None:
            opened = _article(library, opening.number, is_painted=curtain is not None)
        elif opening.is_library and library.articles.is_new():
            paths = [asset_folder("sample_articles")]
        if reading is not None:
            from reader.tui.open_article import OpenArticle

            opened = OpenArticle.of_reading(reading)
        if opened is not None and curtain is None:
            curtain = stack.enter_context(look.painted(opened.article, stored_offset(library, opened, anchor)))
        beginning = look.beginning(
            opened=opened,
            reading=reading,
            number=opening.number,
            anchor=anchor,
            to_index=tuple(paths),
            is_painted=curtain is not None,
            issues=(*look.issues, *library.issues, *library.marks.issues),
        )
        return _run_application(library, beginning, curtain)


def _read(
    library: Library, file: Path, look: _Look, curtain: Curtain | None, stack: ExitStack
) -> tuple[Reading, Curtain | None]:
    """Clean `file`; the first page of a long one is shown before the rest of it is cleaned."""
    from reader.pipeline import clean_beginning, clean_source
    from reader.sources import read_file

    source = read_file(file)
    if curtain is None and library.articles.find(path=str(file)) is None:
        beginning = clean_beginning(source)
        if beginning is not None:
            curtain = stack.enter_context(look.painted(beginning.article, 0))
    return clean_source(source), curtain


def _run_application(library: Library, beginning: Beginning, curtain: Curtain | None) -> int:
    from reader.tui.app import QuothApp

    if curtain is None:
        app = QuothApp(library, beginning)
    else:
        from reader.tui.driver import taking_over

        app = QuothApp(library, beginning, driver_class=taking_over(curtain))
    app.run()
    app.keep_frames()
    app.keep_pace()
    app.keep_searches()
    return app.return_code or 0


class _Look(NamedTuple):
    """How the person wants it to look: settings and theme as they are written, and as they were last on the screen."""

    folders: Paths
    settings: Settings
    theme: Theme
    measure: int
    justify: bool
    hyphenate: bool
    issues: tuple[Issue, ...]

    @classmethod
    def of(cls, folders: Paths) -> _Look:
        tables = KeptTables(folders.state / "tables.json")
        settings, issues = read_settings(folders.config, tables.read)
        shown: Any = last_shown(folders, settings)
        theme, theme_issues = read_theme(folders.config, shown.pop("theme"), tables.read)
        tables.keep()
        if theme is None:
            raise StorageError("There is no theme that can be used.", hint="Install Quoth again.")
        return cls(folders, settings, theme, **shown, issues=(*issues, *theme_issues))

    def painted(self, article: Article, offset: int) -> AbstractContextManager[Curtain]:
        """Show the page of `article` with the words at `offset` at its top until the application takes over."""
        from reader.tui.first_page import painted
        from reader.tui.turning import turns_words
        from reader.typesetting import Direction

        return painted(
            article, self.theme, measure=self.measure, panel=self.settings.panel, offset=offset,
            justify=self.justify, hyphenate=self.hyphenate, direction=Direction(self.settings.direction),
            turned=turns_words(self.settings.bidi, os.environ),
        )  # fmt: skip

    def beginning(self, **fields: Any) -> Beginning:
        load_textual()
        from reader.tui.host import Beginning

        return Beginning(
            self.folders, self.settings, self.theme, self.measure, self.justify, self.hyphenate, **fields
        )


def _known(library: Library, file: Path, *, is_painted: bool) -> OpenArticle | None:
    """Return the article from `file` if the library has it as the file now is; nothing is cleaned again for it."""
    status = file.stat()
    if library.articles.stamp(str(file)) != (status.st_mtime_ns, status.st_size):
        return None
    number = library.articles.find(path=str(file))
    return _stored(library, number, is_painted=is_painted) if number is not None else None


def _article(library: Library, number: int, *, is_painted: bool) -> OpenArticle:
    opened = _stored(library, number, is_painted=is_painted)
    if opened is None:
        raise UsageError(f"There is no article {number} in the library.", hint="quoth list shows their numbers.")
    return opened


def _stored(library: Library, number: int, *, is_painted: bool) -> OpenArticle | None:
    """Return article `number`; where its page stands already, its words are unpacked while Textual is imported."""
    from reader.tui.open_article import OpenArticle

    if is_painted:
        library.articles.begin_to_get(number)
        load_textual()
        import reader.tui.app  # noqa: F401
    stored = library.articles.get(number)
    return OpenArticle.of_stored(stored) if stored is not None else None


def _anchor(library: Library, name: str) -> Anchor:
    mark = library.marks.get(name)
    if mark is None:
        raise UsageError(f"There is no mark {name}.", hint="quoth marks lists them.")
    return mark.anchor


def stored_offset(library: Library, opened: OpenArticle, anchor: Anchor | None = None) -> int:
    """Return where `anchor` or the place where the reader left off stands in `opened`, 0 for a new article."""
    from reader.document.identity import resolve

    if anchor is None:
        position = library.marks.position(opened.reference)
        anchor = position.anchor if position is not None else None
    return resolve(opened.article.text, anchor)[0] if anchor is not None else 0
