"""What of the former linking still holds: the reports whose edition is as remembered, and what rests on them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from khabar.engine.contract import Engine
from khabar.frozen import record
from khabar.link.blocking import Keys
from khabar.link.borrowed import Borrowed, marks, outlet_table
from khabar.link.columns import Numbers
from khabar.link.compare import COMPARISONS, Pairs
from khabar.link.described import described
from khabar.link.editions import NUMBERS, editions
from khabar.link.former import GONE, Former
from khabar.link.linked import Tables
from khabar.link.memory import Memory
from khabar.link.narrowed import among, narrowed
from khabar.link.origins import Outlets
from khabar.link.rows import claim_rows, filled, flat, to_numpy

# So many claims are gathered from the tables at a time.
AT_ONCE = 1 << 16


@record(frozen=True, slots=True)
class Recall:
    """A memory, the editions of today, and the reports that stand as they did."""

    memory: Memory
    editions: pa.Table
    standing: pa.Array[pa.StringScalar]

    def stands(self, table: pa.Table) -> NDArray[np.bool_]:
        """Which rows of a table are of reports that stand."""
        return to_numpy(pc.is_in(table["report_id"], self.standing)).astype(bool)


def recall(memory: Memory, tables: Tables, engine: Engine) -> Recall:
    """Set a memory against the reports of today."""
    now, before = editions(tables, engine), memory["reports"]
    at = flat(pc.index_in(now["report_id"], value_set=flat(before["report_id"])))
    same = at.is_valid().to_numpy(zero_copy_only=False)
    for name in NUMBERS:
        same &= filled(pc.equal(now[name], before[name].take(at)))
    return Recall(memory, now, flat(now["report_id"].filter(pa.array(same))))


def features_of(deeds: pa.Table, known: Recall, tables: Tables, engine: Engine) -> pa.Table:
    """The features of deeds, with ``report_id``: remembered where their report stands, else worked out."""
    fresh = deeds.filter(pa.array(~known.stands(deeds))).sort_by(
        [("report_id", "ascending"), ("claim_id", "ascending")]
    )
    old = among(known.memory["deeds"], "report_id", known.standing).drop_columns(["group"])
    new = [
        _described(fresh.slice(start, AT_ONCE), tables, engine) for start in range(0, max(fresh.num_rows, 1), AT_ONCE)
    ]
    return pa.concat_tables([old, *new]).sort_by("claim_id").combine_chunks()


def _described(claims: pa.Table, tables: Tables, engine: Engine) -> pa.Table:
    found = engine.map_batches(described, claim_rows(claims, narrowed(tables, claims), engine))
    return found.append_column("report_id", flat(claims["report_id"]))


def former_of(deeds: pa.Table, known: Recall, decided: Mapping[tuple[str, str], str]) -> Former:
    """The former linking by rows of today; ``deeds`` as :func:`features_of` gives them, ``decided`` what people judged."""
    before, keys, pairs = (known.memory[name] for name in ("deeds", "keys", "pairs"))
    ids, then = flat(deeds["claim_id"]), flat(before["claim_id"])
    now = filled(pc.index_in(then, value_set=ids), GONE)
    now[~known.stands(before)] = GONE
    place = np.zeros(len(now), np.int64)
    gone = then.filter(pa.array(now == GONE))
    place[now == GONE] = np.searchsorted(_bytes(ids), _bytes(gone)) if len(gone) else 0
    return Former(
        now=now,
        before=place,
        first=to_numpy(before["first"]),
        group=to_numpy(before["group"]),
        judged=_judged_since(ids, known.memory["decided"], decided),
        keys=Keys(to_numpy(keys["key"]), to_numpy(keys["claim"])),
        pairs=Pairs(to_numpy(pairs["left"]), to_numpy(pairs["right"]), _codes(pairs), to_numpy(pairs["weight"])),
    )


def _codes(pairs: pa.Table) -> NDArray[np.int8]:
    """The codes of pairs, which are kept as bytes."""
    column, width = flat(pairs["codes"]), len(COMPARISONS)
    data = column.buffers()[1]
    codes = np.frombuffer(data, np.int8) if data is not None else np.zeros(0, np.int8)
    return codes[column.offset * width :][: len(column) * width].reshape(len(column), width)


def restless(
    known: Recall, carried: Borrowed, withdrawn: Collection[str], tables: Tables
) -> tuple[pa.Array[pa.StringScalar], pa.Table]:
    """The reports about which anything has changed, and ``memory.reports`` of today."""
    told = marks(carried, withdrawn)
    reports = known.editions.append_column(
        "mark", pa.array([told.get(str(r), "") for r in known.editions["report_id"].to_pylist()], pa.string())
    )
    before = known.memory["reports"]
    at = flat(pc.index_in(reports["report_id"], value_set=flat(before["report_id"])))
    calm = filled(pc.equal(reports["mark"], before["mark"].take(at))) & known.stands(reports)
    calm &= ~filled(pc.is_in(reports["report_id"], _stirred(known, carried.outlets, tables)))
    return flat(reports["report_id"].filter(pa.array(~calm))), reports


def _stirred(known: Recall, outlets: Outlets, tables: Tables) -> pa.Array[pa.StringScalar]:
    """The reports in whose words an outlet is named that was not known before, or no longer is."""
    before, now = (
        {(r["name"], r["voice"]) for r in t.to_pylist()} for t in (known.memory["outlets"], outlet_table(outlets))
    )
    found: list[Any] = [pa.array([], pa.string())]
    if before:
        said = tables["holders"].join(tables["claims"].select(["claim_id", "report_id"]), "claim_id")
        for name in sorted({name for name, _ in before ^ now}):
            for table, column in ((tables["reports"], "text"), (said, "text"), (said, "said_to")):
                found.append(flat(table["report_id"].filter(_says(table[column], name))))
    return pa.concat_arrays(found)


def _says(column: Any, name: str) -> Any:
    return pa.array(filled(pc.match_substring(column, name)))


def _judged_since(ids: pa.Array[pa.StringScalar], before: pa.Table, decided: Mapping[tuple[str, str], str]) -> Numbers:
    """The rows of claims on which people have judged otherwise than they had."""
    then = {(row["left"], row["right"], row["kind"]) for row in before.to_pylist()}
    now = {(left, right, kind) for (left, right), kind in decided.items()}
    claims = sorted({claim for left, right, _ in then ^ now for claim in (left, right)})
    rows = filled(pc.index_in(pa.array(claims, pa.string()), value_set=ids), GONE)
    known: Numbers = rows[rows != GONE]
    return known


def _bytes(names: pa.Array[pa.StringScalar]) -> NDArray[np.bytes_]:
    return np.array(names.to_pylist(), np.bytes_)
