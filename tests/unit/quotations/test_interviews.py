"""Answers of an interview that stand between marks."""

from __future__ import annotations

from reader.quotations import find_quotations

ANSWERS = (
    "Where did you grow up?\n\n“Above a fish market. The smell is in every line.”\n\n"
    "Do you read reviews?\n\n“My husband reads them to me.”"
)


def names(text: str) -> list[str | None]:
    return [quotation.speaker_name for quotation in find_quotations(text)]


def test_the_only_person_named_before_the_answers_gives_them() -> None:
    text = f"Yusra Holt’s third novel was published in May. We spoke by phone.\n\n{ANSWERS}"
    assert names(text) == ["Yusra Holt", "Yusra Holt"]


def test_whom_an_interview_is_with_gives_them_though_others_are_named() -> None:
    text = f"An interview with Yusra Holt\n\nHer third novel follows that of Karl Roth.\n\n{ANSWERS}"
    assert names(text) == ["Yusra Holt", "Yusra Holt"]


def test_nobody_gives_them_where_two_are_named_before() -> None:
    assert names(f"Yusra Holt and Karl Roth wrote a novel.\n\n{ANSWERS}") == [None, None]


def test_one_answer_is_no_interview() -> None:
    one = ANSWERS.partition("\n\nDo you")[0]
    assert names(f"Yusra Holt’s third novel was published in May.\n\n{one}") == [None]


def test_what_stands_below_no_question_is_no_answer() -> None:
    text = f"Yusra Holt’s third novel was published in May.\n\n{ANSWERS.replace('?', '.')}"
    assert "answers of the one who is interviewed" not in {quotation.evidence for quotation in find_quotations(text)}
