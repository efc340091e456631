"""One training sentence with the labels that its data set gives; ``None`` stands where a label is unknown."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

SOURCES = ("ewt", "gum", "wikigold", "re3d")

Labels = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """Labels stand one per word, or the tuple is empty; ``factuality`` holds (word, value) pairs.

    ``predicates`` are word indices, None where the data set does not tell; ``roles`` are (predicate, argument, label).
    """

    source: str
    sent_id: str
    text: str
    words: tuple[str, ...]
    upos: Labels = ()
    xpos: Labels = ()
    feats: Labels = ()
    lemmas: Labels = ()
    heads: tuple[int, ...] = ()
    deprels: Labels = ()
    names: Labels = ()
    factuality: tuple[tuple[int, float], ...] = ()
    predicates: tuple[int, ...] | None = None
    roles: tuple[tuple[int, int, str], ...] = ()


def write_examples(path: Path, examples: Iterable[Example]) -> None:
    """Write examples as gzipped JSON Lines, with no time stamp inside."""
    text = "".join(json.dumps(asdict(example), ensure_ascii=False) + "\n" for example in examples)
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def read_examples(path: Path) -> list[Example]:
    """Read what :func:`write_examples` wrote."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [_example(json.loads(line)) for line in lines]


def _example(row: dict[str, object]) -> Example:
    fixed = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    fixed["factuality"] = tuple((int(word), float(value)) for word, value in row["factuality"])  # type: ignore[attr-defined]
    fixed["roles"] = tuple((int(p), int(a), str(label)) for p, a, label in row["roles"])  # type: ignore[attr-defined]
    return Example(**fixed)  # type: ignore[arg-type]
