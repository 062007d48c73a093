from __future__ import annotations

from datetime import date

import pytest

from reader.cleaning import clean_html
from reader.document import Article

BODY = "<p>" + "The ferry left at nine and nobody who was on it has spoken of the crossing since. " * 6 + "</p>"


def article(head: str, body: str = BODY, url: str | None = None) -> Article:
    return clean_html(
        f"<html><head>{head}</head><body><nav>Home</nav><main>{body}</main></body></html>", url=url
    ).article


def linked(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ('"Ada Brook"', ("Ada Brook",)),
        ('{"@type": "Person", "name": "Ada Brook"}', ("Ada Brook",)),
        ('[{"name": "Ada Brook"}, {"name": "Jo Fenn"}]', ("Ada Brook", "Jo Fenn")),
        ('["Ada Brook", "Jo Fenn"]', ("Ada Brook", "Jo Fenn")),
        ('{"name": ["Ada Brook", "Jo Fenn"]}', ("Ada Brook", "Jo Fenn")),
        ('"By Ada Brook and Jo Fenn"', ("Ada Brook", "Jo Fenn")),
        ('{"@type": "Organization", "name": "Valley Post"}', ()),
        ('[{"name": "Ada Brook"}, {"name": "Reuters"}]', ("Ada Brook",)),
        ('"Valley Post"', ()),
        ('"Username"', ()),
        ('"Staff"', ()),
        ("null", ()),
        ("7", ()),
    ],
)
def test_authors_in_linked_data(author: str, names: tuple[str, ...]) -> None:
    site = '<meta property="og:site_name" content="Valley Post">'
    assert article(site + linked(f'{{"@type": "NewsArticle", "author": {author}}}')).authors == names


def test_linked_data_in_a_graph_with_references() -> None:
    graph = """{"@context": "https://schema.org", "@graph": [
        {"@type": "WebPage", "name": "Not this"}, {"@type": "Person", "@id": "#ada", "name": "Ada Brook"},
        {"@type": ["Article", "BlogPosting"], "headline": "The crossing &amp; after", "author": {"@id": "#ada"},
         "publisher": {"name": "Valley Post"}, "datePublished": "2021-03-04T23:30:00-08:00", "dateModified": "2021-03-06",
         "inLanguage": "en-GB", "image": ["https://example.org/a.jpg"]}]}"""
    found = article(linked(graph))
    assert (found.title, found.authors, found.site) == ("The crossing & after", ("Ada Brook",), "Valley Post")
    assert (found.published, found.modified) == (date(2021, 3, 4), date(2021, 3, 6))
    assert (found.language, found.lead_image) == ("en", "https://example.org/a.jpg")


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "null",
        "<![CDATA[{}]]>",
        '{"@type": 7}',
        "[" * 5000,
        '{"@graph": {"@graph": []}}',
        '{"author": [[[]]]}',
    ],
)
def test_broken_linked_data_is_passed_over(text: str) -> None:
    assert article(linked(text) + "<title>The crossing</title>").title == "The crossing"


