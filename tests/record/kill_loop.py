"""Kills `onrecord add` at random moments, again and again: python -m tests.record.kill_loop [ROUNDS].

Prints what the record holds in the end, which must be every article once, and whether it is whole.
"""

import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ARTICLES = 40


def write_articles(folder: Path) -> Path:
    """A table of short articles of our own."""
    rows = [
        {
            "id": f"n{n}",
            "text": f"Anna Reyer said on Monday that pier {n} would open. “We are ready,” she said of it.",
            "date": "2031-03-04",
        }
        for n in range(ARTICLES)
    ]
    path = folder / "news.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def run_killed(rounds: int, folder: Path, seed: int) -> int:
    """Starts as many runs and kills each at a random moment; gives how many came to their end before that."""
    rng = random.Random(seed)
    path, record = write_articles(folder), folder / "news.db"
    command = [sys.executable, "-m", "onrecord.cli", "add", str(path), "--record", str(record), "--jobs", "1"]
    ended = 0
    for number in range(rounds):
        if number % 3 == 2:  # a record that is whole is not written any more: begin another one
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            check_whole(folder)
            for part in folder.glob("news.db*"):
                part.unlink()
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0.3, 1.6))
        if run.poll() is None:
            run.send_signal(signal.SIGKILL)
        else:
            ended += 1
        run.wait()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return ended


def check_whole(folder: Path) -> None:
    """Raises AssertionError where anything was lost, doubled or damaged."""
    told, found = json.loads(ask(folder, "stats").stdout), json.loads(ask(folder, "verify").stdout)
    wanted = {
        "articles": ARTICLES,
        "versions": ARTICLES,
        "captures": ARTICLES,
        "statements": 2 * ARTICLES,
        "unread_captures": 0,
    }
    if {name: told[name] for name in wanted} != wanted or found["findings"]:
        raise AssertionError(f"{told}, {found['findings']}")


def ask(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """A command on the record that was killed so often."""
    command = [sys.executable, "-m", "onrecord.cli", *words, "--record", str(folder / "news.db"), "--json"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        whole = run_killed(int(sys.argv[1]) if len(sys.argv) > 1 else 200, Path(name), 7)
        print(f"{whole} runs came to their end before they were killed")
        print(ask(Path(name), "stats").stdout)
        print(ask(Path(name), "verify").stdout)
