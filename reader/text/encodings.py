"""The names of encodings as pages and letters give them, and what is meant by them.

Browsers have long read a few labels as the larger set that writers in fact used (the Encoding Standard's table):
quotation marks of Windows stand in pages that call themselves ISO-8859-1.
"""

from __future__ import annotations

import re

_MEANT = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "x-mac-roman": "mac_roman",
    "unicode-1-1-utf-8": "utf-8",
    "x-unicode20utf8": "utf-8",
}
_NAME = re.compile(r"[A-Za-z0-9_:.-]{2,40}")


def meant_encoding(label: str) -> str:
    """Return the name for Python of the encoding that `label` stands for, "" where it cannot be a name."""
    label = label.strip().strip("\"'").lower()
    return _MEANT.get(label, label) if _NAME.fullmatch(label) else ""
