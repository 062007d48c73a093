"""The parser, with a help that is made from the tables it speaks of."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from reader import __version__
from reader.errors import EXIT_CODES

Command = Callable[[argparse.Namespace], int]
Adding = Callable[..., argparse.ArgumentParser]


def _bare_parser() -> argparse.ArgumentParser:
    exits = "\n".join(f"  {code}    {meaning}" for code, meaning in EXIT_CODES.items())
    parser = argparse.ArgumentParser(
        prog="quoth",
        description="Read your own archive of articles in the terminal, and see who said what.",
        usage="quoth [PATH ...] | quoth COMMAND ...",
        epilog="quoth PATH... opens files or folders ('-' is standard input); quoth alone opens the library.\n\n"
        f"exit status:\n{exits}\n  128+n  ended by signal n",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"quoth {__version__}")
    return parser


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; the chosen one's function is in `run`."""
    from reader.cli import commands, listing
    from reader.cli.configuring import config

    parser = _bare_parser()
    subs = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, prog="quoth")

    def add(name: str, run: Command, text: str, formats: tuple[str, ...] = ()) -> argparse.ArgumentParser:
        sub = subs.add_parser(name, help=text, description=text)
        sub.set_defaults(run=run)
        if formats:
            sub.add_argument("--format", choices=formats, default=formats[0], help=f"one of {', '.join(formats)}")
        return sub

    show = add("show", commands.show, "Print cleaned articles.", ("text", "markdown", "json"))
    show.add_argument("files", nargs="+", metavar="FILE", help="a file, or '-' for standard input")
    show.add_argument("--width", type=int, default=80, help="columns of text (80)")
    show.add_argument("--no-quotes", action="store_true", help="leave the list of voices out")
    how = show.add_mutually_exclusive_group()
    how.add_argument("--removed", action="store_true", help="print what cleaning took out, and why")
    how.add_argument("--uncleaned", action="store_true", help="print all that is there, with nothing taken out")
    how.add_argument(
        "--cleaned", action="store_true", help="clean, though the reader chose to see the article as it came"
    )
    _add_voices(add)
    lists = add("list", listing.list_articles, "List the library, or what of it a search finds.", ("text", "json"))
    lists.add_argument("query", nargs="*", metavar="WORD", help="a search, such as: is:unread after:2023 sort:-words")
    lists.add_argument("--limit", type=_number, default=1 << 40, metavar="N", help="at most so many")
    adding = add("add", commands.add, "Add files, folders and exports to the library.", ("text", "json"))
    adding.add_argument("paths", nargs="+", metavar="PATH")
    adding.add_argument(
        "--links-to",
        default="",
        metavar="LIST",
        help="write the addresses that an export has no page for, one a line",
    )
    search = add("search", listing.search, "Find articles, with words around what was found.", ("text", "json"))
    search.formatter_class = argparse.RawDescriptionHelpFormatter
    search.epilog = _search_help()
    search.add_argument("query", nargs="+", metavar="WORD", help="words, or fields such as said:lamp")
    search.add_argument("--limit", type=_number, default=50, metavar="N", help="at most so many, the newest (50)")
    removing = add("remove", listing.remove, "Take articles out of the library; their files stay.")
    removing.add_argument("ids", nargs="+", type=_number, metavar="ID", help="their numbers in the library")
    removing.add_argument("--undo", action="store_true", help="put them back")
    opening = add("open", commands.open_article, "Open an article of the library by its number.")
    opening.add_argument("id", metavar="ID[#MARK]", help="its number in the library, and a mark to begin at")
    _add_marks(add)
    _add_keeping(add)
    add("keys", commands.keys, "List all keys.", ("text", "json"))
    add("themes", commands.themes, "List the themes.")
    settings = add("config", config, "Show the settings in force.", ("text", "json"))
    settings.add_argument("--write", action="store_true", help="write a config.toml to begin with")
    return parser


