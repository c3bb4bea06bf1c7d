import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from onrecord.export.html import build_report, render_report
from onrecord.types.reading import Reading
from tests.export.readings import (
    a_bare_reading,
    a_crowd,
    a_full_reading,
    a_hostile_reading,
    a_statement,
    an_article,
    day,
)

EMPTY = {"meta", "link", "br", "img", "input", "hr", "base", "source"}
READINGS = {
    "full": a_full_reading(),
    "bare": a_bare_reading(),
    "empty": a_bare_reading(""),
    "hostile": a_hostile_reading(),
    "crowd": a_crowd(30),
}
READING = pytest.mark.parametrize("reading", READINGS.values(), ids=READINGS.keys())


class Page(HTMLParser):
    """A page as a parser sees it: tags with attributes, balance, and the words of the article."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.paragraphs: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append((tag, found))
        if tag in {"p", "h1"}:
            self.paragraphs.append("")
        if tag not in EMPTY:
            self.open.append((tag, found))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        inside = [tag for tag, _ in self.open]
        number = any(found.get("class", "").split()[:1] == ["n"] for _, found in self.open)
        if self.paragraphs and ("p" in inside or "h1" in inside) and not number:
            self.paragraphs[-1] += data

    def attributes(self, name: str) -> list[str]:
        return [found[name] for _, found in self.tags if name in found]


@READING
def test_a_page_is_well_formed_and_its_ids_are_unique(reading: Reading) -> None:
    page = Page(render_report(reading))
    assert page.open == []
    assert all(count == 1 for count in Counter(page.attributes("id")).values())


@READING
def test_every_link_lands(reading: Reading) -> None:
    page = Page(render_report(reading, claim="Norland flip-flopped"))
    ids = set(page.attributes("id"))
    assert {href[1:] for href in page.attributes("href") if href.startswith("#")} <= ids
    assert {name for names in page.attributes("aria-labelledby") for name in names.split()} <= ids


@READING
def test_nothing_is_loaded_and_only_web_addresses_are_linked(reading: Reading) -> None:
    html = render_report(reading)
    page = Page(html)
    tags = [tag for tag, _ in page.tags]
    assert not {"img", "iframe", "object", "embed", "link", "base", "form", "video", "audio", "svg"} & set(tags)
    assert not page.attributes("src") + page.attributes("srcset") + page.attributes("style")
    assert "url(" not in html
    assert "@import" not in html
    for tag, found in page.tags:
        href = found.get("href", "#")
        assert href.startswith("#") or (href.startswith(("http://", "https://")) and tag == "a")
        assert href.startswith("#") or found["rel"] == "noopener noreferrer nofollow"
        assert not [name for name in found if name.startswith("on")]


@READING
def test_there_is_one_script_and_the_policy_allows_it_alone(reading: Reading) -> None:
    page = Page(render_report(reading))
    assert [tag for tag, _ in page.tags].count("script") == 1
    [policy] = [found["content"] for _, found in page.tags if "http-equiv" in found]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "img-src" not in policy  # so default-src holds: none


@READING
def test_the_text_is_all_there_in_order(reading: Reading) -> None:
    page = Page(render_report(reading))
    shown = "\n".join(page.paragraphs)
    at = 0
    for block in re.split(r"\n\s*\n", reading.article.text):
        words = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", block)
        at = shown.index(words, at) if words else at


@READING
def test_the_words_of_every_statement_are_marked(reading: Reading) -> None:
    report = build_report(reading)
    runs = [*report.headline, *(run for paragraph in report.paragraphs for run in paragraph.runs)]
    marked: dict[str, str] = {}
    for run in runs:
        for key in re.findall(r"\bs\d+\b", run.classes):
            marked[key] = marked.get(key, "") + run.words
    for _, notes in report.voices:
        for note in notes:
            printed = re.sub(r"\s", "", marked[f"s{note.number}"])
            assert all(re.sub(r"\s", "", piece.strip("“”")) in printed for piece in note.quote.split(" … "))


def test_numbers_are_the_same_in_text_margin_and_panels() -> None:
    page = Page(render_report(a_full_reading()))
    ids = page.attributes("id")
    assert [one for one in ids if re.fullmatch(r"q\d+", one)] == [f"q{n}" for n in range(1, 12)]
    assert [one for one in ids if re.fullmatch(r"n\d+", one)] == [f"n{n}" for n in range(1, 12)]


def test_hostile_words_are_shown_and_not_run() -> None:
    html = render_report(a_hostile_reading())
    assert "<script>alert" not in html
    assert html.count("</style>") == 1
    assert html.count("</script>") == 1
    assert "&lt;script&gt;alert(&#39;pact&#39;)&lt;/script&gt;" in html
    assert "{{ 7*7 }}" in html
    assert '<div class="text">' in html  # the language was no language
    assert "\x1b" not in html
    assert "javascript:alert(2)" in html  # printed, see test_nothing_is_loaded_…
    html.encode("utf-8")


def test_lone_surrogates_do_not_break_the_file() -> None:
    render_report(a_bare_reading("A broken \ud83d mark.")).encode("utf-8")


def test_texts_of_any_direction_find_their_own() -> None:
    page = Page(render_report(a_hostile_reading()))
    assert all(found.get("dir") == "auto" for tag, found in page.tags if tag in {"h1", "q"})


def test_what_is_open_is_designed_as_open() -> None:
    html = render_report(a_hostile_reading())
    assert "Cannot tell." in html
    assert "Nothing on the page says when it was published" in html
    assert "Speaker not clear" in html


def test_a_date_without_signs_is_not_called_unknown() -> None:
    html = render_report(a_bare_reading(article=an_article("Text.", published=day(13))))
    assert "13 February 2025" in html
    assert "Nothing on the page says when" not in html


def test_a_bare_article_is_told_as_such() -> None:
    html = render_report(a_bare_reading())
    for words in (
        "An article without a headline",
        "Nobody is quoted here",
        "The article dates nothing",
        "no headline to check",
    ):
        assert words in html
    assert "The article has no text." in render_report(a_bare_reading(""))


def test_a_headline_outside_the_text_is_still_the_headline() -> None:
    page = Page(render_report(a_bare_reading(article=an_article("Body.", headline="Pact <splits>"))))
    assert "Pact <splits>" in page.paragraphs


def test_a_claim_is_printed_beside_what_one_article_can_say() -> None:
    html = render_report(a_full_reading(), claim="Norland <flip-flopped>")
    assert "Norland &lt;flip-flopped&gt;" in html
    assert "That holds for the claim above, too." in html


def test_a_statement_in_several_pieces_has_one_number_that_goes_on() -> None:
    html = render_report(a_full_reading())
    assert html.count('aria-label="statement 4 goes on"') == 1
    assert html.count('id="q4"') == 1


def test_inferred_and_printed_words_look_different() -> None:
    html = render_report(a_full_reading())
    assert '<a class="inferred" href="#w184-192"><bdi>13 February 2025</bdi></a>' in html
    assert '<a class="printed" href="#w184-192"><bdi>Thursday</bdi></a>' in html


def test_no_jargon_is_printed() -> None:
    words = " ".join(Page(render_report(a_full_reading())).words).casefold()
    body = words[words.index("to the article") :]
    assert not re.findall(
        r"\b(entity|entities|spans?|inference|inferred|token)\b", body[: body.index("// only comfort")]
    )


def test_headings_come_in_order() -> None:
    levels = [int(tag[1]) for tag, _ in Page(render_report(a_full_reading())).tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_long_article_is_set_in_time() -> None:
    reading = a_crowd(1500)
    assert render_report(reading).count("<mark") == 1500


def test_the_same_statement_twice_nested_is_set() -> None:
    text = "“Never,” she said."
    twin = [a_statement(text, "Never,"), a_statement(text, "“Never,”")]
    assert render_report(a_bare_reading(text, statements=tuple(twin))).count("<mark") == 3
