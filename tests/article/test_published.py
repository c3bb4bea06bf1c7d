from datetime import UTC, date, datetime

from onrecord.article.make import make_article
from onrecord.article.metadata import read_metadata
from onrecord.types.article import Article, DateSource, Given, Media, Page

BODY = "<p>The port of Orvane opened again on Monday, after a long winter in which no ship could enter it.</p>"


def a_page(head: str, body: str = "", url: str | None = None) -> Article:
    content = (
        f"<html><head><title>Port opens again</title>{head}</head><body><article>{body}{BODY}</article></body></html>"
    )
    return make_article(Page(source="page", media=Media.HTML, content=content, url=url))


def days(article: Article) -> dict[DateSource, date | None]:
    return {sign.source: sign.when.earliest for sign in article.published_evidence}


def test_every_place_that_has_a_date_is_evidence() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-02-13T09:15:00+01:00"}</script>'
        '<meta property="article:published_time" content="2025-02-13T08:15:00Z">'
        '<meta property="og:image" content="https://img.harbourpost.example/67ae46d7a1b2c3d4e5f60718.jpg">'
    )
    article = a_page(
        head, '<time datetime="2025-02-14">14 February</time>', "https://harbourpost.example/2025/02/13/port"
    )
    assert days(article) == {
        DateSource.JSON_LD: date(2025, 2, 13),
        DateSource.META: date(2025, 2, 13),
        DateSource.TIME_ELEMENT: date(2025, 2, 14),
        DateSource.URL: date(2025, 2, 13),
        DateSource.PICTURE_NAME: date(2025, 2, 13),
    }
    assert article.published is not None
    assert article.published.at == datetime(2025, 2, 13, 8, 15, tzinfo=UTC)
    assert article.published.reason.startswith("json-ld")


def test_a_weaker_sign_of_the_same_day_gives_the_time() -> None:
    head = '<meta name="date" content="2025-02-13">'
    article = a_page(head, '<time datetime="2025-02-13T08:15:00Z">today</time>')
    assert article.published is not None
    assert article.published.at == datetime(2025, 2, 13, 8, 15, tzinfo=UTC)


def test_another_sign_decides_an_ambiguous_date() -> None:
    article = a_page('<meta name="date" content="03/04/2025">', url="https://harbourpost.example/2025/04/03/port")
    assert article.published is not None
    assert article.published.earliest == date(2025, 4, 3)
    article = a_page('<meta name="date" content="03/04/2025">', url="https://harbourpost.example/2025/03/04/port")
    assert article.published is not None
    assert article.published.earliest == date(2025, 3, 4)
    assert "url has the same day" in article.published.reason
    assert [other.earliest for other in article.published.alternatives] == [date(2025, 4, 3)]


def test_a_picture_alone_dates_an_article_and_says_so() -> None:
    article = a_page(
        '<meta property="og:image" content="https://img.harbourpost.example/67ae46d7a1b2c3d4e5f60718.jpg">'
    )
    assert article.published is not None
    assert article.published.earliest == date(2025, 2, 13)
    assert "appeared then or later" in article.published.reason
    assert days(article) == {DateSource.PICTURE_NAME: date(2025, 2, 13)}


def test_a_dateline_gets_its_year_from_the_page() -> None:
    text = "Port opens again\n\nORVANE, 13 Feb (Meridian Press) — The port opened."
    article = make_article(Page(source="row", media=Media.ROW, content=text, given=Given(date="14 February 2025")))
    assert days(article) == {DateSource.ROW: date(2025, 2, 14), DateSource.DATELINE: date(2025, 2, 13)}
    [sign] = [sign for sign in article.published_evidence if sign.source is DateSource.DATELINE]
    assert sign.span is not None
    assert sign.span.cut(article.text) == "13 Feb"
    assert article.dateline_place is not None
    assert article.dateline_place.cut(article.text) == "ORVANE"


def test_the_update_is_told_from_the_publication() -> None:
    found = read_metadata(
        '<meta property="article:modified_time" content="2025-02-15T08:00:00Z"><meta name="date" content="2025-02-13">'
    )
    assert found.updated is not None
    assert found.published is not None
    assert (found.updated.earliest, found.published.earliest) == (date(2025, 2, 15), date(2025, 2, 13))


def test_an_impossible_date_is_passed_over() -> None:
    article = a_page('<meta name="date" content="31 February 2025"><meta name="dc.date" content="2025-02-28">')
    assert article.published is not None
    assert article.published.earliest == date(2025, 2, 28)
