import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article.make import make_article
from onrecord.errors import InputError, NoBodyError, UnreadableError
from onrecord.types.article import Article, Given, Media, Page

LONG = "Ministers of Lume and Orvane met at the harbour and spoke for three hours about the port and the ships that wait there."
PAGE = f"""<html lang="en-GB"><head><title>Lume withdraws its offer | Orvane Today</title>
<meta property="og:site_name" content="Orvane Today"><link rel="canonical" href="https://harbourpost.example/lume">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Lume withdraws its offer",
"author": [{{"@type": "Person", "name": "Anna Berg"}}], "datePublished": "2025-02-14T07:00:00+01:00"}}</script></head>
<body><nav><a href="/">Home</a><p>Sections and more sections of this site.</p></nav>
<div class="cookie-banner"><p>We use cookies to make this site better for you and for us.</p></div>
<article><h1>Lume withdraws its offer</h1><p class="byline">By Anna Berg for The Harbour Post</p>
<figure><img src="https://img.harbourpost.example/67ae46d7a1b2c3d4e5f60718.jpg"><figcaption>The harbour.</figcaption></figure>
<p>ORVANE (Meridian Press) — “There was never a promise,"   Mara Tessel said on&nbsp;Thursday.</p>
<p>{LONG}</p><h2>Port and rail</h2><p>‘It was an offer,<br>no more,’ she added &amp; left.</p>
<div class="newsletter-signup"><p>Sign up for our letter and read it every day at breakfast.</p></div>
<p><a href="/other">Ten harbours to see this summer</a></p>
<p>Read the full article at <a href="https://harbourpost.example/lume">The Harbour Post</a>.</p>
<aside><p>Related: Ten harbours to see this summer before it ends.</p></aside></article>
<section class="comments"><p>I do not believe a word of this, and neither should you.</p></section>
<footer><p>All rights reserved.</p></footer></body></html>"""
TEXT = """Lume withdraws its offer of port access

![Minister Tessel](https://img.harbourpost.example/media/67ae46d7a1b2c3d4e5f60718/main.jpg)

"There was never a promise," Mara Tessel said on Thursday.

Read the full article at [The Harbour Post](https://harbourpost.example/2025/02/13/port).

— Anna Berg, Orvane News
"""


def of_html(content: str, url: str | None = None) -> Article:
    return make_article(Page(source="page.html", media=Media.HTML, content=content, url=url))


def of_text(content: str) -> Article:
    return make_article(Page(source="a.txt", media=Media.TEXT, content=content))


def of_row(content: str, **given: str) -> Article:
    return make_article(Page(source="rows, line 1", media=Media.ROW, content=content, given=Given(**given)))


def test_a_page_gives_headline_and_body_and_nothing_else() -> None:
    assert of_html(PAGE).text.split("\n\n") == [
        "Lume withdraws its offer",
        'ORVANE (Meridian Press) — “There was never a promise," Mara Tessel said on Thursday.',
        LONG,
        "Port and rail",
        "‘It was an offer, no more,’ she added & left.",
        "Read the full article at The Harbour Post.",
    ]


def test_a_page_gives_its_metadata() -> None:
    article = of_html(PAGE, "https://orvanetoday.example/lume")
    assert article.headline_span is not None
    assert article.headline_span.cut(article.text) == article.headline == "Lume withdraws its offer"
    assert article.byline is not None
    assert (article.byline.people, article.byline.outlets) == (("Anna Berg",), ("The Harbour Post",))
    assert (article.outlet, article.language) == ("Orvane Today", "en-GB")
    assert article.canonical_url == "https://harbourpost.example/lume"
    assert [(picture.host, picture.caption) for picture in article.pictures] == [
        ("img.harbourpost.example", "The harbour.")
    ]
    assert "harbourpost.example" in article.link_hosts
    assert [(credit.outlet, credit.url) for credit in article.credits] == [
        ("Meridian Press", None),
        ("The Harbour Post", "https://harbourpost.example/lume"),
    ]
    assert [span.cut(article.text) for span in article.boilerplate] == ["Read the full article at The Harbour Post."]


def test_broken_markup_is_read() -> None:
    article = of_html(
        f"<html><p>{LONG}<div><p>“Never,” she said & left<b> the room.<p>Then it rained</i> in Lume.</div"
    )
    assert article.text.split("\n\n") == [LONG, "“Never,” she said & left the room.", "Then it rained in Lume."]


def test_a_fragment_of_a_feed_is_a_body() -> None:
    article = make_article(
        Page(source="feed", media=Media.HTML, content="The port opened on Monday.", given=Given(title="Port opens"))
    )
    assert article.text == "Port opens\n\nThe port opened on Monday."


def test_a_page_without_a_body_says_so() -> None:
    with pytest.raises(NoBodyError, match="no article body was found"):
        of_html("<html><head><title>Home</title></head><body><nav><a href='/'>Home</a></nav></body></html>")


