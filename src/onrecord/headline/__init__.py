"""Part 6: whether the headline is borne out."""
