"""What the driver writes to the terminal, and in which pieces."""

from __future__ import annotations

import socket
from operator import mul

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.driver import PIECE, InPieces

ROW = "\x1b[7;1H\x1b[1mMarked k3v9x2ab\x1b[0m — the lamp had been dark for nine years, “which is a nuisance”"


def written(*texts: str) -> list[bytes]:
    """Return what arrives when `texts` are written, write by write: such a socket keeps them apart."""
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    with here, there:
        there.setblocking(False)
        pieces = InPieces(here.fileno())
        arrived = []
        for text in (*texts, ""):
            pieces.write(text)
            if not text:
                pieces.flush()
            with pytest.raises(BlockingIOError):
                while True:
                    arrived.append(there.recv(10 * PIECE))
    return arrived


def test_a_frame_is_written_in_pieces_that_part_no_words() -> None:
    arrived = written(ROW * 60)
    assert b"".join(arrived).decode() == ROW * 60
    assert len(arrived) > 1
    assert max(map(len, arrived)) <= PIECE
    assert b"".join(arrived).count(b"Marked k3v9x2ab") == sum(piece.count(b"Marked k3v9x2ab") for piece in arrived)


def test_what_is_short_goes_out_together() -> None:
    assert written("\x1b[?2026h", ROW, "\x1b[?2026l") == [f"\x1b[?2026h{ROW}\x1b[?2026l".encode()]


@given(
    st.lists(st.builds(mul, st.text(st.sampled_from("a“\x1b\ud800"), max_size=5), st.integers(0, PIECE)), max_size=4)
)
def test_nothing_is_lost(texts: list[str]) -> None:
    arrived = written(*texts)
    assert b"".join(arrived) == "".join(texts).encode("utf-8", "replace")
    assert all(len(piece) <= PIECE for piece in arrived)
