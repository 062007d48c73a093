"""The one table of what a person can do: key bindings, command palette, help screen and README are made from it.

Keys are written as they are typed: `g g` is g twice, `m *` is m and then any letter, `ctrl+o` is held. Nothing here
knows how an action is carried out: a screen whose scope is `reading` has a method `action_next_quotation` for
`reading.next_quotation`.
"""

from __future__ import annotations

from typing import NamedTuple


class Action(NamedTuple):
    """One thing a person can do, in one scope; `keys` are its default keys, the first the one that is shown."""

    id: str
    title: str
    help: str
    keys: tuple[str, ...]

    @property
    def scope(self) -> str:
        """The part of the program in which the action is to be had."""
        return self.id.partition(".")[0]

    @property
    def verb(self) -> str:
        """The name of the action within its scope, as in `action_<verb>`."""
        return self.id.partition(".")[2]


SCOPES: dict[str, str] = {
    "everywhere": "Everywhere",
    "list": "Lists (library, marks, voices)",
    "library": "Library",
    "reading": "Reading",
    "selecting": "Selecting (after s)",
    "one_word": "One word at a time",
    "picture": "A picture",
    "marks": "Marks",
    "voices": "Voices",
    "evidence": "Who speaks (after i)",
}
"""The scopes in the order in which help shows them, with their headings."""

