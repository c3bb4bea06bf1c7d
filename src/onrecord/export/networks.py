"""Who is tied to what: networks of actors, questions, organisations and articles, counted from statements.

`actor-question`     an edge for each actor and question, with its stances counted and `net`, those for less those against
`actor-actor`        questions on which two actors were ever for, or ever against, together (`congruence`) and apart
                     (`conflict`); in a record without stances, articles in which both speak
`actor-organisation` statements that an actor made as somebody of an organisation, as printed
`actor-article`      statements of an actor in an article
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations

from onrecord.errors import UsageError
from onrecord.export.job import REJECTED, Job
from onrecord.record.query import Hit
from onrecord.record.questions import AGAINST, FOR, StoredStance
from onrecord.record.selection import Selected


class Network(StrEnum):
    """Which network."""

    ACTOR_QUESTION = "actor-question"
    ACTOR_ACTOR = "actor-actor"
    ACTOR_ORGANISATION = "actor-organisation"
    ACTOR_ARTICLE = "actor-article"


@dataclass(slots=True)
class Node:
    """One end of edges; `days` are those of its statements, ISO."""

    id: str
    label: str
    kind: str
    statements: int = 0
    days: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Edge:
    """A tie. `counts` are its attributes beside the weight."""

    left: str
    right: str
    weight: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    days: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Graph:
    """Nodes by id, edges by their ends; `attributes` are the names that edges count."""

    network: Network
    measure: str
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[tuple[str, str], Edge] = field(default_factory=dict)
    attributes: tuple[str, ...] = ()

    def node(self, id_: str, label: str, kind: str) -> Node:
        """The node of this id, made where there is none."""
        return self.nodes.setdefault(id_, Node(id_, label, kind))

    def edge(self, left: str, right: str) -> Edge:
        """The edge between two nodes, made where there is none."""
        return self.edges.setdefault((left, right), Edge(left, right))


def build_graph(job: Job) -> Graph:
    """The network that the job names, or else actors by questions, by organisations where nobody takes a stance."""
    names = [one.value for one in Network]
    if job.network is not None and job.network not in names:
        raise UsageError(f"there is no network {job.network!r}; choose one of {', '.join(names)}")
    chosen = None if job.network is None else Network(job.network)
    stances, others = _Stances(), {kind: Graph(kind, "statements") for kind in _OTHERS if chosen in {None, kind}}
    together: Counter[tuple[str, str]] = Counter()
    for one in job.articles():
        said = list(_said(one, job))
        for hit, actor in said:
            stances.add(hit, actor, one)
            for kind, graph in others.items():
                _OTHERS[kind](graph, hit, actor, one)
        if chosen is Network.ACTOR_ACTOR:
            together.update(combinations(sorted({actor.id for _, actor in said}), 2))
    graph = _choose(chosen, stances, others, together)
    job.written["nodes"] = len(graph.nodes)
    job.written["edges"] = len(graph.edges)
    job.notes.append(f"the network is {graph.network.value}; an edge weighs as many {graph.measure} as it stands for")
    return graph


def _choose(
    chosen: Network | None, stances: "_Stances", others: dict[Network, Graph], together: Counter[tuple[str, str]]
) -> Graph:
    if chosen is Network.ACTOR_ACTOR:
        return stances.congruence() if stances.graph.edges else _meetings(stances, together)
    if chosen is Network.ACTOR_QUESTION or (chosen is None and stances.graph.edges):
        return stances.graph
    return others[chosen or Network.ACTOR_ORGANISATION]


def _said(one: Selected, job: Job) -> Iterator[tuple[Hit, Node]]:
    """The statements that count, each with its actor."""
    for hit in one.hits:
        if hit.verdict == "reject":
            job.left_out[REJECTED] += 1
        elif hit.actor_id is None:
            job.left_out["statements whose speaker is not known"] += 1
        else:
            job.written["statements"] += 1
            kind = one.kinds.get(hit.actor_id)
            name = one.actors.get(hit.actor_id, hit.speaker or "")
            yield hit, Node(f"actor:{hit.actor_id}", name, kind.value if kind else "actor")


def _day(hit: Hit) -> str | None:
    return hit.said_from or hit.published_at


def _tie(graph: Graph, hit: Hit, *ends: Node) -> Edge:
    """Counts a statement for both ends and the edge between them."""
    day = _day(hit)
    for end in ends:
        node = graph.node(end.id, end.label, end.kind)
        node.statements += 1
        node.days |= {day} if day else set()
    edge = graph.edge(ends[0].id, ends[1].id)
    edge.weight += 1
    edge.days |= {day} if day else set()
    return edge


class _Stances:
    """Actors by questions."""

    def __init__(self) -> None:
        counted = ("for", "against", "conditional", "none", "net")
        self.graph = Graph(Network.ACTOR_QUESTION, "stances", attributes=counted)
        self.actors: dict[str, Node] = {}

    def add(self, hit: Hit, actor: Node, one: Selected) -> None:
        """Counts the stances of a statement."""
        self.actors.setdefault(actor.id, actor)
        for stance in one.stances.get(hit.statement_id, ()):
            edge = _tie(self.graph, hit, actor, Node(f"question:{stance.question}", stance.question, "question"))
            edge.counts[stance.value] += 1
            edge.counts["net"] += _sign(stance)

    def congruence(self) -> Graph:
        """Actors by actors, by the questions on which they were on the same side, or on different ones."""
        graph = Graph(Network.ACTOR_ACTOR, "questions in congruence", attributes=("congruence", "conflict"))
        graph.nodes = {id_: node for id_, node in self.graph.nodes.items() if node.kind != "question"}
        sides: dict[str, list[tuple[str, set[str]]]] = {}
        for edge in self.graph.edges.values():
            taken = {side for side in (FOR, AGAINST) if edge.counts[side]}
            if taken:
                sides.setdefault(edge.right, []).append((edge.left, taken))
        for listed in sides.values():
            for (left, one), (right, other) in combinations(sorted(listed, key=lambda pair: pair[0]), 2):
                edge = graph.edge(left, right)
                edge.counts["congruence"] += bool(one & other)
                edge.counts["conflict"] += bool((FOR in one and AGAINST in other) or (AGAINST in one and FOR in other))
                edge.weight = edge.counts["congruence"]
        return graph


def _sign(stance: StoredStance) -> int:
    return {FOR: 1, AGAINST: -1}.get(stance.value, 0)


def _meetings(stances: _Stances, together: Counter[tuple[str, str]]) -> Graph:
    graph = Graph(Network.ACTOR_ACTOR, "articles in which both speak", nodes=dict(stances.actors))
    for (left, right), count in together.items():
        graph.edge(left, right).weight = count
    return graph


def _add_organisation(graph: Graph, hit: Hit, actor: Node, _one: Selected) -> None:
    if hit.organisation:
        _tie(graph, hit, actor, Node(f"organisation:{hit.organisation}", hit.organisation, "organisation"))


def _add_article(graph: Graph, hit: Hit, actor: Node, one: Selected) -> None:
    label = hit.headline or one.document_id
    _tie(graph, hit, actor, Node(f"article:{one.document_id}", label, "article"))


_OTHERS: dict[Network, Callable[[Graph, Hit, Node, Selected], None]] = {
    Network.ACTOR_ORGANISATION: _add_organisation,
    Network.ACTOR_ARTICLE: _add_article,
}
