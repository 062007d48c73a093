"""Voices on the screen: colours, evidence, correction, and the voices of the archive."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.style import Style
from textual.geometry import Region

from reader.errors import StorageError
from reader.library import Library
from reader.library.voices.voices import Place, Voices
from reader.pipeline import index, keep, read_path
from reader.tui.app import QuothApp
from reader.tui.list_screen import ListScreen
from reader.tui.screens import voices as voices_screen
from reader.tui.screens.evidence import EvidenceScreen
from reader.tui.screens.reading import ReadingScreen
from reader.tui.screens.voices import VoiceScreen, VoicesScreen
from reader.tui.widgets.panel import Panel
from tests.tui.showing import beginning, in_front, settle, shown


def speaker(app: QuothApp) -> str | None:
    screen = in_front(app, ReadingScreen)
    return screen.opened.quotations[screen.current].speaker_name


async def test_evidence_tells_the_words_the_verb_the_rule_and_how_sure(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("right_square_bracket", "i")
        await pilot.pause()
        assert isinstance(reading_app.screen, EvidenceScreen)
        told = shown(reading_app.screen.rows)
        assert "Named by  “Marta Quill”" in told
        assert "Verb      “said”" in told
        assert "Rule" in told
        assert "Sure" in told
        await pilot.press("escape")
        assert in_front(reading_app, ReadingScreen)


async def test_evidence_is_wrapped_to_the_window_and_the_place_counts_names_alone(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("right_square_bracket", "i")
        await pilot.pause()
        screen = in_front(reading_app, EvidenceScreen)
        assert "1/" in shown(screen.bar)
        wide = screen.rows.count
        await pilot.press("j")
        await pilot.resize_terminal(24, 20)
        await pilot.pause()
        assert screen.rows.count > wide
        assert "2/" in shown(screen.bar)
        said = "".join(shown(screen.rows).split())
        below = reading_app.screen_stack[-2]
        assert isinstance(below, ReadingScreen)
        quotation = below.opened.quotations[below.current]
        assert "".join(below.opened.article.text[quotation.start : quotation.end].split()) in said


async def test_evidence_begins_at_the_quotation_in_a_low_window(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(80, 13)) as pilot:
        await settle(pilot)
        await pilot.press("right_square_bracket", "i")
        await pilot.pause()
        screen = in_front(reading_app, EvidenceScreen)
        assert screen.rows.count > screen.rows.rows_shown
        assert "I was told to keep it" in shown(screen.rows)
        assert "› Marta Quill" in shown(screen.rows)


async def test_another_speaker_is_chosen_and_undone(reading_app: QuothApp, library: Library) -> None:
    async with reading_app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("right_square_bracket")
        assert speaker(reading_app) == "Marta Quill"
        await pilot.press("i", "slash", *"sarr", "enter", "enter")
        await pilot.pause()
        assert speaker(reading_app) == "Edwin Sarr"
        (mark,) = Library.open(library.folder).marks.all()
        assert (mark.kind, mark.note) == ("speaker", "Edwin Sarr")
        assert mark.anchor.exact.startswith("“I was told")
        await pilot.press("U")
        await pilot.pause()
        assert speaker(reading_app) == "Marta Quill"


async def test_enter_alone_says_what_was_found(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("right_square_bracket")
        while speaker(reading_app) == "Marta Quill":
            await pilot.press("right_square_bracket")
        found = speaker(reading_app)
        assert found
        await pilot.press("i", "enter")
        await pilot.pause()
        assert speaker(reading_app) == found


async def test_a_name_is_typed_and_taken_back(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("right_square_bracket", "i", "G", "k", "enter", *"Ada Lindt", "enter")
        await pilot.pause()
        assert speaker(reading_app) == "Ada Lindt"
        assert "Ada Lindt" in shown(in_front(reading_app, ReadingScreen).panel)
        await pilot.press("i", "G", "enter")
        await pilot.pause()
        assert speaker(reading_app) == "Marta Quill"


async def test_no_ones_speech_is_no_longer_walked(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        before = len(in_front(reading_app, ReadingScreen).manuscript.shown)
        await pilot.press("right_square_bracket", "i", "G", "enter")
        await pilot.pause()
        assert len(in_front(reading_app, ReadingScreen).manuscript.shown) == before - 1


async def test_a_quotation_that_is_one_again_is_still_the_one_walked_to(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        screen = in_front(reading_app, ReadingScreen)
        await pilot.press("]", "]")
        walked = screen.current
        await pilot.press("i", "G", "enter")
        await pilot.pause()
        assert screen.current == -1
        await pilot.press("U")
        await pilot.pause()
        assert screen.current == walked >= 0


async def test_the_quotation_walked_to_stays_in_sight_whatever_the_size_and_the_place_is_not_lost(
    library: Library, tmp_path: Path
) -> None:
    page = tmp_path / "pier.txt"
    talk = [
        f"“It is {number} o’clock on the pier,” said Brian Holt, who had {'counted ' * 30}it." for number in range(40)
    ]
    page.write_text("The pier\n\n" + "\n\n".join(talk), encoding="utf-8")
    app = QuothApp(library, beginning(reading=read_path(page)))
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        await pilot.press("space", "space", "]", "]", "]", "]")
        walked, top = screen.current, screen.page.top
        start = screen.manuscript.quotations.starts[walked]
        assert walked > 3 and screen.page.shows(start)
        for size in ((60, 20), (40, 12), (200, 60), (24, 10), (60, 8)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert screen.page.shows(start), size
            assert "“It is" in shown(screen.page)
        await pilot.press("+", "-", "-", "f", "f")
        assert screen.page.shows(start)
        await pilot.press("f", "=")
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        assert (screen.current, screen.page.top) == (walked, top)
        await pilot.press("]")
        assert screen.current == walked + 1


async def test_a_correction_is_there_when_the_article_is_opened_again(library: Library, report: Path) -> None:
    number = keep(library, read_path(report))
    app = QuothApp(library, beginning(number=number))
    async with app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("right_square_bracket", "i", "slash", *"sarr", "enter", "enter")
        await pilot.pause()
    keep(library, read_path(report))
    again = QuothApp(library, beginning(number=number))
    async with again.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("right_square_bracket")
        assert speaker(again) == "Edwin Sarr"
        assert "Sarr" in shown(in_front(again, ReadingScreen).page)


async def test_voices_are_filtered_opened_and_lead_to_their_words(library: Library, report: Path) -> None:
    other = report.with_name("other.txt")
    other.write_text("Another day\n\n“It shines,” said Marta Quill on the pier, where nobody heard her.\n", "utf-8")
    index(library, [report.parent])
    app = QuothApp(library, beginning())
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("V")
        await pilot.pause()
        assert isinstance(app.screen, VoicesScreen)
        assert "Marta Quill" in shown(app.screen.rows).splitlines()[0]
        await pilot.press("slash", *"quil", "enter")
        await pilot.pause()
        assert "Marta Quill" in shown(app.screen.rows)
        assert "Edwin" not in shown(app.screen.rows)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, VoiceScreen)
        said = shown(app.screen.rows)
        assert said.index("14 Mar 2024") < said.index("undated")
        await pilot.press("enter")
        await settle(pilot)
        assert "I was told to keep it" in shown(in_front(app, ReadingScreen).page)


async def test_what_a_voice_said_is_the_quotation_walked_to_where_its_article_opens(
    library: Library, tmp_path: Path
) -> None:
    page = tmp_path / "pier.txt"
    before = "\n\n".join("The boats came in one by one, and nobody counted them. " * 4 for _ in range(12))
    page.write_text(
        f"The pier\n\n{before}\n\n“Late,” said Otto Falk. “Never,” said Ada Lindt.\n\n“Quite so,” said Ada Lindt.\n\n{before}\n",
        encoding="utf-8",
    )
    index(library, [page])
    app = QuothApp(library, beginning())
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("V", "/", *"lindt", "enter", "enter", "enter")
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        assert speaker(app) == "Ada Lindt" and "quote 2/3 Ada Lindt" in shown(screen.bar)
        lines = shown(screen.page).splitlines()
        assert any("The boats came in" in line for line in lines[:9])
        assert any("Never" in line and "▌" in line for line in lines)
        await pilot.press("y")
        assert app.clipboard.startswith("“Never,” — Ada Lindt")
        await pilot.press(")")
        assert "quote 3/3" in shown(screen.bar)


async def test_who_is_unsure_is_so_in_the_archive_and_in_what_is_copied(library: Library, report: Path) -> None:
    reading = read_path(report)
    unsure = reading.quotations[0]._replace(confidence=0.6)
    number = keep(library, replace(reading, quotations=(unsure, *reading.quotations[1:])))
    app = QuothApp(library, beginning(number=number))
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("]", "y")
        assert "— Marta Quill?, former harbour pilot (" in app.clipboard
        await pilot.press("]", "y")
        assert "— Marta Quill, former harbour pilot (" in app.clipboard
        await pilot.press("V", "/", *"quill", "enter", "enter")
        await settle(pilot)
        first, second = shown(in_front(app, VoiceScreen).rows).splitlines()[1:4:2]
        assert "? unsure · 14 Mar 2024" in first and "unsure" not in second
        await pilot.press("y")
        assert "— Marta Quill?, former harbour pilot (" in app.clipboard
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("i")
        assert "› Marta Quill  choose it to make it sure" in shown(in_front(app, EvidenceScreen).rows)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("y")
        assert "— Marta Quill, former harbour pilot (" in app.clipboard
        await pilot.press("q")
        await settle(pilot)
        assert "unsure" not in shown(in_front(app, VoiceScreen).rows)


async def test_what_a_voice_said_is_searched_by_words_in_any_order(library: Library, report: Path) -> None:
    index(library, [report.parent])
    app = QuothApp(library, beginning())
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("V", "/", *"quill", "enter", "enter")
        await settle(pilot)
        screen = in_front(app, VoiceScreen)
        everything = screen.rows.count
        await pilot.press("/", *"county best", "enter")
        assert "best view in the county" in shown(screen.rows) and screen.rows.count == 1 < everything
        await pilot.press("escape")
        assert screen.rows.count == everything


async def test_what_is_searched_for_stands_out_in_what_a_voice_said_however_late_it_comes(
    library: Library, tmp_path: Path
) -> None:
    page = tmp_path / "pier.txt"
    words = f"It was late {'and we counted the boats ' * 8}until the café closed"
    page.write_text(f"The pier\n\n“{words},” said Ada Lindt.\n", encoding="utf-8")
    index(library, [page])
    app = QuothApp(library, beginning())
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await pilot.press("V", "enter")
        await settle(pilot)
        screen = in_front(app, VoiceScreen)
        assert "It was late" in shown(screen.rows) and "café" not in shown(screen.rows)
        await pilot.press("/", *"cafe pier", "enter")
        assert "until the café closed" in shown(screen.rows)
        hit = [words for line in screen.paint_row(0, 58) for words, style in line if style == "hit"]
        assert hit == ["café", "pier"]


async def test_words_that_were_folded_beside_the_screen_are_found_like_those_of_the_first_key(
    library: Library, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index(library, [report.parent])
    app = QuothApp(library, beginning())
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        found = {}
        for most in (0, 1000):
            monkeypatch.setattr(voices_screen, "FOLDED_AT_ONCE", most)
            await pilot.press("V", "/", *"quill", "enter", "enter")
            await settle(pilot)
            screen = in_front(app, VoiceScreen)
            assert bool(screen._haystacks) is (most == 0)
            await pilot.press("/", *"county best", "enter")
            found[most] = shown(screen.rows)
            await pilot.press("q", "q", "q", "q")
        assert found[0] == found[1000] and "best view in the county" in found[0]


async def test_lists_of_voices_behind_an_article_follow_it_when_they_are_seen_again(
    library: Library, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index(library, [report.parent])
    app = QuothApp(library, beginning())
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("V", "/", *"quill", "enter", "enter")
        await settle(pilot)
        said, count = in_front(app, VoiceScreen), in_front(app, VoiceScreen).rows.count
        await pilot.press("enter")
        await settle(pilot)
        asked: list[int] = []

        def places_of(voices: Voices, voice: int) -> list[Place]:
            asked.append(voice)
            return []

        with monkeypatch.context() as patch:
            patch.setattr(Voices, "places_of", places_of)
            await pilot.press("m", "m", "i", "/", *"sarr", "enter", "enter")
            await settle(pilot)
            assert not asked, "no key waits for a list that is not seen"
        await pilot.press("q")
        await settle(pilot)
        assert in_front(app, VoiceScreen) is said and said.rows.count == count - 1
        await pilot.press("U")
        await settle(pilot)
        assert said.rows.count == count


async def test_tab_leads_into_the_panel_and_to_a_voice(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("tab", "slash", *"sarr", "enter", "enter")
        await pilot.pause()
        assert speaker(reading_app) == "Edwin Sarr"
        assert "Edwin Sarr" in shown(in_front(reading_app, ReadingScreen).bar)


async def test_clicks_on_a_voice_lead_through_what_it_says_and_round_again(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        screen = in_front(reading_app, ReadingScreen)
        manuscript = screen.manuscript
        voice = manuscript.voices.index("Edwin Sarr")
        his = [number for number in manuscript.shown if manuscript.voice_of[number] == voice]
        row = next(place for place, line in enumerate(shown(screen.panel).splitlines()) if "Edwin Sarr" in line)
        for number in [*his, his[0]]:
            await pilot.click(screen.panel, offset=(8, row))
            await settle(pilot)
            assert screen.current == number and screen.page.shows(manuscript.quotations.starts[number])
            row = next(place for place, line in enumerate(shown(screen.panel).splitlines()) if "Edwin Sarr" in line)
        assert len(his) > 1


async def test_an_empty_library_has_no_voices(library: Library) -> None:
    app = QuothApp(library, beginning())
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await pilot.press("V")
        await pilot.pause()
        assert isinstance(app.screen, VoicesScreen)
        assert "Nobody is quoted" in shown(app.screen.rows)
        await pilot.press("enter", "s", "G")


async def test_voices_that_cannot_be_asked_are_told_of_and_the_program_goes_on(
    reading_app: QuothApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(voices: Voices, *_: str) -> list[int]:
        raise StorageError("The library cannot be used: database is locked.")

    async with reading_app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        with monkeypatch.context() as patch:
            patch.setattr(Voices, "ids", fail)
            await pilot.press("V", "s", "/", "a", "enter")
            await settle(pilot)
            assert any("database is locked" in told.message for told in reading_app._notifications)
        await pilot.press("escape", "/", *"quill")
        await settle(pilot)
        assert "Marta Quill" in shown(in_front(reading_app, VoicesScreen).rows)


async def test_quotations_are_told_without_colour(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("right_square_bracket")
        page = in_front(reading_app, ReadingScreen).page
        line = next(line for line in shown(page).splitlines() if "I was told" in line)
        assert line.lstrip().startswith("Quill")
        assert "▌" in line
        rows = page.render_lines(Region(0, 0, *page.size))
        strips = [segment for strip in rows for segment in strip if segment.style is not None]
        said = next(segment for segment in strips if "I was told" in segment.text)
        assert said.style is not None
        assert said.style.bold
        named = next(segment for segment in strips if "Quill" in segment.text and segment.style.underline)
        assert isinstance(named.style, Style)
        assert named.style.underline


async def test_where_there_is_no_colour_every_quotation_is_heavier(
    library: Library, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = QuothApp(library, beginning(reading=read_path(report)))
    async with app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        page = in_front(app, ReadingScreen).page
        segments = [segment for strip in page.render_lines(Region(0, 0, *page.size)) for segment in strip]
        said = [segment for segment in segments if "I was told" in segment.text or "Nobody has" in segment.text]
        told = [segment for segment in segments if "a former harbour" in segment.text]
        assert said and told
        assert all(segment.style is not None and segment.style.bold for segment in said)
        assert not any(segment.style is not None and segment.style.bold for segment in told)


async def test_the_ninth_voice_wears_another_bar_than_the_first(library: Library, tmp_path: Path) -> None:
    family = ["Lindt", "Falk", "Roth", "Holt", "Quill", "Sarr", "Benn", "Moss", "Vane"]
    page = tmp_path / "pier.txt"
    page.write_text("\n\n".join(f"“It is late on the pier,” said Ada {name}." for name in family), "utf-8")
    app = QuothApp(library, beginning(reading=read_path(page)))
    async with app.run_test(size=(110, 40)) as pilot:
        await settle(pilot)
        for shown_part, sign in (
            (in_front(app, ReadingScreen).page, "║“"),
            (in_front(app, ReadingScreen).panel, "║Ada"),
        ):
            rows = shown(shown_part).splitlines()
            assert sum(sign in row for row in rows) == 1
            assert any("Vane" in row and sign in row for row in rows)


async def test_a_walk_makes_no_more_rows_of_the_panel_than_it_has(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "pier.txt"
    letters = "ABCDEFGHIKLMNOPRSTUW"
    cast = [f"{first}da {second}indt" for first in letters for second in letters[:10]]
    page.write_text("\n\n".join(f"“It is late on the pier,” said {name}." for name in cast), "utf-8")
    app = QuothApp(library, beginning(reading=read_path(page)))
    made: list[int] = []
    make = Panel._voice_row

    def counted(panel: Panel, voice: int, *rest: Any) -> Any:
        made.append(voice)
        return make(panel, voice, *rest)

    async with app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        panel = in_front(app, ReadingScreen).panel
        assert len(in_front(app, ReadingScreen).manuscript.voices) > 100 and "more" in shown(panel)
        monkeypatch.setattr(Panel, "_voice_row", counted)
        await pilot.press("]")
        assert 0 < len(made) <= panel.size.height
        await pilot.press("G", "[")
        assert f"▌{speaker(app)}" in shown(panel)
        await pilot.press("tab", "G", "enter")
        await settle(pilot)
        assert f"▌{speaker(app)}" in shown(panel)


@pytest.mark.parametrize(("width", "gutter"), [(60, "?▎“"), (110, "Feather…? ")])
async def test_an_unsure_speaker_wears_a_question_mark_however_narrow_the_window(
    library: Library, report: Path, width: int, gutter: str
) -> None:
    reading = read_path(report)
    unsure = reading.quotations[0]._replace(speaker_name="Maximilian Augustus Featherstonehaugh", confidence=0.6)
    app = QuothApp(library, beginning(reading=replace(reading, quotations=(unsure, *reading.quotations[1:]))))
    async with app.run_test(size=(width, 20)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        line = next(line for line in shown(screen.page).splitlines() if "I was told" in line)
        assert gutter in line
        if screen.panel.display:
            (row,) = [row for row in shown(screen.panel).splitlines() if "Maximilian" in row]
            assert "…?" in row


async def test_a_key_that_does_nothing_is_told_on_lists_and_in_what_one_chooses_from(
    library: Library, report: Path
) -> None:
    index(library, [report.parent])
    app = QuothApp(library, beginning())
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        for keys, dead in ((["V"], "Z"), (["enter"], "Z"), (["q", "q", "'"], "Z"), (["q", "enter", "tab"], "Z")):
            await pilot.press(*keys, dead)
            await settle(pilot)
            screen = app.screen
            assert isinstance(screen, ListScreen)
            assert f"{dead} does nothing here" in shown(screen.bar)


async def test_the_same_voice_keeps_its_colour_when_reports_are_shown(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        screen = in_front(reading_app, ReadingScreen)
        before = {name: number for number, name in enumerate(screen.manuscript.voices)}
        screen.action_toggle_indirect()
        after = {name: number for number, name in enumerate(screen.manuscript.voices)}
        assert {name: after[name] for name in before} == before


async def test_y_copies_speaker_title_site_and_date(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("right_square_bracket", "y")
        assert reading_app.clipboard.startswith("“I was told to keep it until somebody relieved me,” — Marta Quill")
        assert "The lamp that would not go out, Harbour Gazette, 14 March 2024" in reading_app.clipboard


async def test_y_copies_from_the_archive_as_from_the_article(library: Library, report: Path) -> None:
    page = report.with_suffix(".html")
    page.write_text(
        "<html><head><title>The pier at night</title><link rel='canonical' href='https://harbour.example/pier'>"
        "<meta property='og:site_name' content='Harbour Gazette'>"
        "<meta property='article:published_time' content='2024-05-02'></head><body><article><h1>The pier at night</h1>"
        "<p>“It shines over the whole of the pier, and nobody is there to see it,” said Marta Quill, the keeper.</p>"
        "<p>Nobody heard her, for the pier had been closed in the spring, and the lamp shone on.</p></article></body></html>",
        "utf-8",
    )
    index(library, [report.parent])
    app = QuothApp(library, beginning())
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("V", "slash", *"quil", "enter", "y")
        await pilot.pause()
        assert app.clipboard == "Marta Quill"
        await pilot.press("enter", "y")
        await pilot.pause()
        first = app.clipboard
        assert first.startswith("“I was told to keep it until somebody relieved me,” — Marta Quill")
        assert "The lamp that would not go out, Harbour Gazette, 14 March 2024" in first
        await pilot.press("s", "y")
        await pilot.pause()
        assert app.clipboard.startswith("“It shines over the whole of the pier")
        assert app.clipboard.endswith(
            "(The pier at night, Harbour Gazette, 2 May 2024, https://harbour.example/pier)"
        )
        assert "latest first" in shown(app.screen.heading)
        assert "Copied: “It shines" in shown(in_front(app, VoiceScreen).bar)
