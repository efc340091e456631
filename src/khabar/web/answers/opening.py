"""Opening what is sealed: a step of its own, with a reason, kept in the log before anything is shown."""

from __future__ import annotations

import json
from collections.abc import Mapping

from khabar.casebook import append
from khabar.errors import InputError
from khabar.records import Judgement
from khabar.web.answers.actors import actor
from khabar.web.answers.incident import incident
from khabar.web.answers.judgements import judgement_json
from khabar.web.answers.report import read_object
from khabar.web.answers.sealed import is_blacked, is_sealed
from khabar.web.asking import Ask
from khabar.web.desk import Desk
from khabar.web.listing import Json

BODY: Mapping[str, str] = {
    "target": "what is sealed, or a report with words that are blacked out",
    "reason": "why it is opened; needed",
}


def open_(desk: Desk, ask: Ask) -> Json:
    """Show something sealed, once. Who opened it, when and why is in the log first; the seal stays."""
    target, reason = ask.body.get("target"), ask.body.get("reason")
    if not isinstance(target, str) or not (is_sealed(desk, target) or is_blacked(desk, target)):
        raise InputError("target names nothing that is sealed.")
    if not isinstance(reason, str) or not reason.strip() or len(reason) > 5000:
        raise InputError("Say why you open it: a reason is kept in the log.")
    opened = Judgement(0, "", ask.judge, "note", (target,), after=json.dumps({"opened": target}), reason=reason)
    made = append(desk.folder, opened)
    with desk.unsealed() as whole:
        found = _whole(whole, target)
    desk.refresh()
    return {"judgement": judgement_json(made, desk), "opened": found}


def _whole(desk: Desk, target: str) -> Json:
    """A record as it is shown where nothing is sealed: an entity's page, an incident's, or the reading of a report."""
    if target.startswith("e_"):
        return actor(desk, Ask({"entity_id": target}))
    if target.startswith("i_"):
        return incident(desk, Ask({"incident_id": target}))
    report_id = desk.database.value("SELECT report_id FROM claims WHERE claim_id = ?", [target]) or target
    read = read_object(desk, report_id)
    return {**read, "claims": [claim for claim in read["claims"] if target in (claim["claim_id"], report_id)]}
