"""A pipe for spaCy: `nlp.add_pipe("onrecord")`, on any pipeline, a blank one too.

It sets `doc.spans["onrecord_source"]`, `["onrecord_cue"]` and `["onrecord_content"]`, one span for each unbroken piece
with the statement's id as `span.id_`, and `doc._.statements`, a list of the statements in the published JSON shape.
Wherever code points stand in it as `start` and `end`, the tokens that hold them stand as `token_start`, `token_end`.

Limits: spaCy refuses a text of more than `nlp.max_length` characters (1,000,000 unless it is changed) before any pipe
sees it. A Doc carries no day of publication, so days such as “Thursday” stay open.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from onrecord.article.make import make_article
from onrecord.errors import InputError
from onrecord.export.reading_json import reading_to_dict
from onrecord.types.article import Media, Page

if TYPE_CHECKING:
    from onrecord.pipeline.read import Reader

ROLES = ("source", "cue", "content")

if not Doc.has_extension("statements"):
    Doc.set_extension("statements", default=[])


def raise_problem(_name: str, _pipe: object, _docs: object, problem: Exception) -> None:
    """What is done with a document that fails, unless the pipeline says otherwise."""
    raise problem


class Statements:
    """The pipe. The weights are opened when the first document comes, and once in each process."""

    def __init__(self, name: str = "onrecord") -> None:
        self.name = name
        self._reader: Reader | None = None
        self._handler: Callable[..., Any] = raise_problem

    def __getstate__(self) -> dict[str, Any]:
        return {"name": self.name, "_reader": None, "_handler": self._handler}  # another process opens the weights anew

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    def __call__(self, doc: Doc) -> Doc:
        """The document with its statements; one without any text to read has none."""
        found = self._read(doc.text)
        doc._.statements = _with_tokens(found, doc)
        for role in ROLES:
            spans = [_span_of(doc, place, role, one["id"]) for one in found for place in one[role]]
            doc.spans[f"onrecord_{role}"] = SpanGroup(doc, name=f"onrecord_{role}", spans=spans)
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """The documents, one after another: windows run alone, so that a batch would gain nothing."""
        del batch_size
        for doc in stream:
            try:
                yield self(doc)
            except Exception as problem:  # noqa: BLE001 - the pipeline's own handler decides, as for every pipe
                self.get_error_handler()(self.name, self, [doc], problem)

    def get_error_handler(self) -> Callable[..., Any]:
        """What to do with a document that fails."""
        return self._handler

    def set_error_handler(self, handler: Callable[..., Any]) -> None:
        """Called by the pipeline."""
        self._handler = handler

    def _read(self, text: str) -> list[dict[str, Any]]:
        if not text.strip():
            return []
        if self._reader is None:
            from onrecord.pipeline.read import Reader  # noqa: PLC0415 - the weights' library is heavy

            self._reader = Reader()
        try:
            article = make_article(Page(source="spaCy", media=Media.ROW, content=text))
        except InputError:  # nothing to read in it
            return []
        found: list[dict[str, Any]] = reading_to_dict(self._reader.read_article(article))["statements"]
        return found


@Language.factory("onrecord", assigns=["doc.spans", "doc._.statements"])
def make_component(nlp: Language, name: str) -> Statements:
    """The pipe for a pipeline."""
    del nlp
    return Statements(name)


def _span_of(doc: Doc, place: dict[str, Any], role: str, id_: str) -> Span:
    """The tokens that hold a place: all of those it touches."""
    span: Span | None = doc.char_span(
        place["start"], place["end"], label=role.upper(), span_id=id_, alignment_mode="expand"
    )
    if span is None:
        raise ValueError(f"no token of the document holds [{place['start']}, {place['end']})")
    return span


def _with_tokens(value: Any, doc: Doc) -> Any:  # noqa: ANN401 - any JSON value
    """The same value, with tokens beside code points."""
    if isinstance(value, list):
        return [_with_tokens(one, doc) for one in value]
    if not isinstance(value, dict):
        return value
    found = {key: _with_tokens(one, doc) for key, one in value.items()}
    if "start" in value and "end" in value:
        span = _span_of(doc, value, "", "")
        found |= {"token_start": span.start, "token_end": span.end}
    return found
