import json

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from onrecord.errors import RecordError, UsageError
from onrecord.pipeline.link import link_actors
from onrecord.record.anchors import anchor_at, find_anchor
from onrecord.record.ask import find_statement, speakers, statements_in
from onrecord.record.query import Question
from onrecord.record.reviews import add_review, awaiting, last_review, progress, reviews_of, withdraw
from onrecord.record.schema import review
from onrecord.record.search import search
from onrecord.record.store import Record
from onrecord.record.verify import verify
from onrecord.types.span import Span
from tests.record.test_store import TEXT, a_page, add


@pytest.fixture
def filled(record: Record) -> Record:
    """A record with one article of two statements, by one speaker."""
    add(record, a_page())
    link_actors(record, 1)
    return record


def first_of(record: Record) -> str:
    with record.reading() as connection:
        return statements_in(connection, "1")[0].statement_id


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
