"""Front matter: keys and lists as people and clippers write them, which strict YAML refuses in half of all cases."""

from __future__ import annotations

import re

_KEY = re.compile(r"([A-Za-z][\w .-]{0,60}?)\s*:(?:\s+(.*))?$")
_ITEM = re.compile(r"\s*-\s+(.*)$")


def split_front_matter(text: str) -> tuple[dict[str, list[str]], str]:
    """Return the keys at the top of `text`, small, each with its values, and the text below them."""
    if not text.startswith("---"):
        return {}, text
    lines = text.split("\n")
    end = next((number for number, line in enumerate(lines[1:400], 1) if line.strip() in ("---", "...")), 0)
    if not end or lines[0].strip() != "---":
        return {}, text
    values: dict[str, list[str]] = {}
    key = ""
    for line in lines[1:end]:
        item, pair = _ITEM.match(line), _KEY.match(line)
        if item and key:
            values[key].append(_plain(item.group(1)))
        elif pair and not line.startswith((" ", "\t")):
            key = pair.group(1).strip().lower()
            values[key] = _listed(pair.group(2) or "")
        elif line.strip() and key and values[key]:
            values[key][-1] = f"{values[key][-1]} {line.strip()}"
    return values, "\n".join(lines[end + 1 :])


def _listed(value: str) -> list[str]:
    value = value.strip()
    if value.startswith("[") and value.endswith("]") and not value.startswith("[["):
        return [plain for part in value[1:-1].split(",") if (plain := _plain(part))]
    plain = _plain(value)
    return [plain] if plain and plain not in ("|", ">", "|-", ">-") else []


def _plain(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].replace('\\"', '"').replace("''", "'")
    return re.sub(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]", r"\1", value)
