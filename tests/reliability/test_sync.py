"""Two homes that exchange their marks' folders by copying files, in any order: the same state in both, nothing lost."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from reader.library import Library
from reader.library.marks.device import find_device
from tests.reliability.homes import ARTICLES, act_at_random, anchor, journals_alone, new_home, state_of


def carry(chance: random.Random, source: Path, target: Path) -> None:
    """Copy one of the journals of `source` to `target` as sync tools do it, sometimes badly."""
    own = f"{find_device(target).name}.jsonl"
    there = target / "marks"
    there.mkdir(parents=True, exist_ok=True)
    journals = [path for path in (source / "marks").glob("*.jsonl") if path.name != own]
    if not journals:
        return
    path = chance.choice(journals)
    match chance.choice(("rename", "in place", "half", "conflict", "unfinished", "torn", "git")):
        case "rename":
            shutil.copy(path, there / f".syncthing.{path.name}.tmp")
            (there / f".syncthing.{path.name}.tmp").rename(there / path.name)
        case "in place":
            shutil.copy(path, there / path.name)
        case "half":
            # The copy was made while the journal was written.
            data = path.read_bytes()
            (there / path.name).write_bytes(data[: chance.randrange(len(data) + 1)])
        case "conflict":
            name = f"{path.stem}.sync-conflict-20261125-{chance.randrange(10**6):06}-ABCDEFG.jsonl"
            shutil.copy(path, there / name)
        case "unfinished":
            (there / f"~syncthing~{path.name}.tmp").write_bytes(path.read_bytes()[:100])
        case "torn":
            data = path.read_bytes()
            (there / f"{path.stem} (conflicted copy).jsonl").write_bytes(data[: chance.randrange(len(data) + 1)])
        case "git":
            data = path.read_bytes()
            (there / f"{path.stem}.jsonl.orig").write_bytes(b"<<<<<<< HEAD\n" + data + b"=======\n>>>>>>> theirs\n")


@pytest.mark.parametrize("seed", range(12))
def test_two_homes_come_to_the_same_state(seed: int) -> None:
    chance = random.Random(seed)
    with new_home() as one, new_home() as two:
        homes = (one, two)
        libraries = [Library.open(home) for home in homes]
        made: set[str] = set()
        gone: set[str] = set()
        for number in range(60):
            which = chance.randrange(2)
            marks = libraries[which].marks
            before = {mark.id for mark in marks.all()}
            act_at_random(marks, chance, number)
            if chance.random() < 0.2:
                marks.undo()
            if chance.random() < 0.3:
                marks.set_position(chance.choice(ARTICLES), anchor(number), chance.random())
            if chance.random() < 0.05:
                marks.compact()
            after = {mark.id for mark in marks.all()}
            made |= after - before
            gone |= before - after
            if chance.random() < 0.4:
                carry(chance, homes[1 - which], homes[which])
                marks.refresh()
        for _ in range(2):
            for source, target in ((one, two), (two, one)):
                own = f"{find_device(target).name}.jsonl"
                for path in (source / "marks").glob("*.jsonl"):
                    if path.name != own:
                        shutil.copy(path, target / "marks" / path.name)
        for library in libraries:
            library.marks.refresh()
        first, second = (state_of(library.marks) for library in libraries)
        assert first == second
        places = [library.marks.positions(ARTICLES[0]) for library in libraries]
        assert places[0] == places[1]
        assert state_of(journals_alone(one)) == first, "what was taken in bit by bit is what the journals say"
        assert made - gone <= {mark.id for mark in libraries[0].marks.all()}
        assert len({mark.id for mark in libraries[0].marks.all()}) == libraries[0].marks.count()
        for library in libraries:
            library.close()


@pytest.mark.parametrize("seed", range(6))
def test_whole_folders_copied_over_each_other_lose_nothing(seed: int) -> None:
    """Old versions of a home's own journal come back over newer ones: what they lack is written again."""
    chance = random.Random(seed)
    with new_home() as one, new_home() as two:
        homes = (one, two)
        made: set[str] = set()
        gone: set[str] = set()
        for number in range(30):
            which = chance.randrange(2)
            with Library.open(homes[which]) as library:
                before = {mark.id for mark in library.marks.all()}
                act_at_random(library.marks, chance, number)
                after = {mark.id for mark in library.marks.all()}
                made |= after - before
                gone |= before - after
            if chance.random() < 0.5:
                source, target = chance.sample(homes, 2)
                if (source / "marks").exists():
                    shutil.copytree(source / "marks", target / "marks", dirs_exist_ok=True)
        for source, target in ((one, two), (two, one)) * 2:
            with Library.open(source) as library:
                library.marks.all()
            shutil.copytree(source / "marks", target / "marks", dirs_exist_ok=True)
        states = []
        for home in homes:
            with Library.open(home) as library:
                states.append(state_of(library.marks))
                assert made - gone <= {mark.id for mark in library.marks.all()}
            assert state_of(journals_alone(home)) == states[-1]
        assert states[0] == states[1]
