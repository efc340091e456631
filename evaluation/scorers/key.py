"""All scores of a set of readings against an answer key, and the null reader they stand beside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evaluation.scorers.answers import Key, Names, ReadingView
from evaluation.scorers.attributions import score_attributions
from evaluation.scorers.counts import Metrics
from evaluation.scorers.entities import score_entities
from evaluation.scorers.events import score_events
from evaluation.scorers.quantities import score_quantities

Reading = Mapping[str, Any]

AUTHOR_ONLY = [{"depth": 0, "kind": "author", "start": None, "end": None, "text": None, "factuality": "CT+"}]


def score_key(key: Key, readings: Mapping[str, Reading | None]) -> Metrics:
    """Every metric of the readings (by report, as `khabar read` prints them) against the key."""
    views = {doc: ReadingView(text, readings.get(doc)) for doc, text in key.texts.items()}
    names = Names(key.tables["entities"])
    metrics, _ = score_events(key, views, names)
    metrics |= score_quantities(key, views, names)
    return metrics | score_attributions(key, views) | score_entities(key, views)


def null_reading(reading: Reading) -> Reading:
    """The same claims from a reader that takes every sentence at the author's word.

    Every chain holds the author alone, everything is certain and happened, and every figure is the author's.
    """
    plain: dict[str, Any] = {"holders": AUTHOR_ONLY, "factuality": "CT+", "author_factuality": "CT+"}
    plain |= {"realis": "occurred", "negated": False, "attribution_id": None}
    claims = [{**claim, **plain} for claim in reading.get("claims") or []]
    quantities = [{**q, "attribution_id": None} for q in reading.get("quantities") or []]
    return {**reading, "claims": claims, "quantities": quantities, "attributions": []}
