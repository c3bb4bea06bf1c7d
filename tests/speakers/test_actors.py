"""The same actor across articles, on invented people and bodies."""

import random
from collections.abc import Callable, Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.actors import trap_results
from benchmarks.coreference import scores
from onrecord.errors import UsageError
from onrecord.speakers.actors import Linked, compare, keys, link
from onrecord.speakers.roster import read_roster
from onrecord.types.actor import ActorKind, Profile
from tests.growth import growth

GIVEN = ["Anna", "Karl", "J.", "Bill", "William", "Lena", ""]
SURNAMES = ["Reyer", "Vasko", "van der Meld", "Aasvik-Holm", "Holm", "Reyer Jr.", "Karl IV"]


def a_person(id_: str, name: str, *roles: tuple[str, str | None], beside: Sequence[str] = ()) -> Profile:
    return Profile(id=id_, kind=ActorKind.PERSON, name=name, forms=(name,), roles=roles, beside=tuple(beside))


def together(found: Linked) -> set[frozenset[str]]:
    return {frozenset(one.profiles) for one in found.identities}


def test_every_trap_is_avoided() -> None:
    results = trap_results()
    assert len(results) >= 40
    assert [name for name, right in results.items() if not right] == []


people = st.lists(st.tuples(st.sampled_from(GIVEN), st.sampled_from(SURNAMES)), min_size=1, max_size=9)


@settings(max_examples=60, deadline=None)
@given(people, st.randoms(use_true_random=False))
def test_the_order_of_profiles_changes_nothing(names: list[tuple[str, str]], rng: random.Random) -> None:
    profiles = [a_person(f"{n:03}", f"{first} {last}".strip()) for n, (first, last) in enumerate(names)]
    shuffled = list(profiles)
    rng.shuffle(shuffled)
    assert link(profiles) == link(shuffled)


@settings(max_examples=60, deadline=None)
@given(people)
def test_two_who_cannot_be_one_never_come_together(names: list[tuple[str, str]]) -> None:
    profiles = {f"{n:03}": a_person(f"{n:03}", f"{a} {b}".strip()) for n, (a, b) in enumerate(names)}
    for identity in link(profiles.values()).identities:
        for left, right in combinations(identity.profiles, 2):
            assert not compare(profiles[left], profiles[right]).apart


def test_a_judgement_stands_above_likeness_and_can_be_taken_back() -> None:
    profiles = [a_person("1", "Anna Reyer"), a_person("2", "Anna Reyer"), a_person("3", "Mara Lindqvist")]
    assert together(link(profiles)) == {frozenset("12"), frozenset("3")}
    judged = link(profiles, decided={("2", "1"): False, ("1", "3"): True})
    assert together(judged) == {frozenset("13"), frozenset("2")}
    assert together(link(profiles, decided={})) == {frozenset("12"), frozenset("3")}


def test_judgements_that_contradict_each_other_are_told() -> None:
    profiles = [a_person(id_, name) for id_, name in (("1", "Ana Lund"), ("2", "Bo Stahl"), ("3", "Ana Lund"))]
    found = link(profiles, decided={("1", "2"): True, ("2", "3"): True, ("1", "3"): False})
    assert len(found.contradictions) == 1
    assert not any({"1", "3"} <= one for one in together(found))


def test_a_surname_goes_to_the_one_in_the_same_company() -> None:
    profiles = [
        a_person("1", "Irena Vasko", beside=["Jonas Vale", "Mara Lindqvist"]),
        a_person("2", "Milan Vasko", beside=["Tollen United"]),
        a_person("3", "Vasko", beside=["Jonas Vale"]),
    ]
    found = link(profiles)
    assert together(found) == {frozenset("13"), frozenset("2")}
    [pair] = [one for one in found.pairs if one.same]
    assert "also name jonas vale" in pair.because[1]


def test_a_surname_that_nearly_always_means_one_person_means_that_one() -> None:
    known = [a_person(f"{n:02}", "Irena Vasko") for n in range(20)]
    [one, other] = link([*known, a_person("90", "Milan Vasko"), a_person("91", "Vasko")]).identities
    assert "91" in one.profiles
    assert other.profiles == ("90",)
    few = [a_person(f"{n:02}", "Irena Vasko") for n in range(9)]
    assert len(link([*few, a_person("90", "Milan Vasko"), a_person("91", "Vasko")]).identities) == 3
    often = [a_person(f"8{n}", "Milan Vasko") for n in range(4)]
    assert len(link([*known, *often, a_person("91", "Vasko")]).identities) == 3


