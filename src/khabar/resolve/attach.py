"""Which actor, place and day belong to which claim: mentions, places and dates laid onto the claims of one report."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from khabar.records import (
    Claim,
    DateMention,
    Extraction,
    GazetteerPlace,
    Holder,
    Mention,
    Parse,
    Participant,
    PlaceMention,
    Report,
)
from khabar.resolve.dating import dated

LOCATIVE = re.compile(
    r"\b(?:in|into|inside|across|to|from|near|throughout|around|outside|within|over)\s+(?:[\w-]+\s+){0,2}\Z",
    re.IGNORECASE,
)
# How far before a phrase the mention that heads it may begin.
LONGEST_BEFORE = 60
FINENESS = {"exact": 0, "near": 1, "district": 2, "province": 3, "region": 4, "sea": 4, "country": 5}


@dataclass(frozen=True, slots=True)
class Found:
    """What was resolved in one report, to be attached to its claims."""

    report: Report
    parses: tuple[Parse, ...]
    mentions: tuple[Mention, ...]
    places: tuple[PlaceMention, ...]
    gazetteer: tuple[GazetteerPlace, ...]
    dates: tuple[DateMention, ...]


def attach(extraction: Extraction, found: Found) -> Extraction:
    """The extraction with mentions and entities on participants and holders, and a place and date on each claim."""
    participants = tuple(_named(p, found) for p in extraction.participants)
    by_claim: dict[str, list[Participant]] = {}
    for participant in participants:
        by_claim.setdefault(participant.claim_id, []).append(participant)
    claims: list[Claim] = []
    added: list[Participant] = []
    home = _home_country(found)
    for claim in extraction.claims:
        placed, inherited = _placed(claim, by_claim.get(claim.claim_id, []), found, home)
        claims.append(placed)
        added += inherited
    return replace(
        extraction,
        claims=tuple(dated(claims, extraction.attributions, found.dates, found.parses, found.report)),
        participants=(*participants, *added),
        holders=tuple(_known(h, found) for h in extraction.holders),
    )


# ------------------------------------------------------------------ actors


def _mention_at(start: int, end: int, found: Found) -> Mention | None:
    """The mention that a phrase is headed by: the one that shares its end, else the longest within it."""
    first = bisect_left(found.mentions, start - LONGEST_BEFORE, key=lambda m: m.start)
    last = bisect_left(found.mentions, end, key=lambda m: m.start)
    inside = [m for m in found.mentions[first:last] if m.end > start]
    if not inside:
        return None
    return max(
        inside,
        key=lambda m: (
            m.start <= start and m.end >= end,
            m.end == end,
            min(m.end, end) - max(m.start, start),
            -m.start,
        ),
    )


def _named(participant: Participant, found: Found) -> Participant:
    if participant.start is None or participant.end is None:
        return participant
    mention = _mention_at(participant.start, participant.end, found)
    if mention is None:
        return participant
    return replace(participant, mention_id=mention.mention_id, entity_id=mention.entity_id)


def _known(holder: Holder, found: Found) -> Holder:
    if holder.start is None or holder.end is None:
        return holder
    mention = _mention_at(holder.start, holder.end, found)
    return replace(holder, entity_id=mention.entity_id) if mention else holder


# ------------------------------------------------------------------ places


def _placed(
    claim: Claim, participants: Sequence[Participant], found: Found, home: str | None
) -> tuple[Claim, list[Participant]]:
    """The claim with the place its own words give, else the nearest in its sentence, else the one the report is about."""
    stated = [
        p
        for part in participants
        if part.role == "place" and part.start is not None and part.end is not None
        for p in _places_within(part.start, part.end, found)
    ]
    if stated:
        best = min(stated, key=lambda p: (FINENESS.get(p.precision or "", 9), p.start))
        return replace(claim, place_id=best.place_id, place_precision=best.precision), []
    sentence = found.parses[claim.sentence]
    acting = [(p.start, p.end) for p in participants if p.role == "actor" and p.start is not None and p.end is not None]
    near = [p for p in _places_within(sentence.start, sentence.end, found) if _may_place(p, acting, home, found)]
    if near:
        best = min(near, key=lambda p: (abs(p.start - claim.end), p.start))
        placed = replace(claim, place_id=best.place_id, place_precision=best.precision)
        return placed, [Participant(claim.claim_id, "place", reason=f"nearest in the sentence: {best.text}")]
    if home is None:
        return claim, []
    placed = replace(claim, place_id=home, place_precision="country")
    return placed, [Participant(claim.claim_id, "place", reason="the country that the report names most")]


def _may_place(place: PlaceMention, acting: Sequence[tuple[int, int]], home: str | None, found: Found) -> bool:
    """Whether a place near a claim may be where it happened: resolved, and not merely who acts or what nation is named."""
    if place.place_id is None or any(start <= place.start and place.end <= end for start, end in acting):
        return False
    return home is None or place.precision != "country" or place.place_id == home


def _places_within(start: int, end: int, found: Found) -> list[PlaceMention]:
    first = bisect_left(found.places, start, key=lambda p: p.start)
    last = bisect_left(found.places, end, key=lambda p: p.start)
    return list(found.places[first:last])


def _home_country(found: Found) -> str | None:
    """The country where most of what the report tells takes place, if it is clearly ahead of the next.

    A place within a country, or a country after a preposition of place, counts for four times a country that is only named.
    """
    country_of = {g.place_id: g.country for g in found.gazetteer}
    weights: Counter[str] = Counter()
    for place in found.places:
        if place.place_id and (country := country_of.get(place.place_id)):
            weights[country] += 4 if place.precision != "country" or _is_located(place, found.report.text) else 1
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 1.3 * ranked[1][1]):
        return None
    country_id = f"iso:{ranked[0][0]}"
    return country_id if country_id in country_of else None


def _is_located(place: PlaceMention, text: str) -> bool:
    """Whether a preposition of place stands before the name of a country."""
    return LOCATIVE.search(text[max(0, place.start - 24) : place.start]) is not None
