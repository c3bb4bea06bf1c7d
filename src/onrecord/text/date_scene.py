"""What is known where a date is read, and the reasoning that all forms of dates share."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.text import calendar_days as cal
from onrecord.text.calendar_days import Stretch
from onrecord.text.tense import Tense, tense_around


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known where a date is read: the text, the day of publication, the date told before."""

    text: str
    lowered: str  # the text in lower case, offset for offset
    published: date | None
    told: Stretch | None
    told_words: str
    told_here: bool  # whether the date told before stands in the same paragraph and names its year itself
    day_first: bool
    order_reason: str  # why 03/04/2025 is read in this order


@dataclass(frozen=True, slots=True)
class Value:
    """What a date's words come to; `stretch` is None where they cannot be placed, and `reason` says why."""

    stretch: Stretch | None
    reason: str
    others: tuple[tuple[Stretch, str], ...] = ()


Match = re.Match[str]
IMPOSSIBLE = "no calendar has this day"
UNPUBLISHED = "publication date unknown"


def part_of(match: Match, name: str) -> str | None:
    """A named part of a form; None where the form has no such part."""
    return match.groupdict().get(name)


def from_publication(scene: Scene, told: str) -> str:
    """What was told, with the day of publication it is counted from."""
    assert scene.published is not None  # noqa: S101 - callers return early without one
    return f"{told} in an article of {cal.day_in_words(scene.published)}"


def quoted(match: Match, scene: Scene) -> str:
    """The words of a form as printed, in quotation marks."""
    return f"“{scene.text[match.start() : match.end()]}”"


def tense_of(match: Match, scene: Scene) -> Tense:
    """The tense of the clause that a form stands in."""
    return tense_around(scene.text, scene.lowered, match.start(), match.end())


_CLOSE, _FAR = 21, 240  # a day so near is meant, whatever the tense, where the other choice is so many days off


def _distance(choice: Stretch, today: date) -> int:
    return max((choice.first - today).days, (today - choice.last).days, 0)


def pick(choices: Sequence[Stretch], today: date, tense: Tense) -> tuple[Stretch, str]:
    """Past tense: the latest that has begun; future: the first that has not ended; else the nearest; and which it was."""
    begun = [choice for choice in choices if choice.first <= today]
    to_come = [choice for choice in choices if choice.last >= today]
    nearest = min(choices, key=lambda choice: _distance(choice, today))
    by_tense = nearest
    if tense is Tense.PAST and begun:
        by_tense = begun[-1]
    elif tense is Tense.FUTURE and to_come:
        by_tense = to_come[0]
    one_day = nearest.first == nearest.last
    if tense is Tense.UNSAID or (one_day and _distance(nearest, today) <= _CLOSE and _distance(by_tense, today) > _FAR):
        return nearest, "the nearest"
    return by_tense, "past tense: the latest" if tense is Tense.PAST else "future: the next"


def place_yearless(
    match: Match, scene: Scene, make: Callable[[int], Stretch | None], *, by_tense: bool = True
) -> Value:
    """A date without its year: the year of the date told before in the paragraph, else one near publication."""
    told, today = scene.told, scene.published
    if (
        told is not None
        and told.first.year == told.last.year
        and (today is None or _tells_another_year(scene, told, today))
    ):
        stretch = make(told.first.year)
        return Value(stretch, f"the year of “{scene.told_words}”, told before" if stretch else IMPOSSIBLE)
    if today is None:
        return Value(None, "the year is not printed; " + UNPUBLISHED)
    # eight years back and ahead, so that 29 February finds its year
    made = [make(year) for year in range(max(1, today.year - 8), min(9998, today.year + 8) + 1)]
    choices = [stretch for stretch in made if stretch is not None]
    if not choices:
        return Value(None, IMPOSSIBLE)
    tense = tense_of(match, scene) if by_tense else Tense.UNSAID
    chosen, how = pick(choices, today, tense)
    return Value(chosen, f"{from_publication(scene, 'no year printed,')}, {how}, {chosen}")


def _tells_another_year(scene: Scene, told: Stretch, today: date) -> bool:
    return scene.told_here and told.first.year != today.year


def as_printed(stretch: Stretch | None) -> Value:
    """The value of a date that prints its own place; None is a day that no calendar has."""
    return Value(stretch, "as printed" if stretch else IMPOSSIBLE)


Resolver = Callable[[Match, Scene], Value]
