"""What titles and appositions beside a name tell of its bearer."""

from __future__ import annotations

import pytest

from reader.quotations.names import find_names
from reader.quotations.posts import NOTHING, told_beside


@pytest.mark.parametrize(
    ("text", "roles", "post"),
    [
        ("Brian Holt, mayor of Carrow, was late.", {"mayor"}, "mayor of Carrow"),
        (
            "Brian Holt, a fellow with the Tide Office in Ellery, was late.",
            {"fellow"},
            "fellow with the Tide Office",
        ),
        ("Brian Holt, the late ferry, and a boat.", set(), None),
        ("The mayor of Carrow, Brian Holt, was late.", {"mayor"}, None),
        ("Brian Holt, who was the mayor of Carrow, was late.", {"mayor"}, "mayor of Carrow"),
        ("They met the Norlandic president Brian Holt there.", {"president"}, "president"),
    ],
)
def test_posts_beside_a_name(text: str, roles: set[str], post: str | None) -> None:
    item = next(item for item in find_names(text) if item.name == "Brian Holt")
    told = told_beside(text, item)
    assert (set(told.roles), told.post) == (roles, post)


def test_a_country_before_a_post_is_told_of_its_holder() -> None:
    text = "They met the Norlandic president Brian Holt there."
    item = next(item for item in find_names(text) if item.name == "Brian Holt")
    assert told_beside(text, item).words == ("president", "norlandic")


def test_nothing_is_told_of_a_name_by_itself() -> None:
    text = "They met Brian Holt there."
    assert told_beside(text, find_names(text)[-1]) is NOTHING
