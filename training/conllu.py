"""Read gold trees in CoNLL-U."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tree:
    """One sentence with the columns of its syntactic words; ``heads`` are word indices, -1 for the root."""

    sent_id: str
    text: str
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]


def read_trees(path: Path) -> list[Tree]:
    """All sentences of a gzipped CoNLL-U file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [_tree(block) for block in _blocks(lines)]


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if stripped := line.rstrip("\n"):
            block.append(stripped)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _tree(block: list[str]) -> Tree:
    comments = dict(line[2:].split(" = ", 1) for line in block if line.startswith("# ") and " = " in line)
    rows = [line.split("\t") for line in block if not line.startswith("#")]
    words = [row for row in rows if row[0].isdigit()]
    columns = list(zip(*words, strict=True))
    return Tree(
        sent_id=comments.get("sent_id", ""),
        text=comments.get("text", ""),
        words=columns[1],
        lemmas=columns[2],
        upos=columns[3],
        xpos=columns[4],
        feats=columns[5],
        heads=tuple(int(head) - 1 for head in columns[6]),
        deprels=columns[7],
    )
