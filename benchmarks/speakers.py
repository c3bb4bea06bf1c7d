"""Sources to entities: python -m benchmarks.speakers --data FILE (format of gum/dev) [--json].

The gold source spans, cues and contents are given; what is scored is who each source is held to be.
A source counts when its gold entity is a person, an organisation or a place (a state speaking). It is right
when the actor's other mentions belong, in their majority, to the gold entity; an actor with no other mention
is right when the gold entity was not mentioned before.
"""

import time
from collections import Counter
from collections.abc import Sequence

from benchmarks.contract import Row, arguments, read_rows, report
from onrecord.inference.tagger import ModelTagger
from onrecord.speakers.resolve import resolve_speakers
from onrecord.types.actor import Actor
from onrecord.types.article import Article, Byline
from onrecord.types.span import Span
from onrecord.types.statement import Mode, Polarity, QuoteKind, Statement

_SCORED = frozenset({"person", "organization", "place"})


def gold_statements(row: Row) -> list[tuple[Statement, Row]]:
    """The attributions of a row as statements, each with its gold mention."""
    by_span = {(m["start"], m["end"]): m for m in row["mentions"]}
    found = []
    for attribution in row["attributions"]:
        source = attribution["source"]
        mention = _mention(by_span, source, str(attribution["source_cluster"]))
        if mention is None or mention["type"] not in _SCORED:
            continue
        statement = Statement(
            article_id=row["doc"],
            kind=QuoteKind.INDIRECT,
            mode=Mode.SAID,
            polarity=Polarity.AFFIRMED,
            source=tuple(Span(s, e) for s, e in source),
            cue=tuple(Span(s, e) for s, e in attribution["cue"]),
            content=tuple(Span(s, e) for s, e in attribution["content"]),
            confidence=1.0,
            made_by="gold",
        )
        found.append((statement, mention))
    return found


def _mention(by_span: dict[tuple[int, int], Row], source: Sequence[Sequence[int]], cluster: str) -> Row | None:
    if not source:
        return None
    start, end = source[0][0], source[-1][1]
    exact = by_span.get((start, end))
    if exact is not None and exact["cluster"] == cluster:
        return exact
    holding = [m for m in by_span.values() if m["cluster"] == cluster and m["start"] <= start and end <= m["end"]]
    return min(holding, key=lambda m: m["end"] - m["start"], default=None)


def is_right(actor: Actor | None, source: Span, gold: Row, mentions: Sequence[Row]) -> bool:
    """Whether an actor is the gold mention's entity."""
    if actor is None:
        return False
    votes: Counter[str] = Counter()
    for span in actor.mentions:
        if span.overlaps(source):
            continue
        owner = _owner(span, mentions)
        if owner is not None:
            votes[owner] += 1
    if votes:
        return votes.most_common(1)[0][0] == str(gold["cluster"])
    return not any(m["cluster"] == gold["cluster"] and m["start"] < gold["start"] for m in mentions)


def _owner(span: Span, mentions: Sequence[Row]) -> str | None:
    """The cluster of the mention that a name is the head of: the smallest that holds it, within a few words."""
    near = [m for m in mentions if m["start"] <= span.start and span.end <= m["end"]]
    best = min(near, key=lambda m: m["end"] - m["start"], default=None)
    return str(best["cluster"]) if best is not None else None


def main() -> None:
    given = arguments(__doc__ or "").parse_args()
    rows = [row for row in read_rows(given.data) if row["attributions"]]
    tagger = ModelTagger()
    tags = tagger.tag([row["text"] for row in rows])
    right = resolved = total = 0
    started = time.process_time()
    for row, tagged in zip(rows, tags, strict=True):
        people = tuple(filter(None, (row.get("author") or "").split(", ")))
        article = Article(id=row["doc"], source=row["doc"], text=row["text"], byline=Byline(people=people))
        pairs = gold_statements(row)
        cast = resolve_speakers(article, [statement for statement, _ in pairs], tagged)
        actors = {actor.id: actor for actor in cast.actors}
        for statement, mention in pairs:
            speaker = cast.speakers.get(statement.id)
            actor = actors.get(speaker.actor or "") if speaker else None
            total += 1
            resolved += bool(speaker and speaker.resolved)
            right += is_right(actor, statement.source[0], mention, row["mentions"])
    report(
        {
            "benchmark": "speakers",
            "data": given.data.name,
            "articles": len(rows),
            "metrics": {"accuracy": right / total, "coverage": resolved / total, "sources": total},
            "peers": {},
            "seconds": time.process_time() - started,
        },
        as_json=given.json,
    )


if __name__ == "__main__":
    main()
