"""Sources to entities: python -m benchmarks.speakers --data FILE [--json].

FILE is in the format of gum/dev (coreference marked in the corpus) or of polnear/dev, whose sources we marked
ourselves in `gold/polnear_dev_sources.jsonl`. The gold source spans, cues and contents are given; what is scored is
who each source is held to be. A source counts when its gold entity is a person, an organisation or a state. It is
right when the actor's other mentions belong, in their majority, to the gold entity; an actor with no other mention
is right when the gold entity was not mentioned before.

coreferee and fastcoref are not run beside it: coreferee's models are on no package index (`pip download
coreferee-model-en` finds nothing), and fastcoref fetches its weights from a model hub when it starts.

Beside it stands "nearest name": a source that holds a name is whoever bears it, any other is the name last before it.
"""

import hashlib
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.contract import Row, arguments, read_rows, report
from onrecord.inference.tagger import ModelTagger
from onrecord.speakers.names import find_names
from onrecord.speakers.resolve import resolve_speakers
from onrecord.types.actor import Actor, ActorKind
from onrecord.types.article import Article, Byline
from onrecord.types.span import Span
from onrecord.types.statement import Mode, Polarity, QuoteKind, Statement
from onrecord.types.tags import Tags

_SCORED = frozenset({"person", "organization", "organisation", "place", "state"})
_GOLD = Path(__file__).parent / "gold" / "polnear_dev_sources.jsonl"
_SECOND = _GOLD.with_stem("polnear_dev_sources_second")  # ten of the articles, marked again, independently


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the text that mean an entity."""

    span: Span
    entity: str


@dataclass(slots=True)
class Marked:
    """One article with its sources marked: each statement, and the mention that its source is."""

    id: str
    text: str
    authors: tuple[str, ...]
    statements: list[tuple[Statement, Mention]] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    def owner(self, span: Span) -> str | None:
        """The entity of the smallest mention that holds the span."""
        near = [mention for mention in self.mentions if mention.span.holds(span)]
        return min(near, key=lambda m: len(m.span)).entity if near else None

    def is_right(self, actor: Actor | None, gold: Mention, source: Span) -> bool:
        """Whether an actor is the gold mention's entity."""
        if actor is None:
            return False
        owners = [self.owner(span) for span in actor.mentions if not span.overlaps(source)]
        votes = Counter(owner for owner in owners if owner is not None)
        if votes:
            return votes.most_common(1)[0][0] == gold.entity
        return not any(m.entity == gold.entity and m.span.start < gold.span.start for m in self.mentions)


def statement_of(row_id: str, attribution: Row) -> Statement:
    """A marked attribution as a statement."""

    def spans(role: str) -> tuple[Span, ...]:
        return tuple(Span(start, end) for start, end in attribution[role])

    return Statement(
        article_id=row_id,
        kind=QuoteKind.INDIRECT,
        mode=Mode.SAID,
        polarity=Polarity.AFFIRMED,
        source=spans("source"),
        cue=spans("cue"),
        content=spans("content"),
        confidence=1.0,
        made_by="gold",
    )


def read_gum(row: Row) -> Marked:
    """A GUM document; a source is the mention that equals or most tightly holds it."""
    authors = tuple(filter(None, (row.get("author") or "").split(", ")))
    marked = Marked(row["doc"], row["text"], authors)
    marked.mentions = [Mention(Span(m["start"], m["end"]), str(m["cluster"])) for m in row["mentions"]]
    kinds = {(m["start"], m["end"], str(m["cluster"])): m["type"] for m in row["mentions"]}
    for attribution in row["attributions"]:
        if not attribution["source"]:
            continue
        whole = Span(attribution["source"][0][0], attribution["source"][-1][1])
        entity = str(attribution["source_cluster"])
        holding = [m for m in marked.mentions if m.entity == entity and m.span.holds(whole)]
        mention = min(holding, key=lambda m: len(m.span), default=None)
        if mention and kinds[mention.span.start, mention.span.end, entity] in _SCORED:
            marked.statements.append((statement_of(marked.id, attribution), mention))
    return marked


def read_polnear(row: Row, gold: Row) -> Marked:
    """A PolNeAR article with our marking of who its sources are; a name's other occurrences are mentions, too."""
    text = row["text"]
    if hashlib.sha256(text.encode()).hexdigest() != gold["text_sha256"]:
        sys.exit(f"the text of {row['id']} is not the one that {_GOLD.name} was marked on; use the corpus as it is")
    marked = Marked(row["id"], text, tuple(filter(None, [row.get("author")])))
    of_source: dict[Span, tuple[str, str]] = {}
    for number, cluster in enumerate(gold["clusters"]):
        for start, end in cluster["sources"]:
            of_source[Span(start, end)] = (str(number), cluster["kind"])
        if cluster["name"]:
            marked.mentions += [Mention(span, str(number)) for span in _occurrences(text, Span(*cluster["name"]))]
    marked.mentions += [Mention(span, entity) for span, (entity, _) in of_source.items()]
    for attribution in row["attributions"]:
        if attribution["source"]:
            whole = Span(attribution["source"][0][0], attribution["source"][-1][1])
            entity, kind = of_source.get(whole, ("", ""))
            if kind in _SCORED:
                marked.statements.append((statement_of(marked.id, attribution), Mention(whole, entity)))
    return marked