def _add_voices(add: Adding) -> None:
    """Add the commands on who said what."""
    from reader.cli.speaking import quotes, voices

    quoting = add("quotes", quotes, "Print who said what.", ("text", "json", "csv"))
    quoting.add_argument("files", nargs="*", metavar="FILE", help="a file, or '-'; none: all articles of the library")
    quoting.add_argument(
        "--speaker", default="", metavar="NAME", help="only of speakers whose name holds these words"
    )
    speaking = add("voices", voices, "List speakers, or all that one of them said.", ("text", "json"))
    speaking.add_argument(
        "name",
        nargs="*",
        metavar="NAME",
        help="words of a name; where one speaker has it, what that one said",
    )


def _add_marks(add: Adding) -> None:
    """Add the commands on marks."""
    from reader.cli.exchange import export, import_marks
    from reader.cli.marking import mark, marks

    listing = add("marks", marks, "List bookmarks, highlights and notes.", ("text", "json", "markdown", "csv"))
    _add_choice_of_marks(listing)
    marking = add("mark", mark, "Mark words of a file.")
    marking.add_argument("file", metavar="FILE", help="a file, or an article's number in the library")
    marking.add_argument("--at", required=True, metavar="WORDS", help="the words to mark")
    marking.add_argument("--nth", type=int, default=1, metavar="N", help="which, where they stand more than once")
    marking.add_argument(
        "--kind", choices=("bookmark", "highlight", "note"), help="what to make of them (a bookmark)"
    )
    marking.add_argument("--note", default="", help="a note to keep with them")
    marking.add_argument("--tag", action="append", default=[], help="a tag; may be given more than once")
    marking.add_argument("--colour", default="", help="a highlight's colour")
    formats = ("markdown", "jsonl", "w3c", "readwise", "csl", "bibtex", "html")
    exporting = add("export", export, "Write the marks for other programs.", formats)
    exporting.add_argument("--to", default="", metavar="PATH", help="a file, or for markdown a folder of notes")
    exporting.add_argument(
        "--template", default="", metavar="FILE", help="a template for Markdown notes (see README)"
    )
    exporting.add_argument("--replace", action="store_true", help="overwrite files that hold other words")
    _add_choice_of_marks(exporting)
    importing = add("import", import_marks, "Take marks in: JSON Lines, W3C annotations, Omnivore, wallabag.")
    importing.add_argument("files", nargs="+", metavar="FILE", help="an export, or '-' for standard input")


def _add_choice_of_marks(command: argparse.ArgumentParser) -> None:
    command.add_argument("--kind", default="", help="only bookmark, highlight, note or speaker")
    command.add_argument("--tag", default="", help="only marks with this tag")
    command.add_argument(
        "--article", default="", metavar="WORDS", help="only those of articles whose title, address or path has these"
    )


def _add_keeping(add: Adding) -> None:
    """Add the commands that keep what the person has."""
    from reader.cli.keeping import backup, doctor, restore

    doctoring = add("doctor", doctor, "Prove that marks and library are whole, and tell where things are kept.")
    doctoring.add_argument("--repair", action="store_true", help="mend what can be mended; nothing is deleted")
    backing_up = add("backup", backup, "Write marks, library and settings into one file.")
    backing_up.add_argument("file", metavar="FILE", help="a new file, such as quoth.zip")
    restoring = add("restore", restore, "Put a backup in place; what stands there is copied first.")
    restoring.add_argument("file", metavar="FILE", help="what quoth backup wrote")


def _search_help() -> str:
    from reader.library.queries import FIELDS

    fields = "\n".join(f"  {name + ':':<10}{text}" for name, text in FIELDS.items())
    return (
        "words are looked for everywhere; all of them must be there.\n\n"
        '  "of the sea"  a phrase          light*   words that begin so    -river  not this\n'
        "  a OR b        one of them       (a b)    brackets\n\n"
        f"{fields}\n\nput the whole search in single quotes where the shell would take its own: quoth search 'said:\"not tonight\"'"
    )


def _number(words: str) -> int:
    number = int(words)
    if number < 1:
        raise ValueError
    return number
