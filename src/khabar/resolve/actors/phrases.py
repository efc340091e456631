"""Reading noun phrases: the agent that heads one, and the country and bodies that its own and nearby names tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.frozen import record
from khabar.records import Entity
from khabar.resolve.actors.located import POSSESSIVE, Decision, Located
from khabar.resolve.actors.persons import country_of
from khabar.resolve.knowledge import Knowledge
from khabar.resolve.tables import Agent, listed

DEFINITE = ("the", "this", "that", "these", "those")
HYPHENS = ("-", "‐", "‑", "–")
LONGEST_BARE = 4
# How many mentions away from its soldiers a state may be.
NEAR = 6
QUALIFYING = ("ADJ", "NOUN", "PROPN", "PART", "NUM", "ADV")


@record(frozen=True, slots=True)
class Phrase:
    """A noun phrase with its agent and what the names within and around it tell; ``n`` is its place among the mentions."""

    n: int
    item: Located
    agent: Agent
    country: str | None
    inner: Entity | None
    definite: bool
    bare: bool


def read_phrase(
    n: int, agent: Agent, located: Sequence[Located], decisions: Mapping[str, Decision], known: Knowledge
) -> Phrase:
    """The noun phrase that is the ``n``-th mention."""
    item = located[n]
    inner = [o for o in located[max(0, n - 3) : n + 6] if item.holds(o) and not _is_sponsor(o)]
    body = next((e for o in inner if (e := entity_of(o, decisions)) and e.kind != "country"), None)
    owner = _possessor(n, located) or _named_with(n, agent, located)
    if owner is None and agent.sector == "MIL":
        owner = _sender(n, located, decisions)
    country = next((c for o in [*inner, owner] if o is not None and (c := _country(o, decisions, known))), None)
    before = item.parse.words[item.first - 1].text.lower() if item.first else ""
    return Phrase(n, item, agent, country, body, before in DEFINITE, not inner and _is_bare(item))


def _is_bare(item: Located) -> bool:
    """Whether a noun stands alone, or with no more than who backs it or where it sits ("the Iran-aligned group")."""
    before = item.parse.words[max(0, item.last - 2) : item.last]
    hyphenated = len(before) == 2 and before[0].text in HYPHENS and before[1].upos in ("VERB", "ADJ")
    return item.first == item.last or (hyphenated and item.last - item.first <= LONGEST_BARE)


def _is_sponsor(item: Located) -> bool:
    """Whether a name only tells by whom others are backed, led or paid: "Iran-backed militias"."""
    after = item.parse.words[item.last + 1 : item.last + 3]
    return len(after) > 1 and after[0].text in HYPHENS and after[1].upos in ("VERB", "ADJ")


def entity_of(item: Located, decisions: Mapping[str, Decision]) -> Entity | None:
    """What a mention was found to refer to."""
    decision = decisions.get(item.mention.mention_id)
    return decision.entity if decision else None


def _country(item: Located, decisions: Mapping[str, Decision], known: Knowledge) -> str | None:
    """The country that a name tells: its own, its entity's, or that of which it is the capital."""
    if found := country_of(item, known):
        return found
    entity = entity_of(item, decisions)
    return (entity.country if entity else None) or known.capitals.get(item.folded)


def _possessor(n: int, located: Sequence[Located]) -> Located | None:
    """The name that stands before with a possessive ("Iraq's army")."""
    item = located[n]
    for other in reversed(located[max(0, n - 3) : n]):
        between = item.parse.words[other.last + 1 : item.first]
        owned = other.parse is item.parse and 0 < len(between) < 4 and between[0].text in POSSESSIVE
        if owned and all(w.upos in QUALIFYING for w in between[1:]):
            return other
    return None


def _named_with(n: int, agent: Agent, located: Sequence[Located]) -> Located | None:
    """The name right after: "the army of Iraq", "troops from Chad", "the government in Baghdad".

    "Soldiers in Iraq" may be anybody's.
    """
    item, within = located[n], agent.sector != "MIL"
    for other in located[n + 1 : n + 4]:
        between = [w.text.lower() for w in item.parse.words[item.last + 1 : other.first]]
        if other.parse is not item.parse or between[1:] not in ([], ["the"]):
            continue
        if between[:1] == ["of"] or (between[:1] == ["from"] and other.sense("country")):
            return other
        if within and between[:1] == ["in"] and other.mention.kind == "place":
            return other
    return None


def _sender(n: int, located: Sequence[Located], decisions: Mapping[str, Decision]) -> Located | None:
    """The state that has or sends soldiers: "Turkey keeps 2,000 soldiers in Iraq", "troops were sent by France"."""
    item = located[n]
    words = item.parse.words
    wanted = {"obj": "nsubj", "nsubj:pass": "obl:agent"}.get(words[item.head].deprel)
    verb = words[item.head].head
    if wanted is None or words[verb].lemma.lower() not in listed("fields"):
        return None
    for other in located[max(0, n - NEAR) : n + NEAR]:
        if other.parse is item.parse and words[other.head].head == verb and words[other.head].deprel == wanted:
            state = entity_of(other, decisions)
            return other if state is not None and (state.kind == "country" or state.sector == "GOV") else None
    return None
