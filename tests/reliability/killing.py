"""Kills processes that mark and read, at random moments, and tells what they had acknowledged and what is there.

Run by `test_kills`, as a process that imports the library once and forks: `killing.py HOME KILLS SEED`. On a machine
that has much else to do it goes on until there were five acts a kill, so that kills come in the midst of work.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from reader.document import Anchor, ArticleReference
from reader.library import Library, Marks

ARTICLE = ArticleReference("https://gazette.example/lamp", "a" * 24, "/a/lamp.html", "The lamp")
LONGEST = 0.04
"""Seconds until a kill: some come before the first act, most in the middle of one."""


def work(home: Path, pipe: int, seed: int) -> None:
    """Mark, change, delete and read without end, and acknowledge each act once it is kept."""
    chance = random.Random(seed)
    with Library.open(home) as library:
        marks = library.marks
        own: list[str] = []
        number = 0
        while True:
            number += 1
            match chance.choice(("add", "add", "change", "delete", "place")):
                case "change" if own:
                    name = chance.choice(own)
                    marks.change(name, note=f"{seed} {number}")
                    told = ["change", name, f"{seed} {number}"]
                case "delete" if len(own) > 3:
                    name = own.pop()
                    os.write(pipe, json.dumps(["deleting", name]).encode() + b"\n")
                    marks.delete(name)
                    told = ["delete", name]
                case "place":
                    place = chance.random()
                    marks.set_position(ARTICLE, Anchor("words", start=seed), place)
                    told = ["place", round(place, 4)]
                case _:
                    name = marks.add("note", ARTICLE, Anchor("words", start=number), note=f"{seed} {number}").id
                    own.append(name)
                    told = ["add", name, f"{seed} {number}"]
            os.write(pipe, json.dumps(told).encode() + b"\n")


def kill_one(home: Path, seed: int, chance: random.Random) -> list[list[object]]:
    """Let a process work, kill it at a random moment, and return what it acknowledged."""
    source, target = os.pipe()
    child = os.fork()
    if not child:
        os.close(source)
        try:
            work(home, target, seed)
        finally:
            os._exit(1)
    os.close(target)
    time.sleep(chance.uniform(0, LONGEST))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with open(source, "rb") as pipe:  # noqa: PTH123 - a pipe has no path
        return [json.loads(line) for line in pipe.read().splitlines() if line.endswith(b"]")]


def missing(marks: Marks, notes: dict[str, str], unsure: set[str]) -> list[str]:
    """Return the acknowledged marks that are not there, or not as they were acknowledged."""
    found = {mark.id: mark.note for mark in marks.all()}
    return [name for name, note in notes.items() if name not in unsure and found.get(name) != note]


def main() -> None:
    """Kill, look, and print one line of JSON at the end."""
    home, kills, chance = Path(sys.argv[1]), int(sys.argv[2]), random.Random(int(sys.argv[3]))
    notes: dict[str, str] = {}
    unsure: set[str] = set()
    lost: list[str] = []
    behind, acts, torn = 0, 0, 0
    number = -1
    while number + 1 < kills or acts < 5 * kills:
        number += 1
        place: object = None
        for act, *facts in kill_one(home, number, chance):
            acts += 1
            if act in ("add", "change"):
                notes[str(facts[0])] = str(facts[1])
            elif act == "deleting":
                unsure.add(str(facts[0]))
            elif act == "delete":
                notes.pop(str(facts[0]), None)
            else:
                place = facts[0]
        with Library.open(home) as library:
            # An act that was under way may be there or not; the next one of the same mark was never acknowledged.
            found = {mark.id: mark.note for mark in library.marks.all()}
            begun = {name for name, note in notes.items() if name in found and found[name] != note}
            lost += missing(library.marks, notes, unsure | {n for n in begun if found[n].startswith(f"{number} ")})
            notes.update({name: found[name] for name in begun})
            kept = library.marks.position(ARTICLE)
            # A later place may have been kept and not acknowledged, never an earlier one.
            if place is not None and (kept is None or kept.anchor.start != number):
                behind += 1
            torn += len(library.marks.issues)
    for path in home.glob("marks.db*"):
        path.unlink()
    with Library.open(home) as library:
        lost += missing(library.marks, notes, unsure)
        print(json.dumps({"acts": acts, "marks": len(notes), "lost": lost, "behind": behind, "torn": torn}))


if __name__ == "__main__":
    main()
