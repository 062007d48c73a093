"""Lines of text become blocks: hard-wrapped lines joined, lists, headings and verse recognised."""

from __future__ import annotations

import re

from reader.cleaning.lines import join_wrapped
from reader.document import Block, BlockKind, Blocks, assemble

_BULLET = re.compile(
    r"(\s*)([•*‣▪–-]|\d{1,3}[.)](?!\s+(?:Jan|Feb|M[aä]r|Apr|Ma[iy]|Jun|Jul|Aug|Sep|O[kc]t|Nov|De[zc])))\s+(?=\S)"
)
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
WRAPPED_BETWEEN = (50, 100)
"""Lengths between which the longest lines of a paragraph lie when a program has wrapped it."""
LONGEST_VERSE = 60
FEWEST_VERSE_LINES = 3


def make_blocks(lines: list[str | None]) -> tuple[Blocks, str]:
    """Return the blocks of `lines` and their text; None stands for a line that was taken out, "" for a blank one."""
    parts: list[tuple[Block, str]] = []
    group: list[str] = []
    for line in [*lines, ""]:
        if line is None or not line.strip():
            parts.extend(_group_blocks(group))
            group = []
        else:
            group.append(line)
    return assemble(parts)


def _group_blocks(group: list[str]) -> list[tuple[Block, str]]:
    if not group:
        return []
    if all(_BULLET.match(line) for line in group[:1]) and len(group) >= 1:
        return _list_blocks(group)
    stripped = [" ".join(line.split()) for line in group]
    if len(group) == 1:
        heading = re.match(r"(#{1,6}) (.+)", stripped[0])
        if heading:
            return [(Block(BlockKind.HEADING, 0, 0, level=len(heading.group(1))), heading.group(2))]
        return [(Block(BlockKind.PARAGRAPH, 0, 0), stripped[0])]
    if _is_wrapped(stripped):
        return [(Block(BlockKind.PARAGRAPH, 0, 0), _join(stripped))]
    if _is_verse(stripped):
        return [(Block(BlockKind.VERSE, 0, 0), "\n".join(line.rstrip() for line in group))]
    return [(Block(BlockKind.PARAGRAPH, 0, 0), line) for line in stripped]


def _list_blocks(group: list[str]) -> list[tuple[Block, str]]:
    parts: list[tuple[Block, str]] = []
    for line in group:
        match = _BULLET.match(line)
        if match is None and parts:
            block, text = parts[-1]
            parts[-1] = (block, f"{text} {line.strip()}")
            continue
        marker = match.group(2) if match else ""
        level = 1 + (len(match.group(1).expandtabs(4)) // 2 if match else 0)
        sign = marker if marker[:1].isdigit() else "•"
        words = " ".join(line[match.end() :].split()) if match else line.strip()
        parts.append((Block(BlockKind.LIST_ITEM, 0, 0, level=min(level, 6), marker=sign), words))
    return parts


def _is_wrapped(lines: list[str]) -> bool:
    longest = max(len(line) for line in lines)
    if not WRAPPED_BETWEEN[0] <= longest <= WRAPPED_BETWEEN[1]:
        return False
    inner = lines[:-1]
    full = sum(
        1 for line, after in zip(inner, lines[1:], strict=True) if len(line) + 1 + len(after.split()[0]) > longest - 2
    )
    return full * 2 > len(inner)


def _is_verse(lines: list[str]) -> bool:
    if len(lines) < FEWEST_VERSE_LINES or max(len(line) for line in lines) > LONGEST_VERSE:
        return False
    ended = sum(1 for line in lines if _ENDS_SENTENCE.search(line))
    return ended < len(lines) * 0.7


def _join(lines: list[str]) -> str:
    pieces = lines[:1]
    for line in lines[1:]:
        pieces[-1], following = join_wrapped(pieces[-1], line, keep_hyphens=False)
        pieces.append(following)
    return "".join(pieces)
