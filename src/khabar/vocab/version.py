"""One hash over all word lists, part of the key under which readings are kept."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files


@cache
def vocabulary_version() -> str:
    """The hash of all word lists, by name and content."""
    digest = hashlib.sha256()
    for path in sorted(files("khabar.vocab").iterdir(), key=lambda p: p.name):
        if path.name.endswith(".tsv"):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
