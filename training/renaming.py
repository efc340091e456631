"""Other names in the place of names: the same sentence teaches its shape with many names.

A name gives way to one of its own kind with as many words, which are capitalised and joined in the same way, so that trees,
tags and roles stay what they are. The names come from the training sentences themselves and from GeoNames (CC BY 4.0).
"""

from __future__ import annotations

import csv
import gzip
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.examples import Example

SHARE = 0.12
PLACES = 4000

Words = tuple[str, ...]
Kind = tuple[str, Words]


@dataclass(frozen=True, slots=True)
class Pool:
    """Names by their kind: label, and what each word looks like."""

    names: Mapping[Kind, Sequence[Words]]


def pool(examples: Iterable[Example], places: Iterable[str] = ()) -> Pool:
    """The different names of the examples and the names of places, in a fixed order."""
    found: dict[Kind, dict[Words, None]] = {}
    for example in examples:
        for start, end, label in spans(example.names):
            _add(found, label, example.words[start:end])
    for place in places:
        _add(found, "LOC", tuple(place.replace("-", " - ").split()))
    return Pool({kind: tuple(sorted(names)) for kind, names in sorted(found.items())})


def _add(found: dict[Kind, dict[Words, None]], label: str, words: Words) -> None:
    looks = _looks(words)
    if "X" in looks:
        found.setdefault((label, looks), {})[words] = None


def places(path: Path) -> list[str]:
    """The names of the largest places of GeoNames, largest first."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ranked = sorted(rows, key=lambda row: (-int(row["population"] or 0), row["geonameid"]))
    return [row["name"] for row in ranked[:PLACES]]


def spans(tags: Sequence[str | None]) -> Iterator[tuple[int, int, str]]:
    """Start, end (exclusive) and label of the names whose words are all labelled."""
    for start, tag in enumerate(tags):
        if tag and tag.startswith("B-"):
            end = start + 1
            while end < len(tags) and tags[end] == f"I-{tag[2:]}":
                end += 1
            if end == len(tags) or tags[end] is not None:
                yield start, end, tag[2:]


def _looks(words: Sequence[str]) -> Words:
    """X for a capitalised word, x for one that is not, and marks as they are."""
    return tuple(("X" if word[0].isupper() else "x") if word[0].isalpha() else word for word in words)


def renamed(example: Example, known: Pool, rng: random.Random) -> tuple[Sequence[str], set[int]]:
    """The words with some names exchanged, and the places that changed."""
    words: list[str] = list(example.words)
    changed: set[int] = set()
    for start, end, label in spans(example.names):
        others = known.names.get((label, _looks(example.words[start:end])))
        if others and rng.random() < SHARE:
            words[start:end] = rng.choice(others)
            changed.update(range(start, end))
    return words, changed
