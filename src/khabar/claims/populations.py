"""The words of a figure, and who or what it counts as worded."""

from __future__ import annotations

import re

from khabar.claims.counting import Counted, stood_for
from khabar.claims.labels import MARKS
from khabar.claims.measures import harm_of, look_up, words
from khabar.claims.numerals import Numeral
from khabar.claims.tree import Tree, noun_phrase
from khabar.records import Span

LONGEST_PHRASE = 6
OF_THEM = re.compile(r"\s+of\s+(?:them|those|these|whom)\b", re.IGNORECASE)
QUOTES = "\"“”‘’'"
# What stands between a number and what it counts.
LEADING = re.compile(
    r"(?:-strong|out of|\(\d[\d,]*\)|(?:of|more|other|others|additional|further|extra|the|these|those|its|their|all|some"
    r"|about|\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?!\w))\s+",
    re.IGNORECASE,
)


def phrase_of(tree: Tree, numeral: Numeral, number: frozenset[int], what: Counted, text: str) -> Span:
    """The number with its comparator and, where the noun follows closely, everything up to the noun."""
    end, after = numeral.end, max(number) + 1
    if after < len(tree) and what.noun in (None, after) and harm_of(tree, after):
        end = max(end, tree.words[after].end)
    elif after < len(tree) and tree.words[after].text in MARKS:
        return Span(numeral.start, end)
    elif what.noun is not None and 0 < what.noun - max(number) <= LONGEST_PHRASE:
        end = max(end, tree.words[what.noun].end)
    elif of_them := OF_THEM.match(text, numeral.end):
        end = min(of_them.end(), tree.parse.end)
    return Span(numeral.start, end)


def population_of(tree: Tree, what: Counted, phrase: Span, numeral: Numeral, text: str) -> str | None:
    """Who or what is counted, as worded, without the number: also the civilians of "12 were civilians"."""
    if what.noun is None:
        said = stood_for(tree, what.node)
        if said is None:
            return None
        around = look_up(tree, said, words("collective")) is not None
        return tree.words[said].text if around else _printed(noun_phrase(tree, said), text)
    if harm_of(tree, what.noun):
        return None
    if look_up(tree, what.noun, words("size")) is not None or look_up(tree, what.noun, words("distance")) is not None:
        of = next((c for c in tree.under(what.noun, "nmod") if tree.case(c) == "of"), None)
        return None if of is None else _printed(noun_phrase(tree, of), text)
    if phrase.end <= numeral.end or numeral.share:
        return tree.words[what.noun].text
    counted = Span(numeral.end, max(phrase.end, _partitive_end(tree, what.noun)))
    return _printed(counted, text)


def _printed(span: Span, text: str) -> str | None:
    words = text[span.start : span.end].strip(QUOTES + " ").strip()
    while match := LEADING.match(words):
        words = words[match.end() :]
    return None if words.isdigit() else words or None


def _partitive_end(tree: Tree, noun: int) -> int:
    """Where "members of the security forces" or "kilograms of explosives" ends, or 0 where the noun stands by itself."""
    if not any(look_up(tree, noun, words(kind)) is not None for kind in ("ranks", "collective")):
        return 0
    of = next((c for c in tree.under(noun, "nmod") if tree.case(c) == "of"), None)
    return 0 if of is None else noun_phrase(tree, of).end
