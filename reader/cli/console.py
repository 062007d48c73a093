"""Where the commands write: data to stdout, what is told about it to stderr, both through the gate."""

from __future__ import annotations

import json
import sys
from typing import Any

from reader.errors import ReaderError
from reader.text import sanitise, sanitise_line


def put(line: str) -> None:
    """Write one line of data."""
    print(sanitise(line))


def put_record(record: dict[str, Any]) -> None:
    """Write one record as a line of JSON; control characters are escaped by JSON itself."""
    print(json.dumps(record, ensure_ascii=True))


def tell(line: str) -> None:
    """Tell something to the person."""
    print(sanitise_line(line), file=sys.stderr)


def tell_error(error: ReaderError) -> None:
    """Tell what went wrong and what to do."""
    tell(f"quoth: {error.message} {error.hint}".rstrip())
