"""Scores of readings against keys: pure functions, no files."""
