"""Dates that print their place on the calendar, in full or without the year."""

import re
from datetime import date

from onrecord.text import calendar_days as cal
from onrecord.text.calendar_days import Stretch
from onrecord.text.date_scene import (
    UNPUBLISHED,
    Match,
    Resolver,
    Scene,
    Value,
    as_printed,
    from_publication,
    part_of,
    pick,
    place_yearless,
    quoted,
)
from onrecord.text.date_words import CENTURIES, DECADES, HOLIDAYS, MONTHS, MOVABLE, ORDINALS
from onrecord.text.tense import Tense
from onrecord.types.when import Precision


def _days(year: int, month: int, first: int, last: int) -> Stretch | None:
    begin, end = cal.make_day(year, month, first), cal.make_day(year, month, last)
    if begin is None or end is None or begin > end:
        return None
    return cal.day(begin) if begin == end else Stretch(begin, end, Precision.RANGE)


def _day_of_month(match: Match, scene: Scene) -> Value:
    month, last = MONTHS[match["month"]], int(match["day"])
    first = int(part_of(match, "from") or last)
    year = part_of(match, "year")
    if year is not None:
        return as_printed(_days(int(year) if len(year) == 4 else _full_year(year, scene), month, first, last))
    which = part_of(match, "which")
    if which and scene.published:
        year_told = scene.published.year + {"last": -1, "next": 1}.get(which.split()[0], 0)
        if which in ("last", "next"):
            tense = Tense.PAST if which == "last" else Tense.FUTURE
            made = [_days(scene.published.year + shift, month, first, last) for shift in (-1, 0, 1)]
            choices = [stretch for stretch in made if stretch is not None]
            if choices:
                return Value(pick(choices, scene.published, tense)[0], from_publication(scene, quoted(match, scene)))
        return Value(_days(year_told, month, first, last), from_publication(scene, quoted(match, scene)))
    before = scene.lowered[max(0, match.start() - 12) : match.start()]
    attributive = re.search(r"\b(?:a|an|the|its|his|her|their)[ ]\Z", before) is not None
    return place_yearless(match, scene, lambda number: _days(number, month, first, last), by_tense=not attributive)


def _full_year(short: str, scene: Scene) -> int:
    number, ends = int(short), (scene.published.year if scene.published else 2030) + 10
    return ends // 100 * 100 + number if number <= ends % 100 else ends // 100 * 100 - 100 + number


def _iso(match: Match, _scene: Scene) -> Value:
    found = cal.make_day(int(match["year"]), int(match["month"]), int(match["day"]))
    return as_printed(cal.day(found) if found else None)


def _nine_eleven(_match: Match, _scene: Scene) -> Value:
    return Value(cal.day(date(2001, 9, 11)), "the attacks of 11 September 2001")


def _numeric(match: Match, scene: Scene) -> Value:
    a, b, printed = int(match["a"]), int(match["b"]), match["year"]
    year = int(printed) if len(printed) == 4 else _full_year(printed, scene)
    by_day, by_month = cal.make_day(year, b, a), cal.make_day(year, a, b)
    if by_day is None or by_month is None or by_day == by_month:
        found = by_day or by_month
        return as_printed(cal.day(found) if found else None)
    day_first, why = scene.day_first, scene.order_reason
    if match["mark"] == ".":
        day_first, why = True, "dates with full stops put the day first"
    elif scene.published is not None:
        near_day, near_month = (abs((found - scene.published).days) <= 2 for found in (by_day, by_month))
        if near_day != near_month:
            day_first, why = (
                near_day,
                f"this reading falls on the days of publication, {cal.day_in_words(scene.published)}",
            )
    first, second = (by_day, by_month) if day_first else (by_month, by_day)
    order = "day" if day_first else "month"
    reason = f"ambiguous: read with the {order} first ({why}); it could also be {cal.day_in_words(second)}"
    return Value(cal.day(first), reason, ((cal.day(second), f"the other reading of {quoted(match, scene)}"),))


def _month_year(match: Match, _scene: Scene) -> Value:
    return as_printed(cal.month(int(match["year"]), MONTHS[match["month"]]))


def _month_which(match: Match, scene: Scene) -> Value:
    today, number, which = scene.published, MONTHS[match["month"]], match["which"].split()[-1]
    if today is None:
        return Value(None, UNPUBLISHED)
    if re.search(r"\byear\b", match[0]) or which == "this":
        stretch = cal.month(today.year + {"last": -1, "next": 1}.get(which, 0), number)
    elif which in ("last", "past"):
        stretch = cal.month(today.year - (number >= today.month), number)
    else:
        stretch = cal.month(today.year + (number <= today.month), number)
    return Value(stretch, f"{from_publication(scene, quoted(match, scene))}: {stretch}")


