"""What the rules of dating look at: the claims of a report with their words, what dates hang on these, and what came before."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from khabar.frozen import record
from khabar.records import Attribution, Claim, DateMention, Parse, Report
from khabar.resolve.dating.hooks import Hook, When, hooks, open_hooks
from khabar.resolve.dating.scene import Scene, Scenes

# How much of two words must agree for one to name what the other tells: "invaded" and "the invasion".
SHORTEST_STEM = 4
STEM_SHARE = 0.6
# How many sentences an entry of a chronology may have, and what ends one.
LONGEST_ENTRY = 8
LONGEST_HEAD = 14
PARAGRAPH = re.compile(r"\n\s*\n|[.!?”\"')]\s*\n")


@record(frozen=True, slots=True)
class Dated:
    """The days of a claim and where they come from: ``text``, ``inherited`` or ``published``."""

    earliest: str | None
    latest: str | None
    precision: str
    origin: str

    @classmethod
    def of(cls, when: When, origin: str) -> Dated:
        """The days of a date expression."""
        return cls(when.earliest, when.latest, when.precision, origin)


@record(frozen=True, slots=True)
class Told:
    """A claim in its sentence: the word that heads its trigger, and what it says, if somebody says it."""

    claim: Claim
    scene: Scene
    word: int
    attribution: Attribution | None


@dataclass
class Story:
    """A report while its claims are dated in text order. ``done`` holds those dated so far, each with its days."""

    report: Report
    scenes: Scenes
    dates: Sequence[DateMention]
    attributions: Mapping[str, Attribution]
    done: list[tuple[Told, Dated]] = field(default_factory=list)
    _hooks: dict[int, dict[int, list[Hook]]] = field(default_factory=dict)
    _open: dict[int, frozenset[int]] = field(default_factory=dict)
    _named: list[tuple[str, When]] = field(default_factory=list)
    _next: int = 0

    @property
    def parses(self) -> Sequence[Parse]:
        """The sentences of the report."""
        return self.scenes.parses

    @property
    def published(self) -> str | None:
        """The day of publication."""
        return (self.report.published or "")[:10] or None

    def told(self, claim: Claim) -> Told | None:
        """A claim in its sentence, or None where no word of the sentence heads its trigger."""
        self._read_up_to(claim.sentence)
        self.hooks(claim.sentence)
        scene = self.scenes.of(claim.sentence)
        word = scene.top(claim.start, claim.end)
        if word is None:
            return None
        return Told(claim, scene, word, self.attributions.get(claim.attribution_id or ""))

    def record(self, told: Told, days: Dated) -> None:
        """Keep the days of a claim, for the claims after it and for what is counted from its deed."""
        self.done.append((told, days))
        if days.origin == "text":
            when = When(days.earliest, days.latest, days.precision, told.claim.start, told.claim.end)
            self._named.append((told.scene.words[told.word].lemma.lower(), when))

    def hooks(self, sentence: int) -> Mapping[int, Sequence[Hook]]:
        """The dates of a sentence by the words they date; their deeds are remembered when it is first looked at."""
        if sentence not in self._hooks:
            scene, dates = self.scenes.of(sentence), self._dates_of(self.parses[sentence])
            self._hooks[sentence] = hooks(scene, dates, self.report.published, self.named)
            self._name(scene, self._hooks[sentence])
        return self._hooks[sentence]

    def open_hooks(self, sentence: int) -> frozenset[int]:
        """The words of a sentence that are dated by words whose days are not known."""
        if sentence not in self._open:
            self._open[sentence] = open_hooks(self.scenes.of(sentence), self._dates_of(self.parses[sentence]))
        return self._open[sentence]

    def names_of(self, attribution: Attribution) -> frozenset[str]:
        """The proper nouns that a source is named by."""
        start, end = attribution.source_start, attribution.source_end
        if start is None or end is None:
            return frozenset()
        parse = self.parses[max(bisect_right(self.parses, start, key=lambda p: p.start) - 1, 0)]
        return frozenset(w.text for w in parse.words if w.upos == "PROPN" and start <= w.start < end)

    def entry(self, sentence: int) -> DateMention | None:
        """The day that heads the entry of a chronology in which a sentence stands: "17 July: A bomb kills seven."."""
        at = bisect_left(self._entries, (sentence,)) - 1
        if at < 0 or sentence - self._entries[at][0] > LONGEST_ENTRY:
            return None
        first, mention = self._entries[at]
        between = self.report.text[self.parses[first].end : self.parses[sentence].start]
        return None if PARAGRAPH.search(between) else mention

    @cached_property
    def _entries(self) -> list[tuple[int, DateMention]]:
        """The sentences that are nothing but a day and a colon or dash, or places and a day, in order."""
        found = []
        for mention in self.dates:
            at = bisect_right(self.parses, mention.start, key=lambda p: p.start) - 1
            parse = self.parses[max(at, 0)]
            rest = self.report.text[parse.start : mention.start] + self.report.text[mention.end : parse.end]
            if mention.earliest and (rest.strip() in (":", "–", "—", "-") or _heads_record(parse, mention)):
                found.append((max(at, 0), mention))
        return found

    def _dates_of(self, parse: Parse) -> Sequence[DateMention]:
        first = bisect_left(self.dates, parse.start, key=lambda d: d.start)
        return self.dates[first : bisect_left(self.dates, parse.end, key=lambda d: d.start)]

    def _read_up_to(self, sentence: int) -> None:
        """Look at the dates of the sentences before, those without a claim too, so that their deeds can be counted from."""
        while self._next < len(self.dates) and self.dates[self._next].start < self.parses[sentence].start:
            at = bisect_right(self.parses, self.dates[self._next].start, key=lambda p: p.start) - 1
            self.hooks(max(at, 0))
            self._next += 1

    def _name(self, scene: Scene, found: Mapping[int, Sequence[Hook]]) -> None:
        """Remember the days of what was dated, for "two days after the election"."""
        for word, hung in sorted(found.items()):
            if scene.words[word].upos in ("NOUN", "PROPN", "VERB"):
                self._named += [(scene.words[word].lemma.lower(), h.when) for h in hung if h.cost == 0]

    def named(self, lemma: str) -> When | None:
        """The day of the last deed of a name that was dated in the report so far."""
        return next((when for name, when in reversed(self._named) if same_stem(name, lemma)), None)


def _heads_record(parse: Parse, mention: DateMention) -> bool:
    """Whether a sentence only says where and when: "Hawija, Kirkuk province, 22 April."."""
    if not 3 <= len(parse.words) <= LONGEST_HEAD or parse.end - mention.end > 1:
        return False
    before = [w for w in parse.words if w.end <= mention.start]
    names = sum(w.upos == "PROPN" for w in before)
    return (
        names > 0 and all(w.upos in ("PROPN", "PUNCT", "NOUN", "ADJ", "ADP") for w in before) and before[-1].text == ","
    )


def same_stem(one: str, other: str) -> bool:
    """Whether two words share their beginning, as a verb and the noun made of it do."""
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return one == other or (shared >= SHORTEST_STEM and shared >= STEM_SHARE * min(len(one), len(other)))
