from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.document import Article, Block, BlockKind, Mention, Quotation, QuotationKind
from reader.library import ArticleQuery, Library
from reader.library.articles import lists, vocabulary
from reader.library.articles.vocabulary import words_begun
from reader.library.queries import FIELDS, parse, plan
from reader.library.queries.days import parse_days
from reader.library.queries.tree import And, Days, Language, Length, Not, Or, State, Tag, Words

TODAY = date(2024, 5, 15)  # a Wednesday


def article(title: str, text: str, **fields: object) -> Article:
    return Article(title=title, text=text, blocks=(Block(BlockKind.PARAGRAPH, 0, len(text)),), **fields)  # type: ignore[arg-type]


def speech(text: str, words: str, speaker: str) -> Quotation:
    start = text.index(words)
    mention = Mention(text.index(speaker), text.index(speaker) + len(speaker), speaker)
    return Quotation(start, start + len(words), QuotationKind.DIRECT, mention, speaker, "", None, 0.9)


LAMP = "The lamp is dark. “Nobody came to relieve me,” said Marta Quill. “A charming nuisance,” said Edwin Sarr."
RIVER = "The river moved. “The town followed it at night,” said Marta Quill. No lamp was lit, said nobody in Zürich."


@pytest.fixture
def library(home: Path) -> Library:
    library = Library.open(home / "data")
    library.articles.put(
        article("The lamp that would not go out", LAMP, site="Harbour Gazette", authors=("Ines Halloran",),
                published=date(2024, 3, 14), language="en", url="https://www.harbour.example/lamp"),
        (speech(LAMP, "“Nobody came to relieve me,”", "Marta Quill"), speech(LAMP, "“A charming nuisance,”", "Edwin Sarr")),
        path="/lamp",
    )  # fmt: skip
    library.articles.put(
        article("A river moves a town", RIVER, site="River Post", authors=("Peter Voss",),
                published=date(2023, 7, 1), language="en"),
        (speech(RIVER, "“The town followed it at night,”", "Marta Quill"),), path="/river",
    )  # fmt: skip
    library.articles.put(
        article("Ein Fluss", "Der Fluß zieht um. 日本語の本文です。 " + "Wort " * 50, language="de"),
        (),
        path="/fluss",
    )
    return library


def found(library: Library, query: str, *, typing: bool = False) -> set[str]:
    wanted = ArticleQuery(text=query, is_typing=typing)
    numbers = library.articles.ids(wanted)
    assert set(library.articles.newest(wanted, 50).numbers) == set(numbers)
    return {row.path.removeprefix("/") for row in library.articles.rows_of(numbers)}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("lamp", {"lamp", "river"}),
        ("lamp -river", {"lamp"}),
        ("NOT river", {"lamp", "fluss"}),
        ("-river", {"lamp", "fluss"}),
        ('"charming nuisance"', {"lamp"}),
        ('"nuisance charming"', set()),
        ("charm*", {"lamp"}),
        ("charm", set()),
        ("nuisance OR fluss", {"lamp", "fluss"}),
        ("lamp (charming OR moved)", {"lamp", "river"}),
        ("title:lamp", {"lamp"}),
        ("title:(lamp OR river)", {"lamp", "river"}),
        ("author:halloran", {"lamp"}),
        ("site:gazette", {"lamp"}),
        ("site:harbour.example", {"lamp"}),
        ("site:ri*", {"river"}),
        ("speaker:quill", {"lamp", "river"}),
        ("speaker:sarr", {"lamp"}),
        ('said:"relieve me"', {"lamp"}),
        ("said:lamp", set()),
        ("by:quill said:night", {"river"}),
        ("by:quill said:nuisance", set()),
        ("by:sarr said:nuisance", {"lamp"}),
        ("by:quill said:nobody", {"lamp"}),
        ("lang:de", {"fluss"}),
        ("after:2024", {"lamp"}),
        ("before:2024", {"river"}),
        ('on:"July 2023"', {"river"}),
        ("on:2024-03-14", {"lamp"}),
        ("words:>30", {"fluss"}),
        ("words:..30 lamp", {"lamp", "river"}),
        ("is:unread", {"lamp", "river", "fluss"}),
        ("is:read", set()),
        ("is:marked OR charming", {"lamp"}),
        ("tag:rivers", set()),
        ("zurich", {"river"}),
        ("日本", {"fluss"}),
        ("本日", set()),
        ("", {"lamp", "river", "fluss"}),
    ],
)
def test_a_search_finds(library: Library, query: str, names: set[str]) -> None:
    assert found(library, query) == names


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("la", {"lamp"}),  # of a word of two letters, the beginnings of titles and people
        ("ha", {"lamp"}),
        ("vos", {"river"}),
        ("nuis", {"lamp"}),
        ("title:ri", {"river"}),
        ("lamp ch", set()),
        ("lamp char", {"lamp"}),
        ('"charming nui', {"lamp"}),
        ('"charming nuisa', {"lamp"}),
    ],
)
def test_a_search_follows_the_typing(library: Library, query: str, names: set[str]) -> None:
    assert found(library, query, typing=True) == names


