"""The values of numbers in words and figures: "twenty-seven", "1.2m", "two-thirds", "tens of thousands"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from khabar import vocab

# What is larger is no count of anything.
LARGEST = 1e18


@cache
def values(*kinds: str) -> dict[str, float]:
    """The number words of some kinds with their values."""
    return {row["word"]: float(row["value"]) for row in vocab.kept("numerals") if row["kind"] in kinds}


def vague_bounds(words: str) -> tuple[float, None, None]:
    """What "dozens", "several hundred" and their like come to: at least two of the least they name."""
    lowest = 2.0
    for word in words.lower().split():
        base = values("scale", "group")
        lowest *= base.get(word, base.get(word[:-1], 10.0 if word == "tens" else 1.0))
    return lowest, None, None


def share_of(words: str) -> float:
    """The value of a fraction in words: two-thirds, a quarter, half, one in five."""
    plain = words.lower().replace("-", " ").replace(" out of ", " in ")
    if " in " in plain:
        some, _, all_of = plain.partition(" in ")
        return (value_of(some) or 0.0) / (value_of(all_of.removeprefix("every ")) or 1.0)
    count, _, part = plain.rpartition(" ")
    parts = values("part")
    return values("unit").get(count, 1.0) * (parts.get(part) or parts[part.removesuffix("s")])


def value_of(words: str) -> float | None:
    """The value of a figure or of number words, or None where they make no one number."""
    plain = words.lower().replace(",", "").replace("-", " ").split()
    if plain and (attached := re.fullmatch(r"(\d+(?:\.\d+)?)([a-z]*)", plain[0])):
        value = _times(float(attached[1]), (s for s in (attached[2], *plain[1:]) if s))
    else:
        value = _spoken(plain)
    return value if value is not None and value <= LARGEST else None


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
    if words in (["both"], ["a", "pair", "of"], ["a", "couple", "of"]):
        return 2.0
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


def scaled_like(first: str, second: str) -> str:
    """The first of two numbers with the scale that only the second names: 10-15 million."""
    scale = re.search(r"[a-z]+$", second.strip(), re.IGNORECASE)
    scales = values("scale", "suffix")
    if scale and scale[0].lower() in scales and not re.search(r"[a-z]", first, re.IGNORECASE):
        return f"{first} {scale[0]}"
    return first
