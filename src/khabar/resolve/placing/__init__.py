"""Where each claim is said to have happened: the place that belongs to it, by its own words, the tree, or its surroundings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from khabar.records import Claim, Participant
from khabar.resolve.placing.ground import Ground, Put
from khabar.resolve.placing.rules import RULES

__all__ = ["Ground", "Put", "placed", "where_told"]


def placed(
    claims: Sequence[Claim], participants: Mapping[str, Sequence[Participant]], ground: Ground
) -> Iterator[Put | None]:
    """Where each of the claims is put, in the order given, which is that of the text, as far as the report tells it."""
    for claim in claims:
        told = ground.told(claim, participants.get(claim.claim_id, ()))
        put = next((put for rule in RULES if (put := rule(told, ground)) is not None), None) if told else None
        if told is not None and put is not None:
            ground.record(told, put)
        yield put


def where_told(claim: Claim, put: Put | None) -> Participant | None:
    """The participant that tells where the place of a claim comes from, unless its own phrases of place give it."""
    if put is None or put.reason is None:
        return None
    words = put.words
    if words is None:
        return Participant(claim.claim_id, "place", reason=put.reason)
    return Participant(
        claim.claim_id, "place", words.start, words.end, words.text, words.mention_id, put.entity_id, reason=put.reason
    )
