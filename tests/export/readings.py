"""Readings made by hand, about invented states, people and outlets, for the tests of export."""

from dataclasses import replace
from datetime import UTC, date, datetime

from onrecord.types.actor import Actor, ActorKind, Evidence, Role, Speaker
from onrecord.types.article import (
    Article,
    Byline,
    Credit,
    CreditKind,
    DateEvidence,
    DateSource,
    Picture,
    Skipped,
)
from onrecord.types.link import (
    AssertedBy,
    Chain,
    Event,
    HeadlineCheck,
    HeadlineVerdict,
    Indicator,
    Relation,
    RelationKind,
)
from onrecord.types.reading import Reading
from onrecord.types.span import Span
from onrecord.types.statement import Mode, Phrase, Polarity, QuoteKind, Setting, Statement
from onrecord.types.when import Precision, When

HEADLINE = "Harbour Pact drops its promise to Norland"
TEXT = f"""{HEADLINE}

PORT HALE, 13 February – The Harbour Pact never promised Norland a seat as part of a peace deal with Veldmark, its secretary general said on Thursday, a day after a minister had called the idea unrealistic.

“We have to make sure that the peace lasts,” Tomas Reyl told reporters at a press conference in Port Hale. “But there has never been a promise to Norland,” he noted, “that it would join as part of a deal.”

His comments mirrored those made by the defence minister of Veldmark on the previous day. Mara Ilves called membership for Norland “not a realistic outcome” of any talks.

Norland’s foreign ministry rejected the remarks. Membership was written into the treaty of Sund in 2008 and confirmed in September 2022, it said, adding that the minister had told the ministry “that ‘nothing has changed’ since the treaty”.

Two officials who asked not to be named said the pact feared a split. He did not say whether a vote was planned.

Olav Reyl, a member of parliament who is not related to the secretary general, asked whether the pact still had a plan at all.

Read the full article at the Port Hale Courier."""


def at(text: str, words: str, occurrence: int = 1) -> Span:
    """Where the words stand for the n-th time."""
    start = -1
    for _ in range(occurrence):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def within(text: str, context: str, words: str) -> Span:
    """Where the words stand inside the first place of their context."""
    start = at(text, context).start + context.index(words)
    return Span(start, start + len(words))


def day(number: int, words: str | None = None, span: Span | None = None, reason: str = "") -> When:
    """A day of February 2025."""
    found = date(2025, 2, number)
    return When(earliest=found, latest=found, precision=Precision.DAY, words=words, span=span, reason=reason)


def a_statement(text: str, *content: str, **given: object) -> Statement:
    """A statement whose content is the first place of each of the words."""
    found = {
        "article_id": "a1",
        "kind": QuoteKind.DIRECT,
        "mode": Mode.SAID,
        "polarity": Polarity.AFFIRMED,
        "source": (),
        "cue": (),
        "content": tuple(at(text, words) for words in content),
        "confidence": 0.82,
        "made_by": "by hand",
    }
    return Statement(**(found | given))  # type: ignore[arg-type]


def an_article(text: str, **given: object) -> Article:
    """An article with nothing known but its text."""
    return Article(**({"id": "a1", "source": "articles/pact.html", "text": text} | given))  # type: ignore[arg-type]


def a_bare_reading(text: str = "Nothing was said in Port Hale.", **given: object) -> Reading:
    """A reading that found nothing."""
    found: dict[str, object] = {
        "article": an_article(text),
        "statements": (),
        "speakers": {},
        "settings": {},
        "actors": (),
        "relations": (),
        "timeline": (),
        "chain": Chain(indicators=(), verdict="", because=()),
        "headline": (),
    }
    return Reading(**(found | given))  # type: ignore[arg-type]


