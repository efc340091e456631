"""Linking: from the claims of many reports to incidents, origins, relations and tolls.

Relational: every step takes tables and gives tables. What is worked out per claim or per pair depends on the claim or
the pair and on shipped tables alone, and what is worked out per incident on its members alone, so that a new report
changes only what it touches. The judgements of people come first everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from khabar.engine.contract import Engine
from khabar.link import judged
from khabar.link.borrowed import borrowed
from khabar.link.cluster import pinned
from khabar.link.compare import COMPARISONS
from khabar.link.derived import derive
from khabar.link.entities import entities
from khabar.link.evidence import links, strongest
from khabar.link.grouping import group
from khabar.link.incidents import Group, groups
from khabar.link.linked import FILLS, READS, UNREAD_COLUMNS, Tables
from khabar.link.rows import claim_rows, ids
from khabar.link.shown import shown
from khabar.link.weights import load_weights
from khabar.records import Issue, Judgement
from khabar.schema import TABLES
from khabar.terms import SPEECH_EVENTS

__all__ = ["FILLS", "READS", "UNREAD_COLUMNS", "Tables", "link"]


# Claims that tell of a deed of its own; the others speak about one: they deny, confirm or take responsibility.
DEED = ~pc.field("event").isin(SPEECH_EVENTS)


def link(tables: Tables, judgements: Sequence[Judgement], engine: Engine) -> dict[str, pa.Table]:
    """Link the claims of a casebook.

    ``tables`` are those of ``READS``, and what comes back those of ``FILLS``, each sorted by its key. The same tables and
    judgements give the same rows.
    """
    done = judged.apply(tables["claims"], tables["reports"], judgements)
    decided = {pair: one.kind for pair, one in done.decided.pairs.items()}
    known = {**tables, "claims": done.claims, "entities": entities(tables["entities"], decided)}
    rows = claim_rows(_told(done.claims), known, engine)
    deeds, speech = rows.filter(DEED), rows.filter(~DEED)
    found = group(deeds, known["vectors"], engine, pinned(decided, ids(deeds)))
    words = shown(deeds)
    grouped = groups(words, found.group.tolist(), shown(speech))
    carried = borrowed(tables)
    claims = _with_incidents(done.claims, grouped)
    derived = derive(grouped, {**known, "claims": claims}, carried, done.decided.retracted)
    judges = {pair: (one.kind, one.judge) for pair, one in done.decided.pairs.items() if pair[0].startswith("c_")}
    pairs = strongest(found.pairs, len(words))
    filled = {name: TABLES[name].rows(getattr(derived, name)) for name in ("incidents", "relations", "tolls")}
    filled |= {"claims": claims, "entities": known["entities"]}
    filled["links"] = links(pairs, found.group, words, load_weights(COMPARISONS), judges)
    filled["borrowings"] = TABLES["borrowings"].rows(carried.rows)
    filled["issues"] = _with(tables["issues"], (*done.issues, *carried.issues))
    return filled


def _told(claims: pa.Table) -> pa.Table:
    """The claims that tell of events, without those that people rejected."""
    columns = (claims["event"].to_pylist(), claims["review"].to_pylist())
    told = [event is not None and review != "rejected" for event, review in zip(*columns, strict=True)]
    return claims.filter(pa.array(told, pa.bool_()))


def _with_incidents(claims: pa.Table, grouped: Sequence[Group]) -> pa.Table:
    """The claims with the incident of each that has one."""
    incident = {row["claim_id"]: one.incident_id for one in grouped for row in one.rows}
    column = pa.array([incident.get(claim) for claim in claims["claim_id"].to_pylist()], pa.string())
    at = claims.schema.get_field_index("incident_id")
    return claims.set_column(at, claims.schema.field("incident_id"), column)


def _with(table: pa.Table, issues: Sequence[Issue]) -> pa.Table:
    """The table of issues with those that linking raises."""
    kept = (Issue(**row) for row in table.to_pylist()) if issues else ()
    return TABLES["issues"].rows((*kept, *issues)) if issues else table
