"""What is told, in words, of the claims for which something has to be put into words again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from khabar.engine.contract import Engine
from khabar.link.compare import Pairs
from khabar.link.composition import Composition
from khabar.link.incidents import Group, groups
from khabar.link.linked import Tables
from khabar.link.narrowed import narrowed
from khabar.link.rows import claim_rows, flat
from khabar.link.shown import shown
from khabar.link.told import Told

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """The groups that are not what they were, the identifiers of their claims, and what is told of deeds by row."""

    groups: list[Group]
    claims: pa.Array[pa.StringScalar]
    deeds: Mapping[int, Row]


def words(told: Told, composed: Composition, new: Pairs, tables: Tables, engine: Engine) -> Words:
    """The words for groups that are not what they were, and for pairs that are new."""
    changed, said = composed.changed()
    wanted = changed.copy()
    wanted[new.left] = wanted[new.right] = True
    deeds, speech = told.deeds.filter(pa.array(wanted)), told.speech.filter(pa.array(said))
    claims = pa.concat_tables([deeds, speech])
    rows = shown(claim_rows(claims, narrowed(tables, claims), engine))
    by_row = dict(zip(np.flatnonzero(wanted).tolist(), rows, strict=False))
    at = np.flatnonzero(changed)
    regrouped = groups([by_row[row] for row in at.tolist()], told.found.group[at].tolist(), rows[deeds.num_rows :])
    names = pa.concat_arrays([flat(told.deeds["claim_id"].filter(pa.array(changed))), flat(speech["claim_id"])])
    return Words(regrouped, names, by_row)
