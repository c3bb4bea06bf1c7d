"""What each step of a reading costs: python -m benchmarks.cost --data FILE [--articles N] [--json].

Processor time per article on one thread, on N articles of FILE (rows with `text`), and the ratio of speakers, dates and
places together to the statement engine, which must stay under one half.
"""

import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from benchmarks.contract import arguments, read_rows, report
from onrecord.article.make import make_article
from onrecord.chain.read import read_chain
from onrecord.headline.check import check_headline
from onrecord.inference.tagger import ModelTagger
from onrecord.pipeline.read import read_statements
from onrecord.relations.asserted import Scene, find_asserted
from onrecord.speakers.resolve import resolve_speakers
from onrecord.statements.setting import carry_settings, find_settings
from onrecord.text.dates import find_dates
from onrecord.text.quotes import find_quotations
from onrecord.text.sentences import cut_sentences
from onrecord.timeline.events import build_timeline
from onrecord.types.article import Given, Media, Page

T = TypeVar("T")
WHO_AND_WHEN = ("speakers", "dates", "settings")
_DAY = date(2016, 9, 30)


def measure(page: Page, tagger: ModelTagger, spent: dict[str, float]) -> None:
    """Reads one article step by step, and adds the seconds of each to `spent`."""

    def timed(step: str, action: Callable[[], T]) -> T:
        started = time.process_time()
        result = action()
        spent[step] += time.process_time() - started
        return result

    article = timed("article", lambda: make_article(page))
    text = article.text
    sentences = timed("sentences", lambda: cut_sentences(text))
    quotations = timed("quotations", lambda: find_quotations(text))
    dates = timed("dates", lambda: find_dates(text, article.published))
    statements, tags = timed("statements", lambda: read_statements(article, tagger, quotations))
    cast = timed("speakers", lambda: resolve_speakers(article, statements, tags))
    actor_of = {id_: speaker.actor for id_, speaker in cast.speakers.items()}
    settings = timed(
        "settings",
        lambda: carry_settings(statements, find_settings(article, statements, sentences, dates), actor_of),
    )
    scene = Scene(
        article=article,
        sentences=sentences,
        quotations=quotations,
        statements=statements,
        actors=cast.actors,
        speakers=actor_of,
    )
    timed("relations", lambda: list(find_asserted(scene)))
    timed("timeline", lambda: build_timeline(article, statements, settings, dates))
    timed("chain", lambda: read_chain(article))
    names = {id_: speaker.name for id_, speaker in cast.speakers.items()}
    timed("headline", lambda: check_headline(article, statements, names, sentences))


def main() -> None:
    parser = arguments(__doc__ or "")
    parser.add_argument("--articles", type=int, default=30, metavar="N", help="how many articles are read (30)")
    given = parser.parse_args()
    rows = read_rows(given.data)[: given.articles]
    pages = [
        Page(
            source=str(n),
            media=Media.ROW,
            content=row["text"],
            given=Given(id=str(n), title=row.get("title"), date=row.get("date") or _DAY.isoformat()),
        )
        for n, row in enumerate(rows)
    ]
    tagger = ModelTagger()
    measure(pages[0], tagger, defaultdict(float))  # opens the weights, compiles patterns
    spent: dict[str, float] = defaultdict(float)
    for page in pages:
        measure(page, tagger, spent)
    metrics = {
        f"ms_{step}": 1e3 * seconds / len(pages) for step, seconds in sorted(spent.items(), key=lambda one: -one[1])
    }
    metrics["ratio_who_and_when_to_statements"] = sum(spent[step] for step in WHO_AND_WHEN) / spent["statements"]
    result = {
        "benchmark": "cost",
        "data": given.data.name,
        "articles": len(pages),
        "seconds": sum(spent.values()),
        "metrics": metrics,
    }
    report(result, as_json=given.json)


if __name__ == "__main__":
    main()
