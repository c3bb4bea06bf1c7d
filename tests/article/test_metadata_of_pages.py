from onrecord.article.metadata import read_metadata
from onrecord.types.article import Given


def test_the_authors_of_a_graph_are_resolved() -> None:
    markup = """<script type="application/ld+json">{"@graph": [
    {"@type": "Article", "headline": "Port opens", "author": {"@id": "#p"}, "publisher": {"@id": "#o"}},
    {"@type": "Person", "@id": "#p", "name": "Anna Berg"}, {"@type": "Organization", "@id": "#o", "name": "Orvane Today"}]}</script>"""
    found = read_metadata(markup)
    assert found.byline is not None
    assert found.byline.people == ("Anna Berg",)


def test_an_organisation_is_no_person() -> None:
    markup = '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"@type": "Organization", "name": "Orvane Rundum"}}</script>'
    found = read_metadata(markup)
    assert found.byline is not None
    assert (found.byline.people, found.byline.outlets) == ((), ("Orvane Rundum",))


def test_broken_json_ld_is_mended_or_passed_over() -> None:
    markup = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Port opens at last",}</script>'
        '<script type="application/ld+json">{"@type": </script>'
    )
    assert read_metadata(markup).title == "Port opens at last"


def test_the_sites_name_is_cut_off_the_title() -> None:
    for mark in ("|", "-", "–", "»"):
        markup = f'<title>Port opens at last {mark} Orvane Today</title><meta property="og:site_name" content="Orvane Today">'
        assert read_metadata(markup).title == "Port opens at last"


def test_the_title_that_is_printed_wins_over_the_one_for_sharing() -> None:
    markup = "<title>Ships: you will not believe this</title><h1>Port opens to ships at last</h1>"
    markup += '<meta property="og:title" content="Port opens to many ships"><h1>Log in</h1>'
    assert read_metadata(markup).title == "Port opens to ships at last"


def test_a_byline_element_serves_where_nothing_is_declared() -> None:
    found = read_metadata(
        '<div class="article-byline">By Anna Berg and Tom Vale</div><div class="comment-author">Ida Sund</div>'
    )
    assert found.byline is not None
    assert found.byline.people == ("Anna Berg", "Tom Vale")


def test_what_the_input_gives_outranks_the_page() -> None:
    given = Given(title="Given", author="Ida Sund", outlet="Lume News", date="2025-01-02", language="de")
    found = read_metadata("<title>Port opens</title><meta name='author' content='Anna Berg'>", given=given)
    assert (found.title, found.outlet, found.language) == ("Given", "Lume News", "de")
    assert found.byline is not None
    assert found.byline.people == ("Ida Sund",)


def test_broken_addresses_are_passed_over() -> None:
    found = read_metadata(
        '<link rel="canonical" href="http://[x/"><meta property="og:image" content="http://[y">', "http://[z"
    )
    assert (found.canonical_url, found.pictures) == (None, ())
