"""What noun phrases refer to: institutions of a country, described groups, unnamed persons in a role.

"the Iraqi army" is one institution everywhere. "Sunni militias" are one group by its wording. "two US officials" are
somebody in this report only: they never meet unnamed officials of another one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from khabar.folding import fold_name
from khabar.records import Entity, Parse
from khabar.resolve.actors import entities
from khabar.resolve.actors.located import Decision, Located, agent_of, are_apart
from khabar.resolve.actors.phrases import Phrase, entity_of, read_phrase
from khabar.resolve.actors.surroundings import Surroundings
from khabar.resolve.knowledge import Knowledge
from khabar.resolve.tables import listed

RULES = frozenset({"administration", "government"})
BODIES = ("group", "organization")
ARMED = ("REB", "PRM")
ANY_BODY = frozenset({"groups", "movements", "organizations", "militias", "parties"})
OFFICIAL = ("GOV", "MIL", "LEG", "JUD", "COP", "SPY", "IGO", "NGO", "JRN", "UNO", "NAT", "EUR")
PLURAL = ("NNS", "NNPS")
NAMES = ("NNP", "NNPS")
LONGEST_TITLE = 4


@dataclass
class Course:
    """What is known while the phrases of a report are decided in order: earlier decisions, and entities by agent."""

    located: Sequence[Located]
    around: Surroundings
    known: Knowledge
    decisions: dict[str, Decision]
    earlier: dict[str, dict[str, Entity]] = field(default_factory=dict)
    titled: Mapping[str, Mapping[str, Entity]] = field(default_factory=dict)


def resolve_phrases(
    located: Sequence[Located], decisions: dict[str, Decision], around: Surroundings, known: Knowledge
) -> dict[str, Decision]:
    """A decision for each generic noun phrase of a report, in order, later ones leaning on earlier ones."""
    course = Course(located, around, known, dict(decisions), titled=_by_title(located, decisions))
    found: dict[str, Decision] = {}
    for n, item in enumerate(located):
        agent = agent_of(item, known)
        if agent is None:
            continue
        phrase = read_phrase(n, agent, located, course.decisions, known)
        decision = _decide(phrase, course)
        course.decisions[item.mention.mention_id] = found[item.mention.mention_id] = decision
        if decision.entity is not None:
            course.earlier.setdefault(agent.canonical, {})[decision.entity.entity_id] = decision.entity
    return found


def _by_title(located: Sequence[Located], decisions: Mapping[str, Decision]) -> dict[str, dict[str, Entity]]:
    """The persons of a report by the words right before their names, in lower case ("foreign secretary", "secretary")."""
    found: dict[str, dict[str, Entity]] = {}
    for item in located:
        entity = entity_of(item, decisions) if item.mention.kind == "person" else None
        if entity is None or entity.kind != "person":
            continue
        before = [w.text.lower() for w in item.parse.words[max(0, item.first - LONGEST_TITLE) : item.first]]
        for size in range(1, LONGEST_TITLE + 1):
            found.setdefault(" ".join(before[-size:]), {})[entity.entity_id] = entity
    return found


def _decide(phrase: Phrase, course: Course) -> Decision:
    if (named := _named_after(phrase, course)) is not None:
        return Decision(named, f"named right after: {named.name}")
    if (listed_ := _listed(phrase, course)) is not None:
        return Decision(listed_, f"known by a common noun: {listed_.name}")
    if phrase.agent.category == "country":
        return _the_country(phrase, course)
    if (person := _in_apposition(phrase, course)) is not None:
        return Decision(person, f"in apposition to {person.name}")
    if phrase.definite and (titled := _titled(phrase, course)) is not None:
        return titled
    if phrase.inner is not None and (decision := _of_body(phrase, phrase.inner)) is not None:
        return decision
    if phrase.bare and phrase.definite and (same := _said_before(phrase, course)) is not None:
        return same
    return _described(phrase, course)


def _named_after(phrase: Phrase, course: Course) -> Entity | None:
    """The body whose name follows the noun at once ("the militant group Hamas")."""
    item = phrase.item
    if phrase.agent.category not in ("group", "organization", "institution"):
        return None
    for other in course.located[phrase.n + 1 : phrase.n + 8]:
        if other.parse is item.parse and other.first == item.last + 1:
            entity = entity_of(other, course.decisions)
            return entity if entity is not None and entity.kind in BODIES else None
    return None


def _listed(phrase: Phrase, course: Course) -> Entity | None:
    """The actor of the tables whose name is a common noun as well ("the peshmerga")."""
    known = course.known
    actors = {s.key for s in known.names.get(fold_name(phrase.agent.lemma)) if s.kind == "actor" and s.printed is None}
    return entities.of_actor(known.actors[actors.pop()]) if len(actors) == 1 else None


def _of_body(phrase: Phrase, inner: Entity) -> Decision | None:
    """Members of an armed group are the group ("Hamas fighters"); a person's government is one of its own."""
    if inner.kind in BODIES and inner.sector in ARMED and phrase.agent.canonical in listed("members"):
        return Decision(inner, f"members of {inner.name}")
    if inner.kind == "person" and phrase.agent.canonical in RULES:
        surname = inner.name.split()[-1].removeprefix("al-").removeprefix("el-")
        entity = entities.make(f"{surname} {phrase.agent.canonical}", "organization", inner.country, "GOV")
        return Decision(entity, f"government of {inner.name}")
    return None


