"""The step of linking that looks at claims one by one: what can be compared of each, and the words that tell of it."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from khabar.link.features import COLUMNS, feature_row
from khabar.link.shown import words

# What evidence says of a claim.
SAID = ("trigger", "event", "realis", "actors", "recipients", "means", "place", "days", "numbers")
_WORDS: Any = pa.struct([pa.field(name, pa.string()) for name in SAID])
DESCRIBED = pa.schema([*COLUMNS, pa.field("said", _WORDS)])


def described(batch: pa.Table) -> pa.Table:
    """The features of each claim of a batch, and in ``said`` its words, as ``DESCRIBED``."""
    rows = batch.to_pylist()
    told = ({**row, **words(row)} for row in rows)
    found = [
        {**feature_row(row), "said": {name: one[name] for name in SAID}} for row, one in zip(rows, told, strict=True)
    ]
    return pa.Table.from_pylist(found, schema=DESCRIBED)
