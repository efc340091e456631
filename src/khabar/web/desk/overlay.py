"""What judgements change in what is shown before the next build takes them in: reviews, corrected fields, claims added.

The same rules as in linking decide; only the claims that later judgements name, or whose judgements they take back, are
judged anew. What a generation has taken in and somebody takes back is restored from what the judgement kept of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, field, replace
from types import MappingProxyType
from typing import Any

from khabar.frozen import record
from khabar.link.judged import Force, force, in_force, judged
from khabar.link.judged.corrections import FIELDS
from khabar.records import Claim, Judgement
from khabar.web.desk.database import Database, Values
from khabar.web.desk.sealing import Seals

SHOWN = (*FIELDS, "review")


@record(frozen=True, slots=True)
class Overlay:
    """Claims as judged since the generation, by identifier, and claims that people added since."""

    claims: Mapping[str, Claim] = field(default_factory=lambda: MappingProxyType({}))
    added: Mapping[str, Claim] = field(default_factory=lambda: MappingProxyType({}))

    def statements(self, before: Overlay, seals: Seals) -> list[tuple[str, Values]]:
        """What brings the tables in memory from an earlier overlay to this one; what is sealed stays out of them."""
        changes: list[tuple[str, Values]] = []
        for table in ("shown", "claims"):
            setting = ", ".join(f"{name} = ${name}" for name in SHOWN)
            for claim_id, claim in self.claims.items():
                values = {name: seals.masks(getattr(claim, name)) for name in SHOWN}
                changes.append(
                    (f"UPDATE {table} SET {setting} WHERE claim_id = $claim_id", {**values, "claim_id": claim_id})
                )
            gone = [*before.added, *self.added]
            changes.append((f"DELETE FROM {table} WHERE list_contains(?, claim_id)", [gone]))
        changes.append((_INCIDENTS, [list(self.claims)]))
        for claim in (one for one in self.added.values() if not seals.gone & {one.claim_id, one.report_id}):
            row = seals.masks(asdict(claim))
            columns = ", ".join(f'"{name}"' for name in row)
            marks = ", ".join("?" for _ in row)
            changes.append((f"INSERT INTO claims ({columns}) VALUES ({marks})", [*row.values()]))
            changes.append((_INSERT, [claim.claim_id]))
        return changes


_INCIDENTS = """
    UPDATE shown_incidents SET place_precision = (SELECT arg_min(s.place_precision, s.n) FROM shown s
        WHERE s.incident_id = shown_incidents.incident_id AND s.place_id = shown_incidents.place_id)
    WHERE incident_id IN (SELECT incident_id FROM shown WHERE claim_id IN (SELECT unnest(?)))
"""
_INSERT = """
    INSERT INTO shown BY NAME
    SELECT coalesce((SELECT max(n) FROM shown o WHERE o.report_id = c.report_id AND o.start <= c.start),
            (SELECT min(n) - 1 FROM shown o WHERE o.report_id = c.report_id), 0) + 0.5 AS n,
        c.claim_id, c.report_id, r.outlet, r.title, r.published, c.sentence, s.start AS sentence_start, s."end" AS sentence_end,
        substring(t.text, s.start + 1, s."end" - s.start) AS sentence_text, c.start, c."end", c.trigger, c.event, c.mode,
        c.register, c.phase, c.realis, c.factuality, c.author_factuality, c.negated, [] AS actors, [] AS recipients,
        [] AS instruments, c.place_precision, c.date_earliest, c.date_latest, c.date_precision, c.date_from, [] AS chain,
        [] AS figures, c.confidence, c.review, [] AS actor_keys, [] AS recipient_keys, [] AS holder_keys,
        lower(strip_accents(coalesce(sentence_text, '') || ' ' || coalesce(r.outlet, ''))) AS folded
    FROM claims c JOIN reports r USING (report_id) JOIN texts t USING (report_id)
        LEFT JOIN sentences s ON s.report_id = c.report_id AND s.sentence = c.sentence
    WHERE c.claim_id = ?
"""


def overlay(database: Database, judgements: Sequence[Judgement], last: int) -> Overlay:
    """What the judgements after number ``last`` change, in the light of all of them."""
    touching = _reached(judgements, last)
    wanted = sorted({target for one in touching for target in one.target if target.startswith("c_")})
    standing = in_force(judgements)
    decided = force(standing)
    rows = [_claim(row) for row in database.rows("SELECT * FROM claims WHERE list_contains(?, claim_id)", [wanted])]
    bare = [_as_read(row, judgements, standing) for row in rows if row.review != "added"]
    now = judged(bare, replace(decided, added=()), {})
    added = judged(
        (), Force(added=tuple(one for one in decided.added if one.seq > last)), _texts(database, decided.added)
    )
    return Overlay({claim.claim_id: claim for claim in now}, {claim.claim_id: claim for claim in added})


def _reached(judgements: Sequence[Judgement], last: int) -> list[Judgement]:
    """The judgements after a number, and those they take back, however far that leads."""
    by_seq = {one.seq: one for one in judgements}
    reached: dict[int, Judgement] = {}
    waiting = [one for one in judgements if one.seq > last]
    while waiting:
        one = waiting.pop()
        reached[one.seq] = one
        if one.undoes in by_seq and one.undoes not in reached:
            waiting.append(by_seq[one.undoes])
    return [reached[seq] for seq in sorted(reached)]


def _as_read(claim: Claim, judgements: Iterable[Judgement], standing: Sequence[Judgement]) -> Claim:
    """A claim without what people made of it: corrections that were taken back give way to what they replaced."""
    kept = {one.seq for one in standing}
    for one in reversed(
        [j for j in judgements if j.kind == "correct" and claim.claim_id in j.target and j.seq not in kept]
    ):
        before = _fields(one.before)
        claim = replace(claim, **{name: value for name, value in before.items() if name in FIELDS})
    return replace(claim, review=None)


def _fields(text: str | None) -> dict[str, Any]:
    found = json.loads(text or "{}")
    return found if isinstance(found, dict) else {}


def _texts(database: Database, added: Sequence[Judgement]) -> dict[str, str]:
    reports = sorted({target for one in added for target in one.target})
    if not reports:
        return {}
    found = database.rows("SELECT report_id, text FROM read_texts WHERE list_contains(?, report_id)", [reports])
    return {row["report_id"]: row["text"] for row in found}


def _claim(row: Mapping[str, Any]) -> Claim:
    return Claim(**{**row, "contexts": tuple(row["contexts"] or ())})
