from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cleaning import clean_html
from reader.document import BlockKind, InlineKind
from tests.timing import growth, least_cpu

WORDS = "The orchard was sold in the spring, and by the summer nobody could say who had bought it or why. " * 4
PAGE = f"""<!doctype html><html lang="en"><head><title>The orchard | Valley Post</title>
<meta property="og:site_name" content="Valley Post"><meta property="og:title" content="The orchard | Valley Post">
<script type="application/ld+json">{{"@type": "NewsArticle", "author": {{"name": "Jo Fenn"}},
"datePublished": "2022-09-01T08:00:00Z"}}</script></head><body><nav>Home News</nav>
<article><h1>The orchard</h1><p class="byline">By Jo Fenn</p><p>{WORDS}</p><h2>Who bought it</h2>
<p>One <em>might</em> ask <a href="https://example.org/a">the registry</a>.</p>
<ul><li>apples<ul><li>russets</li></ul></li></ul><ol start="3"><li>pears</li></ol>
<blockquote><p>Nobody asked us.</p><footer>Ada Brook, neighbour</footer></blockquote>
<figure><img src="a.jpg"><figcaption>The gate in May</figcaption></figure>
<pre><code class="language-py">a = 1
b = 2</code></pre><table><tr><th>Tree</th><th>Age</th></tr><tr><td>Oak</td><td>90</td></tr></table>
<p>He said <q>never again</q>.</p><div class="share-buttons">Share this</div></article>
<footer>All rights reserved</footer></body></html>"""


def test_a_page_comes_out_as_an_article() -> None:
    article = clean_html(PAGE).article
    assert article.title == "The orchard"
    assert article.authors == ("Jo Fenn",)
    assert article.published == date(2022, 9, 1)
    assert article.site == "Valley Post"
    assert article.language == "en"
    assert "Share this" not in article.text
    assert "Home News" not in article.text
    assert "rights reserved" not in article.text


def test_what_matters_to_a_reader_is_kept_as_blocks() -> None:
    article = clean_html(PAGE).article
    kinds = {article.text_of(block): block for block in article.blocks}
    assert kinds["Who bought it"].kind is BlockKind.HEADING
    assert (kinds["apples"].level, kinds["russets"].level, kinds["pears"].marker) == (1, 2, "3.")
    assert kinds["Nobody asked us."].quoted == 1
    assert kinds["— Ada Brook, neighbour"].kind is BlockKind.ATTRIBUTION
    assert kinds["The gate in May"].kind is BlockKind.CAPTION
    assert kinds["a = 1\nb = 2"].target == "py"
    assert kinds["Tree\tAge\nOak\t90"].kind is BlockKind.TABLE
    assert "“never again”" in article.text


@pytest.mark.parametrize(
    "quotation",
    [
        "<blockquote><p>Nobody asked us.</p><footer>Ada Brook, neighbour</footer></blockquote>",
        "<blockquote><p>Nobody asked us.</p><cite>Ada Brook, neighbour</cite></blockquote>",
        "<blockquote><p>Nobody asked us.</p><p>— Ada Brook, neighbour</p></blockquote>",
        "<blockquote><p>Nobody asked us.</p>– <b>Ada Brook</b>, neighbour</blockquote>",
        "<figure><blockquote><p>Nobody asked us.</p></blockquote><figcaption>Ada Brook, neighbour</figcaption></figure>",
    ],
)
def test_a_quotation_keeps_who_said_it(quotation: str) -> None:
    article = clean_html(f"<p>One.</p>{quotation}<p>Two.</p>").article
    blocks = [(block.kind, block.quoted, article.text_of(block)) for block in article.blocks]
    dash = "–" if "–" in quotation else "—"
    assert blocks == [
        (BlockKind.PARAGRAPH, 0, "One."),
        (BlockKind.PARAGRAPH, 1, "Nobody asked us."),
        (BlockKind.ATTRIBUTION, 1, f"{dash} Ada Brook, neighbour"),
        (BlockKind.PARAGRAPH, 0, "Two."),
    ]
    assert [article.text[i.start : i.end] for block in article.blocks for i in block.inlines] in ([], ["Ada Brook"])


def test_lines_of_a_dialogue_are_no_attributions() -> None:
    article = clean_html(
        "<blockquote><p>— Who is it?</p><p>— Nobody, she said.</p><p>— “Come in”</p></blockquote>"
    ).article
    assert {block.kind for block in article.blocks} == {BlockKind.PARAGRAPH}


