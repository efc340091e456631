"""What is derived from groups: the rows that still hold, and beside them those that had to be made again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from khabar.link.derived import AMONG_INCIDENTS, Derived, Owned
from khabar.link.memory import SHAPES, Memory
from khabar.link.narrowed import among
from khabar.link.relations import Extent, covering
from khabar.link.rows import flat
from khabar.schema import TABLES, row_of


def tabled(found: Derived) -> dict[str, pa.Table]:
    """What is derived, as tables of a memory."""
    rows: Mapping[str, Any] = {"incidents": found.incidents, "tolls": found.tolls, "extents": found.extents}
    made = {name: _table(name, map(row_of, new)) for name, new in rows.items()}
    return {**made, "relations": _table("relations", map(_owned, found.relations))}


def remade(
    memory: Memory, made: Mapping[str, pa.Table], incidents: pa.Array[Any], reports: pa.Array[Any]
) -> dict[str, pa.Table]:
    """The tables of what is derived: the rows of incidents and reports that are what they were, and those made anew."""
    kept = {name: among(memory[name], "incident_id", incidents) for name in ("incidents", "tolls", "extents")}
    kept["relations"] = among(memory["relations"], "owner", pa.concat_arrays([incidents, reports]))
    return {name: pa.concat_tables([kept[name], made[name]]) for name in made}


def relations(derived: Mapping[str, pa.Table]) -> pa.Table:
    """The table of relations: those of incidents and reports, and those among incidents; of one identifier one alone."""
    rows = pa.concat_tables([derived["relations"], _covers(derived["extents"])])
    rows = rows.sort_by([("relation_id", "ascending"), ("rank", "descending"), ("owner", "ascending")])
    names = flat(rows["relation_id"]).dictionary_encode().indices.to_numpy()
    first = np.diff(names, prepend=-1) != 0
    return _without_parts(rows.filter(pa.array(first)).select(TABLES["relations"].schema.names))


def _without_parts(rows: pa.Table) -> pa.Table:
    """Relations but for those whose members all stand in a larger one of their kind and field, which says as much."""
    columns = (rows[name].to_pylist() for name in ("kind", "field", "members"))
    told = [(kind, field, frozenset(members)) for kind, field, members in zip(*columns, strict=True)]
    larger: defaultdict[tuple[str, str, str], list[frozenset[str]]] = defaultdict(list)
    for kind, field, members in told:
        for member in members:
            larger[kind, field, member].append(members)
    whole = [not any(members < other for other in larger[kind, field, min(members)]) for kind, field, members in told]
    return rows.filter(pa.array(whole, pa.bool_()))


def _covers(extents: pa.Table) -> pa.Table:
    found: Iterator[Owned] = iter(())
    if pc.is_in(pa.scalar("aggregate"), flat(extents["clarity"])).as_py():
        told = [Extent(**{**row, "harms": tuple(row["harms"])}) for row in extents.to_pylist()]
        found = (Owned(row, "", AMONG_INCIDENTS) for row in covering(told))
    return _table("relations", map(_owned, found))


def _owned(one: Owned) -> dict[str, Any]:
    return {**row_of(one.relation), "owner": one.owner, "rank": one.rank}


def _table(name: str, rows: Iterator[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=SHAPES[name])
