"""Claims in plain words: what is said to have been done, and the chain of those who say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from khabar.casebook import Casebook
from khabar.frozen import record

_CLAIMS = """
    SELECT c.*, r.outlet, r.title, r.published, g.name AS place,
        substring(r.text, s.start + 1, s."end" - s.start) AS sentence_text,
        (SELECT list({{'role': p.role, 'text': coalesce(p.text, e.name)}} ORDER BY p.start)
            FROM participants p LEFT JOIN entities e USING (entity_id)
            WHERE p.claim_id = c.claim_id) AS participants,
        (SELECT list({{'kind': h.kind, 'text': h.text, 'factuality': h.factuality}} ORDER BY h.depth)
            FROM holders h WHERE h.claim_id = c.claim_id) AS holders,
        (SELECT list({{'measure': q.measure, 'text': q.text}} ORDER BY q.start)
            FROM quantities q WHERE q.claim_id = c.claim_id) AS quantities
    FROM claims c JOIN reports r USING (report_id)
        LEFT JOIN sentences s USING (report_id, sentence) LEFT JOIN gazetteer g USING (place_id)
    {only}
    ORDER BY r.published NULLS LAST, r.report_id, c.start, c.claim_id
"""

_UNNAMED = {"author": "the author", "anonymous": "someone unnamed", "witness": "a witness", "document": "a document"}


@record(frozen=True, slots=True)
class Telling:
    """A claim in words: the deed, its circumstances, its kind, the chain from the outermost holder inwards, the sentence."""

    claim_id: str
    report_id: str
    outlet: str | None
    published: str | None
    deed: str
    circumstances: str
    kind: str
    chain: str
    sentence: str


def tellings(casebook: Casebook, limit: int | None = None, incident: str | None = None) -> Iterator[Telling]:
    """The claims of a casebook, or of one incident, in words, by date and report and in the order of the text."""
    only = "WHERE c.incident_id = '{}'".format(incident.replace("'", "''")) if incident else ""
    for batch in casebook.sql(_CLAIMS.format(only=only), limit).to_batches():
        yield from map(telling, batch.to_pylist())


def telling(row: Mapping[str, Any]) -> Telling:
    """One claim in words. ``row`` is a row of claims with its participants, holders, quantities, outlet and place."""
    return Telling(
        row["claim_id"],
        row["report_id"],
        row["outlet"],
        row["published"],
        deed(row),
        ", ".join(_circumstances(row)),
        " ".join(filter(None, [row["event"], f"({row['mode']})" if row["mode"] else None, _realis(row["realis"])])),
        chain(row["holders"] or [], row["outlet"]),
        " ".join((row["sentence_text"] or "").split()),
    )


def deed(row: Mapping[str, Any]) -> str:
    """Who is said to have done what to whom: the actor, an arrow to the recipient, and the word of the text for the deed.

    The roles are marked because the words of a text, put in another order, would make sentences that nobody wrote.
    """
    by_role: dict[str, list[str]] = {}
    for one in row["participants"] or []:
        if one["text"]:
            by_role.setdefault(one["role"], []).append(one["text"])
    actors, recipients, means = (" and ".join(by_role.get(role, ())) for role in ("actor", "recipient", "instrument"))
    whom = f"→ {recipients}" if recipients else ""
    parties = " ".join(filter(None, [actors, whom]))
    trigger = f"not “{row['trigger']}”" if row["negated"] else f"“{row['trigger']}”"
    told = f"{parties}: {trigger}" if parties else trigger
    return f"{told}, with {means}" if means else told


def chain(holders: list[Mapping[str, Any]], outlet: str | None) -> str:
    """The chain of holders from the outermost inwards, each with how surely it holds the claim."""
    links = [f"{_holder(one, outlet)} ({one['factuality']})" for one in holders]
    return " < ".join(links)


def _holder(one: Mapping[str, Any], outlet: str | None) -> str:
    if one["kind"] == "author" and outlet:
        return outlet
    return one["text"] or _UNNAMED.get(one["kind"], "a source not named")


def _circumstances(row: Mapping[str, Any]) -> Iterator[str]:
    if row["place"]:
        yield row["place"]
    if row["date_earliest"]:
        first, last = row["date_earliest"], row["date_latest"]
        yield first if last in (first, None) else f"{first} to {last}"
    for quantity in row["quantities"] or []:
        if quantity["measure"] != "other":
            yield f"{quantity['measure']}: {quantity['text']}"


def _realis(realis: str) -> str | None:
    return None if realis == "occurred" else realis
