"""Which words of a sentence a date dates: the verb or noun that it hangs on, and how surely.

A date may hang on what it bounds ("since 2003", "until Friday"), and may be counted from another deed of the sentence
("two days after rockets hit the base").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from khabar.frozen import record
from khabar.records import DateMention
from khabar.resolve import intervals
from khabar.resolve.calendarwords import of_kind
from khabar.resolve.dategrammar import distance
from khabar.resolve.dating.scene import Scene
from khabar.resolve.intervals import Interval

FROM_THEN_ON = frozenset({"since", "after", "following", "from", "post"})
UP_TO_THEN = frozenset({"until", "till", "before", "by", "to", "prior"})
# Relations of a date that belongs to its noun alone: "Friday's attack", "the 2003 invasion".
TIGHT = frozenset({"nmod:poss", "compound", "amod", "nummod", "nmod:unmarked", "det"})
LONGEST_WAY = 5
# What is said about a dated deed is not of its day: "accused them of the attack of 27 December".
CONTENT = frozenset({"of", "over"})
OF_CONTENT = 9
RANGE = re.compile(r"\b(?:to|and|until|through)\b|[-–—]")


@record(frozen=True, slots=True)
class When:
    """Days that a deed may have, and where in the text they stand."""

    earliest: str | None
    latest: str | None
    precision: str
    start: int
    end: int


@record(frozen=True, slots=True)
class Hook:
    """A date on a word; ``cost`` grows with the way from the date to the word."""

    word: int
    when: When
    cost: int


Named = Callable[[str], When | None]


def hooks(scene: Scene, dates: Sequence[DateMention], published: str | None, named: Named) -> dict[int, list[Hook]]:
    """The dates of a sentence by the words they date; ``named`` gives the day of a deed that was dated before."""
    found: dict[int, list[Hook]] = {}
    counted: list[DateMention] = []
    for mention in dates:
        if mention.kind not in ("date", "time"):
            continue
        if mention.earliest or mention.latest:
            _add(found, _hooked(scene, mention, published))
        elif distance(mention.text) is not None:
            counted.append(mention)
    for mention in counted:
        _add(found, _counted(scene, mention, found, named, published))
    return found


def open_hooks(scene: Scene, dates: Sequence[DateMention]) -> frozenset[int]:
    """The words that are dated by an expression whose days are not known: "in the first week", "a year earlier"."""
    unknown = [m for m in dates if m.kind == "date" and not (m.earliest or m.latest) and distance(m.text) is None]
    tops = [t for m in unknown if (t := scene.top(m.start, m.end)) is not None]
    return frozenset(word for top in tops for word, cost in _way(scene, top) if cost == 0)


def _add(found: dict[int, list[Hook]], more: Iterator[Hook]) -> None:
    for hook in more:
        found.setdefault(hook.word, []).append(hook)


def _hooked(scene: Scene, mention: DateMention, published: str | None) -> Iterator[Hook]:
    top = scene.top(mention.start, mention.end)
    if top is None:
        return
    when = _bounded(scene, mention, top, published)
    for word, cost in _way(scene, top):
        yield Hook(word, when, cost)


def _way(scene: Scene, top: int) -> Iterator[tuple[int, int]]:
    """The words from a date's governor up to the first clause, with the cost of each."""
    at, cost, tight = top, 0, False
    if scene.is_clause(at):
        yield at, 0
        return
    for _ in range(LONGEST_WAY):
        head = _true_head(scene, at)
        if head < 0 or (tight and scene.relation(at) != "nsubj"):
            return
        tight = scene.words[at].deprel in TIGHT and not (scene.words[at].deprel == "nmod:unmarked" and at > head)
        if scene.words[head].upos in ("ADV", "ADJ", "ADP") and not scene.is_clause(head):
            at = head
            continue
        if at != top and scene.is_clause(head) and CONTENT & set(scene.marks(at)):
            cost = OF_CONTENT
        if scene.words[head].lemma.lower() in of_kind("sequence"):
            yield from ((c, 0) for c in scene.children[head] if scene.relation(c) == "obj" and c < at and not cost)
            return
        yield head, cost
        if scene.is_clause(head):
            if scene.relation(head) != "acl" or "to" not in scene.marks(head):
                return
            # "The operation to free Mosul on 17 October" is dated rather than its aim.
            cost += 1
        at, cost = head, cost + 2


