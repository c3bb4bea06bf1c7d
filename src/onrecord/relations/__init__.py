"""Part 2: how statements stand to each other."""
