from dataclasses import replace

import pytest

from onrecord.speakers.resolve import Cast, resolve_speakers
from onrecord.types.actor import ActorKind, Speaker
from onrecord.types.statement import Statement
from tests.stub import a_statement, an_article, tags_of, where


def cast_of(text: str, statements: list[Statement], **names: str) -> Cast:
    return resolve_speakers(
        an_article(text), statements, tags_of(text, names={k.replace("_", " "): v for k, v in names.items()})
    )


def speaker_of(text: str, content: str, source: str, **names: str) -> Speaker:
    statement = a_statement(text, content, source=source)
    return cast_of(text, [statement], **names).speakers[statement.id]


def test_a_surname_is_the_person_named_in_full() -> None:
    text = "Mara Lindqvist came late. The dam will hold, Lindqvist said."
    speaker = speaker_of(text, "The dam will hold,", "Lindqvist said"[:9], Mara_Lindqvist="person", Lindqvist="person")
    assert (speaker.name, speaker.resolved) == ("Mara Lindqvist", True)


def test_an_office_in_front_of_a_name_becomes_the_role() -> None:
    text = "Defence Secretary Jonas Vale said the dam will hold."
    speaker = speaker_of(text, "the dam will hold", "Defence Secretary Jonas Vale", Jonas_Vale="person")
    assert (speaker.name, speaker.role) == ("Jonas Vale", "Defence Secretary")


@pytest.mark.parametrize(
    ("before", "role"),
    [
        ("Revelations about Defence Secretary", "Defence Secretary"),
        ("The office released part of Defence Secretary", "Defence Secretary"),
        ("It was 83 points over the defence secretary,", "defence secretary"),
        ("That is why voters back Carrow Governor", "Carrow Governor"),
        ("A rival succeeded the acting Harbour Board director", "acting Harbour Board director"),
        ("We met the Bank of Carrow governor,", "Bank of Carrow governor"),
        ("It was said by the alliance’s Secretary General,", "alliance’s Secretary General"),
    ],
)
def test_an_office_begins_where_its_phrase_does(before: str, role: str) -> None:
    text = f"{before} Jonas Vale said the dam will hold."
    assert speaker_of(text, "the dam will hold", "Jonas Vale", Jonas_Vale="person").role == role


def test_an_office_behind_a_name_becomes_the_role_with_its_organisation() -> None:
    text = "Mara Lindqvist, the secretary general of the Eastmere Alliance, said the dam will hold."
    speaker = speaker_of(
        text, "the dam will hold", "Mara Lindqvist", Mara_Lindqvist="person", Eastmere_Alliance="organisation"
    )
    assert speaker.role == "secretary general of the Eastmere Alliance"
    assert speaker.organisation == "Eastmere Alliance"


def test_an_office_alone_is_whoever_holds_it() -> None:
    text = "Defence Secretary Jonas Vale came late. The dam will hold, the defence secretary said."
    speaker = speaker_of(text, "The dam will hold,", "the defence secretary", Jonas_Vale="person")
    assert speaker.name == "Jonas Vale"
    assert "office" in speaker.evidence[0].reason


def test_an_office_nobody_is_named_for_stays_without_a_name() -> None:
    text = "The harbour master said the dam will hold. A senior diplomat said it would not."
    first = a_statement(text, "the dam will hold", source="A senior diplomat")
    speaker = cast_of(text, [first]).speakers[first.id]
    assert speaker.name == "senior diplomat"
    assert "no name" in speaker.evidence[0].reason


@pytest.mark.parametrize(("pronoun", "name"), [("she", "Mara Lindqvist"), ("he", "Jonas Vale")])
def test_a_pronoun_is_the_last_person_it_fits(pronoun: str, name: str) -> None:
    text = f"Jonas Vale met Mara Lindqvist. The dam will hold, {pronoun} said."
    assert speaker_of(text, "The dam will hold,", pronoun, Jonas_Vale="person", Mara_Lindqvist="person").name == name


def test_a_pronoun_that_fits_nobody_stays_open() -> None:
    text = "The dam will hold, he said."
    speaker = speaker_of(text, "The dam will hold,", "he")
    assert (speaker.actor, speaker.resolved) == (None, False)
    assert "nobody" in speaker.evidence[0].reason


def test_two_people_of_one_surname_stay_two() -> None:
    text = "Anna Marsh met Peter Marsh. The dam will hold, Mrs Marsh said. It leaks, Peter Marsh said."
    first = a_statement(text, "The dam will hold,", source="Mrs Marsh")
    second = replace(a_statement(text, "It leaks,"), source=(where(text, "Peter Marsh", 40),))
    names = {"Anna_Marsh": "person", "Peter_Marsh": "person", "Mrs_Marsh": "person"}
    cast = cast_of(text, [first, second], **names)
    assert cast.speakers[first.id].name == "Anna Marsh"
    assert cast.speakers[second.id].name == "Peter Marsh"
    assert cast.speakers[first.id].actor != cast.speakers[second.id].actor


def test_a_state_may_speak() -> None:
    text = "Velmark said the dam will hold."
    assert speaker_of(text, "the dam will hold", "Velmark", Velmark="place").kind is ActorKind.STATE


@pytest.mark.parametrize("place", ["at the Harl shipyard", "at the yard at Harl", "in Harl port"])
def test_whoever_meets_at_a_place_is_not_called_like_it(place: str) -> None:
    text = f"Jonas Vale spoke {place}. The dam will hold, he said."
    assert speaker_of(text, "The dam will hold,", "he", Jonas_Vale="person", Harl="person").name == "Jonas Vale"


def test_the_opposition_is_several() -> None:
    text = "The opposition said the dam will hold."
    assert speaker_of(text, "the dam will hold", "The opposition").kind is ActorKind.GROUP


def test_the_ministry_is_the_ministry_named_before() -> None:
    text = "The Interior Ministry met. The dam will hold, the ministry said."
    speaker = speaker_of(text, "The dam will hold,", "the ministry", Interior_Ministry="organisation")
    assert speaker.name == "Interior Ministry"


def test_a_lawyer_of_a_person_is_not_that_person() -> None:
    text = "Jonas Vale’s lawyer said the dam will hold."
    speaker = speaker_of(text, "the dam will hold", "Jonas Vale’s lawyer", Jonas_Vale="person")
    assert speaker.name != "Jonas Vale"


def test_unnamed_officials_are_a_group() -> None:
    text = "Two officials said the dam will hold."
    speaker = speaker_of(text, "the dam will hold", "Two officials")
    assert (speaker.name, speaker.kind) == ("Two officials", ActorKind.GROUP)


def test_another_is_no_part_of_a_bodys_name() -> None:
    text = "Another Harbour Board member said the dam will hold."
    cast = cast_of(text, [], Another_Harbour_Board="organisation")
    assert [actor.name for actor in cast.actors] == ["Harbour Board"]