def _true_head(scene: Scene, at: int) -> int:
    """The governor of a word; what stands before "and" belongs to the first of two clauses, not to the second."""
    head = scene.words[at].head
    if head < 0 or scene.relation(head) != "conj":
        return head
    joining = (c for c in scene.children[head] if scene.relation(c) == "cc")
    return scene.words[head].head if any(at < c < head for c in joining) else head


def _bounded(scene: Scene, mention: DateMention, top: int, published: str | None) -> When:
    """The days of a date with the preposition before it: all after "since", all before "until"."""
    cases = set(scene.marks(top))
    earliest, latest = mention.earliest, mention.latest
    day = (published or "")[:10] or None
    if RANGE.search(mention.text):
        cases = set()
    if cases & FROM_THEN_ON:
        bounded = earliest is not None and day is not None and earliest <= day
        return _between(earliest, day if bounded else None, mention)
    if cases & UP_TO_THEN and mention.precision != "unknown":
        return _between(None, latest, mention)
    return When(earliest, latest, mention.precision, mention.start, mention.end)


def _between(earliest: str | None, latest: str | None, mention: DateMention) -> When:
    if earliest is None or latest is None:
        return When(earliest, latest, "unknown", mention.start, mention.end)
    span = intervals.days(date.fromisoformat(earliest), date.fromisoformat(latest))
    return When(earliest, latest, span.precision, mention.start, mention.end)


# ------------------------------------------------------------------ counted from another deed


def _counted(
    scene: Scene, mention: DateMention, found: Mapping[int, Sequence[Hook]], named: Named, published: str | None
) -> Iterator[Hook]:
    """ "Two days after rockets hit the base": dates the deed above from the one below, or the one below from it."""
    steps = distance(mention.text)
    below = _anchor(scene, mention)
    if steps is None or below is None:
        return
    count, unit = steps
    above = tuple(_governors(scene, below))
    known = _dated(found, below) or named(scene.words[below].lemma.lower())
    if known is not None and mention.text.lower().endswith("since"):
        yield from (Hook(a, _between(known.earliest, (published or "")[:10] or None, mention), 0) for a in above[:1])
    elif known is not None:
        yield from _shifted(known, count, unit, above[:1], mention)
    elif told := [t for a in above for w in (a, *scene.subjects(a)) if (t := _dated(found, w)) is not None]:
        yield from _shifted(told[0], -count, unit, (below,), mention)


def _anchor(scene: Scene, mention: DateMention) -> int | None:
    """The clause or noun that "two days after" counts from: what its last word marks."""
    last = scene.word_at(mention.end - 1)
    if last is None:
        return None
    head = scene.words[last].head
    return head if head > last else None


def _governors(scene: Scene, below: int) -> Iterator[int]:
    """The clauses over a clause or noun, nearest first."""
    at = scene.words[below].head
    while at >= 0:
        if scene.is_clause(at):
            yield at
        at = scene.words[at].head


def _dated(found: Mapping[int, Sequence[Hook]], word: int) -> When | None:
    """The date that hangs on a word itself."""
    return next((h.when for h in found.get(word, ()) if h.cost == 0), None)


def _shifted(known: When, count: int, unit: str, words: Sequence[int], mention: DateMention) -> Iterator[Hook]:
    """A day so many units from a known one, on the words given; nothing where an end of it is open."""
    if known.earliest is None or known.latest is None:
        return
    first, last = (intervals.shift(date.fromisoformat(d), count, unit) for d in (known.earliest, known.latest))
    meant = None if first is None or last is None else _blurred(first, last, unit)
    if meant is None or meant.earliest is None or meant.latest is None:
        return
    precision = max(meant.precision, known.precision, key=_COARSENESS.index)
    when = When(meant.earliest.isoformat(), meant.latest.isoformat(), precision, mention.start, mention.end)
    yield from (Hook(word, when, 0) for word in words)


_COARSENESS = ("day", "days", "week", "month", "year", "unknown")


def _blurred(first: date, last: date, unit: str) -> Interval:
    """Days counted in weeks, months or years are only as exact as these."""
    if unit in ("hour", "day") or first != last:
        return intervals.days(first, last) if first != last else intervals.on(first)
    return intervals.around(first, unit)
