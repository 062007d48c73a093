from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from reader.actions import ACTIONS, SCOPES
from reader.config.assets import asset_folder
from reader.config.paths import find_paths
from reader.config.settings import CHOICES, Settings, parse_settings, read_settings
from reader.config.state import last_shown, read_state, remember
from reader.config.themes import Theme, contrast, parse_theme, read_theme, read_themes

THEMES = read_themes(Path("nowhere"))[0]


def test_a_mistake_in_the_settings_is_told_and_the_rest_used() -> None:
    settings, issues = parse_settings({"mesure": 60, "measure": 9999, "panel": False, "keys": {"reading.fad": "x"}})
    assert settings == Settings(panel=False)
    assert [issue.code for issue in issues] == ["unknown-setting", "bad-setting", "unknown-action"]
    assert "measure" in issues[0].message
    assert "reading.fade" in issues[2].message


def test_a_file_that_is_no_toml_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("measure = = 3", encoding="utf-8")
    settings, issues = read_settings(tmp_path)
    assert settings == Settings()
    assert issues[0].code == "unreadable-settings"


def test_what_is_remembered_is_there_again() -> None:
    folders = find_paths()
    remember(folders, {"theme": "paper"})
    remember(folders, {"measure": 60})
    assert read_state(folders) == {"theme": "paper", "measure": 60}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_colour_of_words_can_be_read(theme: Theme) -> None:
    ground = theme.colours["background"]
    for name in ("text", "muted", "accent", "heading", "link", "code", "mark", "warning", "error"):
        assert contrast(theme.colours[name], ground) >= 4.5, name
    for voice in theme.voices:
        assert contrast(voice, ground) >= 4.5, voice
    assert len(set(theme.voices)) == len(theme.voices)
    assert all(one != other for one, other in combinations(theme.voices, 2))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_highlighted_words_can_be_read_and_told_apart(theme: Theme) -> None:
    for name, ground in theme.highlights.items():
        assert contrast(theme.colours["text"], ground) >= 4.5, name
        for voice in theme.voices:
            assert contrast(voice, ground) >= 3, (name, voice)
    grounds = [*theme.highlights.values(), theme.colours["background"]]
    assert len(set(grounds)) == len(grounds)


def test_a_highlight_s_colour_is_one_of_them() -> None:
    settings, issues = parse_settings({"highlight": "puce"})
    assert (settings.highlight, [issue.code for issue in issues]) == ("yellow", ["bad-setting"])
    assert parse_settings({"highlight": "blue", "editor": "vi"})[0] == Settings(highlight="blue", editor="vi")


def test_there_are_dark_and_light_themes() -> None:
    assert {theme.dark for theme in THEMES} == {True, False}


def test_what_keys_changed_counts_until_the_setting_itself_is_changed() -> None:
    folders, settings = find_paths(), Settings(theme="ink", measure=66)
    assert last_shown(folders, settings) == {"theme": "ink", "measure": 66, "justify": False, "hyphenate": False}
    remember(folders, {"theme": "paper", "measure": 70, "as_it_came": []}, settings)
    remember(folders, {"justify": True}, settings)
    shown = {"theme": "paper", "measure": 70, "justify": True, "hyphenate": False}
    assert last_shown(folders, settings) == shown
    assert last_shown(folders, settings._replace(measure=80)) == {**shown, "measure": 80}
    assert last_shown(folders, settings._replace(theme="dusk", panel=False)) == {**shown, "theme": "dusk"}


def test_what_an_older_program_remembered_counts() -> None:
    folders = find_paths()
    remember(folders, {"theme": 7, "measure": 70, "instead_of": "?"})
    assert last_shown(folders, Settings())["theme"] == "ink"
    assert last_shown(folders, Settings())["measure"] == 70
    remember(folders, {"measure": 80}, Settings())
    assert last_shown(folders, Settings())["measure"] == 80


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_theme_is_found_by_its_name(theme: Theme, tmp_path: Path) -> None:
    assert read_theme(tmp_path, theme.name) == (theme, ())
    assert (asset_folder("themes") / f"{theme.name}.toml").is_file()


@pytest.mark.parametrize("name", ["no-such-theme", "../ink", "", 7, None])
def test_the_first_theme_stands_for_one_that_there_is_not(name: object, tmp_path: Path) -> None:
    assert read_theme(tmp_path, name) == (THEMES[0], ())


def test_a_theme_of_one_s_own_counts_whatever_its_file_is_called(tmp_path: Path) -> None:
    words = (asset_folder("themes") / "paper.toml").read_text(encoding="utf-8")
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "mine.toml").write_text(words.replace('title = "Paper"', 'title = "My paper"'), "utf-8")
    (tmp_path / "themes" / "other.toml").write_text(words.replace('name = "paper"', 'name = "night"'), "utf-8")
    (tmp_path / "themes" / "torn.toml").write_text("name = = 3", encoding="utf-8")
    titles = {}
    for name in ("paper", "night", "ink", "no-such-theme"):
        theme, issues = read_theme(tmp_path, name)
        assert theme is not None
        titles[name] = theme.title
        assert [issue.code for issue in issues] == ["bad-theme"]
    assert titles == {"paper": "My paper", "night": "Paper", "ink": "Ink", "no-such-theme": THEMES[0].title}
    assert "night" in [theme.name for theme in read_themes(tmp_path)[0]]


@pytest.mark.parametrize(
    "values", [{}, {"colours": {}, "voices": {}}, {"colours": {"background": "red"}, "voices": {}}]
)
def test_a_bad_theme_says_what_it_wants(values: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="wants"):
        parse_theme(values)


def test_every_action_has_a_scope_and_keys_of_its_own() -> None:
    assert {action.scope for action in ACTIONS} == set(SCOPES)
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)
    for scope in SCOPES:
        keys = [key for action in ACTIONS if action.scope == scope for key in action.keys]
        assert len(keys) == len(set(keys)), scope


@pytest.mark.parametrize("name", CHOICES)
def test_a_setting_of_few_words_takes_those_and_no_others(name: str) -> None:
    for value in CHOICES[name]:
        settings, issues = parse_settings({name: value})
        assert (getattr(settings, name), issues) == (value, ())
    settings, issues = parse_settings({name: "sideways"})
    assert settings == Settings()
    assert [issue.code for issue in issues] == ["bad-setting"]
    assert all(value in issues[0].message for value in CHOICES[name])
