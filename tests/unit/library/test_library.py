from __future__ import annotations

import json
import sqlite3
import zlib
from dataclasses import replace
from pathlib import Path
from random import Random
from string import ascii_letters

import pytest

from reader.document import Article, Quotation, QuotationKind
from reader.document.identity import anchor_at, reference
from reader.errors import StorageError
from reader.library import ArticleQuery, Library
from reader.pipeline import index, read_path


@pytest.fixture
def library(home: Path) -> Library:
    return Library.open(home / "data")


def test_indexing_adds_skips_and_reports(library: Library, report: Path) -> None:
    (report.parent / "empty.txt").touch()
    (report.parent / "binary.txt").write_bytes(bytes(range(256)) * 4)
    first = index(library, [report.parent])
    assert (first.added, first.unchanged, len(first.failed)) == (1, 0, 2)
    assert all("empty" in message or "not text" in message for _, message in first.failed)
    again = index(library, [report.parent])
    assert (again.added, again.unchanged, again.failed) == (0, 3, ())


def test_indexing_goes_on_where_it_was_stopped(library: Library, report: Path) -> None:
    for number in range(4):
        (report.parent / f"copy{number}.txt").write_text(f"A title here\n\nBody number {number}.", encoding="utf-8")
    calls = iter([False, False, True])
    index(library, [report.parent], cancelled=lambda: next(calls))
    assert library.articles.count(ArticleQuery()) == 2
    assert index(library, [report.parent]).added == 3


@pytest.mark.parametrize("query", ['"', "AND", "a OR", "(", "title:", "*", "NEAR(", "x^2", "\x00", "-", "日本"])
def test_no_query_raises(library: Library, report: Path, query: str) -> None:
    index(library, [report])
    library.search(query)
    library.articles.ids(ArticleQuery(text=query))


def test_words_are_found(library: Library, report: Path) -> None:
    index(library, [report])
    assert [hit.title for hit in library.search("lighthouse keep")] == ["The lamp that would not go out"]
    assert library.voices()[0].name == "Marta Quill"
    assert library.search("zeppelin") == []


def test_marks_survive_and_can_be_undone(library: Library, report: Path) -> None:
    reading = read_path(report)
    known = reference(reading.article, reading.path)
    mark = library.marks.add("bookmark", known, anchor_at(reading.article, 0, 11), letter="a")
    library.marks.delete(mark.id)
    again = Library.open(library.folder)
    assert again.marks.all() == []
    assert again.marks.undo() is not None
    assert [m.id for m in Library.open(library.folder).marks.of(known)] == [mark.id]
    assert again.marks.redo() is not None
    assert Library.open(library.folder).marks.all() == []


def test_a_named_bookmark_has_one_place(library: Library, report: Path) -> None:
    reading = read_path(report)
    known = reference(reading.article, reading.path)
    library.marks.add("bookmark", known, anchor_at(reading.article, 0, 5), letter="a")
    second = library.marks.add("bookmark", known, anchor_at(reading.article, 20, 30), letter="a")
    assert [mark.id for mark in library.marks.of(known)] == [second.id]


def test_two_windows_see_each_other(library: Library, report: Path) -> None:
    other = Library.open(library.folder)
    reading = read_path(report)
    library.marks.add("note", reference(reading.article), anchor_at(reading.article, 0, 5), note="mine")
    assert other.marks.refresh()
    assert other.marks.all()[0].note == "mine"


def test_a_damaged_line_costs_that_line(library: Library, report: Path) -> None:
    reading = read_path(report)
    known = reference(reading.article, reading.path)
    kept = [library.marks.add("bookmark", known, anchor_at(reading.article, n, n + 9)) for n in (0, 20, 40)]
    journal = next((library.folder / "marks").glob("*.jsonl"))
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(lines[0] + lines[1].replace(b"bookmark", b"bookmurk") + lines[2])
    again = Library.open(library.folder)
    assert {mark.id for mark in again.marks.all()} == {mark.id for mark in kept}, "what was read before is kept"
    assert len(journal.read_bytes().splitlines()) == 4, "and written anew"
    assert [issue.code for issue in again.marks.issues] == ["damaged-line"]
    again.close()
    journal.write_bytes(lines[0] + lines[1].replace(b"bookmark", b"bookmurk") + lines[2] + b'{"torn')
    (library.folder / "marks.db").unlink()
    again = Library.open(library.folder)
    assert {mark.id for mark in again.marks.all()} == {kept[0].id, kept[2].id}
    assert [issue.code for issue in again.marks.issues] == ["torn-line", "damaged-line"]
    fourth = again.marks.add("bookmark", known, anchor_at(reading.article, 60, 70))
    assert fourth.id in {mark.id for mark in Library.open(library.folder).marks.all()}


