import io

import networkx as nx
import pytest

from onrecord.errors import UsageError
from onrecord.record.store import Record
from tests.export.readings import a_full_reading
from tests.kept import DAM, a_stance, exported, keep

STANCES = [
    a_stance(3, "against"),  # Tomas Reyl
    a_stance(0, "against"),
    a_stance(4, "for"),  # Mara Ilves
    a_stance(4, "against", "Peace"),
    a_stance(3, "against", "Peace"),
    a_stance(5, "conditional"),  # the ministry
]


def graph_of(record: Record, form: str = "graphml", network: str | None = None) -> nx.Graph:
    options = {"network": network} if network else {}
    data, _ = exported(record, form, None, **options)
    read = nx.read_graphml if form == "graphml" else nx.read_gexf
    return read(io.BytesIO(data))


def labels(graph: nx.Graph) -> dict[str, str]:
    return {node: data["label"] for node, data in graph.nodes(data=True)}


def edges(graph: nx.Graph) -> dict[frozenset[str], dict[str, int]]:
    names = labels(graph)
    return {frozenset((names[a], names[b])): data for a, b, data in graph.edges(data=True)}


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_actors_are_tied_to_questions_with_their_stances(record: Record, form: str) -> None:
    keep(record, a_full_reading(), stances=STANCES)
    found = edges(graph_of(record, form))
    assert found[frozenset((DAM, "Tomas Reyl"))]["against"] == 2
    assert found[frozenset((DAM, "Tomas Reyl"))]["net"] == -2
    assert found[frozenset((DAM, "Mara Ilves"))]["for"] == 1
    assert found[frozenset(("Mara Ilves", "Peace"))]["weight"] == 1
    assert len(found) == 5


def test_actors_are_tied_by_the_sides_they_took(record: Record) -> None:
    keep(record, a_full_reading(), stances=STANCES)
    found = edges(graph_of(record, network="actor-actor"))
    [data] = found.values()
    assert list(found) == [{"Mara Ilves", "Tomas Reyl"}]
    assert (data["congruence"], data["conflict"], data["weight"]) == (1, 1, 1)


def test_without_stances_actors_are_tied_to_organisations_or_to_those_they_meet(record: Record) -> None:
    keep(record, a_full_reading())
    data, job = exported(record, "graphml")
    assert "actor-organisation" in job.notes[0]
    assert edges(graph_of(record))[frozenset(("Harbour Pact", "Tomas Reyl"))]["weight"] >= 2
    met = edges(graph_of(record, network="actor-actor"))
    assert met[frozenset(("Mara Ilves", "Tomas Reyl"))]["weight"] == 1
    articles = edges(graph_of(record, network="actor-article"))
    hers = sum(speaker.name == "Mara Ilves" for speaker in a_full_reading().speakers.values())
    assert articles[frozenset(("Harbour Pact drops its promise to Norland", "Mara Ilves"))]["weight"] == hers
    assert job.left_out["statements whose speaker is not known"] > 0
    assert data.startswith(b"<?xml")


def test_gexf_says_on_which_days_a_tie_was(record: Record) -> None:
    keep(record, a_full_reading(), stances=STANCES)
    graph = graph_of(record, "gexf")
    assert graph.graph["mode"] == "dynamic"
    spells = {spell for _, _, data in graph.edges(data=True) for spell in data.get("spells", ())}
    assert ("2025-02-13", "2025-02-13") in spells


def test_characters_that_xml_forbids_are_replaced(record: Record) -> None:
    keep(record, a_full_reading(), stances=[a_stance(3, "for", "A \x0b\x1b <question> & more")])
    assert "A \ufffd\ufffd <question> & more" in labels(graph_of(record)).values()


def test_a_network_that_does_not_exist_is_told(record: Record) -> None:
    keep(record, a_full_reading())
    with pytest.raises(UsageError, match="actor-question, actor-actor"):
        exported(record, "gexf", network="friends")
