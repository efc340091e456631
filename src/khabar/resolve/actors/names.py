"""What names of countries, organizations, groups and weapons refer to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.folding import fold_name
from khabar.records import Entity
from khabar.resolve.actors import entities
from khabar.resolve.actors.bodies import NEW, owner_of, unlisted
from khabar.resolve.actors.located import Decision, Located
from khabar.resolve.actors.metonymy import stands_for_government
from khabar.resolve.actors.shortforms import introduced, short_forms
from khabar.resolve.actors.surroundings import Surroundings
from khabar.resolve.knowledge import Knowledge, Sense
from khabar.resolve.tables import Country
from khabar.resolve.tokens import is_dateline

SHORT = "short for"


def resolve_names(located: Sequence[Located], text: str, around: Surroundings, known: Knowledge) -> dict[str, Decision]:
    """A decision for each mention by name that is no person's, where one can be made."""
    decisions: dict[str, Decision] = {}
    short = short_forms(located, text)
    for item in located:
        if (decision := _decide(item, around, known)) is not None:
            decisions[item.mention.mention_id] = decision
    for item in located:
        full = short.get(item.folded)
        if full is not None and item.mention.kind in ("organization", "group"):
            own, theirs = decisions.get(item.mention.mention_id), decisions.get(full.mention.mention_id)
            if theirs is not None and (own is None or own.reason == NEW or theirs.reason != NEW):
                decisions[item.mention.mention_id] = Decision(
                    theirs.entity, f"{SHORT} {full.mention.text}", theirs.kind
                )
    return _same_when_known(located, short, decisions)


def resolve_introduced(located: Sequence[Located], text: str, decisions: Mapping[str, Decision]) -> dict[str, Decision]:
    """Short names introduced after a description, once that is resolved: "the Iraqi Security Forces (ISF)"."""
    short = introduced(located, text)
    found: dict[str, Decision] = {}
    for item in located:
        full = short.get(item.folded)
        theirs = decisions.get(full.mention.mention_id) if full is not None and _is_phrase(full) else None
        if full is not None and theirs is not None and theirs.entity is not None and item.mention.text.isupper():
            found[item.mention.mention_id] = Decision(theirs.entity, f"{SHORT} {full.mention.text}", theirs.kind)
    return found


def _same_when_known(
    located: Sequence[Located], short: dict[str, Located], decisions: dict[str, Decision]
) -> dict[str, Decision]:
    """A full name that the tables lack, followed in brackets by a short one that they have, means the same."""
    by_folded = {item.folded: decisions.get(item.mention.mention_id) for item in located}
    known_by = {
        full.folded: (word, d)
        for word, full in short.items()
        if (d := by_folded.get(word)) and d.reason != NEW and not d.reason.startswith(SHORT)
    }
    renamed = dict(decisions)
    for item in located:
        own = decisions.get(item.mention.mention_id)
        if own is not None and own.reason == NEW and item.folded in known_by:
            word, theirs = known_by[item.folded]
            renamed[item.mention.mention_id] = Decision(theirs.entity, f"introduced as {word.upper()}", theirs.kind)
    return renamed


def _decide(item: Located, around: Surroundings, known: Knowledge) -> Decision | None:
    mention = item.mention
    if mention.kind == "weapon":
        return _weapon(item, known)
    if mention.reason == "pronoun" or mention.kind in ("person", "document") or _is_phrase(item):
        return None
    if item.senses:
        return _known(item, around, known)
    if item.folded in known.capitals:
        return _capital(item, known)
    if mention.kind in ("organization", "group"):
        return unlisted(item, known)
    return None


def _is_phrase(item: Located) -> bool:
    return (item.mention.reason or "").endswith("generic agent")