def test_a_work_named_in_a_quotation_is_no_attribution() -> None:
    article = clean_html("<blockquote><p>I have read <cite>The Tide</cite> twice.</p></blockquote>").article
    assert [block.kind for block in article.blocks] == [BlockKind.PARAGRAPH]


def test_inlines_stand_where_their_words_stand() -> None:
    article = clean_html(PAGE).article
    found = {(i.kind, article.text[i.start : i.end], i.target) for block in article.blocks for i in block.inlines}
    assert (InlineKind.EMPHASIS, "might", "") in found
    assert (InlineKind.LINK, "the registry", "https://example.org/a") in found


def test_a_fragment_is_kept_whole() -> None:
    assert clean_html("<p>One.</p><p>Two.</p>").article.text == "One.\n\nTwo."


def test_deep_nesting_loses_nothing() -> None:
    article = clean_html("<div>" * 20_000 + "<p>the end of it</p>").article
    assert "the end of it" in article.text


def test_captions_of_the_body_stay_and_their_credits_go() -> None:
    figure = "<figure><img src='a.jpg'><figcaption>{}</figcaption></figure>"
    figures = [
        figure.format(words)
        for words in (
            "The gate as it was painted in May",
            "The gate from the river. Photograph: Ada Brook/Getty Images",
            "The gate at noon<span class='photo-credit'>Jo Fenn</span>",
            "Photo: Ada Brook",
        )
    ]
    cleaned = clean_html(PAGE.replace("<h2>", "".join(figures) + "<h2>"))
    article = cleaned.article
    captions = [article.text_of(block) for block in article.blocks if block.kind is BlockKind.CAPTION]
    assert captions[:3] == ["The gate as it was painted in May", "The gate from the river.", "The gate at noon"]
    assert "Photo: Ada Brook" not in captions
    assert [(removed.text, removed.rule) for removed in cleaned.removed if "credit" in removed.reason] == [
        ("Jo Fenn", "credit"),
        ("Photograph: Ada Brook/Getty Images", "credit"),
        ("Photo: Ada Brook", "credit"),
    ]


def test_all_words_of_a_page_are_in_the_article_or_among_what_was_removed() -> None:
    cleaned = clean_html(PAGE)
    kept = " ".join([cleaned.article.title, cleaned.article.text, *(removed.text for removed in cleaned.removed)])
    for words in ("Home News", "By Jo Fenn", "Share this", "All rights reserved", "russets", "never again"):
        assert words in kept


def test_notes_and_references_to_them_are_known() -> None:
    page = PAGE.replace("<h2>", "<p>A third of it.<sup><a href='#n1'>[1]</a></sup></p><h2>").replace(
        '<div class="share',
        "<h2>Notes</h2><ol class='references'><li id='n1'>Or a fourth.</li></ol><div class=\"share",
    )
    article = clean_html(page).article
    note = next(block for block in article.blocks if block.kind is BlockKind.NOTE)
    assert (article.text_of(note), note.marker) == ("Or a fourth.", "1")
    references = [i for block in article.blocks for i in block.inlines if i.kind is InlineKind.NOTE_REFERENCE]
    assert [(article.text[i.start : i.end], i.target) for i in references] == [("[1]", "1")]


def test_a_standfirst_is_kept() -> None:
    words = "Nobody has seen the deed, and nobody has asked to see it either."
    assert (
        words
        in clean_html(
            PAGE.replace('<p class="byline"', f'<p class="standfirst">{words}</p><p class="byline"')
        ).article.text
    )


def test_links_are_joined_to_the_page_s_address() -> None:
    article = clean_html(
        "<p>See <a href='/b'>this</a> and <a href='#n'>that</a>.</p>", url="https://example.org/a/"
    ).article
    assert [i.target for block in article.blocks for i in block.inlines] == ["https://example.org/b", "#n"]


