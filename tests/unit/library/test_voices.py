"""One person under one name over all articles, and never two people under one."""

from __future__ import annotations

import sqlite3
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from reader.document import Article, Quotation, QuotationKind
from reader.document.identity import anchor_at, reference
from reader.library import Library
from reader.library.schema import STEPS
from reader.library.schema.voices import keep_confidence
from reader.library.voices.names import is_same_person, parse_voice, posts_of
from reader.library.voices.voices import Voice
from reader.pipeline import clean_stdin, keep


@pytest.fixture
def library(home: Path) -> Library:
    return Library.open(home / "data")


def say(library: Library, day: int, *said: tuple[str, str, str], title: str = "") -> int:
    """Keep an article in which each of `said`, (name, role, words), speaks; return its number."""
    text = ""
    quotations = []
    for name, role, words in said:
        start = len(text)
        text += f"“{words}” "
        quotations.append(
            Quotation(start, len(text) - 1, QuotationKind.DIRECT, None, name, role, None, 0.9, "test"),
        )
    article = Article(title=title or f"Of day {day}", published=date(2024, 1, day), text=text)
    return library.articles.put(article, quotations, path=f"{day}-{title}.txt")


def names(library: Library, words: str = "") -> dict[str, int]:
    return {voice.name: voice.count for voice in library.voices(words)}


SAME = [
    ("the same name", "Ada Lindt", "Ada Lindt", False, True),
    ("an accent", "José Pérez", "Jose Perez", False, True),
    ("an initial more", "Ada B. Lindt", "Ada Lindt", False, True),
    ("another initial", "George W. Busk", "George H. W. Busk", True, False),
    ("another given name", "Ada Lindt", "Otto Lindt", True, False),
    ("a short form, with a post", "Joe Bitten", "Joseph R. Bitten Jr.", True, True),
    ("a short form alone", "Joe Bitten", "Joseph Bitten", False, False),
    ("father and son", "Donald Trask", "Donald Trask Jr.", False, False),
    ("letters behind the name", "Ada Lindt MP", "Ada Lindt", False, True),
    ("a middle name", "John Quincy Addams", "John Addams", False, False),
    ("a bare surname", "Lindt", "Ada Lindt", True, False),
]


@pytest.mark.parametrize(
    ("one", "other", "post", "same"), [case[1:] for case in SAME], ids=[case[0] for case in SAME]
)
def test_two_names_of_one_person(one: str, other: str, post: bool, same: bool) -> None:
    assert is_same_person(parse_voice(one), parse_voice(other), share_post=post) is same


def test_variants_are_one_voice_under_the_plainest_full_name(library: Library) -> None:
    say(library, 1, ("Joseph R. Bitten Jr.", "President", "We begin."))
    say(library, 2, ("Joe Bitten", "President", "We go on."))
    say(library, 3, ("Bitten", "President", "We end."))
    (voice,) = library.voices()
    assert voice == Voice("Joe Bitten", 3, 3, date(2024, 1, 1), date(2024, 1, 3), voice.id, "President")
    assert set(library.articles.voices.forms(voice.id)) == {"Joseph R. Bitten Jr.", "Joe Bitten", "Bitten"}


def test_thousands_of_short_words_are_looked_for_as_a_name(library: Library) -> None:
    say(library, 1, ("Al Bo Holt", "", "It is late."))
    assert [voice.name for voice in library.voices("al bo " * 5_000)] == ["Al Bo Holt"]
    assert not library.voices(" ".join(map(chr, range(0x4E00, 0x4E00 + 3_000))))


@pytest.mark.parametrize("order", [*permutations(("Brian Holt", "Brian W. Holt", "Brian A. Holt"))])
def test_two_people_are_never_one_by_way_of_a_third_name(library: Library, order: tuple[str, ...]) -> None:
    for day, name in enumerate(order, 1):
        say(library, day, (name, "Mayor", f"Words of day {day}."))
    voices = {voice.id: set(library.articles.voices.forms(voice.id)) for voice in library.voices("holt")}
    assert len(voices) > 1
    assert not any({"Brian W. Holt", "Brian A. Holt"} <= forms for forms in voices.values())