ACTIONS: tuple[Action, ...] = (
    Action("everywhere.show_help", "Help", "All keys, from any screen", ("?", "f1")),
    Action("everywhere.show_commands", "Commands", "Every action by name", (":", "ctrl+p")),
    Action("everywhere.next_theme", "Theme", "Change to the next theme; it is remembered", ("c",)),
    Action("everywhere.undo", "Undo", "Take back the last bookmark, deletion or other act", ("U",)),
    Action("everywhere.redo", "Redo", "Do again what was undone", ("ctrl+r",)),
    Action("everywhere.suspend", "Suspend", "Back to the shell; `fg` returns", ("ctrl+z",)),
    Action("everywhere.quit", "Quit", "Leave the program from any screen", ("ctrl+q", "ctrl+c")),
    Action("list.move_down", "Down", "To the next row", ("j", "down")),
    Action("list.move_up", "Up", "To the row before", ("k", "up")),
    Action("list.half_page_down", "Half page down", "Half a screen on", ("d", "ctrl+d")),
    Action("list.half_page_up", "Half page up", "Half a screen back", ("u", "ctrl+u")),
    Action("list.page_down", "Page down", "A screen on", ("space", "pagedown", "ctrl+f")),
    Action("list.page_up", "Page up", "A screen back", ("b", "pageup", "ctrl+b")),
    Action("list.go_first", "First", "To the first row", ("g g", "home")),
    Action("list.go_last", "Last", "To the last row", ("G", "end")),
    Action("list.open", "Open", "Open the row under the cursor", ("enter", "l")),
    Action("list.filter", "Search", "Narrow the list as you type; escape clears", ("/",)),
    Action("list.back", "Back", "Back to the screen before", ("q", "escape", "h")),
    Action("library.leave", "Quit", "Leave the program; escape only steps back", ("q",)),
    Action("library.show_all", "All", "Every article", ("1",)),
    Action("library.show_unread", "Unread", "Articles not begun", ("2",)),
    Action("library.show_reading", "Reading", "Articles begun and not finished", ("3",)),
    Action("library.show_marked", "Marked", "Articles with marks", ("4",)),
    Action("library.sort", "Sort", "Sort by the next column", ("s",)),
    Action("library.reverse", "Reverse", "Turn the order round", ("S",)),
    Action("library.show_search", "Kept search", "The kept search of that number", ("g *",)),
    Action("library.next_tab", "Next tab", "The next tab", ("tab", "]")),
    Action("library.previous_tab", "Previous tab", "The tab before", ("shift+tab", "[")),
    Action(
        "library.save_search",
        "Keep search",
        "Keep what is searched for as a tab, or give the tab another name",
        ("w",),
    ),
    Action("library.forget_search", "Drop search", "Let the kept search that is shown go", ("W",)),
    Action("library.move_search_left", "Tab left", "Move the tab of the kept search to the left", ("<",)),
    Action("library.move_search_right", "Tab right", "Move the tab of the kept search to the right", (">",)),
    Action("library.select", "Select", "Select this article, or let it go", ("x",)),
    Action("library.select_to_here", "Select to here", "Select all from the one selected last to this one", ("X",)),
    Action("library.select_all", "Select all", "Select all that are listed, or let all go", ("ctrl+a",)),
    Action("library.toggle_read", "Read/unread", "Mark the article, or the selected ones, as read or unread", ("r",)),
    Action("library.edit_tags", "Tags", "Write the tags of the article, or of the selected ones", ("t",)),
    Action(
        "library.remove", "Remove", "Take the article, or the selected ones, out of the library; files stay", ("D",)
    ),
    Action("library.toggle_preview", "Preview", "Show or hide the preview", ("v",)),
    Action("library.unfold", "Versions", "Show the other versions of this article, or fold them again", ("z",)),
    Action("library.show_marks", "Marks", "All marks of the archive", ("'", "M")),
    Action("library.show_voices", "Voices", "All voices of the archive", ("V",)),
    Action("library.show_subjects", "Subjects", "Tags, sites and authors, with how many articles each has", ("T",)),
    Action("library.open_original", "Original", "Open the article's address in the browser", ("o",)),
    Action("library.show_failures", "Report", "Files that could not be read", ("!",)),
    Action("reading.line_down", "Down", "A line on", ("j", "down")),
    Action("reading.line_up", "Up", "A line back", ("k", "up")),
    Action("reading.half_page_down", "Half page down", "Half a screen on", ("d", "ctrl+d")),
    Action("reading.half_page_up", "Half page up", "Half a screen back", ("u", "ctrl+u")),
    Action("reading.page_down", "Page down", "A screen on", ("space", "pagedown", "ctrl+f")),
    Action("reading.page_up", "Page up", "A screen back", ("b", "pageup", "ctrl+b")),
    Action("reading.go_top", "Top", "To the beginning", ("g g", "home")),
    Action("reading.go_end", "End", "To the end", ("G", "end")),
    Action("reading.next_paragraph", "Next paragraph", "To the next paragraph", ("}",)),
    Action("reading.previous_paragraph", "Previous paragraph", "To the paragraph before", ("{",)),
    Action("reading.next_quotation", "Next quote", "To the next quotation", ("]",)),
    Action("reading.previous_quotation", "Previous quote", "To the quotation before", ("[",)),
    Action("reading.next_of_speaker", "Same voice, next", "To this speaker's next quotation", (")",)),
    Action("reading.previous_of_speaker", "Same voice, previous", "To this speaker's one before", ("(",)),
    Action("reading.fade", "Fade", "Fade all but the quotations; again: quotations only; again: back", ("f",)),
    Action("reading.explain", "Why", "Why this quotation has this speaker; say who it is", ("i",)),
    Action("reading.toggle_indirect", "Indirect speech", "Show or hide reported speech", ("I",)),
    Action("reading.toggle_panel", "Panel", "Show or hide voices and marks beside the text", ("v",)),
    Action(
        "reading.choose_from_panel",
        "Into the panel",
        "Choose a voice or a mark of this article and go there",
        ("tab",),
    ),
    Action("reading.bookmark", "Bookmark", "Set a bookmark here", ("m m",)),
    Action("reading.bookmark_letter", "Named bookmark", "Set the bookmark of that letter", ("m *",)),
    Action("reading.go_letter", "Go to bookmark", "Go to the bookmark of that letter", ("' *",)),
    Action(
        "reading.go_back_mark", "Before the jump", "Back to where you were before the jump; again: forth", ("' '",)
    ),
    Action("reading.show_marks", "Marks", "All marks of the archive", ("' enter", "M")),
    Action("reading.jump_back", "Back", "Back in the list of jumps", ("ctrl+o",)),
    Action("reading.jump_forward", "Forward", "Forward in the list of jumps", ("alt+o",)),
    Action("reading.continue_elsewhere", "Continue", "Go on where you read on another device", ("C",)),
    Action("reading.highlight", "Highlight", "Highlight this; again: in the next colour", ("H",)),
    Action("reading.highlight_yellow", "Yellow", "Highlight this in yellow", ("1",)),
    Action("reading.highlight_green", "Green", "Highlight this in green", ("2",)),
    Action("reading.highlight_blue", "Blue", "Highlight this in blue", ("3",)),
    Action("reading.highlight_pink", "Pink", "Highlight this in pink", ("4",)),
    Action("reading.highlight_violet", "Violet", "Highlight this in violet", ("5",)),
    Action("reading.note", "Note", "Write a note to this place", ("a",)),
    Action("reading.edit_mark", "Edit mark", "Edit the note of the mark at this place", ("e",)),
    Action("reading.tag_mark", "Tag mark", "Give tags to the mark at this place", ("T",)),
    Action("reading.tag_article", "Tag article", "Give tags to this article", ("#",)),
    Action("reading.delete_mark", "Delete mark", "Delete the mark at this place; undo brings it back", ("D",)),
    Action("reading.next_mark", "Next mark", "To the next mark", (">",)),
    Action("reading.previous_mark", "Previous mark", "To the mark before", ("<",)),
    Action("reading.place_marks", "Place marks", "Marks whose words are not where they were", ("!",)),
    Action("reading.copy", "Copy", "Copy the quotation with speaker, title, date and address", ("y",)),
    Action("reading.select", "Select", "Select words: then keys of “Selecting”", ("s",)),
    Action("reading.show_hints", "Links", "Letters on links and footnotes; type them to follow one", (";",)),
    Action("reading.show_picture", "Picture", "The picture on the screen, if it is on this computer", ("p",)),
    Action(
        "reading.find",
        "Find",
        "Find as you type; between slashes a pattern; up: earlier finds",
        ("/",),
    ),
    Action("reading.next_hit", "Next hit", "To the next hit", ("n",)),
    Action("reading.previous_hit", "Previous hit", "To the hit before", ("N",)),
    Action("reading.contents", "Contents", "The headings of this article", ("t",)),
    Action("reading.open_original", "Original", "Open the article's address in the browser", ("o",)),
    Action("reading.show_removed", "Taken out", "What was taken out, and why", ("X",)),
    Action("reading.toggle_cleaning", "As it came", "The article with nothing taken out; again: cleaned", ("O",)),
    Action("reading.next_article", "Next article", "The next article of the list", ("J",)),
    Action("reading.previous_article", "Previous article", "The article before in the list", ("K",)),
    Action("reading.shift_right", "Right", "Show the right side of a wide table or of code", ("right",)),
    Action("reading.shift_left", "Left", "Show the left side of a wide table or of code", ("left",)),
    Action("reading.wider", "Wider", "A wider column", ("+",)),
    Action("reading.narrower", "Narrower", "A narrower column", ("-",)),
    Action("reading.reset_measure", "Measure", "The column as it was set", ("=",)),
    Action("reading.next_setting", "Ragged or justified", "Ragged lines, hyphenated ones, justified ones", ("|",)),
    Action("reading.toggle_ruler", "Ruler", "A reading ruler: only the lines around it stand out", ("L",)),
    Action("reading.one_word", "Word by word", "One word at a time, in one place", ("W",)),
    Action("reading.zen", "Zen", "Only the text", ("z",)),
    Action("reading.toggle_read", "Read/unread", "Mark the article as read or unread", ("r",)),
    Action("reading.show_voices", "Voices", "All voices of the archive", ("V",)),
    Action("reading.leave", "Leave", "Back to the list, or out of the program where there is none", ("q",)),
    Action(
        "reading.back",
        "Back",
        "Let go of what was found, of zen or a digest, else back to the list",
        ("escape", "h"),
    ),
    Action("selecting.word_on", "Word", "A word more", ("w", "l", "right")),
    Action("selecting.word_back", "Word back", "A word less", ("b", "h", "left")),
    Action("selecting.row_down", "Line", "To the end of the next line", ("j", "down")),
    Action("selecting.row_up", "Line back", "To the end of the line before", ("k", "up")),
    Action("selecting.sentence_on", "Sentence", "To the end of the sentence", (")", ".")),
    Action("selecting.sentence_back", "Sentence back", "To the start of the sentence", ("(", ",")),
    Action("selecting.paragraph_on", "Paragraph", "To the end of the paragraph", ("}",)),
    Action("selecting.paragraph_back", "Paragraph back", "To the start of the paragraph", ("{",)),
    Action("selecting.whole_paragraph", "Whole paragraph", "Select this paragraph", ("p",)),
    Action("selecting.whole_quotation", "Whole quotation", "Select this quotation, or the next", ('"', "]")),
    Action("selecting.other_end", "Other end", "Move the other end", ("o",)),
    Action("selecting.copy_selection", "Copy", "Copy the words as one text", ("y", "enter")),
    Action("selecting.highlight_selection", "Highlight", "Highlight the words", ("H",)),
    Action("selecting.note_selection", "Note", "Write a note to the words", ("a",)),
    Action("selecting.explain_selection", "Who", "Say who speaks these words", ("i",)),
    Action("selecting.highlight_yellow", "Yellow", "Highlight the words in yellow", ("1",)),
    Action("selecting.highlight_green", "Green", "Highlight the words in green", ("2",)),
    Action("selecting.highlight_blue", "Blue", "Highlight the words in blue", ("3",)),
    Action("selecting.highlight_pink", "Pink", "Highlight the words in pink", ("4",)),
    Action("selecting.highlight_violet", "Violet", "Highlight the words in violet", ("5",)),
    Action("selecting.bookmark", "Bookmark", "Bookmark the words", ("m m",)),
    Action("selecting.bookmark_letter", "Named bookmark", "Set the bookmark of that letter", ("m *",)),
    Action("selecting.end_selection", "Leave", "Select nothing any more", ("escape", "s", "q")),
    Action("one_word.run_or_stop", "Go, stop", "Go on, or stop at this word", ("space",)),
    Action("one_word.faster", "Faster", "Show words for a shorter time", ("+", "up", "k")),
    Action("one_word.slower", "Slower", "Show words for a longer time", ("-", "down", "j")),
    Action("one_word.word_forward", "Next", "To the next word", ("l", "right")),
    Action("one_word.word_backward", "Back", "To the word before", ("h", "left")),
    Action("one_word.back", "Page", "Back to the page, at this word", ("q", "escape")),
    Action("picture.back", "Page", "Back to the page", ("q", "escape", "p", "h")),
    Action("marks.show_all", "All", "Marks of every kind", ("1",)),
    Action("marks.show_bookmarks", "Bookmarks", "Bookmarks alone", ("2",)),
    Action("marks.show_highlights", "Highlights", "Highlights alone", ("3",)),
    Action("marks.show_notes", "Notes", "Notes alone", ("4",)),
    Action("marks.show_unplaced", "To place", "Marks whose words are not where they were", ("5",)),
    Action("marks.edit", "Edit", "Edit the note of this mark", ("e",)),
    Action("marks.tag", "Tags", "Give tags to this mark; on an article's row, to the article", ("t",)),
    Action("marks.colour", "Colour", "Give this mark the next colour", ("H",)),
    Action("marks.delete", "Delete", "Delete this mark; undo brings it back", ("D",)),
    Action("voices.sort", "Sort", "Sort voices by name, number or date, quotations by date", ("s",)),
    Action("voices.copy", "Copy", "Copy the quotation with its speaker and source; on a voice, its name", ("y",)),
    Action(
        "evidence.take_all", "All of them", "This one speaks, or nobody, wherever the same speaker is named", ("A",)
    ),
)


def actions_of(*scopes: str) -> tuple[Action, ...]:
    """Return the actions of `scopes`, in the table's order."""
    return tuple(action for action in ACTIONS if action.scope in scopes)
