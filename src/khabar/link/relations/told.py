"""What is compared: tellings of one incident, and figures, each with whoever holds it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from khabar.folding import fold_name
from khabar.frozen import record
from khabar.identity import identifier
from khabar.records import Relation

OCCURRED = ("occurred", "ongoing")


@record(frozen=True, slots=True)
class Party:
    """An actor as worded, and who it is: ``who`` is an entity, or the folded words.

    ``specific`` where it names somebody; ``somebody`` where it is at least a person, body or group, and no pronoun; ``proper``
    for an armed group by a name of its own.
    """

    who: str
    words: str
    country: str | None = None
    sector: str | None = None
    specific: bool = False
    somebody: bool = True
    proper: bool = False


# A state acts through its government and its forces; to name the one is not to contradict who names the other.
ARTICLES = {"a", "an", "the"}
UNSPOKEN = {*ARTICLES, "and", "for", "in", "of", "to"}
LETTERS = 3

# From so many characters on, what follows a comma in a holder's words describes him.
LONG = 60

# How many words a name may have beside its short form.
MORE = 3
STATE = (None, "GOV", "MIL", "COP", "SPY")


def same(left: Party, right: Party) -> bool:
    """Whether two parties may be one: one entity, the same words, a state and its forces, or forces of no state
    told, unless each has a name of its own.
    """
    if alike(left, right):
        return True
    if None in (left.country, right.country):
        return left.sector is not None and left.sector == right.sector and not (left.proper and right.proper)
    return left.country == right.country and left.sector in STATE and right.sector in STATE


def alike(left: Party, right: Party) -> bool:
    """Whether two parties are told to be one: one entity, the same words or a few less, or a name and its initials."""
    return left.who == right.who or _one_in_words(left.words, right.words)


# The accounts of one incident name the same few over and over.
@lru_cache(maxsize=1 << 14)
def _one_in_words(left: str, right: str) -> bool:
    words, others = _words(left), _words(right)
    if words and others and _less_fully(words, others):
        return True
    return stands_for(left, right) or stands_for(right, left)


def _less_fully(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether one is the other with a few words less; what a long description mentions besides is somebody else."""
    return (words <= others or others <= words) and abs(len(words) - len(others)) <= MORE


def stands_for(short: str, name: str) -> bool:
    """Whether letters are the initials of a name, in whatever order: "ELN" and "the Army of National Liberation"."""
    letters = [word for word in fold_name(short).split() if word not in ARTICLES]
    initials = sorted(word[0] for word in fold_name(name).split() if word not in UNSPOKEN)
    return len(letters) == 1 and len(initials) >= LETTERS and sorted(letters[0]) == initials


def one_name(one: str, other: str) -> bool:
    """Whether two names may be of one: the same words, or all those of the shorter."""
    words, others = _words(one), _words(other)
    return bool(words and others) and (words <= others or others <= words)


@lru_cache(maxsize=1 << 14)
def _words(text: str) -> frozenset[str]:
    return frozenset(fold_name(text).split()) - ARTICLES


@record(frozen=True, slots=True)
class Place:
    """Where a claim is put: identifier, name, and the country and first division it lies in; ``pinned`` to a town or nearer.

    ``at`` is its latitude and longitude in degrees.
    """

    place_id: str
    name: str
    country: str | None = None
    admin1: str | None = None
    pinned: bool = False
    at: tuple[float, float] | None = None


@record(frozen=True, slots=True)
class Telling:
    """One claim as one origin's account of an incident.

    ``origin`` names the teller (see :mod:`khabar.link.origins.tellers`), ``holder`` is the innermost holder as printed.
    ``struck``: the group that each recipient names (:func:`khabar.link.features.counted.group_of`). ``pronoun``: the actor is
    one ("it had fired"), which in a denial stands for who denies. ``factuality`` is FactBank's, for that holder. Days are
    ISO, and null where the text does not give them: ``earliest`` and ``latest`` where the claim's own words give the day,
    ``told_first`` and ``told_last`` where they or those before give any time. ``names``: a key for whomever and whatever the
    sentence names besides doer and holder; ``counts``: measure and number of its figures; ``persons`` whom it was done to by
    name, and ``crowd`` where it was done to several people; ``refers_back``: its holder's words point back;
    ``no_denial``: a negative tells that it failed or was not so in full ("foiled", "nearly", "not only"). ``recipients``: whom
    it is done to; ``about``: the claim that it speaks of, where it denies, confirms or takes responsibility.
    """

    claim_id: str
    report_id: str
    voice: str
    published: str | None
    origin: str
    holder: str
    trigger: str
    event: str | None
    mode: str | None
    factuality: str
    realis: str
    negated: bool = False
    actors: tuple[Party, ...] = ()
    held_by: Party | None = None
    struck: frozenset[str] = frozenset()
    pronoun: bool = False
    place: Place | None = None
    earliest: str | None = None
    latest: str | None = None
    told_first: str | None = None
    told_last: str | None = None
    sentence: int = 0
    names: frozenset[int] = frozenset()
    counts: frozenset[tuple[str, float]] = frozenset()
    persons: frozenset[str] = frozenset()
    crowd: bool = False
    refers_back: bool = False
    no_denial: bool = False
    recipients: tuple[Party, ...] = ()
    about: str | None = None

    @property
    def named(self) -> tuple[Party, ...]:
        """The actors that are somebody: a person, body or group, in other words than a pronoun's."""
        return tuple(party for party in self.actors if party.somebody)

    @property
    def asserted(self) -> bool:
        """Whether the holder says that it happened."""
        return self.factuality in ("CT+", "PR+") and self.realis in OCCURRED and not self.negated

    @property
    def denied(self) -> bool:
        """Whether the holder says that it did not happen."""
        return (self.factuality.endswith("-") or self.negated) and self.realis in OCCURRED and not self.no_denial

    @property
    def disowned(self) -> bool:
        """Whether the holder denies having done it, and not that it was done."""
        own = (
            self.held_by is not None
            and self.held_by.somebody
            and (self.pronoun or any(same(self.held_by, actor) for actor in self.actors))
        )
        return self.denied and own


