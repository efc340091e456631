"""The word lists that ingest uses."""

from __future__ import annotations

from khabar import vocab

table = vocab.kept
words = vocab.words
