"""Floors of attribution in other languages: short texts in each, told the language and left to guess it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from reader.document import QuotationKind
from reader.quotations import find_quotations
from tests.quality.test_quotations import Case, agrees, fields_of, read_cases

CASES = read_cases(Path(__file__).with_name("languages.txt"))
LANGUAGES = ("de", "fr", "es", "it", "pt", "nl", "ru", "zh", "ja")
LEAST_CASES = 6
WITHOUT_SPEAKERS = {"ar", "he"}
"""Languages of which but the marks are known."""


@pytest.mark.parametrize("is_told", [True, False], ids=["told", "guessed"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.language}: {case.name}")
def test_phenomenon(case: Case, is_told: bool) -> None:
    found = [
        fields_of(quotation, case.text)
        for quotation in find_quotations(case.text, language=case.language if is_told else "en")
        if quotation.kind is not QuotationKind.INDIRECT
    ]
    assert len(found) == len(case.expected), f"{case.name}: {found}"
    for expected, fields in zip(case.expected, found, strict=True):
        assert all(map(agrees, expected, fields)), f"{case.name}: expected {expected}, found {fields}"


def test_every_language_has_its_cases() -> None:
    counts = Counter(case.language for case in CASES)
    assert set(counts) == {*LANGUAGES, *WITHOUT_SPEAKERS}
    assert min(counts[language] for language in LANGUAGES) >= LEAST_CASES
    assert len({(case.language, case.name) for case in CASES}) == len(CASES)
