from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cli import main
from reader.document import Anchor, ArticleReference, Mark
from reader.document.identity import anchor_at, reference, sketch
from reader.export.citations import split_name
from reader.export.incoming import read_marks
from reader.export.notes import escape_markdown, notes
from reader.export.passages import Passage
from reader.export.rendering import FORMATS
from reader.library import Library
from reader.pipeline import read_path
from reader.text import sanitise, sanitise_line
from tests.reliability.changes import made_article
from tests.timing import least_cpu

WORDS = st.text(max_size=60).map(sanitise)
LINE = st.text(max_size=30).map(sanitise_line)
REFERENCES = st.builds(
    ArticleReference, url=LINE, fingerprint=LINE, path=st.text(max_size=20), title=LINE,
    sketch=st.sampled_from(["", sketch(made_article(1).text)]),
)  # fmt: skip
ANCHORS = st.builds(
    Anchor, exact=WORDS, prefix=WORDS, suffix=WORDS, block=st.integers(0, 99), start=st.integers(0, 10**6),
    paragraph=WORDS, above=WORDS, below=WORDS, twins=st.integers(-1, 9), rival=st.integers(0, 99),
)  # fmt: skip
MARKS = st.builds(
    Mark,
    id=st.from_regex(r"[a-z2-9]{8}", fullmatch=True),
    kind=st.sampled_from(["bookmark", "highlight", "note", "speaker", "something-newer"]),
    article=REFERENCES,
    anchor=ANCHORS,
    created=st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(lambda when: when.replace(tzinfo=UTC)),
    letter=st.sampled_from(["", "a", "z"]),
    note=WORDS,
    colour=LINE,
    tags=st.lists(WORDS, max_size=3).map(tuple),
    state=st.sampled_from(["exact", "certain", "uncertain", "lost"]),
    device=LINE,
)
MARK = Mark(
    "abcd2345",
    "highlight",
    ArticleReference("https://gazette.example/lamp", "f00d", "/tmp/lamp.txt", "The lamp & the ladder"),
    Anchor("“Nobody has,” she said", "before ", " after", 2, 40),
    datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    note="why [this]?",
    tags=("light houses",),
)

PASSAGE = Passage(
    MARK, 7, MARK.article.title, ("Ines Halloran", "Dan De Voss"), "Gazette", date(2024, 3, 14), "en",
    MARK.article.url, "Marta Quill", "pilot",
)  # fmt: skip


@given(MARKS)
@settings(max_examples=50, deadline=None)
def test_json_lines_come_back_as_they_were(mark: Mark) -> None:
    lines = FORMATS["jsonl"]([Passage(mark)])
    assert read_marks(lines) == ([mark], [])


@given(MARKS)
@settings(max_examples=50, deadline=None)
def test_no_mark_breaks_an_export(mark: Mark) -> None:
    for render in FORMATS.values():
        assert "\x1b" not in sanitise(render([Passage(mark, title=mark.article.title or "Untitled")]))


@given(st.text(max_size=200) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["type", "id", "target", "selector", "quote", "article", "exact", "highlights", "page", "body", "first", "items"]
    ), inner, max_size=4),
).map(json.dumps))  # fmt: skip
@settings(max_examples=50, deadline=None)
def test_no_import_raises(text: str) -> None:
    read_marks(text)


@pytest.mark.parametrize(
    "text",
    [
        '{"type": "Annotation", "target": []}', '{"type": "Annotation", "target": {"source": 3}}',
        '{"quote": "x", "page": "y"}', '{"quote": "x", "labels": 5}', '{"id": "abcd", "article": "x"}',
        '{"quote": "x", "createdAt": "soon"}', "[" * 5000, '{"type": "Annotation", "target": null}',
    ],
)  # fmt: skip
def test_a_mistake_is_told(text: str) -> None:
    marks, issues = read_marks(text)
    assert (marks, len(issues)) == ([], 1)


def test_annotations_follow_the_model_and_come_back() -> None:
    collection = json.loads(FORMATS["w3c"]([PASSAGE]))
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (collection["type"], collection["total"]) == ("AnnotationCollection", 1)
    [item] = collection["first"]["items"]
    assert (item["type"], item["motivation"], item["quoth:speaker"]) == ("Annotation", "highlighting", "Marta Quill")
    assert item["created"] == "2026-01-02T03:04:05Z"
    assert item["target"]["source"] == MARK.article.url
    assert {body["purpose"] for body in item["body"]} == {"commenting", "tagging"}
    quote, position = item["target"]["selector"]
    assert position["end"] - position["start"] == len(quote["exact"])
    assert read_marks(json.dumps(collection)) == ([MARK], [])


