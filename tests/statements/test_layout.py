import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.statements.find import Maker, find_statements
from onrecord.statements.layout import Block, find_blocks
from onrecord.text.quotes import find_quotations
from onrecord.types.statement import QuoteKind
from tests.stub import Said, an_article, tags_of

INTERVIEW = """The minister spoke to the Harbour Post on Friday.

KELM: Minister, will the ferry run this winter?

MINISTER ODA BERG: It will. We have the money and we have the crews.

I would not promise it otherwise.

KELM: And what did the mayor tell you?

BERG: The mayor said that the pier would hold.

(Laughter.)

The interview ended there."""


def blocks(text: str) -> list[Block]:
    return find_blocks(text, find_quotations(text))


def told(text: str) -> list[tuple[str, list[str]]]:
    return [(b.source.cut(text), [piece.cut(text) for piece in b.content]) for b in blocks(text)]


def test_each_turn_of_a_transcript_belongs_to_its_label() -> None:
    assert told(INTERVIEW) == [
        ("KELM", ["Minister, will the ferry run this winter?"]),
        (
            "MINISTER ODA BERG",
            ["It will. We have the money and we have the crews.", "I would not promise it otherwise."],
        ),
        ("KELM", ["And what did the mayor tell you?"]),
        ("BERG", ["The mayor said that the pier would hold."]),
    ]


def test_questions_and_answers_are_turns() -> None:
    text = "Q: Will the ferry run?\n\nA: Yes, from the first week on.\n\nQ: And the night boat?\n\nA: That is not decided yet."
    assert [source for source, _ in told(text)] == ["Q", "A", "Q", "A"]


@pytest.mark.parametrize(
    "text",
    [
        "Votes so far:\n\nBerg: 1,204\n\nOda: 988\n\nBerg: 1,300 with the islands\n\nOda: 1,001",
        "Note: This story was corrected.\n\nPhoto: The pier in winter.\n\nSource: The harbour office.",
        "OSTHAVEN: The port was closed on Friday.",
        "The choice is simple: wait or pay. It was said: nothing. He added: enough.",
    ],
)
def test_lists_and_notes_are_no_conversation(text: str) -> None:
    assert blocks(text) == []


def test_a_quotation_signed_with_a_dash_is_its_signers() -> None:
    text = (
        "Readers wrote to us.\n\n“The pier must go.” ― Mara Lind\n“Leave it alone, for once.”— Tomas de Wit, Osthaven\n"
    )
    assert told(text) == [
        ("Mara Lind", ["“The pier must go.”"]),
        ("Tomas de Wit, Osthaven", ["“Leave it alone, for once.”"]),
    ]


def test_no_break_spaces_and_quotations_inside_do_not_hide_a_signature() -> None:
    text = "”The pier must go.”\u00a0― Mara Lind.\n“What they call “rest” is closing us down.”―\u00a0Tomas de Wit\n"
    assert told(text) == [
        ("Mara Lind", ["”The pier must go.”"]),
        ("Tomas de Wit", ["“What they call “rest” is closing us down.”"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“We will go,” Berg said. “Soon.” — Ana Kelm",  # prose between: the newsroom signs
        "He called it “a promise” — Berg's word — and left.",
        "“We will go” — nobody believed it.",
        "She said, “We will go.” — Ana Kelm",  # the newsroom's own signature under a story
    ],
)
def test_a_dash_behind_a_quotation_is_not_always_a_signature(text: str) -> None:
    assert blocks(text) == []


def test_the_layout_decides_who_speaks_and_what_is_reported_inside_stays() -> None:
    said = [
        Said(("Minister, will the ferry run this winter?",), cue="spoke", source="The minister"),
        Said(("that the pier would hold",), cue="said", source="The mayor"),
    ]
    found = find_statements(
        Maker(an_article(INTERVIEW), find_quotations(INTERVIEW), "stub-1"), tags_of(INTERVIEW, said)
    )
    first, *_, inner = found
    assert [span.cut(INTERVIEW) for span in first.source] == ["KELM"]
    assert (first.kind, first.made_by) == (QuoteKind.DIRECT, "layout-1")
    assert [span.cut(INTERVIEW) for span in (*inner.source, *inner.content)] == [
        "The mayor",
        "that the pier would hold",
    ]
    assert len(found) == 5
    assert inner.inside == found[3].id


@given(
    st.lists(
        st.sampled_from(["Q: ", "A: ", "BERG: ", "“", "”", " — ", "Ana", "\n", "\n\n", "yes.", "(", ")"]), max_size=40
    )
)
def test_blocks_lie_inside_the_text_and_hold_words(pieces: list[str]) -> None:
    text = "".join(pieces)
    for block in blocks(text):
        assert block.content
        assert all(part.cut(text).strip() for part in (block.source, block.cue, *block.content))
