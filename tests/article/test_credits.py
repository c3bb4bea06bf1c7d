import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article.credits import Link, find_credits
from onrecord.article.dateline import find_dateline
from onrecord.types.article import CreditKind


@pytest.mark.parametrize(
    ("text", "outlet", "kind"),
    [
        ("Read the full article at The Harbour Post.", "The Harbour Post", CreditKind.FULL_ARTICLE),
        ("You can read the whole story here: Lume Gazette", "Lume Gazette", CreditKind.FULL_ARTICLE),
        ("The full interview is available at harbourpost.example", "harbourpost.example", CreditKind.FULL_ARTICLE),
        ("Lesen Sie den ganzen Artikel bei Orvane Rundschau.", "Orvane Rundschau", CreditKind.FULL_ARTICLE),
        ("Read more at Lume News", "Lume News", CreditKind.FULL_ARTICLE),
        ("This article was originally published by The Lume Gazette.", "The Lume Gazette", CreditKind.ORIGINAL),
        ("This story first appeared in Orvane Weekly and was cut.", "Orvane Weekly", CreditKind.ORIGINAL),
        ("Republished with permission from Harbour & Coast.", "Harbour & Coast", CreditKind.ORIGINAL),
        ("Source: Meridian Press", "Meridian Press", CreditKind.VIA),
        ("h/t: Lume Gazette", "Lume Gazette", CreditKind.VIA),
        ("It rained. (via Lume Gazette)", "Lume Gazette", CreditKind.VIA),
        ("© 2025 AFP", "AFP", CreditKind.WIRE),
        ("He left. (AFP)", "AFP", CreditKind.WIRE),
        ("With reporting by Meridian News Agency", "Meridian News Agency", CreditKind.WIRE),
        ("Additional work was done with AP.", "AP", CreditKind.WIRE),
        ("Reporting by Anna Berg in Orvane; Meridian Press", "Meridian Press", CreditKind.WIRE),
        ("The Meridian Press contributed to this report.", "The Meridian Press", CreditKind.WIRE),
        ("By Anna Berg for The Harbour Post\n\nIt rained.", "The Harbour Post", CreditKind.FOR_OUTLET),
        ("Photo: Tom Vale/Meridian Press", "Meridian Press", CreditKind.PICTURE),
    ],
)  # fmt: skip
def test_a_credit_names_outlet_and_kind(text: str, outlet: str, kind: CreditKind) -> None:
    [credit] = find_credits(text)
    assert (credit.outlet, credit.kind) == (outlet, kind)
    assert outlet in credit.span.cut(text)


@pytest.mark.parametrize(
    "text",
    [
        "According to The Harbour Post, the port opened.",
        "She spoke with Anna Berg on Monday.",
        "Read more in March, when the port opens.",
        "He met the minister via Orvane.",
        "They worked with the Lume News team on Monday.",
    ],
)
def test_what_credits_nobody_is_no_credit(text: str) -> None:
    assert find_credits(text) == ()


def test_a_markdown_link_gives_the_address() -> None:
    [credit] = find_credits("Read the full article at [The Harbour Post](https://harbourpost.example/1).")
    assert (credit.outlet, credit.url) == ("The Harbour Post", "https://harbourpost.example/1")


def test_a_link_of_the_page_gives_the_address() -> None:
    links = [Link(words="read the full article", url="https://harbourpost.example/1")]
    [credit] = find_credits("Read the full article at The Harbour Post.", links=links)
    assert credit.url == "https://harbourpost.example/1"


def test_a_bare_address_is_credited_by_its_host() -> None:
    [credit] = find_credits("Read the full story at https://www.harbourpost.example/1.")
    assert (credit.outlet, credit.url) == ("harbourpost.example", "https://www.harbourpost.example/1")


def test_the_outlet_does_not_credit_itself() -> None:
    assert find_credits("Read the full article at The Harbour Post.", own=["Harbour Post"]) == ()


def test_the_agency_of_a_dateline_is_a_wire_credit() -> None:
    text = "LUME CITY, Feb. 13 (Meridian Press) — It rained."
    dateline = find_dateline(text)
    assert dateline is not None
    assert dateline.date is not None
    assert dateline.date.cut(text) == "Feb. 13"
    [credit] = find_credits(text, dateline=dateline)
    assert (credit.outlet, credit.kind) == ("Meridian Press", CreditKind.WIRE)


@pytest.mark.parametrize(
    "text", ["The minister (Berg) — who spoke", "He said — no", "No date at all", "Never: he said so"]
)
def test_a_sentence_with_a_dash_is_no_dateline(text: str) -> None:
    assert find_dateline(text) is None


@given(st.text(alphabet=st.sampled_from("aA .,;:©(—)\n/[]Byvia Forhttps\ud83d\x00🙂\u202eא"), max_size=200))
def test_spans_of_credits_lie_within_the_text_and_do_not_overlap(text: str) -> None:
    last = 0
    for credit in find_credits(text):
        assert last <= credit.span.start < credit.span.end <= len(text)
        last = credit.span.end
