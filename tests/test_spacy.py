import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

spacy = pytest.importorskip("spacy")

import onrecord.spacy  # noqa: E402, F401 - only where spaCy is installed
from tests.kept import ASTRAL_TEXT  # noqa: E402

TEXT = "Harbour talks 👩‍🚀\n\nThe minister, Anna Berg, said on Monday that the talks would go on. “We are ready,” she added."


@pytest.fixture(scope="module")
def nlp() -> Any:
    made = spacy.blank("en")
    made.add_pipe("onrecord")
    return made


def test_spans_and_statements_hold_the_same_words(nlp: Any) -> None:
    doc = nlp(TEXT)
    first, second = doc._.statements
    assert [span.text for span in doc.spans["onrecord_content"]] == ["that the talks would go on", "“We are ready,”"]
    assert first["speaker"]["name"] == "Anna Berg"
    for role in ("source", "cue", "content"):
        places = [place for one in (first, second) for place in one[role]]
        spans = doc.spans[f"onrecord_{role}"]
        assert [(span.start, span.end) for span in spans] == [(p["token_start"], p["token_end"]) for p in places]
        assert all(TEXT[place["start"] : place["end"]] == place["exact"] for place in places)
        assert {span.id_ for span in spans} <= {first["id"], second["id"]}
    assert second["speaker"]["evidence"][0]["token_end"] > 0


def test_a_text_without_statements_and_one_without_words_give_none(nlp: Any) -> None:
    for text in ("", "   \n", "It rained."):
        doc = nlp(text)
        assert doc._.statements == []
        assert len(doc.spans["onrecord_content"]) == 0


def test_a_pipeline_and_its_documents_are_kept_on_disk(nlp: Any, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "model")
    doc = nlp(TEXT)
    doc.to_disk(tmp_path / "doc")
    (tmp_path / "text").write_text(TEXT, "utf-8")
    code = (
        "import json, spacy, sys; from spacy.tokens import Doc\n"
        "nlp = spacy.load('model'); kept = Doc(nlp.vocab).from_disk('doc')\n"
        "again = nlp(open('text', encoding='utf-8').read())\n"
        "print(json.dumps([[doc._.statements, [s.text for s in doc.spans['onrecord_cue']]] for doc in (kept, again)]))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert run.returncode == 0, run.stderr
    wanted = [doc._.statements, ["said", "added"]]
    assert json.loads(run.stdout) == [wanted, wanted]


def test_many_documents_come_in_their_order(nlp: Any) -> None:
    texts = [TEXT, "It rained.", ASTRAL_TEXT]
    assert [doc.text for doc in nlp.pipe(texts)] == texts


def test_a_document_that_fails_goes_to_the_handler_of_the_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = spacy.blank("en")
    pipe = nlp.add_pipe("onrecord")
    failed: list[str] = []
    nlp.set_error_handler(lambda name, *_: failed.append(name))

    def break_off(text: str) -> list[dict[str, object]]:
        raise ZeroDivisionError(text)

    monkeypatch.setattr(pipe, "_read", break_off)
    assert list(nlp.pipe([TEXT])) == []
    assert failed == ["onrecord"]
