"""Links into the text: every place that a fact rests on gets a key, which text and style sheet then share."""

from urllib.parse import urlsplit

from onrecord.export.labels import Voice
from onrecord.export.page import Link, Sentence
from onrecord.export.segments import Mark
from onrecord.export.sentences import Piece
from onrecord.types.reading import Reading
from onrecord.types.span import Span


class Places:
    """Collects the places that a page links to, while its notes and panels are made."""

    def __init__(self, reading: Reading, voices: dict[str, Voice], numbers: dict[str, int]) -> None:
        self._text = reading.article.text
        self._statement_voices = voices
        self._numbers = numbers
        self._actor_voices = {voice.actor: voice for voice in voices.values() if voice.actor is not None}
        self._marks: dict[str, Mark] = {}

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every place asked for so far."""
        return tuple(self._marks.values())

    def link(self, span: Span) -> str | None:
        """The link to a place; None where there is nothing to see there."""
        if not span.cut(self._text).strip():
            return None
        key = f"w{span.start}-{span.end}"
        self._marks[key] = Mark(key=key, span=span)
        return f"#{key}"

    def printed(self, span: Span) -> Link:
        """The words of a place, as a link to it."""
        return Link(words=span.cut(self._text), href=self.link(span), look="printed")

    def quoted(self, span: Span) -> Sentence:
        """The words of a place in quotation marks."""
        return (Link(words="“"), self.printed(span), Link(words="”"))

    def set_pieces(self, pieces: tuple[Piece, ...]) -> Sentence:
        """Pieces of a sentence as links: statements by their number, actors to their panel, words to their place."""
        return tuple(self._set(piece) for piece in pieces)

    def _set(self, piece: Piece) -> Link:
        if piece.ref in self._numbers:
            voice = self._statement_voices[piece.ref]
            return Link(words=str(self._numbers[piece.ref]), href=f"#q{self._numbers[piece.ref]}", voice=voice)
        if piece.ref in self._actor_voices:
            return Link(words=piece.words, href=f"#voice{self._actor_voices[piece.ref].index}")
        if piece.span is None:
            return Link(words=piece.words, look="inferred" if piece.inferred else "")
        return Link(words=piece.words, href=self.link(piece.span), look="inferred" if piece.inferred else "printed")


def web_link(url: str | None) -> str | None:
    """The address where it is a plain web address; None for every other scheme, which a page must not link.

    >>> web_link("javascript:alert(1)")
    """
    if url is None or any(ord(character) <= 32 for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:  # an unclosed bracket in the host
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None
