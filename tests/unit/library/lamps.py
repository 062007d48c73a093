"""Two articles and words in one of them that tests of marks mark, and how what they left is looked at again."""

from __future__ import annotations

import shutil
from pathlib import Path

from reader.document import Anchor, ArticleReference
from reader.library import Library, Marks
from reader.library.marks.acts import packed
from reader.library.marks.device import find_device

LAMP = ArticleReference("https://gazette.example/lamp", "a" * 24, "/a/lamp.html", "The lamp")
BREAD = ArticleReference("", "b" * 24, "/a/bread.txt", "Bread")
WORDS = Anchor("the lamp", "until ", " went out", 2, 40)


def journal_of(folder: Path) -> Path:
    (path,) = (folder / "marks").glob("*.jsonl")
    return path


def again(folder: Path, *, anew: bool = False) -> Marks:
    """Return the marks as another start sees them; `anew` without what was added up before."""
    if anew:
        for path in folder.glob("marks.db*"):
            path.unlink()
    return Library.open(folder).marks


def state_of(marks: Marks) -> object:
    """Return everything that the journals add up to, as one value."""
    articles = (LAMP, BREAD)
    return (
        [packed(mark) for mark in marks.all()],
        [(marks.state_of(article), marks.fields(article), marks.positions(article)) for article in articles],
    )


def copy_journals(source: Path, target: Path) -> None:
    (target / "marks").mkdir(parents=True, exist_ok=True)
    own = f"{find_device(target).name}.jsonl"
    for path in (source / "marks").iterdir():
        if path.name != own:
            shutil.copy(path, target / "marks" / f"{path.name}.tmp")
            (target / "marks" / f"{path.name}.tmp").rename(target / "marks" / path.name)
