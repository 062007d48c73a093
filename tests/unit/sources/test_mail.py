from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources import read_bytes, walk
from reader.sources.mail import Letter, open_letter
from tests.timing import growth

HEAD = "From: Ada Brook <ada@carrow.example>\nDate: 6 May 2024 10:00:00 +0000\nSubject: The gate\n"


def letter(head: str, body: str, encoding: str = "utf-8") -> Letter:
    found = open_letter(f"{HEAD}{head}\n{body}".encode(encoding), ".eml")
    assert found is not None
    return found


def multipart(kind: str, *parts: str, boundary: str = "b") -> str:
    inner = "".join(f"--{boundary}\n{part}\n" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\n{inner}--{boundary}--\n'


def test_the_envelope_is_read() -> None:
    envelope = letter("List-Id: Carrow Notes <notes.carrow.example>\n", "The gate is open.").envelope
    assert (envelope.subject, envelope.sender, envelope.host) == ("The gate", "Ada Brook", "carrow.example")
    assert (envelope.sent, envelope.list_name) == (date(2024, 5, 6), "Carrow Notes")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ada Brook <ada@carrow.example>", ("Ada Brook", "carrow.example")),
        ('"Brook, Ada" <ada@carrow.example>, Jo <jo@x.example>', ("Brook, Ada", "carrow.example")),
        ("ada@carrow.example (Ada Brook)", ("Ada Brook", "carrow.example")),
        ('"ada@carrow.example" <ada@carrow.example>', ("", "carrow.example")),
        ("=?iso-8859-1?Q?Jo_F=E9nn?= <jo@x.example>", ("Jo Fénn", "x.example")),
        ("=?utf-8?B?SsO2cmc=?= =?utf-8?B?IEZlbm4=?= <j@x.example>", ("Jörg Fenn", "x.example")),
        ("Jörg Fenn <j@x.example>", ("Jörg Fenn", "x.example")),
        ("=?nowhere-8?Q?Ada?= <a@x.example>", ("Ada", "x.example")),
        ("=?utf-8?B?a?= <a@x.example>", ("=?utf-8?B?a?=", "x.example")),
        ("Ada", ("Ada", "")),
        ("(" * 1999, ("(" * 1999, "")),
    ],
)
def test_senders(written: str, read: tuple[str, str]) -> None:
    found = open_letter(f"From: {written}\nSubject: x\nDate: y\n\nwords".encode(), ".eml")
    assert found is not None
    assert (found.envelope.sender, found.envelope.host) == read


def test_a_date_that_is_none_gives_way_to_when_the_letter_was_received() -> None:
    data = (
        b"From: a@x.example\nSubject: x\nDate: Pn, 29 paX 2007\nReceived: by x; Mon, 5 Nov 2007 20:17:37 +0100\n\nx"
    )
    found = open_letter(data)
    assert found is not None
    assert found.envelope.sent == date(2007, 11, 5)


@pytest.mark.parametrize(
    ("charset", "encoding", "words"),
    [
        ("iso-8859-1", "cp1252", "“The gate,” she said – twice."),
        ("koi8-r", "koi8-r", "Ворота открыты."),
        ("iso-2022-jp", "iso-2022-jp", "門は開いている。"),
        ("shift_jis", "cp932", "門は開いている。①"),
        ("utf-7", "utf-7", "Das Tor fällt zu."),
        ("gb2312", "gb18030", "门开着。"),
        ("undefined", "utf-8", "The gate – open."),
    ],
)
@pytest.mark.parametrize("transfer", ["base64", "8bit"])
def test_charsets_and_transfer_encodings(charset: str, encoding: str, words: str, transfer: str) -> None:
    body = words.encode(encoding)
    body = base64.encodebytes(body) if transfer == "base64" else body
    head = f"{HEAD}Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {transfer}\n\n"
    found = open_letter(head.encode() + body, ".eml")
    assert found is not None
    assert found.text.strip() == words


def test_html_is_better_than_its_plain_form() -> None:
    found = letter(
        multipart("alternative", "Content-Type: text/plain\n\nplain", "Content-Type: text/html\n\n<p>rich"), ""
    )
    assert (found.is_html, found.text.strip()) == (True, "<p>rich")


def test_an_empty_rich_form_is_no_better() -> None:
    found = letter(multipart("alternative", "Content-Type: text/plain\n\nplain", "Content-Type: text/html\n\n"), "")
    assert (found.is_html, found.text.strip()) == (False, "plain")


def test_parts_of_a_letter_follow_each_other() -> None:
    parts = ("Content-Type: text/html\n\n<p>one</p>", "Content-Type: text/plain\n\ntwo <three>\n\nfour", "\nfive")
    found = letter(multipart("mixed", *parts), "")
    assert found.is_html
    assert found.text.split() == ["<p>one</p>", "<p>two", "&lt;three&gt;</p><p>four</p>", "<p>five</p>"]


