"""The command line: one parser, one function a command; nothing here loads the terminal application but to start it."""

from reader.cli.entry import main

__all__ = ["main"]
