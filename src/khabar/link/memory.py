"""What one linking leaves for the next, so that a change costs what it touches.

Nothing here is trusted for its age: a row holds for as long as the editions of the reports that it rests on
(:mod:`khabar.link.editions`), and all of it only for the program that wrote it (:func:`program`). Rows are numbers of
``deeds``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import pyarrow as pa

from khabar import schema
from khabar.frozen import record
from khabar.link import editions, lending
from khabar.link.compare import COMPARISONS
from khabar.link.described import DESCRIBED
from khabar.link.origins import PRINTS
from khabar.link.relations import Extent

# What is derived has beside its own columns the incident or report that it rests on alone, and where it was found: of two
# relations of one identifier that with the higher rank stands.
OWNER = (pa.field("owner", pa.string()), pa.field("rank", pa.int8()))
NUMBERS = pa.int64()


def _shape(*columns: tuple[str, Any]) -> pa.Schema:
    return pa.schema(list(columns))


SHAPES: Mapping[str, pa.Schema] = {
    "reports": pa.schema([*editions.SHAPE, pa.field("mark", pa.string())]),
    "outlets": _shape(("name", pa.string()), ("voice", pa.string())),
    "deeds": pa.schema([*DESCRIBED, pa.field("report_id", pa.string()), pa.field("group", NUMBERS)]),
    "speech": _shape(("claim_id", pa.string()), ("group", NUMBERS)),
    "keys": _shape(("key", NUMBERS), ("claim", NUMBERS)),
    "pairs": _shape(
        ("left", NUMBERS), ("right", NUMBERS), ("codes", pa.binary(len(COMPARISONS))), ("weight", pa.float64())
    ),
    "decided": _shape(("left", pa.string()), ("right", pa.string()), ("kind", pa.string())),
    "links": _shape(
        ("left", NUMBERS), ("right", NUMBERS), ("evidence", schema.TABLES["links"].schema.field("evidence").type)
    ),
    "prints": PRINTS,
    "lent": lending.SHAPE,
    "credits": _shape(
        ("report_id", pa.string()), ("voice", pa.string()), ("start", NUMBERS), ("end", NUMBERS), ("whole", pa.bool_())
    ),
    "incidents": schema.TABLES["incidents"].schema,
    "tolls": schema.TABLES["tolls"].schema,
    "extents": schema.arrow_schema(Extent),
    "relations": pa.schema([*schema.TABLES["relations"].schema, *OWNER]),
}


@record(frozen=True, slots=True)
class Memory:
    """The tables of ``SHAPES``; what is not there is empty."""

    tables: Mapping[str, pa.Table] = field(default_factory=dict)

    def __getitem__(self, name: str) -> pa.Table:
        return self.tables[name] if name in self.tables else SHAPES[name].empty_table()


@cache
def program() -> str:
    """A hash of the code, word lists and weights that linking works with: what another program remembers is not used."""
    digest = hashlib.sha256(pa.__version__.encode())
    with as_file(files("khabar")) as root:
        for part in ("link", "vocab", "engine", "records"):
            for path in sorted((root / part).rglob("*")):
                if path.suffix in (".py", ".toml", ".tsv"):
                    digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
        for path in sorted(root.glob("*.py")):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
