"""Which groups of claims are what they were: the same claims, of reports about which nothing has changed."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from khabar.frozen import record
from khabar.link.columns import Numbers
from khabar.link.former import GONE, Former
from khabar.link.lending import touched
from khabar.link.memory import Memory
from khabar.link.rows import filled, flat, to_numpy
from khabar.link.told import Told


@record(frozen=True, slots=True)
class Composition:
    """The group of every claim, as the row of its first deed; ``GONE`` for speech that is about no deed here.

    ``same`` tells of each row whether the group that it is the first of is what it was. ``named`` has the identifier of the
    incident that it is the first of, null where nobody tells of it as something that happened.
    """

    deeds: Numbers
    speech: Numbers
    same: NDArray[np.bool_]
    named: pa.Array[pa.StringScalar]

    def incidents(self, *, same: bool) -> pa.Array[pa.StringScalar]:
        """The incidents that are what they were, or those that are not."""
        return self.named.filter(pa.array(self.same == same)).drop_null()

    def of_claims(self) -> pa.Array[pa.StringScalar]:
        """The incident of each deed and then of each claim that speaks about one, null where there is none."""
        group = np.concatenate([self.deeds, self.speech])
        return self.named.take(pa.array(group, mask=group == GONE))

    def changed(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Which deeds and which speech belong to groups that are not what they were."""
        return ~self.same[self.deeds], (self.speech != GONE) & ~self.same[self.speech]


def composition(told: Told, memory: Memory, restless: pa.Array[pa.StringScalar], shifted: pa.Table) -> Composition:
    """Set the groups of claims against those of the former linking; ``restless`` are reports of which anything changed,
    ``shifted`` (as :mod:`khabar.link.lending` has it) what changed between others.
    """
    deeds, speech, group, former = told.features, told.speech, told.found.group, told.former
    ids = flat(deeds["claim_id"])
    about = _rows(speech["about_claim_id"], ids)
    said = np.where(about == GONE, GONE, group[about]) if len(ids) else np.full(speech.num_rows, GONE)
    attached = said != GONE
    now = np.concatenate([group, said[attached]])
    then = np.concatenate([_deeds_then(former, len(ids)), _speech_then(speech, memory)[attached]])
    stir = pa.chunked_array(
        [*deeds["report_id"].chunks, *speech["report_id"].filter(pa.array(attached)).chunks], pa.string()
    )
    then[to_numpy(pc.is_in(stir, restless)).astype(bool) | touched(shifted, stir, now)] = GONE
    sizes = np.bincount(np.concatenate([former.group, to_numpy(memory["speech"]["group"])]).astype(np.int64))
    return Composition(group, said, _same(now, then, sizes, len(ids)), _named(deeds, group))


def _same(now: Numbers, then: Numbers, sizes: Numbers, size: int) -> NDArray[np.bool_]:
    """For each row whether all whose group it leads were of one group, and were all of it."""
    least, most = np.full(size, np.iinfo(np.int64).max), np.full(size, GONE)
    np.minimum.at(least, now, then)
    np.maximum.at(most, now, then)
    same = (least == most) & (most != GONE)
    same[same] = np.bincount(now, minlength=size)[same] == sizes[most[same]]
    found: NDArray[np.bool_] = same
    return found


def _named(deeds: pa.Table, group: Numbers) -> pa.Array[pa.StringScalar]:
    """Named after the smallest claim, so that only what joins or leaves can rename it."""
    happened = np.zeros(len(group), bool)
    happened[group[to_numpy(deeds["actual"]).astype(bool)]] = True
    names = pc.replace_substring_regex(flat(deeds["claim_id"]), "^c_", "i_")
    named: pa.Array[pa.StringScalar] = pc.if_else(pa.array(happened), names, pa.scalar(None, pa.string()))
    return named


def _deeds_then(former: Former, size: int) -> Numbers:
    then = np.full(size, GONE)
    stands = former.now != GONE
    then[former.now[stands]] = former.group[stands]
    return then


def _speech_then(speech: pa.Table, memory: Memory) -> Numbers:
    before = memory["speech"]
    at = _rows(speech["claim_id"], flat(before["claim_id"]))
    return np.where(at == GONE, GONE, to_numpy(before["group"])[at]) if before.num_rows else at


def _rows(names: pa.ChunkedArray[pa.StringScalar], among: pa.Array[pa.StringScalar]) -> Numbers:
    return filled(pc.index_in(names, value_set=among, skip_nulls=True), GONE)
