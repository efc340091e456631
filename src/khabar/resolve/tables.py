"""Built-in knowledge as records: countries, actors with their terms of office, generic agents, regions, weapons, peoples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from khabar import vocab
from khabar.frozen import record

Row = vocab.Row


@record(frozen=True, slots=True)
class Country:
    """A country or territory with an ISO 3166-1 code; ``demonyms`` has its adjective first, ``neighbours`` are codes.

    ``transliterated`` tells that its names come into English from another script, in many spellings.
    """

    alpha3: str
    alpha2: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str
    latitude: float
    longitude: float
    gw: str
    neighbours: tuple[str, ...]
    transliterated: bool

    @property
    def adjective(self) -> str:
        """The country's adjective ("Iraqi"), or its name where it has none."""
        return self.demonyms[0] if self.demonyms else self.name


@record(frozen=True, slots=True)
class Term:
    """An office held from one ISO day to another; an empty string means open or not known."""

    office: str
    start: str
    end: str


@record(frozen=True, slots=True)
class Actor:
    """A person, organization or group that is known before any report is read. ``sector`` is PLOVER's.

    ``same_as`` holds identifiers elsewhere, from a user's file.
    """

    name: str
    kind: str
    country: str
    sector: str
    aliases: tuple[str, ...]
    terms: tuple[Term, ...] = ()
    same_as: tuple[str, ...] = ()


# The kinds of regions of our list that are points on a map; the first are no towns.
SITES = frozenset({"base", "site", "camp", "airport", "crossing"})
POINTS = SITES | {"town", "quarter"}


@record(frozen=True, slots=True)
class Agent:
    """A common noun for somebody who acts.

    ``category`` tells what identity its phrases have: ``institution`` (one per country), ``group`` and ``organization``
    (described bodies), ``people`` and ``community`` (members and the whole of a public), ``role`` (unnamed persons),
    ``country``.
    """

    lemma: str
    sector: str
    category: str
    canonical: str


@record(frozen=True, slots=True)
class Region:
    """A place that no gazetteer of towns has: region, sea, border, base, camp, site."""

    place_id: str
    name: str
    kind: str
    country: str
    latitude: float
    longitude: float
    aliases: tuple[str, ...]


@record(frozen=True, slots=True)
class Weapon:
    """A type or family of weapons."""

    name: str
    family: str
    aliases: tuple[str, ...]


@record(frozen=True, slots=True)
class People:
    """A religious, ethnic or political community, by its adjective; ``aliases`` hold the nouns for its members."""

    name: str
    aliases: tuple[str, ...]
    sector: str
    kind: str


@record(frozen=True, slots=True)
class Title:
    """What may stand before a person's name: an office, a rank or an honorific, with the sector it tells."""

    title: str
    kind: str
    sector: str


def split(cell: str) -> tuple[str, ...]:
    """The entries of a cell that holds several, parted by bars."""
    return tuple(filter(None, cell.split("|"))) if cell else ()


@cache
def listed(use: str) -> dict[str, str]:
    """The words of ``resolving.tsv`` that have a use, with their value, empty for most."""
    return {row["word"]: row["value"] for row in vocab.kept("resolving") if row["use"] == use}


def countries() -> tuple[Country, ...]:
    """All rows of ``countries.tsv``."""
    return tuple(
        Country(
            row["alpha3"],
            row["alpha2"],
            row["name"],
            split(row["aliases"]),
            split(row["demonyms"]),
            row["capital"],
            float(row["latitude"]),
            float(row["longitude"]),
            row["gw"],
            split(row["neighbours"]),
            row["transliterated"] == "yes",
        )
        for row in vocab.load("countries")
    )


def actors(rows: Iterable[Row]) -> tuple[Actor, ...]:
    """Actors from rows of ``actors.tsv`` or a user's file in its form; rows of one name and kind are one actor."""
    found: dict[tuple[str, str], Actor] = {}
    for row in rows:
        key = (row["name"], row["kind"])
        here = _actor(row)
        found[key] = _joined(found[key], here) if key in found else here
    return tuple(found.values())


def _actor(row: Row) -> Actor:
    own = row["office"], row["start"], row["end"]
    terms = (Term(*own),) if any(own) else ()
    aliases, same_as = split(row["aliases"]), split(row.get("same_as", ""))
    return Actor(row["name"], row["kind"], row["country"], row["sector"], aliases, terms, same_as)


def _joined(first: Actor, other: Actor) -> Actor:
    """An actor with what a further row adds; what the first row says stays."""
    return replace(
        first,
        country=first.country or other.country,
        sector=first.sector or other.sector,
        aliases=tuple(dict.fromkeys((*first.aliases, *other.aliases))),
        terms=(*first.terms, *other.terms),
        same_as=tuple(dict.fromkeys((*first.same_as, *other.same_as))),
    )


def agents() -> tuple[Agent, ...]:
    """All rows of ``agents.tsv``."""
    return tuple(Agent(r["lemma"], r["sector"], r["category"], r["canonical"]) for r in vocab.load("agents"))


def regions() -> tuple[Region, ...]:
    """All rows of ``regions.tsv``."""
    return tuple(
        Region(
            "x:" + row["name"].lower().replace(" ", "-").replace("'", ""),
            row["name"],
            row["kind"],
            row["country"],
            float(row["latitude"]),
            float(row["longitude"]),
            split(row["aliases"]),
        )
        for row in vocab.load("regions")
    )


def spellings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Places of the gazetteer with further spellings of their names."""
    return tuple((row["place_id"], split(row["spellings"])) for row in vocab.load("spellings"))


@cache
def facilities() -> dict[str, str]:
    """Nouns for what is built or lies at a place, with the precision that a place named by one has at best."""
    return {row["noun"]: row["precision"] for row in vocab.load("facilities")}


def weapons() -> tuple[Weapon, ...]:
    """All rows of ``weapons.tsv``."""
    return tuple(Weapon(r["name"], r["family"], split(r["aliases"])) for r in vocab.load("weapons"))


def peoples() -> tuple[People, ...]:
    """All rows of ``peoples.tsv``."""
    return tuple(People(r["name"], split(r["aliases"]), r["sector"], r["kind"]) for r in vocab.load("peoples"))


def titles() -> tuple[Title, ...]:
    """All rows of ``titles.tsv``."""
    return tuple(Title(r["title"], r["kind"], r["sector"]) for r in vocab.load("titles"))
