"""Persons named in one report: which names are one person's, and whom the tables know.

Full names are joined when their words agree in spelling variants. A surname alone goes to the one person of the report who
bears it; else to the known holder of the office that stands before it; else it stays a name of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khabar.folding import fold_name, name_words, same_name, same_word, skeleton
from khabar.resolve.actors import entities
from khabar.resolve.actors.located import Decision, Located
from khabar.resolve.actors.surroundings import Surroundings
from khabar.resolve.knowledge import Knowledge
from khabar.resolve.tables import Actor


@dataclass
class Person:
    """One person of a report while names are gathered: all full names seen, the known actor if there is one."""

    names: list[tuple[str, ...]]
    printed: str
    actor: Actor | None
    reason: str
    country: str | None = None
    sector: str | None = None

    def bears(self, words: tuple[str, ...]) -> bool:
        """Whether a full name may be this person's: the same words, or the same first and last ones."""
        return any(same_name(n, words) or _ends_agree(n, words) for n in self.names)

    def is_called(self, word: str) -> bool:
        """Whether a single word is this person's surname, or the only name it is known by."""
        return any(same_word(n[-1], word) for n in self.names)

    def goes_by(self, word: str) -> bool:
        """Whether a single word is this person's first name."""
        return any(same_word(n[0], word) for n in self.names)


def _ends_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one name is the other with names in between ("Nouri Kamal al-Maliki")."""
    if min(len(one), len(other)) < 2 or len(one) == len(other):
        return False
    return same_word(one[0], other[0]) and same_word(one[-1], other[-1]) and len(one[0]) > 1


def resolve_persons(located: Sequence[Located], around: Surroundings, known: Knowledge) -> dict[str, Decision]:
    """A decision for each mention of a person by name, by mention identifier."""
    named = [item for item in located if item.mention.kind == "person" and _is_name(item)]
    titles = {item.mention.mention_id: title_before(item, known) or title_after(item) for item in named}
    people: list[Person] = []
    chosen: dict[str, Person | None] = {}
    for item in named:
        if len(words := name_words(item.folded)) > 1:
            chosen[item.mention.mention_id] = _full(item, words, people, known)
    for item in named:
        if len(name_words(item.folded)) <= 1:
            chosen[item.mention.mention_id] = _single(
                item, titles[item.mention.mention_id], people, chosen, around, known
            )
    for n, item in enumerate(located):
        person = chosen.get(item.mention.mention_id)
        if person is not None and person.actor is None:
            _describe(person, item, located[max(0, n - 6) : n + 6], titles[item.mention.mention_id], known)
    return {item.mention.mention_id: _decide(chosen[item.mention.mention_id], item) for item in named}


def _is_name(item: Located) -> bool:
    reason = item.mention.reason or ""
    return reason != "pronoun" and not reason.endswith("generic agent")


# ------------------------------------------------------------------ full names


def _full(item: Located, words: tuple[str, ...], people: list[Person], known: Knowledge) -> Person:
    actor, reason = known_person(item, words, known)
    for person in people:
        if (actor is not None and person.actor == actor) or (actor is None and person.bears(words)):
            if words not in person.names:
                person.names.append(words)
            return person
    person = Person([words], item.mention.text, actor, reason)
    people.append(person)
    return person


def known_person(item: Located, words: tuple[str, ...], known: Knowledge) -> tuple[Actor | None, str]:
    """The known person of a full name: as listed, or in another spelling that fits one person only."""
    if (key := item.sense("actor")) is not None and known.actors[key].kind == "person":
        return known.actors[key], "known name"
    keys = known.skeletons.get(tuple(map(skeleton, words)), ())
    agreeing = [k for k in keys if any(same_name(words, n) for n in _names(known.actors[k]))]
    fitting = [known.actors[k] for k in agreeing if k in known.own] or [known.actors[k] for k in agreeing]
    fitting = fitting or [known.actors[k] for k in known.surnames.get(words[-1], ()) if _is_own(k, words, known)]
    if len(fitting) == 1:
        return fitting[0], f"spelling of {fitting[0].name}"
    return None, "named in this report"


def _is_own(key: str, words: tuple[str, ...], known: Knowledge) -> bool:
    """Whether a full name is that of a person of the user's, with other names in between."""
    return key in known.own and any(_ends_agree(words, name) for name in _names(known.actors[key]))


def _names(actor: Actor) -> Iterable[tuple[str, ...]]:
    return (name_words(fold_name(n)) for n in (actor.name, *actor.aliases))


# ------------------------------------------------------------------ surnames and other single names


def _single(
    item: Located,
    title: str,
    people: list[Person],
    chosen: dict[str, Person | None],
    around: Surroundings,
    known: Knowledge,
) -> Person | None:
    word = (name_words(item.folded) or (item.folded,))[-1]
    bearers = [p for p in people if p.is_called(word)] or [p for p in people if p.goes_by(word) and not title]
    if len(bearers) == 1:
        return bearers[0]
    if len(bearers) > 1:
        return _nearest(item, bearers, chosen)
    actor, reason = _known_single(item, word, title, around, known)
    person = Person([(word,)], item.mention.text, actor, reason)
    people.append(person)
    return person