def test_readwise_gets_its_columns() -> None:
    [row] = csv.DictReader(io.StringIO(FORMATS["readwise"]([PASSAGE])))
    assert row["Highlight"] == MARK.anchor.exact
    assert row["Author"] == "Ines Halloran, Dan De Voss"
    assert row["Note"] == ".light-houses\nspeaker: Marta Quill\nwhy [this]?"
    assert (row["Location"], row["Date"]) == ("40", "2026-01-02 03:04:05")


def test_reference_managers_get_names_and_words() -> None:
    [item] = json.loads(FORMATS["csl"]([PASSAGE]))
    assert item["author"][1] == {"family": "De Voss", "given": "Dan"}
    assert item["issued"] == {"date-parts": [[2024, 3, 14]]}
    entry = FORMATS["bibtex"]([PASSAGE])
    assert entry.startswith("@online{halloran2024lamp,")
    assert r"The lamp \& the ladder" in entry
    assert "Halloran, Ines and De Voss, Dan" in entry
    assert entry.count("{") - entry.count(r"\{") == entry.count("}") - entry.count(r"\}")
    assert split_name("Cher") == ("Cher", "")


def test_a_note_for_obsidian() -> None:
    [(name, text)] = notes([PASSAGE]).items()
    assert name == "The lamp the ladder.md"
    assert text.startswith('---\ntitle: "The lamp & the ladder"\nsource: "https://gazette.example/lamp"\n')
    assert "> “Nobody has,” she said\n>\n> — Marta Quill, pilot\n\n^abcd2345\n\nwhy [this]?" in text
    assert "#light-houses · `quoth open 7#abcd2345`" in text


def test_foreign_words_are_no_markdown() -> None:
    hostile = "![x](http://spy.example/a.png) [[page]] #tag <b>\n- item\n1. one\n# head %%hide%% ==mark=="
    shown = escape_markdown(hostile)
    for sign in ("![x]", "[[page]]", " #tag", "<b>", "\n- ", "\n1. ", "\n# ", "%%hide", "==mark"):
        assert sign not in shown, sign


def test_articles_of_one_title_get_notes_of_their_own() -> None:
    other = Passage(MARK._replace(id="other234"), 8, "CON")
    third = Passage(MARK, 9, "con")
    assert sorted(notes([other, third])) == ["CON article.md", "con article 2.md"]


def test_export_and_import_into_an_empty_home(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["mark", str(report), "--at", "best view", "--note", "a note\u2028of two lines"])
    main(["mark", str(report), "--at", "charming nuisance"])
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    assert main(["export", "--format", "jsonl", "--to", str(first)]) == 0
    monkeypatch.setenv("QUOTH_HOME", str(tmp_path / "elsewhere"))
    assert main(["import", str(first)]) == 0
    assert main(["import", str(first)]) == 0
    assert "0 added, 2 known already" in capsys.readouterr().err
    assert main(["export", "--format", "jsonl", "--to", str(second)]) == 0
    assert first.read_bytes() == second.read_bytes()
    assert first.read_text(encoding="utf-8").count("\n") == 2


