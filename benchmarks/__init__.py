"""Scores, each by one command: `python -m benchmarks.NAME --data FILE [--json]`."""