def test_a_surname_with_a_post_waits_for_its_bearer(library: Library) -> None:
    say(library, 1, ("Arden", "President", "It is signed."))
    assert names(library) == {"Arden": 1}
    say(library, 2, ("Mary Arden", "", "It is a song."))
    assert names(library) == {"Arden": 1, "Mary Arden": 1}
    say(library, 3, ("Carl Arden", "President", "I signed it."))
    assert names(library) == {"Carl Arden": 2, "Mary Arden": 1}


def test_a_surname_alone_never_joins_articles(library: Library) -> None:
    say(library, 1, ("Smith", "", "I saw it."))
    say(library, 2, ("Smith", "", "I did not."))
    say(library, 3, ("Anna Smith", "", "Who?"))
    assert sorted((voice.name, voice.count) for voice in library.voices()) == [
        ("Anna Smith", 1),
        ("Smith", 1),
        ("Smith", 1),
    ]


def test_a_post_that_many_hold_joins_nobody(library: Library) -> None:
    say(library, 1, ("Smith", "spokesman", "No comment."))
    say(library, 2, ("Eva Smith", "spokeswoman", "No comment, either."))
    assert len(library.voices()) == 2


@pytest.mark.parametrize(
    ("role", "posts"),
    [
        ("President", {"president"}),
        ("Former Secretary of State", {"secretary"}),
        ("candidate for president", {"candidate"}),
        ("an aide to the mayor", set()),
        ("spokeswoman", set()),
        ("the mayor’s brother", set()),
    ],
)
def test_only_the_head_of_a_role_is_a_post(role: str, posts: set[str]) -> None:
    assert posts_of(role) == posts


def test_places_and_institutions_are_the_same_everywhere(library: Library) -> None:
    say(library, 1, ("Washington", "", "We object."))
    say(library, 2, ("Washington", "", "We still object."), ("The White House", "", "So do we."))
    assert names(library) == {"Washington": 2, "White House": 1}


def test_nobody_by_name_is_no_voice_of_the_archive(library: Library) -> None:
    say(library, 1, ("officials", "", "We object."), ("they", "", "We too."))
    assert names(library) == {}


def test_who_only_describes_somebody_is_no_voice_of_the_archive(library: Library) -> None:
    say(library, 1, ("One tester", "", "One."), ("Our reviewer", "", "Two."), ("The Swedish brochure", "", "Three."))
    say(library, 2, ("That process", "", "Four."), ("Q", "", "Five."), ("Swedish brochure", "", "Six."))
    say(library, 5, ("Halden MP", "", "Eleven."), ("CEO", "", "Twelve."), ("French", "", "Thirteen."))
    say(library, 3, ("The Department", "", "Seven."), ("Lindt’s campaign manager", "", "Eight."))
    say(library, 4, ("THE LAMP THAT WENT OUT", "", "Nine."), ("Carrow-designed", "", "Ten."))
    assert names(library) == {}


def test_names_with_small_words_are_voices_of_the_archive(library: Library) -> None:
    say(library, 1, ("Ludwig van der Meer", "", "One."), ("Bank of Carrow", "", "Two."), ("TFO", "", "Three."))
    say(library, 2, ("Al-Hasan", "", "Four."), ("EVA ROTH", "", "Five."))
    assert set(names(library)) == {"Ludwig van der Meer", "Bank of Carrow", "TFO", "Al-Hasan", "EVA ROTH"}


def test_institutions_of_different_countries_are_different_voices(library: Library) -> None:
    say(library, 1, ("Swedish Foreign Ministry", "", "One."), ("The Swedish Foreign Ministry", "", "Two."))
    say(library, 2, ("Polish Foreign Ministry", "", "Three."), ("Swedish Minister Ada Lindt", "", "Four."))
    assert names(library) == {"Swedish Foreign Ministry": 2, "Polish Foreign Ministry": 1, "Ada Lindt": 1}


