"""Numbers as worded: figures, number words, vague numbers, ranges and fractions, with low, best and high by rule vague-v1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from khabar import vocab

RULE = "vague-v1"
# Verbs and nouns after which "from 20 to 30" is a change, not a range.
CHANGE = re.compile(
    r"\b(?:ris|rose|increas|grow|grew|fall|fell|drop|cut|reduc|climb|jump|declin|shr[iau]nk|swell|expan|up|down)"
)
Bounds = tuple[float | None, float | None, float | None]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text. ``first`` to ``last`` is the bare number; ``start`` to ``end`` adds comparator and currency.

    ``share`` says that the values are parts of another number, ``counted`` that a noun has to follow within the phrase.
    """

    start: int
    first: int
    last: int
    end: int
    comparator: str
    bounds: Bounds
    currency: str | None = None
    share: bool = False
    percent: bool = False


def _choice(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def values(*kinds: str) -> dict[str, float]:
    """The number words of some kinds with their values."""
    return {row["word"]: float(row["value"]) for row in vocab.load("numerals") if row["kind"] in kinds}


@cache
def comparators(position: str) -> dict[str, str]:
    """The comparator of each phrase that stands before or after a number."""
    return {row["phrase"]: row["comparator"] for row in vocab.load("comparators") if row["position"] == position}


@cache
def currencies() -> dict[str, str | None]:
    """The ISO 4217 code of each sign and word for a currency, None where several countries share the word."""
    return {row["word"]: row["code"] or None for row in vocab.load("currencies")}


@cache
def pattern() -> re.Pattern[str]:
    """One number with all that belongs to it."""
    scale = _choice(values("scale"))
    word = _choice(values("unit", "ten", "scale"))
    small = _choice(values("unit", "ten"))
    many = _choice(f"{w}s" for w in values("scale"))
    figure = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    metres = r"(?!\s(?:from|away|high|long|deep|wide|above|below|north|south|east|west|to|off|radius)\b)"
    written = (
        rf"(?:half\s+an?\s+(?:dozen|{scale})|a\s+quarter\s+of\s+a\s+(?:{scale})|an?\s+(?:dozen|{scale})(?:\s+and\s+(?:a\s+half|{small}))?"
        rf"|(?:{small})\s+and\s+a\s+half(?:\s+(?:{scale}))?|(?:{small})\s+dozen"
        rf"|(?:{small})(?:(?:[-\s]+|(?<=hundred)\s+and\s+|(?<=thousand)\s+and\s+)(?:{word}))*)"
    )
    amount = rf"(?:{figure}(?:(?:m{metres}|{_choice(set(values('suffix')) - {'m'})})(?!\w)|[-\s](?:{scale})(?!\w))?|(?<![\w-]){written}(?!\w))"
    vague = (
        rf"(?:(?:tens|hundreds|thousands|millions)\s+of\s+(?:{many})|(?:many\s+)?(?:{many}|dozens|scores)"
        rf"|(?:several|a\s+few|many|a\s+couple\s+of)\s+(?:{scale}|dozen|score)|several|a\s+number\s+of|a\s+handful\s+of|a\s+few|many)"
    )
    part = _choice(values("part"))
    plural = _choice(f"{w}s" for w in values("part") if w != "half")
    share = rf"(?:(?:an?|one)[-\s](?:{part})|half|(?:{small})[-\s](?:{plural}))(?=\s+of\b|\s+(?:the|its|their|his)\b)"
    sign = _choice(c for c in currencies() if not c.isalpha())
    before = _choice(comparators("before"))
    after = _choice(comparators("after"))
    return re.compile(
        rf"(?:\b(?P<before>{before})\s+)?(?P<number>"
        rf"(?<![\w.,/:#&'’-])(?<!\[)(?:(?P<currency>\\?(?:{sign}))\s?)?"
        rf"(?:(?P<share>{share})|(?P<vague>\b{vague}(?!\w))"
        rf"|(?P<first>{amount})(?:(?P<joint>\s?[-–—]\s?|\s+to\s+|\s+or\s+|\s+and\s+)(?P<again>\\?(?:{sign}))?(?P<second>{amount}))?)"
        rf"(?P<percent>\s?%|\s+per\s?cent\b)?)(?P<after>\s+\(?(?:{after})\b\)?|[-+](?:odd|plus)?(?=\s))?"
        r"(?!\w|['’]s\b|[.,]\d|/\d|:\d|-(?!strong|member)[\w])",
        re.IGNORECASE,
    )


def find(text: str, start: int, end: int) -> Iterator[Numeral]:
    """The numbers of a stretch of text, in order, none overlapping."""
    at = start
    while (match := pattern().search(text, at, end)) is not None:
        yield from _read(match)
        at = max(match.end(), at + 1)


def _read(match: re.Match[str]) -> Iterator[Numeral]:
    """The one or two numbers of a match, or none where the words make no number."""
    whole = Numeral(match.start(), match.start("number"), match.end("number"), match.end(), "exact", (None, None, None))
    whole = replace(whole, currency=_currency(match), percent=match["percent"] is not None)
    if match["vague"]:
        yield replace(whole, comparator="vague", bounds=_vague(match["vague"]))
    elif match["share"]:
        yield _compared(replace(whole, share=True), match, share_of(match["share"]))
    elif match["second"]:
        yield from _pair(whole, match)
    elif (value := value_of(match["first"])) is not None:
        yield _compared(whole, match, value)


def _pair(whole: Numeral, match: re.Match[str]) -> Iterator[Numeral]:
    """Two numbers: a range, two ends of a change, or two counts that "and" joins."""
    low, high = value_of(_scaled_like(match["first"], match["second"])), value_of(match["second"])
    if low is None or high is None:
        return
    before = (match["before"] or "").lower()
    lead = match.string[max(0, match.start() - 80) : match.start("number")].lower()
    opening = lead.split()[-1:]
    joint, second = match["joint"].strip().lower(), match.start("again" if match["again"] else "second")
    if joint == "and" and opening != ["between"]:
        yield _compared(
            replace(whole, last=match.end("first"), end=match.end("first")), match, value_of(match["first"]) or low
        )
        yield replace(whole, start=second, first=second, bounds=(high, high, high))
    elif joint == "to" and opening == ["from"] and CHANGE.search(lead):
        yield replace(whole, last=match.end("first"), end=match.end("first"), bounds=(low, low, low))
        yield replace(whole, start=second, first=second, bounds=(high, high, high))
    elif low < high:
        yield replace(whole, comparator="about" if before and joint == "or" else "range", bounds=(low, None, high))


def _scaled_like(first: str, second: str) -> str:
    """The first of two numbers with the scale that only the second names: 10-15 million."""
    scale = re.search(r"[a-z]+$", second.strip(), re.IGNORECASE)
    scales = values("scale", "suffix")
    if scale and scale[0].lower() in scales and not re.search(r"[a-z]", first, re.IGNORECASE):
        return f"{first} {scale[0]}"
    return first


def _compared(numeral: Numeral, match: re.Match[str], value: float) -> Numeral:
    """A number with what its comparator makes of low, best and high."""
    before, after = (" ".join((match[g] or "").lower().split()).strip("()") for g in ("before", "after"))
    name = comparators("before").get(before) or comparators("after").get(after) or "exact"
    step = 1.0 if value == int(value) and not numeral.currency and not numeral.share and not numeral.percent else 0.0
    bounds: dict[str, Bounds] = {
        "exact": (value, value, value),
        "about": (None, value, None),
        "at_least": (value, None, None),
        "over": (value + step, None, None),
        "at_most": (0.0, None, value),
        "under": (0.0, None, value - step),
    }
    return replace(numeral, comparator=name, bounds=bounds[name])


def _vague(words: str) -> Bounds:
    """What "dozens", "several hundred" and their like come to: at least two of the least they name."""
    lowest = 2.0
    for word in words.lower().split():
        base = values("scale", "group")
        lowest *= base.get(word, base.get(word[:-1], 10.0 if word == "tens" else 1.0))
    return lowest, None, None


def share_of(words: str) -> float:
    """The value of a fraction in words: two-thirds, a quarter, half."""
    count, _, part = words.lower().replace("-", " ").rpartition(" ")
    parts = values("part")
    return values("unit").get(count, 1.0) * (parts.get(part) or parts[part.removesuffix("s")])


def value_of(words: str) -> float | None:
    """The value of a figure or of number words, or None where they make no one number."""
    plain = words.lower().replace(",", "").replace("-", " ").split()
    if plain and (attached := re.fullmatch(r"(\d+(?:\.\d+)?)([a-z]*)", plain[0])):
        scales = [s for s in (attached[2], *plain[1:]) if s]
        return _times(float(attached[1]), scales)
    return _spoken(plain)


def _times(value: float, scales: Iterable[str]) -> float | None:
    known = values("scale", "suffix")
    for scale in scales:
        if scale not in known:
            return None
        value *= known[scale]
    return round(value, 6)


def _spoken(words: list[str]) -> float | None:
    """The value of number words: units and tens add up, hundreds and more multiply what stands before them."""
    known = values("unit", "ten", "scale", "group")
    if words[:1] == ["half"]:
        return known[words[2]] / 2
    if words[:2] == ["a", "quarter"]:
        return known[words[4]] / 4
    total, current, last = 0.0, 0.0, 1.0
    smallest = float("inf")
    for position, word in enumerate(words):
        if word in ("a", "an", "and"):
            current += 1.0 if position == 0 else 0.0
        elif word == "half":
            current, smallest = current + last / 2, float("inf")
        elif (value := known[word]) >= 1000:
            total, current, last = total + max(1.0, current) * value, 0.0, value
        elif value in (100.0, 12.0):
            current = max(1.0, current) * value
        elif value >= smallest and current % 100 != 0:
            return None
        else:
            current, smallest = current + value, value if value < 20 else 20.0
    return total + current


def _currency(match: re.Match[str]) -> str | None:
    """The sign of the currency that a number stands under, as printed and without an escape."""
    return match["currency"].lstrip("\\").lower() if match["currency"] else None
