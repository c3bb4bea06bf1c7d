from dataclasses import replace
from datetime import date

import pytest

from onrecord.statements.setting import find_settings
from onrecord.text.dates import find_dates
from onrecord.text.sentences import cut_sentences
from onrecord.types.when import Precision, When
from tests.stub import a_statement, an_article

PUBLISHED = When(earliest=date(2030, 5, 10), latest=date(2030, 5, 10), precision=Precision.DAY)


def day_told(text: str, published: When = PUBLISHED) -> str | None:
    article = an_article(text, published=published)
    statement = a_statement(text, "the dam will hold", source="Vale", cue="said")
    dates = find_dates(text, published)
    said = find_settings(article, [statement], cut_sentences(text), dates)[statement.id].said
    return None if said is None else said.words


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("On Tuesday, Vale said the dam will hold.", "Tuesday"),
        ("Vale said in an interview with the Courier on Tuesday that the dam will hold.", "Tuesday"),
        ("In 2026, Vale said the dam will hold.", "2026"),
        ("Vale said in March that the dam will hold.", "March"),
        ("Vale, who built it in 2021, said the dam will hold.", None),
        ("Vale said the dam will hold, because it was built in 2021.", None),
        ("Vale, at the time of the 2021 flood a clerk, said the dam will hold.", None),
        ("In his 2021 book Vale said the dam will hold.", None),
        ("Vale has been silent since the storm of March, and now said the dam will hold.", None),
        ("Ahead of Thursday’s vote Vale said the dam will hold.", None),
        ("Vale, who votes in 2031, said the dam will hold.", None),
    ],
)
def test_a_date_is_the_statements_only_in_its_own_clause(text: str, told: str | None) -> None:
    assert day_told(text) == told


def test_nothing_was_said_after_the_article() -> None:
    assert day_told("In 2031 Vale said the dam will hold.") is None


def test_a_day_before_either_reading_of_the_articles_date_stays() -> None:
    later = When(earliest=date(2030, 10, 5), latest=date(2030, 10, 5), precision=Precision.DAY)
    assert day_told("On 3 June 2030 Vale said the dam will hold.") is None
    assert (
        day_told("On 3 June 2030 Vale said the dam will hold.", replace(PUBLISHED, alternatives=(later,)))
        == "3 June 2030"
    )
