"""A reading out of what another program says of a text: statements, and who makes them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from onrecord.intake.fields import ShapeError
from onrecord.statements.find import kind_of
from onrecord.text.quotes import find_quotations
from onrecord.types.actor import Actor, ActorKind, Evidence, Speaker
from onrecord.types.article import Article, Skipped
from onrecord.types.link import Chain
from onrecord.types.reading import Reading
from onrecord.types.span import Span
from onrecord.types.statement import Mode, Polarity, QuoteKind, Setting, Statement
from onrecord.version import VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A statement as a file has it. `name` is the speaker's, `kind` None where the quotation marks shall tell."""

    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    name: str | None = None
    actor_kind: ActorKind | None = ActorKind.PERSON
    role: str | None = None
    organisation: str | None = None
    resolved: bool = True
    kind: QuoteKind | None = None
    mode: Mode = Mode.SAID
    polarity: Polarity = Polarity.AFFIRMED
    confidence: float = 1.0
    setting: Setting = field(default_factory=Setting)


def build_reading(article: Article, drafts: Iterable[Draft], program: str) -> Reading:
    """The reading of an article whose statements a program brings; ShapeError where two stand at the same place."""
    quotations = find_quotations(article.text)
    made: dict[str, tuple[Statement, Draft]] = {}
    for draft in drafts:
        one = Statement(
            article_id=article.id,
            kind=draft.kind or kind_of(article.text, draft.content, quotations),
            mode=draft.mode,
            polarity=draft.polarity,
            source=draft.source,
            cue=draft.cue,
            content=draft.content,
            confidence=draft.confidence,
            made_by=program,
        )
        if one.id in made:
            raise ShapeError(f"two statements stand at [{one.content[0].start}, {one.content[-1].end})")
        made[one.id] = one, draft
    listed = sorted(made.values(), key=lambda pair: (pair[0].content[0].start, -pair[0].content[-1].end))
    actors = _actors(draft for _, draft in listed)
    return Reading(
        article=article,
        statements=tuple(statement for statement, _ in listed),
        speakers={
            statement.id: _speaker(draft, actors[draft.name, draft.actor_kind], program)
            for statement, draft in listed
            if draft.name
        },
        settings={statement.id: draft.setting for statement, draft in listed if draft.setting != Setting()},
        actors=tuple(_mentioned(one, listed) for one in actors.values()),
        relations=(),
        timeline=(),
        chain=Chain(indicators=(), verdict="", because=()),
        headline=(),
        skipped=(
            Skipped(
                source=article.source,
                step="import",
                reason=f"only statements come from {program}; relations, days and the headline were not read",
            ),
        ),
        models={f"import-{program}": ""},
        version=VERSION,
    )


_Key = tuple[str | None, ActorKind | None]


def _actors(drafts: Iterable[Draft]) -> dict[_Key, Actor]:
    found: dict[_Key, Actor] = {}
    for one in drafts:
        if one.name and (one.name, one.actor_kind) not in found:
            kind = one.actor_kind or ActorKind.GROUP
            found[one.name, one.actor_kind] = Actor(id=f"i{len(found) + 1}", name=one.name, kind=kind)
    return found


def _mentioned(actor: Actor, listed: Iterable[tuple[Statement, Draft]]) -> Actor:
    spans = {span for one, draft in listed if draft.name == actor.name for span in one.source}
    return replace(actor, mentions=tuple(sorted(spans)))


def _speaker(draft: Draft, actor: Actor, program: str) -> Speaker:
    return Speaker(
        actor=actor.id,
        name=actor.name,
        kind=draft.actor_kind,
        role=draft.role,
        organisation=draft.organisation,
        resolved=draft.resolved,
        evidence=(Evidence(reason=f"said so in the file that came from {program}"),),
    )
