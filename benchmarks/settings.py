"""Place, occasion and audience of statements: python -m benchmarks.settings --data FILE [--json].

FILE is polnear/train; the gold is ours (`gold/polnear_train_settings.jsonl`): 200 statements that people marked there,
120 drawn at random and 80 from sentences with a word such as "interview" or "told", and what their sentence says of
place, occasion and audience, as offsets. Source, cue and content are given. A field is found when it shares half of
its characters or more with the marked one (Jaccard). Every second statement was looked at while rules were written
("seen"); the others were not ("unseen").
"""

import hashlib
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contract import Row, arguments, read_rows, report
from onrecord.statements.setting import find_settings
from onrecord.text.dates import find_dates
from onrecord.text.sentences import cut_sentences
from onrecord.types.article import Article
from onrecord.types.span import Span
from onrecord.types.statement import Mode, Polarity, QuoteKind, Statement

_GOLD = Path(__file__).parent / "gold" / "polnear_train_settings.jsonl"
FIELDS = ("place", "occasion", "audience")
_HIT = 0.5  # Jaccard of characters


@dataclass(frozen=True, slots=True)
class Judged:
    """One field of one statement: the marked place and ours, None where there is none."""

    field: str
    stratum: str
    seen: bool
    gold: Span | None
    found: Span | None


def judge(rows: Sequence[Row]) -> list[Judged]:
    """Every field of every marked statement; exits with one line where the corpus is another one."""
    texts = {row["id"]: row["text"] for row in rows}
    marked = [json.loads(line) for line in _GOLD.read_text("utf-8").splitlines()]
    of_article: dict[str, list[tuple[int, Row]]] = {}
    for number, one in enumerate(marked):
        text = texts.get(one["id"])
        if text is None or hashlib.sha256(text.encode()).hexdigest() != one["text_sha256"]:
            sys.exit(f"the text of {one['id']} is not the one that {_GOLD.name} was marked on; give polnear/train")
        of_article.setdefault(one["id"], []).append((number, one))
    judged: list[Judged] = []
    for id_, listed in of_article.items():
        statements = [_statement(one) for _, one in listed]
        text = texts[id_]
        article = Article(id=id_, source=id_, text=text)
        settings = find_settings(article, statements, cut_sentences(text), find_dates(text, None))
        for (number, one), statement in zip(listed, statements, strict=True):
            for field in FIELDS:
                gold = Span(*one[field]) if one[field] else None
                phrase = getattr(settings[statement.id], field)
                judged.append(Judged(field, one["stratum"], number % 2 == 0, gold, phrase and phrase.span))
    return judged


def _statement(one: Row) -> Statement:
    source, cue, content = (tuple(Span(*span) for span in one[role]) for role in ("source", "cue", "content"))
    return Statement(
        article_id=one["id"],
        kind=QuoteKind.INDIRECT,
        mode=Mode.SAID,
        polarity=Polarity.AFFIRMED,
        confidence=1.0,
        made_by="gold",
        source=source,
        cue=cue,
        content=content,
    )


def f1(judged: Sequence[Judged]) -> dict[str, float]:
    """Precision, recall and F1 over fields that are marked or found."""
    hits = sum(_is_hit(one) for one in judged)
    found, gold = sum(one.found is not None for one in judged), sum(one.gold is not None for one in judged)
    return {
        "f1": 2 * hits / (found + gold) if found + gold else 1.0,
        "precision": hits / found if found else 1.0,
        "recall": hits / gold if gold else 1.0,
    }


def _is_hit(one: Judged) -> bool:
    if one.gold is None or one.found is None:
        return False
    shared = min(one.gold.end, one.found.end) - max(one.gold.start, one.found.start)
    whole = max(one.gold.end, one.found.end) - min(one.gold.start, one.found.start)
    return shared / whole >= _HIT


def main() -> None:
    given = arguments(__doc__ or "").parse_args()
    rows = read_rows(given.data)
    started = time.process_time()
    judged = judge(rows)
    groups = {
        "": judged,
        "unseen_": [one for one in judged if not one.seen],
        "seen_": [one for one in judged if one.seen],
    }
    groups |= {f"{name}_": [one for one in judged if one.stratum == name] for name in ("random", "word")}
    metrics: dict[str, float | int] = {}
    for name, some in groups.items():
        metrics |= {f"{name}{key}": value for key, value in f1(some).items()}
    for field in FIELDS:
        metrics |= {f"{field}_{key}": value for key, value in f1([one for one in judged if one.field == field]).items()}
    metrics |= {f"marked_{field}": n for field, n in Counter(one.field for one in judged if one.gold).items()}
    result = {
        "benchmark": "settings",
        "data": given.data.name,
        "rows": len(judged) // len(FIELDS),
        "seconds": time.process_time() - started,
        "metrics": metrics,
    }
    report(result, as_json=given.json)


if __name__ == "__main__":
    main()
