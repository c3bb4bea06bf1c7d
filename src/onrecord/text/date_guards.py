"""What looks like a date and is none: counts, names, titles, machines, ages."""

import re
from collections.abc import Callable

from onrecord.text.late import LatePattern

_COUNTED = frozenset(
    (
        "people persons men women children boys girls soldiers troops voters votes members workers jobs students pupils "
        "residents police officers protesters patients cases deaths dead injured homes houses households families cars "
        "vehicles tanks shares points seats miles metres meters kilometres kilometers km kg tonnes tons feet ft acres "
        "hectares dollars euros pounds roubles yen percent per million billion thousand hours minutes seconds days "
        "weeks months year years times pages words copies migrants refugees prisoners delegates others respondents "
        "companies schools calories kcal watts mw rpm hp mph euro square cubic degrees litres gallons barrels"
    ).split()
)
_SUMS = frozenset({"m", "k", "bn"})
_COUNTED_AFTER = re.compile(r"(?P<joint>[ -]?)(?P<word>[a-z]+)\b|\s?[%€£$°]")
_STREET_AFTER = LatePattern(
    r"\s(?:[A-Z][\w.]+\s){1,3}(?:Street|St\b|Avenue|Ave\b|Road|Rd\b|Drive|Boulevard|Blvd|Lane|Way\b|Square)"
)
_NAME_BEFORE = LatePattern(
    r"(?:boeing|airbus|windows|office|flight|route|highway|room|suite|channel|article|section|resolution|regulation|"
    r"directive|rule|act no\.|no\.|nos\.|number|page|p\.|pp\.|model|peugeot|runner|area|unit|box|bus|train|engine|"
    r"isbn|fax|tel\.?|phone|call|case|form|psalm|level|version|v\.|from file|rs|usd|us\$|eur|gbp)[ ]?[#:]?[ ]?\Z"
)
_OLD_YEAR_BEFORE = LatePattern(
    r"(?:\b(?:in|since|by|until|till|from|to|of|before|after|during|and|or|around|about|early|late|mid|the|for|year|as|this|"
    r"circa|through|between|a|his|her|their|its|that|\w['’]s)\b[ ]?|\b(?:ca?\.)[ ]?|[(–—-][ ]?|\n)\Z"
)
_VERY_OLD_YEAR_BEFORE = LatePattern(r"\b(?:in|since|by|until|till|from|of|before|after|year|circa|between)[ ]\Z")
_MONTH_BEFORE = LatePattern(
    r"\b(?:in|since|by|until|till|from|through|last|next|this|early|late|mid|during|before|between|of|as of|every|each)[ -]\Z"
)
_PAPER_AFTER = LatePattern(
    r"[ ](?:Times|Telegraph|Mirror|Express|Mail|Post|Herald|Star|Sun|People|World|Independent|Business|Tribune|Night Live|"
    r"Night Football|Addams|Night Lights|Club|Agreement|Accords?|Massacre)\b"
)
_DAY_NAME_BEFORE = LatePattern(
    r"(?:black|bloody|super|cyber|giving|ash|palm|whit|shrove|maundy|fat|daily|man|girl|his girl|every|each|sheffield)[ ]\Z"
)
_RECURRING_AFTER = LatePattern(r"s\b|[ ](?:mornings|afternoons|evenings|nights)\b")
_TODAY_BEFORE = LatePattern(
    r"(?:USA|Russia|India|Britain|Psychology|History|Christianity|World|Physics|Philly|The|‘|'|“|\")[ ]?\Z"
)
_NOWADAYS_BEFORE = LatePattern(r"(?:\bknown|\bin use|\bstill(?: [a-z]+){0,2})[ ]\Z")
_TODAY_AFTER = LatePattern(r"[ ](?:show|programme|program|newspaper)\b", re.IGNORECASE)
_ARTICLE = LatePattern(r"[ ](?:the|a|an|his|her|their|its|he|she|it|they|we|you|i|being|[a-z]+ing)\b|[ ]['’\"“]?[a-z]")
_AFTER_THAT = LatePattern(r"[ ]that(?=[ ]?[.,;:!?)\n]|\Z)")
_AGE_BEFORE = LatePattern(
    r"\b(?:his|her|their|my|our|your|temperatures? in(?: the)?|into the|the upper|low|upper)[ ](?:early |late |mid-?)?\Z"
)


