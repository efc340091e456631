"""Orders, deliveries and stocks: figures of one kind of thing that measure different things, and are never added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

from khabar.link.features.stems import stem
from khabar.link.relations.told import relation
from khabar.records import Relation

Row = Mapping[str, Any]

REGISTERS = ("arms_transfer", "deployment", "backing")
MEASURES = ("weapons", "troops", "money")


def phases(rows: Iterable[Row]) -> Iterator[Relation]:
    """For each report, register and unit: the figures of claims in two phases or more, or for two times."""
    found: defaultdict[tuple[str, str, str], list[tuple[Row, Row]]] = defaultdict(list)
    for row in rows:
        for figure in row["figures"]:
            if row["register"] in REGISTERS and figure["measure"] in MEASURES and figure["low"] is not None:
                found[row["report_id"], row["register"], _unit(figure)].append((row, figure))
    for _, told in sorted(found.items()):
        if any(_differ(one, other) for one, other in combinations(told, 2)):
            words = ", ".join(f"“{figure['text']}” {_state(row)}" for row, figure in told)
            yield relation(
                "differ", "phase", [f["quantity_id"] for _, f in told], f"{words}: not to be added together."
            )


def _differ(one: tuple[Row, Row], other: tuple[Row, Row]) -> bool:
    """Whether two figures measure different things: two phases, or two times, unless the same is told again less closely."""
    if one[0]["phase"] != other[0]["phase"]:
        return True
    first, second = (figure["earliest"] or row["date_earliest"] for row, figure in (one, other))
    return first != second and not (None in (first, second) and one[1]["low"] == other[1]["low"])


def _unit(figure: Row) -> str:
    words = (figure["unit"] or figure["population"] or "").lower().split()
    return stem(words[-1]) if words else figure["measure"]


def _state(row: Row) -> str:
    return " ".join(filter(None, [row["phase"] or row["trigger"], row["days"]]))
