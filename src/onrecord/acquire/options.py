"""What a caller may set when sources are opened."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.errors import UsageError

FIELDS = ("id", "text", "html", "title", "date", "author", "url", "outlet", "language")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOptions:
    """Limits and names. `columns` maps a field of an article to the column of a JSONL or CSV that holds it.

    Raises UsageError where `columns` names a field that does not exist.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    max_article_bytes: int = 20_000_000
    timeout_s: float = 20.0  # without an answer
    max_fetch_s: float = 60.0  # for the whole of one page
    max_redirects: int = 10
    public_only: bool = False  # for a server that fetches what others ask: no address inside a network is reached

    def __post_init__(self) -> None:
        unknown = [name for name in self.columns if name not in FIELDS]
        if unknown:
            raise UsageError(
                f"no article has a field {', '.join(map(repr, unknown))}; the fields are {', '.join(FIELDS)}"
            )

    def column(self, name: str) -> str:
        """The column that holds the field: the mapped one, or the field's own name."""
        return self.columns.get(name, name)
