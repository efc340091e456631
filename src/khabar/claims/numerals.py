"""Numbers as worded: figures, number words, vague numbers, ranges and fractions, with low, best and high by rule vague-v1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from khabar import vocab
from khabar.claims.numberwords import scaled_like, share_of, vague_bounds, value_of, values
from khabar.frozen import record

RULE = "vague-v1"
# "300m from the road" is a distance.
NOT_METRES = r"(?!\s(?:from|away|high|long|deep|wide|above|below|north|south|east|west|to|off|radius)\b)"
# Verbs and nouns after which "from 20 to 30" is a change, not a range.
CHANGE = re.compile(
    r"\b(?:ris|rose|increas|grow|grew|fall|fell|drop|cut|reduc|climb|jump|declin|shr[iau]nk|swell|expan|up|down)"
)
# Units of weight that are written onto the number: "200kg of explosives".
WEIGHTS = ("kg", "kgs", "lb", "lbs")
# "Rose by 12 to 88": a range has not its ends that far apart.
FAR = 3
# Words of vague numbers and shares that are no number words themselves.
SIZES = ("pair", "couple", "both", "several", "few", "many", "number", "handful", "most", "majority", "bulk")
# Words for more than half.
MOST = ("most", "majority", "bulk")
Bounds = tuple[float | None, float | None, float | None]


@record(frozen=True, slots=True)
class Numeral:
    """A number in a text. ``first`` to ``last`` is the bare number; ``start`` to ``end`` adds comparator and currency.

    ``share`` says that the values are parts of another number.
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
def comparators(position: str) -> dict[str, str]:
    """The comparator of each phrase that stands before or after a number."""
    return {row["phrase"]: row["comparator"] for row in vocab.load("comparators") if row["position"] == position}


@cache
def currencies() -> dict[str, str | None]:
    """The ISO 4217 code of each sign and word for a currency, None where several countries share the word."""
    return {row["word"]: row["code"] or None for row in vocab.load("currencies")}


@cache
def _amount() -> str:
    """A pattern for figures and number words that make one number: 1,200 · 1.2m · 5 million · half a dozen."""
    scale, small = _choice(values("scale")), _choice(values("unit", "ten"))
    word = _choice(values("unit", "ten", "scale"))
    suffix = _choice(s for s in values("suffix") if s != "m")
    more = rf"(?:(?:[-\s]+|(?<=hundred)\s+and\s+|(?<=thousand)\s+and\s+)(?:{word}))*"
    spoken = "|".join(
        (
            r"a\s+(?:pair|couple)\s+of|both(?=\s+(?:the\s|of\s|his\s|her\s|their\s)?\w)",
            rf"half\s+an?\s+(?:dozen|{scale})",
            rf"a\s+quarter\s+of\s+a\s+(?:{scale})",
            rf"an?\s+(?:dozen|{scale})(?:\s+and\s+(?:a\s+half|{small}))?",
            rf"(?:{small})(?:\s+and\s+a\s+half(?:\s+(?:{scale}))?|\s+dozen|{more})",
        )
    )
    figure = r"(?:\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?)(?!\d)"
    scaled = rf"{figure}(?:(?:m{NOT_METRES}|{suffix})(?!\w)|[-\s](?:{scale})(?!\w))?"
    return rf"(?:{scaled}|(?<![\w-])(?:{spoken})(?!\w))"


@cache
def _vague() -> str:
    """A pattern for numbers that only name a size: dozens, several hundred, tens of thousands, many."""
    scale = _choice(values("scale"))
    many = _choice(f"{w}s" for w in values("scale"))
    return (
        rf"(?:(?:tens|hundreds|thousands|millions)\s+of\s+(?:{many})|(?:many\s+)?(?:{many}|dozens|scores)"
        rf"|(?:several|a\s+few|many|a\s+couple\s+of)\s+(?:{scale}|dozen|score)"
        r"|several|a\s+number\s+of|a\s+handful\s+of|a\s+few|many)"
    )


@cache
def _share() -> str:
    """A pattern for fractions of something: half of, two-thirds of, a quarter of."""
    part, small = _choice(values("part")), _choice(values("unit"))
    plural = _choice(f"{w}s" for w in values("part") if w != "half")
    out_of = rf"(?:{small}|[1-9])\s+(?:in|out\s+of)\s+(?:every\s+)?(?:{small}|[1-9]0?|100|1,000)"
    return (
        rf"(?:(?:(?:an?|one)[-\s](?:{part})|half|(?:{small})[-\s](?:{plural}))"
        r"(?=\s+of\b|\s+(?:the|its|their|his)\b)"
        rf"|(?<![\w-])(?:most|(?:the|a)\s+(?:vast\s+|overwhelming\s+|large\s+)?(?:majority|bulk))(?=\s+of\b)"
        rf"|(?<![\w-]){out_of}(?=\s+[a-z]))"
    )


@cache
def _pattern() -> re.Pattern[str]:
    """One number with its comparator, currency, range and percent sign."""
    sign = _choice(c for c in currencies() if not c.isalpha())
    joint = r"(?P<joint>\s?[-–—]\s?|\s+to\s+|\s+or\s+|\s+and\s+)"
    beyond = rf"(?:(?P<beyond>{_choice(c for c, kind in comparators('before').items() if kind != 'range')})\s+)?"
    counted = rf"(?P<first>{_amount()})(?:{joint}{beyond}(?P<again>\\?(?:{sign}))?(?P<second>{_amount()}))?"
    return re.compile(
        # No match begins within a word: that is asked first.
        rf"(?<!\w)(?:\b(?P<before>{_choice(comparators('before'))})\s+)?"
        rf"(?P<number>(?<![\w.,/:#&'’-])(?<!\[)(?:(?P<currency>\\?(?:{sign}))\s?)?"
        rf"(?:(?P<share>{_share()})|(?P<vague>\b{_vague()}(?!\w))|{counted})(?P<percent>\s?%|\s+per\s?cent\b)?)"
        rf"(?P<after>\s+\(?(?:{_choice(comparators('after'))})\b\)?|(?:-odd|-plus|\+)(?!\w))?"
        rf"(?:(?=(?:{_choice(WEIGHTS)})\s+of\b)|(?!\w))"
        r"(?!°|['’]s\b|[.,]\d|/\d|:\d|-(?!strong|member)[\w])",
        re.IGNORECASE,
    )


