"""One article that is given in the browser, by its address or its text."""

from itertools import islice

from onrecord.acquire.options import SourceOptions
from onrecord.acquire.sources import open_sources
from onrecord.errors import InputError, UsageError
from onrecord.pipeline.add import Outcome, Readers, add_pages
from onrecord.pipeline.link import link_actors
from onrecord.record.store import Record
from onrecord.types.article import Given, Media, Page

_OPTIONS = SourceOptions(public_only=True, max_article_bytes=5_000_000, timeout_s=10.0, max_fetch_s=20.0)


def page_of(*, address: str, text: str, headline: str, outlet: str, day: str) -> Page:
    """What a form gave, as a page; an address is fetched, from the public web alone.

    Raises UsageError where the form says too little or too much, InputError where the address gives no article.
    """
    address, headline, outlet, day = (words.strip() for words in (address, headline, outlet, day))
    if bool(address) == bool(text.strip()):
        raise UsageError("Give the address of an article or its text, one of the two.")
    if not address:
        given = Given(title=headline or None, outlet=outlet or None, date=day or None)
        content = text.replace("\r\n", "\n")
        return Page(source="pasted text", media=Media.TEXT, content=content, given=given)
    if not address.lower().startswith(("https://", "http://")):
        raise UsageError("The address should begin with https://, as your browser shows it.")
    found = list(islice(open_sources([address], _OPTIONS), 2))
    if len(found) > 1:
        raise UsageError("This address gives several articles; add them with: onrecord add ADDRESS")
    if not found:
        raise UsageError("This address gives no article.")
    if isinstance(found[0], InputError):
        raise found[0]
    return found[0]


def add_page(record: Record, page: Page) -> Outcome:
    """Reads a page and keeps it, and says who its speakers are."""
    run = record.begin_run("add", {"sources": [page.source], "by": "web"})
    with Readers() as readers:
        [outcome] = add_pages(record, [page], readers, run)
    link_actors(record, run)
    record.end_run(run)
    return outcome
