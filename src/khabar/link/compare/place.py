"""Where: one place, one within the other, or two places apart."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from khabar.link.columns import Columns
from khabar.link.compare.comparison import Codes, Comparison, Row, choose
from khabar.link.features.spots import NOWHERE

VALUES = ("unknown", "same", "within", "country", "elsewhere")

# Two towns nearer than this may be told of as one; the radius of a district, and of the Earth, in kilometres.
NEAR = 30.0
EARTH = 6371.0


def judge(left: Columns, right: Columns) -> Codes:
    """Containment by the path of country, province and town.

    The same only where the words of a claim itself give the town (of two in one report, of both): a town that is taken
    over from the sentences around is that of all they tell. Towns near each other may be one place or two, and a town of a
    province may lie in a district of it, of which no point is known.
    """
    size = len(left)
    known = (left.country != 0) & (right.country != 0) | (left.town != 0) & (right.town != 0)
    towns = (left.town != 0) & (right.town != 0)
    told = np.where(
        left.report == right.report, left.placed_here & right.placed_here, left.placed_here | right.placed_here
    )
    same = towns & (left.town == right.town)
    near = towns & ~same & (distance(left, right) <= NEAR)
    provinces = (left.province != 0) & (right.province != 0)
    area = towns & ((left.latitude >= NOWHERE) != (right.latitude >= NOWHERE))
    within = provinces & (left.province == right.province) & (~towns | area)
    apart = known & (towns | provinces & (left.province != right.province) | (left.country != right.country))
    return choose(size, (1, same & told), (2, within | same), (3, near), (4, apart), (3, known))


def distance(left: Columns, right: Columns) -> NDArray[np.float64]:
    """Kilometres between the two places, infinite where one has no coordinates (haversine)."""
    la, lb = np.radians(left.latitude), np.radians(right.latitude)
    step = np.radians(right.longitude - left.longitude)
    chord = np.sin((lb - la) / 2) ** 2 + np.cos(la) * np.cos(lb) * np.sin(step / 2) ** 2
    nowhere = (left.latitude >= NOWHERE) | (right.latitude >= NOWHERE)
    return np.where(nowhere, np.inf, 2 * EARTH * np.arcsin(np.sqrt(np.clip(chord, 0, 1))))


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance of two points, each latitude and longitude in degrees."""
    la, lb = math.radians(one[0]), math.radians(other[0])
    step = math.radians(other[1] - one[1])
    chord = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(step / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, chord)))


def say(value: str, left: Row, right: Row) -> str:
    """Where the two claims place it."""
    words = f"{left['place'] or 'somewhere'} and {right['place'] or 'somewhere'}"
    return {
        "same": f"Both are placed in or near {left['place']}.",
        "within": f"One place may lie within the other: {words}.",
        "country": f"Both may be in one country, but not both are placed more narrowly: {words}.",
        "elsewhere": f"They are placed apart: {words}.",
    }.get(value, "Not both are placed.")


READS = ("report", "placed_here", "country", "province", "town", "latitude", "longitude")
COMPARISON = Comparison("place", VALUES, READS, judge, say)
