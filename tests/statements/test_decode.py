import numpy as np

from onrecord.inference.encode import LINKS, OUTSIDE, ROLES
from onrecord.statements.decode import decode_window
from tests.stub import Said, tags_of

TEXT = "The dam will hold, Anna Berg said. It leaks, Vale added."
SAID = [Said(("The dam will hold,",), "said", "Anna Berg"), Said(("It leaks,",), "added", "Vale")]


def test_each_content_gets_the_cue_and_source_it_leads_to() -> None:
    found = decode_window(tags_of(TEXT, SAID)[0])
    assert [[span.cut(TEXT) for span in one.source] for one in found] == [["Anna Berg"], ["Vale"]]
    assert [[span.cut(TEXT) for span in one.cue] for one in found] == [["said"], ["added"]]
    assert all(0.9 < one.score <= 1.0 for one in found)


def test_a_source_that_the_labels_missed_is_found_where_the_link_leads() -> None:
    tags = tags_of(TEXT, SAID)[0]
    berg = [n for n, (start, end) in enumerate(tags.spans.tolist()) if TEXT[start:end] in {"Anna", "Berg"}]
    tags.roles[berg, OUTSIDE] = 0.0
    begin = 1 + 4 * ROLES.index("source")
    tags.roles[berg[0], begin] = tags.roles[berg[1], begin + 2] = -0.5
    found = decode_window(tags)
    assert [span.cut(TEXT) for span in found[0].source] == ["Anna Berg"]


def test_links_that_lead_nowhere_leave_the_source_open() -> None:
    [found] = decode_window(tags_of("The dam will hold.", [Said(("The dam will hold",))])[0])
    assert (found.source, found.cue) == ([], [])


def test_a_window_of_special_tokens_alone_holds_nothing() -> None:
    assert decode_window(tags_of("")[0]) == []


def test_whatever_the_numbers_every_piece_has_words() -> None:
    rng = np.random.default_rng(3)
    for _ in range(50):
        tags = tags_of(TEXT, SAID)[0]
        tags.roles[:] = rng.normal(size=tags.roles.shape)
        tags.links[:] = rng.normal(size=tags.links.shape) * 9
        for one in decode_window(tags):
            assert all(span.cut(TEXT).strip() for span in (*one.content, *one.cue, *one.source))


def test_the_words_of_two_sources_are_never_one_statement() -> None:
    text = "A pier. “It will hold,” Berg said. “It will not,” Oda said."
    said = [
        Said(("“It will hold,”",), cue="said", source="Berg"),
        Said(("“It will not,”",), cue="said", source="Oda"),
    ]
    [window] = tags_of(text, said)
    first, second = (
        int(np.flatnonzero(window.spans[:, 0] == text.index(words))[-1]) for words in ("“It will h", "“It will n")
    )
    previous = LINKS.index("previous")
    window.links[second, 0, previous] = 0.0
    window.links[second, 0, previous, 1] = 1000.0  # leads to the first statement's content
    assert window.links[first, 2, previous, 1] == 1.0
    found = decode_window(window)
    assert [[span.cut(text) for span in one.source] for one in found] == [["Berg"], ["Oda"]]