def _occurrences(text: str, name: Span) -> Iterator[Span]:
    words, start = name.cut(text), text.find(name.cut(text))
    while start >= 0:
        yield Span(start, start + len(words))
        start = text.find(words, start + 1)


def read_marked(rows: Sequence[Row]) -> list[Marked]:
    """The rows that have their sources marked."""
    if any("mentions" in row for row in rows):
        return [read_gum(row) for row in rows if row["attributions"]]
    if not _GOLD.exists():
        sys.exit(f"{_GOLD} is not there: the sources of this set are not marked")
    gold = {one["id"]: one for one in map(json.loads, _GOLD.read_text("utf-8").splitlines())}
    return [read_polnear(row, gold[row["id"]]) for row in rows if row["id"] in gold]


def nearest_names(marked: Marked, tags: Sequence[Tags]) -> list[Actor | None]:
    """The peer "nearest name", for each statement: the name in its source, else the last one before it."""
    names = [name for name in find_names(marked.text, tags) if name.kind is not ActorKind.STATE]
    borne: dict[str, set[Span]] = defaultdict(set)
    for name in names:
        borne[name.words[-1].lower()].add(name.span)
    chosen: list[str | None] = []
    for statement, _ in marked.statements:
        source = statement.source[0]
        own = [name for name in names if source.overlaps(name.span)]
        before = [name for name in names if name.span.end <= source.start]
        bearer = (own or before)[-1:]
        chosen.append(bearer[0].words[-1].lower() if bearer else None)
        if bearer:
            borne[bearer[0].words[-1].lower()].add(source)
    return [
        Actor(id=key, name=key, kind=ActorKind.PERSON, mentions=tuple(borne[key])) if key else None for key in chosen
    ]


def second_marking(articles: Sequence[Marked]) -> tuple[int, int]:
    """How many sources of the articles that were marked twice the second marking holds to be the same entity as the first."""
    right = total = 0
    second = {one["id"]: one for one in map(json.loads, _SECOND.read_text("utf-8").splitlines())}
    for marked in articles:
        clusters = second.get(marked.id, {"clusters": []})["clusters"]
        actors = {
            Span(*source): Actor(
                id=str(number),
                name=str(number),
                kind=ActorKind.PERSON,
                mentions=tuple(Span(*span) for span in (*cluster["sources"], *filter(None, [cluster["name"]]))),
            )
            for number, cluster in enumerate(clusters)
            for source in cluster["sources"]
        }
        for _, mention in marked.statements if clusters else ():
            total += 1
            right += marked.is_right(actors.get(mention.span), mention, mention.span)
    return right, total


def main() -> None:
    given = arguments(__doc__ or "").parse_args()
    articles = read_marked(read_rows(given.data))
    if not any(marked.statements for marked in articles):
        sys.exit(f"{given.data} holds no article whose sources are marked, in it or in {_GOLD.name}")
    tagger = ModelTagger()
    tags = tagger.tag([marked.text for marked in articles])
    right = resolved = near = total = 0
    started = time.process_time()
    for marked, tagged in zip(articles, tags, strict=True):
        article = Article(id=marked.id, source=marked.id, text=marked.text, byline=Byline(people=marked.authors))
        cast = resolve_speakers(article, [statement for statement, _ in marked.statements], tagged)
        actors = {actor.id: actor for actor in cast.actors}
        for statement, mention in marked.statements:
            speaker = cast.speakers.get(statement.id)
            actor = actors.get(speaker.actor or "") if speaker else None
            total += 1
            resolved += bool(speaker and speaker.resolved)
            right += marked.is_right(actor, mention, statement.source[0])
    seconds = time.process_time() - started
    for marked, tagged in zip(articles, tags, strict=True):
        guesses = zip(marked.statements, nearest_names(marked, tagged), strict=True)
        near += sum(marked.is_right(guess, mention, s.source[0]) for (s, mention), guess in guesses)
    peers: Row = {"nearest name": {"accuracy": near / total}}
    again, twice = second_marking(articles)
    if twice:
        peers["second marking"] = {"accuracy": again / twice, "sources": twice}
    report(
        {
            "benchmark": "speakers",
            "data": given.data.name,
            "articles": len(articles),
            "metrics": {"accuracy": right / total, "coverage": resolved / total, "sources": total},
            "peers": peers,
            "seconds": seconds,
        },
        as_json=given.json,
    )


if __name__ == "__main__":
    main()
