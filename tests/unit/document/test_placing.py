"""Words that are marked, in a text that has changed: where they are found, and where nothing is decided."""

from __future__ import annotations

import pytest

from reader.document import Anchor, Article
from reader.document.placing import LONGEST, anchor_at, place
from tests.reliability.changes import article_of

WORDS = "nobody on the quay was surprised when the old ferry to Carrow came in late again"
STORY = f"It is told in Carrow to this day: the bell rang twice before noon, and {WORDS}, for the engine has been promised since the spring."
OTHER = "The harbour board will meet on Thursday, when the engine has been looked at by the yard."


def anchored(words: str, article: Article) -> Anchor:
    start = article.text.index(words)
    return anchor_at(article, start, start + len(words))


def test_words_that_stand_twice_with_all_that_surrounded_them_are_not_decided_upon() -> None:
    text = "\n\n".join(["New words.", STORY, "Words between.", STORY, "Last words."])
    found = place(text, anchored(WORDS, article_of([OTHER, STORY, OTHER])))
    assert (found.state, len(found.candidates)) == ("uncertain", 2)


@pytest.mark.parametrize(("more", "state"), [(0.3, "certain"), (3.0, "uncertain")])
def test_a_long_passage_is_what_its_ends_hold_unless_far_more_stands_between_them(more: float, state: str) -> None:
    paragraphs = [f"Paragraph {number} tells what the Tide Office wrote down on that day." for number in range(80)]
    article = article_of([OTHER, *paragraphs, STORY])
    exact = "\n\n".join(paragraphs)
    assert len(exact) > LONGEST
    put_in = "\n\n".join(
        f"An entry of another year, number {number}." for number in range(int(more * len(exact) / 42))
    )
    text = article.text.replace("\n\nParagraph 40 ", f"\n\n{put_in}\n\nParagraph 40 ")
    assert place(text, anchored(exact, article)).state == state


def test_of_two_places_that_are_hardly_different_none_is_taken() -> None:
    near = STORY.replace("the bell rang twice before", "it stopped at").replace(
        "has been promised since the spring", "is old"
    )
    far = STORY.replace("the bell rang twice before noon", "the rain fell").replace(
        "has been promised since the spring", "is old"
    )
    text = "\n\n".join(["New words.", near, "Words between.", far, "Last words."])
    found = place(text, anchored(WORDS, article_of([OTHER, STORY, OTHER])))
    assert (found.state, len(found.candidates)) == ("uncertain", 2)


def test_the_signs_before_the_words_come_along_with_the_blanks_between_them() -> None:
    article = article_of([OTHER, f"He closed the door. — “Tell them that {WORDS},” he said, and went."])
    words = f"— “Tell them that {WORDS},”"
    text = article.text.replace("by the yard", "at the yard").replace("He closed the door", "He shut it")
    found = place(text, anchored(words, article))
    assert text[found.start : found.end] == words


def test_words_that_were_rewritten_are_lost_and_their_paragraph_is_shown() -> None:
    article = article_of([OTHER, STORY])
    text = f"New.\n\n{article.text}".replace("nobody on the quay", "hardly anybody there")
    found = place(text, anchored("nobody on the quay", article))
    assert (found.state, len(found.candidates)) == ("lost", 1)
    assert "hardly anybody there" in text[found.nearest.start - 20 : found.nearest.end + 20]