def test_linked_data_as_it_is_written_in_haste() -> None:
    assert article(linked('<!-- {"@type": "Article", "headline": "The\ncrossing",} -->')).title == "The crossing"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ('<meta property="og:title" content="The crossing | Valley Post"><meta property="og:site_name" content="Valley Post">', "", "The crossing"),
        ('<meta property="og:title" content="The long crossing: News - ValleyPost.com">', "<h1>The long crossing</h1>", "The long crossing: News - ValleyPost.com"),
        ('<meta property="og:title" content="The long crossing home | News | Valley">', "<h1>The long crossing home</h1>", "The long crossing home"),
        ('<meta property="og:title" content="The long crossing…">', "<h1>The long crossing home</h1>", "The long crossing home"),
        ("<title>Valley Post: The crossing</title>", "<h1>The crossing</h1>", "The crossing"),
        ("<title>The crossing</title>", "", "The crossing"),
        ("<title>The long crossing · Post</title>", "<h1>Post</h1><h1>The long crossing</h1>", "The long crossing"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_titles(head: str, body: str, title: str) -> None:
    assert article(head, body + BODY).title == title


@pytest.mark.parametrize(
    "byline",
    [
        '<span itemprop="author" itemscope><span itemprop="name">Ada Brook</span></span>',
        '<a rel="author" href="/ada">Ada Brook</a>',
        '<p class="byline">By Ada Brook, marine correspondent</p>',
        '<div class="post-author">By <b>Ada Brook</b></div>',
        '<meta name="author" content="Ada Brook">',
        '<meta name="dc.creator" content="Ada Brook">',
        '<span property="schema:author">Ada Brook</span>',
    ],
)
def test_authors_in_the_page(byline: str) -> None:
    assert article("", byline + BODY).authors == ("Ada Brook",)


@pytest.mark.parametrize(
    "byline",
    [
        '<p class="byline">Share on Facebook</p>',
        '<a rel="author">admin</a>',
        '<div class="author-bio">She sails.</div>',
    ],
)
def test_what_is_no_author(byline: str) -> None:
    assert article("", byline + BODY).authors == ()


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="article:published_time" content="2021-03-04T10:00:00Z">', ""),
        ('<meta name="dc.date.issued" content="2021-03-04">', ""),
        ("", '<span itemprop="datePublished" content="2021-03-04">Thursday</span>'),
        ("", '<time datetime="2021-03-04T10:00">a while ago</time>'),
        ("", "<time>4 March 2021</time>"),
    ],
)
def test_dates(head: str, body: str) -> None:
    assert article(head, body + BODY).published == date(2021, 3, 4)


def test_the_address_tells_the_date_where_nothing_else_does() -> None:
    assert article("", url="https://example.org/2021/03/04/crossing").published == date(2021, 3, 4)
    assert article("", url="https://example.org/the-crossing-20210304/").published == date(2021, 3, 4)
    assert article("", url="https://example.org/crossing").published is None
    assert article("", url="https://example.org/crossing-20219999").published is None


def test_what_is_shown_under_the_title_is_read_where_nothing_is_marked() -> None:
    shown = "<h1>The crossing</h1><div>Posted by Ada Brook and Jo Fenn on 4 March 2021</div>"
    found = article("<title>The crossing</title>", shown + BODY)
    assert (found.authors, found.published) == (("Ada Brook", "Jo Fenn"), date(2021, 3, 4))
    assert (
        article("<title>The crossing</title>", "<h1>The crossing</h1>" + BODY + "<p>By Ada Brook</p>").authors == ()
    )


def test_where_an_agency_is_marked_as_author_no_other_article_s_is_taken() -> None:
    marked = '<span itemprop="author">{}</span>'
    page = f"<h1>The crossing</h1>{marked.format('AFP')}{BODY}<div>{marked.format('Ada Brook')}</div>"
    assert article("", page).authors == ()


def test_evidence_is_kept_and_its_first_is_what_was_taken() -> None:
    head = '<meta property="og:title" content="The crossing"><title>Crossing, the</title>' + linked(
        '{"@type": "Article", "author": "Ada Brook"}'
    )
    cleaned = clean_html(f"<html><head>{head}</head><body><nav>Home</nav>{BODY}</body></html>")
    titles = [(found.value, found.source) for found in cleaned.evidence if found.field == "title"]
    assert titles == [("The crossing", "meta og:title"), ("Crossing, the", "title element")]
    assert [found.source for found in cleaned.evidence if found.field == "authors"] == ["JSON-LD author"]


def test_a_heading_that_the_page_is_called_by_is_better_than_what_machines_are_told() -> None:
    page = (
        '<html><head><title>List of bells in Carrow - Tide Lore</title><script type="application/ld+json">'
        '{"@type":"Article","headline":"Tide list article","name":"List of bells in Carrow"}</script></head>'
        "<body><h1>List of bells in Carrow</h1></body></html>"
    )
    assert clean_html(page).article.title == "List of bells in Carrow"
