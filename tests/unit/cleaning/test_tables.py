from __future__ import annotations

import pytest

from reader.cleaning import clean_html, clean_markdown
from reader.cleaning.page import parse_page
from reader.cleaning.tables import PageTable, is_data, read_table
from reader.document import BlockKind


def table_of(html: str) -> PageTable:
    return read_table(parse_page(f"<body>{html}</body>").find(".//table"))


def rows_of(*cells: str) -> str:
    return f"<table><tr><th>Port</th><th>Boats</th></tr>{''.join(f'<tr><td>Carrow</td>{cell}</tr>' for cell in cells)}</table>"


@pytest.mark.parametrize(
    ("cell", "letter"),
    [
        ('<td align="right">12</td>', "r"),
        ('<td align=" CENTER ">12</td>', "c"),
        ('<td style="color: red; text-align:right">12</td>', "r"),
        ('<td style="text-align: end">12</td>', "r"),
        ('<td class="has-text-align-right" data-align="right">12</td>', "r"),
        ('<td class="num text-center">12</td>', "c"),
        ('<td class="text-left">12</td>', "l"),
    ],
)
def test_a_column_is_aligned_as_its_cells_state(cell: str, letter: str) -> None:
    assert table_of(rows_of(cell, cell)).alignment == f"-{letter}"


@pytest.mark.parametrize(
    "cell",
    [
        "<td>12</td>",
        '<td align="char">12</td>',
        '<td class="alignright-image">12</td>',
        '<td class="copyright">12</td>',
    ],
)
def test_what_is_not_stated_is_not_guessed(cell: str) -> None:
    assert table_of(rows_of(cell, cell)).alignment == ""


def test_most_cells_tell_and_rows_speak_for_cells() -> None:
    stated, silent = '<td align="right">1</td>', "<td>-</td>"
    assert table_of(rows_of(stated, stated, silent)).alignment == "-r"
    assert table_of(rows_of(stated, silent)).alignment == ""
    row = '<tr align="right"><td>1</td><td align="left">2</td></tr>'
    assert table_of(f"<table>{row}{row}</table>").alignment == "rl"


def test_rows_without_words_are_left_out_and_heads_are_counted() -> None:
    table = table_of("<table><tr><td> </td></tr><tr><th>A</th></tr><tr><td>b\n c</td></tr></table>")
    assert (table.rows, table.heads) == ((("A",), ("b c",)), 1)


def test_markdown_and_pages_say_it_in_the_block() -> None:
    markdown = "# Boats\n\n| Port | Boats | Depth |\n| :--- | ---: | :---: |\n| Carrow | 12 | 3 |\n"
    blocks = clean_markdown(markdown).article.blocks
    assert [block.target for block in blocks if block.kind is BlockKind.TABLE] == ["lrc"]
    words = "<p>The harbour at Carrow has kept count of its boats for longer than anyone there remembers.</p>" * 4
    page = f"<article><h1>Boats</h1>{words}{rows_of('<td align=right>12</td>', '<td align=right>3</td>')}{words}</article>"
    targets = [block.target for block in clean_html(page).article.blocks if block.kind is BlockKind.TABLE]
    assert targets == ["-r"]


NAMED = "<table><tr><th>Bell</th><th>Rung</th></tr><tr><td><div>The old one</div><p>of iron</p></td><td>x<br>y</td></tr></table>"


def test_a_table_with_paragraphs_whose_columns_are_named_is_one_of_data() -> None:
    node = next(parse_page(NAMED).iter("table"))
    assert is_data(node)
    assert read_table(node).rows == (("Bell", "Rung"), ("The old one of iron", "x y"))


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td><p>one</p></td></tr><tr><td><p>two</p></td></tr></table>",
        "<table><tr><th>a</th><th>b</th></tr><tr><td><h2>Page</h2><p>two</p></td></tr></table>",
        "<table><tr><th>a</th><th>b</th></tr><tr><td><table><tr><td>x</td></tr></table></td></tr></table>",
        f"<table><tr><th>a</th><th>b</th></tr><tr><td><p>{'word ' * 300}</p></td></tr></table>",
        "<table><tr><td>one</td></tr></table>",
    ],
)
def test_pages_in_columns_are_no_data(table: str) -> None:
    assert not is_data(next(parse_page(table).iter("table")))


def test_what_is_not_shown_is_no_word_of_a_cell() -> None:
    table = parse_page("<table><tr><td>a<style>b{}</style></td><td>c</td></tr><tr><td>d</td><td>e</td></tr></table>")
    assert read_table(next(table.iter("table"))).rows[0] == ("a", "c")


def test_links_and_emphasis_in_cells_are_kept() -> None:
    cell = '<td>see <a href="/pier">the pier</a><br>and <em>quay</em><sup><a href="#n1">[1]</a></sup></td>'
    article = clean_html(
        f"<article><p>{'Words of the page. ' * 20}</p>{rows_of(cell, cell)}</article>", url="https://carrow.example/x"
    ).article
    table = next(block for block in article.blocks if block.kind is BlockKind.TABLE)
    kept = [(article.text[one.start : one.end], one.kind.value, one.target) for one in table.inlines]
    assert (
        kept
        == [
            ("the pier", "link", "https://carrow.example/pier"),
            ("quay", "emphasis", ""),
            ("[1]", "note_reference", "1"),
        ]
        * 2
    )


def test_a_cell_whose_words_are_shown_otherwise_has_no_inlines() -> None:
    cell = "<td><b>Pilot</b><button>Sort</button></td>"
    article = clean_html(f"<article><p>{'Words of the page. ' * 20}</p>{rows_of(cell, cell)}</article>").article
    assert not [block.inlines for block in article.blocks if block.inlines]
