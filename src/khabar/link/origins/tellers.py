"""Where each claim comes from, as far as its words say: a named source, or the voice that carries it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.folding import fold_name
from khabar.frozen import record
from khabar.link.features.names import is_nobody
from khabar.link.features.nodes import source_node, voice_node
from khabar.link.features.stems import words_for
from khabar.link.origins.accounts import Row
from khabar.link.origins.outlets import Outlets

# A document that is described by no more words is one of no name.
PLAIN = 2

NAMED = ("named_person", "organization", "role", "document")


@record(frozen=True, slots=True)
class Teller:
    """The origin of one claim.

    ``node`` names it: a source, or else a voice. ``side`` is the country and sector of a named source; two sources of one
    side may speak from one briefing. ``report_id`` is where the claim stands.
    """

    claim_id: str
    report_id: str
    node: str
    sourced: bool
    side: str | None = None


def teller(claim: Row, holders: Sequence[Row], voice: str, entities: Mapping[str, Row], outlets: Outlets) -> Teller:
    """The teller of a claim: its innermost named holder; unnamed sources belong to the innermost outlet that carries them."""
    claim_id, report_id = claim["claim_id"], claim["report_id"]
    inside = sorted((h for h in holders if h["depth"] > 0), key=lambda h: h["depth"])
    carrier = voice
    for holder in inside:
        carrier = _outlet(holder["text"], outlets) or _outlet(holder["said_to"], outlets) or carrier
    inner = inside[-1] if inside else None
    entity = entities.get(inner["entity_id"] or "") if inner else None
    pronoun = inner is not None and is_nobody(fold_name(inner["text"] or ""))
    named = inner is not None and inner["text"] and (entity["kind"] == "person" if pronoun and entity else not pronoun)
    unnamed = inner is None or inner["kind"] not in NAMED or not named or _of_no_name(inner, entity) or _staff(inner)
    if inner is None or unnamed or _outlet(inner["text"], outlets):
        return Teller(claim_id, report_id, voice_node(carrier), sourced=False)
    node = source_node(entity["name"] if entity else inner["text"])
    side = f"{entity['country']}{entity['sector']}" if entity and entity["country"] and entity["sector"] else None
    return Teller(claim_id, report_id, node, sourced=True, side=side)


def _of_no_name(holder: Row, entity: Row | None) -> bool:
    """Whether a document is one of no name: "the report", "reports", "the information"."""
    return holder["kind"] == "document" and entity is None and len(fold_name(holder["text"] or "").split()) <= PLAIN


def _staff(holder: Row) -> bool:
    """Whether a holder is one of those by whom an outlet speaks: "[Unidentified reporter]", "our correspondent"."""
    return not words_for("staff").isdisjoint(fold_name(holder["text"] or "").split()[-1:])


def _outlet(text: str | None, outlets: Outlets) -> str | None:
    return next((voice for voice, _ in outlets.named_in(text)), None) if text else None