def one_person(one: Telling, other: Telling) -> bool:
    """Whether two holders share the name that they end in, and are told of no two countries: "Colonel Mauricio Vargas",
    "Col. Vargas".
    """
    name = one.holder.rpartition(" ")[2]
    countries = {t.held_by.country for t in (one, other) if t.held_by and t.held_by.country}
    return name[:1].isupper() and fold_name(name) == fold_name(other.holder.rpartition(" ")[2]) and len(countries) <= 1


@record(frozen=True, slots=True)
class Figure:
    """A figure with its bounds (null where open), what it counts, where it stands, and the telling it belongs to.

    ``contrasted``: its sentence sets one thing against another ("although", "while", "but"); ``some``: it names some of many
    ("including"); ``rate``: it counts by the time ("every day"); ``of_some``: it is of some others ("one of the most wanted");
    ``sooner``: its sentence tells one count from a sooner or later one ("earlier"); ``step``: it is a step of a count that the
    sentence says was changed ("raised to 34"). ``further``: it comes on top of others ("another 100");
    ``tallied``: its sentence says that somebody counts or estimates;
    ``since``: the day from which it counts, where that is told.
    """

    quantity_id: str
    measure: str
    low: float | None
    best: float | None
    high: float | None
    text: str
    telling: Telling
    start: int = 0
    comparator: str = "exact"
    population: str | None = None
    status: str | None = None
    scope: str | None = None
    unit: str | None = None
    part_of: str | None = None
    sentence: int = 0
    contrasted: bool = False
    some: bool = False
    rate: bool = False
    of_some: bool = False
    sooner: bool = False
    step: bool = False
    further: bool = False
    tallied: bool = False
    since: str | None = None

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the most that the figure allows; "about" allows a tenth either way."""
        if self.comparator == "about" and self.best is not None:
            return self.best * 0.9, self.best * 1.1
        low = self.low if self.low is not None else self.best if self.best is not None else 0.0
        high = self.high if self.high is not None else float("inf")
        return low, max(low, high)


def relation(kind: str, field: str, members: Iterable[str], why: str) -> Relation:
    """A relation with its content-derived identifier; members in order of name, so that no order of reading shows."""
    ordered = tuple(sorted(set(members)))
    return Relation(identifier("x", kind, field, *ordered), kind, field, ordered, why)


def said(items: Iterable[tuple[str, str]]) -> str:
    """Holders with what they say, each once: "the army: “12 people”; rebels: “3”, “no more than 5”"."""
    by_holder: dict[str, list[str]] = {}
    for holder, words in dict.fromkeys(items):
        by_holder.setdefault(_short(holder), []).append(f"“{words}”")
    return "; ".join(f"{holder}: {', '.join(words)}" for holder, words in by_holder.items())


def _short(holder: str) -> str:
    """A holder's words up to the first comma, where they run on."""
    return holder.split(", ", maxsplit=1)[0] if len(holder) > LONG else holder


def listed(figures: Iterable[Figure]) -> str:
    """Holders with their figures, in the order in which they were published and stand in the text."""
    ordered = sorted(figures, key=lambda f: (f.telling.published or "9999", f.telling.report_id, f.start))
    return said((f.telling.holder, f.text) for f in ordered)


def by_time(tellings: Iterable[Telling]) -> list[Telling]:
    """Tellings in the order in which they were published; those without a date come last."""
    return sorted(tellings, key=lambda t: (t.published or "9999", t.claim_id))
