"""Cold start of the command, as a ratio to loading the model alone: python -m benchmarks.start [--json].

The yardstick is a new process that imports onnxruntime and opens the shipped weights; both sides are the best
of some runs, taken in turn. Also: seconds for an 800-word article once started, and the command's peak memory.
"""

import argparse
import compileall
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import onrecord
from benchmarks.contract import report
from onrecord.inference.session import WEIGHTS
from onrecord.pipeline.read import Reader
from onrecord.types.article import Given, Media, Page

_SENTENCES = (
    "The harbour minister said on Tuesday that the ferry would sail all winter.",
    "“We have the money and we have the crews,” she told reporters in the port.",
    "Shipping firms were not convinced.",
    "According to the pilots’ union, two of the boats have not been inspected since March.",
    "The ministry did not say when the inspections would be made.",
)


def article_of(words: int) -> str:
    """A text of about so many words, of our own making."""
    lines: list[str] = ["Ferry to sail all winter, minister says"]
    while sum(len(line.split()) for line in lines) < words:
        lines.append(" ".join(_SENTENCES))
    return "\n\n".join(lines)


def run(command: list[str], env: dict[str, str] | None = None) -> tuple[float, int]:
    """Seconds on the wall and peak memory in bytes of one run."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, **(env or {})})
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"{' '.join(command)} failed; run it by hand to see why")
    return seconds, usage.ru_maxrss * 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--runs", type=int, default=7)
    given = parser.parse_args()
    started = time.perf_counter()
    compileall.compile_dir(Path(onrecord.__file__).parent, quiet=2)  # as pip does for those who install it
    model = next(WEIGHTS.glob("statements-*/model.onnx"))
    load = f"import onnxruntime as o; s = o.SessionOptions(); s.intra_op_num_threads = 1; o.InferenceSession({str(model)!r}, s)"
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / "article.txt"
        article.write_text(article_of(60), encoding="utf-8")
        ours, floor, memory = [], [], 0
        for _ in range(given.runs):
            floor.append(run([sys.executable, "-c", load])[0])
            seconds, peak = run([sys.executable, "-m", "onrecord.cli", "read", str(article), "--jsonl"])
            ours.append(seconds)
            memory = max(memory, peak)
    reader = Reader()
    page = Page(source="long", media=Media.ROW, content=article_of(800), given=Given(id="long"))
    list(reader.read_pages([page]))
    once = time.perf_counter()
    list(reader.read_pages([page]))
    seconds_800 = time.perf_counter() - once
    metrics = {
        "start_ratio": min(ours) / min(floor),
        "start_s": min(ours),
        "model_load_s": min(floor),
        "article_800_words_s": seconds_800,
        "peak_memory_mb": memory / 1e6,
    }
    result = {"benchmark": "start", "data": "own text", "articles": 1, "metrics": metrics, "peers": {},
              "seconds": time.perf_counter() - started}  # fmt: skip
    report(result, as_json=given.json)


if __name__ == "__main__":
    main()
