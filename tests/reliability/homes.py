"""What the tests of reliability share: homes on a fast disk, acts on them, and their state as one value."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.document import Anchor, ArticleReference
from reader.library import Library, Marks
from reader.library.marks.acts import packed

ARTICLES = tuple(
    ArticleReference(f"https://gazette.example/{number}", f"{number:024x}", f"/a/{number}.html", f"Story {number}")
    for number in range(5)
)
SCALE = int(os.environ.get("QUOTH_RELIABILITY_SCALE", "1"))
"""How much of what is promised is tried: 1 a part, which a gate has time for, 4 all of it, 8 twice as much."""


def scaled(part: int, whole: int) -> int:
    """Return `part` of what is promised, or with a scale `whole` of it and more."""
    return part if SCALE == 1 else whole * SCALE // 4


@contextmanager
def new_home() -> Iterator[Path]:
    """Give a folder for a library."""
    with tempfile.TemporaryDirectory(prefix="quoth-", ignore_cleanup_errors=True) as folder:
        yield Path(folder) / "home"


def anchor(number: int) -> Anchor:
    """Return an anchor to words that no other number has."""
    return Anchor(f"words number {number}", "before ", " after", number % 7, number * 11)


def act_at_random(marks: Marks, chance: random.Random, number: int) -> str:
    """Do one act and return what it was."""
    known = marks.all()
    article = chance.choice(ARTICLES)
    match chance.choice(("add", "add", "change", "delete", "tag", "untag", "read", "field", "letter", "tag all")):
        case "add":
            marks.add(
                chance.choice(("bookmark", "highlight", "note")), article, anchor(number), note=f"note {number}"
            )
        case "letter":
            marks.add("bookmark", article, anchor(number), letter=chance.choice("ab"))
        case "change" if known:
            mark = chance.choice(known)
            fields = {"note": f"changed {number}", "colour": f"colour {number}", "tags": (f"tag {number % 5}",)}
            names = chance.sample(sorted(fields), chance.randint(1, 3))
            marks.change(mark.id, **{name: fields[name] for name in names})
        case "delete" if known:
            marks.delete(chance.choice(known).id)
        case "tag":
            marks.tag(article, f"tag {number % 5}", "all")
        case "untag":
            marks.untag(article, *marks.tags(article))
        case "read":
            marks.set_read(article, chance.random() < 0.5)
        case "field":
            marks.set_fields(article, {"as it came": number})
        case "tag all":
            marks.tag_all(ARTICLES, (f"tag {number % 5}",), untag=("all",))
        case kind:
            return f"no {kind}"
    return "done"


def state_of(marks: Marks) -> object:
    """Return everything that the journals add up to but the places, as one value."""
    return (
        {mark.id: packed(mark) for mark in marks.all()},
        [(marks.state_of(article)._replace(progress=0.0), marks.fields(article)) for article in ARTICLES],
    )


def journals_alone(home: Path) -> Marks:
    """Return the marks of `home` as the journals have them, whatever was added up before."""
    library = Library.open(home)
    return Marks(home / "marks", library.marks.device)
