"""What the reader said about who speaks is laid over what was found, whatever was found."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from reader.document import Article, ArticleReference, Mark, Quotation, QuotationKind, Quotations
from reader.document.identity import anchor_at
from reader.library.voices.corrections import CORRECTION, correct, corrections_of, is_corrected
from reader.quotations import find_quotations

TEXT = "Ada Lindt met Otto Falk on the quay.\n\n“It is late,” said Otto Falk. “We should go home.”\n\nThey went."
START = TEXT.index("“We should")
END = TEXT.index("\n\nThey")


def mark(start: int, end: int, name: str, *, minutes: int = 0) -> Mark:
    created = datetime(2024, 5, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    anchor = anchor_at(Article(text=TEXT), start, end)
    return Mark(
        id=f"m{minutes}", kind=CORRECTION, article=ArticleReference(), anchor=anchor, created=created, note=name
    )


def speakers(quotations: tuple[Quotation, ...]) -> list[str | None]:
    return [quotation.speaker_name for quotation in quotations]


def test_another_speaker() -> None:
    corrected = correct(TEXT, find_quotations(TEXT), [mark(START, END, "Ada Lindt")])
    assert speakers(corrected) == ["Otto Falk", "Ada Lindt"]
    assert is_corrected(corrected[1])
    assert corrected[1].is_sure
    assert corrected[1].speaker is None


def test_the_last_word_counts() -> None:
    marks = [mark(START, END, "Eva Roth", minutes=5), mark(START, END, "Ada Lindt")]
    assert speakers(correct(TEXT, find_quotations(TEXT), marks))[1] == "Eva Roth"


def test_no_ones_speech() -> None:
    corrected = correct(TEXT, find_quotations(TEXT), [mark(START, END, "")])
    assert corrected[1].kind is QuotationKind.TERM
    assert corrected[1].speaker_name is None


def test_words_that_are_no_quotation_any_more_become_one_again() -> None:
    corrected = correct(TEXT, [], [mark(START, END, "Ada Lindt")])
    assert [(item.start, item.end, item.speaker_name) for item in corrected] == [(START, END, "Ada Lindt")]


def test_words_that_are_gone_are_left_out() -> None:
    lost = mark(START, END, "Ada Lindt")
    lost = lost._replace(
        anchor=lost.anchor._replace(exact="“Nobody ever wrote this sentence.”", prefix="", suffix="")
    )
    found = find_quotations(TEXT)
    assert correct(TEXT, found, [lost]) == tuple(found)


def test_what_is_said_within_a_report_is_corrected_and_not_the_report() -> None:
    report = Quotation(START - 20, END, QuotationKind.INDIRECT, speaker_name="Otto Falk")
    said = Quotation(START, END, QuotationKind.MIXED, speaker_name="Otto Falk")
    assert speakers(correct(TEXT, (report, said), [mark(START, END, "Ada Lindt")])) == ["Otto Falk", "Ada Lindt"]


def test_it_survives_another_cleaning() -> None:
    moved = "A new first paragraph.\n\n" + TEXT
    corrected = correct(moved, find_quotations(moved), [mark(START, END, "Ada Lindt")])
    assert speakers(corrected) == ["Otto Falk", "Ada Lindt"]


def test_other_marks_correct_nothing() -> None:
    found = find_quotations(TEXT)
    assert correct(TEXT, found, [mark(START, END, "Ada Lindt")._replace(kind="note")]) == tuple(found)


def test_which_corrections_are_whose_also_where_one_stands_within_another() -> None:
    outer, inner = Quotation(START, END, QuotationKind.DIRECT), Quotation(START + 4, START + 10, QuotationKind.MIXED)
    marks = [
        mark(START, END, "Ada Lindt"),
        mark(START + 4, START + 9, "Otto Falk", minutes=1),
        mark(0, 9, "", minutes=2),
    ]
    again = mark(START, END, "Eva Roth", minutes=3)
    known = corrections_of(TEXT, Quotations.of([outer, inner]), [again, *marks])
    assert known == {outer.span: [marks[0], again], inner.span: [marks[1]]}