def _the_country(phrase: Phrase, course: Course) -> Decision:
    """ "The country" is the only one named, or whose capital is named, so far in this sentence and the one before."""
    if not (phrase.bare and phrase.definite):
        return Decision(None, "a country that is not named")
    near = [item for item in _near(phrase, course) if item.mention.kind == "place"]
    capitals = course.known.capitals
    named = {
        key: None
        for i in near
        if (key := i.sense("country") or capitals.get(i.folded)) and not _is_adjective(i, course)
    }
    if len(named) != 1:
        return Decision(None, "several countries or none named just before")
    (key,) = named
    return Decision(entities.of_country(course.known.countries[key]), "the only country named just before")


def _is_adjective(item: Located, course: Course) -> bool:
    decision = course.decisions.get(item.mention.mention_id)
    return decision is not None and decision.kind == "other"


def _in_apposition(phrase: Phrase, course: Course) -> Entity | None:
    """The person whom a role stands beside: "the chairman, General Dempsey", "Dempsey, the chairman"."""
    item, words = phrase.item, phrase.item.parse.words
    if phrase.agent.category not in ("role", "people") or item.mention.kind != "person":
        return None
    for other in course.located[max(0, phrase.n - 4) : phrase.n + 7]:
        if other.parse is not item.parse:
            continue
        apposed = words[item.head].deprel == "appos" and other.first <= words[item.head].head <= other.last
        top = words[_over_name(item.parse, other.head)]
        if apposed or (top.deprel == "appos" and top.head == item.head):
            entity = entity_of(other, course.decisions)
            if entity is not None and entity.kind == "person":
                return entity
    return None


def _over_name(parse: Parse, i: int) -> int:
    """The first word of a name that a word is a later part of: "Ayatollah | Ali Husseini"."""
    while parse.words[i].deprel == "flat":
        i = parse.words[i].head
    return i


def _near(phrase: Phrase, course: Course) -> list[Located]:
    """The mentions before in the same sentence and the one before it, nearest first."""
    found = []
    for other in reversed(course.located[: phrase.n]):
        if phrase.item.parse.sentence - other.parse.sentence > 1:
            break
        found.append(other)
    return found


def _said_before(phrase: Phrase, course: Course) -> Decision | None:
    """A bare "the army" is the army spoken of before; "the group" the only body named just before."""
    if phrase.agent.canonical in ANY_BODY:
        near = [e for o in _near(phrase, course) if _is_body(o) and (e := entity_of(o, course.decisions))]
        bodies = {e.entity_id: e for e in near if e.kind in BODIES and _may_be(phrase.agent.canonical, e)}
        if len(bodies) != 1:
            return None
        (entity,) = bodies.values()
        return Decision(entity, f"the only body named just before: {entity.name}")
    same = course.earlier.get(phrase.agent.canonical, {})
    if len(same) != 1:
        return _holder(phrase, course) if phrase.agent.category == "role" else None
    (entity,) = same.values()
    return Decision(entity, f"spoken of before: {entity.name}")


def _may_be(wording: str, entity: Entity) -> bool:
    """Whether a body may be spoken of so: no state, body of states or people is "the group" or "the movement"."""
    if wording == "organizations":
        return True
    return entity.sector is not None and not {entity.sector, entity.country, entity.code} & set(OFFICIAL)