def test_what_is_looked_for_is_read() -> None:
    assert parse("river OR -lake", TODAY).node == Or((Words("river"), Not(Words("lake"))))
    assert parse("title:x is:read", TODAY).node == And((Words("x", "title"), State("read")))
    assert parse("tag:a after:2023-03", TODAY).node == And((Tag("a"), Days(date(2023, 3, 1), None)))
    assert parse("words:>=10", TODAY).node == Length(10, None)
    assert parse("words:10..20", TODAY).node == Length(10, 20)
    assert parse("words:<10", TODAY).node == Length(None, 9)
    assert parse("words:>2k", TODAY).node == parse("words:>2,000", TODAY).node == Length(2001, None)
    assert parse("words:500-1000", TODAY).node == Length(500, 1000)
    assert parse("words:2000+", TODAY).node == Length(2000, None)
    assert parse("is:read,marked", TODAY).node == Or((State("read"), State("marked")))
    assert parse("river && lake || sea", TODAY) == parse("river AND lake OR sea", TODAY)
    assert parse("lang:german", TODAY).node == parse("lang:de-AT", TODAY).node == Language("de")
    asked = parse("river sort:-title", TODAY)
    assert (asked.node, asked.sort, asked.is_reversed, asked.mistakes) == (Words("river"), "title", True, ())
    assert parse("https://example.org 10:30 AND Re", TODAY).mistakes == ()


@pytest.mark.parametrize(
    ("query", "first", "rest"),
    [
        ("after:3 weeks ago", date(2024, 5, 1), None),
        ("after:3w lamp", date(2024, 5, 1), "lamp"),
        ("after:5 March 2023 lamp", date(2023, 3, 5), "lamp"),
        ("after:March 2023", date(2023, 3, 1), None),
        ("after:3/2023 lamp", date(2023, 3, 1), "lamp"),
        ("after:2023 3", date(2023, 1, 1), "3"),
        ("after:yesterday lamp", date(2024, 5, 21), "lamp"),
        ("after:last year lamp", date(2023, 1, 1), "lamp"),
    ],
)
def test_a_day_is_written_as_people_write_it(query: str, first: date, rest: str | None) -> None:
    days = Days(first, None)
    asked = parse(query, date(2024, 5, 22))
    assert asked.mistakes == ()
    assert asked.node == (days if rest is None else And((days, Words(rest))))


@pytest.mark.parametrize(
    ("query", "marked", "message"),
    [
        ("titel:river", "titel:", "Did you mean title:?"),
        ("river title:", "title:", "title: wants something right after it. Write title:river."),
        ("title: river", "title:", "Write title:river, without a space."),
        ("since:2023", "since:", "Did you mean after:?"),
        ("zzz:river", "zzz:", "There are title, author"),
        ("after:soon", "soon", "after: does not know soon."),
        ("is:old", "old", "unread, reading, read, marked or removed"),
        ("words:many", "many", "words:>2000"),
        ("is:unraed", "unraed", "Did you mean is:unread?"),
        ("is:deleted", "deleted", "Did you mean is:removed?"),
        ("is:read,zzz", "read,zzz", "is: does not know read,zzz"),
        ("words:20..10", "20..10", "words:500..1000"),
        ("sort:colour", "colour", "relevance"),
        ("sort:oldest", "oldest", "Did you mean sort:-published?"),
        ("lang:klingon", "klingon", "lang:german"),
        ("on:2023-02-30", "2023-02-30", "No calendar has 2023-02-30. Write on:yesterday"),
        ("after:13/2023", "13/2023", "No calendar has 13/2023."),
        ("on:2023..2021", "2023..2021", "on: does not know 2023..2021."),
        ("*river", "*river", "at the end of a word's beginning"),
        ('"river', '"river', "This phrase has no end yet"),
        ("(river", "(", "This bracket has no end yet"),
        ("river)", ")", "This bracket closes nothing"),
        ("OR river", "OR", "OR stands between two things"),
        ("river OR", "OR", "OR stands between two things"),
        ("river $", "$", "There is no letter or digit in $"),
        ("river -", "-", "right before what is not wanted: -river"),
        ("river NOT", "NOT", "right before what is not wanted: NOT river"),
        ("river *", "*", "at the end of a word's beginning"),
        ('river ""', '""', "nothing between these quotation marks"),
        ('river "', '"', "This phrase has no end yet"),
    ],
)
def test_a_mistake_is_told_where_it_is(query: str, marked: str, message: str) -> None:
    (mistake,) = parse(query, TODAY).mistakes
    assert query[mistake.start : mistake.end] == marked
    assert message in mistake.message