def a_full_reading() -> Reading:
    """An article with every feature that a reading knows."""
    statements = _statements()
    return Reading(
        article=_article(),
        statements=tuple(statements.values()),
        speakers={statements[key].id: speaker for key, speaker in _speakers().items()},
        settings={statements[key].id: setting for key, setting in _settings().items()},
        actors=_actors(),
        relations=_relations({key: one.id for key, one in statements.items()}),
        timeline=_timeline({key: one.id for key, one in statements.items()}),
        chain=_chain(),
        headline=(
            HeadlineCheck(
                assertion="the pact drops a promise that it made to Norland",
                verdict=HeadlineVerdict.OVERSTATED,
                nearest=(statements["never"].id, statements["lead"].id),
                because="Below, the secretary general says that there never was such a promise; to drop one, it must have been made.",
            ),
        ),
        skipped=(Skipped(source="articles/pact.html", step="pictures", reason="a picture without an address"),),
        models={"statements-1": "sha256:4f2a9c1be0d7", "pairs-1": "sha256:77ab01c2d3e4"},
        version="0.1.0",
    )


def _article() -> Article:
    return an_article(
        TEXT,
        headline=HEADLINE,
        headline_span=at(TEXT, HEADLINE),
        language="en",
        byline=Byline(people=("Jonna Varga",), printed="By Jonna Varga for The Lantern"),
        outlet="The Lantern",
        url="https://lantern.example/world/pact-norland",
        published=day(13, "2025-02-13T19:40:00Z"),
        updated=day(14, "2025-02-14"),
        published_evidence=(
            DateEvidence(source=DateSource.JSON_LD, words="2025-02-13T19:40:00Z", when=day(13)),
            DateEvidence(source=DateSource.DATELINE, words="13 February", when=day(13), span=at(TEXT, "13 February")),
            DateEvidence(source=DateSource.PICTURE_NAME, words="67ae46d7", when=day(13)),
        ),
        dateline_place=at(TEXT, "PORT HALE"),
        credits=(
            Credit(
                outlet="Port Hale Courier",
                kind=CreditKind.FULL_ARTICLE,
                span=at(TEXT, "Read the full article at the Port Hale Courier"),
                url="https://courier.example/pact",
            ),
        ),
        pictures=(
            Picture(
                url="https://pictures.courier.example/67ae46d7203027203a1c5b9e.jpg",
                host="pictures.courier.example",
                caption="Tomas Reyl in Port Hale",
            ),
        ),
        boilerplate=(at(TEXT, "Read the full article at the Port Hale Courier."),),
    )


def _statements() -> dict[str, Statement]:
    def cut(*words: str) -> tuple[Span, ...]:
        return tuple(at(TEXT, one) for one in words)

    return {
        "lead": a_statement(
            TEXT,
            "The Harbour Pact never promised Norland a seat as part of a peace deal with Veldmark",
            kind=QuoteKind.INDIRECT,
            source=cut("its secretary general"),
            cue=(at(TEXT, "said", 1),),
            confidence=0.91,
        ),
        "unrealistic": a_statement(
            TEXT,
            "the idea unrealistic",
            kind=QuoteKind.INDIRECT,
            source=cut("a minister"),
            cue=cut("called"),
            confidence=0.48,
        ),
        "lasts": a_statement(
            TEXT,
            "“We have to make sure that the peace lasts,”",
            source=cut("Tomas Reyl"),
            cue=cut("told"),
            confidence=0.97,
        ),
        "never": a_statement(
            TEXT,
            "“But there has never been a promise to Norland,”",
            "“that it would join as part of a deal.”",
            source=(within(TEXT, "he noted", "he"),),
            cue=cut("noted"),
            confidence=0.94,
        ),
        "realistic": a_statement(
            TEXT,
            "membership for Norland “not a realistic outcome” of any talks",
            kind=QuoteKind.MIXED,
            source=cut("Mara Ilves"),
            cue=(at(TEXT, "called", 2),),
            confidence=0.82,
        ),
        "treaty": a_statement(
            TEXT,
            "Membership was written into the treaty of Sund in 2008 and confirmed in September 2022",
            kind=QuoteKind.INDIRECT,
            source=(within(TEXT, "it said", "it"),),
            cue=(within(TEXT, "it said", "said"),),
            confidence=0.88,
        ),
        "told": a_statement(
            TEXT,
            "that the minister had told the ministry “that ‘nothing has changed’ since the treaty”",
            kind=QuoteKind.MIXED,
            cue=cut("adding"),
            confidence=0.74,
        ),
        "changed": a_statement(
            TEXT,
            "“that ‘nothing has changed’ since the treaty”",
            source=cut("the minister"),
            cue=(at(TEXT, "told", 2),),
            confidence=0.66,
        ),
        "split": a_statement(
            TEXT,
            "the pact feared a split",
            kind=QuoteKind.INDIRECT,
            source=cut("Two officials who asked not to be named"),
            cue=(within(TEXT, "said the pact", "said"),),
        ),
        "vote": a_statement(
            TEXT,
            "whether a vote was planned",
            kind=QuoteKind.INDIRECT,
            polarity=Polarity.NOT_SAID,
            source=cut("He"),
            cue=cut("say"),
            confidence=0.7,
        ),
        "plan": a_statement(
            TEXT,
            "whether the pact still had a plan at all",
            kind=QuoteKind.INDIRECT,
            polarity=Polarity.QUESTION,
            source=cut("Olav Reyl"),
            cue=(within(TEXT, "asked whether", "asked"),),
            confidence=0.9,
        ),
    }


