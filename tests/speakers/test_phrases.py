"""Descriptions, bodies, groups and repeated names, on invented articles."""

from collections.abc import Callable

import pytest

from onrecord.speakers.names import find_names, group_names
from onrecord.speakers.repeats import repeated
from onrecord.speakers.words import is_person_noun
from onrecord.types.actor import ActorKind
from onrecord.types.span import Span
from tests.growth import growth
from tests.speakers.test_resolve import cast_of, speaker_of
from tests.stub import a_statement, tags_of, where


def test_what_stands_behind_a_comma_only_describes() -> None:
    text = "Odran Flint ran the port. Flint, a critic of Jonas Vale, said the dam will hold."
    source = "Flint, a critic of Jonas Vale,"
    assert (
        speaker_of(text, "the dam will hold", source, Odran_Flint="person", Jonas_Vale="person").name == "Odran Flint"
    )


def test_a_description_right_before_a_name_is_that_person() -> None:
    text = "The author of the report, Dr Lene Aasvik, said the dam will hold."
    source = "The author of the report, Dr Lene Aasvik,"
    assert speaker_of(text, "the dam will hold", source, Lene_Aasvik="person").name == "Lene Aasvik"


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("The Vale campaign", "Vale campaign", ActorKind.ORGANISATION),
        ("the Vale administration", "Vale administration", ActorKind.ORGANISATION),
        ("A Vale campaign adviser", "Vale campaign adviser", ActorKind.PERSON),
        ("Vale", "Jonas Vale", ActorKind.PERSON),
        ("Vale (R-Senn)", "Jonas Vale", ActorKind.PERSON),
    ],
)
def test_what_a_campaign_says_its_candidate_has_not_said(source: str, name: str, kind: ActorKind) -> None:
    text = f"Jonas Vale wants the seat. {source} said the dam will hold."
    speaker = speaker_of(text, "the dam will hold", source, Jonas_Vale="person", Vale="person")
    assert (speaker.name, speaker.kind) == (name, kind)


def test_mr_king_is_a_person_called_king() -> None:
    text = "Orrin King left. Mr. King said the dam will hold."
    assert speaker_of(text, "the dam will hold", "Mr. King", Orrin_King="person").name == "Orrin King"


def test_a_name_with_a_particle_is_the_longer_name() -> None:
    text = "Sander van der Meld came late. Van der Meld said the dam will hold."
    speaker = speaker_of(text, "the dam will hold", "Van der Meld", Sander_van_der_Meld="person", Van_der_Meld="person")
    assert speaker.name == "Sander van der Meld"


def test_a_word_in_capitals_is_a_body_and_may_be_the_initials_of_one() -> None:
    text = "The National Fisheries Board met. The N.F.B. said the dam will hold."
    speaker = speaker_of(text, "the dam will hold", "The N.F.B.", National_Fisheries_Board="organisation")
    assert speaker.name == "National Fisheries Board"


def test_the_first_word_of_a_company_is_the_company() -> None:
    text = "Calder Energy paid its debts. Calder said the dam will hold."
    speaker = speaker_of(text, "the dam will hold", "Calder", Calder_Energy="organisation", Calder="person")
    assert (speaker.name, speaker.kind) == ("Calder Energy", ActorKind.ORGANISATION)


def test_a_name_with_staff_is_a_body() -> None:
    text = "Welland Forge’s chairman left. Welland Forge said the dam will hold."
    assert speaker_of(text, "the dam will hold", "Welland Forge", Welland_Forge="person").kind is ActorKind.ORGANISATION


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        (
            "It was first told by The Harbour Post. The newspaper said the dam will hold.",
            "The newspaper",
            "Harbour Post",
        ),
        ("The Coast Survey met. The agency said the dam will hold.", "The agency", "Coast Survey"),
        (
            "Tom Odum’s campaign met. The Odum campaign said the dam will hold.",
            "The Odum campaign",
            "Tom Odum’s campaign",
        ),
    ],
)
def test_a_body_may_be_called_by_what_it_is(text: str, source: str, name: str) -> None:
    statements = [a_statement(text, "the dam will hold", source=source)]
    if "campaign" in name:
        statements.insert(0, a_statement(text, "met", source="Tom Odum’s campaign"))
    cast = cast_of(text, statements, Harbour_Post="organisation", Coast_Survey="organisation", Tom_Odum="person")
    assert cast.speakers[statements[-1].id].name == name