def test_a_name_that_nothing_marks_as_one_is_heard_when_it_is_sure(library: Library) -> None:
    words = (
        ("VPN", 0.85),
        ("TFO", 0.9),
        ("Lamp Rates", 0.9),
        ("Carrow", 0.69),
        ("Vrana Lmex", 0.7),
        ("Ada Lindt", 0.5),
    )
    text = "Of lamp rates: " + " ".join(f"“{name}”" for name, _ in words)
    said = [
        Quotation(
            start := text.index(f"“{name}"), start + len(name) + 2, QuotationKind.DIRECT, None, name, confidence=sure
        )
        for name, sure in words
    ]
    library.articles.put(Article(title="Quay", text=text), said, path="quay.txt")
    assert set(names(library)) == {"TFO", "Vrana Lmex", "Ada Lindt"}


def test_who_is_only_guessed_is_no_voice_of_the_archive(library: Library) -> None:
    text = "“One word more” “Another word”"
    said = [
        Quotation(0, 15, QuotationKind.DIRECT, None, "Ada Lindt", confidence=0.49),
        Quotation(16, 30, QuotationKind.DIRECT, None, "Otto Falk", confidence=0.5),
    ]
    library.articles.put(Article(title="Quay", text=text), said, path="quay.txt")
    assert names(library) == {"Otto Falk": 1}


def test_a_voice_has_a_role_beside_its_name(library: Library) -> None:
    say(library, 1, ("Ada Lindt", "", "One."), ("Ada Lindt", "Mayor", "Two."), ("Otto Falk", "", "Three."))
    assert {voice.name: voice.role for voice in library.voices()} == {"Ada Lindt": "Mayor", "Otto Falk": ""}


def test_the_archive_tells_who_is_unsure(library: Library) -> None:
    text = "“One,” he said. “Two,” he said. The pier was"
    places = [(0, 6), (16, 22)]

    def keep(title: str, *confidences: float) -> None:
        said = [
            Quotation(start, end, QuotationKind.DIRECT, None, "Ada Lindt", confidence=confidence)
            for (start, end), confidence in zip(places, confidences, strict=True)
        ]
        library.articles.put(Article(title=title, published=date(2024, 3, 1), text=f"{text} {title}"), said)

    keep("Unsure of one", 0.9, 0.6)
    (voice,) = library.voices("lindt")
    assert [said.is_sure for said in library.articles.voices.said(voice.id)] == [True, False]
    keep("Unsure of the other", 0.6, 0.95)
    assert [(said.is_sure, said.copies) for said in library.articles.voices.said(voice.id)] == [(True, 2), (True, 2)]


def test_a_library_of_before_learns_who_is_unsure(library: Library) -> None:
    numbers = [say(library, day, (name, "Mayor", "One.")) for day, name in ((1, "Ada Lindt"), (2, "Otto Falk"))]
    for number in numbers:
        stored = library.articles.get(number)
        assert stored is not None
        said = stored.quotations[0]._replace(confidence=0.6)
        reported = said._replace(kind=QuotationKind.INDIRECT, end=said.end - 1, confidence=0.5)
        library.articles.put(stored.article, [said, reported], path=f"{number}-.txt")
    connection = library.articles._connection
    connection.execute("ALTER TABLE quotations DROP COLUMN confidence")
    connection.execute("UPDATE bodies SET quotations = x'00' WHERE id = (SELECT max(article) FROM quotations)")
    connection.execute(f"PRAGMA user_version={STEPS.index(keep_confidence)}")
    library.close()
    with Library.open(library.folder) as today:
        sure = {voice.name: today.articles.voices.said(voice.id)[0].confidence for voice in today.voices()}
    assert sure == {"Ada Lindt": 0.6, "Otto Falk": 1.0}, "of a body that is damaged nothing is known"


def test_reprints_count_once_and_say_so(library: Library) -> None:
    say(library, 2, ("Ada Lindt", "", "The tide waits for no one."))
    say(library, 1, ("Ada Lindt", "", "‘The Tide waits for no one’"), title="Reprint")
    (voice,) = library.voices()
    assert (voice.count, voice.articles) == (1, 2)
    (said,) = library.articles.voices.said(voice.id)
    assert (said.title, said.copies) == ("Reprint", 2)