def _month_alone(match: Match, scene: Scene) -> Value:
    number = MONTHS[match["month"]]
    return place_yearless(match, scene, lambda year: cal.month(year, number))


def _half(match: Match, _scene: Scene) -> Value:
    year, second = int(match["year"]), match["ordinal"] == "second"
    first, last = cal.month(year, 7 if second else 1).first, cal.month(year, 12 if second else 6).last
    return as_printed(Stretch(first, last, Precision.RANGE))


def _quarter(match: Match, scene: Scene) -> Value:
    number = int(match["q"]) if match["q"] else ORDINALS[match["ordinal"]]
    if match["year"]:
        return as_printed(cal.quarter(int(match["year"]), number))
    if match["which"] and scene.published:
        year = scene.published.year + {"last": -1, "next": 1}.get(match["which"], 0)
        return Value(cal.quarter(year, number), from_publication(scene, quoted(match, scene)))
    return place_yearless(match, scene, lambda year: cal.quarter(year, number))


def _season(match: Match, scene: Scene) -> Value:
    name = match["season"]
    if part_of(match, "year"):
        return as_printed(cal.season(int(match["year"]), name))
    which = (part_of(match, "which") or "").split()
    if not which:
        return place_yearless(match, scene, lambda year: cal.season(year, name))
    base = scene.told.first if which[0] == "the" and scene.told else scene.published
    if base is None:
        return Value(None, UNPUBLISHED)
    choices = [cal.season(year, name) for year in range(base.year - 2, base.year + 3)]
    if which[-1] in ("last", "past", "previous"):
        stretch = [choice for choice in choices if choice.last < base][-1]
    elif which[-1] == "this":
        stretch, _ = pick(choices, base, Tense.UNSAID)
    else:
        stretch = next(choice for choice in choices if choice.first > base)
    return Value(stretch, f"counted from {cal.day_in_words(base)}: {stretch}")


def _century(match: Match, _scene: Scene) -> Value:
    words = match["number"]
    return as_printed(cal.century(CENTURIES[words] if words in CENTURIES else int(words[:-2])))


def _month_range(match: Match, _scene: Scene) -> Value:
    year = int(match["year"])
    first, last = cal.month(year, MONTHS[match["from_month"]]), cal.month(year, MONTHS[match["month"]])
    return (
        as_printed(Stretch(first.first, last.last, Precision.RANGE))
        if first.first <= last.first
        else Value(None, "it ends before it begins")
    )


def _anno_domini(match: Match, _scene: Scene) -> Value:
    return as_printed(cal.year(int(match["year"] or match["year_first"])))


def _decade(match: Match, scene: Scene) -> Value:
    if match["year"]:
        return as_printed(cal.decade(int(match["year"])))
    short = int(match["short"]) if match["short"] else DECADES[match["word"]]
    now = scene.published.year if scene.published else 2030
    first = now // 100 * 100 + short
    return Value(cal.decade(first if first <= now else first - 100), "the latest decade of that name")


def _years(match: Match, _scene: Scene) -> Value:
    first, last = int(match["from"]), match["to"]
    return as_printed(cal.years(first, int(last) if len(last) == 4 else first // 100 * 100 + int(last)))


def _before_christ(_match: Match, _scene: Scene) -> Value:
    return Value(None, "before the year 1: outside the calendar")


def _year_alone(match: Match, _scene: Scene) -> Value:
    return as_printed(cal.year(int(match["year"])))


def _holiday(match: Match, scene: Scene) -> Value:
    name = match["name"].replace("’", "'")

    def make(year: int) -> Stretch:
        if name in MOVABLE:
            return cal.day(cal.shift_days(cal.easter(year), MOVABLE[name]))
        return cal.day(date(year, *HOLIDAYS[name]))

    return as_printed(make(int(match["year"]))) if match["year"] else place_yearless(match, scene, make)


# Every form of this kind, and what reads it.
PRINTED: dict[str, Resolver] = {
    "iso": _iso,
    "nine_eleven": _nine_eleven,
    "numeric": _numeric,
    "month_year": _month_year,
    "month_which": _month_which,
    "which_month": _month_which,
    "month_alone": _month_alone,
    "half": _half,
    "quarter": _quarter,
    "season_year": _season,
    "which_season": _season,
    "the_season": _season,
    "century": _century,
    "decade": _decade,
    "years_range": _years,
    "before_christ": _before_christ,
    "month_range": _month_range,
    "anno_domini": _anno_domini,
    "year_alone": _year_alone,
    "holiday": _holiday,
    "day_month_year": _day_of_month,
    "day_month_short_year": _day_of_month,
    "month_day_year": _day_of_month,
    "day_range_month": _day_of_month,
    "month_day_range": _day_of_month,
    "day_month": _day_of_month,
    "month_day": _day_of_month,
}
