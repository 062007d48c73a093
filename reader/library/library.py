"""The one facade: a folder with the articles' database and the marks' journals. It contains no logic of its own."""

from __future__ import annotations

import re
import secrets
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Self

from reader.document import Issue
from reader.errors import StorageError
from reader.library.marks import Marks

if TYPE_CHECKING:
    from reader.library.articles import Articles, SearchHit, Voice, VoiceQuotation


class Library:
    """An open library; one for each thread that uses it.

    The marks are read at once, the database is opened when `articles` is first used.
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
        marks = Marks(folder / "marks", device_name(folder))
        return cls(folder, marks)

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
        """Let go of the database."""
        if self._articles is not None:
            self._articles.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def device_name(folder: Path) -> str:
    """Return the name of this device's journal: the host's name and a mark of its own.

    It is kept beside the marks' folder, not in it, so that two hosts of one name that share the marks do not share a
    journal. Where it cannot be kept, reading goes on and writing will tell why it cannot.
    """
    path = folder / ".device"
    try:
        name = path.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        name = ""
    if re.fullmatch(r"[a-z0-9-]{1,60}", name):
        return name
    host = re.sub(r"[^a-z0-9-]+", "-", socket.gethostname().lower()).strip("-")[:40] or "device"
    name = f"{host}-{secrets.token_hex(3)}"
    try:
        with path.open("x", encoding="ascii") as file:
            file.write(name)
    except FileExistsError:
        return device_name(folder) if path.stat().st_size else name
    except OSError:
        return name
    return name
