"""Files of what a start shows are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.entry.stamps import stamp, write


def test_a_stamp_is_another_one_when_the_file_was_changed(tmp_path: Path) -> None:
    path = tmp_path / "state" / "look"
    assert stamp(str(path)) == ""
    write(str(path), b"the lamp")
    before = stamp(str(path))
    write(str(path), b"the lamp of Carrow")
    assert "" != before != stamp(str(path))


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "look").mkdir()
    with pytest.raises(OSError, match="look"):
        write(str(tmp_path / "look"), b"the lamp")
    assert [path.name for path in tmp_path.iterdir()] == ["look"]