def _speakers() -> dict[str, Speaker]:
    reyl = Speaker(
        actor="tomas",
        name="Tomas Reyl",
        kind=ActorKind.PERSON,
        role="secretary general",
        organisation="Harbour Pact",
        resolved=True,
        evidence=(Evidence(reason="the only secretary general of the article", span=at(TEXT, "secretary general")),),
    )
    ilves = Speaker(
        actor="mara",
        name="Mara Ilves",
        kind=ActorKind.PERSON,
        role="defence minister",
        organisation="Veldmark",
        resolved=True,
        evidence=(
            Evidence(
                reason="named in the sentence after “the defence minister of Veldmark”",
                span=at(TEXT, "the defence minister of Veldmark"),
            ),
        ),
    )
    ministry = Speaker(
        actor="ministry",
        name="foreign ministry",
        kind=ActorKind.ORGANISATION,
        organisation="Norland",
        resolved=True,
        evidence=(
            Evidence(reason="“it” follows the ministry in the same paragraph", span=at(TEXT, "foreign ministry")),
        ),
    )
    return {
        "lead": reyl,
        "unrealistic": ilves,
        "lasts": reyl,
        "never": replace(
            reyl, evidence=(Evidence(reason="“he” continues his quotation", span=at(TEXT, "Tomas Reyl")),)
        ),
        "realistic": ilves,
        "treaty": ministry,
        "told": ministry,
        "changed": Speaker(
            actor=None,
            name="the minister",
            evidence=(Evidence(reason="two ministers could be meant, so nobody was guessed"),),
        ),
        "split": Speaker(actor="officials", name="two officials", kind=ActorKind.GROUP, resolved=True),
        "plan": Speaker(
            actor="olav",
            name="Olav Reyl",
            kind=ActorKind.PERSON,
            role="member of parliament",
            resolved=True,
        ),
    }


def _settings() -> dict[str, Setting]:
    thursday = day(
        13, "Thursday", at(TEXT, "Thursday"), "the Thursday on or before the article’s own date, 13 February 2025"
    )
    before = day(12, "the previous day", at(TEXT, "the previous day"), "the day before Thursday, 13 February 2025")
    reporters = Phrase(words="reporters", span=at(TEXT, "reporters"))
    conference = Phrase(words="at a press conference", span=at(TEXT, "at a press conference"))
    hale = Phrase(words="Port Hale", span=at(TEXT, "Port Hale"))
    return {
        "lead": Setting(said=thursday),
        "lasts": Setting(said=thursday, audience=reporters, occasion=conference, place=hale),
        "never": Setting(said=thursday, audience=reporters, occasion=conference, place=hale),
        "realistic": Setting(
            said=replace(
                before,
                alternatives=(day(11, "the previous day", reason="if the day before the quoted talks is meant"),),
            )
        ),
        "told": Setting(
            said=When(earliest=None, latest=None, precision=Precision.UNKNOWN, reason="no day is named near it")
        ),
    }


