"""Walking a page's main node into blocks, without recursion, so that no depth of nesting can stop it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urljoin

from reader.cleaning.captions import names_credit
from reader.cleaning.pictures import Picture, look_at, with_pictures
from reader.cleaning.tables import Cell, is_data, read_table
from reader.document import Block, BlockKind, Inline, InlineKind
from reader.text import sanitise

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_INLINES = {
    "em": InlineKind.EMPHASIS,
    "i": InlineKind.EMPHASIS,
    "cite": InlineKind.EMPHASIS,
    "strong": InlineKind.STRONG,
    "b": InlineKind.STRONG,
    "code": InlineKind.CODE,
    "kbd": InlineKind.CODE,
    "a": InlineKind.LINK,
    "q": InlineKind.QUOTED,
    "s": InlineKind.STRUCK,
    "del": InlineKind.STRUCK,
}
_SKIPPED = frozenset(
    "script style noscript template svg iframe button input select textarea video audio head object math canvas map title".split()
)
_BLOCKS = frozenset(
    "p div section article main header footer ul ol li blockquote pre table figure figcaption hr dl dt dd address "
    "body html h1 h2 h3 h4 h5 h6 details summary center nav aside form fieldset dialog tr td th caption hgroup".split()
)
_LEFT_OUT = re.compile(r"backref|backlink|editsection")
"""Classes of what stands inside a block and is no part of its words: ways back from notes, ways to edit a section."""
_MARKED_OUT = frozenset({"a", "span"})
_WAYS_BACK = frozenset("^ ↑ ↩ ↩︎ ⤴ ⬆ ↵".split())
"""Words of links that lead back from notes."""
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:image|img|photo|wp|picture|figure|media)?-?_?caption(?:-?_?text)?(?:$|[\s_-])", re.I
)
_NOTES = re.compile(
    r"(?:^|[\s_-])(?:references|footnotes?|endnotes?|reflist|citations|footnoteref)(?:$|[\s_-])", re.I
)
_ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_ORIGIN = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]*")
_BLANKS = re.compile(r"\s+")
_DASHED = re.compile(r"[—–―]\s*[^\W\d_](?:.*[^.!?…»”\"'’\s])?$")
"""A dash and what is no sentence: lines of a dialogue begin with one, too."""
LONGEST_ATTRIBUTION = 160
DEEPEST_LIST = 8


@dataclass(slots=True)
class _Context:
    """What stands around the words at hand."""

    quoted: int = 0
    lists: tuple[list[int], ...] = ()
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    node: Any = None


@dataclass(slots=True)
class Walker:
    """Gathers blocks while a tree is walked; `parts` are ready for `document.assemble`, `nodes` are their elements, and
    `pictures` the images among them.

    `base` is the address that relative links are joined to, if it is known.
    """

    parts: list[tuple[Block, str]] = field(default_factory=list)
    nodes: list[Any] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    base: str = ""
    _origin: str = ""
    _words: list[str] = field(default_factory=list)
    _length: int = 0
    _inlines: list[Inline] = field(default_factory=list)
    _open: list[tuple[InlineKind, int, str]] = field(default_factory=list)
    _marker: str = ""

    def __post_init__(self) -> None:
        found = _ORIGIN.match(self.base)
        self._origin = found.group() if found else ""

    def walk(self, root: Any) -> list[tuple[Block, str]]:
        """Return the blocks of `root`, an lxml element."""
        stack: list[tuple[str, Any, _Context]] = [("open", root, _Context())]
        while stack:
            step, node, context = stack.pop()
            if step == "tail":
                self._add(node, context)
            elif step == "close":
                self._close(node, context)
            else:
                self._enter(node, context, stack)
        self._flush(_Context())
        return self.parts

    def walk_whole(self, root: Any) -> list[tuple[Block, str]]:
        """Return the blocks of `root` with all its pictures among them."""
        self.walk(root)
        return with_pictures(self.parts, self.pictures, [True] * len(self.parts), self.nodes)[0]

    def _enter(self, node: Any, context: _Context, stack: list[tuple[str, Any, _Context]]) -> None:
        tag, tail = node.tag, node.tail
        if tail:
            stack.append(("tail", tail, context))
        if not isinstance(tag, str) or tag in _SKIPPED or (tag in _MARKED_OUT and _is_left_out(tag, node)):
            return
        if context.kind is BlockKind.CAPTION and tag not in _BLOCKS and names_credit(node.get("class") or ""):
            tag = "div"
        if tag == "cite" and context.quoted and node.getparent().tag == "blockquote":
            tag = "footer"
        if tag in ("img", "amp-img"):
            self._picture(node, context)
            return
        if tag == "br":
            self._words.append("\n")
            self._length += 1
            return
        if tag == "pre":
            self._flush(context)
            self._keep(node, context)
            return
        if tag == "table" and is_data(node):
            self._flush(context)
            self._table(node, context)
            return
        if tag == "hr":
            self._flush(context)
            self._put(Block(BlockKind.RULE, 0, 0, quoted=context.quoted), "* * *", node)
            return
        inner = context
        if tag in _INLINES or tag in _BLOCKS:
            inner = self._begin(tag, node, context)
            stack.append(("close", tag, context if tag not in _BLOCKS else inner))
        # Most elements have no children, or one.
        if len(node):
            stack += [("open", child, inner) for child in reversed(node)]
        if text := node.text:
            stack.append(("tail", text, inner))

    def _begin(self, tag: str, node: Any, context: _Context) -> _Context:
        """Open `tag` and return the context of what is in it."""
        if tag in _INLINES:
            if tag == "q":
                self._add("“", context)
            target = self._joined(node.get("href") or "") if tag == "a" else ""
            label = _note_label(node) if target.startswith("#") else ""
            kind = InlineKind.NOTE_REFERENCE if label else _INLINES[tag]
            self._open.append((kind, self._length, label or target))
            return context
        if tag not in _BLOCKS:
            return context
        self._flush(context)
        inner = _Context(context.quoted, context.lists, context.kind, context.level, node)
        if tag in _HEADINGS:
            inner.kind, inner.level = BlockKind.HEADING, _HEADINGS[tag]
        elif tag == "blockquote":
            inner.quoted += 1
        elif tag in ("ul", "ol"):
            start = node.get("start") or "1"
            counter = [int(start) if start.isdigit() and len(start) < 6 else 1] if tag == "ol" else [-1]
            inner.lists = (*context.lists, counter)
            if _NOTES.search(f"{node.get('class') or ''} {node.get('role') or ''}"[:400]):
                inner.kind = BlockKind.NOTE
        elif tag == "li":
            counter = context.lists[-1] if context.lists else [-1]
            dot = "" if context.kind is BlockKind.NOTE else "."
            self._marker = f"{counter[0]}{dot}" if counter[0] >= 0 else "•"
            if counter[0] >= 0:
                counter[0] += 1
            if context.kind is not BlockKind.NOTE:
                inner.kind, inner.level = BlockKind.LIST_ITEM, min(DEEPEST_LIST, max(1, len(context.lists)))
        elif tag == "figcaption" or (tag in ("p", "div") and _CAPTION.search(node.get("class") or "")):
            inner.kind = BlockKind.CAPTION
            if tag == "figcaption" and _is_of_quotation(node):
                inner.kind, inner.quoted = BlockKind.ATTRIBUTION, max(1, inner.quoted)
        elif tag == "footer" and context.quoted:
            inner.kind = BlockKind.ATTRIBUTION
        return inner

    def _picture(self, node: Any, context: _Context) -> None:
        has_begun = bool("".join(self._words).strip())
        picture = look_at(node, len(self.parts) + has_begun, context.quoted)
        if picture is not None:
            target = self._joined(picture.block.target)
            self.pictures.append(replace(picture, block=picture.block._replace(target=target)))

    def _close(self, tag: str, context: _Context) -> None:
        if tag in _INLINES:
            if self._open:
                kind, start, target = self._open.pop()
                if self._length > start:
                    self._inlines.append(Inline(kind, start, self._length, target))
            if tag == "q":
                self._add("”", context)
        elif tag in _BLOCKS:
            self._flush(context)

    def _joined(self, address: str) -> str:
        address = sanitise(address).strip()
        if not self.base or not address or address.startswith("#") or _ABSOLUTE.match(address):
            return address
        if address[0] == "/" and address[1:2] != "/" and "/." not in address:
            return self._origin + address
        try:
            return urljoin(self.base, address)
        except ValueError:
            return address

    def _add(self, words: str, context: _Context) -> None:
        if words.isspace():
            words = " "
        elif "  " in words or not (words.isascii() and words.isprintable()):
            words = _BLANKS.sub(" ", sanitise(words))
        if words.startswith(" ") and (not self._words or self._words[-1].endswith((" ", "\n"))):
            words = words[1:]
        if words:
            self._words.append(words)
            self._length += len(words)

    def _flush(self, context: _Context) -> None:
        if not self._words:
            return
        text = "".join(self._words)
        inlines, opened = self._inlines, self._open
        for kind, start, target in opened:
            if self._length > start:
                inlines.append(Inline(kind, start, self._length, target))
        self._words, self._length, self._inlines = [], 0, []
        self._open = [(kind, 0, target) for kind, _, target in opened]
        if not text.strip():
            return
        for start, end in _paragraphs(text):
            if self._is_attribution(text[start:end], context):
                context = replace(context, kind=BlockKind.ATTRIBUTION)
            # As print has it, and as what looks for speakers knows it.
            dash = "— " if context.kind is BlockKind.ATTRIBUTION and text[start] not in "—–―-~" else ""
            before = start - len(dash)
            kept = tuple(
                Inline(item.kind, max(item.start, start) - before, min(item.end, end) - before, item.target)
                for item in inlines
                if item.start < end and item.end > start
            )
            is_item = context.kind in (BlockKind.LIST_ITEM, BlockKind.NOTE)
            block = Block(
                BlockKind.VERSE if "\n" in text[start:end] and not is_item else context.kind, 0, 0,
                level=context.level, marker=self._marker if is_item else "", quoted=context.quoted, inlines=kept,
            )  # fmt: skip
            if is_item:
                self._marker = " "
            self._put(block, dash + text[start:end], context.node)

    def _is_attribution(self, words: str, context: _Context) -> bool:
        """Tell whether `words` behind a quotation in its block name who said it: a dash, and no sentence."""
        if not context.quoted or context.kind is not BlockKind.PARAGRAPH or not _DASHED.match(words):
            return False
        return bool(self.parts) and self.parts[-1][0].quoted > 0 and len(words) <= LONGEST_ATTRIBUTION

    def _keep(self, node: Any, context: _Context) -> None:
        text = sanitise("".join(node.itertext())).strip("\n").rstrip()
        code = next(iter(node.iter("code")), None)
        name = (code.get("class") or "") if code is not None else ""
        language = name.removeprefix("language-").split(" ")[0] if name.startswith("language-") else ""
        if text:
            level = context.level if context.kind is BlockKind.LIST_ITEM else 0
            self._put(Block(BlockKind.CODE, 0, 0, level, quoted=context.quoted, target=language), text, node)

    def _table(self, node: Any, context: _Context) -> None:
        table = read_table(node, self._look_into)
        if table.rows:
            block = Block(
                BlockKind.TABLE, 0, 0, level=table.heads, quoted=context.quoted, target=table.alignment,
                inlines=table.inlines,
            )  # fmt: skip
            self._put(block, table.text, node)

    def _look_into(self, cell: Any, words: str) -> Cell:
        """Return the words of a table's cell with its inlines; without them where more than its `words` is shown, or less."""
        if not words or next(cell.iter(*_INLINES), None) is None:
            return words, ()
        inlines: list[Inline] = []
        length = 0
        parts = Walker(base=self.base).walk(cell)
        for block, part in parts:
            inlines += [one._replace(start=length + one.start, end=length + one.end) for one in block.inlines]
            length += len(part) + 1
        walked = " ".join(part.replace("\n", " ") for _, part in parts)
        return (walked, inlines) if "".join(walked.split()) == "".join(words.split()) else (words, ())

    def _put(self, block: Block, text: str, node: Any) -> None:
        self.parts.append((block, text))
        self.nodes.append(node)