def test_what_is_around_a_mistake_is_still_found(library: Library) -> None:
    assert found(library, "charming titel: (nuisance") == set()
    assert found(library, "charming after:soon (nuisance") == {"lamp"}


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2023/2/5", date(2023, 2, 5), date(2023, 2, 5)),
        ("5 March 2023", date(2023, 3, 5), date(2023, 3, 5)),
        ("march 2023", date(2023, 3, 1), date(2023, 3, 31)),
        ("march", date(2024, 3, 1), date(2024, 3, 31)),
        ("june", date(2023, 6, 1), date(2023, 6, 30)),
        ("today", TODAY, TODAY),
        ("yesterday", date(2024, 5, 14), date(2024, 5, 14)),
        ("monday", date(2024, 5, 13), date(2024, 5, 13)),
        ("3 weeks ago", date(2024, 4, 24), date(2024, 4, 24)),
        ("3 months ago", date(2024, 2, 15), date(2024, 2, 15)),
        ("a year ago", date(2023, 5, 15), date(2023, 5, 15)),
        ("last week", date(2024, 5, 6), date(2024, 5, 12)),
        ("this month", date(2024, 5, 1), date(2024, 5, 31)),
        ("last month", date(2024, 4, 1), date(2024, 4, 30)),
        ("last year", date(2023, 1, 1), date(2023, 12, 31)),
        ("wednesday", TODAY, TODAY),
        ("last Wednesday", date(2024, 5, 8), date(2024, 5, 8)),
        ("last friday", date(2024, 5, 10), date(2024, 5, 10)),
        ("ten days ago", date(2024, 5, 5), date(2024, 5, 5)),
        ("20230305", date(2023, 3, 5), date(2023, 3, 5)),
        ("2021..2023-02", date(2021, 1, 1), date(2023, 2, 28)),
        ("last month .. today", date(2024, 4, 1), TODAY),
        ("1990s", date(1990, 1, 1), date(1999, 12, 31)),
    ],
)
def test_days_are_read_as_people_write_them(words: str, first: date, last: date) -> None:
    assert parse_days(words, TODAY) == (first, last)


@pytest.mark.parametrize("words", ["", "soon", "2023-13", "2023-02-31", "9999 years ago", "0000", "32 May 2023"])
def test_what_is_no_day_is_none(words: str) -> None:
    assert parse_days(words, TODAY) is None


def test_a_beginning_finds_what_its_words_find(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    words = words_begun(library.articles._connection, "NUIS")
    assert words == ("nuisance",)
    for query in ("nuis*", "char* OR said:nuis*", "-nuis*", "speaker:quil*", "title:rive*", "zzzz*"):
        by_words = found(library, query)
        monkeypatch.setattr(vocabulary, "MOST", 0)
        library.articles._lists.forget()
        assert found(library, query) == by_words
        monkeypatch.undo()
        library.articles._lists.forget()


def test_at_once_a_search_with_conditions_goes_through_the_newest_only(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "SPAN", 1)
    last = max(library.articles.ids(ArticleQuery()))
    for text in ("-zeppelin", "is:unread", "words:>1", "is:read OR -zeppelin", "lang:de -zeppelin"):
        query = ArticleQuery(text=text, is_typing=False)
        everything = set(library.articles.ids(query))
        few = library.articles.newest(query, at_once=True)
        assert not few.is_whole
        assert set(few.numbers) == everything & {last}
        assert set(library.articles.newest(query).numbers) == everything
    assert library.articles.newest(ArticleQuery(text="lamp"), at_once=True).is_whole


@given(st.text(max_size=80), st.dates())
def test_no_words_for_a_day_raise(words: str, today: date) -> None:
    found = parse_days(words, today)
    assert found is None or found[0] <= found[1]


PIECES = st.sampled_from(
    [*(f"{name}:" for name in FIELDS), "(", ")", '"', "-", "*", "OR", "AND", "NOT", " ", "|", "river", "la", "日本", "é",
     ">", "..", "2023-03", "unread", "\x00", "'", "^", "+", "NEAR(", "{", "}", "“", "”", "\n", "ꝗ", "1", "said:lamp"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=6), max_size=30), st.booleans())
def test_whatever_is_typed_is_read_and_its_mistakes_lie_in_it(pieces: list[str], typing: bool) -> None:
    typed = "".join(pieces)
    asked = parse(typed, TODAY, is_typing=typing)
    plan(asked.node)
    assert all(0 <= mistake.start <= mistake.end <= len(typed) for mistake in asked.mistakes)
    assert all(mistake.message.endswith((".", "?", ":")) for mistake in asked.mistakes)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Library:
    library = Library.open(tmp_path_factory.mktemp("shared"))
    library.articles.put(article("The river", "A body with a lamp."), (), path="/one")
    return library


@given(st.lists(PIECES | st.text(max_size=6), max_size=30), st.booleans())
def test_the_database_takes_whatever_is_typed(shared: Library, pieces: list[str], typing: bool) -> None:
    query = ArticleQuery(text="".join(pieces), is_typing=typing)
    assert set(shared.articles.newest(query).numbers) == set(shared.articles.ids(query))
    shared.articles.search(query.text, 5)


@pytest.mark.parametrize(
    "query",
    [
        "(" * 500,
        "a " * 900,
        "(a OR " * 39 + "b",
        "(a b -" * 39,
        "NOT " * 499 + "a",
        "-" * 600,
        "a OR " * 300,
        '"' * 999,
    ],
)
def test_long_and_deep_queries_are_taken(shared: Library, query: str) -> None:
    shared.articles.ids(ArticleQuery(text=query))
