"""What linking takes and gives: tables in, tables out."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

Tables = Mapping[str, pa.Table]

# What linking reads of the tables that reading fills, and of ``reports`` all but the columns that only ``verify`` needs.
READS = (
    "reports",
    "segments",
    "sentences",
    "vectors",
    "mentions",
    "entities",
    "claims",
    "participants",
    "holders",
    "attributions",
    "quantities",
    "places",
    "gazetteer",
    "issues",
)
UNREAD_COLUMNS = ("source_text", "original_map")

# What linking fills: whole tables, and columns of its own in ``claims``
# (incident_id, and what people judged) and ``entities`` (same_as), and rows of its own in ``issues``.
FILLS = ("claims", "entities", "incidents", "tolls", "links", "relations", "borrowings", "issues")
