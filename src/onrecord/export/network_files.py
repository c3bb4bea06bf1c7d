"""Networks as GraphML and GEXF, in the plain dialects that Gephi, igraph and networkx read.

The XML is written here: both formats take two dozen elements, networkx would be loaded for nothing else, and it
refuses an attribute that some edges lack.
"""

import re
from typing import BinaryIO
from xml.etree.ElementTree import Element, ElementTree, SubElement

from onrecord.export.job import Job
from onrecord.export.networks import Edge, Graph, Node, build_graph

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://www.gexf.net/1.2draft"


def _words(words: str) -> str:
    return _NO_XML.sub("\ufffd", words)


def _span(days: set[str]) -> tuple[str, str]:
    return (min(days), max(days)) if days else ("", "")


def write_graphml(job: Job, to: BinaryIO) -> None:
    """GraphML: label, kind, statements, first and last day of each node; weight and counts of each edge."""
    graph = build_graph(job)
    root = Element("graphml", xmlns=_GRAPHML)
    types = {"label": "string", "kind": "string", "statements": "int", "first": "string", "last": "string"}
    for name, kind in types.items():
        SubElement(root, "key", {"id": name, "for": "node", "attr.name": name, "attr.type": kind})
    for name in ("weight", *graph.attributes):
        SubElement(root, "key", {"id": f"e_{name}", "for": "edge", "attr.name": name, "attr.type": "int"})
    inner = SubElement(root, "graph", id=graph.network.value, edgedefault="undirected")
    for node in graph.nodes.values():
        one = SubElement(inner, "node", id=_words(node.id))
        first, last = _span(node.days)
        values = {
            "label": node.label,
            "kind": node.kind,
            "statements": str(node.statements),
            "first": first,
            "last": last,
        }
        for name, value in values.items():
            SubElement(one, "data", key=name).text = _words(value)
    for edge in graph.edges.values():
        one = SubElement(inner, "edge", source=_words(edge.left), target=_words(edge.right))
        for name, count in _counts(graph, edge).items():
            SubElement(one, "data", key=f"e_{name}").text = str(count)
    ElementTree(root).write(to, encoding="utf-8", xml_declaration=True)


def write_gexf(job: Job, to: BinaryIO) -> None:
    """GEXF with spells: each node and edge is there on the days of its statements."""
    graph = build_graph(job)
    dated = any(edge.days for edge in graph.edges.values())
    root = Element("gexf", xmlns=_GEXF, version="1.2")
    mode = {"mode": "dynamic", "timeformat": "date"} if dated else {"mode": "static"}
    inner = SubElement(root, "graph", {"defaultedgetype": "undirected", **mode})
    _declare(inner, "node", {"kind": "string", "statements": "integer"})
    _declare(inner, "edge", dict.fromkeys(graph.attributes, "integer"))
    nodes, edges = SubElement(inner, "nodes"), SubElement(inner, "edges")
    for node in graph.nodes.values():
        one = SubElement(nodes, "node", id=_words(node.id), label=_words(node.label))
        _attribute(one, {"kind": node.kind, "statements": str(node.statements)})
        _spells(one, node)
    for number, edge in enumerate(graph.edges.values()):
        ends = {"source": _words(edge.left), "target": _words(edge.right)}
        one = SubElement(edges, "edge", {"id": str(number), "weight": str(edge.weight), **ends})
        counts = _counts(graph, edge)
        _attribute(one, {name: str(counts[name]) for name in graph.attributes})
        _spells(one, edge)
    job.left_out["edges without any day, which have no spell"] += sum(not e.days for e in graph.edges.values()) * dated
    ElementTree(root).write(to, encoding="utf-8", xml_declaration=True)


def _counts(graph: Graph, edge: Edge) -> dict[str, int]:
    return {"weight": edge.weight, **{name: edge.counts[name] for name in graph.attributes}}


def _declare(graph: Element, of: str, types: dict[str, str]) -> None:
    if types:
        declared = SubElement(graph, "attributes", {"class": of, "mode": "static"})
        for name, kind in types.items():
            SubElement(declared, "attribute", id=name, title=name, type=kind)


def _attribute(one: Element, values: dict[str, str]) -> None:
    if values:
        listed = SubElement(one, "attvalues")
        for name, value in values.items():
            SubElement(listed, "attvalue", {"for": name, "value": _words(value)})


def _spells(one: Element, of: Node | Edge) -> None:
    if of.days:
        listed = SubElement(one, "spells")
        for day in sorted(of.days):
            SubElement(listed, "spell", start=day, end=day)
