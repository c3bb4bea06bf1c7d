"""Part 1: who is reported to have said what."""
