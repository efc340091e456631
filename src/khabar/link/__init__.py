"""Linking: from the claims of many reports to incidents, origins, relations and tolls.

Relational: every step takes tables and gives tables. What is worked out per claim or per pair depends on the claim or
the pair and on shipped tables alone, and what is worked out per incident on its members alone, so that a new report
changes only what it touches: the rest is taken from what the linking before remembers (:mod:`khabar.link.memory`). The
judgements of people come first everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from khabar.engine.contract import Engine
from khabar.frozen import record
from khabar.link import judged
from khabar.link.borrowed import borrowed, credit_table, outlet_table
from khabar.link.compare import COMPARISONS
from khabar.link.composition import Composition, composition
from khabar.link.entities import entities
from khabar.link.evidence import evidence, links
from khabar.link.lending import lent, shifted
from khabar.link.linkage import linkage
from khabar.link.linked import FILLS, READS, UNREAD_COLUMNS, Tables
from khabar.link.memory import Memory, program
from khabar.link.recall import recall, restless
from khabar.link.remade import relations, remade
from khabar.link.remember import remember
from khabar.link.rows import flat
from khabar.link.stories import withdrawn_by_notice
from khabar.link.told import Told, told
from khabar.link.weights import load_weights
from khabar.link.working import Work, worked_out
from khabar.records import Issue, Judgement
from khabar.schema import TABLES

__all__ = ["FILLS", "READS", "UNREAD_COLUMNS", "Linked", "Memory", "Tables", "link", "program"]


@record(frozen=True, slots=True)
class Linked:
    """The tables that linking fills, and what the next linking may take from this one."""

    tables: Mapping[str, pa.Table]
    memory: Memory


def link(tables: Tables, judgements: Sequence[Judgement], engine: Engine, memory: Memory | None = None) -> Linked:
    """Link the claims of a casebook.

    ``tables`` are those of ``READS``, and what comes back those of ``FILLS``, each sorted by its key. The same tables and
    judgements give the same rows, whatever is remembered.
    """
    done = judged.apply(tables["claims"], tables["reports"], judgements)
    decided = {pair: one.kind for pair, one in done.decided.pairs.items()}
    known = {**tables, "claims": done.claims, "entities": entities(tables["entities"], decided)}
    past = recall(memory or Memory(), known, engine)
    grouped = told(past, known, decided, engine)
    carried = borrowed(tables, past.memory, past.standing)
    withdrawn = frozenset((*done.decided.retracted, *withdrawn_by_notice(carried)))
    changed, reports = restless(past, carried, withdrawn, known)
    calm, edges = (
        flat(reports["report_id"].filter(pc.invert(pc.is_in(reports["report_id"], changed)))),
        lent(carried.rows),
    )
    composed = composition(grouped, past.memory, changed, shifted(past.memory["lent"], edges, calm))
    strong = linkage(grouped.found.pairs, len(grouped.found.group), grouped.former, past.memory["links"])
    said = evidence(strong.new, flat(grouped.features["said"]), load_weights(COMPARISONS))
    told_of = strong.evidence(past.memory["links"], said)
    known["claims"] = claims = _with_incidents(done.claims, grouped, composed)
    new = worked_out(grouped, composed, changed, Work(known, carried, withdrawn, engine))
    made = remade(past.memory, new, composed.incidents(same=True), calm)
    judges = {pair: (one.kind, one.judge) for pair, one in done.decided.pairs.items() if pair[0].startswith("c_")}
    filled = {name: TABLES[name].in_order([made[name]]) for name in ("incidents", "tolls")}
    filled |= {"claims": claims, "entities": known["entities"], "relations": relations(made)}
    filled["links"] = links(strong.pairs, told_of, flat(grouped.deeds["claim_id"]), grouped.found.group, judges)
    filled["borrowings"] = TABLES["borrowings"].rows(carried.rows)
    filled["issues"] = _with(tables["issues"], (*done.issues, *carried.issues))
    kept = remember(grouped, composed, (strong.pairs, told_of), decided)
    about = {"reports": reports, "outlets": outlet_table(carried.outlets), "prints": carried.prints, "lent": edges}
    about["credits"] = credit_table(carried.credited)
    return Linked(filled, Memory({**kept, **made, **about}))


def _with_incidents(claims: pa.Table, grouped: Told, composed: Composition) -> pa.Table:
    """The claims with the incident of each that has one."""
    known = pa.chunked_array([*grouped.deeds["claim_id"].chunks, *grouped.speech["claim_id"].chunks], pa.string())
    column = composed.of_claims().take(pc.index_in(claims["claim_id"], value_set=flat(known)))
    at = claims.schema.get_field_index("incident_id")
    return claims.set_column(at, claims.schema.field("incident_id"), column)


def _with(table: pa.Table, issues: Sequence[Issue]) -> pa.Table:
    """The table of issues with those that linking raises."""
    kept = (Issue(**row) for row in table.to_pylist()) if issues else ()
    return TABLES["issues"].rows((*kept, *issues)) if issues else table