def test_what_was_said_is_in_order_of_date_and_the_undated_last(library: Library) -> None:
    for day in (3, 1, 2):
        say(library, day, ("Ada Lindt", "", f"Day {day}."))
    library.articles.put(
        Article(title="Undated", text="“No day.”"),
        [Quotation(0, 9, QuotationKind.DIRECT, None, "Ada Lindt", confidence=0.9)],
    )
    (voice,) = library.voices("Ada Lindt")
    said = library.articles.voices.said(voice.id)
    assert [item.words for item in said] == ["“Day 1.”", "“Day 2.”", "“Day 3.”", "“No day.”"]


def test_what_has_gone_since_its_place_was_read_has_no_words(library: Library) -> None:
    numbers = [say(library, day, ("Ada Lindt", "", f"Day {day}.")) for day in (1, 2)]
    (voice,) = library.voices()
    voices = library.articles.voices
    places = voices.places_of(voice.id)
    library.marks.set_removed_all(library.articles.references(numbers[1:]), True)
    say(library, 3, ("Otto Falk", "", "Another in its row."))
    library.voices()
    assert [said.words for said in voices.quotations_at(places)] == ["“Day 1.”", ""]
    assert [folded.partition("\n")[0] for folded in voices.folded_at(places)] == ['"day 1."', ""]
    assert [said.published for said in voices.quotations_at(places)] == [date(2024, 1, 1), date(2024, 1, 2)]


def test_an_article_that_is_kept_anew_is_not_counted_twice(library: Library) -> None:
    say(library, 1, ("Ada Lindt", "", "One."), ("Otto Falk", "", "Two."))
    say(library, 1, ("Ada Lindt", "", "One."))
    assert names(library) == {"Ada Lindt": 1}


@pytest.mark.parametrize("typed", ["lin", "ada l", "Lindt Ada", "a", "dr ada", "LÍNDT"])
def test_a_voice_is_found_by_what_one_types(library: Library, typed: str) -> None:
    say(library, 1, ("Ada Lindt", "", "One."), ("Otto Falk", "", "Two."))
    assert list(names(library, typed)) == ["Ada Lindt"]


@pytest.mark.parametrize("typed", ['"', "'; DROP TABLE voices", "* OR", "\x00", "%", "zzz"])
def test_nothing_typed_breaks_the_list(library: Library, typed: str) -> None:
    say(library, 1, ("Ada Lindt", "", "One."))
    assert names(library, typed) in ({}, {"Ada Lindt": 1})


def test_whom_the_reader_names_is_a_voice_however_the_name_is_written(library: Library) -> None:
    number = say(library, 1, ("Brian Holt", "", "Bread is art."))
    stored = library.articles.get(number)
    assert stored is not None
    start = stored.quotations[0].start
    anchor = anchor_at(stored.article, start, stored.quotations[0].end)
    library.marks.add("speaker", reference(stored.article, stored.path), anchor, note="bell quill")
    assert names(library) == {"bell quill": 1}


def test_voices_of_a_library_that_cannot_be_written_are_as_they_were_last_known(library: Library) -> None:
    number = say(library, 1, ("Otto Falk", "", "It is late."))
    stored = library.articles.get(number)
    assert stored is not None and names(library) == {"Otto Falk": 1}
    library.marks.add("speaker", stored.reference, anchor_at(stored.article, 0, 13), note="Ada Lindt")
    with sqlite3.connect(library.folder / "library.db", isolation_level=None) as writing:
        writing.execute("BEGIN IMMEDIATE")
        library.articles._connection.execute("PRAGMA busy_timeout=0")
        (voice,) = library.voices()
        assert (voice.name, len(library.articles.voices.said(voice.id))) == ("Otto Falk", 1)
        writing.execute("ROLLBACK")
    writing.close()
    assert names(library) == {"Ada Lindt": 1}


