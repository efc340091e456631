"""What is known before a report is read: tables in memory, indexed by folded words, and the gazetteer, opened when needed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, islice
from pathlib import Path

from khabar import vocab
from khabar.folding import fold_name, name_words, skeletons
from khabar.frozen import record
from khabar.resolve import tables
from khabar.resolve.actorfile import ActorFile, load_actor_file
from khabar.resolve.gazetteer import Gazetteer, open_gazetteer
from khabar.resolve.phrases import PhraseIndex, index_phrases
from khabar.resolve.tables import Actor, Agent, Country, People, Region, Title, Weapon

LISTS = (
    "actors",
    "agents",
    "bodies",
    "capitals",
    "countries",
    "documents",
    "english_names",
    "facilities",
    "metonymy",
    "peoples",
    "regions",
    "renowned",
    "resolving",
    "sectors",
    "sexes",
    "spellings",
    "titles",
    "weapons",
)


@record(frozen=True, slots=True)
class Sense:
    """What a known name may mean: ``kind`` names the table, ``key`` the row. ``printed`` is set where case matters."""

    kind: str
    key: str
    printed: str | None = None


@record(frozen=True, slots=True)
class Knowledge:
    """Built-in tables with a user's actors, and the indexes over them. ``version`` is a hash of all of it.

    ``own`` holds the keys of the user's actors, which outrank all else of the same name.
    """

    version: str
    countries: Mapping[str, Country]
    actors: Mapping[str, Actor]
    own: frozenset[str]
    regions: Mapping[str, Region]
    weapons: Mapping[str, Weapon]
    peoples: Mapping[str, People]
    titles: Mapping[str, Title]
    names: PhraseIndex[Sense]
    agents: PhraseIndex[Agent]
    arms: PhraseIndex[str]
    title_phrases: PhraseIndex[Title]
    facilities: PhraseIndex[str]
    spellings: Mapping[str, tuple[str, ...]]
    renowned: frozenset[str]
    documents: frozenset[str]
    metonymy: Mapping[str, frozenset[str]]
    capitals: Mapping[str, str]
    seats: Mapping[str, str]
    bodies: Mapping[str, str]
    surnames: Mapping[str, tuple[str, ...]]
    skeletons: Mapping[tuple[str, ...], tuple[str, ...]]

    def gazetteer(self) -> Gazetteer:
        """The gazetteer of places, opened at the first call and shared."""
        return open_gazetteer()

    def alpha3(self, alpha2: str) -> str | None:
        """The three-letter code of a two-letter one."""
        return _alpha3().get(alpha2)


@cache
def _alpha3() -> Mapping[str, str]:
    return {c.alpha2: c.alpha3 for c in tables.countries()}


def load_knowledge(actor_file: Path | None = None) -> Knowledge:
    """Built-in knowledge, with the actors of a user's file before the built-in ones. Raises InputError for a bad file."""
    own = _own(actor_file)
    return _assemble(own.rows, _version(own.data))


def knowledge_version(actor_file: Path | None = None) -> str:
    """The hash of all lists that go into it. Raises InputError as :func:`load_knowledge` does."""
    return _version(_own(actor_file).data)


def _own(actor_file: Path | None) -> ActorFile:
    return load_actor_file(actor_file) if actor_file is not None else ActorFile((), b"")


def _version(user: bytes) -> str:
    digest = hashlib.sha256(user)
    for name in LISTS:
        digest.update(vocab.content(name))
    return digest.hexdigest()[:16]


def _assemble(user: Sequence[vocab.Row], version: str) -> Knowledge:
    countries = {c.alpha3: c for c in tables.countries()}
    actors = {f"{a.kind}:{a.name}": a for a in tables.actors((*user, *vocab.load("actors")))}
    own = frozenset(f"{row['kind']}:{row['name']}" for row in user)
    regions = {r.place_id: r for r in tables.regions()}
    peoples = {p.name: p for p in tables.peoples()}
    weapons = {w.name: w for w in tables.weapons()}
    titles = {fold_name(t.title): t for t in tables.titles()}
    persons = {key: actor for key, actor in actors.items() if actor.kind == "person"}
    return Knowledge(
        version=version,
        countries=countries,
        actors=actors,
        own=own,
        regions=regions,
        weapons=weapons,
        peoples=peoples,
        titles=titles,
        names=index_phrases(_senses(countries, actors, own, regions, peoples)),
        agents=index_phrases((form, a) for a in tables.agents() for form in _forms(fold_name(a.lemma))),
        arms=index_phrases(
            (form, w.name) for w in weapons.values() for n in (w.name, *w.aliases) for form in _forms(fold_name(n))
        ),
        title_phrases=index_phrases((folded, title) for folded, title in titles.items()),
        facilities=index_phrases((fold_name(noun), precision) for noun, precision in tables.facilities().items()),
        spellings=_spellings(),
        renowned=frozenset(row["place_id"] for row in vocab.load("renowned")),
        documents=frozenset(row["lemma"] for row in vocab.load("documents")),
        metonymy=_slots(),
        capitals={fold_name(c.capital): c.alpha3 for c in countries.values() if c.gw and c.capital}
        | {fold_name(row["name"]): row["country"] for row in vocab.load("capitals")},
        seats={
            fold_name(r["name"]): f"organization:{r['government']}" for r in vocab.load("capitals") if r["government"]
        },
        bodies={row["noun"]: row["sector"] for row in vocab.load("bodies")},
        surnames=_by_surname(persons),
        skeletons=_by_skeleton(persons),
    )


