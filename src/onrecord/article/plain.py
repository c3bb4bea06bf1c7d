"""What stands in a plain text or Markdown article beside its running text: headline, byline, pictures, signature."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.article.byline import split_byline
from onrecord.article.credits import Link
from onrecord.article.metadata import host_of
from onrecord.text.late import LatePattern
from onrecord.types.article import Byline, Picture
from onrecord.types.span import Span

_PICTURE = LatePattern(
    r"!\[(?P<alt>[^\]\n]{0,300})\]\(\s*<?(?P<url>[^\s()<>]+)>?(?:\s+\"[^\"\n]*\")?\s*\)", needs=("![",)
)
_LINK = LatePattern(r"(?<!!)\[(?P<words>[^\[\]\n]{1,200})\]\((?P<url>https?://[^\s()]+)\)", needs=("](http",))
_BARE_URL = LatePattern(r"https?://[^\s<>()\[\]\"“”]+", needs=("://",))
_BYLINE = re.compile(r"(?:by|von|par|por|di|door|av|af)\b[:\s]\s*\S", re.IGNORECASE)
_SIGNATURE = re.compile(r"[—–]\s*\S|--?\s+[^\W\d_]")
_UNDERLINE = LatePattern(r"^(?:=+|-{3,})[ \t]*$", needs=("=|---",))
_FINAL = re.compile(r"[.;,:][\"'”’»)]*$")
_ABBREVIATED = LatePattern(r"(?:\b[A-Z]|\b(?:Inc|Ltd|Co|Jr|Sr|St|Corp|vs|etc))\.$", needs=(".",))
_MAX_HEADLINE = 180
_MAX_SIGNATURE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line that is not blank; the span has no white space at its ends."""

    words: str
    span: Span
    blank_after: bool


def read_lines(text: str) -> list[Line]:
    """The lines that are not blank, in order."""
    lines: list[Line] = []
    pieces = text.split("\n")
    start = 0
    for number, piece in enumerate(pieces):
        words = piece.strip()
        if words:
            begin = start + len(piece) - len(piece.lstrip())
            blank = number + 1 >= len(pieces) or not pieces[number + 1].strip()
            lines.append(Line(words=words, span=Span(begin, begin + len(words)), blank_after=blank))
        start += len(piece) + 1
    return lines


# such as: Reporting by two people, each in a place, then the editors
_REPORTING = LatePattern(r"\(?(?:additional )?reporting by (?P<names>[^;()]+)", re.IGNORECASE, needs=("reporting by ",))
_IN_PLACE = LatePattern(r"\s+in\s+[^\W\d_][\w'’. -]*?(?=,|\s+and\s|$)")


def find_headline(lines: list[Line], title: str | None) -> Span | None:
    """Where the headline stands: the first line if it is the title, or else looks like one.

    A title that was given and is not the first line is no part of the text. Without one, a headline is
    marked with "#" or underlined, or is short, ends in no full stop and has an empty line below.
    """
    first = next((line for line in lines[:3] if not _PICTURE.fullmatch(line.words)), None)
    if first is None:
        return None
    marks = len(first.words) - len(first.words.lstrip("#")) if first.words.startswith("#") else 0
    words = first.words[marks:].strip(" \t#*_")
    if not words:
        return None
    start = first.span.start + first.words.index(words)
    span = Span(start, start + len(words))
    if title is not None:
        return span if _same(words, title) else None
    if marks and len(words) <= 2 * _MAX_HEADLINE:
        return span
    at = lines.index(first) + 1
    underlined = at < len(lines) and _UNDERLINE.match(lines[at].words) is not None
    ends_open = not _FINAL.search(words) or _ABBREVIATED.search(words) is not None
    signed = at < len(lines) and _looks_like_byline(lines[at].words)
    short = len(words) <= _MAX_HEADLINE and (ends_open or underlined)
    return (
        span
        if short and (first.blank_after or underlined or signed) and len(lines) > 1 and not _looks_like_byline(words)
        else None
    )


def find_bylines(lines: list[Line]) -> Iterator[tuple[Line, Byline]]:
    """Lines that say who wrote it: "By …" among the first six, "By …" or "— Name, Outlet" among the last four."""
    last = len(lines) - 4
    for number, line in enumerate(lines):
        if (
            6 <= number < last
            or len(line.words) > _MAX_SIGNATURE
            or (number == 0 and len(lines) > 1 and not _looks_like_byline(line.words))
        ):
            continue
        bare = line.words.strip("*_ ")
        signed = number >= max(1, last) and _SIGNATURE.match(bare) and not bare.endswith((".", "?", "!", "”", '"'))
        reported = _REPORTING.match(bare)
        if _looks_like_byline(bare) or signed or reported:
            byline = split_byline(f"By {_IN_PLACE.sub('', reported['names'])}" if reported else bare)
            if byline.people or byline.outlets:
                yield line, byline


def _looks_like_byline(words: str) -> bool:
    if (
        not _BYLINE.match(words.strip("*_ "))
        or words.rstrip("*_ ").endswith((".", "?", "!"))
        or len(words) > _MAX_SIGNATURE
    ):
        return False
    byline = split_byline(words.strip("*_ "))
    return bool(byline.people) or bool(byline.outlets)


def find_pictures(text: str) -> Iterator[tuple[Span, Picture]]:
    """Markdown pictures and where their markup stands."""
    for match in _PICTURE.finditer(text):
        host = host_of(match["url"])
        if host is not None:
            yield Span(*match.span()), Picture(url=match["url"], host=host, caption=match["alt"].strip() or None)


def find_links(text: str) -> list[Link]:
    """Markdown links and bare addresses."""
    links = [Link(words=match["words"], url=match["url"]) for match in _LINK.finditer(text)]
    links += [Link(words=match[0], url=match[0].rstrip(".,;:!?")) for match in _BARE_URL.finditer(text)]
    return links


def underlines(lines: list[Line]) -> list[Span]:
    """Underlines of headings, which are no words."""
    return [line.span for line in lines if _UNDERLINE.match(line.words)]


def _same(first: str, second: str) -> bool:
    """Whether the two are alike up to punctuation, white space and case."""
    return bool(_folded(first)) and _folded(first) == _folded(second)


def _folded(words: str) -> str:
    return re.sub(r"[\W_]+", "", words.casefold())
