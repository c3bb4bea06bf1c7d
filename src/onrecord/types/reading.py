"""All that On Record reads out of one article: the six parts, and what was passed over."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.types.actor import Actor, Speaker
from onrecord.types.article import Article, Skipped
from onrecord.types.link import Chain, Event, HeadlineCheck, Relation
from onrecord.types.statement import Setting, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One article, read. `speakers` and `settings` are by statement id; a statement may be in neither."""

    article: Article
    statements: tuple[Statement, ...]
    speakers: Mapping[str, Speaker]
    settings: Mapping[str, Setting]
    actors: tuple[Actor, ...]
    relations: tuple[Relation, ...]
    timeline: tuple[Event, ...]
    chain: Chain
    headline: tuple[HeadlineCheck, ...]
    skipped: tuple[Skipped, ...] = ()
    models: Mapping[str, str] = field(default_factory=dict)  # name of each model used: its digest
    version: str = ""
