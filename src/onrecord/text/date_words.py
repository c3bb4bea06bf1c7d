r"""The forms in which English newspapers print dates, as patterns over lower-cased text.

Every repetition is bounded, so that no text, however hostile, makes a search slow. White space may
stand before commas and inside times: some collections store text as tokens ("May 2 , 2013").
"""

import re
from collections.abc import Iterable, Iterator

from onrecord.text.late import LatePattern

MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|"
        "november nov|december dec".split("|"),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        "monday mon|tuesday tues tue|wednesday wed|thursday thurs thur thu|friday fri|saturday sat|sunday sun".split(
            "|"
        )
    )
    for name in names.split()
}
NUMBERS = {
    name: number
    for number, name in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split()
    )
}
NUMBERS |= {"a": 1, "an": 1, "another": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50}
DECADES |= {"sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}
CENTURIES = {
    name: number
    for number, name in enumerate(
        "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
        "twenty-first".split(),
        start=10,
    )
}
# (month, day); the movable ones are reckoned in date_values.
HOLIDAYS: dict[str, tuple[int, int]] = {
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
    "bastille day": (7, 14),
    "st patrick's day": (3, 17),
    "st. patrick's day": (3, 17),
}
MOVABLE = {"good friday": -2, "easter sunday": 0, "easter monday": 1}  # days from Easter Sunday


def _any(words: Iterable[str]) -> str:
    # the longest first, or "jan" would be found inside "january"
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


_S = r"[ \t\u00a0\u202f]{1,2}"  # a space
_O = r"[ \t\u00a0\u202f]{0,2}"  # perhaps a space
_DASH = rf"{_O}[-–—‑]{_O}"
_FULL_MONTH = "(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_MONTH_NAME = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?)"
)
_MONTH = rf"(?P<month>{_MONTH_NAME})\b(?:{_O}\.(?={_O}[0-9,]))?"
_WEEKDAY = "(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_ANY_WEEKDAY = rf"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b(?:{_O}\.)?{_O},?{_O})"
_DAY = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9])"
_YEAR = r"(?P<year>1[0-9]{3}|20[0-9]{2}|2100)(?![0-9]|[.,][0-9])"
_PART = r"(?:morning|afternoon|evening|night)"
_EARLY = r"(?:(?:early|late|mid|later|earlier)(?:[- ]on)?(?:-|[ ]))"
_AMPM = r"(?P<ampm>[ap])(?:[ ]?\.[ ]?m\b(?:[ ]?\.)?|m\b)"
_ZONE_NAMES = r"gmt|utc|bst|cest|cet|est|edt|cst|cdt|mst|mdt|pst|pdt|et|pt|ist|aest|uk|local\ time"
_ZONE = rf"(?P<zone>{_ZONE_NAMES})\b"
_CLOCK = (
    rf"(?P<hour>2[0-3]|[01]?[0-9])(?![0-9])(?:[ ]?[:.][ ]?(?P<minute>[0-5][0-9]))?(?:[ ]?:[ ]?[0-5][0-9])?"
    rf"(?:{_O}{_AMPM})?(?:{_O}(?:hrs|hours|h)\b)?(?:{_O}{_ZONE})?"
)
_CLOCK_12 = rf"(?P<hour>[01]?[0-9])(?:[ ]?[:.][ ]?(?P<minute>[0-5][0-9]))?{_O}{_AMPM}(?:{_O}{_ZONE})?"
# A clock time after a date: "May 2, 2013 | 5:03pm", "at 11:00 AM EDT"
_TAIL = rf"(?:{_O}[,|–-]?{_O}(?:(?:at|last\ updated\ at){_S})?(?=[0-9]{{1,2}}[ ]?(?:[:.][ ]?[0-9]{{2}}|[ap][ ]?\.?[ ]?m\b)){_CLOCK})?"
_COUNT = (
    r"(?P<count>[0-9]{1,3}(?:,[0-9]{3})?|an?\ couple(?:\ of)?|a\ few|several|(?:twenty|thirty|forty|fifty)-"
    rf"(?:one|two|three|four|five|six|seven|eight|nine)|{_any(NUMBERS)})"
)
_UNIT = r"(?P<unit>minute|hour|day|night|week|fortnight|month|quarter|year|decade|centur(?=y|ies)|season)(?:s|y|ies)?\b"
_APOS = r"['’]"

