"""What this linking leaves for the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from khabar.link.compare import Pairs
from khabar.link.composition import Composition
from khabar.link.former import GONE
from khabar.link.memory import SHAPES
from khabar.link.rows import flat
from khabar.link.told import Told


def remember(
    told: Told,
    composed: Composition,
    links: tuple[Pairs, pa.ChunkedArray[Any]],
    decided: Mapping[tuple[str, str], str],
) -> dict[str, pa.Table]:
    """The tables of a memory that rest on claims; ``links`` are the pairs that are links, with their evidence."""
    keys, pairs, (strong, evidence) = told.found.keys, told.found.pairs, links
    spoken = pa.array(composed.speech != GONE)
    pinned = [(*pair, kind) for pair, kind in sorted(decided.items())]
    columns: dict[str, tuple[Any, ...]] = {
        "deeds": (*told.features.columns, told.found.group),
        "speech": (flat(told.speech["claim_id"]).filter(spoken), pa.array(composed.speech).filter(spoken)),
        "keys": (keys.key, keys.claim),
        "pairs": (pairs.left, pairs.right, _packed(pairs), pairs.weight),
        "decided": tuple(zip(*pinned, strict=True)) or ((), (), ()),
        "links": (strong.left, strong.right, evidence),
    }
    return {name: _table(name, told_of) for name, told_of in columns.items()}


def _table(name: str, columns: tuple[Any, ...]) -> pa.Table:
    shape = SHAPES[name]
    made = [c if isinstance(c, pa.ChunkedArray) else pa.array(c, f.type) for c, f in zip(columns, shape, strict=True)]
    return pa.Table.from_arrays(made, schema=shape)


def _packed(pairs: Pairs) -> pa.Array[Any]:
    """The codes of each pair as bytes."""
    kind: Any = SHAPES["pairs"].field("codes").type
    data = pairs.codes.astype("int8").tobytes()
    return pa.FixedSizeBinaryArray.from_buffers(kind, len(pairs), [None, pa.py_buffer(data)])
