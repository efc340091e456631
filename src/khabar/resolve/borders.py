"""Borders: "the Syrian border", "the border with Iran", "Iraq's frontier with Syria", "the Turkey-Syria border area"."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.records import Parse
from khabar.resolve.knowledge import Knowledge
from khabar.resolve.spans import ByWord, Found
from khabar.resolve.tables import POINTS, listed
from khabar.resolve.tokens import Tokens

BETWEEN = ("'s", "’s", "'", "’", "-", "–", "/", "and", ",", "the")
JOINING = ("with", "between", "of", "from", "separating", "dividing")
REASON = "border of "
FARTHEST = 6


def borders_of(tokens: Tokens, named: ByWord, known: Knowledge) -> Iterator[Found]:
    """The borders of a sentence whose country or countries it names; ``reason`` holds their keys."""
    parse, nouns = tokens.parse, listed("border")
    for i in [i for i, lemma in tokens.nouns if lemma in nouns]:
        last = _area(parse, i)
        if last is None:
            continue
        before, after = _before(parse, i, named, known), _after(parse, last, named, known)
        keys = sorted({key for name in (*before, *after) for key in _lands(name, known)})
        if len(keys) > 2 and len(before) == 1:
            keys = _lands(before[0], known)
        if 0 < len(keys) < 3:
            first = min([i, *(n.first for n in before)])
            end = max([last, *(n.last for n in after)])
            start = min([parse.words[i].start, *(n.start for n in before)])
            yield Found(start, parse.words[end].end, first, end, "place", REASON + "|".join(keys))


def _area(parse: Parse, i: int) -> int | None:
    """The last word of "border area"; the border itself; or None where it only tells of what kind guards or trade are."""
    after = parse.words[i + 1] if i + 1 < len(parse.words) else None
    if after is None or after.upos not in ("NOUN", "PROPN") or parse.words[i].head != i + 1:
        return i
    return i + 1 if after.lemma.lower() in listed("border_area") else None


def _before(parse: Parse, i: int, named: ByWord, known: Knowledge) -> list[Found]:
    """The names right before: "the Syrian-Iraqi border", "Iraq's 600km border"."""
    found: list[Found] = []
    for k in range(i - 1, max(-1, i - 1 - FARTHEST), -1):
        here = [n for n in named.at(k, k) if _lands(n, known)]
        found += [n for n in here if n not in found]
        passes = parse.words[k].text.lower() in BETWEEN or parse.words[k].upos in ("ADJ", "NUM")
        if not here and not passes and not (parse.words[k].upos == "NOUN" and not found):
            break
    return found


def _after(parse: Parse, i: int, named: ByWord, known: Knowledge) -> list[Found]:
    """The names after "with", "between" and the like."""
    words = parse.words
    if i + 1 >= len(words) or words[i + 1].text.lower() not in JOINING:
        return []
    found: list[Found] = []
    for k in range(i + 2, min(len(words), i + 2 + FARTHEST)):
        here = [n for n in named.at(k, k) if _lands(n, known)]
        found += [n for n in here if n not in found]
        joins = words[k].text.lower() in BETWEEN or (words[k].upos == "ADJ" and not found)
        if not here and not joins:
            break
        if found and words[k].text == "," and words[i + 1].text.lower() != "between":
            break
    return found


def _lands(name: Found, known: Knowledge) -> list[str]:
    """The country or region that a name means, or that it is the adjective of; no town or site has a border."""
    first = name.senses[0] if name.senses else None
    if first is None or first.kind not in ("country", "demonym", "region"):
        return []
    return [] if first.kind == "region" and known.regions[first.key].kind in POINTS else [first.key]
