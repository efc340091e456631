"""Linking: from the claims of many reports to incidents, origins, relations and tolls.

Relational: every step takes tables and gives tables. What is worked out per claim or per pair depends on the claim or
the pair and on shipped tables alone, and what is worked out per incident on its members alone, so that a new report
changes only what it touches. The judgements of people come first everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

import pyarrow as pa

from khabar import schema
from khabar.engine.contract import Engine
from khabar.link import judged
from khabar.link.borrowed import borrowed
from khabar.link.linked import FILLS, READS, UNREAD_COLUMNS, Linked, Tables
from khabar.link.relations import relations_of_incident, relations_of_report
from khabar.link.stories import stories, withdrawn_by_notice
from khabar.link.tolls import tolls
from khabar.records import Issue, Judgement
from khabar.schema import TABLES

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
    done = judged.apply(tables["claims"], tables["reports"], judgements)
    carried = borrowed(tables)
    withdrawn = (*done.decided.retracted, *withdrawn_by_notice(carried))
    told = stories(done.claims, tables, carried, withdrawn)
    within = (relations_of_report(story.figures) for story in told.reports.values())
    across = (relations_of_incident(story.tellings, story.figures) for story in told.incidents.values())
    counted = (tolls(name, story.figures) for name, story in told.incidents.items())
    filled = {name: schema.empty(name) for name in FILLS}
    filled["relations"] = TABLES["relations"].rows(row for rows in chain(within, across) for row in rows)
    filled["tolls"] = TABLES["tolls"].rows(row for rows in counted for row in rows)
    filled |= {"claims": done.claims, "entities": tables["entities"]}
    filled["borrowings"] = TABLES["borrowings"].rows(carried.rows)
    filled["issues"] = _with(tables["issues"], (*done.issues, *carried.issues))
    return Linked(filled)


def _with(table: pa.Table, issues: Sequence[Issue]) -> pa.Table:
    """The table of issues with those that linking raises."""
    kept = (Issue(**row) for row in table.to_pylist()) if issues else ()
    return TABLES["issues"].rows((*kept, *issues)) if issues else table