def test_every_merge_and_every_refusal_has_a_reason() -> None:
    found = link([a_person("1", "Odran Flint Sr."), a_person("2", "Odran Flint Jr."), a_person("3", "Odran Flint Jr.")])
    assert {(one.left, one.right, one.same) for one in found.pairs} == {("1", "2", False), ("2", "3", True)}
    assert all(one.because for one in found.pairs)


@pytest.mark.parametrize("name", ["", "…", "🦊", "x" * 10_000, "'", "  ", "١٢", "\u0000"])
def test_a_strange_name_is_compared_without_harm(name: str) -> None:
    odd, plain = a_person("1", name), a_person("2", "Anna Reyer")
    assert compare(odd, plain).score < 0.5
    assert isinstance(keys(odd), frozenset)
    assert len(link([odd, plain]).identities) == 2


def test_linking_many_takes_no_quadratic_time() -> None:
    def prepare(number: int) -> Callable[[], object]:
        profiles = [a_person(f"{n:07}", f"Given{n % 997} Surname{n % 4001}") for n in range(number)]
        return lambda: link(profiles)

    assert growth(prepare, 1000) < 30  # quadratic would be 64


def test_a_roster_has_one_entry_for_all_offices_of_a_person() -> None:
    [entry] = read_roster(
        [
            "Name,Aliases,Role,Organisation,From,To,Wikidata",
            "Mara Lindqvist,M. Lindqvist; Lindqvist,secretary general,Eastmere Alliance,2030,2034-02,Q1",
            "Mara Lindqvist,,foreign minister,Brenland,2026-05-03,2029,Q1",
        ],
        "roster.csv",
    )
    assert entry.aliases == ("M. Lindqvist", "Lindqvist")
    assert entry.external == (("wikidata", "Q1"),)
    assert [(str(term.earliest), str(term.latest)) for term in entry.terms] == [
        ("2030-01-01", "2034-02-28"),
        ("2026-05-03", "2029-12-31"),
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",person,minister,2030,", "line 2: has no name"),
        ("Ana Lund,robot,minister,2030,", "kind is 'robot'"),
        ("Ana Lund,person,minister,2030,2029", "cannot end on 2029-12-31"),
        ("Ana Lund,person,minister,soon,", "'soon' is no day"),
        ("Ana Lund,person,,2030,", "no role that they belong to"),
    ],
)
def test_a_bad_row_of_a_roster_is_told_and_nothing_is_taken(row: str, reason: str) -> None:
    with pytest.raises(UsageError, match="nothing was taken") as told:
        read_roster(["name,kind,role,from,to", row, "Bo Stahl,person,mayor,2030,"], "roster.csv")
    assert reason in str(told.value)


def test_a_roster_without_names_is_told() -> None:
    with pytest.raises(UsageError, match="no column “name”"):
        read_roster(["who,role", "Ana,mayor"], "roster.csv")


def test_coreference_scores_are_those_of_the_textbook() -> None:
    """The example of Bagga and Baldwin (1998), and Luo's (2005): {1-5}, {6,7}, {8-12}, answered in two ways."""
    gold = {str(n): "a" if n <= 5 else "b" if n <= 7 else "c" for n in range(1, 13)}
    one = {mention: "b" if entity == "c" else entity for mention, entity in gold.items()}
    two = {mention: "a" if entity == "c" else entity for mention, entity in gold.items()}
    assert scores(gold, one)["muc"] == pytest.approx(2 * (9 / 9) * (9 / 10) / (9 / 9 + 9 / 10))
    assert scores(gold, two)["muc"] == scores(gold, one)["muc"]
    assert scores(gold, one)["b_cubed"] == pytest.approx(2 * (16 / 21) / (1 + 16 / 21), abs=1e-3)
    assert scores(gold, two)["b_cubed"] == pytest.approx(2 * (7 / 12) / (1 + 7 / 12), abs=1e-3)
    assert scores(gold, gold) == dict.fromkeys(scores(gold, gold), 1.0)
