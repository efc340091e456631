"""Mentions of places with the words around them that tell what and where they are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from khabar.folding import fold_name
from khabar.frozen import record
from khabar.records import Mention, Parse
from khabar.resolve.knowledge import Knowledge
from khabar.resolve.places.facilities import facility_at, facility_of
from khabar.resolve.tables import listed
from khabar.resolve.tokens import covered


@record(frozen=True, slots=True)
class Spot:
    """A mention of a place in its sentence. ``hint`` is the level its context names: town, district or province.

    ``place`` is the name without a facility called after it ("Mosul" for "Mosul dam"), and ``finest`` the best precision that
    such a facility leaves, empty where there is none.
    """

    mention: Mention
    parse: Parse
    first: int
    last: int
    hint: str | None
    place: str
    finest: str

    @property
    def name(self) -> str:
        """The name without the word for its kind ("Anbar" for "Anbar province")."""
        words = self.place.split()
        while len(words) > 1 and words[-1].lower() in listed("level"):
            words.pop()
        if len(words) > 2 and words[0].lower() in listed("level") and words[1].lower() == "of":
            words = words[2:]
        return " ".join(words)

    @property
    def folded(self) -> str:
        """The folded name."""
        return fold_name(self.name)

    @property
    def is_determined(self) -> bool:
        """Whether a determiner or possessive makes the name a common noun ("our Republic"), as it does no town's."""
        words = self.parse.words
        before = words[self.first - 1] if self.first else None
        after = words[self.last + 1] if self.last + 1 < len(words) else None
        determined = (
            before is not None and before.upos in ("DET", "PRON") and before.lemma.lower() not in ("all", "both")
        )
        qualifies = after is not None and (
            after.upos in ("NOUN", "PROPN", "ADJ", "PART") or after.text in ("-", "–", "/")
        )
        return determined and not qualifies and not self.finest and self.first == self.last

    @property
    def apposed(self) -> str:
        """The folded words after a comma that follows the name ("Virginia" after "Woodbridge,"), empty where there is none."""
        after = self.after(4)
        return fold_name(" ".join(after[1:])) if after[:1] == [","] else ""

    def before(self, size: int) -> list[str]:
        """The words before the mention in its sentence, nearest first, lower-case."""
        return [w.text.lower() for w in reversed(self.parse.words[max(0, self.first - size) : self.first])]

    def after(self, size: int) -> list[str]:
        """The words after the mention in its sentence, lower-case."""
        return [w.text.lower() for w in self.parse.words[self.last + 1 : self.last + 1 + size]]


def spots_of(mentions: Sequence[Mention], parses: Sequence[Parse], known: Knowledge) -> list[Spot]:
    """The mentions of places, in order of the text."""
    starts = [p.start for p in parses]
    found = []
    for mention in sorted(mentions, key=lambda m: (m.start, m.end)):
        at = bisect_right(starts, mention.start) - 1
        if at >= 0 and parses[at].words:
            found.append(_spot(mention, parses[at], known))
    return found


def _spot(mention: Mention, parse: Parse, known: Knowledge) -> Spot:
    first, last = covered(parse, mention.start, mention.end)
    place, finest = facility_of(mention.text, known)
    if not finest:
        following = [fold_name(w.text) for w in parse.words[last + 1 : last + 6]]
        finest = facility_at(following[1:], known)[1] if following[:1] in (["s"], ["'s"], ["’s"]) else ""
    spot = Spot(mention, parse, first, last, None, place, finest)
    return replace(spot, hint=_hint(spot))


def _hint(spot: Spot) -> str | None:
    """The level that the name's own last word, the word after it, or "the city of" before it states."""
    if own := listed("level").get(spot.mention.text.split()[-1].lower()):
        return own
    following = spot.after(1)
    if following and (kind := listed("level").get(following[0])):
        return kind
    before = spot.before(4)
    if before[:1] == ["of"]:
        before = before[1:]
        # "The Karrada district of Baghdad" says what Karrada is.
        if len(before) > 1 and spot.parse.words[spot.first - 3].upos == "PROPN":
            return None
    return listed("level").get(before[0]) if before else None