def test_attachments_are_named_and_not_read() -> None:
    found = letter(
        multipart(
            "mixed",
            "\nwords",
            "Content-Type: text/plain; name=notes.txt\nContent-Disposition: attachment\n\nnot these",
            "Content-Type: application/pdf; name*=utf-8''Fl%C3%B6te.pdf\n\nnor these",
            "Content-Type: image/png; name=inner.png\nContent-Id: <1>\n\nnor these",
        ),
        "",
    )
    assert found.text.strip() == "words"
    assert found.envelope.attachments == ("notes.txt", "Flöte.pdf")


def test_flowing_lines_are_joined() -> None:
    head = "Content-Type: text/plain; format=flowed\n"
    found = letter(head, "The gate \nis open.\n> Is it \n> open?\n>> It was. \nNo.\n-- \nAda")
    assert found.text == "The gate is open.\n> Is it open?\n>> It was. \nNo.\n-- \nAda"
    without = letter("Content-Type: text/plain; format=flowed; delsp=yes\n", "Tor \nschluss")
    assert without.text == "Torschluss"


def test_a_forwarded_letter_is_opened() -> None:
    inner = "Content-Type: message/rfc822\n\nFrom: Jo\nContent-Type: text/html\n\n<p>The bell</p>"
    assert letter(multipart("mixed", "\nsee below", inner), "").text.split() == [
        "<p>see",
        "below</p>",
        "<p>The",
        "bell</p>",
    ]


@pytest.mark.parametrize(
    ("data", "is_letter"),
    [
        (b"From: Ada Brook\nTo: Jo Fenn\n\nThe gate is open.", False),
        (b"From: Ada Brook\nDate: Monday\nSubject: The gate\n\nIt is open.", True),
        (b"From x@y Mon May 6 2024\nFrom: a@b\nMessage-ID: <1>\n\nwords", True),
        (b"Title: The gate\nAuthor: Ada Brook\nDate: Monday\n\nIt is open.", False),
        (b"From: here\nand there\nDate: x\nSubject: y\n\nwords", False),
        (b"From: <Saved by Blink>\nSnapshot-Content-Location: https://x.example\nSubject: s\nDate: d\n\nx", False),
        (b"<html>From: x", False),
    ],
)
def test_letters_are_known_by_their_headers(data: bytes, is_letter: bool) -> None:
    assert (open_letter(data) is not None) is is_letter


def test_headers_without_an_end_lose_no_words() -> None:
    found = open_letter(b"From: Ada\nSubject: The gate\nThe gate is open.\nIt was shut.", ".eml")
    assert found is not None
    assert found.text == "The gate is open.\nIt was shut."


def test_a_letter_of_a_mail_program_has_its_length_before_it() -> None:
    data = HEAD.encode() + b"\nThe gate is open.\n"
    source = read_bytes(b"%d\n" % len(data) + data + b"<?xml version='1.0'?><plist></plist>", "1.emlx")
    assert (source.format, source.text.strip()) == ("text", "The gate is open.")


def test_letters_are_found_in_folders(tmp_path: Path) -> None:
    for name in ("a.eml", "b.EMLX"):
        (tmp_path / name).write_bytes(b"x")
    assert [path.name for path in walk([tmp_path])] == ["a.eml", "b.EMLX"]


def test_parts_in_parts_end_somewhere_and_lose_nothing_that_is_near() -> None:
    body = "Content-Type: text/plain\n\nthe innermost words"
    for number in range(4000):
        body = multipart("mixed", body, f"Content-Type: text/plain\n\nlevel {number}", boundary=f"b{number}")
    found = letter(body, "")
    assert "level 3999" in found.text and "level 3980" in found.text


def test_many_parts_take_time_in_their_number() -> None:
    def open_parts(count: int) -> Callable[[], None]:
        data = (HEAD + multipart("mixed", *["Content-Type: text/plain\n\nwords"] * count)).encode()

        def open_it() -> None:
            found = open_letter(data)
            assert found is not None and found.text.count("words") == count

        return open_it

    assert growth(open_parts(2_000), open_parts(8_000), at_most=8, slight=0.002) < 8


_LINES = st.sampled_from([
    b"From: a <b@c>", b"From: \xff=?utf-8?B?a?=", b"Subject: =?x?q?=3d?=", b"Date: 99 May 2024", b"MIME-Version: 1.0",
    b'Content-Type: multipart/mixed; boundary="x"', b"Content-Type: multipart/mixed", b"Content-Type: text/html; charset=idna",
    b"Content-Type: text/plain; charset*=x'y'%ff; format=flowed", b"Content-Type: message/rfc822", b"--x", b"--x--", b"",
    b"Content-Transfer-Encoding: base64", b"Content-Transfer-Encoding: x-uuencode", b"begin 644 a", b" folded", b"words ",
    b"Content-Disposition: attachment; filename*0*=utf-8''%e3; filename*1=x", b"> quoted ", b"\x00\x1b[31m", b"Received: by x; 1",
])  # fmt: skip


@given(st.lists(st.one_of(_LINES, st.binary(max_size=40)), max_size=30), st.sampled_from([b"\n", b"\r\n"]))
def test_no_letter_raises(lines: list[bytes], end: bytes) -> None:
    open_letter(end.join([b"From: a@b", *lines]), ".eml")
