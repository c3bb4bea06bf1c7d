import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article.byline import join_bylines, split_byline


@pytest.mark.parametrize(
    ("printed", "people", "outlets"),
    [
        ("By Anna Berg and Tom Vale for The Harbour Post, Orvane", ("Anna Berg", "Tom Vale"), ("The Harbour Post",)),
        ("By Anna Berg, Tom Vale and Ida Sund", ("Anna Berg", "Tom Vale", "Ida Sund"), ()),
        ("BY ANNA BERG, POLITICAL EDITOR", ("ANNA BERG",), ()),
        ("by anna berg", (), ()),
        ("Von Mara von Tessel, Politische Redakteurin", ("Mara von Tessel",), ()),
        ("Par Luc Odin (avec AFP)", ("Luc Odin",), ("AFP",)),
        ("Por Ana Ruiz y Luis Paz", ("Ana Ruiz", "Luis Paz"), ()),
        ("Di Carla Neri", ("Carla Neri",), ()),
        ("Av Ida Sund", ("Ida Sund",), ()),
        ("Door Jan de Wit", ("Jan de Wit",), ()),
        ("Anna Berg/dpa", ("Anna Berg",), ("dpa",)),
        ("Anna Berg @annab | anna@harbourpost.example", ("Anna Berg",), ()),
        ("By Anna Berg, The Harbour Post. Updated 3 Feb 2025", ("Anna Berg",), ("The Harbour Post",)),
        ("By Anna Berg in Orvane", ("Anna Berg",), ()),
        ("Anna Berg, New Orvane", ("Anna Berg",), ()),
        ("By Anna Berg Political Editor", ("Anna Berg",), ()),
        ("Anna Berg (abe), Tom Vale (tva)", ("Anna Berg", "Tom Vale"), ()),
        ("— Anna Berg, Orvane News", ("Anna Berg",), ("Orvane News",)),
        ("Reuters", (), ("Reuters",)),
        ("Staff reporter", (), ()),
        ("Our correspondent", (), ()),
        ("Newsroom", (), ()),
        ("", (), ()),
        ("By", (), ()),
        ("https://harbourpost.example/anna", (), ()),
    ],
)
def test_a_byline_is_split_into_people_and_outlets(
    printed: str, people: tuple[str, ...], outlets: tuple[str, ...]
) -> None:
    found = split_byline(printed)
    assert (found.people, found.outlets) == (people, outlets)


def test_the_pages_own_outlet_is_no_person() -> None:
    assert split_byline("Orvane Rundum", own=["Orvane Rundum"]).people == ()


def test_what_a_page_declares_a_person_is_one() -> None:
    assert split_byline("ssi", kind="Person").people == ("ssi",)
    assert split_byline("Orvane Rundum", kind="Organization").outlets == ("Orvane Rundum",)


def test_names_of_several_bylines_are_joined_once() -> None:
    joined = join_bylines([split_byline("Anna Berg"), split_byline("ANNA BERG and Tom Vale")])
    assert joined.people == ("Anna Berg", "Tom Vale")


@given(st.text(max_size=300))
def test_no_line_makes_it_fall_over_and_no_name_is_both(printed: str) -> None:
    found = join_bylines([split_byline(printed)])
    assert not set(found.people) & set(found.outlets)
