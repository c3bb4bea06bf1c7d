"""One article, read all the way: from a page to its six parts."""

from collections.abc import Iterable, Iterator, Sequence

from onrecord.article.language import with_country
from onrecord.article.make import make_article
from onrecord.chain.read import read_chain
from onrecord.errors import InputError
from onrecord.headline.check import check_headline
from onrecord.inference.tagger import ModelTagger, Tagger
from onrecord.relations.asserted import Scene, find_asserted
from onrecord.speakers.resolve import resolve_speakers
from onrecord.statements.find import Maker, find_statements
from onrecord.statements.nested import find_nested
from onrecord.statements.setting import carry_settings, find_settings
from onrecord.text.dates import find_dates
from onrecord.text.quotes import Quotation, find_quotations
from onrecord.text.sentences import cut_sentences
from onrecord.timeline.events import build_timeline, skipped_dates
from onrecord.types.article import Article, Media, Page, Skipped
from onrecord.types.reading import Reading
from onrecord.types.statement import Statement
from onrecord.types.tags import Tags
from onrecord.version import VERSION


class Reader:
    """Reads articles. One reader serves any number of them and holds the weights once."""

    def __init__(self, tagger: Tagger | None = None) -> None:
        self._tagger = tagger or ModelTagger()

    def read_pages(self, pages: Iterable[Page | InputError]) -> Iterator[Reading | InputError]:
        """One reading per page, in order; a page that cannot be read gives its error, and the others go on."""
        for page in pages:
            try:
                yield page if isinstance(page, InputError) else self.read_article(make_article(page))
            except InputError as error:
                yield error

    def read_article(self, article: Article) -> Reading:
        """The reading of an article that is already made."""
        text = article.text
        # what needs no tags comes first: the weights may still be on their way
        sentences = cut_sentences(text)
        quotations = find_quotations(text)
        dates = find_dates(text, article.published, language=with_country(article.language or "en", article.url))
        statements, tags = read_statements(article, self._tagger, quotations)
        cast = resolve_speakers(article, statements, tags)
        actor_of = {id_: speaker.actor for id_, speaker in cast.speakers.items()}
        settings = carry_settings(statements, find_settings(article, statements, sentences, dates), actor_of)
        scene = Scene(
            article=article,
            sentences=sentences,
            quotations=quotations,
            statements=statements,
            actors=cast.actors,
            speakers=actor_of,
        )
        return Reading(
            article=article,
            statements=tuple(statements),
            speakers=cast.speakers,
            settings=settings,
            actors=cast.actors,
            relations=tuple(find_asserted(scene)),
            timeline=build_timeline(article, statements, settings, dates),
            chain=read_chain(article),
            headline=check_headline(article, statements, {id_: s.name for id_, s in cast.speakers.items()}, sentences),
            skipped=(*_skipped(article), *skipped_dates(article, dates)),
            models={self._tagger.name: self._tagger.digest},
            version=VERSION,
        )


def read_statements(
    article: Article, tagger: Tagger, quotations: Sequence[Quotation]
) -> tuple[list[Statement], list[Tags]]:
    """The article's statements and those inside them, in text order, the outer one first; and the tags of its text."""
    [tags] = tagger.tag([article.text])
    maker = Maker(article, quotations, tagger.name, tagger.calibrate)
    outer = find_statements(maker, tags)
    statements = sorted(
        [*outer, *find_nested(maker, outer, tags)], key=lambda s: (s.content[0].start, -s.content[-1].end)
    )
    return statements, tags


def _skipped(article: Article) -> Iterator[Skipped]:
    if article.published is None:
        unread = next((sign.when.reason for sign in article.published_evidence if not sign.when.resolved), None)
        because = f"the publication date {unread}" if unread else "no publication date"
        yield Skipped(source=article.source, step="dates", reason=f"{because}: days such as “Thursday” stay open")
    if article.headline is None:
        yield Skipped(source=article.source, step="headline", reason="the article has no headline to check")
    if not (article.language or "en").startswith("en"):
        yield Skipped(
            source=article.source,
            step="statements",
            reason=f"the article seems to be in “{article.language}”; statements are found reliably in English only",
        )


def read(content: str, *, source: str = "text", url: str | None = None) -> Reading:
    """The reading of one article given as text or HTML.

    Raises InputError where the content holds no article, ModelError where the weights are damaged.
    """
    looks_like_html = content.lstrip("\ufeff \n\r\t")[:1] == "<"
    media = Media.HTML if looks_like_html else Media.TEXT
    page = Page(source=source, media=media, content=content, url=url)
    return Reader().read_article(make_article(page))