_PATTERNS: dict[str, str] = {
    "iso": rf"(?P<year>[12][0-9]{{3}}){_O}-{_O}(?P<month>[01]?[0-9]){_O}-{_O}(?P<day>[0-3]?[0-9])(?![0-9-])"
    r"(?:(?:t|[ ])(?P<hour>[0-2]?[0-9]):(?P<minute>[0-5][0-9])(?::[0-5][0-9](?:\.[0-9]{1,6})?)?(?P<zone>z\b)?)?",
    "nine_eleven": r"9/11(?![0-9/])",
    "numeric": rf"(?P<a>[0-3]?[0-9])(?:{_O}(?P<mark>[/.-]){_O})(?P<b>[0-3]?[0-9]){_O}(?P=mark){_O}"
    rf"(?P<year>[12][0-9]{{3}}|[0-9]{{2}})(?![0-9/]|{_O}[.:-]{_O}[0-9]){_TAIL}",
    "day_month_year": rf"{_ANY_WEEKDAY}?(?:the{_S})?{_DAY}(?:{_S}(?:day{_S})?of)?(?:{_O}[-/.]{_O}|{_O}){_MONTH}"
    rf"(?:{_O}[-/]{_O}|{_O},?{_O}|{_S}of{_S}){_YEAR}{_TAIL}",
    "day_month_short_year": rf"{_DAY}[ -](?P<month>jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?[ -]"
    r"(?:['’])?(?P<year>[0-9]{2})(?![0-9:%]|[.,][0-9])",
    "month_day_year": rf"{_ANY_WEEKDAY}?{_MONTH}{_O}{_DAY}(?:{_O},{_O}|{_S}|{_S}of{_S}){_YEAR}{_TAIL}",
    "day_range_month": rf"(?P<from>[0-3]?[0-9])(?:st|nd|rd|th)?(?:{_DASH}|{_S}(?:to|and|until|through){_S}){_DAY}{_S}(?:of{_S})?"
    rf"{_MONTH}(?:{_O},?{_O}{_YEAR})?",
    "month_day_range": rf"{_MONTH}{_O}(?P<from>[0-3]?[0-9])(?:st|nd|rd|th)?(?:{_DASH}|{_S}(?:to|and|until|through){_S}){_DAY}"
    rf"(?!{_O}[:.]{_O}[0-9]|{_S}{_FULL_MONTH})(?:{_O},?{_O}{_YEAR})?",
    "day_month": rf"(?:{_ANY_WEEKDAY}|(?P<part>{_WEEKDAY}{_S}{_PART}){_O},?{_O})?(?:the{_S})?{_DAY}(?:{_S}(?:day{_S})?of)?"
    rf"(?:{_S}|-){_MONTH}(?:{_S}(?P<which>last|next|this{_S}year|last{_S}year|next{_S}year)\b)?{_TAIL}",
    "month_day": rf"(?:{_ANY_WEEKDAY}\(?)?{_MONTH}{_O}{_DAY}(?!{_O}[.,]{_O}[0-9]{{3}}(?![0-9]))(?:(?:,{_O}|{_S})"
    rf"(?P<which>this{_S}year|last{_S}year|next{_S}year)\b)?{_TAIL}",
    "month_year": rf"{_EARLY}?{_MONTH}(?:{_O},?{_O}|{_S}of{_S}){_YEAR}",
    "month_range": rf"(?P<from_month>{_FULL_MONTH})(?:{_DASH}|{_S}(?:to|and|until|through){_S}){_MONTH}(?:{_O},?{_O}|{_S}of{_S}){_YEAR}",
    "month_which": rf"{_EARLY}?(?P<month>{_FULL_MONTH})(?:,{_O}|{_S}(?:of{_S})?)(?P<which>this|last|next){_S}year\b",
    "which_month": rf"(?P<which>last|next|this|this{_S}past|this{_S}coming){_S}(?P<month>{_FULL_MONTH})\b",
    "half": rf"(?:the{_S})?(?P<ordinal>first|second){_S}half{_S}of{_S}(?:the{_S}year{_S})?{_YEAR}",
    "quarter": rf"(?:the{_S})?(?:(?:q(?P<q>[1-4])(?={_O}(?:,{_O}|of{_S})?[12t])|(?P<ordinal>first|second|third|fourth){_S}quarter)"
    rf"(?:{_O}(?:,{_O}|of{_S})?(?:{_YEAR}|(?P<which>this|last|next){_S}year))?)\b",
    "season_year": rf"(?:{_EARLY}|the{_S})?(?P<season>spring|summer|autumn|fall|winter){_S}(?:of{_S})?{_YEAR}",
    "which_season": rf"(?P<which>last|next|this|this{_S}past|this{_S}coming|the{_S}previous|the{_S}following){_S}"
    r"(?P<season>spring|summer|autumn|fall|winter)\b",
    "the_season": rf"(?:(?<=in\ )|(?<=by\ )|(?<=since\ )|(?<=until\ ))(?:(?:early|late){_S}|the{_S})?"
    r"(?P<season>spring|summer|autumn|winter)\b",
    "century": rf"(?:the{_S})?(?:early|late|mid)?(?:-|{_O})(?P<number>[12]?[0-9](?:st|nd|rd|th)|{_any(CENTURIES)})(?:{_S}|-)century\b(?!{_S}b\.?c)",
    "decade": rf"(?:the{_S})?(?:(?:early|late|mid|later)(?:-|{_S}))?"
    rf"(?:(?P<year>1[0-9]{{2}}0|20[0-9]0)(?:{_APOS})?s\b|{_APOS}?(?P<short>[2-9]0){_APOS}?s\b"
    rf"|(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b)",
    "years_range": r"(?P<from>1[0-9]{3}|20[0-9]{2})(?:[-–—‑/]|[ ][-–—][ ])(?P<to>[12][0-9]{3}|[0-9]{2})(?![0-9-/]|[.,][0-9])",
    "before_christ": r"(?P<number>[0-9]{1,5})[ ]b(?:\.c\.(?:e\.)?|ce?\b)",
    "anno_domini": r"(?:a\.?d\.?[ ]?(?P<year>[1-9][0-9]{1,3})|(?P<year_first>[1-9][0-9]{1,3})[ ](?:a\.d\.|ad\b|c\.e\.|ce\b))(?![0-9])",
    "moved": rf"(?:(?:about|almost|nearly|just\ over|over|exactly|some|roughly|more\ than|less\ than){_S})?{_COUNT}{_S}"
    rf"(?:and\ a\ half\ )?{_UNIT}{_S}(?P<way>ago|earlier|later|back|before|afterwards?|from\ now|from\ today)\b",
    "past_few": rf"(?:the|these){_S}(?P<way>past|last|next|coming|previous|following){_S}(?:{_COUNT}{_S}){_UNIT}",
    "past_one": rf"the{_S}past{_S}(?P<unit>day|week|month|year|decade)\b",
    "end_of": rf"the{_S}(?P<edge>end|start|beginning){_S}of{_S}(?:(?P<which>the|this|next|last){_S}(?P<unit>week|month|year)\b|{_YEAR})",
    "told_week": rf"(?:the{_S})(?P<which>same|previous|following|next|preceding|very{_S}next){_S}"
    rf"(?P<unit>day|night|morning|afternoon|evening|week|month|year|decade)\b(?:{_O}{_APOS}s\b)?",
    "told_that": rf"that(?:{_S}same)?{_S}(?P<unit>day|night|morning|afternoon|evening|week|month|year|decade)\b",
    "told_before": rf"(?:the){_S}(?P<unit>day|night|morning|evening|week|month|year){_S}(?P<way>before|after|earlier)\b(?!{_S}yesterday)",
    "weekend": rf"(?:(?P<which>last|next|this|this{_S}past|this{_S}coming|the{_S}following|the{_S}previous|the|that){_S})"
    r"weekend\b(?!\s(?:edition|magazine))",
    "this_unit": rf"(?:(?:earlier|later){_S}(?=this))?(?P<which>this|last|next|this{_S}past|this{_S}coming){_S}"
    r"(?P<unit>day|morning|afternoon|evening|night|week|month|quarter|year|decade|century)\b(?!-)",
    "day_before_yesterday": rf"the{_S}day{_S}(?P<which>before{_S}yesterday|after{_S}tomorrow)\b",
    "near_day": rf"(?:(?:early|late|earlier|later){_S})?(?P<which>today|yesterday|tomorrow|tonight|tonite)\b(?:{_S}{_PART}\b)?",
    "holiday": rf"(?P<name>{_any([*HOLIDAYS, *MOVABLE]).replace(re.escape(chr(39)), _APOS)})\b(?:,?{_S}{_YEAR})?",
    "time_weekday": rf"(?:(?:shortly{_S}(?:before|after)|around|about){_S})?(?:(?:{_CLOCK})|noon|midnight){_O},?{_S}(?:on{_S})?"
    rf"(?:(?P<weekday>{_WEEKDAY})(?:{_S}{_PART})?|(?P<near>today|yesterday|tomorrow)|(?P<told>the{_S}(?:next|following|same|previous){_S}"
    rf"(?:day|morning|night)))\b",
    "weekday": rf"(?:(?:the{_S})?early{_S}hours{_S}of{_S}|(?:early|late|later){_S}|(?P<which>last|next|this|this{_S}past|this{_S}coming|"
    rf"the{_S}following|the{_S}previous){_S})?(?P<weekday>{_WEEKDAY})\b"
    rf"(?:{_S}(?P<week>last{_S}week|next{_S}week|this{_S}week|week)\b)?(?:{_S}(?:early{_S}|late{_S})?{_PART}\b)?"
    rf"(?:{_O},?{_O}(?:(?:around|about|at|shortly\ after|shortly\ before){_S}){_CLOCK_12})?",
    "ordinal_day": rf"(?:(?<=on\ )|(?<=by\ ))the{_S}(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)\b",
    "time_alone": rf"(?:(?:around|about|shortly{_S}after|shortly{_S}before){_S})?(?:(?:(?=[0-9]{{1,2}}(?:[ ]?[:.][ ]?[0-9]{{2}})?{_O}[ap](?:[ ]?\.[ ]?m|m\b))"
    r"|(?:(?<=at\ )|(?<=around\ )|(?<=by\ ))(?=[0-2]?[0-9][ ]?:[ ]?[0-9]{2}(?![0-9]))"
    rf"|(?=[0-2]?[0-9][ ]?:[ ]?[0-9]{{2}}{_S}(?:{_ZONE_NAMES}|hrs)\b)){_CLOCK}|(?:(?<=at\ )|(?<=around\ ))(?:noon|midnight)\b)",
    "month_alone": rf"{_EARLY}?(?P<month>{_FULL_MONTH})\b",
    "year_alone": rf"{_YEAR}(?![:/-][0-9]|[0-9])(?![a-z])",
}

