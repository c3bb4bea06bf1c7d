"""Opens the shipped weights and runs them."""
