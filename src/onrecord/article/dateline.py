"""The dateline that opens a report: place, day, agency."""

import re
from dataclasses import dataclass

from onrecord.article.datewords import month_number
from onrecord.text.late import LatePattern
from onrecord.types.span import Span

_PLACE = r"(?P<place>[^\W\d_][^\W\d_.'’-]*(?:[ .'’-]+[^\W\d_][^\W\d_.'’-]*){0,3}?(?:,\s[^\W\d_][^\d\n,()—–]{1,24}?)?)"
_DATELINE = LatePattern(
    rf"""\s*{_PLACE}
    (?:,\s*(?:on\s+)?(?P<date>(?:\d{{1,2}}\.?\s+[^\W\d_]{{3,10}}\.?|[^\W\d_]{{3,10}}\.?\s+\d{{1,2}})(?:,?\s+\d{{4}})?))?
    (?:,?\s*[(\[](?P<agency>[^()\[\]\n]{{2,40}})[)\]])?
    \s*(?P<dash>—|–|--|-|:)\s+(?=\S)""",
    re.VERBOSE,
    needs=("—|–|-|:",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where the parts of a dateline stand; `end` is where the report begins."""

    place: Span
    date: Span | None
    agency: Span | None
    end: int


def find_dateline(text: str, start: int = 0) -> Dateline | None:
    """The dateline at `start`, where a paragraph begins; None where there is none.

    A place alone needs capitals ("ORVANE — …"), or else any sentence with a dash would be one.

    >>> line = find_dateline("ORVANE, 13 Feb (Meridian Press) — Ministers met.")
    >>> line.place, line.date, line.agency
    (Span(start=0, end=6), Span(start=8, end=14), Span(start=16, end=30))
    """
    match = _DATELINE.match(text, start, min(len(text), start + 160))
    if match is None or (match["dash"] == ":" and not match["date"]):
        return None
    place = match["place"]
    dated = match["date"] is not None and _is_month_in(match["date"])
    if match["date"] is not None and not dated:
        return None
    shouted = place.split(",")[0].isupper() and len(place) > 2
    if not (shouted or (place[0].isupper() and (dated or match["agency"]))):
        return None
    if not shouted and any(
        word[0].islower() and word not in {"de", "del", "am", "an", "der", "of", "la"} for word in place.split()
    ):
        return None
    return Dateline(
        place=Span(*match.span("place")),
        date=Span(*match.span("date")) if dated else None,
        agency=Span(*match.span("agency")) if match["agency"] else None,
        end=match.end(),
    )


def _is_month_in(words: str) -> bool:
    return any(month_number(word) is not None for word in re.findall(r"[^\W\d_]{3,}", words))
