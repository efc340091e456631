"""Comparing pairs of claims: every feature for all pairs at once, and the weight that they add up to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from khabar.frozen import record
from khabar.link.columns import Columns
from khabar.link.compare import dates, figures, parties, place, surroundings, telling, trigger
from khabar.link.compare.comparison import Comparison
from khabar.link.weights import Weights

Findings = dict[str, tuple[str, ...]]

COMPARISONS: tuple[Comparison, ...] = (
    trigger.COMPARISON,
    parties.ACTOR,
    parties.RECIPIENT,
    parties.INSTRUMENT,
    surroundings.AROUND,
    place.COMPARISON,
    dates.COMPARISON,
    figures.COMPARISON,
    surroundings.MEANING,
    surroundings.STORY,
    telling.TOLD,
    telling.DONE,
)

# Reports on a conflict tell of very many deeds of one kind. Two claims are of one deed only where they share, besides its
# kind, all of one of these. Within a report, or in two reports of one story: whom it struck, a toll, the words of a whole
# sentence; a day with a town or with the word for the deed; or an attack beside what it did. Who did it is no such thing:
# a side in a war does many deeds of one kind on one day. In other reports two such things are needed: the same town is
# struck and the same men are killed again and again.
AMONG = {"told_in": ("one_sentence", "next_sentence", "one_report")}
ONE_STORY = {"story": ("near",)}
LIKE_STORY = {"story": ("some",)}
ONE_WORD = {"deed": ("same_word_and_type", "same_word")}
ONE_DEED = {"deed": ("same_word_and_type", "same_word", "deed_and_harm", "same_mode")}
LIKE_WORDS = {"meaning": ("near", "alike")}
SOME_TIME = {"date": ("same_day", "touching", "published_near")}
ABOUT_THEN = {"date": ("same_day", "touching")}
CLOSE: tuple[Findings, ...] = (
    {"recipient": ("same",)},
    {"figures": ("same",)},
    {"meaning": ("alike",)},
    {"date": ("same_day",), **ONE_DEED, **LIKE_WORDS},
)
IDENTIFYING: tuple[Findings, ...] = (
    *({**AMONG, **one} for one in CLOSE),
    {**AMONG, "names": ("several",), **ONE_WORD, **LIKE_WORDS},
    {**AMONG, "place": ("same",), **ABOUT_THEN},
    *({**ONE_STORY, **one} for one in CLOSE),
    {**ONE_STORY, "names": ("several",), **ONE_WORD},
    {**ONE_STORY, "place": ("same",), **ONE_WORD, **LIKE_WORDS},
    {**LIKE_STORY, "figures": ("same",)},
    {**LIKE_STORY, "meaning": ("alike",), **ONE_WORD},
    {"deed": ("deed_and_harm",), "told_in": ("one_sentence",)},
    {"deed": ("deed_and_harm",), "told_in": ("next_sentence",), **ABOUT_THEN},
    {"place": ("same",), "recipient": ("same",), **SOME_TIME, "names": ("several",)},
    {"place": ("same",), **ABOUT_THEN},
    {"date": ("same_day",), "recipient": ("same",), **ONE_DEED},
    {"date": ("same_day",), "actor": ("same",), **ONE_WORD, **LIKE_WORDS},
    {"figures": ("same",), "place": ("same",)},
    {"figures": ("same",), **ABOUT_THEN},
    {"meaning": ("alike",), "names": ("several",)},
    {"recipient": ("same",), "actor": ("same",), **SOME_TIME},
)
UNIDENTIFIED = -0.5

# What costs least, and what most pairs fail by, comes first.
CHEAPEST_FIRST = (
    *(telling.TOLD, trigger.COMPARISON, figures.COMPARISON, dates.COMPARISON, place.COMPARISON, telling.DONE),
    *(parties.INSTRUMENT, parties.RECIPIENT, parties.ACTOR, surroundings.AROUND),
    *(surroundings.STORY, surroundings.MEANING),
)

# More than a sum of weights can lose to rounding.
SLACK = 1e-3

PAIRS_AT_ONCE = 1 << 16
DIGITS = 4

# More than any comparison has values.
CODES = 8


@record(frozen=True, slots=True)
class Pairs:
    """Pairs of claims by row, the codes of their features (n, len(COMPARISONS)), and their weights (log-odds)."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    codes: NDArray[np.int8]
    weight: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.left)

    @classmethod
    def together(cls, parts: Sequence[Pairs]) -> Pairs:
        """All of some pairs."""
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in cls.__slots__))

    def where(self, which: NDArray[np.bool_] | NDArray[np.int64]) -> Pairs:
        """Some of the pairs."""
        return Pairs(self.left[which], self.right[which], self.codes[which], self.weight[which])