def _titled(phrase: Phrase, course: Course) -> Decision | None:
    """The one person to whom the report gives the title: "Foreign Secretary Anna Weiss …. The foreign secretary said"."""
    holders = course.titled.get(phrase.item.mention.text.lower(), {})
    if len(holders) != 1 or phrase.agent.category != "role" or phrase.item.words[-1].xpos in PLURAL:
        return None
    (person,) = holders.values()
    return Decision(person, f"the only person with that title: {person.name}")


def _holder(phrase: Phrase, course: Course) -> Decision | None:
    """The one person named just before, where "the general" or "the minister" is of that person's sector."""
    if phrase.item.mention.kind != "person" or phrase.item.words[-1].xpos in PLURAL:
        return None
    others = (o for o in _near(phrase, course) if not are_apart(phrase.item, o))
    near = [e for o in others if (e := entity_of(o, course.decisions)) and e.kind == "person"]
    persons = {e.entity_id: e for e in near}
    if len(persons) != 1:
        return None
    (person,) = persons.values()
    if person.sector is None or person.sector != phrase.agent.sector:
        return None
    return Decision(person, f"the only person named just before: {person.name}")


def _is_body(item: Located) -> bool:
    # A common noun at the beginning of a sentence is no name.
    named = item.mention.kind in BODIES and item.mention.text[:1].isupper() and item.words[-1].xpos in NAMES
    return named or item.sense("actor") is not None


# ------------------------------------------------------------------ actors known by description only


def _described(phrase: Phrase, course: Course) -> Decision:
    agent, country, reason = phrase.agent, phrase.country, phrase.agent.canonical
    # Bare "troops" may be anybody's; police, parliament and government are mostly those of the country at hand.
    unnamed = phrase.inner is None and not _is_of_another(phrase)
    if country is None and agent.category == "institution" and agent.sector != "MIL" and unnamed:
        country, why = course.around.main_country, "of the country that the report names most"
        if country is None:
            country, why = _country_near(phrase, course), "of the only country spoken of just before"
        reason += f" {why}" if country else ""
    if agent.category == "institution" and country is not None and country in course.known.countries:
        return Decision(entities.of_institution(course.known.countries[country], agent), reason)
    scope = () if _means_the_same_elsewhere(phrase) else (phrase.item.mention.report_id,)
    kind = phrase.item.mention.kind if phrase.item.mention.kind in ("person", *BODIES) else "group"
    return Decision(entities.make(_name(phrase, course.known), kind, country, _sector(phrase), *scope), reason)


def _is_of_another(phrase: Phrase) -> bool:
    """Whether a name that no table has tells whose an institution is: "the Varic regime"."""
    words = phrase.item.words
    beyond = words[: -max(1, len(fold_name(phrase.agent.lemma).split()))]
    return words[-1].text.islower() and any(w.text[:1].isupper() for w in beyond)


def _country_near(phrase: Phrase, course: Course) -> str | None:
    """The one country that the names just before belong to."""
    near = (entity_of(o, course.decisions) for o in _near(phrase, course))
    found = {e.country for e in near if e is not None and e.country}
    return next(iter(found)) if len(found) == 1 else None


def _means_the_same_elsewhere(phrase: Phrase) -> bool:
    """Whether the wording of a group tells it apart in other reports too: "Sunni militias", not "two gunmen"."""
    inner = phrase.inner
    return phrase.agent.category == "group" and inner is not None and inner.kind in BODIES


def _sector(phrase: Phrase) -> str:
    """The agent's sector; an official of an armed group, agency or body has that of the body."""
    theirs = phrase.inner.sector if phrase.inner is not None else None
    if theirs and phrase.agent.category == "role" and phrase.agent.sector in ("GOV", "MIL", "UNK"):
        return theirs
    return phrase.agent.sector


def _name(phrase: Phrase, known: Knowledge) -> str:
    """The usual wording of a described actor: qualifiers as printed, a country not printed within as an adjective."""
    words = phrase.item.mention.text.split()
    size = max(1, len(fold_name(phrase.agent.lemma).split()))
    qualifiers = words[:-size]
    is_many = phrase.item.words[-1].xpos in PLURAL or phrase.agent.category == "institution"
    text = " ".join([*qualifiers, phrase.agent.canonical] if is_many else words)
    if phrase.country in known.countries and not qualifiers:
        return f"{known.countries[phrase.country or ''].adjective} {text}"
    return text
