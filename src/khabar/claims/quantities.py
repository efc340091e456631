"""The figures of a report: numbers that count something, as worded and as low, best and high."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from khabar.claims.counting import Counted, counted, is_square
from khabar.claims.distractors import is_distractor
from khabar.claims.figures import Figure
from khabar.claims.measures import PERSONS, classes_named, look_up, names, words
from khabar.claims.nones import nones
from khabar.claims.numerals import RULE, Numeral, currencies
from khabar.claims.numerals import find as find_numerals
from khabar.claims.parts import relate
from khabar.claims.populations import phrase_of, population_of
from khabar.claims.rates import per, rated
from khabar.claims.scopes import scope_of
from khabar.claims.tree import Tree
from khabar.identity import folded_context, identifier
from khabar.records import DateMention, Quantity, Span

LONGEST_CURRENCY = 24
HOW = frozenset({"how", "so", "too", "that", "not"})
ANYBODY = frozenset({"no", "not", "every", "any", "some", "each"})
# What "several" and "many" come to; they are figures where people came to harm only.
FEWEST = 2.0
# Those of whom none came to harm are no figure of harm: "none of the 40 passengers".
NONE_OF = re.compile(r"\b(?:none|neither|not\s+one|no\s+one)\s+of\s+(?:\w+\s+)?\Z", re.IGNORECASE)
# "The two", "both": so many at most are taken up rather than counted.
FEW = 3
STRONG = ("-strong", " strong")
# What even one of is worth a row: one strike, one building destroyed.
STRUCK = frozenset({"attack", "facility"})


def find(trees: Sequence[Tree], text: str, report_id: str, dates: Sequence[DateMention]) -> tuple[Quantity, ...]:
    """The quantities of a report in order; whose figure each is, and of which claim, is left open."""
    figures = [figure for tree in trees if tree.words for figure in _figures(tree, text, dates)]
    related = relate(_once(figures, text))
    totals = frozenset(id(f.total) for f in related if f.total is not None)
    kept = [f for f in related if _counts(f) and (id(f) in totals or not _is_known(f))]
    identifiers = _identifiers(kept, text, report_id)
    return tuple(_quantity(f, text, report_id, dates, identifiers) for f in kept)


def _once(figures: Sequence[Figure], text: str) -> list[Figure]:
    """The figures without those that only repeat the one before in brackets: "twelve (12) soldiers"."""
    kept: list[Figure] = []
    for figure in figures:
        last = kept[-1] if kept else None
        repeated = last is not None and last.bounds == figure.bounds and _in_brackets(last, figure, text)
        kept += [] if repeated else [figure]
    return kept


def _in_brackets(last: Figure, figure: Figure, text: str) -> bool:
    between = text[last.numeral.end : figure.numeral.start]
    return "(" in between and ")" not in between and text[last.end : figure.start].strip() in ("", "(")


def _counts(figure: Figure) -> bool:
    """Whether a figure is worth a row: a vague or bare number of nothing in particular is none."""
    vague = figure.numeral.comparator == "vague"
    if figure.numeral.share and figure.numeral.comparator == "over" and figure.numeral.bounds[1] is None:
        return figure.measure in PERSONS
    if vague and figure.bounds[0] == FEWEST:
        return figure.measure in PERSONS
    return figure.measure != "other" or (figure.unit is not None and (not vague or figure.what.noun is not None))


def _is_known(figure: Figure) -> bool:
    """Whether a small number only takes up those known already: "the two sides", "both units"."""
    tree, size = figure.tree, figure.size
    if figure.measure not in ("other", "troops"):
        return False
    first = next((i for i, w in enumerate(tree.words) if w.end > figure.start), 0)
    before = tree.printed(first - 1) if first else ""
    taken_up = before in ("the", "these", "those") or tree.printed(first) == "both"
    return (
        taken_up and size is not None and size <= FEW and figure.numeral.comparator == "exact" and figure.total is None
    )


def _figures(tree: Tree, text: str, dates: Sequence[DateMention]) -> list[Figure]:
    """The figures of a sentence with what the sentence alone tells of them."""
    parse = tree.parse
    found = [
        figure
        for start, end in _between(dates, parse.start, parse.end)
        for numeral in find_numerals(text, start, end)
        if (figure := _figure(tree, numeral, text, dates)) is not None
    ]
    found += [f for f in nones(tree) if not any(f.start < g.end and g.start < f.end for g in found)]
    return sorted(found, key=lambda f: f.start)


def _between(dates: Sequence[DateMention], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a sentence between its dates: "since 5 December to 922" has one number that counts."""
    at = start
    for date in sorted((d for d in dates if start <= d.start and d.end <= end), key=lambda d: d.start):
        if date.start >= at:
            yield at, date.start
            at = date.end
    yield at, end