def is_date(form: str, match: re.Match[str], text: str) -> bool:
    """Whether the words around a form of a date bear out that it is one. `match` is of the lower-cased text."""
    guard = _GUARDS.get(form)
    return guard is None or guard(match, text)


def _before(match: re.Match[str], text: str) -> str:
    return text[max(0, match.start() - 24) : match.start()]


def _after(match: re.Match[str], text: str) -> str:
    return text[match.end() : match.end() + 48]


def _counts(after: str) -> bool:
    """Whether the words go on as after a count: "people", "%", "bn"."""
    match = _COUNTED_AFTER.match(after)
    if match is None:
        return False
    word = match["word"]
    return word is None or word in _COUNTED or (word in _SUMS and match["joint"] != "-")


def _year(match: re.Match[str], text: str) -> bool:
    before, after = _before(match, text), _after(match, text)
    lowered = before.lower()
    if _counts(after.lower()) or _STREET_AFTER.match(after) or _NAME_BEFORE.search(lowered):
        return False
    if before[-1:] in "\"“'‘" and before and after[:1] in "\"”'’" and after and after[:2] not in ("'s", "’s"):
        return False  # a title: Orwell's "1984"
    if re.search(r"[0-9][ ]?[-/,.:]?[ ]?\Z|[/_=&?-]\Z", before) and not re.search(r"[0-9]{4}, ?\Z|[ ]-\Z", before):
        return False  # part of a longer number or of an address
    if re.match(r"[ ]?(?:[-/_][ ]?[0-9a-z]|[.,:][0-9])", after) and not re.match(r"[ ]?-[ ]?[a-z]", after):
        return False
    number = int(match["year"])
    if number < 1900 and lowered.endswith(" of ") and re.match(r"[ ][a-z]+(?:s|ren|ple)\b", after):
        return False  # "a survey of 1709 schoolchildren"
    if number < 1500:
        return _VERY_OLD_YEAR_BEFORE.search(lowered) is not None and not after.startswith((" +", "+"))
    return 1900 <= number <= 2060 or _OLD_YEAR_BEFORE.search(lowered) is not None


def _month_word(match: re.Match[str], text: str) -> bool:
    word = match["month"]
    if word in ("may", "march", "mar", "sun", "dec") and text[match.start("month")].islower():
        return False
    day = match.groupdict().get("day")
    if day and not match.groupdict().get("year") and match.end() == match.end("day"):
        return not _counts(_after(match, text).lower())
    return True


def _month_alone(match: re.Match[str], text: str) -> bool:
    place = match.start("month")
    if text[place].islower():
        return False
    word, before, after = match["month"], text[max(0, place - 16) : place].lower(), _after(match, text)
    led = _MONTH_BEFORE.search(before) is not None
    if word in ("may", "march", "april", "june", "august"):
        if re.match(r"[ ](?:said|says|told|has|was|and[ ][a-z]+ed)\b|[’']s[ ][a-z]+", after) and not led:
            return False
        if (
            word != "march"
            and re.match(r"[ ][A-Z][a-z]", after)
            and not re.search(r"\b(?:in|since|until|last)[ ]\Z", before)
        ):
            return False  # "April Jones"
        return led or bool(
            re.search(r",[ ]?\Z|\n\Z", before) and word not in ("may", "march") and not re.match(r"[ ][A-Z]", after)
        )
    return not re.match(r"[’']s[ ][A-Z]", after)


def _weekday(match: re.Match[str], text: str) -> bool:
    place = match.start("weekday")
    before = text[max(0, place - 16) : place].lower()
    after = text[match.end("weekday") : match.end("weekday") + 24]
    if text[place].isupper() and _PAPER_AFTER.match(after):
        return False
    # "Friday nights", "on a Sunday": no one day
    return (
        not _DAY_NAME_BEFORE.search(before)
        and not _RECURRING_AFTER.match(after)
        and not re.search(r"\bon a[ ]\Z", before)
    )