def _known(item: Located, around: Surroundings, known: Knowledge) -> Decision | None:
    sense = choose(item, around, known)
    if sense is None:
        return Decision(None, "the name has several known bearers")
    if sense.kind in ("country", "demonym", "nationals"):
        return _country(item, sense, known)
    if sense.kind == "people":
        people = known.peoples[sense.key]
        reason = f"{people.kind} named by its adjective"
        kind = "group" if _is_people(item) else None
        return Decision(entities.make(people.name, "group", None, people.sector), reason, kind)
    if sense.kind == "region":
        if item.folded in known.capitals:
            return _capital(item, known)
        return None
    actor = known.actors[sense.key]
    if actor.kind == "person":
        return None
    if actor.kind == "organization" and (owner := owner_of(item, known)) and actor.country not in ("", owner):
        return unlisted(item, known)
    return Decision(entities.of_actor(actor), "known name", actor.kind)


def choose(item: Located, around: Surroundings, known: Knowledge) -> Sense | None:
    """The sense of a name: the user's, the only one, or the only one that belongs to a country the report speaks of."""
    senses = item.senses
    if senses[0].key in known.own:
        return senses[0]
    if len(senses) == 1 or senses[0].kind in ("country", "demonym", "people"):
        kinds = [s for s in senses if s.kind == senses[0].kind]
        if len(kinds) == 1:
            return senses[0]
        senses = tuple(kinds)
    scored = [(around.share(_country_of(s, known)), -n, s) for n, s in enumerate(senses)]
    best, second = sorted(scored, key=lambda e: (-e[0], -e[1]))[:2]
    if best[0] > second[0]:
        return best[2]
    worldwide = [s for s in senses if not _country_of(s, known)]
    return worldwide[0] if len(worldwide) == 1 else None


def _country_of(sense: Sense, known: Knowledge) -> str:
    if sense.kind == "actor":
        return known.actors[sense.key].country
    return known.regions[sense.key].country if sense.kind == "region" else sense.key


def _country(item: Located, sense: Sense, known: Knowledge) -> Decision:
    country = known.countries[sense.key]
    if sense.kind == "nationals" or (sense.kind == "demonym" and _is_people(item)):
        name = f"people of {country.name}"
        return Decision(entities.make(name, "group", country.alpha3, None), f"nationals of {country.name}", "group")
    if sense.kind == "demonym" or _is_adjective(item, country):
        return Decision(entities.of_country(country), f"adjective of {country.name}", "other")
    return Decision(entities.of_country(country), "name of a country")


def _is_adjective(item: Located, country: Country) -> bool:
    """Whether a name that is also an adjective stands before a noun ("US troops", "UK aid")."""
    if item.folded not in map(fold_name, country.demonyms):
        return False
    relation = item.parse.words[item.head].deprel.partition(":")[0]
    return relation in ("compound", "amod") and item.parse.words[item.head].head > item.last


def _is_people(item: Located) -> bool:
    word = item.parse.words[item.last]
    return word.xpos == "NNPS" or (word.xpos != "JJ" and word.text.endswith("s") and len(item.folded) > 4)


def _capital(item: Located, known: Knowledge) -> Decision | None:
    country = known.countries[known.capitals[item.folded]]
    if is_dateline(item.parse, item.first, item.last):
        return None
    if not (stands_for_government(item.parse, item.head, known) or _qualifies_a_government(item, known)):
        return None
    if (seat := known.actors.get(known.seats.get(item.folded, ""))) is not None:
        return Decision(entities.of_actor(seat), f"the city stands for {seat.name}", "organization")
    return Decision(
        entities.government(country, known), f"the capital stands for the government of {country.name}", "organization"
    )


def _qualifies_a_government(item: Located, known: Knowledge) -> bool:
    """ "the Baghdad regime"."""
    after = item.parse.words[item.last + 1 : item.last + 2]
    agents = known.agents.get(after[0].lemma.lower()) if after else ()
    return bool(agents) and agents[0].canonical in ("government", "administration", "authorities")


def _weapon(item: Located, known: Knowledge) -> Decision:
    name, _, family = (item.mention.reason or "").partition(": ")
    entity: Entity = entities.make(name, "weapon", None, None)
    return Decision(entity, f"{family}: {name}" if name in known.weapons else name)
