"""Splink's weights beside our own, on ECB+: ``python -m training.splink_weights DATA``.

Splink (Ministry of Justice, MIT) adds up the log-odds of findings as linking does, and learns them without labels by
expectation maximisation; it supposes that findings do not hang on each other. What it learns is put into a file of weights
like ours, so that both are scored on the same pairs: by linking's own clusters, and by plain connected components at the
threshold best on train. A third row has the same odds counted from train's labels. Needs
``pip install -r training/requirements-splink.txt``.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import splink.comparison_level_library as levels
from numpy.typing import NDArray
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.comparison_library import CustomComparison

from evaluation.ecb_plus import documents, gold_mentions
from khabar import pipeline
from khabar.link.cluster.components import components
from khabar.link.compare import COMPARISONS
from khabar.link.compare.comparison import Comparison
from khabar.link.weights import Weights, load_weights, parse_weights
from training.link_weights import Candidates, best_start, candidates_of

Odds = NDArray[np.float64]

# Added to the count of every finding, so that one never met is rare and not impossible.
UNSEEN = 0.5
THRESHOLDS = np.arange(-4.0, 12.1, 0.5)


def counted(given: Candidates) -> list[float]:
    """Weights from labels: how much oftener a finding is met in pairs of one deed than in others (Fellegi and Sunter 1969)."""
    same = given.same
    odds = []
    for place, one in enumerate(COMPARISONS):
        of_one, of_two = (_shares(given.codes[which, place], one) for which in (same, ~same))
        odds.append(np.where(_known(one), np.log(of_one / of_two), 0.0))
    return _as_weights(float(same.mean()), odds)


def learned(given: Candidates) -> list[float]:
    """The weights that Splink learns on the pairs without their labels."""
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_comparison(place, one) for place, one in enumerate(COMPARISONS)],
        blocking_rules_to_generate_predictions=[block_on("pair")],
    )
    linker = Linker(_rows(given.codes), settings, DuckDBAPI())
    linker.training.estimate_parameters_using_expectation_maximisation(
        block_on("pair"),
        fix_u_probabilities=False,
        populate_probability_two_random_records_match_from_trained_values=True,
    )
    found = linker.misc.save_model_to_json()
    odds = [_odds(one, levels) for one, levels in zip(COMPARISONS, found["comparisons"], strict=True)]
    return _as_weights(found["probability_two_random_records_match"], odds)


def scores(name: str, weights: Sequence[float], train: Candidates, dev: Candidates) -> str:
    """A row of the table: what weights score on dev by our clusters and by components, all that is chosen chosen on train."""
    text, _ = best_start(weights, train)
    return _row(name, parse_weights(text, COMPARISONS), train, dev)


def _row(name: str, weights: Weights, train: Candidates, dev: Candidates) -> str:
    threshold = max(THRESHOLDS, key=lambda least: _by_components(weights, train, least))
    return f"{name:32} {dev.clustered(weights):.3f} {_by_components(weights, dev, threshold):.3f}"


def _by_components(weights: Weights, given: Candidates, least: float) -> float:
    total = weights.start + sum(
        weights.tables[one.name][given.codes[:, place]] for place, one in enumerate(COMPARISONS)
    )
    kept = total >= least
    return given.score(components(len(given.columns), given.left[kept], given.right[kept]))


def _known(one: Comparison) -> NDArray[np.bool_]:
    """Which values of a comparison are findings: a first one that says that nothing is known is none."""
    return np.array([value != "unknown" for value in one.values])


def _shares(codes: NDArray[np.int8], one: Comparison) -> NDArray[np.float64]:
    known = _known(one)
    count = np.bincount(codes, minlength=len(one.values)) * known + UNSEEN * known
    return np.where(known, count / count.sum(), 1.0)


def _as_weights(prior: float, odds: Sequence[Odds]) -> list[float]:
    """The start, then each comparison's values but the first, as a file of weights has them: the first weighs nothing."""
    start = np.log(prior / (1 - prior)) + sum(found[0] for found in odds)
    return [float(start), *(float(weight) for found in odds for weight in found[1:] - found[0])]


def _rows(codes: NDArray[np.int8]) -> pa.Table:
    """Each pair as two records that share its number and its codes: Splink compares records."""
    size = len(codes)
    columns = {f"c{place}": np.repeat(codes[:, place], 2) for place in range(codes.shape[1])}
    return pa.table({"unique_id": np.arange(2 * size), "pair": np.repeat(np.arange(size), 2), **columns})


def _comparison(place: int, one: Comparison) -> Any:
    return CustomComparison([*_levels(place, one)], output_column_name=one.name)


def _levels(place: int, one: Comparison) -> Iterator[Any]:
    """What is not known first, then the values; the last is all that remains."""
    known = [code for code, is_known in enumerate(_known(one)) if is_known]
    if known[0] == 1:
        yield levels.CustomLevel(f"c{place}_r = 0", "unknown").configure(is_null_level=True)
    for code in known[:-1]:
        yield levels.CustomLevel(f"c{place}_r = {code}", one.values[code])
    yield levels.ElseLevel().configure(label_for_charts=one.values[known[-1]])


def _odds(one: Comparison, found: Mapping[str, Any]) -> Odds:
    """The log-odds of every value; 0 where nothing is known."""
    ratio = {
        level["label_for_charts"]: level["m_probability"] / level["u_probability"]
        for level in found["comparison_levels"]
        if level.keys() >= {"m_probability", "u_probability"}
    }
    return np.log([max(ratio.get(value, 1.0), np.finfo(float).tiny) for value in one.values])


def main() -> None:
    """Learn by both ways on train, and print what each scores on dev."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of data sets")
    folder = parser.parse_args().data / "ecb-plus"
    logging.disable(logging.WARNING)
    tools = pipeline.load_tools()
    train, dev = (
        candidates_of(gold_mentions(documents(folder / f"{part}.jsonl.gz", tools))) for part in ("train", "dev")
    )
    print("CoNLL F1 on dev, gold mentions:   clusters, components")
    print(_row("shipped", load_weights(COMPARISONS), train, dev))
    print(scores("counted from train's labels", counted(train), train, dev))
    print(scores("Splink, without labels", learned(train), train, dev))


if __name__ == "__main__":
    main()