def _figure(tree: Tree, numeral: Numeral, text: str, dates: Sequence[DateMention]) -> Figure | None:
    number = frozenset(i for i, w in enumerate(tree.words) if w.start < numeral.last and w.end > numeral.first)
    if not number or is_distractor(tree, numeral, number, text, dates) or _is_no_number(tree, numeral, number):
        return None
    what = counted(tree, number)
    if what.noun is not None and (_is(tree, what.noun, "time") or _is_distance(tree, what.noun)):
        return None
    phrase = phrase_of(tree, numeral, number, what, text)
    rate = per(tree, numeral, what, phrase, text)
    if (code := _currency(tree, numeral, what)) is not None:
        end = max(_money_end(tree, numeral, what), rate.end if rate else 0)
        unit = f"{code[0]}/{rate.unit}" if rate and code[0] else code[0]
        return Figure(tree, numeral, what, "money", unit, None, Span(numeral.start, end))
    if rate is not None:
        return Figure(
            tree,
            numeral,
            what,
            "rate",
            f"{what.unit or rated(tree, what)}/{rate.unit}",
            None,
            Span(phrase.start, rate.end),
        )
    if _is_bare_one(tree, number, what):
        return None
    strong = text.startswith(STRONG, numeral.end)
    unit = "percent" if numeral.percent else "persons" if strong else what.unit
    measure = "other" if NONE_OF.search(text, tree.parse.start, numeral.start) else what.measure
    return Figure(tree, numeral, what, measure, unit, population_of(tree, what, phrase, numeral, text), phrase)


def _is(tree: Tree, noun: int, kind: str) -> bool:
    return look_up(tree, noun, words(kind)) is not None


def _is_distance(tree: Tree, noun: int) -> bool:
    """Whether a noun measures a distance or a size of things; square kilometres are ground taken."""
    return _is(tree, noun, "distance") and not any(is_square(tree, c) for c in tree.children[noun])


def _is_no_number(tree: Tree, numeral: Numeral, number: frozenset[int]) -> bool:
    """Whether the words only look like a number: "no one", "how many", "not many"."""
    first = min(number)
    before = tree.printed(first - 1) if first > 0 else ""
    if tree.printed(first) == "one" and before in ANYBODY:
        return True
    return numeral.comparator == "vague" and before in HOW


def _is_bare_one(tree: Tree, number: frozenset[int], what: Counted) -> bool:
    """Whether "one" is a pronoun: it counts only a noun, or somebody who came to harm."""
    if len(number) != 1 or tree.printed(min(number)) not in ("one", "1"):
        return False
    after = max(number) + 1
    if what.noun is None or (after < len(tree) and tree.printed(after) == "of"):
        return what.measure not in PERSONS
    return what.measure == "other" and not classes_named(tree, what.noun) & STRUCK


def _currency(tree: Tree, numeral: Numeral, what: Counted) -> tuple[str | None] | None:
    """The code of the currency in a tuple, or None where the number is not money."""
    if numeral.currency is not None:
        return (currencies().get(numeral.currency),)
    for name in names(tree, what.noun) if what.noun is not None else ():
        if name in currencies():
            return (currencies()[name],)
    return None


def _money_end(tree: Tree, numeral: Numeral, what: Counted) -> int:
    if (
        numeral.currency is None
        and what.noun is not None
        and tree.words[what.noun].end - numeral.end < LONGEST_CURRENCY
    ):
        return max(numeral.end, tree.words[what.noun].end)
    return numeral.end


def _identifiers(figures: Sequence[Figure], text: str, report_id: str) -> dict[Span, str]:
    """An identifier for each figure from its words and their surroundings, counted where both recur."""
    seen: Counter[str] = Counter()
    made: dict[Span, str] = {}
    for figure in figures:
        context = folded_context(text, figure.start, figure.end)
        made[figure.span] = identifier("q", report_id, context, str(seen[context]))
        seen[context] += 1
    return made


def _quantity(
    figure: Figure, text: str, report_id: str, dates: Sequence[DateMention], identifiers: Mapping[Span, str]
) -> Quantity:
    low, best, high = figure.bounds
    scope, earliest, latest = scope_of(figure, text, dates)
    return Quantity(
        quantity_id=identifiers[figure.span],
        report_id=report_id,
        start=figure.start,
        end=figure.end,
        text=text[figure.start : figure.end],
        measure=figure.measure or "other",
        comparator=figure.numeral.comparator,
        low=low,
        best=best,
        high=high,
        unit=figure.unit,
        population=figure.population,
        status=figure.status,
        scope=scope,
        earliest=earliest,
        latest=latest,
        part_of=identifiers.get(figure.total.span) if figure.total is not None else None,
        rule=RULE,
    )