@cache
def _sign() -> re.Pattern[str]:
    """What every number holds, case-folded, and is found fast: a digit or the beginning of a word for a size."""
    sizes = (*values("unit", "ten", "scale", "group", "part"), *SIZES)
    first = "".join(sorted({word[0] for word in sizes}))
    return re.compile(rf"(?=[\d{first}])(?:\d|\b(?:{_choice(sizes)}))")


def find(text: str, start: int, end: int) -> Iterator[Numeral]:
    """The numbers of a stretch of text, in order, none overlapping."""
    at = start
    while _sign().search(text[at:end].casefold()) and (match := _pattern().search(text, at, end)) is not None:
        yield from _read(match)
        at = max(match.end(), at + 1)


def _read(match: re.Match[str]) -> Iterator[Numeral]:
    """The one or two numbers of a match, or none where the words make no number."""
    whole = Numeral(
        match.start(),
        match.start("number"),
        match.end("number"),
        match.end(),
        "exact",
        (None, None, None),
        currency=_currency(match),
        percent=match["percent"] is not None,
    )
    if match["vague"]:
        yield replace(whole, comparator="vague", bounds=vague_bounds(match["vague"]))
    elif match["share"] and match["share"].lower().split()[-1] in MOST:
        yield replace(whole, share=True, comparator="over", bounds=(0.5, None, None))
    elif match["share"]:
        yield _compared(replace(whole, share=True), match, share_of(match["share"]))
    elif match["second"]:
        yield from _pair(whole, match)
    elif (value := value_of(match["first"])) is not None:
        yield _compared(whole, match, value)


def _pair(whole: Numeral, match: re.Match[str]) -> Iterator[Numeral]:
    """Two numbers: a range, two ends of a change, or two counts that "and" joins."""
    low, high = value_of(scaled_like(match["first"], match["second"])), value_of(match["second"])
    if low is None or high is None:
        return
    before = (match["before"] or "").lower()
    lead = match.string[max(0, match.start() - 80) : match.start("number")].lower()
    opening = lead.split()[-1:]
    joint, second = match["joint"].strip().lower(), match.start("again" if match["again"] else "second")
    between = comparators("before").get(" ".join(before.split())) == "range"
    if match["beyond"]:
        yield from _open_pair(
            whole,
            match,
            low,
            high,
            is_range=between or (opening in (["from"], ["between"]) and CHANGE.search(lead) is None),
        )
        return
    if joint == "and" and not between and opening != ["between"]:
        yield _compared(
            replace(whole, last=match.end("first"), end=match.end("first")), match, value_of(match["first"]) or low
        )
        code = whole.currency if match["again"] else None
        yield replace(whole, start=second, first=second, bounds=(high, high, high), currency=code)
    elif joint == "to" and not between and _is_change(match, opening, lead, low, high):
        yield replace(whole, last=match.end("first"), end=match.end("first"), bounds=(low, low, low))
        yield replace(whole, start=second, first=second, bounds=(high, high, high))
    elif low < high:
        roughly = before and joint == "or" and not between
        yield replace(whole, comparator="about" if roughly else "range", bounds=(low, None, high))


def _open_pair(whole: Numeral, match: re.Match[str], low: float, high: float, *, is_range: bool) -> Iterator[Numeral]:
    """ "From 12 to more than 90" is a range of open end; else each of the two has its own comparator: "20 and about 30"."""
    before, beyond = (
        comparators("before").get(" ".join((match[g] or "").lower().split())) for g in ("before", "beyond")
    )
    if is_range and low < high and match["joint"].strip():
        top = None if beyond in ("over", "at_least") else high
        yield replace(whole, comparator="range", bounds=(low, None, top))
        return
    first = replace(whole, last=match.end("first"), end=match.end("first"))
    yield _bounded(first, before if before != "range" else None, low)
    start = match.start("again" if match["again"] else "second")
    code = whole.currency if match["again"] else None
    yield _bounded(replace(whole, start=match.start("beyond"), first=start, currency=code), beyond, high)


def _is_change(match: re.Match[str], opening: list[str], lead: str, low: float, high: float) -> bool:
    """Whether two numbers are what a figure was and is ("rose from 20 to 30"), or by how much and to what it changed."""
    if CHANGE.search(lead) is None:
        return False
    return opening == ["from"] or (opening == ["by"] and high >= FAR * low and match["percent"] is None)


def _compared(numeral: Numeral, match: re.Match[str], value: float) -> Numeral:
    """A number with what its comparator makes of low, best and high."""
    before, after = (" ".join((match[g] or "").lower().split()).strip("()") for g in ("before", "after"))
    name = comparators("before").get(before) or comparators("after").get(after) or "exact"
    return _bounded(numeral, "exact" if name == "range" else name, value)


def _bounded(numeral: Numeral, comparator: str | None, value: float) -> Numeral:
    """A number of a value with the low, best and high of its comparator."""
    name = comparator or "exact"
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


def _currency(match: re.Match[str]) -> str | None:
    """The sign of the currency that a number stands under, as printed and without an escape."""
    return match["currency"].lstrip("\\").lower() if match["currency"] else None
