"""The openly licensed reports of the open key: which they are, and their texts from KHABAR_DATA.

A GUM text is its sentences (``# text``) in order, one space between them and a blank line at each ``# newpar``; an re3d
text is its ``text`` as it stands.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from evaluation.names import held_back
from evaluation.rows import read_rows

HALVES = ("dev", "test")
PER_HALF = 6
RE3D = "data/re3d/re3d.jsonl.gz"
FILES = (RE3D, *(f"data/gum-open/gum-{half}.conllu.gz" for half in HALVES))


def chosen(data: Path) -> dict[str, list[str]]:
    """The reports of each half: the GUM news of that split, then re3d's held-back ones in turn, by SHA-256 of the name."""
    held = sorted(
        (row["doc_id"] for row in read_rows(data / RE3D) if held_back(row["doc_id"])),
        key=lambda doc: sha256(doc.encode()).hexdigest(),
    )
    dealt = held[: PER_HALF * len(HALVES)]
    return {half: [*_news(data, half), *dealt[k :: len(HALVES)]] for k, half in enumerate(HALVES)}


def _news(data: Path, half: str) -> list[str]:
    return [doc for doc in gum_texts(data, half) if doc.startswith("GUM_news_")]


def texts(data: Path, half: str) -> dict[str, str]:
    """Texts by name: the GUM documents of the half's split, and all of re3d."""
    return gum_texts(data, half) | {row["doc_id"]: row["text"] for row in read_rows(data / RE3D)}


def credits(data: Path, half: str) -> dict[str, dict[str, str]]:
    """Licence and address of each report by name: what using it asks us to name."""
    gum = read_rows(data / f"data/gum-open/gum-{half}.jsonl.gz")
    found = {row["doc_id"]: {"licence": row["text_licence"], "url": row["source_url"]} for row in gum}
    re3d = read_rows(data / RE3D)
    return found | {row["doc_id"]: {"licence": row["licence"], "url": row["url"]} for row in re3d}


def gum_texts(data: Path, split: str) -> dict[str, str]:
    """Texts of a GUM split by name."""
    found: dict[str, str] = {}
    doc, between = "", ""
    for kind, value in _comments(data / f"data/gum-open/gum-{split}.conllu.gz"):
        if kind == "newdoc":
            doc = value
            found[doc] = between = ""
        elif kind == "newpar":
            between = "\n\n" if found[doc] else ""
        else:
            found[doc] += between + value
            between = " "
    return found


def _comments(path: Path) -> Iterator[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            name, _, value = line.rstrip("\n").partition(" = ")
            if name in ("# newdoc id", "# newpar", "# text"):
                yield name.split()[1], value