DEEP = {
    "wrappers": "<div>" * 20_000 + "<p>the end of it</p>",
    "inlines": "<p>" + "<b>" * 5_000 + "deep</b></p><p>the end of it",
    "tables": "<table><tr><td>" * 3_000 + "<p>the end of it",
    "lists": "<ul><li>" * 4_000 + "the end of it",
    "quotes": "<blockquote>x" * 3_000 + "the end of it",
    "unknown tags": "<x-y>" * 5_000 + "the end of it",
    "a long attribute": "<p title='" + "x" * 10_000_000 + "'>a</p><p>the end of it",
    "long classes": "<nav>a</nav><p class='" + "x y " * 2_500_000 + "'>a</p><p>the end of it",
    "a NUL": "<p>a\x00b</p><p>the end of it",
    "unclosed tags": f"<html><body><nav>x<div><p>{WORDS}<div><p>{WORDS}<b>the end of it",
    "an unclosed tag": "<a " * 40_000 + "the end of it>x the end of it",
    "two documents": f"<html><title>A</title><body><p>{WORDS}</p></body></html>\n<html><body><p>{WORDS}the end of it</p></body></html>",
    "divs left open": "<nav>x</nav>"
    + "".join(f"<div><p>{WORDS}</p>" for _ in range(1_000))
    + f"<p>{WORDS}the end of it",
}


@pytest.mark.parametrize("page", DEEP.values(), ids=DEEP.keys())
def test_no_page_loses_its_end(page: str) -> None:
    assert "the end of it" in clean_html(page).article.text
    assert least_cpu(lambda: clean_html(page), enough=4, rounds=2) < 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "koi8-r"])
def test_bytes_are_read_as_they_say(encoding: str) -> None:
    page = f'<html><head><meta charset="{encoding}"></head><body><p>Кто купил сад?</p></body></html>'
    assert clean_html(page.encode(encoding)).article.text == "Кто купил сад?"


@pytest.mark.parametrize("form", ["p", "div", "li", "blockquote", "h2", "table", "pre"])
def test_the_work_grows_as_the_page_does(form: str) -> None:
    part = (
        f"<{form}>{WORDS}</{form}>"
        if form != "table"
        else f"<table><tr><td>{WORDS}</td><td>b</td></tr><tr><td>a</td></tr></table>"
    )
    short, long = (f"<nav>Home</nav><article>{part * count}</article>" for count in (400, 1_600))
    assert growth(lambda: clean_html(short), lambda: clean_html(long), at_most=8, slight=0.025) < 8


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="<>/ap div&;\"'=\x00é\n"))
def test_nothing_raises(text: str) -> None:
    clean_html(text)


def test_ways_back_from_notes_are_no_words() -> None:
    page = "<ol class=references><li><b><a href='/w/Bell#cite_ref-1'>^</a></b> Holt, p. 4</li><li><a href='#r2'>↩</a> Sarr</li></ol>"
    assert clean_html(page).article.text == "Holt, p. 4\n\nSarr"


def test_a_byline_at_the_body_s_end_is_one() -> None:
    prose = "<p>It rings when nobody is there, and the keeper has stopped counting the hours.</p>" * 5
    page = f"<html><title>Bell</title><nav>Menu</nav><main>{prose}<p>Posted by Brian Holt.</p></main></html>"
    cleaned = clean_html(page)
    assert cleaned.article.authors == ("Brian Holt",)
    assert any(each.source == "line at the body's end" for each in cleaned.evidence)


def test_the_language_is_told_by_the_words_where_the_page_does_not_say_it() -> None:
    prose = (
        "<p>The keeper said that he had been there all the night and that nobody was with him at the light.</p>" * 9
    )
    assert clean_html(f"<html><title>Bell</title>{prose}</html>").article.language == "en"


def test_marks_that_were_decoded_wrongly_are_mended() -> None:
    assert clean_html("<p>â€œNobody,â€\x9d she said.</p>").article.text == "“Nobody,” she said."


@pytest.mark.parametrize("first", ["nav", "main", "article", "section", "header", "figure"])
def test_a_page_whose_body_has_no_tag_is_read(first: str) -> None:
    prose = "<p>It rings when nobody is there, and the keeper has stopped counting the hours.</p>" * 3
    for end in ("", "</html>", f"<body>{prose}"):
        page = f"<!doctype html><meta charset=utf-8><title>Bell</title><{first}>One.</{first}> two.<main>{prose}Last.</main>{end}"
        cleaned = clean_html(page)
        words = cleaned.article.text + "".join(each.text for each in cleaned.removed)
        assert cleaned.article.title == "Bell"
        assert all(each in words for each in ("One.", "two.", "It rings", "Last."))
        assert words.count("It rings") == (6 if "<body>" in end else 3)
        assert cleaned.article.text.count("It rings") >= 3


def test_controls_in_a_page_without_a_body_of_its_own_are_no_accident() -> None:
    page = "<html><head><article><p>The ferry was late.</p></article>\x01and nobody \x1bwas surprised.</html>"
    assert clean_html(page).article.text == "The ferry was late.\n\nand nobody was surprised."
