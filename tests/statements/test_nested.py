from onrecord.speakers.resolve import resolve_speakers
from onrecord.statements.find import Maker, find_statements
from onrecord.statements.nested import find_nested, passages
from onrecord.text.quotes import find_quotations
from onrecord.types.article import Article
from onrecord.types.statement import Statement
from tests.stub import Said, StubTagger, an_article


def read(article: Article, *said: Said) -> tuple[list[Statement], list[Statement]]:
    """The outer statement, which is the first, and those inside it."""
    maker = Maker(article, find_quotations(article.text), "stub-1")
    [tags] = StubTagger(said[:1], within=said[1:]).tag([article.text])
    outer = find_statements(maker, tags)
    return outer, find_nested(maker, outer, tags)


def test_what_is_reported_inside_a_statement_keeps_its_own_speaker() -> None:
    text = "Berg said that the mayor had promised to pay the crews in full."
    [outer], [inner] = read(
        an_article(text),
        Said(("that the mayor had promised to pay the crews in full",), cue="said", source="Berg"),
        Said(("to pay the crews in full",), cue="had promised", source="the mayor"),
    )
    assert inner.inside == outer.id
    assert [span.cut(text) for span in (*inner.source, *inner.cue, *inner.content)] == [
        "the mayor",
        "had promised",
        "to pay the crews in full",
    ]


def test_a_statement_that_tells_of_no_speech_is_not_read_again() -> None:
    text = "Berg said that the dam would hold for another two winters."
    [outer], inner = read(
        an_article(text), Said(("that the dam would hold for another two winters",), cue="said", source="Berg")
    )
    assert (passages(text, [outer]), inner) == ([], [])


def test_an_inner_statement_needs_a_cue_and_a_source_of_its_own() -> None:
    text = "Berg said that it was a promise nobody in the town believed."
    _, inner = read(
        an_article(text),
        Said(("that it was a promise nobody in the town believed",), cue="said", source="Berg"),
        Said(("a promise",)),
    )
    assert inner == []


def test_i_inside_somebodys_words_is_that_speaker() -> None:
    text = "“I told the mayor that the crews must be paid,” said Ana Berg."
    said = [
        Said(("I told the mayor that the crews must be paid,",), cue="said", source="Ana Berg"),
        Said(("that the crews must be paid",), cue="told", source="I"),
    ]
    article = an_article(text)
    outer, inner = read(article, *said)
    tags = StubTagger((), {"Ana Berg": "person"}).tag([text])[0]
    cast = resolve_speakers(article, [*outer, *inner], tags)
    assert cast.speakers[inner[0].id].name == "Ana Berg"