def test_a_correction_counts_and_is_undone(library: Library) -> None:
    number = keep(library, clean_stdin("Ada Lindt met Otto Falk.\n\n“It is late,” said Otto Falk.\n".encode()))
    stored = library.articles.get(number)
    assert stored is not None
    library.articles.put(stored.article, [Quotation(26, 40, QuotationKind.DIRECT, None, "Otto Falk", confidence=0.9)])
    known = reference(stored.article, stored.path)
    assert names(library) == {"Otto Falk": 1}
    library.marks.add("speaker", known, anchor_at(stored.article, 26, 40), note="Ada Lindt")
    assert names(library) == {"Ada Lindt": 1}
    keep(library, clean_stdin("Ada Lindt met Otto Falk.\n\n“It is late,” said Otto Falk.\n".encode()))
    assert library.marks.undo() == "saying who speaks in “It is late”"
    assert "Ada Lindt" not in names(library)


def test_removed_articles_have_no_voices_until_they_are_put_back(library: Library) -> None:
    number = say(library, 1, ("Ada Lindt", "", "One."), ("Otto Falk", "", "Two."), title="Quay")
    say(library, 3, ("Ada Lindt", "", "Three."))
    known = library.articles.references([number])
    library.marks.set_removed_all(known, True)
    (voice,) = library.voices()
    assert (voice.name, voice.count, voice.articles, voice.first) == ("Ada Lindt", 1, 1, date(2024, 1, 3))
    assert [said.words for said in library.articles.voices.said(voice.id)] == ["“Three.”"]
    assert found(library, "is:removed speaker:falk") == {"Quay"}
    say(library, 1, ("Ada Lindt", "", "One."), ("Otto Falk", "", "Two."), title="Quay")
    with Library.open(library.folder) as again:
        assert names(again) == {"Ada Lindt": 1}
    library.marks.undo()
    assert names(library) == {"Ada Lindt": 2, "Otto Falk": 1}


def test_a_removed_article_is_corrected_as_it_comes_back(library: Library) -> None:
    number = say(library, 1, ("Otto Falk", "", "It is late"), title="Quay")
    stored = library.articles.get(number)
    assert stored is not None
    known = reference(stored.article, stored.path)
    library.marks.add("speaker", known, anchor_at(stored.article, 0, 12), note="Ada Lindt")
    assert names(library) == {"Ada Lindt": 1}
    library.marks.set_removed_all([known], True)
    assert names(library) == {}
    assert found(library, "is:removed by:lindt") == {"Quay"}
    library.marks.set_removed_all([known], False)
    assert names(library) == {"Ada Lindt": 1}


def found(library: Library, query: str) -> set[str]:
    return {hit.title for hit in library.search(query)}


def test_searches_follow_a_correction_and_its_undoing(library: Library) -> None:
    number = say(library, 1, ("Otto Falk", "", "It is late"), ("Otto Falk", "", "The lamp is out"), title="Quay")
    say(library, 2, ("Eva Roth", "", "Nothing here"), title="Mole")
    stored = library.articles.get(number)
    assert stored is not None
    known = reference(stored.article, stored.path)
    assert found(library, "by:lindt") == found(library, "speaker:lindt") == set()
    library.marks.add("speaker", known, anchor_at(stored.article, 0, 12), note="Ada Lindt")
    assert (
        found(library, "speaker:lindt") == found(library, "by:lindt said:late") == found(library, "lindt") == {"Quay"}
    )
    assert found(library, "by:falk said:late") == set()
    assert found(library, "by:falk said:lamp") == {"Quay"}
    say(library, 1, ("Otto Falk", "", "It is late"), ("Otto Falk", "", "The lamp is out"), title="Quay")
    assert found(library, "speaker:lindt") == {"Quay"}
    library.marks.undo()
    assert found(library, "speaker:lindt") == found(library, "lindt") == set()
    assert found(library, "by:falk said:late") == {"Quay"}


