"""The one facade: a folder with the articles' database and the marks' journals. It contains no logic of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self, cast

from reader.document import Issue
from reader.errors import StorageError
from reader.library.marks.device import find_device
from reader.library.marks.marks import Marks

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library.articles.articles import Articles
    from reader.library.articles.snippets import SearchHit
    from reader.library.voices.voices import Voice


class Library:
    """An open library; one for each thread that uses it.

    Nothing is opened before it is asked for: marks when `marks` is, the database when `articles` is first used.
    """

    def __init__(self, folder: Path, marks: Marks) -> None:
        self.folder = folder
        self.marks = marks
        self.issues: tuple[Issue, ...] = ()
        self._articles: Articles | None = None
        self._guarded: Articles
        self._inode = 0

    @classmethod
    def open(cls, folder: Path) -> Library:
        """Open the library in `folder`, made if need be; raises StorageError if it cannot be used."""
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise StorageError(
                f"The folder {folder} cannot be made: {error.strerror}.", hint="Set QUOTH_HOME to a folder of yours."
            ) from None
        return cls(folder, Marks(folder / "marks", find_device(folder), folder / "marks.db"))

    @property
    def articles(self) -> Articles:
        """The articles; raises StorageError if the database cannot be used, and adds to `issues` what was wrong."""
        if self._articles is None:
            from reader.library.safekeeping.guarding import GuardedArticles

            self._articles = self._open_articles()
            self._guarded = cast("Articles", GuardedArticles(self._articles, self._mend))
        return self._guarded

    def _open_articles(self) -> Articles:
        from reader.library.articles.articles import Articles
        from reader.library.safekeeping.asides import SALVAGED_AT_ONCE, waiting
        from reader.library.safekeeping.database import open_database

        path = self.folder / "library.db"
        connection, issues = open_database(path)
        self._inode = path.stat().st_ino
        self.issues += issues
        asides = waiting(self.folder)
        if asides and sum(aside.stat().st_size for aside in asides) <= SALVAGED_AT_ONCE:
            lost = self.salvage()
            if lost:
                from reader.text.amounts import amount

                message = f"To be read again: {amount(len(lost), 'file')}, beginning with"
                self.issues += (Issue("lost-articles", message, lost[0]),)
        return Articles(connection, self.marks)

    def _mend(self, problem: str) -> Articles:
        """Set a database aside that turned out to be damaged while it was used, and begin a new one."""
        from reader.library.safekeeping.asides import set_aside
        from reader.library.safekeeping.database import told

        if self._articles is not None:
            self._articles.close()
        path = self.folder / "library.db"
        try:
            if path.exists() and path.stat().st_ino != self._inode:
                # Another window has begun a new one already.
                self._articles = self._open_articles()
                return self._articles
            aside = set_aside(path)
        except OSError as error:
            raise StorageError(
                f"The library is damaged ({problem}) and cannot be set aside ({error.strerror}).",
                hint="Change the folder's permissions, then start again; your marks are not in it.",
            ) from None
        self.issues += (told(problem, aside),)
        self._articles = self._open_articles()
        return self._articles

    def check(self) -> tuple[Issue, ...]:
        """Look at every page of the database and set it aside if one is damaged; return what was wrong."""
        from reader.library.safekeeping.database import damage

        before = len(self.issues)
        path = self.folder / "library.db"
        if path.exists():
            # Opening it notices what is wrong with its beginning.
            self.articles.is_new()
            problem = damage(path, whole=True)
            if problem:
                self._mend(problem)
        return self.issues[before:]

    def salvage(self, *, cancelled: Callable[[], bool] = lambda: False) -> tuple[str, ...]:
        """Take the articles out of libraries that were set aside; return the files that are to be read again.

        It is quick where there are none. Raises StorageError where the library cannot be written.
        """
        from reader.library.safekeeping.asides import waiting

        if not waiting(self.folder):
            return ()
        from reader.library.safekeeping.salvaging import salvage

        return salvage(self.folder, self.marks, cancelled=cancelled).lost

    def search(self, query: str, limit: int = 50) -> list[SearchHit]:
        """Return the articles that hold all words of `query`, the newest first."""
        return self.articles.search(query, limit)

    def voices(self, name: str = "") -> list[Voice]:
        """Return the speakers whose names hold `name`, those who say most first."""
        return self.articles.voices.named(name)

    def close(self) -> None:
        """Let go of the files."""
        if self._articles is not None:
            self._articles.close()
        self.marks.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
