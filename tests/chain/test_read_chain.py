import pytest

from onrecord.article.make import make_article
from onrecord.chain.hosts import is_named_for, is_shared_host, site_of
from onrecord.chain.read import read_chain
from onrecord.types.article import Article, Credit, CreditKind, DateEvidence, DateSource, Media, Page, Picture
from onrecord.types.span import Span
from onrecord.types.when import Precision, When

TEXT = "Port opens\n\nIt opened. Read the full article at The Harbour Post."
CREDIT = Credit(outlet="The Harbour Post", kind=CreditKind.FULL_ARTICLE, span=Span(23, len(TEXT) - 1))
OWN = "https://orvanetoday.example/port"


def an_article(**facts: object) -> Article:
    return Article(**({"id": "a", "source": "a.html", "text": TEXT} | facts))  # type: ignore[arg-type]


def a_picture(host: str) -> Picture:
    return Picture(url=f"https://{host}/a.jpg", host=host)


def test_a_printed_credit_and_a_picture_on_that_outlets_host_make_it_probable() -> None:
    chain = read_chain(an_article(credits=(CREDIT,), pictures=(a_picture("img.harbourpost.example"),), url=OWN))
    assert chain.verdict == "Probably taken from The Harbour Post (printed credit; picture on The Harbour Post's host)"
    assert [(indicator.kind, indicator.tier) for indicator in chain.indicators] == [
        ("printed credit", 1),
        ("picture on another host", 2),
    ]
    assert chain.because[0] == "Printed credit: the text says “Read the full article at The Harbour Post”."
    assert all(indicator.caveat for indicator in chain.indicators)


def test_a_canonical_address_elsewhere_is_a_sign() -> None:
    chain = read_chain(an_article(url=OWN, canonical_url="https://www.harbourpost.example/port"))
    assert chain.verdict == "Probably taken from harbourpost.example (the page names that address as the original)"
    assert chain.indicators[0].tier == 1


def test_hosts_of_one_site_are_no_sign() -> None:
    article = an_article(
        url=OWN, canonical_url="https://m.orvanetoday.example/port", pictures=(a_picture("img.orvanetoday.example"),)
    )
    chain = read_chain(article)
    assert chain.indicators == ()
    assert chain.verdict == "Nothing in the page points to another source"


def test_a_shared_host_says_nothing_and_that_is_said() -> None:
    chain = read_chain(an_article(url=OWN, pictures=(a_picture("d1.cloudfront.net"),)))
    assert chain.indicators == ()
    assert "Pictures on d1.cloudfront.net say nothing: such services serve any outlet." in chain.because


def test_a_picture_alone_proves_nothing() -> None:
    chain = read_chain(an_article(url=OWN, pictures=(a_picture("img.harbourpost.example"),)))
    assert chain.verdict == "Cannot tell: there are signs of another source, but none is printed"


def test_a_wire_credit_credits_and_no_more() -> None:
    credit = Credit(outlet="Meridian Press", kind=CreditKind.WIRE, span=Span(0, 4))
    assert read_chain(an_article(credits=(credit,), url=OWN)).verdict == "Credits Meridian Press for agency material"


def test_nothing_known_is_cannot_tell() -> None:
    assert read_chain(an_article()).verdict == "Cannot tell: neither an outlet nor an address of the article is known"


def test_a_time_in_a_pictures_name_is_read_with_its_caveat() -> None:
    markup = (
        f'<meta property="og:image" content="https://img.harbourpost.example/67ae46d7a1b2c3d4e5f60718.jpg">'
        f'<meta name="date" content="2025-02-14"><article><p>{"The port of Orvane opened again. " * 5}</p></article>'
    )
    chain = read_chain(make_article(Page(source="a", media=Media.HTML, content=markup, url=OWN)))
    [time] = [indicator for indicator in chain.indicators if "time" in indicator.kind]
    assert time.value == "67ae46d7a1b2c3d4e5f60718: 2025-02-13 19:24:07 UTC"
    assert time.tier == 2
    assert "stored or named" in time.caveat
    assert "The picture was stored 1 day before the article's date, if its name is a time." in chain.because


def test_a_picture_time_that_is_unresolved_is_passed_over() -> None:
    unknown = When(earliest=None, latest=None, precision=Precision.UNKNOWN)
    sign = DateEvidence(source=DateSource.PICTURE_NAME, words="x", when=unknown)
    assert read_chain(an_article(published_evidence=(sign,), url=OWN)).indicators == ()


def test_a_stock_phrase_is_a_hint() -> None:
    chain = read_chain(
        an_article(text="It opened. This story has not been edited by our staff and is a feed.", url=OWN)
    )
    assert [(indicator.kind, indicator.tier) for indicator in chain.indicators] == [("stock phrase", 3)]


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("img.harbourpost.example", "harbourpost.example"),
        ("a.b.post.co.uk", "post.co.uk"),
        ("localhost", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
    ],
)
def test_a_host_belongs_to_its_site(host: str, site: str) -> None:
    assert site_of(host) == site


def test_a_host_is_named_for_its_outlet() -> None:
    assert is_named_for("img.harbourpost.example", "The Harbour Post")
    assert is_named_for("www.orvane-today.example", "Orvane Today")
    assert not is_named_for("img.harbourpost.example", "Lume Gazette")
    assert not is_shared_host("notcloudfront.network.example")
