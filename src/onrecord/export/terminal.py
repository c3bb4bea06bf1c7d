"""A reading in the terminal: tables and sentences that fit 80 columns. The console decides on colour."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.export.labels import find_voices, label_ids, number_statements, order_statements, statement_words
from onrecord.export.sentences import (
    NO_POSITIONS,
    say_indicator_kind,
    say_relation,
    say_tier,
    say_verdict,
)
from onrecord.export.words import one_line, say_count, say_date_source, say_days, say_number, say_when, shorten
from onrecord.types.actor import Speaker
from onrecord.types.reading import Reading
from onrecord.types.statement import Polarity, Setting, Statement
from onrecord.types.when import When

_INDENT = (0, 0, 0, 2)


def render_table(reading: Reading) -> RenderableType:
    """The statements in the order of the text, one row each: number, who, said, when, kind."""
    if not reading.statements:
        return Text("No statement was found: nobody is quoted, and nobody’s words are reported.")
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("Who", max_width=20, overflow="fold")
    table.add_column("Said", ratio=1, min_width=20, overflow="fold")
    table.add_column("When", width=11, overflow="fold")
    table.add_column("Kind", no_wrap=True)
    for number, statement in enumerate(order_statements(reading), start=1):
        setting = reading.settings.get(statement.id) or Setting()
        table.add_row(
            say_number(number),
            _who(reading.speakers.get(statement.id)),
            _said(reading, statement),
            _when(setting.said),
            statement.kind.value,
        )
    return table


def _when(said: When | None) -> Text:
    """The day; where it cannot be placed on a calendar, the words that stand for it."""
    if said is None:
        return Text("–", style="dim")
    return Text(f"“{one_line(said.words)}”" if not said.resolved and said.words else say_days(said, short=True))


def render_reading(reading: Reading) -> RenderableType:
    """An article's headline, outlet, byline and date, and the table of its statements."""
    return Group(*_top(reading), Text(), render_table(reading), Text())


def render_check(reading: Reading) -> RenderableType:
    """The six parts in order, as sentences: headline, statements, relations, positions, timeline, origin."""
    passed = [Text(one_line(f"{one.step}: {one.reason}")) for one in reading.skipped]
    return Group(
        *_top(reading),
        *_part("Does the headline hold?", _headline(reading)),
        *_part("Who said what", [*_summary(reading), render_table(reading)]),
        *_part("How it fits together", _relations(reading)),
        *_part("Positions", [Text(NO_POSITIONS)]),
        *_part("Timeline", _timeline(reading)),
        *_part("Where it comes from", _chain(reading)),
        *(_part("Passed over", passed) if passed else []),
    )


def _top(reading: Reading) -> list[RenderableType]:
    article = reading.article
    byline = article.byline
    by = None if byline is None else byline.printed or ", ".join([*byline.people, *byline.outlets])
    date = "date not known" if article.published is None else say_days(article.published)
    told = next((sign.source for sign in article.published_evidence if sign.when.resolved), None)
    if article.published is not None and told is not None:
        date += f" ({say_date_source(told)})"
    line = " · ".join(one_line(part) for part in (article.outlet, by, date) if part)
    return [Text(one_line(article.headline or "An article without a headline"), style="bold"), Text(line)]


def _part(title: str, body: Sequence[RenderableType]) -> list[RenderableType]:
    return [Text(), Text(title, style="bold"), *(Padding(one, _INDENT, expand=False) for one in body)]


def _headline(reading: Reading) -> list[RenderableType]:
    if not reading.headline:
        return [Text("The headline was not checked." if reading.article.headline else "There is no headline to check.")]
    words = {one.id: statement_words(reading, one) for one in reading.statements}
    label, lines = label_ids(reading), list[RenderableType]()
    for check in reading.headline:
        lines.append(Text(f"{check.verdict.value.capitalize()}. {say_verdict(check.verdict)}", style="bold"))
        lines += [Text(f"It says: “{one_line(check.assertion)}”")] if check.assertion else []
        lines += [Text(one_line(check.because))] if check.because else []
        lines += [
            Text(f"Nearest: {label(one)} {_name(reading, one)}: {shorten(words[one], 160)}")
            for one in check.nearest
            if one in words
        ]
    return lines


def _summary(reading: Reading) -> list[Text]:
    if not reading.statements:
        return []
    voices, _ = find_voices(reading)
    known = sum(voice.known for voice in voices)
    unclear = sum(len(voice.numbers) for voice in voices if not voice.known)
    by = f" by {say_count(known, 'speaker')}" if known else ""
    rest = f"; for {unclear} of them it is not clear who speaks" if unclear else ""
    return [Text(f"{say_count(len(reading.statements), 'statement')}{by}{rest}.")]


def _relations(reading: Reading) -> list[RenderableType]:
    label = label_ids(reading)
    lines = []
    for relation in reading.relations:
        words = f" “{one_line(relation.span.cut(reading.article.text))}”" if relation.span is not None else ""
        lines.append(_item(f"{say_relation(relation, label)}{words}"))
    return list(lines) or [Text("The article does not set one statement against another.")]


def _timeline(reading: Reading) -> list[RenderableType]:
    if not reading.timeline:
        return [Text("The article dates nothing.")]
    numbers = number_statements(reading)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(max_width=28, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    events = sorted(reading.timeline, key=lambda one: (not one.when.resolved, str(one.when.earliest)))
    for event in events:
        mark = f"{say_number(numbers[event.statement])} " if event.statement in numbers else ""
        table.add_row(Text(say_when(event.when, short=True)), Text(f"{mark}{one_line(event.title)}"))
    return [table]


def _chain(reading: Reading) -> list[RenderableType]:
    chain = reading.chain
    lines: list[RenderableType] = [Text(one_line(chain.verdict))] if chain.verdict else []
    lines += [_item(one_line(reason)) for reason in chain.because]
    for one in chain.indicators:
        caveat = f" {one_line(one.caveat)}" if one.caveat else ""
        kind = say_indicator_kind(one.kind).capitalize()
        lines.append(_item(f"{kind} ({say_tier(one.tier)}): {one_line(one.value)}.{caveat}".replace("..", ".")))
    return lines or [Text("The page shows no sign of another outlet, agency or author.")]


def _item(words: str) -> RenderableType:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=1)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row("·", Text(words))
    return grid


def _who(speaker: Speaker | None) -> Text:
    if speaker is None:
        return Text("not named", style="italic")
    if not speaker.resolved:
        return Text(f"“{shorten(speaker.name, 18)}” ?", style="italic")
    return Text(shorten(speaker.name, 40))


def _name(reading: Reading, statement: str) -> str:
    speaker = reading.speakers.get(statement)
    return one_line(speaker.name) if speaker is not None and speaker.resolved else "speaker not clear"


def _said(reading: Reading, statement: Statement) -> Text:
    leads = {
        Polarity.DENIED: "denied: ",
        Polarity.NOT_SAID: "did not say: ",
        Polarity.QUESTION: "asked: ",
        Polarity.HYPOTHETICAL: "might say: ",
    }
    said = Text(leads.get(statement.polarity, ""), style="italic")
    return said.append(shorten(statement_words(reading, statement), 72), style="not italic")
