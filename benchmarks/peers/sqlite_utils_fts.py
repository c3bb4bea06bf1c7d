"""sqlite-utils with full-text search on the rows of standard input: how long adding takes, and each query."""

import json
import sys
import tempfile
import time
from pathlib import Path

import sqlite_utils

told = json.load(sys.stdin)
with tempfile.TemporaryDirectory() as folder:
    db = sqlite_utils.Database(Path(folder) / "peer.db")
    table = db["statement"]
    with open(told["rows"], encoding="utf-8") as lines:
        started = time.perf_counter()
        table.insert_all((json.loads(line) for line in lines), pk="sid", batch_size=1000)
        read = time.perf_counter() - started
    started = time.perf_counter()
    table.enable_fts(["content", "speaker", "role", "organisation"], create_triggers=True)
    index = time.perf_counter() - started
    answers = {}
    for kind, queries in told["queries"].items():
        times = []
        for query in queries:
            started = time.perf_counter()
            if kind == "by id":
                table.get(query)
            else:
                list(table.search(query, limit=20))
            times.append(time.perf_counter() - started)
        answers[kind] = times
    print(json.dumps({"add_s": read + index, "queries": answers}))