def _actors() -> tuple[Actor, ...]:
    return (
        Actor(
            id="tomas",
            name="Tomas Reyl",
            kind=ActorKind.PERSON,
            roles=(Role(role="secretary general", organisation="Harbour Pact", span=at(TEXT, "secretary general")),),
            mentions=(at(TEXT, "Tomas Reyl"),),
        ),
        Actor(id="mara", name="Mara Ilves", kind=ActorKind.PERSON, mentions=(at(TEXT, "Mara Ilves"),)),
        Actor(id="ministry", name="Norland’s foreign ministry", kind=ActorKind.ORGANISATION),
        Actor(id="officials", name="two officials", kind=ActorKind.GROUP),
        Actor(id="olav", name="Olav Reyl", kind=ActorKind.PERSON, mentions=(at(TEXT, "Olav Reyl"),)),
    )


def _relations(ids: dict[str, str]) -> tuple[Relation, ...]:
    return (
        Relation(
            kind=RelationKind.MIRRORS,
            left=ids["never"],
            right=ids["realistic"],
            asserted_by=AssertedBy.ARTICLE,
            score=0.93,
            span=at(TEXT, "His comments mirrored those made by the defence minister of Veldmark"),
            reason="“His comments” are those of the paragraph before.",
        ),
        Relation(
            kind=RelationKind.REJECTS,
            left="ministry",
            right=None,
            asserted_by=AssertedBy.ARTICLE,
            score=0.8,
            span=at(TEXT, "Norland’s foreign ministry rejected the remarks"),
        ),
        Relation(
            kind=RelationKind.CONTRADICTS,
            left=ids["treaty"],
            right=ids["never"],
            asserted_by=AssertedBy.COMPARISON,
            score=0.62,
            reason="One says that membership was written into a treaty, the other that it was never promised.",
        ),
    )


def _timeline(ids: dict[str, str]) -> tuple[Event, ...]:
    def when(first: date, last: date, precision: Precision, words: str) -> When:
        return When(
            earliest=first,
            latest=last,
            precision=precision,
            words=words,
            span=at(TEXT, words),
        )

    settings = _settings()
    lead, realistic = settings["lead"].said, settings["realistic"].said
    assert lead is not None
    assert realistic is not None
    unknown = When(earliest=None, latest=None, precision=Precision.UNKNOWN, words="any talks")
    return (
        Event(
            title="Membership written into the treaty of Sund",
            when=when(date(2008, 1, 1), date(2008, 12, 31), Precision.YEAR, "in 2008"),
            span=at(TEXT, "written into the treaty of Sund in 2008"),
        ),
        Event(
            title="Membership confirmed",
            when=when(date(2022, 9, 1), date(2022, 9, 30), Precision.MONTH, "in September 2022"),
            span=at(TEXT, "confirmed in September 2022"),
        ),
        Event(
            title="Mara Ilves calls membership not a realistic outcome",
            when=realistic,
            span=at(TEXT, "not a realistic outcome"),
            statement=ids["realistic"],
        ),
        Event(
            title="Tomas Reyl says that there never was a promise",
            when=lead,
            span=at(TEXT, "never been a promise"),
            statement=ids["never"],
        ),
        Event(title="Talks between Norland and Veldmark", when=unknown, span=at(TEXT, "any talks")),
    )


def _chain() -> Chain:
    return Chain(
        indicators=(
            Indicator(
                kind="credit_line",
                value="Port Hale Courier",
                tier=1,
                caveat="A credit can name one source among several.",
                span=at(TEXT, "Read the full article at the Port Hale Courier"),
            ),
            Indicator(
                kind="picture_host",
                value="pictures.courier.example",
                tier=2,
                caveat="Outlets of one group share picture hosts.",
            ),
            Indicator(
                kind="picture_name",
                value="67ae46d7… is 13 February 2025, 19:24:07 UTC",
                tier=3,
                caveat="The name gives when the picture was stored, not when the story was written.",
            ),
        ),
        verdict="Probably a shortened version of a story by the Port Hale Courier, 0.86.",
        because=(
            "The text credits the Port Hale Courier with the full article.",
            "The picture still lies on that outlet’s picture host.",
        ),
    )


def an_instant() -> When:
    """A date known to the second."""
    return When(
        earliest=date(2025, 2, 13),
        latest=date(2025, 2, 13),
        precision=Precision.SECOND,
        words="67ae46d7",
        at=datetime(2025, 2, 13, 19, 24, 7, tzinfo=UTC),
    )


