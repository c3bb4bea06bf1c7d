"""Sentences, quotation marks, dates and stems of plain text."""
