"""A folder of pages that needs no server: an index, a page for each article and one for each speaker."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from onrecord.export.html import page_templates, printable, render_report, source_hash
from onrecord.export.job import Job
from onrecord.export.labels import number_statements
from onrecord.export.names_of_files import FileNames
from onrecord.export.words import one_line, say_count
from onrecord.record.query import Hit
from onrecord.record.selection import Selected
from onrecord.types.statement import Mode, Polarity


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of a list: a link, what is known of it, and where it is a statement its words."""

    href: str
    label: str
    facts: str
    words: str = ""
    order: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A list with its heading."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the site beside the reports; `home` is the way back to the index."""

    title: str
    summary: str
    parts: tuple[Part, ...]
    home: str = ""


@dataclass(slots=True)
class _Voice:
    name: str
    items: list[Item] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)


def write(job: Job, folder: Path) -> None:
    """The folder, which is new. Nothing in it is loaded from elsewhere; it works from a disk as from a server."""
    for inner in (folder, folder / "articles", folder / "speakers"):
        inner.mkdir()
    articles, names, voices = list[Item](), FileNames(), dict[str, _Voice]()
    for one in job.whole_articles():
        name = names.of(one.document_id)
        (folder / "articles" / f"{name}.html").write_text(render_report(one.reading), "utf-8")
        articles.append(_article(one, f"articles/{quote(name)}.html"))
        _hear(voices, one, f"../articles/{quote(name)}.html")
    files = FileNames()
    listed = sorted(voices.items(), key=lambda pair: (-len(pair[1].items), pair[1].name))
    speakers = []
    for id_, voice in listed:
        name = files.of(f"{voice.name}-{id_}")
        _write(folder / "speakers" / f"{name}.html", _speaker_page(voice))
        speakers.append(Item(href=f"speakers/{quote(name)}.html", label=voice.name, facts=_tally(voice)))
    _write(folder / "index.html", _index(articles, speakers))
    job.written["speakers"] = len(speakers)


def _article(one: Selected, href: str) -> Item:
    article = one.reading.article
    day = article.published.earliest.isoformat() if article.published and article.published.earliest else ""
    facts = [article.outlet or "", day or "day not known", say_count(len(one.reading.statements), "statement")]
    label = one_line(article.headline or "Article without a headline")
    return Item(href=href, label=label, facts=" · ".join(filter(None, facts)), order=(day, label))


def _hear(voices: dict[str, _Voice], one: Selected, page: str) -> None:
    """Adds each statement to the page of its speaker."""
    numbers = number_statements(one.reading)
    for hit in one.hits:
        if hit.actor_id is None or hit.verdict == "reject":
            continue
        voice = voices.setdefault(hit.actor_id, _Voice(one.actors.get(hit.actor_id) or hit.speaker or "Unnamed"))
        voice.articles.add(one.document_id)
        voice.items.append(_statement(hit, f"{page}#q{numbers[hit.statement_id]}"))


def _statement(hit: Hit, href: str) -> Item:
    office = " of ".join(filter(None, (hit.role, hit.organisation)))
    how = ["" if hit.mode == Mode.SAID else hit.mode, "" if hit.polarity == Polarity.AFFIRMED else hit.polarity]
    facts = [hit.outlet or "", hit.said_from or "day not known", hit.kind, *how, office]
    return Item(
        href=href,
        label=one_line(hit.headline or "Article without a headline"),
        facts=" · ".join(one_line(one) for one in facts if one),
        words=one_line(hit.content),
        order=(hit.said_from or "", hit.statement_id),
    )


def _tally(voice: _Voice) -> str:
    return f"{say_count(len(voice.items), 'statement')} in {say_count(len(voice.articles), 'article')}"


def _speaker_page(voice: _Voice) -> Page:
    newest = tuple(sorted(voice.items, key=lambda item: item.order, reverse=True))
    parts = (Part(title="Statements, newest first", items=newest),)
    return Page(title=one_line(voice.name), summary=_tally(voice) + ".", parts=parts, home="../index.html")


def _index(articles: Iterable[Item], speakers: Iterable[Item]) -> Page:
    newest, voices = tuple(sorted(articles, key=lambda item: item.order, reverse=True)), tuple(speakers)
    summary = f"{say_count(len(newest), 'article')}, {say_count(len(voices), 'speaker')}."
    parts = (Part(title="Articles, newest first", items=newest), Part(title="Speakers", items=voices))
    return Page(title="The record", summary=summary, parts=parts)


def _write(path: Path, page: Page) -> None:
    style = page_templates().get_template("site.css").render()
    policy = f"default-src 'none'; style-src '{source_hash(style)}'; base-uri 'none'; form-action 'none'"
    html = page_templates().get_template("site.html").render(page=page, style=Markup(style), policy=policy)  # noqa: S704 - ours
    path.write_text(printable(html), "utf-8")
