from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest

from khabar.errors import SetupError
from khabar.link.compare import COMPARISONS, weigh
from khabar.link.weights import MOST, load_weights, parse_weights

TABLE = (files("khabar.link") / "weights.toml").read_text(encoding="utf-8")


def test_the_shipped_file_is_readable_and_holds_few_numbers() -> None:
    numbers = [line for line in TABLE.splitlines() if " = " in line and not line.startswith("#")]
    assert 0 < len(numbers) <= MOST
    assert load_weights(COMPARISONS).start < 0


def test_a_pair_of_which_nothing_is_known_weighs_the_start() -> None:
    weights = load_weights(COMPARISONS)
    assert weigh(np.zeros((1, len(COMPARISONS)), np.int8), weights).tolist() == [weights.start]


def test_a_file_with_an_unknown_finding_is_refused() -> None:
    with pytest.raises(SetupError, match="no comparison finds"):
        parse_weights("[pair]\nstart = -1\nundecided = -1\n[place]\nnearby = 2\n", COMPARISONS)


def test_every_value_of_every_comparison_has_a_sentence() -> None:
    keys = ("trigger", "event", "actors", "recipients", "means", "place", "days", "numbers", "realis")
    row = dict.fromkeys(keys, "x")
    for comparison in COMPARISONS:
        for value in comparison.values:
            assert comparison.say(value, row, row).endswith(".")
