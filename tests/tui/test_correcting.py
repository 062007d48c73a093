"""The reader says who speaks: of a quotation, a term, or words in which none was found; by a name that is known or new."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.document import QuotationKind
from reader.errors import StorageError
from reader.library import Library
from reader.library.voices.voices import Voices
from reader.pipeline import index, keep, read_path
from reader.tui.app import QuothApp
from reader.tui.screens.choice import Choice
from reader.tui.screens.evidence import EvidenceScreen
from reader.tui.screens.reading import ReadingScreen
from reader.tui.screens.voices import VoicesScreen
from tests.tui.showing import beginning, begun, in_front, settle, shown

QUAY = (
    "# The quay\n\n“It is late,” said Brian Holt.\n\n“It is always late,” said Ines Halloran.\n\n"
    "“Never,” said Otto Falk.\n\nThe book “A Night on the Quay” is on sale. We shall all go home. The song was old.\n"
)


def reading(library: Library, tmp_path: Path, words: str = QUAY) -> QuothApp:
    path = tmp_path / "quay.md"
    path.write_text(words, encoding="utf-8")
    number = keep(library, read_path(path))
    return QuothApp(library, beginning(number=number))


def spoken(screen: ReadingScreen) -> dict[str, str | None]:
    """Return who speaks what in the article on the screen."""
    text = screen.opened.article.text
    return {text[said.start : said.end]: said.speaker_name for said in screen.opened.quotations}


async def test_a_term_is_explained_and_may_be_somebodys_speech(library: Library, tmp_path: Path) -> None:
    app = reading(
        library, tmp_path, "# The quay\n\nThe book “A Night on the Quay” is on sale, and Ada Lindt has it.\n"
    )
    async with begun(app, ReadingScreen, size=(100, 30)) as (pilot, reader):
        await pilot.press("i")
        screen = in_front(app, EvidenceScreen)
        assert "No one's speech" in shown(screen.heading)
        assert "No one's speech" not in shown(screen.rows)
        await pilot.press("/", *"lindt", "enter", "enter")
        await settle(pilot)
        assert spoken(reader) == {"“A Night on the Quay”": "Ada Lindt"}
        assert "Ada Lindt" in shown(reader.panel)
        await pilot.press("U")
        await settle(pilot)
        assert reader.opened.quotations[0].kind is QuotationKind.TERM


async def test_words_in_which_no_quotation_was_found_get_a_speaker(library: Library, tmp_path: Path) -> None:
    app = reading(library, tmp_path)
    async with begun(app, ReadingScreen, size=(100, 30)) as (pilot, reader):
        await pilot.press("/", *"we shall", "enter", "s", *"www", "i")
        screen = in_front(app, EvidenceScreen)
        assert "We shall all go home" in shown(screen.rows)
        assert "No one's speech" not in shown(screen.rows)
        await pilot.press("/", *"falk", "enter", "enter")
        await settle(pilot)
        assert spoken(reader)["We shall all go home."] == "Otto Falk"
        await pilot.press("V", "/", *"falk", "enter")
        await settle(pilot)
        (voice,) = app.library.voices("Otto Falk")
        assert in_front(app, VoicesScreen) and voice.count == 2
        await pilot.press("q", "q", "U")
        await settle(pilot)
        assert "We shall all go home." not in spoken(reader)


async def test_selecting_a_word_of_a_quotation_asks_about_the_whole_of_it(library: Library, tmp_path: Path) -> None:
    app = reading(library, tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("/", *"always", "enter", "s", "i")
        assert "Ines Halloran" in shown(in_front(app, EvidenceScreen).heading)
        await pilot.press("escape")
        assert in_front(app, ReadingScreen).selection is None


async def test_a_voice_of_another_article_is_offered_for_what_is_typed(library: Library, tmp_path: Path) -> None:
    other = tmp_path / "pier.txt"
    other.write_text("The pier\n\n“It shines,” said Marta Quill, the keeper, where nobody heard her.\n", "utf-8")
    index(library, [other])
    app = reading(library, tmp_path)
    async with begun(app, ReadingScreen, size=(100, 30)) as (pilot, reader):
        await pilot.press("]", "i", "/", *"quill", "enter")
        assert "› Marta Quill  in other articles" in shown(in_front(app, EvidenceScreen).rows).splitlines()[0]
        await pilot.press("enter")
        await settle(pilot)
        assert spoken(reader)["“It is late,”"] == "Marta Quill"
        (voice,) = app.library.voices("Marta Quill")
        assert (voice.count, voice.articles) == (2, 2)


async def test_a_name_that_is_typed_in_small_letters_is_whoever_is_known_by_it(
    library: Library, tmp_path: Path
) -> None:
    app = reading(library, tmp_path)
    async with begun(app, ReadingScreen, size=(100, 30)) as (pilot, reader):
        await pilot.press("]", "i", "G", "k", "enter", *"otto  falk", "enter")
        await settle(pilot)
        assert spoken(reader)["“It is late,”"] == "Otto Falk"


async def test_a_correction_changes_nobody_elses_colour(library: Library, tmp_path: Path) -> None:
    app = reading(library, tmp_path)
    async with begun(app, ReadingScreen, size=(100, 30)) as (pilot, reader):

        def colours() -> dict[str, int]:
            worn = zip(reader.opened.quotations, reader.manuscript.voice_of, strict=True)
            return {said.speaker_name: voice for said, voice in worn if said.speaker_name}

        before = colours()
        await pilot.press("]", "i", "G", "k", "enter", *"Ada Lindt", "enter")
        await settle(pilot)
        after = colours()
        assert after.pop("Ada Lindt") not in before.values()
        assert after == {name: colour for name, colour in before.items() if name != "Brian Holt"}
        assert "Brian Holt" not in shown(reader.panel)
        await pilot.press("U")
        await settle(pilot)
        assert colours() == before


TALK = (
    "# The quay\n\n“It is late,” said Brian Holt.\n\n“Too late,” said Brian Holt.\n\n"
    "“It is always late,” said Ines Halloran.\n\nBrian Holt said that the ferry had gone.\n\n“It has,” said Brian Holt.\n"
)
LATE, TOO_LATE, GONE = "“It is late,”", "“Too late,”", "“It has,”"


async def test_one_key_corrects_a_speaker_wherever_the_article_has_it_and_one_takes_that_back(
    library: Library, tmp_path: Path
) -> None:
    app = reading(library, tmp_path, TALK)
    async with begun(app, ReadingScreen, size=(100, 30)) as (pilot, reader):
        found = spoken(reader)
        his = {words for words, name in found.items() if name == "Brian Holt"}
        assert len(his) == 4, "three quotations and a report"
        await pilot.press("]", "]", "i")
        assert "A so in all 4" in shown(in_front(app, EvidenceScreen).bar)
        await pilot.press("/", *"halloran", "enter", "A")
        await settle(pilot)
        assert set(spoken(reader).values()) == {"Ines Halloran"}
        assert "Ines Halloran speaks all 4. U takes it back." in shown(reader.bar)
        assert "Brian Holt" not in shown(reader.panel)
        (voice,) = app.library.voices()
        assert (voice.name, voice.count) == ("Ines Halloran", 4)
        await pilot.press("U")
        await settle(pilot)
        assert "saying who speaks in 4 quotations" in shown(reader.bar)
        assert spoken(reader) == found
        await pilot.press("ctrl+r")
        await settle(pilot)
        assert set(spoken(reader).values()) == {"Ines Halloran"}


async def test_a_new_name_counts_for_all_and_so_does_what_was_found_before(library: Library, tmp_path: Path) -> None:
    app = reading(library, tmp_path, TALK)
    async with begun(app, ReadingScreen, size=(100, 30)) as (pilot, reader):
        found = spoken(reader)
        await pilot.press("]", "i", "/", *"halloran", "enter", "enter")
        await settle(pilot)
        await pilot.press("]", "i", "G", "k", "A")
        assert "Who speaks all 3?" in str(app.screen.query_one("Question Static").render())
        await pilot.press(*"Ada Lindt", "enter")
        await settle(pilot)
        assert (spoken(reader)[LATE], spoken(reader)[TOO_LATE], spoken(reader)[GONE]) == (
            "Ines Halloran", "Ada Lindt", "Ada Lindt",
        )  # fmt: skip
        await pilot.press("i", "G", "A")
        await settle(pilot)
        assert spoken(reader) == {**found, LATE: "Ines Halloran"}
        await pilot.press("U")
        await settle(pilot)
        assert spoken(reader)[GONE] == "Ada Lindt"


async def test_a_long_name_is_told_in_the_bar_of_a_narrow_window_and_hides_nothing(
    library: Library, tmp_path: Path
) -> None:
    app = reading(library, tmp_path)
    async with begun(app, ReadingScreen, size=(60, 20)) as (pilot, reader):
        await pilot.press("]", "i", "G", "k", "enter", *"Maximilian Augustus Bartholomew Featherstone", "enter")
        await settle(pilot)
        assert "Maximilian Augustus Bar… speaks here. U takes it back." in shown(reader.bar)
        await pilot.press(")")
        assert "That is the only quotation of Maximilian Augustus Bar…." in shown(reader.bar)
        assert not app._notifications


async def test_what_was_said_already_is_no_act_that_could_be_taken_back(library: Library, tmp_path: Path) -> None:
    app = reading(library, tmp_path)
    async with begun(app, ReadingScreen, size=(100, 30)) as (pilot, reader):
        await pilot.press("]", "i", "/", *"falk", "enter", "enter")
        await settle(pilot)
        assert "Otto Falk speaks here. U takes it back." in shown(reader.bar)
        for keys in (["i", "enter"], ["i", "/", *"falk", "enter", "enter"]):
            await pilot.press(*keys)
            await settle(pilot)
            assert "That is so already." in shown(reader.bar)
        await pilot.press("i", "U", "G", "enter")
        await settle(pilot)
        assert "That is so already." in shown(reader.bar)
        assert spoken(reader)["“It is late,”"] == "Brian Holt"


async def test_all_of_a_speaker_may_be_no_ones_speech(library: Library, tmp_path: Path) -> None:
    app = reading(library, tmp_path, TALK)
    async with begun(app, ReadingScreen, size=(100, 30)) as (pilot, reader):
        await pilot.press("]", "i", "G", "A")
        await settle(pilot)
        assert len(reader.manuscript.shown) == 1
        assert "No one's speech: all 4. U takes it back." in shown(reader.bar)


async def test_whoever_speaks_once_has_no_others_to_correct(library: Library, tmp_path: Path) -> None:
    app = reading(library, tmp_path)
    async with begun(app, ReadingScreen, size=(100, 30)) as (pilot, _):
        await pilot.press("]", "i")
        screen = in_front(app, EvidenceScreen)
        assert "so in all" not in shown(screen.bar)
        await pilot.press("A")
        assert in_front(app, EvidenceScreen) is screen
        assert "No other quotation here has this speaker." in shown(screen.bar)
        assert not app.library.marks.count()


@pytest.mark.parametrize("act", [["i", "G", "k", "enter", *"Ada Lindt", "enter"], ["m", "m"]])
async def test_what_was_offered_in_the_panel_and_is_undone_there_is_still_gone_to(
    library: Library, tmp_path: Path, act: list[str]
) -> None:
    app = reading(library, tmp_path)
    async with begun(app, ReadingScreen, size=(100, 30)) as (pilot, reader):
        await pilot.press("]", *act)
        await settle(pilot)
        await pilot.press("tab", "G", "U")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert in_front(app, ReadingScreen) is reader and app.is_running
        await pilot.press("]")
        assert reader.current >= 0


async def test_the_voices_of_the_archive_follow_a_correction_and_keep_the_cursor(
    library: Library, tmp_path: Path
) -> None:
    app = reading(library, tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("V", "j", "enter", "enter")
        await settle(pilot)
        voices = next(screen for screen in app.screen_stack if isinstance(screen, VoicesScreen))

        def under_the_cursor() -> tuple[int, str]:
            return voices.rows.cursor, " ".join(shown(voices.rows).splitlines()[voices.rows.cursor].split()[1:4])

        assert under_the_cursor() == (1, "Ines Halloran 1")
        await pilot.press("[", "i", "/", *"halloran", "enter", "enter")
        await settle(pilot)
        await pilot.press("q", "q")
        await settle(pilot)
        assert in_front(app, VoicesScreen) is voices
        assert under_the_cursor() == (0, "Ines Halloran 2")
        await pilot.press("U")
        await settle(pilot)
        assert under_the_cursor() == (1, "Ines Halloran 1")


async def test_a_correction_whose_words_are_gone_is_told_and_placed_by_the_reader(
    library: Library, tmp_path: Path
) -> None:
    async with begun(reading(library, tmp_path), ReadingScreen) as (pilot, reader):
        await pilot.press("]", "i", "/", *"falk", "enter", "enter")
        await settle(pilot)
        assert not reader.marks.unplaced and not reader.marks.placed
    changed = QUAY.replace("It is late,", "The last ferry will not come at all tonight,")
    async with begun(reading(library, tmp_path, changed), ReadingScreen) as (pilot, reader):
        assert "! 1 to place" in shown(reader.bar)
        assert spoken(reader)["“The last ferry will not come at all tonight,”"] == "Brian Holt"
        await pilot.press("]", "!")
        screen = in_front(reader.quoth, Choice)  # type: ignore[arg-type]
        assert "“It is late,”" in shown(screen.rows) and "said by Otto Falk" in shown(screen.rows)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("/", *"here:", "enter", "enter")
        await settle(pilot)
        assert spoken(reader)["“The last ferry will not come at all tonight,”"] == "Otto Falk"
        assert not reader.marks.unplaced and "to place" not in shown(reader.bar)


async def test_a_mark_that_is_undone_while_it_is_placed_is_told_of(library: Library, tmp_path: Path) -> None:
    async with begun(reading(library, tmp_path), ReadingScreen) as (pilot, _):
        await pilot.press("]", "i", "/", *"falk", "enter", "enter")
        await settle(pilot)
    changed = QUAY.replace("It is late,", "The last ferry will not come at all tonight,")
    app = reading(library, tmp_path, changed)
    async with begun(app, ReadingScreen) as (pilot, reader):
        await pilot.press("]", "!", "enter", "U", "/", *"here:", "enter", "enter")
        await settle(pilot)
        assert in_front(app, ReadingScreen) is reader
        assert any("There is no mark" in told.message for told in app._notifications)
        assert "to place" not in shown(reader.bar)


async def test_a_library_that_cannot_be_asked_while_one_types_is_told_and_nothing_else_happens(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(voices: Voices, words: str) -> list[int]:
        raise StorageError("The library cannot be used: database is locked.")

    app = reading(library, tmp_path)
    async with begun(app, ReadingScreen) as (pilot, reader):
        await pilot.press("]", "i")
        monkeypatch.setattr(Voices, "ids", fail)
        await pilot.press("/", *"fa")
        await settle(pilot)
        assert any("database is locked" in told.message for told in app._notifications)
        monkeypatch.undo()
        await pilot.press(*"lk", "enter", "enter")
        await settle(pilot)
        assert spoken(reader)["“It is late,”"] == "Otto Falk"
