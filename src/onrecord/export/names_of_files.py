"""Names of files for articles and speakers: readable, alike on every system, and never the same twice."""

import re

_OTHER = re.compile(r"[^A-Za-z0-9._-]+")


class FileNames:
    """Gives one name for each id, the same for the same order of ids.

    >>> names = FileNames()
    >>> names.of("rows/7"), names.of("rows:7"), names.of("../x"), names.of("rows/7")
    ('rows-7', 'rows-7_2', 'x', 'rows-7')
    """

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}  # the last of each stem

    def of(self, id_: str) -> str:
        """The name of an id, without an ending: letters, figures, dots, hyphens; at most 80 of them."""
        if id_ not in self._names:
            stem = _OTHER.sub("-", id_).strip("-._")[:80] or "unnamed"
            name, number = stem, self._numbers.get(stem.lower(), 1)
            while name.lower() in self._taken:  # some systems take A and a for one name
                number += 1
                name = f"{stem}_{number}"
            self._numbers[stem.lower()] = number
            self._taken.add(name.lower())
            self._names[id_] = name
        return self._names[id_]
