"""Every error that On Record raises on purpose.

OnRecordError
├── InputError            a source that cannot be read as articles
│   ├── FetchError        a URL that did not give a page
│   ├── UnreadableError   bytes that are no article: empty, binary, too large, undecodable
│   ├── NoBodyError       a page without an article body, or with a paywall's stub
│   └── RowError          one row of a JSONL or CSV
├── UsageError            options that contradict each other or name what does not exist
│   └── MissingExtraError a part that is installed only on request
├── ModelError            weights that are missing, damaged or of another version
└── RecordError           a record that is missing, damaged, newer, in use or without room
"""


class OnRecordError(Exception):
    """The root: its message says what was found, what was wanted and what to do. It may cross between processes."""

    def __reduce__(self) -> tuple[object, ...]:
        return _remake, (type(self), self.args, self.__dict__)


class InputError(OnRecordError):
    """A source could not be read. `source` is the source as given, `reason` one line without it."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class FetchError(InputError):
    """A URL did not give a page. `status` is the HTTP status where there was an answer."""

    def __init__(self, source: str, reason: str, *, status: int | None = None) -> None:
        super().__init__(source, reason)
        self.status = status


class UnreadableError(InputError):
    """The bytes are no article: empty, binary, too large or in no known encoding."""


class NoBodyError(InputError):
    """The page holds no article body, or only the stub before a paywall."""


class RowError(InputError):
    """One row of a JSONL or CSV could not be read. `line` counts from 1."""

    def __init__(self, source: str, line: int, reason: str) -> None:
        super().__init__(f"{source}, line {line}", reason)
        self.line = line


class UsageError(OnRecordError):
    """The call cannot be carried out as asked."""


class MissingExtraError(UsageError):
    """Something needs an extra that is not installed; `extra` is its name."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs the {extra} extra: pip install 'onrecord[{extra}]'")
        self.extra = extra


class ModelError(OnRecordError):
    """Weights are missing, damaged or of another version than the code."""


class RecordError(OnRecordError):
    """A record cannot be opened, read or written."""


def _remake(kind: type[OnRecordError], words: tuple[object, ...], facts: dict[str, object]) -> OnRecordError:
    """An error that came from another process, with the attributes it had there."""
    error = kind.__new__(kind)
    error.args = words
    error.__dict__.update(facts)
    return error
