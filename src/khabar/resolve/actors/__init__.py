"""Actors: which known or newly named person, body, group or country each mention means, or undecided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from khabar.records import Entity, Mention, Parse, Report
from khabar.resolve.actors.descriptions import resolve_phrases
from khabar.resolve.actors.located import Decision, locate
from khabar.resolve.actors.names import resolve_introduced, resolve_names
from khabar.resolve.actors.persons import resolve_persons
from khabar.resolve.actors.pronouns import resolve_pronouns
from khabar.resolve.actors.surroundings import survey
from khabar.resolve.knowledge import Knowledge


def resolve(
    mentions: Sequence[Mention], parses: Sequence[Parse], text: str, report: Report, known: Knowledge
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Mentions with entity and reason, and the entities that they refer to.

    A capital that stands for its government becomes a mention of an organization. Places are left to :mod:`..places`.
    """
    located = locate(mentions, parses, known)
    around = survey(located, report)
    decisions = resolve_names(located, text, around, known)
    decisions |= resolve_persons(located, around, known)
    decisions |= resolve_phrases(located, decisions, around, known)
    decisions |= resolve_introduced(located, text, decisions)
    decisions |= resolve_pronouns(located, decisions)
    decided = tuple(_with(m, decisions.get(m.mention_id)) for m in mentions)
    return decided, _entities(decided, decisions)


def _with(mention: Mention, decision: Decision | None) -> Mention:
    if decision is None:
        return mention
    m, entity = mention, decision.entity
    entity_id = entity.entity_id if entity else None
    return Mention(
        m.mention_id, m.report_id, m.start, m.end, m.text, decision.kind or m.kind, entity_id, decision.reason
    )


def _entities(mentions: Sequence[Mention], decisions: dict[str, Decision]) -> tuple[Entity, ...]:
    """Each entity once, with the wordings of its mentions by name as aliases."""
    found: dict[str, Entity] = {}
    names: dict[str, set[str]] = {}
    for mention in mentions:
        decision = decisions.get(mention.mention_id)
        if decision is None or decision.entity is None:
            continue
        found.setdefault(decision.entity.entity_id, decision.entity)
        if mention.text[:1].isupper() and not decision.reason.startswith(("pronoun", "the only")):
            names.setdefault(decision.entity.entity_id, set()).add(mention.text)
    return tuple(
        replace(entity, aliases=tuple(sorted(names.get(key, set()) - {entity.name})))
        for key, entity in sorted(found.items())
    )
