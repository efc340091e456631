"""``python -m evaluation.agreement``: how far a second reader of the open reports agrees with their key.

The second reader's rows (``keys/second``: attributions and quantities) are put into the form of a reading and scored against
the key by the scorers that judge the program, so that the figures stand beside its own: what a reader who
knows the guidelines and not the key reaches. With KHABAR_DATA naming the folder of open data sets.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evaluation.open_key import OPEN, SECOND, load
from evaluation.open_texts import FILES, HALVES
from evaluation.page import figure, spoken
from evaluation.results import Result, rounded, save_results
from evaluation.scorers.answers import Key, Names, ReadingView, Row
from evaluation.scorers.attributions import score_attributions
from evaluation.scorers.counts import Metrics
from evaluation.scorers.quantities import MEASURES, score_quantities
from evaluation.sets import fingerprint

KEPT = Path(__file__).parent / "agreement.json"
TABLES = ("attributions", "quantities")
SHOWN = (
    "attribution_f1",
    "attribution_source_f1",
    "attribution_cue_f1",
    "attribution_content_f1",
    "quantity_f1",
    "quantity_measure_accuracy",
)


def main() -> None:
    """Score both halves, print the table and keep the figures."""
    data = Path(os.environ["KHABAR_DATA"])
    results = {f"open-key-{half}": agreement(data, half) for half in HALVES}
    save_results(KEPT, results)
    print(table(results))


def agreement(data: Path, half: str) -> Result:
    """The second reader's figures on a half, under the hash of both readers' rows and of the reports."""
    found = score(load(data, half), load(data, half, SECOND, TABLES))
    ours = [path for keys in (OPEN, SECOND) for path in sorted((keys / half).glob("*.jsonl"))]
    files = [*(data / f for f in FILES), *ours]
    return Result(fingerprint(files), "second reader", rounded({name: found[name] for name in SHOWN}))


def score(key: Key, second: Key) -> Metrics:
    """Metrics of one reader's attributions and quantities against another's."""
    views = {doc: ReadingView(text, reading(second, doc)) for doc, text in key.texts.items()}
    return score_quantities(key, views, Names(key.tables["entities"])) | score_attributions(key, views)


def reading(key: Key, doc: str) -> dict[str, Any]:
    """A reader's attributions and quantities of a report as `khabar read` would print them.

    The author's own voice is left out, and what is no figure has the measure ``other``, as in a reading.
    """
    text, attributions = key.texts[doc], key.rows("attributions", doc)
    editorial = {row["id"] for row in attributions if row["type"] == "editorial"}
    return {
        "report": {"text": text, "original_map": [[0, 0, len(text)]]},
        "attributions": [_attribution(row, editorial) for row in attributions if row["id"] not in editorial],
        "quantities": [_quantity(row) for row in key.rows("quantities", doc)],
    }


def _attribution(row: Row, editorial: set[str]) -> dict[str, Any]:
    return {
        "attribution_id": row["id"],
        "parent_id": None if row["nested_in"] in editorial else row["nested_in"],
        "source": row["source"] if row["source"]["start"] is not None else None,
        "cue": row["cue"],
        "content": row["content"],
    }


def _quantity(row: Row) -> dict[str, Any]:
    value = row["value"]
    low, high = value if isinstance(value, list) else (value, value)
    best = low if low == high else None
    measure = MEASURES.get(row["kind"], ("other",))[0] if row["category"] == "figure" else "other"
    claim = (row.get("event_ids") or [None])[0]
    base = {"quantity_id": row["id"], "claim_id": claim, "measure": measure, "start": row["start"], "end": row["end"]}
    return {**base, "low": low, "best": best, "high": high, "attribution_id": None}


def table(results: Mapping[str, Result]) -> str:
    """Figures for the terminal, a column for each half."""
    rows = {spoken(name): [figure(r.metrics[name]) for r in results.values()] for name in SHOWN}
    listed = {"second reader against the key": list(results), **rows}
    return "\n".join(f"{name:36}" + "".join(f"{cell:>16}" for cell in cells) for name, cells in listed.items())


if __name__ == "__main__":
    main()