def test_a_paywall_stub_is_named() -> None:
    stub = (
        '<html><head><script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script></head>'
        f"<body><article><h1>Port</h1><p>{LONG}</p></article></body></html>"
    )
    with pytest.raises(NoBodyError, match="paywall stub"):
        of_html(stub)
    with pytest.raises(NoBodyError, match="paywall stub"):
        of_html(f"<article><p>{LONG}</p></article><p>Subscribe now to continue reading this article.</p>")


def test_an_empty_page_is_unreadable() -> None:
    with pytest.raises(UnreadableError, match="is empty"):
        of_text(" \n\x00")


def test_a_plain_text_is_an_article_too() -> None:
    article = of_text(TEXT)
    assert article.text == TEXT
    assert article.headline == "Lume withdraws its offer of port access"
    assert article.byline is not None
    assert (article.byline.people, article.byline.outlets) == (("Anna Berg",), ("Orvane News",))
    assert article.byline.span is not None
    assert article.byline.span.cut(TEXT) == "— Anna Berg, Orvane News"
    assert [picture.host for picture in article.pictures] == ["img.harbourpost.example"]
    assert [credit.outlet for credit in article.credits] == ["The Harbour Post"]
    assert [span.cut(TEXT)[:8] for span in article.boilerplate] == ["![Minist", "Read the", "— Anna B"]
    assert article.language == "en"


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("# Port opens\n\nIt opened.", "Port opens"),
        ("Port opens\n==========\n\nIt opened.", "Port opens"),
        ("Will the port open?\n\nNobody knows.", "Will the port open?"),
        ("The port opened on Monday.\n\nIt rained.", None),
        ("It opened\nand it rained", None),
        ("By Anna Berg\n\nIt rained in Lume.", None),
        ("Only one line", None),
    ],
)
def test_the_headline_of_a_text_is_told_from_its_first_sentence(text: str, headline: str | None) -> None:
    article = of_text(text)
    assert article.headline == headline
    assert article.text == text


def test_line_ends_of_a_file_become_newlines() -> None:
    assert of_text("Port opens\r\n\r\nIt opened.").text == "Port opens\n\nIt opened."


def test_a_rows_text_is_unchanged_and_its_title_is_found_in_it() -> None:
    text = "PORT OPENS: at last.\r\n\r\nIt opened."
    article = of_row(text, title="Port opens – at last", id="r1", author="Anna Berg", date="2025-02-13")
    assert article.text == text
    assert article.headline == "Port opens – at last"
    assert article.headline_span is not None
    assert article.headline_span.cut(text) == "PORT OPENS: at last."
    assert article.id == "r1"


def test_a_title_that_the_text_does_not_hold_has_no_span() -> None:
    article = of_row("Something else\n\nIt opened.", title="Port opens")
    assert (article.headline, article.headline_span) == ("Port opens", None)


def test_the_same_page_has_the_same_id_wherever_it_lies() -> None:
    first = make_article(Page(source="a.html", media=Media.HTML, content=PAGE))
    second = make_article(Page(source="b.html", media=Media.HTML, content=PAGE))
    assert first.id == second.id != of_text(TEXT).id


HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            '\n\n\r\t#![]()*_—–-"“”‘’©:.,/ \u00a0\u2028\u202e\ufeff\x00\ud83d🙂👨‍👩‍👧אبÅéBy Readthefularticleath via'
        ),
        st.characters(exclude_categories=()),
    ),
    max_size=300,
)


def assert_spans_hold(article: Article) -> None:
    spans = [article.headline_span, article.dateline_place, article.byline.span if article.byline else None]
    spans += [credit.span for credit in article.credits]
    spans += article.boilerplate
    spans += [sign.span for sign in article.published_evidence]
    assert all(span is None or 0 <= span.start < span.end <= len(article.text) for span in spans)
    assert len(article.text_sha256) == 64


@settings(max_examples=80, deadline=None)
@given(HOSTILE)
def test_a_hostile_row_keeps_its_text_and_its_spans_hold(text: str) -> None:
    try:
        article = of_row(text)
    except InputError:
        return
    assert article.text == text
    assert_spans_hold(article)


@settings(max_examples=40, deadline=None)
@given(HOSTILE)
def test_spans_of_a_hostile_text_or_page_hold(text: str) -> None:
    for media, content in (
        (Media.TEXT, text),
        (Media.HTML, f"<article><p>{LONG}</p><p>{text}</p></article>"),
        (Media.HTML, text),
    ):
        try:
            assert_spans_hold(make_article(Page(source="x", media=media, content=content)))
        except InputError as problem:
            assert "\n" not in problem.reason  # noqa: PT017 - a failure is as good as an article here


def test_the_tail_of_a_feed_item_is_no_running_text() -> None:
    text = "Port opens\n\nThe port opened on Monday.\n\nThe post Port opens appeared first on Harbour Post."
    article = make_article(Page(source="item", media=Media.TEXT, content=text))
    assert [span.cut(article.text) for span in article.boilerplate] == [text.rsplit("\n\n", maxsplit=1)[-1]]
