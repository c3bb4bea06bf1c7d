"""Times that a picture's address carries: object ids, epochs, dates in its path."""

import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import unquote, urlsplit

from onrecord.article.datewords import a_day, from_seconds
from onrecord.text.late import LatePattern
from onrecord.types.when import Precision, When

_OBJECT_ID = LatePattern(r"(?<![0-9a-f])([0-9a-f]{24})(?![0-9a-f])", re.IGNORECASE)
_EPOCH = LatePattern(r"(?<!\d)(1[0-9]{12}|1[0-9]{9})(?!\d)")
_PATH_DAY = LatePattern(r"(?<!\d)((?:19|20)\d\d)([/_-]?)(\d\d)\2(\d\d)(?!\d)")
_PATH_STAMP = LatePattern(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?:[01]\d|2[0-3])[0-5]\d\d{0,8}(?!\d)")  # "A2025021319240001"
_PATH_MONTH = LatePattern(r"/((?:19|20)\d\d)/(\d{1,2})(?:/|$)")


def picture_time(url: str) -> When | None:
    """When the address says that the picture was made or stored; None where it says nothing.

    >>> picture_time("https://i.post.example/67ae46d7a1b2c3d4e5f60718.jpg").at.isoformat()
    '2025-02-13T19:24:07+00:00'
    """
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:  # an address that is none
        return None
    for match in _OBJECT_ID.finditer(path):
        name = match[1].lower()
        when = from_seconds(
            int(name[:8], 16), name, "the first 8 of 24 hex digits, an object id, are seconds since 1970"
        )
        if when is not None and any(char.isalpha() for char in name):
            return when
    for match in _EPOCH.finditer(path):
        unit, name = (1000, "milliseconds") if len(match[1]) == 13 else (1, "seconds")
        when = from_seconds(int(match[1]) / unit, match[1], f"digits that can be {name} since 1970")
        if when is not None:
            return when
    return path_date(url)


def path_date(url: str) -> When | None:
    """The day or month that an address carries in its path, as in `/2025/02/13/` or `-20250213`.

    >>> path_date("https://post.example/2025/02/13/treaty").earliest
    datetime.date(2025, 2, 13)
    >>> path_date("https://post.example/article/A2025021319240001").earliest
    datetime.date(2025, 2, 13)
    """
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    for match in _PATH_DAY.finditer(path):
        day = a_day(int(match[1]), int(match[3]), int(match[4]))
        if day is not None and day.year >= 1990:
            return When(
                earliest=day, latest=day, precision=Precision.DAY, words=match[0], reason="the address carries the day"
            )
    for match in _PATH_STAMP.finditer(path):
        day = a_day(int(match[1]), int(match[2]), int(match[3]))
        if day is not None:
            reason = "a number in the address begins with the day and the time"
            return When(earliest=day, latest=day, precision=Precision.DAY, words=match[0], reason=reason)
    for match in _PATH_MONTH.finditer(path):
        first = a_day(int(match[1]), int(match[2]), 1)
        if first is not None and first.year >= 1990:
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            month = When(earliest=first, latest=last, precision=Precision.MONTH, words=match[0].strip("/"))
            return replace(month, reason="the address carries the month")
    return None
