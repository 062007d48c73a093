from __future__ import annotations

from datetime import date
from pathlib import Path

from reader.document import Issue
from reader.errors import SourceError
from reader.pipeline import Reading, read_all
from reader.sources.collections import open_collection
from reader.sources.collections.collection import Item, Member
from tests.exports import EVERNOTE, MAILBOX, letter


def opened(path: Path, words: str) -> tuple[str, list[Item]]:
    path.write_text(words, encoding="utf-8", newline="")
    with open_collection(path) as collection:
        assert collection is not None
        return collection.format, list(collection.items)


def articles(path: Path) -> list[Reading]:
    return [found for found in read_all(path) if not isinstance(found, SourceError)]


def test_each_letter_of_a_mailbox_is_an_article(tmp_path: Path) -> None:
    path = tmp_path / "carrow.mbox"
    assert opened(path, MAILBOX)[0] == "mailbox"
    gate, bell = articles(path)
    assert (gate.article.title, gate.article.authors) == ("The gate", ("Ada Brook",))
    assert gate.article.text == "The gate is open, and nobody has shut it.\n\nFrom here it looks small."
    assert bell.article.published == date(2024, 5, 2)
    assert "From the tower one hears it." in bell.article.text
    assert "From 10:00 on, it rings: twice." in bell.article.text


def test_letters_keep_their_names_when_others_come_before(tmp_path: Path) -> None:
    path = tmp_path / "carrow.mbox"
    _, before = opened(path, MAILBOX)
    _, after = opened(path, letter("A new one", "Words.", 7) + MAILBOX.replace("\n", "\r\n"))
    names = [[item.name for item in found if isinstance(item, Member)] for found in (before, after)]
    assert names[1][1:] == names[0]


def test_one_letter_alone_is_no_mailbox(tmp_path: Path) -> None:
    path = tmp_path / "letter.eml"
    path.write_text(letter("The gate", "The gate is open."))
    with open_collection(path) as collection:
        assert collection is None


def test_notes_of_evernote_are_articles_with_their_tags(tmp_path: Path) -> None:
    name, (ferry, pears) = opened(tmp_path / "notes.enex", EVERNOTE)
    assert name == "Evernote"
    assert isinstance(ferry, Member)
    assert isinstance(pears, Member)
    told = ferry.particulars
    assert (told.title, told.byline, told.published) == ("The late ferry", "Jo Fenn", date(2024, 5, 4))
    assert told.url == "https://gazette.example/the-late-ferry"
    assert ferry.fields == {"tag:harbour": True, "tag:late": True}
    first, second = articles(tmp_path / "notes.enex")
    assert first.article.text.startswith("The ferry to Carrow")
    assert first.article.text.endswith("Ask about the engine.")
    assert second.article.text == "A pear tree is planted for heirs."


def test_a_note_that_is_cut_off_is_told(tmp_path: Path) -> None:
    _, (ferry, issue) = opened(tmp_path / "notes.enex", EVERNOTE[: EVERNOTE.index("heirs")])
    assert isinstance(ferry, Member)
    assert issue == Issue("cut-off", "is damaged: its last note is cut off.")


def test_a_note_of_a_day_that_never_was_has_no_date(tmp_path: Path) -> None:
    _, (ferry, _) = opened(tmp_path / "notes.enex", EVERNOTE.replace("20240504", "20241345"))
    assert isinstance(ferry, Member)
    assert (ferry.particulars.title, ferry.particulars.published) == ("The late ferry", None)
