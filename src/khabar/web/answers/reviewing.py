"""Judging: the log, adding to it, taking back. A judgement that was answered with its number is on disk."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from khabar.casebook import ConflictError
from khabar.casebook.matters import MATTERS
from khabar.errors import InputError
from khabar.export.handling.masks import BLACK
from khabar.records import Judgement
from khabar.terms import JUDGEMENT_KINDS
from khabar.web.answers.claims import claim_rows
from khabar.web.answers.conflicts import conflicts
from khabar.web.answers.judgements import about, judgement_json
from khabar.web.answers.missing import MissingError
from khabar.web.asking import PAGE, Ask, Param, cursor, page
from khabar.web.desk import Desk
from khabar.web.listing import Json

QUERY = (
    Param("judge", "Only this person's."),
    Param("kind", "Only of this kind.", values=JUDGEMENT_KINDS),
    Param("target", "Only those that name this record, and those that take these back."),
    *PAGE,
)
BODY: Mapping[str, str] = {
    "kind": "same, different, undecided, confirm, correct, add_claim, reject, rate_source, retract or note",
    "target": "the identifiers of claims, a report, entities; outlet:NAME for a rating",
    "after": "the fields of a correction, of a claim to add (start, end and fields, or selector), of a rating, of a note",
    "reason": "why, in words",
    "based_on": "`seen` of the answer that was looked at",
}

UNDO: Mapping[str, str] = {name: BODY[name] for name in ("reason", "based_on")}


class JudgedSinceError(InputError):
    """Somebody judged the same since: answered with 409, and with both."""

    def __init__(self, told: str, more: Json) -> None:
        super().__init__(told)
        self.more = more


def log(desk: Desk, ask: Ask) -> Json:
    """The log of judgements, the latest first, and the matters on which people differ."""
    found = about(desk.judged, [ask.query["target"]]) if "target" in ask.query else list(desk.judged)
    found = [one for one in found if ask.query.get("judge", one.judge) == one.judge]
    found = [one for one in found if ask.query.get("kind", one.kind) == one.kind][::-1]
    limit, offset = page(ask.query)
    later = cursor(offset + limit) if offset + limit < len(found) else None
    return {
        "rows": [judgement_json(one, desk) for one in found[offset : offset + limit]],
        "total": len(found),
        "next": later,
        "facets": {"judge": _counted(one.judge for one in found), "kind": _counted(one.kind for one in found)},
        "conflicts": conflicts(desk),
    }


def judge(desk: Desk, ask: Ask) -> Json:
    """Add a judgement. It is answered when it is on disk, and shown at once; the next build takes it in."""
    kind, target = _text(ask.body, "kind"), _targets(ask.body)
    after = _after(desk, kind, target, ask.body)
    return _kept(desk, ask, kind, target, after)


def undo(desk: Desk, ask: Ask) -> Json:
    """Take a judgement back; to take that back is to restore it. The log keeps all."""
    seq = int(ask.path["seq"]) if ask.path["seq"].isdecimal() else 0
    if not any(one.seq == seq for one in desk.judged):
        raise MissingError(f"There is no judgement {ask.path['seq']}.")
    if seq not in desk.standing:
        raise InputError(f"Judgement {seq} was taken back already.")
    return _kept(desk, ask, "undo", [], None, undoes=seq)


def _kept(
    desk: Desk, ask: Ask, kind: str, target: Sequence[str], after: Mapping[str, Any] | None, undoes: int | None = None
) -> Json:
    text = None if after is None else json.dumps(after, ensure_ascii=False, sort_keys=True)
    reason, seen = _text(ask.body, "reason", needed=False) or None, _seen(kind, ask.body)
    from khabar.pipeline import reviewing  # noqa: PLC0415 (it brings the model's runtime along; most servers only read)

    try:
        made = reviewing.judge(
            desk.folder, kind, target, by=ask.judge, reason=reason, after=text, undoes=undoes, seen=seen
        )
    except ConflictError as error:
        desk.refresh()
        yours = {
            "kind": kind,
            "target": list(target),
            "after": after,
            "reason": reason,
            "undoes": undoes,
            "based_on": seen,
        }
        raise JudgedSinceError(
            str(error), {"yours": yours, "theirs": [judgement_json(one, desk) for one in error.theirs]}
        ) from error
    desk.refresh()
    return {"judgement": judgement_json(made, desk), "claims": claim_rows(desk.database, _touched(desk, made))}


def _touched(desk: Desk, made: Judgement) -> list[str]:
    """The claims whose showing a judgement may have changed."""
    by_seq = {one.seq: one for one in desk.judged}
    one: Judgement | None = made
    while one is not None and one.undoes is not None:
        one = by_seq.get(one.undoes)
    targets = list(one.target) if one else []
    added = [claim_id for claim_id, claim in desk.overlay.added.items() if claim.report_id in targets]
    return [*(target for target in targets if target.startswith("c_")), *added]


def _after(desk: Desk, kind: str, target: Sequence[str], body: Mapping[str, Any]) -> Mapping[str, Any] | None:
    after = body.get("after")
    if after is not None and not isinstance(after, dict):
        raise InputError("after is an object of fields.")
    return _marked(desk, target, after or {}) if kind == "add_claim" else after


def _marked(desk: Desk, target: Sequence[str], after: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a claim that somebody marked, with the place of its words and the sentence that holds them."""
    told = {name: value for name, value in after.items() if name != "selector"}
    text = desk.database.value("SELECT text FROM texts WHERE report_id = ?", [target[0]]) if len(target) == 1 else None
    if text is None:
        raise InputError("A claim is added to one report, named by its identifier.")
    if isinstance(after.get("selector"), dict):
        told |= _found(text, after["selector"])
    if not isinstance(told.get("start"), int) or not isinstance(told.get("end"), int):
        raise InputError("Mark the words that tell it: start and end, or a selector with exact, prefix and suffix.")
    if BLACK in text[told["start"] : told["end"]]:
        raise InputError("These words are sealed. Open the report first, and unseal them to add a claim of them.")
    sentence = desk.database.value(
        'SELECT sentence FROM sentences WHERE report_id = ? AND start <= ? AND "end" > ?',
        [target[0], told["start"], told["start"]],
    )
    if sentence is None:
        raise InputError("These words stand in no sentence of the report.")
    return {**told, "sentence": sentence}


