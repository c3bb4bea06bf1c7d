"""The panels below the text: headline check, relations, timeline, where the article comes from."""

from onrecord.export.labels import Voice, label_ids
from onrecord.export.page import Bond, Check, Link, Moment, Note, Sentence, Sign, Tier
from onrecord.export.places import Places, web_link
from onrecord.export.sentences import (
    relation_pieces,
    say_indicator_kind,
    say_tier,
    say_tier_sentence,
    say_verdict,
)
from onrecord.export.words import one_line, say_credit, say_date_source, say_days, say_when
from onrecord.types.link import Event, HeadlineVerdict, Indicator
from onrecord.types.reading import Reading


def check_panel(reading: Reading, notes: dict[str, Note]) -> tuple[Check, ...]:
    """What the headline claims, held against the statements."""
    return tuple(
        Check(
            assertion=one.assertion,
            verdict=say_verdict(one.verdict),
            because=one.because,
            nearest=tuple(notes[identity] for identity in one.nearest if identity in notes),
            undecided=one.verdict is HeadlineVerdict.CANNOT_TELL,
        )
        for one in reading.headline
    )


def relation_panel(reading: Reading, notes: dict[str, Note], places: Places) -> tuple[Bond, ...]:
    """How the statements relate, one sentence for each relation."""
    label = label_ids(reading)
    bonds = []
    for relation in reading.relations:
        sentence = places.set_pieces(relation_pieces(relation, label))
        if relation.span is not None:
            sentence = (Link(words=sentence[0].words), *sentence[1:], Link(words=" "), *places.quoted(relation.span))
        ends = tuple(notes[end] for end in (relation.left, relation.right) if end in notes)
        bonds.append(Bond(sentence=sentence, reason=relation.reason, notes=ends))
    return tuple(bonds)


def timeline_panel(
    reading: Reading, notes: dict[str, Note], places: Places
) -> tuple[tuple[Moment, ...], tuple[Moment, ...]]:
    """What is dated, in order of date, and what could not be dated."""
    dated = sorted((one for one in reading.timeline if one.when.resolved), key=lambda one: str(one.when.earliest))
    undated = [one for one in reading.timeline if not one.when.resolved]
    moments = [tuple(_moment(event, notes, places) for event in events) for events in (dated, undated)]
    return moments[0], moments[1]


def chain_panel(reading: Reading, places: Places) -> tuple[Tier, ...]:
    """The signs of where the article comes from, firmest first."""
    tiers = sorted({one.tier for one in reading.chain.indicators})
    return tuple(
        Tier(
            name=say_tier(tier),
            sentence=say_tier_sentence(tier),
            signs=tuple(_sign(one, places) for one in reading.chain.indicators if one.tier == tier),
        )
        for tier in tiers
    )


def credit_panel(reading: Reading, places: Places) -> tuple[Sentence, ...]:
    """Each credit line: the outlet, what it is credited with, the words."""
    return tuple(
        (
            Link(words=one_line(one.outlet), href=web_link(one.url)),
            Link(words=f" is credited with {say_credit(one.kind)}: "),
            *places.quoted(one.span),
        )
        for one in reading.article.credits
    )


def picture_panel(reading: Reading) -> tuple[Sentence, ...]:
    """Each picture by name: caption, host and address; a report never loads it."""
    return tuple(
        (
            Link(words=f"{one_line(one.caption or 'No caption')} (on {one_line(one.host)}): "),
            Link(words=one_line(one.url), href=web_link(one.url)),
        )
        for one in reading.article.pictures
    )


def date_panel(reading: Reading, places: Places) -> tuple[Sentence, ...]:
    """Each sign of the publication date, strongest first as they came."""
    return tuple(
        (
            Link(words=f"{say_days(one.when)}, {say_date_source(one.source)}: "),
            *(places.quoted(one.span) if one.span is not None else (Link(words=f"“{one_line(one.words)}”"),)),
        )
        for one in reading.article.published_evidence
    )


def meta_line(reading: Reading) -> tuple[Sentence, ...]:
    """Outlet, byline and dates under the headline; says so where the date is not known."""
    article = reading.article
    byline = article.byline
    people = ", ".join([*byline.people, *byline.outlets]) if byline is not None else ""
    by = (byline.printed if byline is not None and byline.printed else people) or "no byline"
    line: list[Sentence] = [(Link(words=one_line(article.outlet or "Outlet not named")),), (Link(words=one_line(by)),)]
    address = web_link(article.canonical_url) or web_link(article.url)
    if article.published is None:
        line.append((Link(words="date not known", look="open"),))
    else:
        line.append((Link(words=say_days(article.published)),))
    if article.updated is not None:
        line.append((Link(words=f"updated {say_days(article.updated)}"),))
    return (*line, *([(Link(words="the page itself", href=address),)] if address else []))


def _moment(event: Event, notes: dict[str, Note], places: Places) -> Moment:
    note = notes.get(event.statement or "")
    voice: Voice | None = None if note is None else note.voice
    href = places.link(event.span) if note is None else f"#q{note.number}"
    return Moment(
        when=say_when(event.when),
        words=(Link(words=one_line(event.title), href=href, look="printed"),),
        reason=one_line(event.when.reason),
        voice=voice,
        number=None if note is None else note.number,
    )


def _sign(indicator: Indicator, places: Places) -> Sign:
    return Sign(
        kind=say_indicator_kind(indicator.kind),
        value=(Link(words=one_line(indicator.value), href=web_link(indicator.value)),),
        caveat=one_line(indicator.caveat),
        words=() if indicator.span is None else places.quoted(indicator.span),
    )
