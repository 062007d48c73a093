"""What bytes are that are no text: known by how they begin, whatever their file is called."""

from __future__ import annotations

import re

ZIP = "a zip archive"
EPUB = "an EPUB"
_SIGNATURES: tuple[tuple[bytes, int, str], ...] = (
    (b"%PDF-", 0, "a PDF"),
    (b"PK\x03\x04", 0, ZIP),
    (b"PK\x05\x06", 0, ZIP),
    (b"\x1f\x8b\x08", 0, "a gzip archive"),
    (b"BZh", 0, "a bzip2 archive"),
    (b"\xfd7zXZ\x00", 0, "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", 0, "a 7z archive"),
    (b"Rar!\x1a\x07", 0, "a rar archive"),
    (b"ustar", 257, "a tar archive"),
    (b"\x89PNG\r\n\x1a\n", 0, "a picture"),
    (b"\xff\xd8\xff", 0, "a picture"),
    (b"GIF87a", 0, "a picture"),
    (b"GIF89a", 0, "a picture"),
    (b"WEBP", 8, "a picture"),
    (b"ftypavif", 4, "a picture"),
    (b"II*\x00", 0, "a picture"),
    (b"MM\x00*", 0, "a picture"),
    (b"ftyp", 4, "a film"),
    (b"\x1aE\xdf\xa3", 0, "a film"),
    (b"ID3", 0, "a sound"),
    (b"OggS", 0, "a sound"),
    (b"fLaC", 0, "a sound"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "an old Office document"),
    (b"SQLite format 3\x00", 0, "a database"),
    (b"bplist00", 0, "a property list"),
    (b"\x7fELF", 0, "a program"),
    (b"wOFF", 0, "a font"),
    (b"wOF2", 0, "a font"),
)
"""How files of a kind begin, at which byte, and what a person calls them."""
_PACKED = ((b"mimetypeapplication/epub+zip", EPUB), (b"[Content_Types].xml", "an Office document"))
"""What stands in a zip's first entries, by which it is something better known than a zip."""
_HEAD = 512
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def what_is(data: bytes | str) -> str:
    """Return what `data` is, as in "a PDF", or "" where it may be text; text that was decoded from bytes is seen too."""
    head = data[:_HEAD] if isinstance(data, bytes) else data[:_HEAD].encode("latin-1", "replace")
    found = next((name for sign, at, name in _SIGNATURES if head.startswith(sign, at)), "")
    if found == ZIP:
        return next((name for sign, name in _PACKED if sign in head), found)
    # Letters alone, as of "ID3" or "OggS", may begin an article, too: then its first lines have no controls.
    return "" if found != "a PDF" and not _CONTROLS.search(head) else found
