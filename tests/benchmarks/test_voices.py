"""The voices of a library of 100,000 articles: how long the screen takes to open and to filter.

Rows are written with SQL, as the tables would have them; figures are CPU time beside a bare first frame of the same
run. Run with `-s` to see the table.
"""

from __future__ import annotations

import random
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from reader.library import Library
from reader.library.voices.names import parse_voice
from reader.tui.screens.voices import VoiceScreen, VoicesScreen
from tests.benchmarks.corpus import Corpus, names
from tests.benchmarks.test_speed import bare_first_frame, begin, tell
from tests.tui.showing import settle

VOICES = 120_000
OPENS_WITHIN, FILTERS_WITHIN = 200.0, 50.0
"""Milliseconds that are promised over 100,000 articles."""
FRAMES_TO_OPEN, FRAMES_TO_FILTER = 2.0, 0.6
"""How many bare first frames the same may take on a machine that is slower or busy."""
ARTICLES = 1_200
SAID = 20_000
"""Quotations of the voice that says most."""
TYPED = ("j", "jo", "joh", "john a", "zz", "an an", "e")


def fill(library: Library) -> None:
    """Write `VOICES` voices, the first ones with many quotations, as articles would have brought them."""
    connection = library.articles._connection
    chooser = random.Random(1)
    given, family = names()
    people = dict.fromkeys(f"{chooser.choice(given)} {chooser.choice(family)}" for _ in range(VOICES * 2))
    connection.execute("BEGIN")
    for number, name in enumerate(list(people)[:VOICES], start=1):
        count = max(1, VOICES // (number + 5))
        folded = f" {name.lower()}"
        parsed = parse_voice(name)
        values = (
            number,
            name,
            f"{parsed.key} {number}",
            parsed.surname,
            folded,
            count,
            count,
            "2010-01-01",
            "2020-01-01",
        )
        connection.execute("INSERT INTO voices VALUES(?,?,?,?,?,?,?,?,?)", values)
        connection.execute("INSERT INTO voice_names(rowid, folded) VALUES(?, ?)", (number, folded))
    connection.execute("COMMIT")


async def cpu(act: Callable[[], Awaitable[object]]) -> float:
    before = time.process_time()
    await act()
    return 1000 * (time.process_time() - before)


async def test_voices_of_a_large_library(home: Path) -> None:
    library = Library.open(home / "data")
    fill(library)
    floor = await bare_first_frame()
    app = begin(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()

        async def open_voices() -> None:
            app.show_voices()
            await pilot.pause()

        opened = [await cpu(open_voices)]
        for _ in range(2):
            await pilot.press("escape")
            opened.append(await cpu(open_voices))
        screen = app.screen
        assert isinstance(screen, VoicesScreen)
        assert screen.rows.count == VOICES
        tell(f"voices of a library open ({VOICES:,})", min(opened), floor)
        assert min(opened) < max(OPENS_WITHIN, FRAMES_TO_OPEN * floor)
        for words in TYPED:

            async def narrow(words: str = words) -> None:
                screen.narrow(words)
                await pilot.pause()

            async def widen() -> None:
                screen.narrow("")
                await pilot.pause()

            times = []
            for _ in range(3):
                times.append(await cpu(narrow))
                await widen()
            tell(f"voices filtered by {words!r}", min(times), floor)
            assert min(times) < max(FILTERS_WITHIN, FRAMES_TO_FILTER * floor)


def fill_one_voice(library: Library) -> None:
    """Write `SAID` quotations of one voice in half as many articles, as these would have brought them."""
    connection = library.articles._connection
    connection.execute("BEGIN")
    connection.execute(
        "INSERT INTO voices VALUES(1,'Ada Lindt','ada lindt','lindt',' ada lindt',?,?,NULL,NULL)", (SAID, SAID // 2)
    )
    connection.execute("INSERT INTO voice_names(rowid, folded) VALUES(1, ' ada lindt')")
    for number in range(1, SAID // 2 + 1):
        day = f"20{number % 20:02}-01-{1 + number % 28:02}"
        connection.execute(
            "INSERT INTO articles(id,path,url,fingerprint,title,site,authors,published,words,minutes,quotes,added,size,"
            "mtime_ns) VALUES(?,?,'',?,?,'Gazette','',?,800,4,2,0,0,0)",
            (number, f"{number}.txt", str(number), f"Of the harbour, part {number}", day),
        )
        rows = [
            (number, start, start + 150, start + number, f"“{number} {'the tide waits ' * 10}{start}”")
            for start in (0, 10_000_000)
        ]
        connection.executemany("INSERT INTO quotations VALUES(?,?,?,1,?,'',?,0.9)", rows)
    connection.execute("COMMIT")


async def test_a_voice_that_said_much_opens_and_is_searched(home: Path) -> None:
    library = Library.open(home / "data")
    fill_one_voice(library)
    floor = await bare_first_frame()
    app = begin(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        voices = library.articles.voices
        (voice,) = voices.rows(voices.ids())
        read, opened = [], []
        for _ in range(3):
            before = time.process_time()
            assert len(voices.said(voice.id)) == SAID
            read.append(1000 * (time.process_time() - before))
            before = time.process_time()
            places = voices.places_of(voice.id)
            assert len(voices.quotations_at(places[:64])) == 64 and len(places) == SAID
            opened.append(1000 * (time.process_time() - before))
        tell(f"a voice's first screen ({SAID:,} quotations)", min(opened), floor)
        assert min(opened) < max(OPENS_WITHIN, FRAMES_TO_OPEN * floor)
        assert min(opened) < 0.75 * min(read), "to read everything takes longer"
        screen = VoiceScreen(app, voice)
        app.push_screen(screen)
        await settle(pilot)

        async def narrow() -> None:
            screen.narrow("tide 77")
            await pilot.pause()

        times = []
        for _ in range(3):
            times.append(await cpu(narrow))
            screen.narrow("")
            await pilot.pause()
        assert screen.rows.count > 0
        tell("a voice's quotations filtered", min(times), floor)
        assert min(times) < max(FILTERS_WITHIN, FRAMES_TO_FILTER * floor)


def test_an_article_costs_the_same_in_a_library_of_many_voices(home: Path) -> None:
    library = Library.open(home / "data")
    corpus = Corpus(words=200)
    times = []
    with library.articles.batch():
        for number in range(ARTICLES):
            article, quotations = corpus.article(number)
            began = time.process_time()
            library.articles.put(article, quotations, path=f"{number}.txt")
            times.append(time.process_time() - began)
    early, late = sorted(times[: ARTICLES // 4]), sorted(times[-ARTICLES // 4 :])
    middle = ARTICLES // 8
    tell("an article put last beside one put first", 1000 * late[middle], 1000 * early[middle])
    assert late[middle] < 3 * early[middle]
