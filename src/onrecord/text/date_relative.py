"""Dates that are counted: from publication ("last week"), or from the date told before ("the previous day")."""

import re
from datetime import date

from onrecord.text import calendar_days as cal
from onrecord.text.calendar_days import Stretch, Unit
from onrecord.text.date_scene import (
    IMPOSSIBLE,
    UNPUBLISHED,
    Match,
    Resolver,
    Scene,
    Value,
    from_publication,
    part_of,
    quoted,
    tense_of,
)
from onrecord.text.date_words import NUMBERS, WEEKDAYS
from onrecord.text.tense import Tense
from onrecord.types.when import Precision


def _count(words: str | None) -> int | None:
    """The number that words give; None where they leave it open ("several")."""
    if words is None or words in ("several", "a few"):
        return None
    if words.startswith(("a couple", "an couple")):
        return 2
    tens, _, ones = words.partition("-")
    if ones:
        return NUMBERS[tens] + NUMBERS[ones]
    return NUMBERS[words] if words in NUMBERS else int(words.replace(",", ""))


_UNITS: dict[str, Unit] = {
    "day": "day",
    "night": "day",
    "morning": "day",
    "afternoon": "day",
    "evening": "day",
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "season": "year",
    "decade": "decade",
    "centur": "century",
    "century": "century",
}


