"""What follows from the groups and reports that are not what they were, worked out some at a time.

Claims in words weigh thousands of times what they do as numbers; so many are held at once as fit, however many changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from khabar.engine.contract import Engine
from khabar.frozen import record
from khabar.link.borrowed import Borrowed
from khabar.link.columns import Numbers
from khabar.link.composition import Composition
from khabar.link.derived import Derived, from_groups, from_reports
from khabar.link.former import GONE
from khabar.link.incidents import groups
from khabar.link.linked import Tables
from khabar.link.narrowed import among, narrowed
from khabar.link.remade import tabled
from khabar.link.rows import claim_rows, flat, to_numpy
from khabar.link.shown import shown
from khabar.link.told import Told

# Claims that tell of what did not happen, which others of their report may tell.
DENIED = pc.field("negated") | pc.ends_with(pc.field("factuality"), "-")

# So many claims are put into words at a time, or a group more.
AT_ONCE = 1 << 15


@record(frozen=True, slots=True)
class Work:
    """What groups and reports are worked out from: the tables, with the incident of each claim; who repeats whom; which
    reports nobody stands by; and where the steps run.
    """

    tables: Tables
    carried: Borrowed
    withdrawn: Collection[str]
    engine: Engine

    def in_words(self, claims: pa.Table) -> tuple[list[dict[str, Any]], Tables]:
        """What some claims tell, in words, and the tables for them alone."""
        known = among(self.tables["claims"], "claim_id", claims["claim_id"])
        concerned = narrowed(self.tables, known)
        return shown(claim_rows(claims, concerned, self.engine)), concerned


def worked_out(
    told: Told, composed: Composition, reports: pa.Array[pa.StringScalar], work: Work
) -> dict[str, pa.Table]:
    """The tables of what is derived, as a memory has them, for groups that are not what they were and for some reports."""
    parts = [
        tabled(one) for one in (*_from_groups(told, composed, work), *_from_reports(told, reports, work), Derived())
    ]
    return {name: pa.concat_tables([part[name] for part in parts]) for name in parts[0]}


def _from_groups(told: Told, composed: Composition, work: Work) -> Iterator[Derived]:
    deeds, speech = composed.changed()
    number = _numbered(composed.deeds, deeds, to_numpy(told.features["first"]))
    for one in range(int(number.max(initial=GONE)) + 1):
        here = number[composed.deeds] == one
        said = speech & (number[composed.speech] == one) if len(number) else speech
        members, about = told.deeds.filter(pa.array(here)), told.speech.filter(pa.array(said))
        rows, tables = work.in_words(pa.concat_tables([members, about]))
        found = groups(rows[: members.num_rows], composed.deeds[here].tolist(), rows[members.num_rows :])
        yield from_groups(found, tables, work.carried, work.withdrawn)


def _numbered(group: Numbers, changed: NDArray[np.bool_], first: Numbers) -> Numbers:
    """For each row that leads a changed group the number of the batch in which it is worked out, else ``GONE``.

    Groups of neighbouring days, of which the same reports tell, are of one batch.
    """
    leaders, size = np.unique(group[changed], return_counts=True)
    order = np.lexsort((leaders, first[leaders]))
    number = np.full(len(group), GONE)
    number[leaders[order]] = (np.cumsum(size[order]) - size[order]) // AT_ONCE
    return number


def _from_reports(told: Told, reports: pa.Array[pa.StringScalar], work: Work) -> Iterator[Derived]:
    """What follows from reports alone: from their figures, and from what they tell of arms and troops."""
    figures = among(work.tables["quantities"], "report_id", reports)
    unowned = figures.filter(pc.is_null(figures["claim_id"]))["report_id"].unique()
    claims = among(work.tables["claims"], "report_id", reports)
    whole = pa.concat_arrays([flat(unowned), flat(claims.filter(DENIED)["report_id"].unique())])
    counted = pc.or_(pc.is_in(claims["claim_id"], flat(figures["claim_id"])), pc.is_in(claims["report_id"], whole))
    claims = claims.filter(pc.or_(counted, pc.is_valid(claims["register"])))
    for some in _batches(claims):
        deeds = among(told.deeds, "claim_id", some["claim_id"])
        listed = deeds.filter(pc.is_valid(deeds["register"]))
        # Few reports tell of arms and troops; to put none into words costs as much as a few.
        rows = work.in_words(listed)[0] if listed.num_rows else []
        names = frozenset(map(str, some["report_id"].unique().to_pylist()))
        yield from_reports(rows, names, narrowed(work.tables, some), work.carried, work.withdrawn)


def _batches(claims: pa.Table) -> Iterator[pa.Table]:
    """The claims of some reports at a time, each report whole."""
    reports, counts = np.unique(flat(claims["report_id"]).dictionary_encode().indices.to_numpy(), return_counts=True)
    batch = (np.cumsum(counts) - counts) // AT_ONCE
    of_claim = batch[np.searchsorted(reports, flat(claims["report_id"]).dictionary_encode().indices.to_numpy())]
    for one in range(int(batch.max(initial=GONE)) + 1):
        here = of_claim == one
        if here.any():
            yield claims.filter(pa.array(here))
