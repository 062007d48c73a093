"""The one facade: a folder with the articles' database and the marks' journals. It contains no logic of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from reader.document import Issue
from reader.errors import StorageError
from reader.library.device import find_device
from reader.library.marks import Marks

if TYPE_CHECKING:
    from reader.library.articles import Articles, SearchHit, Voice, VoiceQuotation


class Library:
    """An open library; one for each thread that uses it.

    Nothing is opened before it is asked for: marks when `marks` is, the database when `articles` is first used.
    """

    def __init__(self, folder: Path, marks: Marks) -> None:
        self.folder = folder
        self.marks = marks
        self.issues: tuple[Issue, ...] = ()
        self._articles: Articles | None = None

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
            from reader.library.articles import Articles
            from reader.library.database import open_database

            connection, issues = open_database(self.folder / "library.db")
            self.issues += issues
            self._articles = Articles(connection, self.marks)
        return self._articles

    def search(self, query: str, limit: int = 50) -> list[SearchHit]:
        """Return the articles that hold all words of `query`, the newest first."""
        return self.articles.search(query, limit)

    def voices(self, name: str = "") -> list[Voice]:
        """Return the speakers whose names hold `name`, those who say most first."""
        return self.articles.voices(name)

    def voice_quotations(self, name: str) -> list[VoiceQuotation]:
        """Return everything that `name` said, in order of date."""
        return self.articles.voice_quotations(name)

    def close(self) -> None:
        """Let go of the files."""
        self.marks.close()
        if self._articles is not None:
            self._articles.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