# What must stand in any date: a search for these is quick, and the forms are tried only just before them.
CORE = re.compile(
    r"[0-9]+|\b(?=[acdefhjmnoqstwy])(?:(?:day|night|week|weekend|month|year|decade|quarter|hour|minute|morning|afternoon|evening|centurie)s?|century"
    r"|fortnight|(?:to|yester)day|tomorrow|tonight|tonite|noon|midnight|spring|summer|autumn|winter|fall|christmas|halloween|easter"
    rf"|{_WEEKDAY}|{_MONTH_NAME}|(?:twen|thir|for|fif|six|seven|eigh|nine)ties|q[1-4])\b|eve\b"
)
BEFORE_CORE = 40  # characters before a core word within which a form that holds it begins

_DIGITS, _MONTHS, _DAYS = "0123456789", "jfmasond", "mtwfs"
# The characters that a form can begin with, so that only few forms are tried at any place.
_BEGINNINGS = {
    **dict.fromkeys(
        ("iso", "nine_eleven", "numeric", "day_month_short_year", "day_range_month", "years_range"), _DIGITS
    ),
    **dict.fromkeys(("before_christ", "year_alone"), _DIGITS),
    **dict.fromkeys(("day_month_year", "day_month"), _DIGITS + _DAYS),
    **dict.fromkeys(("month_day_year", "month_day"), _MONTHS + _DAYS),
    **dict.fromkeys(("month_day_range", "month_range"), _MONTHS),
    **dict.fromkeys(("month_year", "month_which", "month_alone"), _MONTHS + "elm"),
    **dict.fromkeys(("which_month", "which_season", "weekend"), "lnt"),
    **dict.fromkeys(("past_few", "past_one", "end_of", "told_week", "told_that", "told_before"), "t"),
    **dict.fromkeys(("day_before_yesterday", "ordinal_day"), "t"),
    "half": "tfs",
    "quarter": "tqfs",
    "season_year": "elmtsafw",
    "the_season": "eltsaw",
    "this_unit": "eltn",
    "century": _DIGITS + "telmfsn",
    "decade": _DIGITS + "telmfsn'’",
    "anno_domini": _DIGITS + "a",
    "moved": _DIGITS + "anjoesrmltfzh",
    "near_day": "elty",
    "holiday": "cnvhbsge",
    "weekday": _DAYS + "teln",
    "time_weekday": _DIGITS + "sanm",
    "time_alone": _DIGITS + "sanm",
}
_FORMS_FROM = {
    first: tuple(name for name in _PATTERNS if first in _BEGINNINGS[name])
    for first in sorted(set("".join(_BEGINNINGS.values())))
}
# The words that a form can begin with.
_OPENERS = frozenset(
    {
        *"the this that these last next early earlier late later mid about almost nearly just over exactly some".split(),
        *"roughly more less several around shortly noon midnight q1 q2 q3 q4 ad half".split(),
        *"first second third fourth today yesterday tomorrow tonight tonite spring summer autumn fall winter".split(),
        *"christmas new valentine halloween boxing bastille st good easter".split(),
        *NUMBERS,
        *DECADES,
        *CENTURIES,
        *MONTHS,
        *(
            day + end
            for day in "mon tue tues wed wednes thu thur thurs fri sat satur sun".split()
            for end in ("", "day")
        ),
    }
)
# a word is looked up, which is as quick as one large pattern and needs no compiling
_OPENER = re.compile(r"(?<![^\W_])(?<![$€£¥#@])(?:[0-9]|['’][0-9]|(?P<word>(?:twenty-first|[a-z]+[0-9]?)\b))")


