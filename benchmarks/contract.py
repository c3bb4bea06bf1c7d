"""What all benchmarks share: reading a set, and the one object that they print."""

import argparse
import gzip
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def read_rows(path: Path) -> list[Row]:
    """The rows of a JSONL file, plain or gzip; exits with one line where it cannot be read."""
    try:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8", newline="\n") as lines:
            return [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        sys.exit(f"{path} cannot be read as JSONL: {error}; give --data the file of a set")


def arguments(description: str) -> argparse.ArgumentParser:
    """A parser with the options that every benchmark takes."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", type=Path, required=True, help="the set, as JSONL, plain or gzip")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    parser.add_argument("--peers", action="store_true", help="run the peers that are installed beside ours")
    return parser


def report(result: Mapping[str, Any], *, as_json: bool) -> None:
    """Prints a result as one JSON object, or as a table for people."""
    if as_json:
        print(json.dumps(result))
        return
    size = next((f"{result[unit]:,} {unit}" for unit in ("articles", "rows", "pages") if unit in result), "")
    print(f"{result['benchmark']} on {result['data']}: {size}, {result['seconds']:.1f} s")
    systems = {"on record": result["metrics"], **result.get("peers", {})}
    for name, metrics in systems.items():
        print(f"\n{name}")
        for metric, value in metrics.items():
            print(f"  {metric:28} {value:.4f}" if isinstance(value, float) else f"  {metric:28} {value}")
