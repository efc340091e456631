"""The weights of pair features: one readable file of at most 40 numbers, learned on open data (training/CARD.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from khabar.errors import SetupError
from khabar.frozen import record
from khabar.link.compare.comparison import Comparison

MOST = 40


@record(frozen=True, slots=True)
class Weights:
    """``start`` is the weight of a pair of which nothing is known; ``tables`` has an array by value for each feature.

    Weights are log-odds: at 0 the two claims are as likely of one deed as not. ``undecided`` is the weight from which a
    pair is kept as a candidate.
    """

    start: float
    undecided: float
    tables: Mapping[str, NDArray[np.float64]]


def load_weights(comparisons: tuple[Comparison, ...]) -> Weights:
    """The shipped weights for the comparisons. Raises SetupError where the file is not made for them."""
    return parse_weights((files("khabar.link") / "weights.toml").read_text(encoding="utf-8"), comparisons)


def parse_weights(text: str, comparisons: tuple[Comparison, ...]) -> Weights:
    """Weights from the text of such a file."""
    given = tomllib.loads(text)
    bounds = given.pop("pair")
    tables = {one.name: _table(one, given.pop(one.name, {})) for one in comparisons}
    count = len(bounds) + sum(len(one.values) - 1 for one in comparisons)
    if given or count > MOST:
        raise SetupError(f"weights.toml holds {count} numbers and sections {sorted(given)} that no comparison knows.")
    return Weights(bounds["start"], bounds["undecided"], tables)


def _table(comparison: Comparison, section: Mapping[str, Any]) -> NDArray[np.float64]:
    if unknown := sorted(section.keys() - set(comparison.values[1:])):
        raise SetupError(f"weights.toml, {comparison.name}: no comparison finds {unknown[0]!r}.")
    return np.array([float(section.get(value, 0.0)) for value in comparison.values])
