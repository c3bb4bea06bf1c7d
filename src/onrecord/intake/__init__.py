"""What other programs made, and what we wrote ourselves, into a record."""
