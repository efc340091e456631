"""Mentions with the sentence and words they cover, and what the tables say that they may mean."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from khabar.folding import fold_name
from khabar.frozen import record
from khabar.records import Entity, Mention, Parse, Word
from khabar.resolve.knowledge import Knowledge, Sense
from khabar.resolve.tables import Agent
from khabar.resolve.tokens import covered

POSSESSIVE = ("'s", "’s", "'", "’")


@record(frozen=True, slots=True)
class Located:
    """A mention in its sentence: words ``first`` to ``last``, its folded text, and its known senses."""

    mention: Mention
    parse: Parse
    first: int
    last: int
    folded: str
    senses: tuple[Sense, ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """The words the mention covers."""
        return self.parse.words[self.first : self.last + 1]

    @property
    def head(self) -> int:
        """The word that governs the others of the mention, the last one where none does."""
        for i in range(self.first, self.last):
            if not self.first <= self.parse.words[i].head <= self.last:
                return i
        return self.last

    def holds(self, other: Located) -> bool:
        """Whether another, shorter mention lies within this one."""
        a, b = self.mention, other.mention
        return a is not b and a.start <= b.start and b.end <= a.end

    def sense(self, *kinds: str) -> str | None:
        """The key of the first sense of these kinds."""
        for sense in self.senses:
            if sense.kind in kinds:
                return sense.key
        return None


@record(frozen=True, slots=True)
class Decision:
    """What a mention refers to, and why; ``entity`` is None where it stays undecided. ``kind`` replaces the mention's."""

    entity: Entity | None
    reason: str
    kind: str | None = None


def locate(mentions: Sequence[Mention], parses: Sequence[Parse], known: Knowledge) -> list[Located]:
    """All mentions with their words, in order of the text."""
    starts = [p.start for p in parses]
    found = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        at = bisect_right(starts, mention.start) - 1
        if at < 0 or not parses[at].words:
            continue
        first, last = covered(parses[at], mention.start, mention.end)
        folded = fold_name(mention.text)
        found.append(Located(mention, parses[at], first, last, folded, _senses(mention, folded, known)))
    return found


def _senses(mention: Mention, folded: str, known: Knowledge) -> tuple[Sense, ...]:
    if mention.reason == "pronoun" or mention.kind in ("weapon", "document"):
        return ()
    listed = known.names.get(folded)
    if not listed:
        return ()
    printed = mention.text.replace(".", "")
    fitting = (
        s
        for s in listed
        if s.printed is None or s.printed == printed or (len(s.printed) > 3 and printed == s.printed.capitalize())
    )
    return tuple({(s.kind, s.key): s for s in fitting}.values())


def are_apart(item: Located, other: Located) -> bool:
    """Whether two mentions are the subject and the object of one verb, and so no one and the same."""
    words = item.parse.words
    one, two = words[item.head], words[other.head] if other.parse is item.parse else None
    return (
        two is not None
        and one.head == two.head
        and {one.deprel, two.deprel} in ({"nsubj", "obj"}, {"nsubj:pass", "obl:agent"})
    )


def agent_of(located: Located, known: Knowledge) -> Agent | None:
    """The generic agent that ends a noun phrase: the longest that the tables know."""
    if located.mention.reason is None or not located.mention.reason.endswith("generic agent"):
        return None
    pieces = located.mention.text.replace("-", " ").split()
    folded = [fold_name(p) for p in pieces]
    lemmas = [w.lemma.lower() or w.text.lower() for w in located.words if w.upos != "PUNCT"]
    for size in range(min(5, max(len(folded), len(lemmas))), 0, -1):
        for words in (lemmas, folded):
            if found := known.agents.get(" ".join(words[-size:])):
                return found[0]
    return None
