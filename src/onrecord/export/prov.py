"""The descent of what an evidence pack holds, in terms of PROV-O, as JSON-LD."""

from collections.abc import Iterable
from urllib.parse import quote

from onrecord.export.grounding import Json
from onrecord.record.ask import CaptureRow
from onrecord.record.provenance import Provenance, RunRow

CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
    "onrecord": "urn:onrecord:terms:",
}


def name_of(kind: str, id_: object) -> str:
    """The name of a thing of the record in linked data."""
    return f"urn:onrecord:{kind}:{quote(str(id_), safe='')}"


def capture_node(one: CaptureRow, run: int) -> Json:
    """A capture: bytes that a run took from an address."""
    node = _entity("capture", one.capture_id, run)
    node |= {"prov:generatedAtTime": _moment(one.captured), "onrecord:sha256": one.sha256}
    node["dcterms:format"] = one.media_type
    if one.final_url:
        node["prov:hadPrimarySource"] = {"@id": one.final_url}
    return node


def document_nodes(one: Provenance) -> list[Json]:
    """The text found in captures, and the reading of that text."""
    number, run, made = one.reading
    document = _entity("document", one.document_id, one.run)
    document |= {"prov:generatedAtTime": _moment(one.added)}
    document["prov:wasDerivedFrom"] = [{"@id": name_of("capture", id_)} for id_, _ in one.captures]
    if one.supersedes:
        document["prov:wasRevisionOf"] = {"@id": name_of("document", one.supersedes)}
    reading = _entity("reading", number, run)
    reading |= {"prov:generatedAtTime": _moment(made)}
    reading["prov:wasDerivedFrom"] = {"@id": name_of("document", one.document_id)}
    return [document, reading]


def run_nodes(runs: Iterable[RunRow]) -> list[Json]:
    """Runs, and each version of the program that carried them out."""
    nodes, versions = [], dict[str, Json]()
    for one in runs:
        agent = name_of("software", one.version)
        versions[agent] = {
            "@id": agent,
            "@type": ["prov:Agent", "prov:SoftwareAgent"],
            "dcterms:title": f"On Record {one.version}",
        }
        node: Json = {"@id": name_of("run", one.id), "@type": "prov:Activity", "dcterms:title": one.tool}
        node |= {"prov:startedAtTime": _moment(one.started), "prov:wasAssociatedWith": {"@id": agent}}
        node |= {"onrecord:models": one.models, "onrecord:parameters": one.parameters}
        if one.ended:
            node["prov:endedAtTime"] = _moment(one.ended)
        nodes.append(node)
    return [*versions.values(), *nodes]


def _entity(kind: str, id_: object, run: int) -> Json:
    return {
        "@id": name_of(kind, id_),
        "@type": "prov:Entity",
        "dcterms:type": kind,
        "prov:wasGeneratedBy": {"@id": name_of("run", run)},
    }


def _moment(value: str) -> Json:
    return {"@value": value, "@type": "xsd:dateTime"}
