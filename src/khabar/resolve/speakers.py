"""Pronouns of the first person: "I" is the speaker or the author, "we" the side that the speaker or the author speaks for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from khabar.folding import fold_name
from khabar.records import Attribution, Entity, Mention, Report
from khabar.resolve.actors import entities as made
from khabar.resolve.knowledge import Knowledge
from khabar.terms import AUTHOR, AUTHORS_SIDE

ALONE = frozenset({"i", "me", "my", "mine", "myself"})
TOGETHER = frozenset({"we", "us", "our", "ours", "ourselves"})
BRACKETS = str.maketrans("", "", "[]")
VERBATIM = ("direct", "mixed", "block")
# Whose "we" is the body that publishes.
OWN_VOICE = ("official", "ngo")
PARAGRAPH = 3000
SIDES = ("organization", "group", "country")


def resolve_speakers(
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    said: Sequence[Attribution],
    report: Report,
    known: Knowledge,
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """The mentions, with pronouns of the first person decided where their speaker is or the author speaks, and all entities.

    ``mentions`` stand in the order of the text.
    """
    by_id = {entity.entity_id: entity for entity in entities}
    decided: dict[str, Entity] = {}
    for mention, attribution in _spoken(mentions, said):
        if attribution is None:
            entity = _author(mention, report, known)
        else:
            entity = _meant(mention, attribution, mentions, by_id, known)
        if entity is not None:
            decided[mention.mention_id] = entity
    by_id |= {entity.entity_id: entity for entity in decided.values()}
    return tuple(_with(m, decided.get(m.mention_id)) for m in mentions), tuple(e for _, e in sorted(by_id.items()))


def _with(mention: Mention, entity: Entity | None) -> Mention:
    if entity is None:
        return mention
    return replace(mention, entity_id=entity.entity_id, reason=f"the speaker's own: {entity.name}")


def _spoken(mentions: Sequence[Mention], said: Sequence[Attribution]) -> Iterator[tuple[Mention, Attribution | None]]:
    """First-person pronouns with the innermost quotation that holds each, if any; both sides are gone through once."""
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
        innermost = min(around, key=lambda span: (span[1] - span[0], span[2]), default=None)
        yield mention, _printed(said, innermost[2]) if innermost is not None else None


def _printed(said: Sequence[Attribution], n: int) -> Attribution:
    """An attribution, or where it goes on with the words of a known speaker the one before it that prints the name."""
    if said[n].source_start is not None or said[n].kind == "anonymous":
        return said[n]
    return next((a for a in reversed(said[:n]) if a.source_start is not None), said[n])


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
    if mention.text.lower().translate(BRACKETS) in ALONE:
        return person
    side = next((e for e in named if e.kind in SIDES and not _is_role(e)), None)
    return side or (_state_of(person, known) if person is not None else None)


def _author(mention: Mention, report: Report, known: Knowledge) -> Entity | None:
    """Who speaks outside quotations: the author, or for "we" the body whose release it is, else the author's side.

    In an interview it may be either party.
    """
    if report.genre == "interview" or _in_quotation_marks(mention, report.text):
        return None
    if mention.text.lower() in ALONE:
        named = report.byline is not None and len(report.byline.split()) in (2, 3)
        return made.make(report.byline or "", "person", None, None) if named else _of_report(AUTHOR, "person", report)
    if report.outlet is None or report.genre not in OWN_VOICE:
        return _of_report(AUTHORS_SIDE, "group", report)
    keys = (s.key for s in known.names.get(fold_name(report.outlet)) if s.kind == "actor")
    actor = next((known.actors[k] for k in keys if known.actors[k].kind in SIDES), None)
    return made.of_actor(actor) if actor else made.make(report.outlet, "organization", None, None)


def _of_report(name: str, kind: str, report: Report) -> Entity:
    return made.make(name, kind, None, None, report.report_id)


def _in_quotation_marks(mention: Mention, text: str) -> bool:
    """Whether quotation marks are open before a mention in its paragraph that no attribution accounts for."""
    first = max(text.rfind("\n\n", 0, mention.start), mention.start - PARAGRAPH, 0)
    before = text[first : mention.start]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def _is_role(entity: Entity) -> bool:
    """Whether an entity is but what somebody is ("officials"), and no body of its own."""
    return entity.kind == "group" and entity.country is None and entity.sector in (None, "GOV", "UNK", "CVL")


def _state_of(person: Entity, known: Knowledge) -> Entity | None:
    """The state that a holder of a public office speaks for."""
    country = known.countries.get(person.country or "") if person.sector in ("GOV", "MIL") else None
    return made.of_country(country) if country is not None else None
