"""What readers know statements and actors by: numbers in the order of the text, names, and one voice per speaker."""

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.export.words import one_line, say_number, say_office
from onrecord.types.actor import Speaker
from onrecord.types.reading import Reading
from onrecord.types.statement import QuoteKind, Statement

_OPENING_MARKS = tuple("“”„‟«»‘‚‹›\"'`")  # outlets open with any of them
HUES = 8  # more colours than this cannot be told apart: further speakers get a pattern and initials


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One speaker with all that they said; `index` counts from 1, and 0 gathers what nobody known said."""

    index: int
    name: str
    office: str
    numbers: tuple[int, ...]
    actor: str | None

    @property
    def known(self) -> bool:
        """Whether it is clear who speaks."""
        return self.index > 0

    @property
    def classes(self) -> str:
        """The look of the voice: a hue, a pattern (`vx`), or the open look (`v0`)."""
        return f"v{self.index} vx" if self.index > HUES else f"v{self.index}"

    @property
    def initials(self) -> str:
        """Up to two letters that stand beside the number where hues have run out."""
        if self.index <= HUES:
            return ""
        words = [word for word in self.name.split() if word[:1].isalnum()]
        return "".join(word[0] for word in ([words[0], words[-1]] if len(words) > 1 else words)).upper()


def order_statements(reading: Reading) -> list[Statement]:
    """The statements in the order of the text: the first is number 1, everywhere."""
    return sorted(reading.statements, key=lambda one: (one.content[0].start, -one.content[-1].end))


def number_statements(reading: Reading) -> dict[str, int]:
    """The number of each statement by its id."""
    return {one.id: number for number, one in enumerate(order_statements(reading), start=1)}


def label_ids(reading: Reading) -> Callable[[str], str]:
    """A function from the id of a statement or actor to ③ or a name; other ids are `words not listed here`."""
    labels = {actor.id: one_line(actor.name) for actor in reading.actors}
    labels |= {identity: say_number(number) for identity, number in number_statements(reading).items()}
    return lambda identity: labels.get(identity, "words not listed here")


def statement_words(reading: Reading, statement: Statement) -> str:
    """The words of a statement, its pieces joined by an ellipsis; quotation marks only where words are quoted."""
    words = " … ".join(span.cut(reading.article.text).strip() for span in statement.content)
    marked = statement.kind is not QuoteKind.DIRECT or words.startswith(_OPENING_MARKS)
    return words if marked else f"“{words}”"


def find_voices(reading: Reading) -> tuple[list[Voice], dict[str, Voice]]:
    """The voices, most often heard first, those nobody knows last; and the voice of each statement by its id."""
    groups: dict[str | None, list[Statement]] = {}
    for statement in order_statements(reading):
        groups.setdefault(_identity(reading.speakers.get(statement.id)), []).append(statement)
    heard = sorted((key for key in groups if key is not None), key=lambda key: -len(groups[key]))  # stable
    numbers = number_statements(reading)
    voices, by_statement = list[Voice](), dict[str, Voice]()
    for key in [*heard, *([None] if None in groups else [])]:
        voice = _voice(reading, 0 if key is None else len(voices) + 1, groups[key], numbers)
        voices.append(voice)
        by_statement |= {one.id: voice for one in groups[key]}
    return voices, by_statement


def _voice(reading: Reading, index: int, statements: list[Statement], numbers: dict[str, int]) -> Voice:
    spoken = tuple(numbers[one.id] for one in statements)
    if index == 0:
        return Voice(index=0, name="Speaker not clear", office="", numbers=spoken, actor=None)
    speakers = [reading.speakers[one.id] for one in statements]
    names = {actor.id: actor.name for actor in reading.actors}
    name = names.get(speakers[0].actor or "", speakers[0].name)
    office = next((office for one in speakers if (office := say_office(one))), "")
    return Voice(index=index, name=one_line(name), office=office, numbers=spoken, actor=speakers[0].actor)


def _identity(speaker: Speaker | None) -> str | None:
    """What makes two statements one speaker's: the actor, or else the name; None where it is not clear who speaks."""
    if speaker is None or not speaker.resolved:
        return None
    return speaker.actor or f"name {speaker.name}"
