import json
from dataclasses import replace

import pytest
from sqlalchemy import Connection, text, update
from sqlalchemy.exc import DBAPIError

from onrecord.errors import RecordError, UsageError
from onrecord.pipeline.judge import judge, take_back, undo
from onrecord.pipeline.link import link_actors
from onrecord.record.anchors import anchor_at, find_anchor
from onrecord.record.ask import find_document, find_statement, speakers, statements_in
from onrecord.record.query import Question
from onrecord.record.reviews import add_review, awaiting, last_review, progress, reviews_of, withdraw
from onrecord.record.schema import review
from onrecord.record.search import search
from onrecord.record.store import Record
from onrecord.record.verify import verify
from onrecord.types.span import Span
from tests.record.test_store import TEXT, a_page, add, findings


@pytest.fixture
def filled(record: Record) -> Record:
    """A record with one article of two statements, by one speaker."""
    add(record, a_page())
    link_actors(record, 1)
    return record


def first_of(record: Record) -> str:
    with record.reading() as connection:
        return statements_in(connection, "1")[0].statement_id


def actor_of(connection: Connection, sid: str) -> str | None:
    hit = find_statement(connection, sid)
    return None if hit is None else hit.actor_id


def test_a_verdict_stands_and_can_be_taken_back(filled: Record) -> None:
    sid = first_of(filled)
    with filled.writing() as connection:
        number = add_review(connection, subject_kind="statement", subject=sid, verdict="accept", reviewer="ada")
    with filled.reading() as connection:
        assert search(connection, Question(verdict="accept")).total == 1
        assert progress(connection).done == 1
        assert sid not in awaiting(connection)
        assert last_review(connection, "ada") is not None
    with filled.writing() as connection:
        withdraw(connection, number, "ada")
    with filled.reading() as connection:
        assert search(connection, Question(verdict="accept")).total == 0
        [one] = reviews_of(connection, "statement", sid)
        assert one.withdrawn is not None
        assert last_review(connection, "ada") is None


def test_a_corrected_speaker_is_found_and_the_machines_stays_visible(filled: Record) -> None:
    sid = first_of(filled)
    with filled.writing() as connection:
        add_review(
            connection,
            subject_kind="statement",
            subject=sid,
            field="speaker",
            verdict="correct",
            new="Karl Odum",
            reviewer="ada",
        )
    with filled.reading() as connection:
        found = search(connection, Question(speaker="odum")).hits
        assert [hit.statement_id for hit in found] == [sid]
        [one] = reviews_of(connection, "statement", sid)
        assert (one.old, one.new, one.reviewer) == ("Anna Reyer", "Karl Odum", "ada")
        assert len(search(connection, Question(speaker="reyer")).hits) == 1


def test_a_speaker_corrected_once_is_corrected_everywhere_if_asked(filled: Record) -> None:
    sid = first_of(filled)
    with filled.writing() as connection:
        number = add_review(
            connection,
            subject_kind="statement",
            subject=sid,
            field="speaker",
            verdict="correct",
            new="Anna Reyer-Holm",
            reviewer="ada",
            scope="all",
        )
    with filled.reading() as connection:
        assert {hit.speaker for hit in statements_in(connection, "1")} == {"Anna Reyer-Holm"}
    with filled.writing() as connection:
        withdraw(connection, number, "ada")
    with filled.reading() as connection:
        assert {hit.speaker for hit in statements_in(connection, "1")} == {"Anna Reyer"}
        assert [one.statements for one in speakers(connection)] == [2]


def test_a_speaker_corrected_everywhere_is_corrected_in_articles_that_come_later(filled: Record) -> None:
    sid = first_of(filled)
    with filled.writing() as connection:
        number = add_review(
            connection,
            subject_kind="statement",
            subject=sid,
            field="speaker",
            verdict="correct",
            new="Anna Reyer-Holm",
            reviewer="ada",
            scope="all",
        )
    later = "Anna Reyer, the harbour minister, said on Tuesday that the port was full."
    add(filled, a_page(later, "2", "later.jsonl"))
    link_actors(filled, 1)
    with filled.reading() as connection:
        assert [hit.speaker for hit in statements_in(connection, "2")] == ["Anna Reyer-Holm"]
    assert [step.finding for step in verify(filled) if step.finding is not None] == []
    with filled.writing() as connection:
        withdraw(connection, number, "ada")
    with filled.reading() as connection:
        assert [hit.speaker for hit in statements_in(connection, "2")] == ["Anna Reyer"]


