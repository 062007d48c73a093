from __future__ import annotations

from reader.cleaning import clean_html, clean_markdown, keep_all
from reader.document import Article, BlockKind

SAYING = "Nobody has opened the gate at Carrow since the river took the road away, and nobody, says {}, is going to."
PAGE = """<html lang="en"><head><title>The gate at Carrow</title>
<meta property="og:image" content="https://carrow.example/img/gate.jpg?w=1200"></head><body>
<nav><a href="/">Home</a> <img src="/img/boat.jpg" alt="A boat"></nav>
<article><h1>The gate at Carrow</h1>{above}
<p>{first}</p>{between}<p>{second}</p></article>
<aside><figure><img src="/img/other.jpg" alt="Another gate"></figure><p><a href="/other">More from Carrow</a></p></aside>
</body></html>"""


def cleaned(above: str = "", between: str = "") -> Article:
    page = PAGE.format(
        above=above, between=between, first=SAYING.format("Brian Holt"), second=SAYING.format("Ines Sarr")
    )
    return clean_html(page, url="https://carrow.example/gate").article


def figures(article: Article) -> list[tuple[str, str]]:
    return [(block.marker, block.target) for block in article.blocks if block.kind is BlockKind.FIGURE]


def test_a_picture_among_the_paragraphs_stands_there_and_has_no_words_of_the_text() -> None:
    article = cleaned(between='<figure><img src="/img/key.jpg" alt="A key on a nail"></figure>')
    assert figures(article) == [("A key on a nail", "https://carrow.example/img/key.jpg")]
    assert article.text == cleaned().text
    first, figure, second = article.blocks
    assert (figure.start, figure.end) == (second.start, second.start)
    assert first.end < figure.start


def test_the_opening_picture_has_its_caption_without_the_credit() -> None:
    caption = "<figcaption>The gate in May. Photograph: Ada Brook</figcaption>"
    article = cleaned(above=f'<figure><img src="/img/gate.jpg?w=600" alt="A gate">{caption}</figure>')
    assert figures(article) == [("The gate in May.", "https://carrow.example/img/gate.jpg?w=600")]
    assert article.text == cleaned().text


def test_signs_and_pictures_of_the_page_are_left_out() -> None:
    signs = (
        '<p><img class="emoji" src="/e/smile.png" alt=":)"></p><p><img src="/p.gif" width="1" height="1"></p>'
        '<p><img alt="nothing"></p><p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="to come"></p>'
    )
    assert figures(cleaned(between=signs)) == []


def test_pictures_that_are_loaded_late_have_their_own_address() -> None:
    late = '<p><img src="data:image/gif;base64,R0lG" data-src="/img/key.jpg" alt="A key"></p>'
    sets = '<p><img srcset="/img/nail-600.jpg 600w, /img/nail-1200.jpg 1200w" alt="A nail"></p>'
    assert [target.rsplit("/", 1)[-1] for _, target in figures(cleaned(between=late + sets))] == [
        "key.jpg",
        "nail-600.jpg",
    ]


def test_a_picture_that_is_in_the_page_itself_has_no_address() -> None:
    inside = f'<p><img src="data:image/jpeg;base64,{"A" * 4000}" alt="A key"></p>'
    assert figures(cleaned(between=inside)) == [("A key", "")]


def test_the_same_picture_twice_is_one() -> None:
    assert len(figures(cleaned(between='<p><img src="/img/key.jpg" alt="A key"></p>' * 2))) == 1


def test_fragments_and_markdown_keep_all_their_pictures() -> None:
    assert figures(clean_html('<p><img src="a.jpg" alt="A"></p><p>One.</p><img src="b.jpg">').article) == [
        ("A", "a.jpg"),
        ("", "b.jpg"),
    ]
    article = clean_markdown("![A gate](gate.jpg)\n\nOne.\n\n![A key](key.jpg)\n").article
    assert figures(article) == [("A gate", "gate.jpg"), ("A key", "key.jpg")]
    assert article.text == "One."
    assert [(block.start, block.end) for block in article.blocks] == [(0, 0), (0, 4), (4, 4)]


def test_as_it_came_all_pictures_are_there() -> None:
    page = PAGE.format(above="", between="", first=SAYING, second=SAYING)
    assert len(figures(keep_all(page, "html").article)) == 2
