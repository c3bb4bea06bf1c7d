from onrecord.pipeline.link import link_actors
from onrecord.record.actors import actors_of, every_profile
from onrecord.record.ask import speakers
from onrecord.record.store import Record
from tests.record.test_store import a_page, add


def said(name: str, id_: str, what: str = "the dam will hold") -> str:
    return f"{name} said on Monday that {what}. It rained in the valley for a third day, number {id_}."


def test_one_actor_across_articles_keeps_its_id_as_the_record_grows(record: Record) -> None:
    add(record, a_page(said("Anna Reyer, the harbour minister,", "1"), "1"))
    link_actors(record, 1)
    with record.reading() as connection:
        [first] = speakers(connection)
    add(record, a_page(said("Reyer", "2"), "2"), a_page(said("Anna Reyer", "3"), "3"))
    link_actors(record, 1)
    with record.reading() as connection:
        [again] = speakers(connection)
    assert (again.actor_id, again.name, again.articles) == (first.actor_id, "Anna Reyer", 3)


def test_adding_one_by_one_or_at_once_gives_the_same_actors(record: Record) -> None:
    texts = ["Anna Reyer", "Karl Reyer", "Reyer", "Mara Lindqvist", "M. Lindqvist", "Lindqvist"]
    for n, name in enumerate(texts):
        add(record, a_page(said(name, str(n)), str(n)))
        link_actors(record, 1)
    with record.reading() as connection:
        step_by_step = _groups(actors_of(connection, every_profile(connection)))
    link_actors(record, 1, everyone=True)
    with record.reading() as connection:
        assert _groups(actors_of(connection, every_profile(connection))) == step_by_step
        names = [one.name for one in speakers(connection)]
    assert sorted(names) == ["Anna Reyer", "Karl Reyer", "Mara Lindqvist", "Reyer"]


def _groups(actors: dict[str, str]) -> set[frozenset[str]]:
    return {frozenset(one for one, id_ in actors.items() if id_ == actor) for actor in actors.values()}


def test_linking_twice_changes_nothing(record: Record) -> None:
    add(record, a_page(said("Anna Reyer", "1"), "1"), a_page(said("Anna Reyer", "2"), "2"))
    assert link_actors(record, 1)[0] > 0
    with record.reading() as connection:
        before = actors_of(connection, every_profile(connection))
    assert link_actors(record, 1) == (0, ())
    link_actors(record, 1, everyone=True)
    with record.reading() as connection:
        assert actors_of(connection, every_profile(connection)) == before
