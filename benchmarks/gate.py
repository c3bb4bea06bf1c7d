"""Refuses scores below the floors: python -m benchmarks.gate --data FOLDER (that of the labelled corpora).

floors.json holds, for each benchmark and set, the least value of each metric and a digest of the gold file, so
that a floor is never compared with a score on other data.
"""

import argparse
import hashlib
import json
import subprocess
import sys
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    given = parser.parse_args()
    failures = 0
    for gate in json.loads(FLOORS.read_text()):
        gold = given.data / gate["data"]
        if not gold.exists():
            sys.exit(f"{gold} is not there; give --data the folder that holds the labelled corpora")
        digest = hashlib.sha256(gold.read_bytes()).hexdigest()
        if digest != gate["sha256"]:
            sys.exit(f"{gold} has digest {digest[:12]}…, the floors were set on {gate['sha256'][:12]}…: use that file")
        command = [
            sys.executable,
            "-m",
            f"benchmarks.{gate['benchmark']}",
            "--data",
            str(gold),
            "--json",
            *gate.get("options", ()),
        ]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode:
            sys.exit(f"{' '.join(command)} failed:\n{run.stderr}")
        metrics = json.loads(run.stdout.splitlines()[-1])["metrics"]
        for metric, floor in gate["floors"].items():
            ok = metrics[metric] >= floor
            failures += not ok
            named = " ".join([gate["benchmark"], *gate.get("options", ())])
            print(
                f"{'ok  ' if ok else 'LOW '} {named:17} {gate['data']:36} {metric:22} {metrics[metric]:.4f} (floor {floor})"
            )
    if failures:
        sys.exit(
            f"{failures} below their floor: find out why; a floor is lowered only with a changelog line that says so"
        )


if __name__ == "__main__":
    main()
