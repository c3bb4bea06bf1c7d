"""Part 1: who each source is."""
