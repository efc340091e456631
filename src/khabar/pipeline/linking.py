"""The linking half of a build: between the readings and the commit of a generation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from khabar import casebook, link
from khabar.casebook import Generation
from khabar.engine.contract import Engine
from khabar.pipeline.renames import renames
from khabar.records import Judgement


def link_generation(folder: Path, generation: Generation, judgements: Sequence[Judgement], engine: Engine) -> None:
    """Link what the readings of a generation hold, and write the tables that linking fills.

    What does not rest on anything that has changed since the linking before is taken from what that one left in the cache.
    Raises CasebookError where the former generation is damaged.
    """
    tables = {name: _read(generation, name) for name in link.READS}
    memory = link.Memory(casebook.remembered(folder, link.program()))
    linked = link.link(tables, judgements, engine, memory)
    for name, rows in sorted(linked.tables.items()):
        generation.write(name, rows)
    generation.write("renames", renames(casebook.former_claims(folder), linked.tables["claims"]))
    casebook.remember(folder, link.program(), linked.memory.tables)


def _read(generation: Generation, name: str) -> pa.Table:
    left_out = link.UNREAD_COLUMNS if name == "reports" else ()
    return casebook.read_table(generation.folder, name, left_out)
