from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cleaning import clean_html
from reader.document import BlockKind, InlineKind

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
    assert kinds["Ada Brook, neighbour"].kind is BlockKind.ATTRIBUTION
    assert kinds["The gate in May"].kind is BlockKind.CAPTION
    assert kinds["a = 1\nb = 2"].target == "py"
    assert kinds["Tree\tAge\nOak\t90"].kind is BlockKind.TABLE
    assert "“never again”" in article.text


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


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="<>/ap div&;\"'=\x00é\n"))
def test_nothing_raises(text: str) -> None:
    clean_html(text)
