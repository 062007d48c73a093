from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reader.pipeline import clean_path
from reader.sources.mailbox import open_mailbox

FIRST = (
    b"From ada@carrow.example Mon May  6 10:00:00 2024\nFrom: Ada Brook <ada@carrow.example>\nDate: 6 May 2024\n"
    b"Subject: The gate\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nThe gate is open, and nobody has shut it.\n"
    b">From here it looks small.\n--b\nContent-Type: text/plain; name=key.txt\nContent-Disposition: attachment\n\nx\n--b--\n\n"
)
SECOND = (
    b"From jo@carrow.example Tue May  7 11:00:00 2024\nFrom: Jo Fenn <jo@carrow.example>\nSubject: Re: <The gate>\n"
    b"Content-Type: text/html\n\n<p>I shut it, said the keeper, and then I went home.</p>\n"
)


def test_the_letters_of_a_mailbox_follow_each_other(tmp_path: Path) -> None:
    path = tmp_path / "carrow.mbox"
    path.write_bytes(FIRST + SECOND + FIRST.replace(b"The gate", b"The bell"))
    reading = clean_path(path)
    assert reading.article.title == "carrow"
    assert reading.article.text.split("\n\n") == [
        "The gate",
        "Ada Brook, 2024-05-06.",
        "The gate is open, and nobody has shut it. From here it looks small.",
        "Re: <The gate>",
        "Jo Fenn.",
        "I shut it, said the keeper, and then I went home.",
        "The bell",
        "Ada Brook, 2024-05-06.",
        "The bell is open, and nobody has shut it. From here it looks small.",
    ]
    assert [each.text for each in reading.removed if each.rule == "attachment"] == ["key.txt", "key.txt"]


def test_one_letter_is_no_mailbox() -> None:
    assert open_mailbox(FIRST, "x") is None
    assert open_mailbox(FIRST + b"\nFrom here one sees 10:00 on the clock\n", "x") is None


@given(st.lists(st.sampled_from([FIRST, SECOND, b"From x 10:00\na:\n", b"\n\n", b"From ", b"\xff\x00"]), max_size=6))
def test_no_mailbox_raises(pieces: list[bytes]) -> None:
    open_mailbox(b"".join(pieces), "x")
