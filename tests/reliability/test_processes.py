"""Four processes that mark at once: all marks are there, in all of them, and none saw an error."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from reader.library import Library
from tests.reliability.homes import new_home, scaled

EACH = scaled(250, 1000)
"""Marks that each process sets."""

_WORK = """
import json, sys
from pathlib import Path
from reader.document import Anchor, ArticleReference
from reader.library import Library
home, which, each = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
article = ArticleReference("https://gazette.example/lamp", "a" * 24, "/a/lamp.html", "The lamp")
with Library.open(home) as library:
    mine = []
    for number in range(each):
        mine.append(library.marks.add("note", article, Anchor("words", start=number), note=f"{which} {number}").id)
        if number % 50 == 49:
            library.marks.change(mine[-1], colour="green")
            library.marks.set_position(article, Anchor("words"), number / each)
        if number == each // 2 and which == "0":
            library.marks.compact()
    print(json.dumps(mine), flush=True)
    sys.stdin.readline()
    library.marks.refresh()
    print(json.dumps([mark.id for mark in library.marks.all()]), flush=True)
"""


def test_four_processes_mark_at_once() -> None:
    with new_home() as home:
        children = [
            subprocess.Popen(
                [sys.executable, "-c", _WORK, str(home), str(which), str(EACH)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            )
            for which in range(4)
        ]  # fmt: skip
        made = set()
        for child in children:
            assert child.stdout is not None
            line = child.stdout.readline()
            assert line, child.communicate()[1]
            made |= set(json.loads(line))
        assert len(made) == 4 * EACH
        for child in children:
            out, errors = child.communicate("\n", timeout=120)
            assert errors == ""
            assert set(json.loads(out)) == made
            assert child.returncode == 0
        with Library.open(Path(home)) as library:
            assert {mark.id for mark in library.marks.all()} == made
            assert library.marks.issues == []
            assert sum(mark.colour == "green" for mark in library.marks.all()) == 4 * EACH // 50
