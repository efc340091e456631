"""Rates: how many in each day, week, month or year."""

from __future__ import annotations

import re

from khabar.claims.counting import Counted
from khabar.claims.measures import look_up, words
from khabar.claims.numerals import Numeral
from khabar.claims.tree import Tree, noun_phrase
from khabar.frozen import record
from khabar.records import Span

LATER = r"(?!\s+(?:earlier|later|before|after|ago)\b)"
UNITS = (
    rf"(?:an?|per|each|every)\s+(hour|day|night|week|month|year)\b{LATER}"
    r"|(hourly|daily|nightly|weekly|monthly|yearly|annually)\b"
)
PER = re.compile(rf"\s+(?:{UNITS})", re.IGNORECASE)
EVERY = re.compile(UNITS, re.IGNORECASE)
UNIT_OF = {"daily": "day", "nightly": "night", "annually": "year"}
AVERAGE = re.compile(r"\baverag", re.IGNORECASE)


@record(frozen=True, slots=True)
class Per:
    """The unit of time of a rate, and where the words that say it end."""

    unit: str
    end: int


def per(tree: Tree, numeral: Numeral, what: Counted, phrase: Span, text: str) -> Per | None:
    """The unit of time that a figure is a rate over: "50 a day", "50 sorties daily", "80 people were killed every day"."""
    ends = (phrase.end, numeral.end, *_ends_of_stuff(tree, what))
    match = next((m for end in ends if (m := PER.match(text, end, tree.parse.end)) is not None), None)
    if match is not None:
        return Per(_time_unit(match), match.end())
    if what.verb is None or AVERAGE.search(text, tree.parse.start, tree.parse.end) is None:
        return None
    for child in tree.under(what.verb, "obl", "advmod"):
        start = min(tree.words[w].start for w in tree.subtree(child))
        if child > max(what.node, what.verb) and (match := EVERY.match(text, start, tree.parse.end)):
            return Per(_time_unit(match), phrase.end)
    return None


def _ends_of_stuff(tree: Tree, what: Counted) -> list[int]:
    """Where the stuff ends that is counted out: the oil of "barrels of oil a day"."""
    if what.noun is None:
        return []
    return [noun_phrase(tree, c).end for c in tree.under(what.noun, "nmod") if tree.case(c) == "of"]


def _time_unit(match: re.Match[str]) -> str:
    if match[1]:
        return match[1].lower()
    printed = match[2].lower()
    return UNIT_OF.get(printed, printed.removesuffix("ly"))


def rated(tree: Tree, what: Counted) -> str:
    """What is counted in "the number of flights rose to 50 a day": the noun under the verb's subject or object."""
    things = [] if what.verb is None else [*tree.under(what.verb, "obj"), *tree.under(what.verb, "nsubj")]
    thing = next(iter(things), None)
    if thing is not None and look_up(tree, thing, words("number")) is not None:
        thing = tree.first(thing, "nmod")
    return "" if thing is None else tree.printed(thing)