def _near_day(match: re.Match[str], text: str) -> bool:
    capital = text[match.start("which")].isupper() and match["which"] == "today"
    if (
        capital
        and _TODAY_BEFORE.search(_before(match, text))
        and not re.search(r"[.!?:]\s*[\"“'‘]\Z", _before(match, text))
    ):
        return False
    if match["which"] == "today" and _NOWADAYS_BEFORE.search(_before(match, text)):
        return False
    return not (capital and _TODAY_AFTER.match(_after(match, text)))


def _this_unit(match: re.Match[str], _text: str) -> bool:
    """Whether “next day” and “this day” are meant: “last day” is the last of something."""
    return match["unit"] != "day" or match["which"] in ("this", "next")


def _numeric(match: re.Match[str], text: str) -> bool:
    if len(match["year"]) == 4:
        return True
    if match["mark"] == "-":
        return False
    # two-digit years: "5/6/13", "08.08.08", but not version 1.2.10 or "1.5.20 points"
    return match["mark"] == "/" or (len(match["a"]) == 2 and len(match["b"]) == 2 and not _counts(_after(match, text)))


def _decade(match: re.Match[str], text: str) -> bool:
    before = _before(match, text).lower()
    if match["year"]:
        return True
    if _AGE_BEFORE.search(before):
        return False
    led = match[0].startswith(("the", "'", "’", "early", "late", "mid"))
    return led or re.search(r"[0-9]0['’]?s[ ](?:and|or|to)[ ]\Z", before) is not None


def _years(match: re.Match[str], text: str) -> bool:
    first, last = int(match["from"]), match["to"]
    until = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    led = re.search(r"[0-9/_=-]\Z", _before(match, text)) is None
    return led and 1500 <= first < until <= 2100 and until - first <= 300 and not _counts(_after(match, text).lower())


def _needs_no_clause(match: re.Match[str], text: str) -> bool:
    """Whether “two days before” ends there, told from the date before: “… before the vote” is told from the vote."""
    if match["unit"] in ("minute", "hour") and match["way"] != "ago":
        return False
    if match["way"] not in ("before", "after") or _AFTER_THAT.match(_after(match, text)):
        return True
    return _ARTICLE.match(_after(match, text)) is None and not re.match(r"[ ][A-Z]", _after(match, text))


def _time(match: re.Match[str], text: str) -> bool:
    if match["hour"] is None and text[match.end() - 4].isupper():
        return False  # "Chimes at Midnight"
    return not _counts(_after(match, text).lower())


def _ordinal(match: re.Match[str], text: str) -> bool:
    return re.match(r"[ ](?!and\b|or\b|when|at\b|to\b|in\b|for\b|with\b|after|before)[\w]", _after(match, text)) is None


def _holiday(match: re.Match[str], text: str) -> bool:
    if match["name"] != "christmas" or match["year"]:
        return True
    led = re.search(
        r"\b(?:at|by|before|after|since|until|till|on|over|for|this|last|next)[ ]\Z", _before(match, text).lower()
    )
    return led is not None and re.match(r"[ ][^\W\d_]+", _after(match, text)) is None


_GUARDS: dict[str, Callable[[re.Match[str], str], bool]] = {
    **dict.fromkeys(
        ("day_month_year", "day_month_short_year", "month_day_year", "day_range_month", "month_day_range", "day_month"),
        _month_word,
    ),
    **dict.fromkeys(("month_day", "month_year"), _month_word),
    "year_alone": _year,
    "month_alone": _month_alone,
    "month_which": _month_alone,
    "which_month": _month_alone,
    "weekday": _weekday,
    "near_day": _near_day,
    "numeric": _numeric,
    "decade": _decade,
    "years_range": _years,
    "moved": _needs_no_clause,
    "told_before": _needs_no_clause,
    "time_alone": _time,
    "ordinal_day": _ordinal,
    "holiday": _holiday,
    "this_unit": _this_unit,
}