def _moved_by(count: int, name: str) -> tuple[int, Unit]:
    if name in ("minute", "hour"):
        return (count // 24 if name == "hour" else 0), "day"
    if name == "fortnight":
        return 2 * count, "week"
    return count, _UNITS[name]


def _fits(told: Stretch | None, unit: Unit) -> bool:
    """Whether a told date is narrow enough to count such units from it."""
    if told is None:
        return False
    longest = {"day": 1, "week": 7, "month": 31, "quarter": 92}.get(unit, 3700)
    return (told.last - told.first).days < longest


def _reach(scene: Scene, unit: Unit) -> tuple[date | None, str]:
    """The day to count from: the date told before where it is narrow enough, else none."""
    if scene.told is not None and _fits(scene.told, unit):
        return scene.told.first, f"counted from “{scene.told_words}”, told before ({scene.told})"
    return None, ""


def _moved(match: Match, scene: Scene) -> Value:
    count, way = _count(match["count"]), match["way"]
    if count is None:
        return Value(None, f"{quoted(match, scene)}: how many is not said")
    count, unit = _moved_by(count, match["unit"])
    back = way in ("ago", "earlier", "before", "back")
    base, why = (None, "") if way in ("ago", "back", "from now", "from today") else _reach(scene, unit)
    if base is None and (back or way.startswith("from")):
        if scene.published is None:
            return Value(None, UNPUBLISHED)
        base, why = scene.published, from_publication(scene, quoted(match, scene))
    if base is None:
        return Value(None, "no date is told before from which to count")
    moved = cal.shift(base, -count if back else count, unit)
    stretch = cal.unit_around(moved, "year" if unit in ("decade", "century") else unit)
    return Value(stretch, f"{why}: {stretch}")


def _past_few(match: Match, scene: Scene) -> Value:
    if scene.published is None:
        return Value(None, UNPUBLISHED)
    count = _count(part_of(match, "count") or "one")
    if count is None:
        return Value(None, f"{quoted(match, scene)}: how many is not said")
    count, unit = _moved_by(count, match["unit"])
    ahead = (part_of(match, "way") or "past") in ("next", "coming", "following")
    far = cal.shift(scene.published, count if ahead else -count, unit)
    # three years up to today begin on the day after this day three years ago
    ends = sorted((cal.shift_days(scene.published, 1), far) if ahead else (cal.shift_days(far, 1), scene.published))
    stretch = Stretch(ends[0], ends[1], Precision.RANGE)
    return Value(stretch, f"{from_publication(scene, quoted(match, scene))}: {stretch}")


def _end_of(match: Match, scene: Scene) -> Value:
    if match["year"]:
        year, last = int(match["year"]), match["edge"] == "end"
        return Value(cal.day(date(year, 12, 31) if last else date(year, 1, 1)), f"the {match['edge']} of the year")
    if scene.published is None:
        return Value(None, UNPUBLISHED)
    unit = _UNITS[match["unit"]]
    moved = cal.shift(scene.published, {"next": 1, "last": -1}.get(match["which"], 0), unit)
    around = cal.unit_around(moved, unit)
    found = around.last if match["edge"] == "end" else around.first
    return Value(cal.day(found), f"{from_publication(scene, quoted(match, scene))}: {cal.day_in_words(found)}")


def _told_unit(match: Match, scene: Scene) -> Value:
    """What “the previous day” and “that year” come to, counted from the date told before."""
    unit = _UNITS[match["unit"]]
    which = (part_of(match, "which") or part_of(match, "way") or "same").split()[-1]
    step = {"previous": -1, "preceding": -1, "before": -1, "earlier": -1, "same": 0}.get(which, 1)
    base, why = _reach(scene, unit)
    if base is None:
        if scene.published is None or match[0].startswith("that"):
            return Value(None, "no date is told before from which to count")
        base = scene.published
        why = f"{from_publication(scene, quoted(match, scene))}, no date narrow enough told before"
    stretch = cal.unit_around(cal.shift(base, step, unit), unit)
    return Value(stretch, f"{why}: {stretch}")


def _weekend(match: Match, scene: Scene) -> Value:
    if scene.published is None:
        return Value(None, UNPUBLISHED)
    which = (match["which"] or "").split()[-1]
    base, why = scene.published, from_publication(scene, quoted(match, scene))
    if which in ("following", "previous", "that") and scene.told is not None and _fits(scene.told, "week"):
        base, why = scene.told.first, f"counted from “{scene.told_words}”, told before"
    saturday = cal.weekday_on_or_before(base, 5)
    tense = tense_of(match, scene)
    if which in ("next", "coming", "following") or (tense is Tense.FUTURE and which in ("this", "the")):
        saturday = saturday if tense is Tense.FUTURE and base.weekday() > 4 else cal.shift_days(saturday, 7)
    elif which == "last" and base.weekday() > 4:
        saturday = cal.shift_days(saturday, -7)
    stretch = Stretch(saturday, cal.shift_days(saturday, 1), Precision.RANGE)
    return Value(stretch, f"{why}: {stretch}")


def _this_unit(match: Match, scene: Scene) -> Value:
    which, name = match["which"].split()[-1], match["unit"]
    if which == "next" and name in ("day", "morning", "afternoon", "evening", "night"):
        return _told_unit(match, scene)
    if scene.published is None:
        return Value(None, UNPUBLISHED)
    unit = _UNITS[name]
    step = {"this": 0, "last": -1, "past": -1}.get(which, 1)
    stretch = cal.unit_around(cal.shift(scene.published, step, unit), unit)
    return Value(stretch, f"{from_publication(scene, quoted(match, scene))}: {stretch}")


def _near_day(match: Match, scene: Scene) -> Value:
    if scene.published is None:
        return Value(None, UNPUBLISHED)
    which = match["which"]
    step = {"yesterday": -1, "tomorrow": 1}.get(which, 0)
    if which.startswith("before"):
        step = -2
    elif which.startswith("after"):
        step = 2
    found = cal.shift_days(scene.published, step)
    return Value(cal.day(found), f"{from_publication(scene, quoted(match, scene))}: {cal.day_in_words(found)}")


def _weekday(match: Match, scene: Scene) -> Value:
    name = match["weekday"]
    number, which = WEEKDAYS[name], (part_of(match, "which") or "").split()[-1:]
    title = cal.WEEKDAY_NAMES[number]
    if scene.published is None:
        return Value(None, UNPUBLISHED)
    base, why = scene.published, from_publication(scene, f"“{title}”")
    if which and which[0] in ("following", "previous") and scene.told is not None and _fits(scene.told, "week"):
        base, why = scene.told.first, f"{quoted(match, scene)}, counted from “{scene.told_words}”, told before"
    week = (part_of(match, "week") or "").split()
    if week:
        step = {"last": -7, "next": 7, "this": 0}.get(week[0])
        monday = cal.shift_days(cal.week(base).first, step or 0)
        found = (
            cal.shift_days(monday, number)
            if step is not None
            else cal.shift_days(cal.weekday_on_or_after(base, number), 7)
        )
        return Value(cal.day(found), f"{why}, “{' '.join(week)}”: {cal.day_in_words(found)}")
    found, how = _nearest_weekday(number, which[0] if which else "", base, tense_of(match, scene))
    return Value(cal.day(found), f"{why}, {how.format(title)}, {cal.day_in_words(found)}")


def _nearest_weekday(number: int, which: str, base: date, tense: Tense) -> tuple[date, str]:
    if which in ("last", "past", "previous"):
        return cal.weekday_on_or_before(cal.shift_days(base, -1), number), f"“{which}”: the {{}} before"
    if which in ("next", "coming", "following"):
        return cal.weekday_on_or_after(cal.shift_days(base, 1), number), f"“{which}”: the {{}} after"
    if tense is Tense.FUTURE or (which == "this" and tense is not Tense.PAST):
        return cal.weekday_on_or_after(base, number), "future: the {} on or after"
    return cal.weekday_on_or_before(base, number), f"{tense}: the {{}} on or before"


def _ordinal_day(match: Match, scene: Scene) -> Value:
    base, why = _reach(scene, "month")
    if base is None and scene.published is not None:
        base, why = scene.published, "the month of publication"
    if base is None:
        return Value(None, "the month is not known; " + UNPUBLISHED)
    found = cal.make_day(base.year, base.month, int(match["day"]))
    return Value(cal.day(found) if found else None, why if found else IMPOSSIBLE)


def _time_weekday(match: Match, scene: Scene) -> Value:
    if match["weekday"]:
        return _weekday(match, scene)
    day_words = re.compile(r"(?P<which>today|yesterday|tomorrow)|(?P<told>the\s+(?P<step>\w+)\s+\w+)")
    inner = day_words.search(scene.lowered, match.start(), match.end())
    if inner is None:
        return Value(None, "no day named")
    if inner["which"]:
        return _near_day(inner, scene)
    base, why = _reach(scene, "day")
    base = base or scene.published
    if base is None:
        return Value(None, "no date is told before; " + UNPUBLISHED)
    step = {"previous": -1, "same": 0}.get(inner["step"], 1)
    return Value(cal.day(cal.shift_days(base, step)), why or from_publication(scene, quoted(match, scene)))


def _time_alone(_match: Match, scene: Scene) -> Value:
    base, why = _reach(scene, "day")
    if base is not None:
        return Value(cal.day(base), f"no day printed: the day of “{scene.told_words}”, told before")
    if scene.published is None:
        return Value(None, "no day printed; " + UNPUBLISHED)
    return Value(cal.day(scene.published), f"{from_publication(scene, 'no day printed,')}: that day{why}")


# Every form of this kind, and what reads it.
RELATIVE: dict[str, Resolver] = {
    "moved": _moved,
    "past_few": _past_few,
    "past_one": _past_few,
    "end_of": _end_of,
    "told_week": _told_unit,
    "told_that": _told_unit,
    "told_before": _told_unit,
    "weekend": _weekend,
    "this_unit": _this_unit,
    "day_before_yesterday": _near_day,
    "near_day": _near_day,
    "weekday": _weekday,
    "time_weekday": _time_weekday,
    "ordinal_day": _ordinal_day,
    "time_alone": _time_alone,
}