def test_a_damaged_database_is_set_aside(library: Library, report: Path) -> None:
    index(library, [report])
    library.close()
    (library.folder / "library.db").write_bytes(b"not a database at all" * 100)
    again = Library.open(library.folder)
    assert again.articles.count(ArticleQuery()) == 0
    assert [issue.code for issue in again.issues] == ["damaged-library"]
    assert list(library.folder.glob("library.db.damaged-*"))


def test_a_newer_library_is_refused(library: Library) -> None:
    library.articles._connection.execute("PRAGMA user_version=99")
    library.close()
    with pytest.raises(StorageError, match="newer"):
        Library.open(library.folder).articles.failures()


def test_an_unwritable_journal_is_told(library: Library, report: Path) -> None:
    reading = read_path(report)
    (library.folder / "marks").write_text("in the way", encoding="utf-8")
    with pytest.raises(StorageError, match="could not be kept"):
        library.marks.add("bookmark", reference(reading.article), anchor_at(reading.article, 0, 5))
    assert library.marks.all() == []


def test_a_migration_keeps_a_copy_and_is_all_or_nothing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.library.safekeeping import database

    library.articles.failures()
    library.close()
    path = library.folder / "library.db"

    def add_a_table(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE colours (name TEXT)")

    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE shapes (name TEXT)")
        connection.execute("INSERT INTO no_such_table VALUES (1)")

    before = len(database.STEPS)
    monkeypatch.setattr(database, "STEPS", (*database.STEPS, add_a_table, fail))
    with pytest.raises(StorageError):
        Library.open(library.folder).articles.failures()
    copies = [copy.name.split("-")[1] for copy in (library.folder / "backups").iterdir()]
    assert copies == [f"v{before}"]
    monkeypatch.setattr(database, "STEPS", database.STEPS[:-1])
    again, issues = database.open_database(path)
    assert issues == ()
    assert again.execute("SELECT count(*) FROM colours").fetchone() == (0,)
    assert again.execute("PRAGMA user_version").fetchone() == (before + 1,)
    again.close()


def test_books_of_before_are_stored_anew_and_damaged_ones_left_as_they_are(library: Library, report: Path) -> None:
    from reader.document.identity import sketch
    from reader.library.articles.bodies import unpack_layout
    from reader.library.schema import STEPS, books

    reading = read_path(report)
    number = library.articles.put(reading.article, reading.quotations, path="lamp.txt")
    damaged = library.articles.put(Article(text="The ferry was late."), (), path="ferry.txt")
    connection = library.articles._connection
    known = library.articles.get(number)
    layout = {
        "version": 2, "title": known.article.title, "authors": ["Mara Quill"], "published": None, "modified": None,
        "site": "", "url": "", "language": "en", "lead_image": "", "text": "",
        "blocks": {"kinds": [["paragraph"], [0]], "starts": [0], "ends": [30]},
    }  # fmt: skip
    quoted = b'{"words":["direct",""],"columns":[[4],[9],[0],[-1],[-1],[-1],[-1],[1],[-1],[-1],[0.0],[1]]}'
    packed = (zlib.compress(json.dumps(layout).encode()), zlib.compress(quoted))
    connection.execute("UPDATE bodies SET layout=?, quotations=? WHERE id=?", (*packed, number))
    connection.execute("UPDATE bodies SET layout=? WHERE id=?", (packed[0][:-9], damaged))
    connection.execute("UPDATE articles SET words=?", (books.WORDS + 1,))
    before = library.articles.get(number)
    assert before.quotations == (Quotation(4, 9, QuotationKind.DIRECT),)
    assert books.pack_again in STEPS
    books.pack_again(connection)
    rows = dict(connection.execute("SELECT id, layout FROM bodies"))
    assert rows[damaged] == packed[0][:-9]
    assert unpack_layout(rows[number])[1] == sketch(known.article.text) == known.reference.sketch != ""
    assert library.articles.get(number) == before


def test_words_that_were_unpacked_ahead_are_those_of_the_article_as_it_is(library: Library) -> None:
    from reader.library.articles.storing import LARGE

    chooser = Random(5)
    book, newer = (
        Article(text=" ".join("".join(chooser.choices(ascii_letters, k=9)) for _ in range(40_000))) for _ in range(2)
    )
    number = library.articles.put(book, (), path="book.txt")
    (packed,) = library.articles._connection.execute("SELECT text FROM bodies").fetchone()
    assert len(packed) > LARGE
    library.articles.begin_to_get(number)
    assert library.articles.get(number).article.text == book.text
    library.articles.begin_to_get(number)
    library.articles.put(newer, (), path="book.txt")
    assert library.articles.get(number).article.text == newer.text
    library.articles.begin_to_get(number + 1)
    assert library.articles.get(number + 1) is None
    library.articles._connection.execute("UPDATE bodies SET text=?", (packed[:-9],))
    library.articles.begin_to_get(number)
    assert library.articles.get(number) is None
    assert library.issues[0].code == "damaged-library"


def test_marks_follow_an_article_that_is_moved_edited_and_saved_from_another_source(
    library: Library, report: Path
) -> None:
    reading = read_path(report)
    mark = library.marks.add("note", reference(reading.article, reading.path), anchor_at(reading.article, 0, 30))
    words = report.read_text(encoding="utf-8")
    moved = report.parent / "elsewhere.txt"
    moved.write_text(words, encoding="utf-8")
    edited = report.parent / "edited.txt"
    edited.write_text(words.replace("on Tuesday, ", "on Wednesday, "), encoding="utf-8")
    page = report.parent / "page.md"
    body = words.split("\n\n", 4)[4].split("\n\nAbout")[0]
    page.write_text(f"---\ntitle: Lamp\nurl: https://gazette.example/lamp\n---\n\n{body}\n", encoding="utf-8")
    for path in (moved, edited, page):
        other = read_path(path)
        known = reference(other.article, other.path)
        assert [found.id for found in library.marks.of(known)] == [mark.id], path
    index(library, [page])
    number = library.articles.find(reference=mark.article)
    assert number is not None
    assert library.articles.get(number).path == str(page)  # type: ignore[union-attr]


def test_marks_do_not_go_over_to_another_article_of_that_file_or_title(library: Library, report: Path) -> None:
    reading = read_path(report)
    mark = library.marks.add("note", reference(reading.article, reading.path), anchor_at(reading.article, 0, 30))
    sentences = [f"The {n}th gull of the harbour sat on post number {n * 7} and looked north." for n in range(30)]
    report.write_text("Gulls of the year\n\n" + "\n\n".join(sentences), encoding="utf-8")
    other = read_path(report)
    assert library.marks.of(reference(other.article, other.path)) == []
    namesake = report.parent / "namesake.md"
    namesake.write_text(f"# {mark.article.title}\n\n" + "\n\n".join(sentences), encoding="utf-8")
    index(library, [report, namesake])
    assert library.articles.find(reference=mark.article) is None
    assert [found.id for found in library.marks.all()] == [mark.id]


def test_what_was_removed_is_in_no_list_until_it_is_put_back(library: Library, report: Path) -> None:
    (report.parent / "other.txt").write_text(
        "Another title\n\nThe lighthouse of Carrow has two lamps.", encoding="utf-8"
    )
    index(library, [report.parent])
    articles = library.articles
    number = articles.find(path=str(report))
    assert number is not None
    library.marks.set_removed_all(articles.references([number]), True)
    for query in (ArticleQuery(), ArticleQuery(tab="unread"), ArticleQuery(text="lighthouse")):
        assert articles.count(query) == len(articles.ids(query)) == 1
        assert number not in articles.ids(query)
    assert number not in [row.id for row in articles.rows(0, 9, ArticleQuery())]
    assert number not in articles.newest(ArticleQuery(text="lighthouse")).numbers
    assert list(articles.ids(ArticleQuery(text="is:removed"))) == [number]
    assert list(articles.ids(ArticleQuery(text="is:removed lighthouse", tab="marked"))) == [number]
    assert index(library, [report.parent]).added == 0
    again = Library.open(library.folder)
    assert again.articles.count(ArticleQuery()) == 1
    assert again.marks.undo() == "removing an article from the library"
    assert again.articles.count(ArticleQuery()) == 2
    assert report.exists()


def test_the_same_article_saved_once_more_stays_removed(library: Library, report: Path) -> None:
    index(library, [report])
    library.marks.set_removed_all(library.articles.references([1]), True)
    again = report.with_name("again.txt")
    again.write_text(report.read_text(encoding="utf-8"), encoding="utf-8")
    assert index(library, [again]).added == 1
    assert library.articles.count(ArticleQuery()) == 0
    assert len(library.articles.ids(ArticleQuery(text="is:removed"))) == 2


def test_no_look_up_goes_through_all_articles(library: Library, report: Path) -> None:
    """What is done for each file of a folder, or for each article that was read, would else take as long as there are articles."""
    reading = read_path(report)
    library.articles.put(reading.article, reading.quotations, path="/lamp.txt")
    connection, asked = library.articles._connection, list[str]()
    known = library.articles.references([1])[0]
    connection.set_trace_callback(asked.append)
    library.articles.stamp("/lamp.txt")
    library.articles.find(path="/lamp.txt")
    library.articles.find(reference=known._replace(url="", fingerprint="", title="", sketch=""))
    library.articles.put(reading.article, reading.quotations, path="/lamp.txt")
    library.articles.put(replace(reading.article, text="Another one."), (), path="/other.txt")
    library.marks.set_read_all([known], True)
    library.articles.rows_of([1])
    connection.set_trace_callback(None)
    looked_up = [statement for statement in asked if statement.startswith("SELECT") and " articles" in statement]
    assert len(looked_up) > 9
    for statement in looked_up:
        steps = [step[3] for step in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
        assert not any(step.startswith(("SCAN articles", "SCAN a")) for step in steps), statement
