import re

import pytest

from onrecord.relations.asserted import Scene, find_asserted
from onrecord.text.quotes import find_quotations
from onrecord.text.sentences import cut_sentences
from onrecord.types.actor import Actor, ActorKind
from onrecord.types.link import AssertedBy, Relation, RelationKind
from onrecord.types.span import Span
from onrecord.types.statement import Statement
from tests.stub import a_statement, an_article


def asserted(text: str, statements: list[Statement], *names: str) -> list[Relation]:
    actors = [
        Actor(
            id=name,
            name=name,
            kind=ActorKind.PERSON,
            mentions=tuple(Span(m.start(), m.end()) for m in re.finditer(name, text)),
        )
        for name in names
    ]
    return find_asserted(
        Scene(
            article=an_article(text),
            sentences=cut_sentences(text),
            quotations=find_quotations(text),
            statements=statements,
            actors=actors,
            speakers={s.id: s.source[0].cut(text) if s.source else None for s in statements},
        )
    )


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("mirrored", RelationKind.MIRRORS),
        ("echoed", RelationKind.MIRRORS),
        ("contradicted", RelationKind.CONTRADICTS),
        ("differ from", RelationKind.DIFFERS),
        ("rejected", RelationKind.REJECTS),
        ("repeated", RelationKind.REPEATS),
    ],
)
def test_the_articles_own_verb_gives_the_kind(words: str, kind: RelationKind) -> None:
    text = f"It will hold, Berg said. Berg {words} those of Vale."
    said = a_statement(text, "It will hold,", source="Berg", cue="said")
    [relation] = asserted(text, [said], "Berg", "Vale")
    assert (relation.kind, relation.left, relation.right) == (kind, said.id, "Vale")
    assert relation.asserted_by is AssertedBy.ARTICLE
    assert relation.span is not None
    assert words in relation.span.cut(text)


def test_her_comments_are_the_last_speakers() -> None:
    text = "It will hold, Berg said. Her comments mirrored those made by Vale."
    said = a_statement(text, "It will hold,", source="Berg", cue="said")
    [relation] = asserted(text, [said], "Vale")
    assert (relation.left, relation.right) == (said.id, "Vale")


def test_what_a_speaker_asserts_in_quotation_marks_is_not_the_articles() -> None:
    text = "“Her view contradicted ours,” Berg said."
    assert asserted(text, [a_statement(text, "Her view contradicted ours,", source="Berg", cue="said")]) == []


def test_a_side_that_is_not_named_stays_open() -> None:
    text = "The findings differ from earlier ones."
    [relation] = asserted(text, [])
    assert (relation.left, relation.right) == (None, None)
    assert relation.score < 0.5


def test_a_negated_verb_asserts_nothing() -> None:
    text = "Berg did not contradict Vale. Berg did not repeat it."
    assert asserted(text, [], "Vale") == []
