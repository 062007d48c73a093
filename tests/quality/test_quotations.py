"""Floors of attribution: one short text for each phenomenon, so that what goes wrong has a name."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reader.document import Quotation, QuotationKind
from reader.quotations import find_quotations

CASES = Path(__file__).with_name("quotations.txt")
LEAST_CASES = 40


@dataclass
class Case:
    """A text and what is to be found in it; `expected` has fields as in the file."""

    name: str
    language: str
    text: str = ""
    expected: list[list[str]] = field(default_factory=list)


def read_cases(path: Path = CASES) -> list[Case]:
    cases: list[Case] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            name, _, language = line.removeprefix("== ").partition(" [")
            cases.append(Case(name, language.rstrip("]") or "en"))
        elif line.startswith("-> "):
            cases[-1].expected.append([part.strip() for part in line.removeprefix("-> ").split(" | ", 3)])
        elif cases and not line.startswith("#"):
            cases[-1].text += line + "\n"
    for case in cases:
        case.text = case.text.strip("\n")
    return cases


def agrees(expected: str, found: str) -> bool:
    if expected.endswith("…"):
        return found.startswith(expected[:-1])
    return expected in ("*", found)


def fields_of(quotation: Quotation, text: str) -> list[str]:
    mention = quotation.speaker.text if quotation.speaker else "-"
    return [quotation.kind.value, mention, quotation.speaker_name or "-", text[quotation.start : quotation.end]]


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.name)
def test_phenomenon(case: Case) -> None:
    wants_indirect = any(fields[0] == QuotationKind.INDIRECT for fields in case.expected)
    found = [
        fields_of(quotation, case.text)
        for quotation in find_quotations(case.text, language=case.language)
        if wants_indirect or quotation.kind is not QuotationKind.INDIRECT
    ]
    assert len(found) == len(case.expected), f"{case.name}: {found}"
    for expected, fields in zip(case.expected, found, strict=True):
        assert all(map(agrees, expected, fields)), f"{case.name}: expected {expected}, found {fields}"


def test_every_phenomenon_has_a_name_of_its_own() -> None:
    names = [case.name for case in read_cases()]
    assert len(set(names)) == len(names) >= LEAST_CASES
