"""Error analysis, part by part, on development data: ``python -m evaluation.errors`` writes ``docs/errors.md``."""
