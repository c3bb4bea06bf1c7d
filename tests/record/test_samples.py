"""Samples, codes, agreement, and judgements as files."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import UsageError
from onrecord.pipeline.judge import judge, take_back
from onrecord.pipeline.link import link_actors
from onrecord.record.agreement import agreement, alpha, alpha_interval, stratified, wilson
from onrecord.record.ask import find_document, find_statement, statements_in
from onrecord.record.query import Question
from onrecord.record.review_lines import review_lines, take_review_lines
from onrecord.record.reviews import add_review, awaiting, progress, reviews_of
from onrecord.record.samples import draw, validate
from onrecord.record.store import Record
from tests.record.test_store import TEXT, a_page, add, findings

# Krippendorff (2011), "Computing Krippendorff's alpha-reliability": four observers, twelve units, missing values
_FOUR = {
    "a": "1 2 3 3 2 1 4 1 2 . . .",
    "b": "1 2 3 3 2 2 4 1 2 5 . 3",
    "c": ". 3 3 3 2 3 4 2 2 5 1 .",
    "d": "1 2 3 3 2 4 4 1 2 5 1 .",
}
_TWO = {"a": "0 1 0 0 0 0 0 0 1 0", "b": "1 1 1 0 0 1 0 0 0 0"}


def codes_of(table: dict[str, str]) -> dict[str, dict[str, str]]:
    units: dict[str, dict[str, str]] = {}
    for coder, row in table.items():
        for n, value in enumerate(row.split()):
            if value != ".":
                units.setdefault(str(n), {})[coder] = value
    return units


def test_alpha_is_that_of_the_textbook() -> None:
    assert alpha(codes_of(_FOUR)) == pytest.approx(0.743, abs=5e-4)
    assert alpha(codes_of(_TWO)) == pytest.approx(0.095, abs=5e-4)
    assert alpha({"u": {"a": "x"}}) is None


def test_intervals_hold_their_value_and_narrow_with_more_units() -> None:
    found = alpha_interval(codes_of(_FOUR))
    assert found is not None
    assert found.low <= found.value <= found.high
    assert wilson(8, 10).high - wilson(8, 10).low > wilson(800, 1000).high - wilson(800, 1000).low
    assert wilson(0, 0).low == 0.0
    weighed = stratified([(900, 9, 10), (100, 1, 10)])
    assert weighed.value == pytest.approx(0.9 * 0.9 + 0.1 * 0.1)
    assert weighed.low < weighed.value < weighed.high


def test_agreement_is_told_by_pairs() -> None:
    equal, kappa, both = agreement(codes_of(_TWO))["a", "b"]
    assert (equal, both) == (0.6, 10)
    assert kappa == pytest.approx(0.0909, abs=1e-3)


@pytest.fixture
def filled(record: Record) -> Record:
    add(record, *(a_page(TEXT.replace("port", f"port {n}"), str(n)) for n in range(6)))
    link_actors(record, 1)
    return record


def test_a_sample_takes_from_every_stratum_and_is_the_same_again(filled: Record) -> None:
    with filled.writing() as connection:
        strata = draw(connection, "one", Question(), size=6, by=["kind"], seed=3)
        draw(connection, "two", Question(), size=6, by=["kind"], seed=3)
        first = awaiting(connection, sample="one", reviewer="a", limit=99)
        assert first == awaiting(connection, sample="two", reviewer="a", limit=99)
        with pytest.raises(UsageError, match="already"):
            draw(connection, "one", Question(), size=6, by=["kind"], seed=3)
        with pytest.raises(UsageError, match="no stratum"):
            draw(connection, "three", Question(), size=6, by=["colour"], seed=3)
        with pytest.raises(UsageError, match="no statement fits"):
            draw(connection, "three", Question(text="zebra"), size=6, by=["kind"], seed=3)
    assert len(strata) == 2
    assert sum(one.drawn for one in strata) == len(first) == 6
    assert all(one.drawn >= 1 for one in strata)


def test_coding_a_sample_is_blind_to_others_and_changes_no_search(filled: Record) -> None:
    with filled.writing() as connection:
        draw(connection, "one", Question(), size=6, by=["kind"], seed=3)
        items = awaiting(connection, sample="one", reviewer="ada", limit=99)
        for n, sid in enumerate(items):
            for coder in ("ada", "bo"):
                verdict = "reject" if n == 0 or (n == 1 and coder == "bo") else "accept"
                add_review(
                    connection, subject_kind="statement", subject=sid, verdict=verdict, reviewer=coder, sample="one"
                )
        assert awaiting(connection, sample="one", reviewer="ada", limit=99) == []
        assert len(awaiting(connection, sample="one", reviewer="cleo", limit=99)) == 6
        assert progress(connection, sample="one", reviewer="ada").done == 6
        assert find_statement(connection, items[0]).verdict is None  # type: ignore[union-attr]
        found = validate(connection, "one")
    assert (found.items, found.coders, found.disputed) == (6, ("ada", "bo"), 1)
    assert found.alpha is not None
    assert found.precision is not None
    assert found.precision.low < found.precision.value < found.precision.high


def test_judgements_go_out_and_in_once(filled: Record, tmp_path: Path) -> None:
    with filled.writing() as connection:
        sid = statements_in(connection, "1")[0].statement_id
        add_review(
            connection,
            subject_kind="statement",
            subject=sid,
            field="speaker",
            verdict="correct",
            new="Bo",
            reviewer="ada",
        )
        lines = list(review_lines(connection))
    with Record.open(tmp_path / "other.db", create=True) as other:
        add(other, *(a_page(TEXT.replace("port", f"port {n}"), str(n)) for n in range(3)))
        for wanted in ((1, 0), (0, 1)):
            with other.writing() as connection:
                taken = take_review_lines(connection, lines, "reviews.jsonl")
            assert (taken.kept, taken.known, taken.unplaced) == (*wanted, ())
        with other.reading() as connection:
            assert find_statement(connection, sid).speaker == "Bo"  # type: ignore[union-attr]


def test_what_was_taken_back_is_taken_back_in_the_other_record_too(filled: Record, tmp_path: Path) -> None:
    with filled.reading() as connection:
        sid = statements_in(connection, "1")[0].statement_id
    given = {"verdict": "correct", "reviewer": "ada"}
    numbers = (
        judge(filled, subject_kind="statement", subject=sid, field="speaker", new="Bo", **given),
        judge(filled, subject_kind="document", subject="1", field="outlet", new="The Echo", **given),
    )
    with Record.open(tmp_path / "other.db", create=True) as other:
        add(other, *(a_page(TEXT.replace("port", f"port {n}"), str(n)) for n in range(3)))
        for speaker, outlet, told in (("Bo", "The Echo", (2, 0, 0)), ("Anna Reyer", None, (0, 2, 2))):
            with filled.reading() as connection:
                lines = list(review_lines(connection))
            with other.writing() as connection:
                taken = take_review_lines(connection, lines, "reviews.jsonl")
            assert (taken.kept, taken.known, taken.withdrawn) == told
            with other.reading() as connection:
                assert find_statement(connection, sid).speaker == speaker  # type: ignore[union-attr]
                assert find_document(connection, "1").outlet == outlet  # type: ignore[union-attr]
            for number in numbers if told[0] else ():
                take_back(filled, number, "ada")
        assert findings(other) == []


BAD_LINES = [
    ({"reviewer": None}, "reviewer that is no string"),
    ({"created": 5}, "created that is no string"),
    ({"verdict": "maybe"}, "'maybe' is no verdict"),
    ({"field": "colour"}, "has no field 'colour'"),
    ({"new": "{"}, "is no JSON object"),
    ({"new": "5", "verdict": "correct", "field": "speaker"}, "must be words"),
    ({"anchor": {"exact": 3}}, "anchor that is none"),
    ({"anchor": []}, "anchor that is none"),
]


@pytest.mark.parametrize(("change", "told"), BAD_LINES)
def test_a_line_of_nonsense_is_told(filled: Record, change: dict[str, object], told: str) -> None:
    with filled.reading() as connection:
        sid = statements_in(connection, "1")[0].statement_id
    judge(filled, subject_kind="statement", subject=sid, verdict="accept", reviewer="ada")
    with filled.writing() as connection:
        [line] = review_lines(connection)
        with pytest.raises(UsageError, match=told):
            take_review_lines(connection, [json.dumps(json.loads(line) | change)], "reviews.jsonl")


def test_a_judgement_moves_with_its_words_or_is_told_as_unplaced(filled: Record, tmp_path: Path) -> None:
    with filled.writing() as connection:
        for hit in statements_in(connection, "1"):
            add_review(connection, subject_kind="statement", subject=hit.statement_id, verdict="reject", reviewer="ada")
        lines = list(review_lines(connection))
    with Record.open(tmp_path / "newer.db", create=True) as other:
        add(other, a_page("It rained. " + TEXT.replace("port", "port 1").replace("“We are ready,” she said.", ""), "1"))
        with other.writing() as connection:
            taken = take_review_lines(connection, lines, "reviews.jsonl")
        assert (taken.kept, taken.moved, len(taken.unplaced)) == (1, 1, 1)
        assert "We are ready" in taken.unplaced[0]
        with other.reading() as connection:
            [hit] = statements_in(connection, "1")
            assert hit.verdict == "reject"
            assert len(reviews_of(connection, "statement", hit.statement_id)) == 1


def test_lines_that_are_none_are_listed_and_nothing_is_taken(filled: Record) -> None:
    with (
        pytest.raises(UsageError, match=r"line 1 is no JSON.*line 2 has no subject_kind"),
        filled.writing() as connection,
    ):
        take_review_lines(connection, ["not json", json.dumps({"subject": "s"})], "reviews.jsonl")


def onrecord(folder: Path, *words: str, given: str = "") -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "onrecord.cli", *words, "--record", str(folder / "r.db")]
    return subprocess.run(command, capture_output=True, text=True, input=given, check=False)


def test_the_terminal_codes_a_sample_and_goes_on_where_it_stopped(tmp_path: Path) -> None:
    rows = [{"id": str(n), "text": TEXT.replace("port", f"port {n}"), "date": "2031-03-04"} for n in range(4)]
    (tmp_path / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert onrecord(tmp_path, "add", str(tmp_path / "news.jsonl")).returncode == 0
    drawn = onrecord(tmp_path, "sample", "pilot", "--size", "4")
    assert drawn.returncode == 0, drawn.stderr
    run = onrecord(tmp_path, "review", "--sample", "pilot", "--reviewer", "ada", given="a\nz\na\nr\nx\nq\n")
    assert run.returncode == 0, run.stderr
    assert "2 of 4" in run.stdout
    assert "how sure" not in run.stdout
    run = onrecord(tmp_path, "review", "--sample", "pilot", "--reviewer", "ada", given="a\nu\n")
    assert "Nothing is left to judge" in run.stdout
    onrecord(tmp_path, "review", "--sample", "pilot", "--reviewer", "bo", given="a\na\na\na\n")
    told: Any = json.loads(onrecord(tmp_path, "validate", "pilot", "--json").stdout)
    assert (told["items"], told["coders"], told["unsure"]) == (4, ["ada", "bo"], 0)
    assert max(map(len, onrecord(tmp_path, "validate", "pilot").stdout.splitlines())) <= 80
    plain = onrecord(tmp_path, "review", "--reviewer", "ada", given="c speaker=Karl Odum\nq\n")
    assert "how sure" in plain.stdout
    found = json.loads(onrecord(tmp_path, "search", "--speaker", "odum", "--json").stdout)
    assert found["total"] == 1
    assert onrecord(tmp_path, "review", "--export", str(tmp_path / "reviews.jsonl")).returncode == 0
    assert onrecord(tmp_path, "review", "--import", str(tmp_path / "reviews.jsonl")).returncode == 0