def test_foreign_highlights_are_placed_by_their_words(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    body = report.read_text(encoding="utf-8").split("\n\n", 4)[4].split("\n\nAbout")[0]
    page.write_text(f"---\ntitle: Lamp\nurl: https://gazette.example/lamp\n---\n\n{body}\n", encoding="utf-8")
    main(["add", str(page)])
    saved = tmp_path / "saved.json"
    entry = {
        "url": "https://gazette.example/lamp?utm_source=x", "title": "Lamp",
        "annotations": [{"quote": "best view in the county", "text": "so true"}, {"quote": "words of nobody"}],
    }  # fmt: skip
    saved.write_text(json.dumps([entry]), encoding="utf-8")
    assert main(["import", str(saved)]) == 0
    capsys.readouterr()
    main(["export", "--format", "jsonl"])
    marks = {mark["exact"]: mark for mark in map(json.loads, capsys.readouterr().out.splitlines())}
    assert marks["best view in the county"]["state"] == "certain"
    assert marks["best view in the county"]["start"] > 0
    assert marks["words of nobody"]["state"] == "lost"


def test_notes_of_the_person_are_not_overwritten(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["mark", str(report), "--at", "best view"])
    vault = tmp_path / "vault"
    assert main(["export", "--to", str(vault)]) == 0
    [note] = vault.iterdir()
    assert "> best view\n>\n> — Marta Quill" in note.read_text(encoding="utf-8")
    note.write_text("mine", encoding="utf-8")
    assert main(["export", "--to", str(vault)]) == 1
    assert note.read_text(encoding="utf-8") == "mine"
    assert main(["export", "--to", str(vault), "--replace"]) == 0
    assert "best view" in note.read_text(encoding="utf-8")


def test_a_thousand_marks_take_less_than_a_second() -> None:
    many = [PASSAGE] * 1000
    assert least_cpu(lambda: [render(many) for render in FORMATS.values()], enough=1) < 1


def test_a_vault_of_a_thousand_marks_in_many_articles_too(tmp_path: Path, home: Path) -> None:
    with Library.open(home / "data") as library:
        for number in range(50):
            article = replace(made_article(number), title=f"Story {number}", url=f"https://gazette.example/{number}")
            library.articles.put(article, (), path=f"/a/{number}.txt")
            known = reference(article, f"/a/{number}.txt")
            marks = [
                MARK._replace(
                    id=f"m{number}x{place}",
                    article=known,
                    anchor=anchor_at(article, 60 * place, 60 * place + 50),
                )
                for place in range(20)
            ]
            library.marks.keep_all([(mark, {}) for mark in marks])
    assert main(["export", "--to", str(tmp_path / "vault")]) == 0
    once_more = ["export", "--to", str(tmp_path / "vault"), "--replace"]
    assert least_cpu(lambda: main(once_more), enough=1) < 1
    notes_there = [path.read_text(encoding="utf-8") for path in (tmp_path / "vault").iterdir()]
    assert len(notes_there) == 50
    assert sum(note.count("\n^m") for note in notes_there) == 1000


def exported(path: Path) -> bytes:
    assert main(["export", "--format", "jsonl", "--to", str(path), "--replace"]) == 0
    return path.read_bytes()


def test_everything_comes_back_byte_for_byte(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    main(["mark", str(report), "--at", "view", "--note", "two\nlines", "--tag", "views", "--colour", "green"])
    main(["mark", str(report), "--at", "charming nuisance"])
    with Library.open(home / "data") as library:
        reading = read_path(report)
        known = reference(reading.article, reading.path)
        newer = MARK._replace(kind="drawing", id="newer234")
        library.marks.keep(newer, {"strokes": [[1, 2], [3, 4]], "mood": "mild"})
        library.marks.tag(known, "harbour", "light houses")
        library.marks.set_read(known, True)
        library.marks.set_fields(known, {"of-a-newer-program": {"deep": [1, None]}})
        library.marks.set_position(known, anchor_at(reading.article, 40, 120), 0.51234)
        edited = replace(reading.article, text=reading.article.text.replace("Tuesday", "Wednesday"))
        library.marks.set_position(reference(edited, reading.path), anchor_at(edited, 60, 140), 0.7)
    first = exported(tmp_path / "first.jsonl")
    assert b"strokes" in first
    assert b"harbour" in first
    assert b'"progress": 0.7' in first
    for number in (1, 2):
        monkeypatch.setenv("QUOTH_HOME", str(tmp_path / f"home{number}"))
        assert main(["import", str(tmp_path / "first.jsonl")]) == 0
        assert exported(tmp_path / "second.jsonl") == first
    with Library.open(tmp_path / "home2" / "data") as library:
        assert library.marks.state(known) == "read"
        assert library.marks.tags(known) == ("harbour", "light houses")
        position = library.marks.position(known)
        assert position is not None
        assert position.progress == 0.7
        assert library.marks.record("newer234")["mood"] == "mild"


def test_an_import_does_not_overwrite_what_is_known_here(report: Path, tmp_path: Path, home: Path) -> None:
    reading = read_path(report)
    known = reference(reading.article, reading.path)
    with Library.open(home / "data") as library:
        library.marks.set_read(known, True)
    exported(tmp_path / "read.jsonl")
    with Library.open(home / "data") as library:
        library.marks.set_read(known, False)
    assert main(["import", str(tmp_path / "read.jsonl")]) == 0
    with Library.open(home / "data") as library:
        assert library.marks.state(known) == "unread"


def test_a_template_of_one_s_own(report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["mark", str(report), "--at", "best view", "--note", "so {{title}} it is", "--tag", "views"])
    template = tmp_path / "mine.md"
    template.write_text(
        "# {{title}}\n{{#marks}}\n* {{words}}{{#speaker}} ({{speaker}}){{/speaker}}: {{note}}{{^letter}} -{{/letter}}"
        " {{tags}} `{{link}}`\n{{/marks}}\nend\n",
        encoding="utf-8",
    )
    capsys.readouterr()
    assert main(["export", "--template", str(template)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("# The lamp that would not go out\n* best view (Marta Quill): so {{title}} it is -")
    assert "#views `quoth open 1#" in out
    assert out.endswith("end\n")
    template.write_text("{{titel}}", encoding="utf-8")
    assert main(["export", "--template", str(template)]) == 2
    assert "titel" in capsys.readouterr().err


def test_a_page_of_html_is_only_words() -> None:
    hostile = replace(PASSAGE, title="<script>alert(1)</script>", url="javascript:alert(1)", speaker="<b>")
    page = FORMATS["html"]([hostile])
    assert "<script" not in page
    assert "javascript:" not in page
    assert "“Nobody has,” she said" in page
