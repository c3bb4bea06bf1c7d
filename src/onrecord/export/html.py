"""One reading as one self-contained page: no network, nothing loaded, readable without a script."""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.export.body import set_text
from onrecord.export.labels import find_voices, number_statements, order_statements
from onrecord.export.notes import write_notes
from onrecord.export.page import Note, Report
from onrecord.export.panels import (
    chain_panel,
    check_panel,
    credit_panel,
    date_panel,
    meta_line,
    picture_panel,
    relation_panel,
    timeline_panel,
)
from onrecord.export.places import Places
from onrecord.export.sentences import NO_POSITIONS
from onrecord.export.words import one_line, say_count
from onrecord.types.reading import Reading

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What a site sets around a report: markup of its own above and below, and its style. Nothing of the article is in it unescaped."""

    head: Markup
    foot: Markup
    style: str


def render_report(reading: Reading, *, claim: str | None = None, site: Site | None = None) -> str:
    """The report page of one article as HTML that UTF-8 can encode.

    All that comes from the article is escaped, its pictures are named but never loaded, and only
    http and https become links. A `claim` to check is printed beside what one article can say of it.
    """
    page = build_report(reading, claim=claim)
    templates = page_templates()
    style = templates.get_template("report.css").render(page=page, rows={one.rows for one in page.paragraphs})
    style += site.style if site else ""
    script = templates.get_template("report.js").render()
    html = templates.get_template("report.html").render(
        page=page,
        site=site,
        positions=NO_POSITIONS,
        # both come from our own files and hold nothing of the article
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        policy=_policy(style, script, forms="'self'" if site else "'none'"),
    )
    return printable(html)


def printable(html: str) -> str:
    """A page without control characters and lone surrogates, which UTF-8 and browsers cannot hold."""
    return _UNPRINTABLE.sub("\ufffd", html)


def build_report(reading: Reading, *, claim: str | None = None) -> Report:
    """What the page shows, as values."""
    voices, by_statement = find_voices(reading)
    places = Places(reading, by_statement, number_statements(reading))
    notes = write_notes(reading, by_statement, places)
    by_number = {note.number: note for note in notes.values()}
    bonds = relation_panel(reading, notes, places)
    moments, undated = timeline_panel(reading, notes, places)
    tiers, credited = chain_panel(reading, places), credit_panel(reading, places)
    date_signs = date_panel(reading, places)
    headline, paragraphs = set_text(reading, notes, places.marks)  # last: all places are known only now
    article = reading.article
    return Report(
        title=one_line(article.headline or "Article without a headline"),
        language=article.language if article.language and _LANGUAGE.fullmatch(article.language) else "",
        headline=headline,
        has_headline=bool(headline or article.headline),
        meta=meta_line(reading),
        dated=article.published is not None or bool(date_signs),
        date_signs=date_signs,
        summary=_summary(reading, len([voice for voice in voices if voice.known]), notes),
        claim=claim,
        paragraphs=paragraphs,
        voices=tuple((voice, tuple(by_number[number] for number in voice.numbers)) for voice in voices),
        checks=check_panel(reading, notes),
        bonds=bonds,
        moments=moments,
        undated=undated,
        verdict=one_line(reading.chain.verdict),
        because=tuple(map(one_line, reading.chain.because)),
        tiers=tiers,
        credits=credited,
        pictures=picture_panel(reading),
        skipped=tuple(one_line(f"{one.step}: {one.reason}") for one in reading.skipped),
        made_by=_made_by(reading),
        evidence=tuple(mark.key for mark in places.marks),
    )


def _summary(reading: Reading, speakers: int, notes: dict[str, Note]) -> str:
    """`7 statements by 4 speakers; of 1 it is not clear who speaks.`"""
    if not notes:
        return "Nobody is quoted here: no statement was found in this article."
    unclear = sum(not note.voice.known for note in notes.values())
    by = f" by {say_count(speakers, 'speaker')}" if speakers else ""
    rest = f"; for {unclear} of them it is not clear who speaks" if unclear else ""
    direct = sum(one.kind.value != "indirect" for one in order_statements(reading))
    return f"{say_count(len(notes), 'statement')}{by}, {direct or 'none'} in quotation marks{rest}."


def _made_by(reading: Reading) -> tuple[tuple[str, str], ...]:
    article = reading.article
    models = [(f"Model {name}", digest) for name, digest in sorted(reading.models.items())]
    return (
        ("On Record", reading.version or "version not given"),
        *models,
        ("Read from", one_line(article.source)),
        ("Text, SHA-256", article.text_sha256),
    )


def base_style() -> str:
    """The style of a report without any article in it, for pages that should look like it."""
    return page_templates().get_template("report.css").render(page={"voices": (), "evidence": ()}, rows=())


def _policy(style: str, script: str, *, forms: str) -> str:
    """A content security policy under which the page can load and send nothing."""
    return (
        f"default-src 'none'; style-src '{source_hash(style)}'; script-src '{source_hash(script)}'; "
        f"base-uri 'none'; form-action {forms}"
    )


def source_hash(source: str) -> str:
    """The digest by which a policy names a style or a script of the page itself."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


@cache
def page_templates() -> Environment:
    """The templates of this package; what they are given is escaped."""
    return Environment(
        loader=PackageLoader("onrecord.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
