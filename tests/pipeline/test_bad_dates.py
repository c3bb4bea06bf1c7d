"""What a reading says of dates that are missing, impossible or ambiguous."""

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.article.make import make_article
from onrecord.export.reading_json import reading_to_dict
from onrecord.pipeline.read import Reader
from onrecord.types.article import Given, Media, Page
from tests.growth import growth
from tests.stub import Said, StubTagger

TEXT = "Ana Berg said on Thursday that the lock would stay closed. The ferry sailed as planned."
SAID = Said(("that the lock would stay closed",), cue="said", source="Ana Berg")


def told(text: str = TEXT, **given: str) -> dict[str, Any]:
    page = Page(source="rows.jsonl", media=Media.ROW, content=text, given=Given(id="1", language="en", **given))
    return reading_to_dict(Reader(StubTagger([SAID])).read_article(make_article(page)))


def said(reading: dict[str, Any]) -> dict[str, Any]:
    [statement] = reading["statements"]
    found: dict[str, Any] = statement["said"]
    return found


def dates_passed_over(reading: dict[str, Any]) -> list[str]:
    return [one["reason"] for one in reading["skipped"] if one["step"] == "dates"]


def test_a_day_without_a_publication_date_stays_open() -> None:
    reading = told()
    assert (said(reading)["words"], said(reading)["from"], said(reading)["precision"]) == ("Thursday", None, "unknown")
    assert "publication date unknown" in said(reading)["reason"]
    assert dates_passed_over(reading) == ["no publication date: days such as “Thursday” stay open"]


def test_a_date_that_no_calendar_has_is_kept_and_named() -> None:
    reading = told(date="31/02/2025")
    assert reading["article"]["published"]["from"] is None
    assert reading["article"]["published"]["evidence"] == [{"kind": "row", "words": "31/02/2025"}]
    assert "“31/02/2025” cannot be read as a day" in dates_passed_over(reading)[0]
    assert said(reading)["from"] is None


def test_an_ambiguous_publication_date_leaves_both_days_of_what_depends_on_it() -> None:
    reading = told(date="03/04/2025")
    published = reading["article"]["published"]
    assert [published["from"], *(one["from"] for one in published["alternatives"])] == ["2025-03-04", "2025-04-03"]
    assert [said(reading)["from"], *(one["from"] for one in said(reading)["alternatives"])] == [
        "2025-02-27",
        "2025-04-03",
    ]
    assert "if it appeared on 3 April 2025, it is 3 April 2025" in said(reading)["reason"]


def test_what_both_days_of_publication_agree_on_is_sure() -> None:
    text = TEXT.replace("on Thursday", "in 2021")
    assert "alternatives" not in said(told(text, date="03/04/2025"))


@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("https://news.example.co.uk/lock", "2025-04-03"),
        ("https://example.ie/lock", "2025-04-03"),
        ("https://example.com/lock", "2025-03-04"),
    ],
)
def test_the_country_of_an_address_orders_day_and_month(address: str, first: str) -> None:
    reading = told(TEXT.replace("on Thursday", "on 03/04/2025"), date="03/04/2025", url=address)
    assert reading["article"]["published"]["from"] == first
    assert said(reading)["from"] == first
    assert len(said(reading)["alternatives"]) == 1


def test_ten_thousand_credited_pictures_take_no_quadratic_time() -> None:
    def prepare(lines: int) -> Callable[[], object]:
        text = "\n\n".join(f"The lock in March, picture {n}. Photo: Ana Berg/Tollen Press" for n in range(lines))
        return lambda: make_article(Page(source="a.txt", media=Media.TEXT, content=text))

    assert growth(prepare, 1250) < 30  # quadratic would be 64
