"""Tiny exports of read-later services, made as bytes: the articles in them are invented."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Mapping

FERRY = (
    "<DIV class='page'><p>The ferry to Carrow was late again on Monday, and nobody on the quay was surprised.</p>"
    "<p>“We have waited since the clocks changed,” said Brian Holt, who runs the Tide Office.</p>"
    "<p>The harbour board will meet on Thursday, when the engine has been looked at.</p></DIV>"
)
ORCHARD = (
    "<DIV class='page'><p>Last winter the orchard above Pell lost a third of its trees to a single storm.</p>"
    "<p>“A pear tree is planted for heirs,” said Ada Brook, the warden, and planted forty more.</p></DIV>"
)
FERRY_RECORD = {
    "id": "1f", "slug": "the-late-ferry", "title": "The late ferry", "author": "Jo Fenn", "state": "Archived",
    "url": "https://gazette.example/the-late-ferry", "labels": ["harbour"], "savedAt": "2024-05-06T08:00:00.000Z",
    "updatedAt": "2024-05-07T08:00:00.000Z", "publishedAt": "2024-05-04T00:00:00.000Z", "readingProgress": 100,
}  # fmt: skip
ORCHARD_RECORD = {
    "id": "2o", "slug": "forty-pears", "title": "Forty pears", "url": "https://orchard.example/forty-pears",
    "state": "Active", "labels": [], "savedAt": "2024-06-01T08:00:00.000Z", "readingProgress": 0,
}  # fmt: skip
LOST_RECORD = {
    "id": "3l",
    "slug": "never-saved",
    "title": "Never saved",
    "url": "https://gone.example/never-saved",
    "state": "Active",
}
HIGHLIGHTS = "> We have waited since the clocks changed\n\n#patience\n\nAsk him about the engine.\n"


WALLABAG = [
    {
        "id": 612, "title": "The late ferry", "url": "https://gazette.example/the-late-ferry", "is_archived": 1,
        "is_starred": True, "created_at": "2024-05-06T08:00:00+0200", "published_at": "2024-05-04T00:00:00+0200",
        "published_by": ["Jo Fenn", "Ada Brook"], "content": FERRY, "mimetype": "text/html", "language": "en_GB",
        "tags": ["harbour"], "domain_name": "gazette.example", "reading_time": 1,
        "annotations": [{"text": "Ask him.", "quote": "nobody on the quay", "created_at": "2024-05-07T08:00:00+0200"}],
    },
    {
        "id": 613, "title": "No title found", "url": "https://gone.example/never-saved", "is_archived": 0,
        "content": "wallabag can't retrieve contents for this article. Please <a href='x'>troubleshoot this issue</a>.",
    },
    {"id": 614, "title": "Forty pears", "url": "https://orchard.example/forty-pears", "is_archived": 0, "content": ORCHARD,
     "created_at": "2024-06-01T08:00:00+0200"},
]  # fmt: skip
STARRED = {
    "title": "Starred by Jo",
    "items": [
        {
            "id": "tag:reader/1", "title": "Forty pears", "published": 1717200000, "author": "Ada Brook",
            "canonical": [{"href": "https://orchard.example/forty-pears"}], "origin": {"title": "Orchard Notes"},
            "summary": {"content": ORCHARD},
        }
    ],
}  # fmt: skip
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Carrow Notes",
    "items": [
        {
            "id": "7", "url": "https://notes.example/7", "title": "Seven gulls", "authors": [{"name": "Jo Fenn"}],
            "date_published": "2024-03-02T10:00:00Z", "content_text": "Seven gulls sat on the wall.\n\nNone of them left.",
        }
    ],
}  # fmt: skip
BOOKMARKS = {
    "roots": {
        "bar": {"children": [{"name": "A page", "type": "url", "url": "https://one.example/"}]},
        "other": {
            "children": [
                {"name": "F", "children": [{"name": "B page", "type": "url", "url": "https://two.example/b"}]}
            ]
        },
    }
}


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of `members`."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 6, 2, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def omnivore_members() -> dict[str, str | bytes]:
    """Return what is in an Omnivore export of three articles, of which one has no page."""
    return {
        "metadata_0_to_20.json": json.dumps([FERRY_RECORD, ORCHARD_RECORD, LOST_RECORD]),
        "content/the-late-ferry.html": FERRY,
        "content/forty-pears.html": ORCHARD,
        "highlights/the-late-ferry.md": HIGHLIGHTS,
    }


def omnivore() -> bytes:
    """Return that export."""
    return zipped(omnivore_members())


def chapter(words: str, head: str = "") -> str:
    """Return a part of a book with `words` in its body, and `head` before its root."""
    return (
        f"<?xml version='1.0' encoding='utf-8'?>\n{head}"
        "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'>"
        f"<head><title>x</title><style>p {{}}</style></head><body>{words}</body></html>"
    )


def book_members() -> dict[str, str | bytes]:
    """Return what is in a book of three chapters, of which the contents alone name the last."""
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>"
        "<rootfile full-path='OPS/book.opf'/></rootfiles></container>",
        "OPS/book.opf": "<package xmlns='http://www.idpf.org/2007/opf' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        "<metadata><dc:title>The Tide Tables</dc:title><dc:creator>Ada Brook</dc:creator><dc:creator>Jo Fenn</dc:creator>"
        "<dc:date>2021-03-04</dc:date><dc:language>en-GB</dc:language><dc:publisher>Carrow Press</dc:publisher></metadata>"
        "<manifest><item id='nav' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>"
        "<item id='a' href='text/one.xhtml' media-type='application/xhtml+xml'/>"
        "<item id='b' href='text/two%20b.xhtml' media-type='application/xhtml+xml'/>"
        "<item id='c' href='text/three.xhtml' media-type='application/xhtml+xml'/>"
        "<item id='p' href='pier.png' media-type='image/png'/></manifest>"
        "<spine><itemref idref='nav'/><itemref idref='a'/><itemref idref='b'/><itemref idref='c'/></spine></package>",
        "OPS/nav.xhtml": chapter(
            "<nav epub:type='toc'><ol><li><a href='text/one.xhtml'>One</a></li>"
            "<li><a href='text/three.xhtml#start'>The third tide</a></li></ol></nav>"
        ),
        "OPS/text/one.xhtml": chapter(
            "<header><h1>The first tide</h1></header><p>The water came at six,&nbsp;and<a id='p1'/> nobody saw it.</p>"
            "<p>“It is early,” said Brian Holt.</p>"
        ),
        "OPS/text/two b.xhtml": chapter(
            "<h1>The second tide</h1><p>The water came at seven.</p>"
            "<aside epub:type='footnote'><p>By the old clock.</p></aside>"
        ),
        "OPS/text/three.xhtml": chapter("<p>The water did not come at all.</p>"),
    }


def book() -> bytes:
    """Return that book."""
    return zipped(book_members())


POCKET = (
    "title,url,time_added,tags,status\n"
    '"The late ferry, again",https://gazette.example/the-late-ferry,1714982400,harbour|late,unread\n'
    "Forty pears,https://orchard.example/forty-pears,1717228800,,archive\n"
)
NETSCAPE = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE><H1>Bookmarks</H1>
<DL><p><DT><A HREF="https://gazette.example/the-late-ferry?a=1&amp;b=2" ADD_DATE="1714982400" TAGS="x">The late &amp; lost ferry</A>
<DT><A HREF="javascript:void(0)">No page</A><DT><A HREF="https://orchard.example/forty-pears">Forty pears</A></DL>
"""
LONG = " ".join(["The gulls on the wall were counted once more by the warden of Pell, and there were seven."] * 8)
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Carrow Notes</title><link>https://notes.example</link><language>en-gb</language>
<item><title>The late ferry</title><link>https://notes.example/ferry</link><guid isPermaLink="false">n-1</guid>
<dc:creator>Jo Fenn</dc:creator><pubDate>Sat, 04 May 2024 08:00:00 +0000</pubDate>
<description>The ferry was late.</description><content:encoded><![CDATA[{FERRY}]]></content:encoded></item>
<item><title>A teaser</title><link>https://notes.example/teaser</link><description>Only the beginning …</description></item>
<item><title>Gulls</title><guid>https://notes.example/gulls</guid><pubDate>Sun, 05 May 2024 08:00:00 GMT</pubDate><description>{LONG}</description></item>
</channel></rss>
"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Orchard Notes</title>
<entry><title type="html">Forty &lt;i&gt;pears&lt;/i&gt;</title><id>tag:orchard,1</id><updated>2024-06-01T08:00:00Z</updated>
<link rel="self" href="https://orchard.example/feed/1"/><link href="https://orchard.example/forty-pears"/>
<author><name>Ada Brook</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A pear tree is planted for heirs.</p></div></content>
</entry></feed>
"""


def letter(subject: str, words: str, number: int = 1) -> str:
    """Return a letter of a mailbox, with the line before it."""
    return (
        f"From ada@carrow.example Mon May  6 10:00:0{number} 2024\nFrom: Ada Brook <ada@carrow.example>\n"
        f"Date: {number} May 2024 10:00:00 +0000\nSubject: {subject}\nMessage-ID: <{number}@carrow.example>\n\n{words}\n\n"
    )


MAILBOX = letter("The gate", "The gate is open, and nobody has shut it.\n>From here it looks small.") + letter(
    "The bell", "From the tower one hears it.\n\nFrom 10:00 on, it rings: twice.", 2
)
EVERNOTE = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export4.dtd">
<en-export export-date="20240601T080000Z" application="Evernote">
<note><title>The late ferry</title><content><![CDATA[<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE en-note SYSTEM "http://xml.evernote.com/pub/enml2.dtd"><en-note>{FERRY.replace("DIV", "div")}<en-media hash="a"/>
<div><en-todo checked="true"/>Ask about the&nbsp;engine.</div></en-note>]]></content><created>20240504T080000Z</created>
<tag>harbour</tag><tag>late</tag><note-attributes><author>Jo Fenn</author>
<source-url>https://gazette.example/the-late-ferry</source-url></note-attributes>
<resource><data encoding="base64">{"QUJD" * 500}</data></resource></note>
<note><title>Forty pears</title><content><![CDATA[<en-note><div>A pear tree is planted for heirs.</div></en-note>]]></content>
</note></en-export>
"""


