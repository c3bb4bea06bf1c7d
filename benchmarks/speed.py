"""How fast statements are found, and how fast peers are on the same articles in the same run."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.contract import Row
from onrecord.inference.tagger import ModelTagger
from onrecord.pipeline.read import Reader, read_statements
from onrecord.text.quotes import find_quotations
from onrecord.types.article import Article

PEERS = Path(".venv-peers/bin/python")
_SCRIPT = Path(__file__).parent / "peers" / "spacy_textacy.py"
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")


def our_speed(articles: Sequence[Article], model: str) -> dict[str, float]:
    """Articles a second: statements alone on one thread (CPU time) and on two (wall time), and the whole reading."""
    tagger = ModelTagger(model)
    reader = Reader(tagger)
    reader.read_article(articles[0])  # opens the weights
    started = time.process_time()
    for article in articles:
        read_statements(article, tagger, find_quotations(article.text))
    one = time.process_time() - started
    wall = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda article: read_statements(article, tagger, find_quotations(article.text)), articles))
    two = time.perf_counter() - wall
    started = time.process_time()
    for article in articles:
        reader.read_article(article)
    whole = time.process_time() - started
    return {
        "articles_per_cpu_s": len(articles) / one,
        "words_per_cpu_s": sum(len(article.text.split()) for article in articles) / one,
        "articles_per_s_two_threads": len(articles) / two,
        "whole_reading_articles_per_cpu_s": len(articles) / whole,
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def run_peers(rows: Sequence[Row]) -> Row:
    """What the peers' script prints for the rows; exits with one line where their environment is not there."""
    if not PEERS.exists():
        sys.exit("the peers are not installed; run: make .venv-peers/ready")
    lines = "".join(json.dumps({"id": row["id"], "text": row["text"]}) + "\n" for row in rows)
    run = subprocess.run(
        [str(PEERS), str(_SCRIPT)],
        input=lines,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **_ONE_THREAD},
    )
    if run.returncode:
        sys.exit(f"the peers failed:\n{run.stderr}")
    told: Row = json.loads(run.stdout)
    return told