def _forms(folded: str) -> tuple[str, ...]:
    """A noun and its regular plural, so that a name is found whatever the lemma of its last word is taken to be."""
    if folded.endswith("y") and folded[-2:-1] not in "aeiou":
        return folded, folded[:-1] + "ies"
    return folded, folded + ("es" if folded.endswith(("s", "x", "ch", "sh")) else "s")


def _slots() -> Mapping[str, frozenset[str]]:
    slots: dict[str, set[str]] = {}
    for row in vocab.load("metonymy"):
        slots.setdefault(row["slot"], set()).add(row["word"])
    return {slot: frozenset(words) for slot, words in slots.items()}


def _senses(
    countries: Mapping[str, Country],
    actors: Mapping[str, Actor],
    own: frozenset[str],
    regions: Mapping[str, Region],
    peoples: Mapping[str, People],
) -> Iterator[tuple[str, Sense]]:
    """Every known name, folded, with what it means; the tables in the order in which they win, the user's actors first."""
    yield from _actors({key: actors[key] for key in actors if key in own})
    for country in countries.values():
        for name in (country.name, *country.aliases):
            yield fold_name(name), Sense("country", country.alpha3, _acronym(name))
    yield from _actors(actors)
    for country in countries.values():
        yield from _demonyms(country)
    for region in regions.values():
        for name in (region.name, *region.aliases):
            yield fold_name(name), Sense("region", region.place_id, _acronym(name))
    for people in peoples.values():
        yield fold_name(people.name), Sense("people", people.name)
        for name in people.aliases:
            yield fold_name(name), Sense("people", people.name)


def _actors(actors: Mapping[str, Actor]) -> Iterator[tuple[str, Sense]]:
    for key, actor in actors.items():
        for name in (actor.name, *actor.aliases):
            yield fold_name(name), Sense("actor", key, _acronym(name))


def _demonyms(country: Country) -> Iterator[tuple[str, Sense]]:
    """The adjectives of a country, and the nouns for its people where they are formed with an s."""
    for name in country.demonyms:
        acronym = _acronym(name)
        yield fold_name(name), Sense("demonym", country.alpha3, acronym)
        if acronym is None and not name.endswith(("ese", "ish", "ch", "men", "s")):
            yield fold_name(name) + "s", Sense("nationals", country.alpha3)


def _acronym(name: str) -> str | None:
    """The name itself where it is written in capitals and short, so that case tells it from a word ("IS", "US", "WHO")."""
    bare = name.replace(".", "")
    return bare if len(bare) <= 6 and bare.isupper() and " " not in name else None


def _spellings() -> dict[str, tuple[str, ...]]:
    """The places that further spellings name, by the folded spelling."""
    found: dict[str, tuple[str, ...]] = {}
    for place_id, names in tables.spellings():
        for name in map(fold_name, names):
            found[name] = (*found.get(name, ()), place_id)
    return found


def _by_surname(persons: Mapping[str, Actor]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, actor in persons.items():
        words = name_words(fold_name(actor.name))
        if len(words) > 1:
            found.setdefault(words[-1], []).append(key)
    return {surname: tuple(keys) for surname, keys in found.items()}


def _by_skeleton(persons: Mapping[str, Actor]) -> dict[tuple[str, ...], tuple[str, ...]]:
    named = [(key, name_words(fold_name(name))) for key, a in persons.items() for name in (a.name, *a.aliases)]
    longer = [(key, words) for key, words in named if len(words) > 1]
    consonants = iter(skeletons(chain.from_iterable(words for _, words in longer)))
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for key, words in longer:
        found.setdefault(tuple(islice(consonants, len(words))), {})[key] = None
    return {words: tuple(keys) for words, keys in found.items()}
