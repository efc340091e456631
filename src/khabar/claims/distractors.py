"""Numbers that count nothing: dates, ages, names of laws, roads and weapons, numbers of lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from khabar import vocab
from khabar.claims.measures import harm_of
from khabar.claims.numerals import Numeral
from khabar.claims.tree import Tree
from khabar.records import DateMention

AGED = re.compile(r"\b(?:(?:aged?|ages)\s+(?:of\s+|between\s+)?|as\s+(?:young|old)\s+as\s+)\Z", re.IGNORECASE)
OLD = re.compile(r"[-\s](?:year|month|day|week)s?[-\s]old\b", re.IGNORECASE)
LIST_NUMBER = re.compile(r"[(\[]?\d{1,3}[.)\]/]\s")
# What begins with a nought is an hour, a code or the number of a telephone.
CODE = re.compile(r"0\d")
OLDEST = 120
YEARS = range(1900, 2100)


def is_distractor(
    tree: Tree, numeral: Numeral, number: frozenset[int], text: str, dates: Sequence[DateMention]
) -> bool:
    """Whether the number is a date, an age, a name, the number of a law or of a list."""
    if any(d.start < numeral.last and d.end > numeral.first for d in dates):
        return True
    aged = (AGED.search(text, max(tree.parse.start, at - 14), at) for at in (numeral.first, numeral.start))
    if any(aged) or OLD.match(text, numeral.last):
        return True
    first, last = min(number), max(number)
    labels = _is_label(tree, number, text) and not _is_toll_of_place(tree, last)
    if tree.words[first].start < numeral.first or tree.words[last].end > numeral.end or labels:
        return True
    before = tree.words[first - 1] if first > 0 else None
    if before is not None and before.text.lower().rstrip(".") in numbered() and text[numeral.first].isdigit():
        return True
    if CODE.match(text, numeral.first) or (
        LIST_NUMBER.match(text, numeral.first) and numeral.first == tree.parse.start
    ):
        return True
    if _is_in_name(tree, number) or _is_side(tree, numeral, first) or _is_year_of(tree, numeral, first, text):
        return True
    spoken = not text[numeral.first].isdigit() and numeral.currency is None
    if spoken and any(tree.words[i].upos == "PROPN" for i in number):
        return True
    return _is_age_in_apposition(tree, numeral, last, text) or _is_limit_of_age(tree, numeral, first, last, text)


def _is_in_name(tree: Tree, number: frozenset[int]) -> bool:
    """Whether the number is part of a name with the word it would count: "Two Rivers Wire"."""
    top = min((i for i in number if tree.words[i].head not in number), default=min(number))
    head = tree.words[top].head
    capital = all(tree.words[i].text[:1].isupper() for i in number)
    named = capital and head > top and tree.words[head].upos == "PROPN"
    return named and (tree.in_one_name(top, head) or _is_long_name(tree, top, head))


def _is_side(tree: Tree, numeral: Numeral, first: int) -> bool:
    """Whether a share is a part that an adjective tells from the others: "the western half of the city"."""
    return numeral.share and first > 0 and tree.words[first - 1].upos == "ADJ" and tree.relation(first - 1) == "amod"


def _is_long_name(tree: Tree, number: int, head: int) -> bool:
    """Whether a number word opens a name of three words and more that is no plural: "Three Mile Island"."""
    inside = tree.words[number + 1 : head + 1]
    single = tree.tag(head) == "NNP" and tree.words[number].text.istitle()
    return single and len(inside) > 1 and all(w.upos == "PROPN" and w.text[:1].isupper() for w in inside)


def _is_year_of(tree: Tree, numeral: Numeral, first: int, text: str) -> bool:
    """Whether four figures after a possessor are a year: "our 1991 partners"."""
    plain = text[numeral.first : numeral.last].isdigit() and numeral.bounds[1] in YEARS
    return plain and first > 0 and tree.tag(first - 1) in ("PRP$", "POS")


def _is_label(tree: Tree, number: frozenset[int], text: str) -> bool:
    """Whether the number names what stands before it: Flight 93, Orders 11030, Bernard, 36."""
    top = min((i for i in number if tree.words[i].head not in number), default=min(number))
    if _follows_name(tree, top, text):
        return True
    while tree.relation(top) == "conj" and tree.words[tree.words[top].head].upos == "NUM":
        top = tree.words[top].head
    head = tree.words[top].head
    if (
        not 0 <= head < top
        or tree.words[head].upos not in ("NOUN", "PROPN")
        or tree.relation(top) not in ("nummod", "appos", "nmod", "flat", "amod")
    ):
        return False
    if harm_of(tree, min(top + 1, len(tree) - 1)) is not None:
        return False
    between = text[tree.words[head].end : tree.words[top].start]
    return text[tree.words[top].start].isdigit() and tree.first(top, "case") is None and between.strip() in ("", ",")


def _is_toll_of_place(tree: Tree, last: int) -> bool:
    """Whether a harm follows a number after a name, and nobody else whom it befell: "Babil | 98 killed", no "Flight 93"."""
    after = last + 1
    if after >= len(tree) or harm_of(tree, after) is None:
        return False
    return after + 1 == len(tree) or tree.words[after + 1].upos not in ("NUM", "DET", "NOUN", "PROPN", "PRON", "ADP")


def _follows_name(tree: Tree, top: int, text: str) -> bool:
    """Whether a number in figures follows a capital word and counts nothing: Camp 5, Highway 1, Unit 61398."""
    before = tree.words[top - 1] if top > 0 else None
    if before is None or not text[tree.words[top].start].isdigit() or before.upos != "PROPN":
        return False
    return tree.words[top].head < top and tree.first(top, "case") is None and tree.relation(top) != "obj"


def _is_age_in_apposition(tree: Tree, numeral: Numeral, last: int, text: str) -> bool:
    """Ali, 24, a farmer"""
    if not text[numeral.first].isdigit() or numeral.comparator != "exact" or (numeral.bounds[1] or 0) > OLDEST:
        return False
    first = next(i for i, w in enumerate(tree.words) if w.end > numeral.first)
    if (
        first < 2
        or tree.words[first - 1].text != ","
        or last + 1 >= len(tree)
        or tree.words[last + 1].text not in ",.;)"
    ):
        return False
    return tree.words[first - 2].upos == "PROPN"


def _is_limit_of_age(tree: Tree, numeral: Numeral, first: int, last: int, text: str) -> bool:
    """Whether people are said to be of less than an age: "a third of them under 15", "children under the age of 12"."""
    compared = text[numeral.start : numeral.first].lower().split()
    if compared != ["under"] or not 0 < (numeral.bounds[2] or OLDEST) < OLDEST or last + 1 >= len(tree):
        return False
    said_of = tree.words[first - len(compared) - 1] if first > len(compared) else None
    alone = tree.words[last + 1].upos in ("PUNCT", "CCONJ", "ADP", "VERB", "AUX")
    return alone and said_of is not None and said_of.upos in ("NOUN", "PRON", "AUX")


@cache
def numbered() -> frozenset[str]:
    """Words whose number is a name: resolution 2254, article 5."""
    return frozenset(row["word"] for row in vocab.kept("dates") if row["kind"] == "numbered")
