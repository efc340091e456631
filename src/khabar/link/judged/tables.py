"""Judgements on the claims table: only the rows of reports that a judgement names are touched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from khabar.frozen import record
from khabar.link.judged.claims import doubts, judged
from khabar.link.judged.force import Force, force, in_force
from khabar.link.judged.selectors import Attached, Finder, attach, read
from khabar.records import Claim, Issue, Judgement
from khabar.schema import TABLES

# What people decide about who may see a report or its words changes no claim.
WITHOUT_EFFECT = ("seal", "erase")


@record(frozen=True, slots=True)
class Judged:
    """The claims table as people have judged it, the decisions in force, and what could not take effect."""

    claims: pa.Table
    decided: Force
    issues: tuple[Issue, ...] = ()


def apply(claims: pa.Table, reports: pa.Table, judgements: Sequence[Judgement]) -> Judged:
    """Bring judgements to bear on a claims table; ``reports`` needs report_id and text."""
    standing = tuple(one for one in in_force(judgements) if one.kind not in WITHOUT_EFFECT)
    if not standing:
        return Judged(claims, Force())
    texts = _texts(reports, {r for one in standing for r in _reports_of(one)})
    here = pc.is_in(claims["report_id"], pa.array(sorted(texts), pa.string()))
    rows = [_claim(row) for row in claims.filter(here).to_pylist()]
    attached = _attached(claims, reports, standing, rows, texts)
    decided = force(attached.judgements)
    changed = TABLES["claims"].rows(judged(rows, decided, texts)).cast(claims.schema)
    together = pa.concat_tables([claims.filter(pc.invert(here)), changed]).sort_by("claim_id")
    return Judged(together, decided, tuple(doubts(attached.lost, decided, texts)))


def found_today(claims: pa.Table, reports: pa.Table, judgements: Sequence[Judgement]) -> Attached:
    """Judgements with today's identifiers as their targets, and those that find their claim no longer.

    The tables are those of a casebook: claims whole, and reports with report_id and text.
    """
    texts = _texts(reports, {r for one in judgements for r in _reports_of(one)})
    here = pc.is_in(claims["report_id"], pa.array(sorted(texts), pa.string()))
    return _attached(claims, reports, judgements, [_claim(row) for row in claims.filter(here).to_pylist()], texts)


def _attached(
    claims: pa.Table,
    reports: pa.Table,
    judgements: Sequence[Judgement],
    rows: Sequence[Claim],
    texts: Mapping[str, str],
) -> Attached:
    known = {str(i) for column in (claims["claim_id"], reports["report_id"]) for i in column.to_pylist()}
    return attach(judgements, Finder(known, rows, texts))


def _reports_of(judgement: Judgement) -> set[str]:
    return {s.report_id for s in read(judgement).values()} | {t for t in judgement.target if t.startswith("r_")}


def _texts(reports: pa.Table, wanted: set[str]) -> dict[str, str]:
    found = reports.select(["report_id", "text"]).filter(
        pc.is_in(reports["report_id"], pa.array(sorted(wanted), pa.string()))
    )
    return {row["report_id"]: row["text"] for row in found.to_pylist()}


def _claim(row: dict[str, Any]) -> Claim:
    return Claim(**{**row, "contexts": tuple(row["contexts"])})