def compare(columns: Columns, left: NDArray[np.int64], right: NDArray[np.int64], weights: Weights) -> Pairs:
    """The pairs that may be of one deed: those of at least the weight from which a pair is undecided."""
    parts = [
        _compare(columns, left[start : start + PAIRS_AT_ONCE], right[start : start + PAIRS_AT_ONCE], weights)
        for start in range(0, max(len(left), 1), PAIRS_AT_ONCE)
    ]
    return Pairs.together(parts)


def codes_of(columns: Columns, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int8]:
    """The codes of every feature of some pairs."""
    return np.stack([_judged(one, columns, left, right) for one in COMPARISONS], axis=1)


def _judged(one: Comparison, columns: Columns, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int8]:
    return one.judge(columns.take(left, one.reads), columns.take(right, one.reads))


def weigh(codes: NDArray[np.int8], weights: Weights) -> NDArray[np.float64]:
    """The weight of pairs with these codes. A pair that shares no circumstance stays undecided, however alike its words.

    Pairs are many and ways to be alike are few: each is weighed once.
    """
    mixed = codes.astype(np.int64) @ (np.int64(CODES) ** np.arange(codes.shape[1]))
    _, first, place_ = np.unique(mixed, return_index=True, return_inverse=True)
    return _weigh(codes[first], weights)[place_]


def _weigh(codes: NDArray[np.int8], weights: Weights) -> NDArray[np.float64]:
    total = np.full(len(codes), weights.start)
    for place_, comparison in enumerate(COMPARISONS):
        total += weights.tables[comparison.name][codes[:, place_]]
    alike_only = ~identified(codes)
    total[alike_only] = np.minimum(total[alike_only], UNIDENTIFIED)
    return np.round(total, DIGITS)


def identified(codes: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Which pairs share something that tells one deed from others of its kind: all of one of ``IDENTIFYING``."""
    found = np.zeros(len(codes), bool)
    for findings in IDENTIFYING:
        found |= np.all([_is(codes, name, values) for name, values in findings.items()], axis=0)
    return found


def _is(codes: NDArray[np.int8], name: str, values: tuple[str, ...]) -> NDArray[np.bool_]:
    place_ = next(n for n, one in enumerate(COMPARISONS) if one.name == name)
    wanted = [COMPARISONS[place_].values.index(value) for value in values]
    return np.isin(codes[:, place_], wanted)


def _compare(columns: Columns, left: NDArray[np.int64], right: NDArray[np.int64], weights: Weights) -> Pairs:
    """The pairs worth keeping. What costs least is compared first, and a pair is left as soon as nothing that remains
    could lift it to the weight from which it is kept.
    """
    codes = np.zeros((len(left), len(COMPARISONS)), np.int8)
    sums, alive = np.full(len(left), weights.start), np.arange(len(left))
    still = sum(_most(one, weights) for one in COMPARISONS)
    for one in CHEAPEST_FIRST:
        place_ = COMPARISONS.index(one)
        found = _judged(one, columns, left[alive], right[alive])
        codes[alive, place_] = found
        sums[alive] += weights.tables[one.name][found]
        still -= _most(one, weights)
        alive = alive[sums[alive] + still > weights.undecided - SLACK]
    kept = Pairs(left[alive], right[alive], codes[alive], weigh(codes[alive], weights))
    return kept.where(kept.weight >= weights.undecided)


def _most(one: Comparison, weights: Weights) -> float:
    return float(weights.tables[one.name].max())
