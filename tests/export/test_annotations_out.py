import json
from pathlib import Path

from onrecord.export.brat import write
from onrecord.export.job import Job
from onrecord.record.store import Record
from tests.export.readings import a_full_reading
from tests.kept import ASTRAL_TEXT, DAM, a_stance, an_astral_reading, exported, keep


def test_each_unbroken_piece_is_a_target_with_quote_and_position(record: Record) -> None:
    keep(record, a_full_reading(), an_astral_reading(), stances=[a_stance(3, "conditional")])
    data, job = exported(record, "annotations")
    found = json.loads(data)
    items = found["first"]["items"]
    assert found["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (found["type"], found["total"], job.written["annotations"]) == ("AnnotationCollection", 13, 13)
    texts = {"a1": a_full_reading().article.text, "a2": ASTRAL_TEXT}
    targets = [target for item in items for target in item["target"]]
    assert len(targets) == 14
    for target in targets:
        text = texts[target["scope"].rpartition(":")[2]]
        words, place = target["selector"]
        assert text[place["start"] : place["end"]] == words["exact"]
        assert text[: place["start"]].endswith(words["prefix"])
        assert text[place["end"] :].startswith(words["suffix"])
    assert items[3]["target"][0]["source"] == "https://lantern.example/world/pact-norland"
    assert items[3]["body"]["onrecord:stance"] == [{"question": DAM, "value": "conditional", "score": 0.9}]
    assert items[3]["body"]["schema:spokenByCharacter"]["schema:name"] == "Tomas Reyl"


def test_brat_gets_events_whose_places_hold_their_words(record: Record, tmp_path: Path) -> None:
    keep(record, a_full_reading(), an_astral_reading())
    with record.reading() as connection:
        write(Job(connection=connection), tmp_path / "brat")
    assert sorted(one.name for one in (tmp_path / "brat").iterdir()) == (
        ["a1.ann", "a1.txt", "a2.ann", "a2.txt", "annotation.conf"]
    )
    events = 0
    for name in ("a1", "a2"):
        text = (tmp_path / "brat" / f"{name}.txt").read_bytes().decode()
        for line in (tmp_path / "brat" / f"{name}.ann").read_bytes().decode().splitlines():
            events += line.startswith("E")
            if line.startswith("T"):
                _, place, words = line.split("\t")
                pieces = [tuple(map(int, one.split())) for one in place.split(" ", 1)[1].split(";")]
                assert " ".join(text[start:end] for start, end in pieces) == words
    assert events == 13
    lines = (tmp_path / "brat" / "a2.ann").read_text("utf-8").splitlines()
    one, other = ASTRAL_TEXT.index("called it"), ASTRAL_TEXT.index("safe")
    assert f"T3\tStatement {one} {one + 9};{other} {other + 4}\tcalled it safe" in lines, (
        "a span over a line's end is two pieces"
    )