HOSTILE_HEADLINE = "</title></style><script>alert('pact')</script> & \u202esdrawkcab\u202c"
HOSTILE_TEXT = (
    f"{HOSTILE_HEADLINE}\n\n"
    "“<img src=x onerror=alert(1)> {{ 7*7 }} 👩‍🚀🇫🇮 never”, <b>Mara</b> said.\n\n"
    "قالت مارا إلفيس إن «الميثاق لم يعد بشيء» يوم الخميس.\n\n"
    f"A word: {'unbreakable' * 30}. \x1b[31mred\x07 \x00 [bold]loud[/bold] end."
)


def a_hostile_reading() -> Reading:
    """A reading of an article that attacks the page and the terminal, with statements that nest and overlap."""
    text = HOSTILE_TEXT
    outer = a_statement(text, "<img src=x onerror=alert(1)> {{ 7*7 }} 👩‍🚀🇫🇮 never")
    overlapping = a_statement(text, "👩‍🚀🇫🇮 never”, <b>Mara</b>", kind=QuoteKind.MIXED)
    nested = a_statement(text, "{{ 7*7 }}", kind=QuoteKind.INDIRECT, polarity=Polarity.DENIED)
    over_paragraphs = a_statement(
        text, "said.\n\nقالت مارا", "«الميثاق لم يعد بشيء»", source=(at(text, "مارا إلفيس"),), confidence=1.0
    )
    loud = a_statement(text, "\x1b[31mred\x07 \x00 [bold]loud[/bold]", mode=Mode.FELT)
    in_headline = a_statement(text, "<script>alert('pact')</script>")
    speaker = Speaker(
        actor=None,
        name="<script>\x1b[2J",
        role="</style>",
        organisation="\u202eevil",
        resolved=True,
        evidence=(Evidence(reason="<svg onload=alert(1)>", span=at(text, "<b>Mara</b>")),),
    )
    statements = (outer, overlapping, nested, over_paragraphs, loud, in_headline)
    return a_bare_reading(
        article=an_article(
            text,
            id='"><script>',
            headline=HOSTILE_HEADLINE,
            headline_span=Span(0, len(HOSTILE_HEADLINE)),
            language='en" onload="alert(1)',
            url="javascript:alert(1)",
            canonical_url="data:text/html,<script>alert(1)</script>",
            outlet="<i>The Lantern</i>",
            byline=Byline(printed="By <a href='https://evil.example'>me</a>"),
            credits=(
                Credit(outlet="<u>", kind=CreditKind.VIA, span=at(text, "A word"), url="vbscript:msgbox"),
                Credit(outlet="ok", kind=CreditKind.WIRE, span=at(text, "end."), url="https://ok.example/?a=1&b=\"'"),
            ),
            pictures=(
                Picture(url="https://pictures.example/a.jpg", host="pictures.example", caption="<img src=y>"),
                Picture(url="JaVaScRiPt:alert(1)", host="", caption=None),
            ),
        ),
        statements=statements,
        speakers={outer.id: speaker, nested.id: speaker},
        chain=Chain(
            indicators=(Indicator(kind="<x>", value="javascript:alert(2)", tier=3, caveat="</script>"),),
            verdict="<script>",
            because=("</style>",),
        ),
        headline=(
            HeadlineCheck(
                assertion="</section><script>",
                verdict=HeadlineVerdict.CANNOT_TELL,
                nearest=(outer.id, "gone"),
                because="<b>",
            ),
        ),
        relations=(
            Relation(kind=RelationKind.REPEATS, left="gone", right=None, asserted_by=AssertedBy.ARTICLE, score=0.5),
        ),
        skipped=(Skipped(source="<s>", step="<t>", reason="\x1b[31m"),),
        models={"<m>": "</script>"},
    )


def a_crowd(speakers: int) -> Reading:
    """As many speakers with one statement each."""
    text = "\n\n".join(f"“Line {number} stands,” said Person Number{number}." for number in range(speakers))
    statements = [a_statement(text, f"Line {number} stands,") for number in range(speakers)]
    voices = {
        one.id: Speaker(actor=f"p{number}", name=f"Person Number{number}", resolved=True)
        for number, one in enumerate(statements)
    }
    return a_bare_reading(text, statements=tuple(statements), speakers=voices)