def _is_left_out(tag: str, node: Any) -> bool:
    """Tell whether an element inside a block is a way back from a note or a way to edit a section."""
    if (name := node.get("class")) and _LEFT_OUT.search(name):
        return True
    text = node.text if tag == "a" else ""
    return bool(text) and len(text) < 20 and text.strip() in _WAYS_BACK and "#" in (node.get("href") or "")


def _is_of_quotation(node: Any) -> bool:
    """Tell whether a figure's caption stands under a quotation and not under a picture."""
    figure = node.getparent()
    if (
        figure is None
        or figure.tag != "figure"
        or next(figure.iter("img", "picture", "video", "table", "pre"), None) is not None
    ):
        return False
    return figure.find("blockquote") is not None


def _note_label(node: Any) -> str:
    """Return the label of the note that a link inside the page refers to, "" if it refers to none."""
    parent = node.getparent()
    if (parent is None or parent.tag != "sup") and not _NOTES.search(node.get("class") or ""):
        return ""
    return sanitise("".join(node.itertext())[:20]).strip(" []()")


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the spans of `text` between two line breaks in a row, blanks at their ends left out."""
    spans, start = [], 0
    for match in [*re.finditer(r"\n\s*\n", text), None]:
        end = match.start() if match else len(text)
        first, last = start, end
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            spans.append((first, last))
        start = match.end() if match else end
    return spans