def web_record(
    kind: str, address: str, block: bytes, content_type: str = "application/http; msgtype=response"
) -> bytes:
    """Return a record of a web archive."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answered(
    body: bytes, *headers: str, status: str = "200 OK", content_type: str = "text/html; charset=utf-8"
) -> bytes:
    """Return what a server sends: `body` behind its headers."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


FERRY_PAGE = (
    f"<html><head><title>The late ferry</title></head><body><article>{FERRY}</article></body></html>".encode()
)
PEARS_PAGE = f"<html><head><title>Forty pears</title></head><body><article>{ORCHARD}</article></body></html>".encode()
FERRY_AT, PEARS_AT = "https://gazette.example/the-late-ferry", "https://orchard.example/forty-pears"
WEB_RECORDS = [
    web_record("warcinfo", "", b"software: none\r\n", "application/warc-fields"),
    web_record("request", FERRY_AT, b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
    web_record("response", FERRY_AT, answered(FERRY_PAGE)),
    web_record("response", "https://gazette.example/a.png", answered(b"\x89PNG", content_type="image/png")),
    web_record("response", "https://gone.example/", answered(b"<p>Not here.</p>", status="404 Not Found")),
    web_record("resource", "metadata://tool/log", b"a log", "text/plain"),
    web_record("response", PEARS_AT, answered(gzip.compress(PEARS_PAGE), "Content-Encoding: gzip")),
]