def test_a_corrected_day_replaces_the_one_that_was_read(filled: Record) -> None:
    sid = first_of(filled)
    with filled.writing() as connection:
        add_review(
            connection,
            subject_kind="statement",
            subject=sid,
            field="said",
            verdict="correct",
            new="2031-03-01",
            reviewer="ada",
        )
    with filled.reading() as connection:
        hit = find_statement(connection, sid)
        assert hit is not None
        assert (hit.said_from, hit.said_to, hit.said_precision) == ("2031-03-01", "2031-03-01", "day")
        assert reviews_of(connection, "statement", sid)[0].old == {"from": "2031-03-03", "to": "2031-03-03"}


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"verdict": "perhaps"}, "no verdict"),
        ({"field": "colour", "verdict": "reject"}, "no field"),
        ({"field": "said", "verdict": "correct", "new": "31 February"}, "no day"),
        ({"field": "said", "verdict": "correct", "new": {"from": "2031-02-02", "to": "2031-02-01"}}, "cannot end"),
        ({"field": "speaker", "verdict": "correct", "new": "  "}, "must be words"),
        ({"field": "mode", "verdict": "correct", "new": "sung"}, "no mode"),
        ({"verdict": "correct", "new": "x"}, "needs the field"),
        ({"verdict": "accept", "new": "x"}, "goes with the verdict correct"),
        ({"verdict": "accept", "reviewer": " "}, "reviewer's name"),
        ({"verdict": "accept", "subject": "s0"}, "no statement"),
        ({"verdict": "accept", "scope": "some"}, "scope"),
        ({"verdict": "accept", "subject_kind": "merge", "subject": "a:b"}, "no pair"),
    ],
)
def test_a_judgement_that_cannot_be_is_refused(filled: Record, given: dict[str, object], reason: str) -> None:
    facts = {"subject_kind": "statement", "subject": first_of(filled), "reviewer": "ada", **given}
    with pytest.raises(UsageError, match=reason), filled.writing() as connection:
        add_review(connection, **facts)  # type: ignore[arg-type]
    with filled.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM review")).scalar() == 0


def test_nobody_changes_or_deletes_a_judgement(filled: Record) -> None:
    with filled.writing() as connection:
        number = add_review(
            connection, subject_kind="statement", subject=first_of(filled), verdict="accept", reviewer="ada"
        )
    for change in (
        update(review).values(verdict="reject"),
        text("DELETE FROM review"),
        update(review).values(reviewer="bo"),
    ):
        with pytest.raises((RecordError, DBAPIError), match="never changed"), filled.writing() as connection:
            connection.execute(change)
    with pytest.raises(UsageError, match="only its reviewer"), filled.writing() as connection:
        withdraw(connection, number, "bo")


def test_two_people_judged_to_be_one_are_linked_and_parted_again(record: Record) -> None:
    add(record, a_page("Anna Reyer said it rained.", "1"), a_page("Mara Lindqvist said it rained.", "2"))
    link_actors(record, 1)
    with record.reading() as connection:
        ids = [row.local for row in connection.execute(text("SELECT local FROM profile ORDER BY local"))]
    with record.writing() as connection:
        number = add_review(connection, subject_kind="merge", subject=":".join(ids), verdict="accept", reviewer="ada")
    link_actors(record, 1, around=ids)
    with record.reading() as connection:
        assert len(speakers(connection)) == 1
    with record.writing() as connection:
        withdraw(connection, number, "ada")
    link_actors(record, 1, around=ids)
    with record.reading() as connection:
        assert len(speakers(connection)) == 2


def test_a_corrected_speaker_outlives_the_actor_that_had_the_name(record: Record) -> None:
    add(record, a_page("Anna Reyer said it rained.", "1"), a_page("Mara Lindqvist said it snowed.", "2"))
    link_actors(record, 1)
    sid = first_of(record)
    judge(
        record,
        subject_kind="statement",
        subject=sid,
        field="speaker",
        verdict="correct",
        new="Mara Lindqvist",
        reviewer="a",
    )
    with record.reading() as connection:
        ids = connection.execute(text("SELECT local FROM profile ORDER BY local")).scalars().all()
        mara = actor_of(connection, sid)
        assert [one.statements for one in speakers(connection)] == [2]
    number = judge(record, subject_kind="merge", subject=":".join(ids), verdict="accept", reviewer="a")
    assert findings(record) == []
    take_back(record, number, "a")
    assert findings(record) == []
    with record.reading() as connection:
        assert actor_of(connection, sid) is not None
        assert {one.name for one in speakers(connection)} == {"Mara Lindqvist"}
    assert mara is not None


