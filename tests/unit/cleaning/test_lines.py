from __future__ import annotations

from reader.cleaning.lines import join_wrapped, logical_lines
from tests.timing import growth

WRAPPED = """   The ferry left at six in the morning with nobody on board but the captain
   and two goats, and nobody on the island has ever been able to say who had
   paid for the tickets of the goats, which were found in a tin on the pier.

   The second paragraph is as long as the first one, so that a program which
   counts columns can see where the lines were broken, and it ends early.
"""


def texts(dump: str) -> list[str]:
    return [line.text for line in logical_lines(dump) if line.text]


def test_hard_wrapped_lines_become_paragraphs() -> None:
    assert [text.split()[0] for text in texts(WRAPPED)] == ["The", "The"]


def test_addresses_without_a_host_do_not_hide_that_lines_are_wrapped() -> None:
    addresses = [
        f" {n}. file:///news/the-ferry-left-at-six-and-nobody-ever-said-who-paid-for-the-goats-{n}/"
        for n in range(40)
    ]
    assert [text.split()[0] for text in texts("\n".join([WRAPPED, *addresses]))[:2]] == ["The", "The"]


def test_long_list_items_do_not_hide_that_paragraphs_are_wrapped() -> None:
    paragraphs = "\n".join([WRAPPED] * 10)
    items = [f"  * {'one word after another in an item that no program has broken ' * 2}{n}" for n in range(20)]
    found = texts("\n".join([paragraphs, *items]))
    assert len(found) == 40
    assert all(text.endswith((".", str(n))) for n, text in enumerate(found, -20))


def test_lines_that_only_happen_to_be_long_are_not_joined() -> None:
    dump = "\n".join(f"{'Headline ' * (7 + n % 5)}{n}" for n in range(30))
    assert len(texts(dump)) == 30


def test_by_on_a_line_of_its_own_does_not_join_the_title() -> None:
    nodes = [
        "The ferry that left without anyone on board",
        "by",
        "Ann Lee",
        *("A long line of text, " * 8 for _ in range(30)),
    ]
    assert texts("\n".join(nodes))[:3] == nodes[:3]


def test_a_divided_word_is_mended_and_a_compound_keeps_its_hyphen() -> None:
    assert "".join(join_wrapped("nobody but the cap-", "tain", keep_hyphens=False)) == "nobody but the captain"
    assert "".join(join_wrapped("the best-", "known song", keep_hyphens=False)) == "the best-known song"
    assert "".join(join_wrapped("a rear-", "mounted motor", keep_hyphens=True)) == "a rear-mounted motor"
    assert "".join(join_wrapped("from 1961-", "1998", keep_hyphens=False)) == "from 1961- 1998"


def test_links_and_emphasis_of_markdown_are_read() -> None:
    dump = "\n\n".join(
        f"Some words with [a link](https://example.org/{n}_(x)) and _ an emphasis_ here." for n in range(8)
    )
    lines = [line for line in logical_lines(dump) if line.text]
    assert lines[0].text == "Some words with a link and an emphasis here."
    assert (lines[0].links, lines[0].linked) == (1, 6)


def test_what_stands_for_images_and_buttons_is_no_text_but_is_remembered() -> None:
    lines = logical_lines("(BUTTON)\n\n[photo-400x250.jpg?w=400]\n\nA line of text (BUTTON) goes on.\n")
    assert [line.text for line in lines] == ["", "", "A line of text goes on."]
    assert [line.placeholder for line in lines] == ["(BUTTON)", "[photo-400x250.jpg?w=400]", ""]


def test_one_endless_paragraph_takes_time_in_proportion() -> None:
    line = "words that fill a line of seventy columns or so and go on and on here\n"
    short, long = line * 4_000, line * 16_000
    assert growth(lambda: logical_lines(short), lambda: logical_lines(long), at_most=12, slight=0.002) < 12