def test_the_index_of_words_is_right_also_after_a_correction_that_it_has_no_word_of(library: Library) -> None:
    said = (("Otto Falk", "", "One"), ("Eva Roth", "", "Two"), ("Otto Falk", "", "Three"))
    number = say(library, 1, *said, title="Quay")
    stored = library.articles.get(number)
    assert stored is not None
    anchors = [anchor_at(stored.article, found.start, found.end) for found in stored.quotations]
    library.marks.add("speaker", stored.reference, anchors[2], note="Eva Roth")
    assert found(library, "by:roth said:three") == {"Quay"} and found(library, "by:falk said:three") == set()
    library.marks.add("speaker", stored.reference, anchors[0], note="Ada Lindtmann")
    assert found(library, "speaker:lindtmann") == {"Quay"} and found(library, "speaker:falk") == set()
    assert found(library, "lindtma*") == found(library, "speaker:lindtma*") == {"Quay"}
    library.marks.undo()
    library.marks.undo()
    assert found(library, "speaker:falk") == {"Quay"} and found(library, "lindtma*") == set()
    assert names(library) == {"Otto Falk": 2, "Eva Roth": 1}


def test_what_is_no_ones_speech_is_not_found_as_said(library: Library) -> None:
    number = say(library, 1, ("Otto Falk", "", "The Late Lamp"), title="Quay")
    stored = library.articles.get(number)
    assert stored is not None
    assert found(library, "said:lamp") == {"Quay"}
    library.marks.add("speaker", reference(stored.article, stored.path), anchor_at(stored.article, 0, 15), note="")
    assert found(library, "said:lamp") == found(library, "speaker:falk") == set()
    assert found(library, "lamp") == {"Quay"}


def test_searches_find_a_voice_under_its_other_names(library: Library) -> None:
    say(library, 1, ("Lindt", "Mayor", "The lamp is out"), title="Quay")
    say(library, 2, ("Ada Lindt", "Mayor", "One word"), title="Mole")
    say(library, 3, ("Ada Holm", "", "Another lamp"), title="Bridge")
    assert found(library, "speaker:lindt") == {"Quay", "Mole"}
    assert found(library, 'speaker:"ada lindt"') == {"Quay", "Mole"}
    assert found(library, "by:ada said:lamp") == {"Quay", "Bridge"}
    assert found(library, "by:lin* said:lamp") == {"Quay"}
    assert found(library, "lamp -speaker:ada") == set()
    assert found(library, "speaker:ada (mole OR by:holm)") == {"Mole", "Bridge"}
    assert [hit.title for hit in library.search("speaker:ada", 2)] == ["Bridge", "Mole"]


def test_corrections_of_a_library_of_before_are_found(library: Library) -> None:
    from reader.library.articles import full_text
    from reader.library.schema import STEPS, voices

    number = say(library, 1, ("Otto Falk", "", "It is late"), title="Quay")
    stored = library.articles.get(number)
    assert stored is not None
    library.marks.add(
        "speaker", reference(stored.article, stored.path), anchor_at(stored.article, 0, 12), note="Ada Lindt"
    )
    connection = library.articles._connection
    connection.execute("DROP TABLE corrected")
    connection.execute("CREATE TABLE corrected (article INTEGER PRIMARY KEY, digest TEXT NOT NULL)")
    connection.execute("INSERT INTO corrected VALUES(?,'as it was')", (number,))
    assert voices.index_corrected is STEPS[4]
    voices.index_corrected(connection)
    assert found(library, "speaker:lindt") == {"Quay"}
    assert found(library, "speaker:falk") == set()
    full_text.erase(connection, number, stored.article, library.articles.voices.indexed(number, ()))
    assert connection.execute("SELECT count(*) FROM pages WHERE pages MATCH 'late'").fetchone() == (0,)


def test_a_library_of_before_gets_its_voices(library: Library) -> None:
    from reader.library.schema import STEPS, voices

    say(library, 1, ("Ada Lindt", "Mayor", "One."), ("Otto Falk", "", "Two."))
    say(library, 2, ("Lindt", "Mayor", "Three."))
    before = names(library)
    connection = library.articles._connection
    for table in ("voices", "voice_names", "voice_posts", "voice_forms", "corrected"):
        connection.execute(f"DROP TABLE {table}")
    assert voices.count_again in STEPS
    voices.count_again(connection)
    voices.index_corrected(connection)
    assert names(library) == before == {"Ada Lindt": 2, "Otto Falk": 1}