def test_a_corrected_speaker_is_the_actor_that_comes_later(filled: Record) -> None:
    sid = first_of(filled)
    judge(
        filled,
        subject_kind="statement",
        subject=sid,
        field="speaker",
        verdict="correct",
        new="Mara Lindqvist",
        reviewer="a",
    )
    add(filled, a_page("Mara Lindqvist said it snowed.", "2"))
    link_actors(filled, 1)
    with filled.reading() as connection:
        assert {(one.name, one.statements) for one in speakers(connection)} == {
            ("Mara Lindqvist", 2),
            ("Anna Reyer", 1),
        }
    assert findings(filled) == []


def test_reading_again_keeps_who_an_actor_is_and_leaves_nobody_behind(filled: Record) -> None:
    made = filled.load_reading("1")
    with filled.reading() as connection:
        [before] = speakers(connection)
    renamed = replace(made, version="9.9", actors=tuple(replace(one, name="Anna M. Reyer") for one in made.actors))
    assert filled.keep_rereading(renamed, 1)
    link_actors(filled, 1)
    with filled.reading() as connection:
        [after] = speakers(connection)
    assert (after.actor_id, after.name) == (before.actor_id, "Anna M. Reyer")
    gone = replace(made, version="9.9.9", actors=(), speakers={}, relations=())
    assert filled.keep_rereading(gone, 1)
    link_actors(filled, 1)
    with filled.reading() as connection:
        assert speakers(connection) == []
        assert connection.execute(text("SELECT count(*) FROM actor")).scalar() == 0
        assert connection.execute(text("SELECT count(*) FROM relation WHERE kind = 'same_actor'")).scalar() == 0
    assert findings(filled) == []


def test_what_was_said_of_an_article_can_be_corrected_and_taken_back(filled: Record) -> None:
    def outlet_and_day() -> tuple[str | None, str | None]:
        with filled.reading() as connection:
            found = find_document(connection, "1")
        assert found is not None
        return found.outlet, found.published_at

    given = {"subject_kind": "document", "subject": "1", "reviewer": "ada"}
    first = judge(filled, **given, field="outlet", verdict="correct", new="The Ledger")
    second = judge(filled, **given, field="outlet", verdict="correct", new="The Echo")
    third = judge(filled, **given, field="published", verdict="correct", new="2031-03-09")
    assert outlet_and_day() == ("The Echo", "2031-03-09")
    with filled.reading() as connection:
        assert [one.old for one in reviews_of(connection, "document", "1")][:2] == [None, None]
    assert findings(filled) == []
    for number in (second, third):
        take_back(filled, number, "ada")
    assert outlet_and_day() == ("The Ledger", "2031-03-04")
    take_back(filled, first, "ada")
    assert outlet_and_day() == (None, "2031-03-04")
    judge(filled, **given, field="published", verdict="reject")
    assert outlet_and_day() == (None, None)
    assert findings(filled) == []
    with filled.writing() as connection:
        connection.execute(text("UPDATE document SET outlet = 'Nobody'"))
    assert [one.what for one in findings(filled)] == ["article 1"]


def test_undoing_takes_back_the_last_judgement_of_the_same_kind_and_sample(filled: Record) -> None:
    sid = first_of(filled)
    plain = judge(filled, subject_kind="statement", subject=sid, verdict="accept", reviewer="ada")
    coded = judge(filled, subject_kind="statement", subject=sid, verdict="reject", reviewer="ada", sample="s")
    assert undo(filled, "ada", kind="merge") is None
    undone = undo(filled, "ada", kind="statement"), undo(filled, "ada", kind="statement", sample="s")
    assert [one and one.id for one in undone] == [plain, coded]


def test_judgements_survive_when_a_text_is_read_again(filled: Record) -> None:
    sid = first_of(filled)
    with filled.writing() as connection:
        add_review(
            connection,
            subject_kind="statement",
            subject=sid,
            field="speaker",
            verdict="correct",
            new="Karl Odum",
            reviewer="ada",
        )
    made = filled.load_reading("1")
    changed = type(made)(**{name: getattr(made, name) for name in made.__slots__} | {"version": "9.9"})
    assert filled.keep_rereading(changed, 1)
    with filled.reading() as connection:
        hit = find_statement(connection, sid)
        assert hit is not None
        assert hit.speaker == "Karl Odum"


def test_an_anchor_is_found_in_another_text_only_where_it_is_sure() -> None:
    place = Span(TEXT.index("We are ready"), TEXT.index("We are ready") + 12)
    anchor = anchor_at(TEXT, place)
    assert json.loads(anchor.dump())["exact"] == "We are ready"
    assert find_anchor(anchor, "A new lead. " + TEXT) == Span(place.start + 12, place.end + 12)
    assert find_anchor(anchor, "We are ready. They say: We are ready.") is None
    assert find_anchor(anchor, "She is ready.") is None
