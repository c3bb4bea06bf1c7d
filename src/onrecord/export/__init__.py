"""Readings as JSON, HTML and terminal tables."""
