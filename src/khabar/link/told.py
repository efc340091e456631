"""The claims that tell of deeds and those that speak about them, grouped by the deed."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from khabar.engine.contract import Engine
from khabar.frozen import record
from khabar.link.cluster import pinned
from khabar.link.columns import columns_of
from khabar.link.former import Former
from khabar.link.grouping import Grouped, group
from khabar.link.linked import Tables
from khabar.link.meanings import meanings
from khabar.link.recall import Recall, features_of, former_of
from khabar.link.rows import filled, ids
from khabar.terms import SPEECH_EVENTS

# Claims that tell of a deed of its own; the others speak about one: they deny, confirm or take responsibility.
DEED = ~pc.field("event").isin(SPEECH_EVENTS)


@record(frozen=True, slots=True)
class Told:
    """Claims that tell of deeds with their features, row by row; those that speak about them; the former linking by rows of
    today; and the groups found.
    """

    deeds: pa.Table
    speech: pa.Table
    features: pa.Table
    former: Former
    found: Grouped


def told(past: Recall, tables: Tables, decided: Mapping[tuple[str, str], str], engine: Engine) -> Told:
    """Group the claims of ``tables``; ``decided`` has what people judged of pairs."""
    claims = _events(tables["claims"])
    deeds, speech = claims.filter(DEED), claims.filter(~DEED)
    features = features_of(deeds, past, tables, engine)
    former = former_of(features, past, decided)
    columns = columns_of(features, meanings(deeds, tables["vectors"]))
    return Told(deeds, speech, features, former, group(columns, pinned(decided, ids(deeds)), engine, former))


def _events(claims: pa.Table) -> pa.Table:
    """The claims that tell of events, without those that people rejected."""
    rejected = filled(pc.equal(claims["review"], pa.scalar("rejected")))
    return claims.filter(pa.array(filled(pc.is_valid(claims["event"])) & ~rejected))
