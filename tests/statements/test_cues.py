import pytest

from onrecord.statements.cues import lemma_of, mode_of, polarity_of
from onrecord.types.statement import Mode, Polarity


@pytest.mark.parametrize(
    ("cue", "mode"),
    [
        ("said", Mode.SAID),
        ("told reporters", Mode.SAID),
        ("believes", Mode.THOUGHT),
        ("is planning", Mode.PLANNED),
        ("plans to", Mode.PLANNED),
        ("fears", Mode.FELT),
        ("was confident", Mode.FELT),
        ("said he believes", Mode.SAID),
        ("according to", Mode.SAID),
        ("", Mode.SAID),
    ],
)
def test_the_cue_tells_speech_from_thought_plan_and_feeling(cue: str, mode: Mode) -> None:
    assert mode_of(cue) is mode


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("replied", "reply"), ("admitting", "admit"), ("urges", "urge"), ("stressed", "stress"), ("xyzzy", "xyzzy")],
)
def test_forms_lead_to_their_verb(form: str, lemma: str) -> None:
    assert lemma_of(form) == lemma


def test_a_negation_in_front_of_the_cue_counts() -> None:
    assert polarity_of("say", "does not") is Polarity.NOT_SAID
