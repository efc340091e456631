"""What a report says of where things are: the countries it names, and names that contain one another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from khabar.folding import fold_name
from khabar.frozen import record
from khabar.records import GazetteerPlace, Mention, Parse
from khabar.resolve.knowledge import Knowledge
from khabar.resolve.places.spots import Spot
from khabar.resolve.tables import listed

OPENING = 2
SAME_SENTENCE = 0.75
REACH = 60
ACTOR = 0.5


@record(frozen=True, slots=True)
class Evidence:
    """Countries by weight, and per sentence the countries it names with their words.

    ``lands`` are the countries that are named as such, and not by an adjective that tells who acts.
    """

    weights: Mapping[str, float]
    by_sentence: Mapping[int, tuple[tuple[str, Mention], ...]]
    lands: frozenset[str]

    def support(self, country: str | None, nations: Set[str]) -> float:
        """How much speaks for a place in a country, 0 to 1: its share of all names of countries, or its name near by.

        ``nations`` are the countries that its sentence names.
        """
        total = sum(self.weights.values())
        if not country or not total:
            return 0.0
        share = min(1.0, 1.5 * self.weights.get(country, 0.0) / total)
        return max(share, SAME_SENTENCE) if country in nations else share

    def share(self, country: str | None) -> float:
        """How much of all that speaks for countries speaks for this one, 0 to 1."""
        total = sum(self.weights.values())
        return self.weights.get(country or "", 0.0) / total if total else 0.0

    def nations(self, spot: Spot) -> frozenset[str]:
        """The countries that the sentence of a place names."""
        return frozenset([country for country, _ in self.by_sentence.get(spot.parse.sentence, ())])

    def stated(self, spot: Spot) -> str | None:
        """The country that the text itself puts the place in: "Mosul, Iraq", "the Iraqi city of Mosul", "Iraq's Mosul"."""
        named = self.by_sentence.get(spot.parse.sentence, ())
        first = bisect_left(named, spot.mention.start - REACH, key=lambda n: n[1].start)
        last = bisect_left(named, spot.mention.end + REACH, key=lambda n: n[1].start)
        return next((country for country, mention in named[first:last] if _contains(spot, mention)), None)


def gather(mentions: Sequence[Mention], parses: Sequence[Parse], known: Knowledge) -> Evidence:
    """The evidence of names of countries and their adjectives; those in the opening sentences weigh double."""
    weights: dict[str, float] = {}
    by_sentence: dict[int, list[tuple[str, Mention]]] = {}
    starts = [(p.start, p.end, p.sentence) for p in parses]
    at = 0
    for mention in sorted(mentions, key=lambda m: m.start):
        while at + 1 < len(starts) and mention.start >= starts[at + 1][0]:
            at += 1
        country = country_named(mention, known)
        if country is not None and starts:
            weights[country] = weights.get(country, 0.0) + (2.0 if at < OPENING else 1.0)
            by_sentence.setdefault(starts[at][2], []).append((country, mention))
        elif (country := _country_of_actor(mention, known)) is not None:
            weights[country] = weights.get(country, 0.0) + ACTOR
    lands = frozenset(c for named in by_sentence.values() for c, mention in named if mention.kind == "place")
    return Evidence(weights, {k: tuple(v) for k, v in by_sentence.items()}, lands)


def with_places(evidence: Evidence, places: Sequence[tuple[str, GazetteerPlace, float]]) -> Evidence:
    """The evidence with the countries of places found so far, as much as these weigh."""
    weights = dict(evidence.weights)
    for _, place, weight in places:
        if place.country:
            weights[place.country] = weights.get(place.country, 0.0) + weight
    return replace(evidence, weights=weights)


def country_named(mention: Mention, known: Knowledge) -> str | None:
    """The country that a mention names, by name, adjective or people."""
    if mention.reason == "pronoun" or mention.kind in ("person", "weapon", "document"):
        return None
    printed = mention.text.replace(".", "")
    for sense in known.names.get(fold_name(mention.text)):
        if sense.kind in ("country", "demonym", "nationals") and sense.printed in (None, printed):
            return sense.key
    return None


def _country_of_actor(mention: Mention, known: Knowledge) -> str | None:
    """The country of a known actor ("Boko Haram")."""
    senses = known.names.get(fold_name(mention.text)) if mention.entity_id is not None else ()
    return next((known.actors[s.key].country or None for s in senses if s.kind == "actor"), None)


def _contains(spot: Spot, country: Mention) -> bool:
    """Whether a country is named right after a place, or right before it with nothing but words of place between."""
    if country.start >= spot.mention.end:
        between = _words(spot.parse, spot.last + 1, country.start)
        return 0 < len(between) < 4 and all(b in listed("joining") or b in listed("level") for b in between)
    words = spot.parse.words
    between = [w.text.lower() for w in words[max(0, spot.first - 6) : spot.first] if w.start >= country.end]
    near = len(between) < 6 and country.end <= spot.mention.start
    return near and all(b in listed("joining") or b in listed("level") or b in listed("part") for b in between)


def _words(parse: Parse, first: int, end: int) -> list[str]:
    """At most five words from ``first`` on that end before a character, lower-case."""
    return [w.text.lower() for w in parse.words[first : first + 5] if w.end <= end]
