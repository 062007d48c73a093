from __future__ import annotations

import plistlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import SourceError
from reader.sources import read_bytes, walk
from reader.sources.packed import unpack

PAGE = "<html><head><title>The gate</title></head><body><p>“Nobody has the key,” said Ines Sarr – in Carrow.</p></body></html>"
MHTML = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://carrow.example/gate\r\nSubject: The gate\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----b"\r\n\r\n'
    b"------b\r\nContent-Type: text/html%s\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    b"Content-Location: https://carrow.example/gate\r\n\r\n%s\r\n"
    b"------b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------b--\r\n"
)


def quoted(page: bytes) -> bytes:
    return b"".join(b"=%02X" % code if code > 126 or code == 61 else bytes([code]) for code in page)


@pytest.mark.parametrize(("charset", "encoding"), [(b"", "utf-8"), (b"; charset=windows-1252", "cp1252")])
def test_the_page_in_an_mhtml_file_is_read(charset: bytes, encoding: str) -> None:
    source = read_bytes(MHTML % (charset, quoted(PAGE.encode(encoding))), "gate.mhtml")
    assert (source.format, source.url) == ("html", "https://carrow.example/gate")
    assert source.text.strip() == PAGE


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_the_page_in_a_web_archive_is_read(form: plistlib.PlistFormat) -> None:
    main = {
        "WebResourceData": PAGE.encode("utf-8"), "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8", "WebResourceURL": "https://carrow.example/gate",
    }  # fmt: skip
    source = read_bytes(plistlib.dumps({"WebMainResource": main}, fmt=form), "gate.webarchive")
    assert (source.format, source.url, source.text) == ("html", "https://carrow.example/gate", PAGE)


def test_a_property_list_without_a_page_is_named() -> None:
    with pytest.raises(SourceError, match="a property list, not text"):
        read_bytes(plistlib.dumps({"a": 1}, fmt=plistlib.FMT_BINARY), "a.webarchive")


def test_a_page_saved_from_a_disk_has_no_address() -> None:
    data = (MHTML % (b"", quoted(PAGE.encode()))).replace(
        b"https://carrow.example/gate", b"file:///home/ada/gate.html"
    )
    assert read_bytes(data, "gate.mht").url == ""


def test_a_letter_is_a_letter() -> None:
    assert unpack(b"From: Ada Brook\nTo: Jo Fenn\n\nThe gate is open.") is None


def test_packed_pages_are_found_in_folders(tmp_path: Path) -> None:
    for name in ("a.mhtml", "b.MHT", "c.webarchive"):
        (tmp_path / name).write_bytes(b"x")
    assert [path.name for path in walk([tmp_path])] == ["a.mhtml", "b.MHT", "c.webarchive"]


@given(st.binary(max_size=300), st.sampled_from([b"bplist00", MHTML[:260], b"<plist>WebMainResource", b""]))
def test_damage_raises_nothing(data: bytes, head: bytes) -> None:
    unpack(head + data)


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:80", "0.0.0.0"])
def test_a_page_saved_from_the_machine_itself_has_no_address(host: str) -> None:
    page = f"<!DOCTYPE html><html><!--\n Page saved\n url: http://{host}/gate.html\n--><p>words"
    assert read_bytes(page.encode(), "gate.html").url == ""
    data = (MHTML % (b"", quoted(PAGE.encode()))).replace(b"https://carrow.example", f"http://{host}".encode())
    assert read_bytes(data, "gate.mht").url == ""
