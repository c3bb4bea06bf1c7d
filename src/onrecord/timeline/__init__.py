"""Part 4: dated events and statements, in order."""