def _found(text: str, selector: Mapping[str, Any]) -> dict[str, int]:
    """Where the words of a text quote selector stand. Raises InputError unless that is one place."""
    exact, prefix, suffix = (str(selector.get(name) or "") for name in ("exact", "prefix", "suffix"))
    whole, places, at = prefix + exact + suffix, [], -1
    while exact and (at := text.find(whole, at + 1)) >= 0:
        places.append(at + len(prefix))
    if len(places) != 1:
        raise InputError(
            f"The marked words stand in {len(places)} places of the report; prefix and suffix must tell which."
        )
    return {"start": places[0], "end": places[0] + len(exact)}


def _seen(kind: str, body: Mapping[str, Any]) -> int | None:
    seen = body.get("based_on")
    if seen is None and kind not in MATTERS and kind != "undo":
        return None
    if not isinstance(seen, int) or isinstance(seen, bool) or seen < 0:
        raise InputError(
            "based_on is missing: give `seen` of the answer that you looked at, so that nobody is overruled unseen."
        )
    return seen


def _targets(body: Mapping[str, Any]) -> list[str]:
    given = body.get("target", [])
    if (
        not isinstance(given, list)
        or not all(isinstance(one, str) and len(one) < 300 for one in given)
        or len(given) > 200
    ):
        raise InputError("target is a list of identifiers.")
    return given


def _text(body: Mapping[str, Any], name: str, *, needed: bool = True) -> str:
    given = body.get(name)
    if given is None and not needed:
        return ""
    if not isinstance(given, str) or len(given) > 5000:
        raise InputError(f"{name} is a text of at most 5,000 characters.")
    return given


def _counted(names: Any) -> list[list[Any]]:
    found: dict[str, int] = {}
    for name in names:
        found[name] = found.get(name, 0) + 1
    return [[name, n] for name, n in sorted(found.items(), key=lambda item: (-item[1], item[0]))]
