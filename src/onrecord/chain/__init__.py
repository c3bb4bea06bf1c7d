"""Part 5: where an article comes from."""
