"""Tables without a line of names: which known layout a table has, by the number and the shape of its columns."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby

from khabar.frozen import record
from khabar.ingest import lists


@record(frozen=True, slots=True)
class Layout:
    """The columns of a kind of table in their order.

    ``shapes`` are patterns that a cell of a column has, by which a table is known. ``parts`` are patterns that find what
    is wanted of a column in its cells.
    """

    name: str
    columns: tuple[str, ...]
    shapes: Mapping[int, re.Pattern[str]]
    parts: Mapping[str, re.Pattern[str]]

    def fits(self, cells: Sequence[str]) -> bool:
        """Whether a row can be of this layout."""
        return len(cells) == len(self.columns) and all(shape.fullmatch(cells[at]) for at, shape in self.shapes.items())

    def fields(self, cells: Sequence[str]) -> dict[str, object]:
        """A row by the names of its columns; those that hold what is wanted in a part of them hold that part."""
        return {name: self._value(name, cell) for name, cell in zip(self.columns, cells, strict=True)}

    def _value(self, name: str, cell: str) -> str:
        if name not in self.parts:
            return cell
        found = self.parts[name].search(cell)
        return html.unescape(found[1]).strip() if found else ""


def find(cells: Sequence[str]) -> Layout | None:
    """The layout of a table by the cells of its first row, or None where it is not known."""
    return next((layout for layout in _layouts() if layout.fits(cells)), None)


@cache
def _layouts() -> tuple[Layout, ...]:
    return tuple(
        Layout(
            name,
            tuple(row["column"] for row in rows),
            {at: re.compile(row["shape"]) for at, row in enumerate(rows) if row["shape"]},
            {row["column"]: re.compile(row["part"]) for row in rows if row["part"]},
        )
        for name, group in groupby(lists.table("dump_layouts"), key=lambda row: row["layout"])
        for rows in [list(group)]
    )
