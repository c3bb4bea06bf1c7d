"""A roster: who there is, what else they are called, which offices they held when."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date

from onrecord.errors import UsageError
from onrecord.types.actor import ActorKind, Entry, Term

COLUMNS = ("name", "kind", "aliases", "role", "organisation", "from", "to")


def read_roster(lines: Iterable[str], source: str) -> tuple[Entry, ...]:
    """The people and bodies of a CSV with the columns of COLUMNS, of which only `name` is needed.

    Aliases are divided by semicolons; days are `2025`, `2025-02` or `2025-02-13`; further columns are ids of the scheme
    that the column is named for, such as `wikidata`. Several rows with one name and the same ids are one entry, one row
    for each office. Raises UsageError that lists every row which cannot be read; then none is taken.
    """
    reader = csv.DictReader(lines)
    names = [name.strip().lower() for name in reader.fieldnames or ()]
    if "name" not in names:
        raise UsageError(
            f"{source} has no column “name” (its columns: {', '.join(names) or 'none'}); a roster has {', '.join(COLUMNS)}, and ids"
        )
    reader.fieldnames = names
    problems: list[str] = []
    entries: dict[tuple[str, tuple[tuple[str, str], ...]], Entry] = {}
    for row in reader:
        try:
            entry = _entry(
                {
                    key: (value or "").strip()
                    for key, value in row.items()
                    if key is not None and not isinstance(value, list)
                }
            )
        except ValueError as problem:
            problems.append(f"line {reader.line_num}: {problem}")
            continue
        key = (entry.name, entry.external)
        entries[key] = _joined(entries[key], entry) if key in entries else entry
    if problems:
        raise UsageError(f"{source} has {len(problems)} bad rows, nothing was taken: {'; '.join(problems[:10])}")
    return tuple(entries.values())


def _entry(row: Mapping[str, str]) -> Entry:
    if not row["name"]:
        raise ValueError("has no name")
    kind = row.get("kind") or "person"
    if kind not in {one.value for one in ActorKind}:
        raise ValueError(f"kind is {kind!r}; person, organisation, state or group was wanted")
    earliest, latest = _day(row.get("from", ""), last=False), _day(row.get("to", ""), last=True)
    if earliest and latest and earliest > latest:
        raise ValueError(f"an office cannot end on {latest} before it begins on {earliest}")
    role = row.get("role", "")
    if not role and (earliest or latest):
        raise ValueError("has days, but no role that they belong to")
    terms = (
        (Term(role=role, organisation=row.get("organisation") or None, earliest=earliest, latest=latest),)
        if role
        else ()
    )
    external = tuple(sorted((key, value) for key, value in row.items() if key not in COLUMNS and value))
    aliases = tuple(dict.fromkeys(filter(None, (part.strip() for part in row.get("aliases", "").split(";")))))
    return Entry(name=row["name"], kind=ActorKind(kind), aliases=aliases, terms=terms, external=external)


def _joined(one: Entry, other: Entry) -> Entry:
    return Entry(
        name=one.name,
        kind=one.kind,
        aliases=tuple(dict.fromkeys((*one.aliases, *other.aliases))),
        terms=(*one.terms, *other.terms),
        external=one.external,
    )


def _day(words: str, *, last: bool) -> date | None:
    if not words:
        return None
    parts = words.split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 3:
            return date(*numbers)
        year, month = (*numbers, 12 if last else 1)[:2]
        first = date(year, month, 1)
        following = date(year + month // 12, month % 12 + 1, 1)
    except (ValueError, TypeError) as problem:
        raise ValueError(f"{words!r} is no day; 2025, 2025-02 or 2025-02-13 was wanted") from problem
    return date.fromordinal(following.toordinal() - 1) if last else first
