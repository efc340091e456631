"""The figures of a report: numbers that count something, as worded and as low, best and high."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from khabar.claims.counting import Counted, counted
from khabar.claims.distractors import is_distractor
from khabar.claims.figures import Figure
from khabar.claims.measures import PERSONS, harm_of, look_up, names, words
from khabar.claims.numerals import RULE, Numeral, currencies
from khabar.claims.numerals import find as find_numerals
from khabar.claims.parts import relate
from khabar.claims.scopes import scope_of
from khabar.claims.tree import Tree, grow
from khabar.identity import folded_context, identifier
from khabar.records import DateMention, Parse, Quantity, Span

PER = re.compile(r"\s+(?:an?|per|each|every)\s+(hour|day|night|week|month|year)\b", re.IGNORECASE)
LONGEST_PHRASE = 6
LONGEST_CURRENCY = 24
# What "several" and "many" come to; they are figures where people came to harm only.
FEWEST = 2.0
STRONG = "-strong"


def find(parses: Sequence[Parse], text: str, report_id: str, dates: Sequence[DateMention]) -> tuple[Quantity, ...]:
    """The quantities of a report in order; whose figure each is, and of which claim, is left open."""
    figures = [figure for parse in parses if parse.words for figure in _figures(grow(parse), text, dates)]
    kept = [f for f in relate(figures) if _counts(f)]
    identifiers = _identifiers(kept, text, report_id)
    return tuple(_quantity(f, text, report_id, dates, identifiers) for f in kept)


def _counts(figure: Figure) -> bool:
    """Whether a figure is worth a row: a vague or bare number of nothing in particular is none."""
    vague = figure.numeral.comparator == "vague"
    if vague and figure.bounds[0] == FEWEST:
        return figure.measure in PERSONS
    return figure.measure != "other" or (not vague and figure.unit is not None)


def _figures(tree: Tree, text: str, dates: Sequence[DateMention]) -> list[Figure]:
    """The figures of a sentence with what the sentence alone tells of them."""
    parse = tree.parse
    found = [
        figure
        for numeral in find_numerals(text, parse.start, parse.end)
        if (figure := _figure(tree, numeral, text, dates)) is not None
    ]
    found += [f for f in _nones(tree, text) if not any(f.start < g.end and g.start < f.end for g in found)]
    return sorted(found, key=lambda f: f.start)


def _figure(tree: Tree, numeral: Numeral, text: str, dates: Sequence[DateMention]) -> Figure | None:
    number = frozenset(i for i, w in enumerate(tree.words) if w.start < numeral.last and w.end > numeral.first)
    if not number or is_distractor(tree, numeral, number, text, dates):
        return None
    what = counted(tree, number)
    if (code := _currency(tree, numeral, what)) is not None:
        return Figure(tree, numeral, what, "money", code[0], None, Span(numeral.start, _money_end(tree, numeral, what)))
    phrase = _phrase(tree, numeral, number, what, text)
    if per := PER.match(text, phrase.end, tree.parse.end) or PER.match(text, numeral.end, tree.parse.end):
        rated = f"{what.unit or _rated(tree, what)}/{per[1].lower()}"
        return Figure(tree, numeral, what, "rate", rated, None, Span(phrase.start, per.end()))
    if _is_bare_one(tree, number, what) or (
        what.noun is not None and look_up(tree, what.noun, words("time")) is not None
    ):
        return None
    strong = text.startswith(STRONG, numeral.end)
    unit = "percent" if numeral.percent else "persons" if strong else what.unit
    return Figure(tree, numeral, what, what.measure, unit, _population(tree, what, phrase, numeral, text), phrase)


def _rated(tree: Tree, what: Counted) -> str:
    """What is counted in "the number of flights rose to 50 a day": the noun under the verb's subject or object."""
    things = [] if what.verb is None else [*tree.under(what.verb, "obj"), *tree.under(what.verb, "nsubj")]
    thing = next(iter(things), None)
    if thing is not None and look_up(tree, thing, words("number")) is not None:
        thing = tree.first(thing, "nmod")
    return "" if thing is None else tree.words[thing].text.lower()


def _is_bare_one(tree: Tree, number: frozenset[int], what: Counted) -> bool:
    """Whether "one" is a pronoun: it counts only a noun, or somebody who came to harm."""
    if len(number) != 1 or tree.words[min(number)].text.lower() not in ("one", "1"):
        return False
    if what.noun is None:
        return what.measure not in PERSONS
    return what.measure == "other"


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


def _phrase(tree: Tree, numeral: Numeral, number: frozenset[int], what: Counted, text: str) -> Span:
    """The number with its comparator and, where the noun follows closely, everything up to the noun."""
    end, after = numeral.end, max(number) + 1
    if after < len(tree) and what.noun in (None, after) and harm_of(tree, after):
        end = max(end, tree.words[after].end)
    elif what.noun is not None and 0 < what.noun - max(number) <= LONGEST_PHRASE:
        end = max(end, tree.words[what.noun].end)
    elif of_them := re.compile(r"\s+of\s+(?:them|those|these|whom)\b", re.IGNORECASE).match(text, numeral.end):
        end = min(of_them.end(), tree.parse.end)
    return Span(numeral.start, end)


def _population(tree: Tree, what: Counted, phrase: Span, numeral: Numeral, text: str) -> str | None:
    """Who or what is counted, as worded, without the number."""
    if what.noun is None or harm_of(tree, what.noun):
        return None
    if phrase.end > numeral.end and not numeral.share:
        return re.sub(r"^(?:-strong|of|more|other)\s+", "", text[numeral.end : phrase.end].strip()) or None
    return tree.words[what.noun].text


def _nones(tree: Tree, text: str) -> Iterator[Figure]:
    """Reports of none: no casualties, nobody was hurt, without loss of life."""
    for i, word in enumerate(tree.words):
        none = word.text.lower()
        if none in ("no", "without", "zero") and word.head > i and word.deprel in ("det", "case", "nummod"):
            noun = word.head
        elif none in ("nobody", "none") or (none == "one" and i > 0 and tree.words[i - 1].text.lower() == "no"):
            noun = i
        else:
            continue
        start = tree.words[i - 1].start if none == "one" else word.start
        what = counted(tree, frozenset({noun})) if noun == i else counted(tree, frozenset({i}))
        if what.measure in PERSONS:
            numeral = Numeral(start, start, word.end, word.end, "exact", (0.0, 0.0, 0.0))
            population = tree.words[noun].text if noun != i else None
            yield Figure(tree, numeral, what, what.measure, "persons", population, Span(start, tree.words[noun].end))


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
