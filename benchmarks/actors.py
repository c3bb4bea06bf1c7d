"""Actors across articles: python -m benchmarks.actors --data FILE [--json].

FILE is in the format of ecbplus. The people and organisations of each document are given with their forms as marked;
what is scored is which of them are held to be one across all documents, by pairs and by CoNLL F1, for people and
for organisations. Mentions to which the corpus gives no cluster are left out. `named_` are the scores on
those of them that have a name: what is only called "police" or "a man" is never one actor across articles here, since
nothing shows that it is; the corpus, whose articles tell of few events, joins them. Beside it two peers in the same run: equal names, and rapidfuzz's token_set_ratio of 90 or more
joined by single links.

Also scored are the traps that we wrote (`gold/actor_traps.jsonl`, invented people and bodies): a trap counts when all
its pairs are as they should be. --traps prints each.
"""

import json
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz, process

from benchmarks.contract import Row, arguments, read_rows, report
from benchmarks.coreference import scores
from onrecord.speakers.actors import link
from onrecord.speakers.name_forms import fold, is_name
from onrecord.speakers.roster import read_roster
from onrecord.types.actor import ActorKind, Profile

TRAPS = Path(__file__).parent / "gold" / "actor_traps.jsonl"
_KINDS = {"HUMAN_PART_PER": ActorKind.PERSON, "HUMAN_PART_ORG": ActorKind.ORGANISATION}


def read_profiles(rows: Sequence[Row], kind: ActorKind) -> tuple[list[Profile], dict[str, str]]:
    """One profile per entity of a document, and the entity that it is across documents."""
    profiles: list[Profile] = []
    gold: dict[str, str] = {}
    for row in rows:
        forms: dict[str, list[str]] = defaultdict(list)
        across: dict[str, bool] = {}
        for mention in row["mentions"]:
            if _KINDS.get(mention["type"]) is kind and mention["cluster"]:
                cluster = str(mention["cluster"])
                forms[cluster].append(" ".join(row["text"][mention["start"] : mention["end"]].split()))
                across[cluster] = bool(mention["cross"])
        named = _others(row)
        for cluster, printed in forms.items():
            id_ = f"{row['doc']}\n{cluster}"
            names = [form for form in printed if is_name(form) and len(form.split()) <= 6]
            counted = Counter(names)
            name = max(counted, key=lambda form: (len(form.split()) > 1, counted[form], len(form)), default=printed[0])
            own_kind = kind if names else ActorKind.GROUP
            profiles.append(
                Profile(id=id_, kind=own_kind, name=name, forms=tuple(dict.fromkeys(printed)), beside=named)
            )
            gold[id_] = cluster if across[cluster] else id_
    return profiles, gold


def _others(row: Row) -> tuple[str, ...]:
    """Every name of a document's people and bodies."""
    marked = (" ".join(row["text"][m["start"] : m["end"]].split()) for m in row["mentions"] if m["type"] in _KINDS)
    return tuple(dict.fromkeys(form for form in marked if is_name(form) and len(form.split()) <= 6))


def ours(profiles: Sequence[Profile]) -> dict[str, str]:
    """Which identity each profile is held to be."""
    return {id_: one.profiles[0] for one in link(profiles).identities for id_ in one.profiles}


def by_equal_name(profiles: Sequence[Profile]) -> dict[str, str]:
    """The peer "equal names"."""
    return {one.id: fold(one.name) for one in profiles}


def by_fuzzy_name(profiles: Sequence[Profile]) -> dict[str, str]:
    """The peer "token_set_ratio 90": names joined by single links."""
    names = sorted({fold(one.name) for one in profiles})
    parent = {name: name for name in names}

    def find(name: str) -> str:
        while parent[name] != name:
            name = parent[name]
        return name

    for name in names:
        for other, _, _ in process.extract(name, names, scorer=fuzz.token_set_ratio, score_cutoff=90, limit=None):
            parent[find(other)] = find(name)
    return {one.id: find(fold(one.name)) for one in profiles}


def trap_results() -> dict[str, bool]:
    """Whether each trap came out right, by its name."""
    return {trap["trap"]: _is_right(trap) for trap in map(json.loads, TRAPS.read_text("utf-8").splitlines())}


def _is_right(trap: Mapping[str, list[Row]]) -> bool:
    profiles = [
        Profile(
            id=str(n),
            kind=ActorKind(one["kind"]),
            name=one["name"],
            forms=tuple(one["forms"]),
            roles=tuple((role, body) for role, body in one["roles"]),
            published=date.fromisoformat(one["published"]) if one["published"] else None,
        )
        for n, one in enumerate(trap["profiles"])
    ]
    listed = trap.get("roster", [])
    columns = sorted({key for row in listed for key in row})
    lines = [",".join(columns), *(",".join(str(row.get(key, "")) for key in columns) for row in listed)]
    roster = read_roster(lines, TRAPS.name) if listed else ()
    of = {id_: n for n, one in enumerate(link(profiles, roster=roster).identities) for id_ in one.profiles}
    same = all(of[str(a)] == of[str(b)] for a, b in trap["same"])
    return same and all(of[str(a)] != of[str(b)] for a, b in trap["apart"])


def main() -> None:
    parser = arguments(__doc__ or "")
    parser.add_argument("--traps", action="store_true", help="print each trap")
    given = parser.parse_args()
    rows = read_rows(given.data)
    started = time.process_time()
    metrics: dict[str, float | int] = {}
    peers: dict[str, dict[str, float]] = {"equal names": {}, "token_set_ratio 90": {}}
    for kind in (ActorKind.PERSON, ActorKind.ORGANISATION):
        profiles, gold = read_profiles(rows, kind)
        named = [one for one in profiles if one.kind is not ActorKind.GROUP]
        for prefix, some in ((kind.value, profiles), (f"named_{kind.value}", named)):
            wanted = {one.id: gold[one.id] for one in some}
            metrics |= {f"{prefix}_{name}": value for name, value in scores(wanted, ours(some)).items()}
            metrics[f"{prefix}_profiles"] = len(some)
            for name, peer in (("equal names", by_equal_name), ("token_set_ratio 90", by_fuzzy_name)):
                peers[name] |= {f"{prefix}_{metric}": value for metric, value in scores(wanted, peer(some)).items()}
    traps = trap_results()
    metrics["traps_right"] = sum(traps.values()) / len(traps)
    metrics["traps"] = len(traps)
    result = {
        "benchmark": "actors",
        "data": given.data.name,
        "articles": len(rows),
        "seconds": time.process_time() - started,
        "metrics": metrics,
        "peers": peers,
    }
    report(result, as_json=given.json)
    if given.traps:
        for name, right in traps.items():
            print(f"{'right' if right else 'WRONG'}  {name}")


if __name__ == "__main__":
    main()