def test_a_body_named_long_before_is_not_called_the_agency() -> None:
    text = "The Coast Survey met. " + "It rained on the town. " * 30 + "The agency said the dam will hold."
    assert speaker_of(text, "the dam will hold", "The agency", Coast_Survey="organisation").name == "agency"


def test_who_is_a_person_not_the_body_next_to_it() -> None:
    text = "Rolf Tamm, an engineer at Coast Survey who said the dam will hold, left."
    speaker = speaker_of(text, "the dam will hold", "who", Rolf_Tamm="person", Coast_Survey="organisation")
    assert speaker.name == "Rolf Tamm"


def test_one_official_is_not_he_in_another_paragraph() -> None:
    text = "Jonas Vale left.\nOne official said it rained.\nHe said the dam will hold."
    first = a_statement(text, "it rained", source="One official")
    second = a_statement(text, "the dam will hold", source="He")
    cast = cast_of(text, [first, second], Jonas_Vale="person")
    assert cast.speakers[second.id].name == "Jonas Vale"


def test_anonymous_sources_are_kept_apart() -> None:
    text = "Two officials said it rained. A third official said the dam will hold. Another official said it would not."
    statements = [
        a_statement(text, words, source=source)
        for words, source in (
            ("it rained", "Two officials"),
            ("the dam will hold", "A third official"),
            ("it would not", "Another official"),
        )
    ]
    cast = cast_of(text, statements)
    assert len({cast.speakers[one.id].actor for one in statements}) == 3


def test_two_statements_with_one_source_have_one_actor() -> None:
    text = "Two diplomats said it rained and the dam will hold."
    first = a_statement(text, "it rained", source="Two diplomats")
    second = a_statement(text, "the dam will hold", source="Two diplomats")
    cast = cast_of(text, [first, second])
    assert cast.speakers[first.id].actor == cast.speakers[second.id].actor
    assert len(cast.actors) == len({actor.id for actor in cast.actors}) == 1


def test_the_statement_is_the_last_speakers() -> None:
    text = "Mara Lindqvist said it rained. The statement said the dam will hold."
    first = a_statement(text, "it rained", source="Mara Lindqvist")
    second = a_statement(text, "the dam will hold", source="The statement")
    cast = cast_of(text, [first, second], Mara_Lindqvist="person")
    assert cast.speakers[second.id].name == "Mara Lindqvist"


@pytest.mark.parametrize("source", ["alongside big government", "despite heavy weather", "while others"])
def test_words_that_name_nobody_stay_as_printed(source: str) -> None:
    text = f"It rained, {source} said the dam will hold."
    speaker = speaker_of(text, "the dam will hold", source)
    assert (speaker.actor, speaker.name, speaker.resolved) == (None, source, False)


def test_i_outside_any_quotation_is_the_author_whom_no_byline_names() -> None:
    text = "I think the dam will hold."
    speaker = speaker_of(text, "the dam will hold", "I")
    assert speaker.name == "the author"
    assert "no byline" in speaker.evidence[0].reason


def test_a_person_noun_is_told_by_how_it_is_made() -> None:
    assert [word for word in ("announcer", "narrators", "letter", "order", "soloist") if is_person_noun(word)] == [
        "announcer",
        "narrators",
        "soloist",
    ]


def test_a_name_that_the_tags_missed_once_is_found_where_it_stands_again() -> None:
    text = "Odran Flint left. Flint’s aide and the Flint Foundation and Flint stayed."
    found = list(repeated(text, [("Flint",)], [where(text, "Odran Flint")]))
    assert found == [(where(text, "Flint", 18), ("Flint",)), (Span(60, 65), ("Flint",))]


def test_many_names_take_no_quadratic_time() -> None:
    def prepare(number: int) -> Callable[[], object]:
        words = [f"N{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}x" for n in range(number)]
        text = " left. ".join(words)
        tags = tags_of(text)
        tags[0].names[:, 0] = -5.0
        for row, span in enumerate(tags[0].spans.tolist()):
            if span[1] - span[0] > 4:
                tags[0].names[row, 4] = 0.0
        assert len(find_names(text, tags)) == number
        return lambda: find_names(text, tags)

    assert growth(prepare, 1000) < 30  # quadratic would be 64


def test_groups_of_a_name_keep_every_place() -> None:
    text = "Anna Berg and Berg and Berg."
    names = find_names(text, tags_of(text, names={"Anna Berg": "person"}))
    [group] = group_names(text, names)
    assert group.name == "Anna Berg"
