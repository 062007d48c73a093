"""Undo and redo of every kind of act: the state is always as before, over restarts and after compaction."""

from __future__ import annotations

import random
from contextlib import ExitStack

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from reader.library import Library, Marks
from tests.reliability.homes import ARTICLES, act_at_random, anchor, journals_alone, new_home, scaled, state_of

ACTS = scaled(120, 1000)
"""Acts of the long life, each of which is taken back and done again."""


class Undoing(RuleBasedStateMachine):
    """One library, beside it the states that it went through."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.home = self.stack.enter_context(new_home())
        self.library = Library.open(self.home)
        self.other = Library.open(self.home)
        self.states = [state_of(self.library.marks)]
        self.place = 0
        self.number = 0

    @rule(seed=st.integers(0, 2**32))
    def act(self, seed: int) -> None:
        """Do something; what was undone before cannot be done again after it."""
        self.number += 1
        before = state_of(self.library.marks)
        act_at_random(self.library.marks, random.Random(seed), self.number)
        after = state_of(self.library.marks)
        if after != before:
            self.states[self.place + 1 :] = [after]
            self.place += 1

    @precondition(lambda self: self.place > 0)
    @rule()
    def undo(self) -> None:
        """Take one act back."""
        assert self.library.marks.undo()
        self.place -= 1

    @precondition(lambda self: self.place < len(self.states) - 1)
    @rule()
    def redo(self) -> None:
        """Do it again."""
        assert self.library.marks.redo()
        self.place += 1

    @precondition(lambda self: self.place == 0)
    @rule()
    def undo_nothing(self) -> None:
        """There is nothing before the beginning."""
        assert self.library.marks.undo() is None

    @rule(share=st.floats(0, 1))
    def read_on(self, share: float) -> None:
        """Move the place, which is no act to be undone."""
        self.library.marks.set_position(ARTICLES[0], anchor(self.number), share * 0.9)
        state = state_of(self.library.marks)
        self.states = [state if place == self.place else kept for place, kept in enumerate(self.states)]

    @rule()
    def compact(self) -> None:
        """Make the journal smaller."""
        self.library.marks.compact()

    @rule()
    def start_again(self) -> None:
        """Close and open."""
        self.library.close()
        self.library = Library.open(self.home)

    @rule()
    def start_from_the_journals(self) -> None:
        """Add everything up anew."""
        self.library.close()
        self.other.close()
        for path in self.home.glob("marks.db*"):
            path.unlink()
        self.library, self.other = Library.open(self.home), Library.open(self.home)

    @rule()
    def change_windows(self) -> None:
        """Go on in the other window."""
        self.library, self.other = self.other, self.library
        self.library.marks.refresh()

    @invariant()
    def the_state_is_as_it_was(self) -> None:
        """What is shown is what was shown when the same acts were done."""
        shown = state_of(self.library.marks)
        assert without_states(shown) == without_states(self.states[self.place])

    def teardown(self) -> None:
        """Prove it once more from the journals alone."""
        assert state_of(journals_alone(self.home)) == state_of(self.library.marks)
        self.library.close()
        self.other.close()
        self.stack.close()


def without_states(state: object) -> object:
    """Leave out whether an article is being read, which places decide, and they are not undone."""
    marks, articles = state  # type: ignore[misc]
    return marks, [(known.marks, known.tags, fields) for known, fields in articles]


def test_a_long_life_is_taken_back_to_its_beginning_and_done_again() -> None:
    chance = random.Random(7)
    with new_home() as home, ExitStack() as stack:
        library = stack.enter_context(Library.open(home))
        states = [without_states(state_of(library.marks))]
        number = 0
        while len(states) <= ACTS:
            number += 1
            act_at_random(library.marks, chance, number)
            state = without_states(state_of(library.marks))
            if state != states[-1]:
                states.append(state)
            library = disturbed(library, chance, stack)
        for step, state in ((Marks.undo, reversed(states[:-1])), (Marks.redo, states[1:])):
            for expected in state:
                assert step(library.marks)
                assert without_states(state_of(library.marks)) == expected
                library = disturbed(library, chance, stack)
            assert step(library.marks) is None
        assert without_states(state_of(journals_alone(home))) == states[-1]


def disturbed(library: Library, chance: random.Random, stack: ExitStack) -> Library:
    """Now and then read on, make the journal smaller, start again, or start from the journals alone."""
    folder, roll = library.folder, chance.random()
    if roll < 0.1:
        library.marks.set_position(chance.choice(ARTICLES), anchor(1), chance.random() * 0.9)
    elif roll < 0.13:
        library.marks.compact()
    elif roll < 0.17:
        library.close()
        if roll < 0.15:
            for path in folder.glob("marks.db*"):
                path.unlink()
        return stack.enter_context(Library.open(folder))
    return library


Undoing.TestCase.settings = settings(
    max_examples=scaled(12, 48), stateful_step_count=100, deadline=None, suppress_health_check=list(HealthCheck)
)
test_undo = Undoing.TestCase
