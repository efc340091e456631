"""Making entities: known ones from the tables, and those that only reports name."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from khabar.folding import fold_name
from khabar.identity import fold, identifier
from khabar.records import Entity
from khabar.resolve.knowledge import Knowledge
from khabar.resolve.tables import Actor, Agent, Country

INTERNATIONAL = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
TRANSNATIONAL = frozenset({"REB", "PRM"})


@lru_cache(maxsize=1 << 10)
def entity_id(name: str, kind: str, *scope: str) -> str:
    """The identifier of an entity: its folded canonical name and kind, and the report where it means nobody elsewhere."""
    return identifier("e", fold(fold_name(name) or name), kind, *scope)


def code_of(country: str | None, sector: str | None, kind: str) -> str | None:
    """The actor code of a country and PLOVER sector ("IRQMIL"); armed groups of no country are transnational ("IMGREB")."""
    if country:
        return country + (sector or "")
    if sector in TRANSNATIONAL and kind == "group":
        return f"IMG{sector}"
    return sector or None


def make(
    name: str, kind: str, country: str | None, sector: str | None, *scope: str, aliases: tuple[str, ...] = ()
) -> Entity:
    """An entity with its identifier and code."""
    country, sector = country or None, sector or None
    return Entity(entity_id(name, kind, *scope), name, kind, country, sector, code_of(country, sector, kind), aliases)


def of_country(country: Country) -> Entity:
    """A country as a state."""
    return make(country.name, "country", country.alpha3, None)


def of_actor(actor: Actor) -> Entity:
    """A known actor."""
    return replace(make(actor.name, actor.kind, actor.country, actor.sector), same_as=actor.same_as)


def of_institution(country: Country, agent: Agent) -> Entity:
    """The institution of a country, such as its government or military."""
    return make(f"{country.adjective} {agent.canonical}", "organization", country.alpha3, agent.sector)


def government(country: Country, known: Knowledge) -> Entity:
    """The government of a country."""
    return of_institution(country, known.agents.get("government")[0])