def _nearest(item: Located, bearers: list[Person], chosen: dict[str, Person | None]) -> Person | None:
    """Of several bearers of a surname none: to tell brothers apart takes more than the order of the text."""
    named_here = [p for p in bearers if p.actor is not None and item.folded in map(fold_name, p.actor.aliases)]
    return named_here[0] if len(named_here) == 1 else None


def _known_single(
    item: Located, word: str, title: str, around: Surroundings, known: Knowledge
) -> tuple[Actor | None, str]:
    if (key := item.sense("actor")) is not None and known.actors[key].kind == "person":
        return known.actors[key], "known by this name"
    if title and (actor := in_office(known.surnames.get(word, ()), title, around, known)):
        return actor, "known holder of the office named with it"
    return None, "named in this report"


def in_office(keys: Sequence[str], title: str, around: Surroundings, known: Knowledge) -> Actor | None:
    """Of the known persons of a surname, the one whose office is the title: the only one, or the last to enter it by then.

    ``title`` may hold several offices parted by bars.
    """
    offices = tuple(title.lower().split("|"))
    keys = [k for k in keys if k in known.own] or keys
    terms = [
        (term, known.actors[key])
        for key in keys
        for term in known.actors[key].terms
        if term.office.lower().startswith(offices)
    ]
    persons = {actor.name: actor for _, actor in terms}
    if len(persons) == 1 or around.published is None:
        return next(iter(persons.values())) if len(persons) == 1 else None
    begun = [(term.start, actor) for term, actor in terms if term.start and term.start <= around.published]
    return max(begun, key=lambda entry: entry[0])[1] if begun else None


# ------------------------------------------------------------------ what stands before a name


def title_before(item: Located, known: Knowledge) -> str:
    """The title right before a name, in the tables' wording; an empty string where there is none."""
    words = item.parse.words
    for size in (3, 2, 1):
        first = item.first - size
        if first >= 0:
            folded = fold_name(" ".join(w.text for w in words[first : item.first]))
            if title := known.titles.get(folded):
                return title.title
    return ""


def title_after(item: Located) -> str:
    """The office that "administration" or "government" after a name implies."""
    words = [w.text.lower().rstrip("s") for w in item.parse.words[item.last + 1 : item.last + 5]]
    if "administration" in words and words[0] in ("administration", "and", ",", "'", "’"):
        return "President|Prime Minister"
    return "President|Prime Minister" if words[:1] in (["government"], ["regime"], ["presidency"], ["cabinet"]) else ""


def _describe(person: Person, item: Located, located: Sequence[Located], title: str, known: Knowledge) -> None:
    """Give an unknown person the country and sector that the words around the name state."""
    if (entry := known.titles.get(fold_name(title))) is not None:
        person.sector = person.sector or entry.sector or None
    for other in _beside(item, located):
        person.country = person.country or country_of(other, known)
        person.sector = person.sector or sector_of(other, known)


def _beside(item: Located, located: Sequence[Located]) -> list[Located]:
    """Mentions in the same noun phrase before a name ("Pentagon spokesman X"), or in apposition after it."""
    found = []
    for other in located:
        if other.parse is not item.parse or other.mention is item.mention:
            continue
        between = item.parse.words[other.last + 1 : item.first]
        if other.last < item.first and len(between) <= 5 and all(w.upos in ("NOUN", "PROPN", "ADJ") for w in between):
            found.append(other)
        after = item.parse.words[item.last + 1 : other.first]
        if (
            other.first > item.last
            and 0 < len(after) <= 4
            and after[0].text == ","
            and all(w.upos in ("DET", "ADJ", "PUNCT", "NOUN", "PROPN") for w in after)
        ):
            found.append(other)
    return found


def country_of(item: Located, known: Knowledge) -> str | None:
    """The country that a mention tells by itself."""
    if key := item.sense("country", "demonym", "nationals"):
        return key
    if (key := item.sense("actor")) is not None:
        return known.actors[key].country or None
    return None


def sector_of(item: Located, known: Knowledge) -> str | None:
    """The sector of the organization that a mention names."""
    key = item.sense("actor")
    return known.actors[key].sector or None if key is not None else None


# ------------------------------------------------------------------ decisions


def _decide(person: Person | None, item: Located) -> Decision:
    if person is None:
        return Decision(None, "several persons in this report bear the name")
    if person.actor is not None:
        return Decision(entities.of_actor(person.actor), person.reason)
    reason = person.reason if person.printed == item.mention.text else f"the same as {person.printed}"
    return Decision(entities.make(person.printed, "person", person.country, person.sector), reason)
