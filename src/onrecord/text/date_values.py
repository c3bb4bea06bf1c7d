"""From the words of a date to days of the calendar, with the reasoning."""

from onrecord.text.date_printed import PRINTED
from onrecord.text.date_relative import RELATIVE
from onrecord.text.date_scene import Match, Scene, Value

_RESOLVERS = {**PRINTED, **RELATIVE}


def resolve_form(form: str, match: Match, scene: Scene) -> Value:
    """The days that a form of a date stands for."""
    try:
        return _RESOLVERS[form](match, scene)
    except (ValueError, OverflowError):  # a stretch that runs over either end of the calendar
        return Value(None, "outside the calendar")