def openings(lowered: str, start: int, end: int) -> Iterator[int]:
    """Where a form of a date may begin: at a digit, an apostrophe before one, or a word that can open a form."""
    for match in _OPENER.finditer(lowered, start, end):
        if match["word"] is None or match["word"] in _OPENERS:
            yield match.start()


_ANY_DIGIT = "0|1|2|3|4|5|6|7|8|9"
_ANY_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_ANY_SEASON = "spring|summer|autumn|fall|winter"
_ANY_DASH = "-|–|—|‑"
_ANY_UNIT = "minute|hour|day|night|week|month|quarter|year|decade|centur|season|morning|afternoon|evening"
# What every match of a form holds: a form is compiled only where its words are, for together they take a while.
_NEEDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("day_month_year", "month_day_year", "day_month", "month_day"), (_ANY_MONTH, _ANY_DIGIT)),
    **dict.fromkeys(("month_day_range", "month_year", "month_range"), (_ANY_MONTH, _ANY_DIGIT)),
    **dict.fromkeys(("day_month_short_year", "day_range_month", "month_alone"), (_ANY_MONTH,)),
    **dict.fromkeys(("ordinal_day", "year_alone"), (_ANY_DIGIT,)),
    "iso": ("-",),
    "nine_eleven": ("9/11",),
    "numeric": ("/|.|-",),
    "month_which": (_ANY_MONTH, "year"),
    "which_month": (_ANY_MONTH, "this|last|next"),
    "half": ("half", _ANY_DIGIT),
    "quarter": ("quarter|q1|q2|q3|q4",),
    "season_year": (_ANY_SEASON, _ANY_DIGIT),
    "which_season": (_ANY_SEASON, "this|last|next|previous|following"),
    "the_season": (_ANY_SEASON,),
    "century": ("century",),
    "decade": ("0|ties",),
    "years_range": (f"{_ANY_DASH}|/",),
    "before_christ": (" b",),
    "anno_domini": ("ad|a.d|ce|c.e", _ANY_DIGIT),
    "moved": (f"{_ANY_UNIT}|fortnight", "ago|earlier|later|back|before|after|from"),
    "past_few": (f"{_ANY_UNIT}|fortnight", "past|last|next|coming|previous|following"),
    "past_one": ("past",),
    "end_of": ("end|start|beginning", "of"),
    "told_week": (_ANY_UNIT, "same|previous|following|next|preceding"),
    "told_that": (_ANY_UNIT, "that"),
    "told_before": (_ANY_UNIT, "before|after|earlier"),
    "weekend": ("weekend",),
    "this_unit": (_ANY_UNIT, "this|last|next"),
    "day_before_yesterday": ("yesterday|tomorrow",),
    "near_day": ("today|yesterday|tomorrow|tonight|tonite",),
    "holiday": ("christmas|eve|day|halloween|friday|easter",),
    "time_weekday": (f"{_ANY_DIGIT}|noon|midnight", "day|tomorrow|morning|night"),
    "weekday": ("day",),
    "time_alone": (f"{_ANY_DIGIT}|noon|midnight",),
}
_FORMS = {name: LatePattern(pattern, needs=_NEEDS[name]) for name, pattern in _PATTERNS.items()}
_LONGEST = 160  # characters, more than any form can take


def match_forms(lowered: str, start: int, names: Iterable[str] | None = None) -> Iterator[tuple[str, re.Match[str]]]:
    """The forms of a date that begin at a place, with named parts, the fullest first; only those of `names` if given."""
    part = lowered[start : start + _LONGEST]
    for name in _FORMS_FROM.get(lowered[start], ()):
        if (names is None or name in names) and _FORMS[name].may_match(part):
            match = _FORMS[name].compiled.match(lowered, start)
            if match is not None:
                yield name, match
