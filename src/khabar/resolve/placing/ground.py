"""What the rules of placing look at: the claims of a report with their words, the places of each sentence, and the country
that the report is about.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from khabar.frozen import record
from khabar.records import Attribution, Claim, GazetteerPlace, Mention, Parse, Participant, PlaceMention
from khabar.resolve.dating.scene import Scene, Scenes

LOCATIVE = re.compile(
    r"\b(?:in|into|inside|across|to|near|throughout|around|outside|within|over)\s+(?:[\w-]+\s+){0,2}\Z",
    re.IGNORECASE,
)
# More than this share of the places must lie in a country for it to be the report's.
SHARE = 0.6
# "Karrada, a quarter of central Baghdad": over how many words one name hangs on another.
HANGS = 2
HYPHENS = ("-", "‐", "‑", "–")


@record(frozen=True, slots=True)
class Spot:
    """A place in a sentence: the word of it that governs the others, that word's prepositions, and its first word.

    ``around`` tells that it is only named to say where another place of the sentence lies ("Karrada in Baghdad").
    """

    place: PlaceMention
    word: int
    marks: tuple[str, ...]
    first: int
    around: bool = False


def _is_sponsor(scene: Scene, word: int) -> bool:
    """Whether a name only tells who backs, leads or pays somebody: "Iran-backed militias"."""
    after = scene.words[word + 1 : word + 3]
    return len(after) > 1 and after[0].text in HYPHENS and after[1].upos in ("VERB", "ADJ")


def _locates(scene: Scene, word: int, others: set[int]) -> bool:
    """Whether the name of a place hangs on that of another, by "in", "of" or a comma, or on the noun that it qualifies."""
    for _ in range(HANGS):
        if scene.words[word].head < 0 or scene.words[word].deprel.partition(":")[0] not in (
            "nmod",
            "appos",
            "compound",
        ):
            return False
        here, word = word, scene.words[word].head
        # Of "the Karrada district of Baghdad", Karrada hangs on the same noun.
        named = any(o != here and scene.words[o].head == word and scene.relation(o) == "compound" for o in others)
        if word in others or named:
            return True
    return False


@record(frozen=True, slots=True)
class Told:
    """A claim in its sentence: the word that heads its trigger, who and what takes part, and who says it."""

    claim: Claim
    scene: Scene
    word: int
    participants: Sequence[Participant]
    attribution: Attribution | None

    def phrases(self, *roles: str) -> list[tuple[int, int]]:
        """The stretches of text of the participants in some roles."""
        found = ((p.start, p.end) for p in self.participants if p.role in roles)
        return [(start, end) for start, end in found if start is not None and end is not None]


@record(frozen=True, slots=True)
class Put:
    """Where a claim is put: place and precision, and unless its own phrases say so, the words and the reason."""

    place_id: str | None
    precision: str | None
    words: PlaceMention | None = None
    reason: str | None = None
    entity_id: str | None = None


@dataclass
class Ground:
    """The places of a report while its claims are placed in text order. ``done`` holds those placed by words so far.

    ``nations`` are the countries of the entities that have one.
    """

    text: str
    scenes: Scenes
    mentions: Sequence[Mention]
    places: Sequence[PlaceMention]
    gazetteer: Sequence[GazetteerPlace]
    attributions: Mapping[str, Attribution]
    nations: Mapping[str, str]
    done: list[tuple[Told, Put]] = field(default_factory=list)
    _spots: dict[int, list[Spot]] = field(default_factory=dict)

    @property
    def parses(self) -> Sequence[Parse]:
        """The sentences of the report."""
        return self.scenes.parses

    def told(self, claim: Claim, participants: Sequence[Participant]) -> Told | None:
        """A claim in its sentence, or None where no word of the sentence heads its trigger."""
        scene = self.scenes.of(claim.sentence)
        word = scene.top(claim.start, claim.end)
        if word is None:
            return None
        return Told(claim, scene, word, participants, self.attributions.get(claim.attribution_id or ""))

    def record(self, told: Told, put: Put) -> None:
        """Keep where a claim was put, for the claims after it."""
        self.done.append((told, put))

    def spots(self, sentence: int) -> Sequence[Spot]:
        """The places of a sentence, without those within the name of another."""
        if sentence not in self._spots:
            self._spots[sentence] = self._find(self.scenes.of(sentence))
        return self._spots[sentence]

    def within(self, sentence: int, start: int, end: int) -> list[Spot]:
        """The places of a sentence that begin in a stretch of it."""
        return [s for s in self.spots(sentence) if start <= s.place.start < end]

    def entity_of(self, place: PlaceMention) -> str | None:
        """The entity of a place's mention."""
        return self._entities.get(place.mention_id)

    @cached_property
    def _entities(self) -> Mapping[str, str | None]:
        return {m.mention_id: m.entity_id for m in self.mentions}

    def _find(self, scene: Scene) -> list[Spot]:
        first = bisect_left(self.places, scene.parse.start, key=lambda p: p.start)
        last = bisect_left(self.places, scene.parse.end, key=lambda p: p.start)
        found: list[Spot] = []
        for place in sorted(self.places[first:last], key=lambda p: (p.start, -p.end)):
            held = any(s.place.start <= place.start and place.end <= s.place.end for s in found)
            word = None if held else scene.top(place.start, place.end)
            if word is not None and not _is_sponsor(scene, word):
                found.append(Spot(place, word, scene.marks(word), scene.first_from(place.start)))
        inner = {s.word for s in found}
        return [replace(s, around=_locates(scene, s.word, inner)) for s in found]

    @cached_property
    def home(self) -> str | None:
        """The country where most of what the report tells takes place, if there is one.

        A place in a country, or a country after a preposition of place, counts for four times a country that is only named;
        one that something comes from does not count.
        """
        weights: Counter[str] = Counter()
        for place in self.places:
            comes_from = self.text[max(0, place.start - 24) : place.start].rstrip().endswith("from")
            if place.place_id and not comes_from and (country := self.country_of.get(place.place_id)):
                weights[country] += 4 if place.precision != "country" or self._is_located(place) else 1
        ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or ranked[0][1] <= SHARE * weights.total():
            return None
        country_id = f"iso:{ranked[0][0]}"
        return country_id if country_id in self.country_of else None

    @cached_property
    def home_from(self) -> int:
        """Where in the text that country, a place in it, its people or its bodies first come up."""
        country = self.country_of.get(self.home or "")
        places = (p.start for p in self.places if p.place_id and self.country_of.get(p.place_id) == country)
        actors = (m.start for m in self.mentions if self.nations.get(m.entity_id or "") == country)
        return min([*places, *actors], default=len(self.text))

    @cached_property
    def country_of(self) -> Mapping[str, str | None]:
        """The country in which each place of the report lies."""
        return {row.place_id: row.country for row in self.gazetteer}

    def _is_located(self, place: PlaceMention) -> bool:
        """Whether a preposition of place stands before the name of a country."""
        return LOCATIVE.search(self.text[max(0, place.start - 24) : place.start]) is not None
