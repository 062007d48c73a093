from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path

import pytest

from reader.document import Issue
from reader.errors import SourceError
from reader.pipeline import read_all
from reader.sources.collections import open_collection
from reader.sources.collections.collection import Item, Member
from tests.exports import FERRY_AT, FERRY_PAGE, PEARS_AT, WEB_RECORDS, answered, web_record, zipped


def items(path: Path, data: bytes) -> list[Item]:
    path.write_bytes(data)
    with open_collection(path) as collection:
        assert collection is not None
        assert collection.format == "web archive"
        return list(collection.items)


def addresses(found: list[Item]) -> list[str]:
    return [item.particulars.url for item in found if isinstance(item, Member)]


@pytest.mark.parametrize(
    "data", [b"".join(WEB_RECORDS), gzip.compress(b"".join(WEB_RECORDS)), b"".join(map(gzip.compress, WEB_RECORDS))]
)
def test_the_pages_that_were_there_are_articles(tmp_path: Path, data: bytes) -> None:
    assert addresses(items(tmp_path / "crawl.warc.gz", data)) == [FERRY_AT, PEARS_AT]
    found = [one.article.title for one in read_all(tmp_path / "crawl.warc.gz") if not isinstance(one, SourceError)]
    assert found == ["The late ferry", "Forty pears"]


def test_a_page_that_was_sent_in_chunks_is_put_together(tmp_path: Path) -> None:
    chunks = (
        b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (FERRY_PAGE[:99], FERRY_PAGE[99:])) + b"0\r\n\r\n"
    )
    data = web_record("response", FERRY_AT, answered(chunks, "Transfer-Encoding: chunked"))
    (ferry,) = items(tmp_path / "crawl.warc", data)
    assert isinstance(ferry, Member)
    assert ferry.load().data == FERRY_PAGE


@pytest.mark.parametrize("body", [FERRY_PAGE, b"\x1f\x8b\x08 broken"])
def test_a_page_that_is_not_packed_as_it_says_is_read_if_it_is_one(tmp_path: Path, body: bytes) -> None:
    data = web_record("response", FERRY_AT, answered(body, "Content-Encoding: gzip"))
    found = items(tmp_path / "crawl.warc", data)
    assert [item.load().data for item in found if isinstance(item, Member)] == [body] * body.startswith(b"<")


def test_of_a_wacz_those_pages_are_taken_that_were_visited(tmp_path: Path) -> None:
    listed = "\n".join(map(json.dumps, [{"format": "json-pages-1.0"}, {"url": PEARS_AT, "title": "Forty pears"}]))
    members: dict[str, str | bytes] = {"archive/data.warc.gz": gzip.compress(b"".join(WEB_RECORDS))}
    assert addresses(items(tmp_path / "all.wacz", zipped(members))) == [FERRY_AT, PEARS_AT]
    members["pages/pages.jsonl"] = listed
    assert addresses(items(tmp_path / "visited.wacz", zipped(members))) == [PEARS_AT]


def test_what_is_cut_off_gives_what_stands_before(tmp_path: Path) -> None:
    whole = b"".join(WEB_RECORDS)
    *pages, issue = items(tmp_path / "cut.warc", whole[:-200])
    assert addresses(pages) == [FERRY_AT]
    assert issue == Issue("cut-off", "is damaged: what stands behind its page number 1 cannot be read.")


def test_what_unfolds_without_end_is_stopped(tmp_path: Path) -> None:
    bomb = zlib.compressobj(9, zlib.DEFLATED, 31)
    record = web_record("response", FERRY_AT, b"").replace(b"Content-Length: 0", b"Content-Length: 999999999999")
    data = bomb.compress(record) + b"".join(bomb.compress(bytes(1 << 20)) for _ in range(80)) + bomb.flush()
    (issue,) = items(tmp_path / "bomb.warc.gz", data)
    assert isinstance(issue, Issue)


def test_other_packed_files_are_no_web_archives(tmp_path: Path) -> None:
    path = tmp_path / "log.gz"
    for data in (gzip.compress(b"a log"), b"\x1f\x8b\x08broken", b"WARC/x"):
        path.write_bytes(data)
        with open_collection(path) as collection:
            assert collection is None
