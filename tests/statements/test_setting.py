from datetime import date

from onrecord.statements.setting import carry_settings, find_settings
from onrecord.text.sentences import cut_sentences
from onrecord.types.statement import Setting, Statement
from onrecord.types.when import Precision, When
from tests.stub import a_statement, an_article, where


def setting_of(text: str, statement: Statement, *dates: When) -> Setting:
    return find_settings(an_article(text), [statement], cut_sentences(text), dates)[statement.id]


def test_who_was_told_and_at_what_occasion() -> None:
    text = "The dam will hold, Berg told reporters at a press conference in Orvane on Tuesday."
    statement = a_statement(text, "The dam will hold,", source="Berg", cue="told")
    setting = setting_of(text, statement)
    assert setting.audience is not None
    assert setting.audience.words == "reporters"
    assert setting.occasion is not None
    assert setting.occasion.words.startswith("a press conference")
    assert setting.place is not None
    assert setting.place.words == "Orvane"


def test_words_inside_the_content_are_not_the_setting() -> None:
    text = "Berg said that he told parliament in Senn on Monday of the leak."
    setting = setting_of(
        text, a_statement(text, "that he told parliament in Senn on Monday of the leak", source="Berg", cue="said")
    )
    assert setting == Setting()


def test_the_date_nearest_the_cue_is_the_statements() -> None:
    text = "After the vote on Monday, Berg said on Tuesday that the dam would hold."
    day = {
        words: When(
            earliest=date(2025, 2, n),
            latest=date(2025, 2, n),
            precision=Precision.DAY,
            words=words,
            span=where(text, words),
        )
        for words, n in (("Monday", 10), ("Tuesday", 11))
    }
    statement = a_statement(text, "that the dam would hold", source="Berg", cue="said")
    assert setting_of(text, statement, *day.values()).said == day["Tuesday"]


def test_an_occasion_goes_on_for_the_same_speaker_and_says_so() -> None:
    text = "The dam will hold, Berg said on Tuesday. It is old, he added. It leaks, Vale said."
    first = a_statement(text, "The dam will hold,", source="Berg", cue="said")
    second = a_statement(text, "It is old,", source="he", cue="added")
    third = a_statement(text, "It leaks,", source="Vale")
    said = When(
        earliest=date(2025, 2, 11), latest=date(2025, 2, 11), precision=Precision.DAY, words="Tuesday", reason="printed"
    )
    settings = {first.id: Setting(said=said), second.id: Setting(), third.id: Setting()}
    carried = carry_settings([first, second, third], settings, {first.id: "a1", second.id: "a1", third.id: "a2"})
    later = carried[second.id].said
    assert later is not None
    assert later.earliest == date(2025, 2, 11)
    assert "this one continues" in later.reason
    assert carried[third.id].said is None
