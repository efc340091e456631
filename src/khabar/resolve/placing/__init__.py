"""Where each claim is said to have happened: the place that belongs to it, by its own words, the tree, or its surroundings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from khabar.records import Claim, Participant
from khabar.resolve.placing.ground import Ground, Put
from khabar.resolve.placing.rules import RULES

__all__ = ["Ground", "placed"]


def placed(
    claims: Sequence[Claim], participants: Mapping[str, Sequence[Participant]], ground: Ground
) -> Iterator[tuple[Claim, Participant | None]]:
    """The claims in the order given, which is that of the text, each with its place as far as the report tells it.

    Beside a claim whose own phrases of place do not give it stands the participant that tells where it comes from.
    """
    for claim in claims:
        told = ground.told(claim, participants.get(claim.claim_id, ()))
        put = next((put for rule in RULES if (put := rule(told, ground)) is not None), None) if told else None
        if told is None or put is None:
            yield claim, None
            continue
        ground.record(told, put)
        yield replace(claim, place_id=put.place_id, place_precision=put.precision), _participant(claim, put)


def _participant(claim: Claim, put: Put) -> Participant | None:
    if put.reason is None:
        return None
    words = put.words
    if words is None:
        return Participant(claim.claim_id, "place", reason=put.reason)
    return Participant(
        claim.claim_id, "place", words.start, words.end, words.text, words.mention_id, put.entity_id, reason=put.reason
    )
