"""Pronouns of the first person in quoted words: "I" is the speaker, "we" the side that the speaker speaks for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from khabar.records import Attribution, Entity, Mention
from khabar.resolve.actors import entities as made
from khabar.resolve.knowledge import Knowledge

ALONE = frozenset({"i", "me", "my", "mine", "myself"})
TOGETHER = frozenset({"we", "us", "our", "ours", "ourselves"})
VERBATIM = ("direct", "mixed", "block")
SIDES = ("organization", "group", "country")


def resolve_speakers(
    mentions: Sequence[Mention], entities: Sequence[Entity], said: Sequence[Attribution], known: Knowledge
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """The mentions, with quoted pronouns of the first person decided where their speaker is, and all entities.

    ``mentions`` stand in the order of the text.
    """
    by_id = {entity.entity_id: entity for entity in entities}
    decided: dict[str, Entity] = {}
    for mention, attribution in _quoted(mentions, said):
        if (entity := _meant(mention, attribution, mentions, by_id, known)) is not None:
            decided[mention.mention_id] = entity
    by_id |= {entity.entity_id: entity for entity in decided.values()}
    return tuple(_with(m, decided.get(m.mention_id)) for m in mentions), tuple(e for _, e in sorted(by_id.items()))


def _with(mention: Mention, entity: Entity | None) -> Mention:
    if entity is None:
        return mention
    return replace(mention, entity_id=entity.entity_id, reason=f"the speaker's own: {entity.name}")


def _quoted(mentions: Sequence[Mention], said: Sequence[Attribution]) -> Iterator[tuple[Mention, Attribution]]:
    """First-person pronouns with the innermost quotation that holds each; both sides are gone through once."""
    spans = sorted(
        ((s.start, s.end, n) for n, a in enumerate(said) if a.quotation in VERBATIM for s in a.content),
        key=lambda span: (span[0], -span[1], span[2]),
    )
    waiting, around = iter((*spans, (10**12, 10**12, 0))), []
    following = next(waiting)
    for mention in mentions:
        if mention.reason != "pronoun: the speaker's own":
            continue
        while following[0] <= mention.start:
            around.append(following)
            following = next(waiting)
        around = [span for span in around if span[1] > mention.start]
        if around:
            yield mention, said[min(around, key=lambda span: (span[1] - span[0], span[2]))[2]]


def _meant(
    mention: Mention,
    attribution: Attribution,
    mentions: Sequence[Mention],
    entities: dict[str, Entity],
    known: Knowledge,
) -> Entity | None:
    if attribution.source_start is None or attribution.source_end is None:
        return None
    first = bisect_left(mentions, attribution.source_start, key=lambda m: m.start)
    last = bisect_left(mentions, attribution.source_end, key=lambda m: m.start)
    named = [entities[m.entity_id] for m in mentions[first:last] if m.entity_id in entities]
    person = next((e for e in named if e.kind == "person"), None)
    if mention.text.lower() in ALONE:
        return person
    side = next((e for e in named if e.kind in SIDES and not _is_role(e)), None)
    return side or (_state_of(person, known) if person is not None else None)


def _is_role(entity: Entity) -> bool:
    """Whether an entity is but what somebody is ("officials"), and no body of its own."""
    return entity.kind == "group" and entity.country is None and entity.sector in (None, "GOV", "UNK", "CVL")


def _state_of(person: Entity, known: Knowledge) -> Entity | None:
    """The state that a holder of a public office speaks for."""
    country = known.countries.get(person.country or "") if person.sector in ("GOV", "MIL") else None
    return made.of_country(country) if country is not None else None
