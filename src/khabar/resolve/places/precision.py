"""How precisely the words around the name of a place put what they tell of: at it, near it, between two, in a part of it."""

from __future__ import annotations

from khabar.resolve.places.spots import Spot
from khabar.resolve.tables import listed

REACH = 10
LONGEST_LIST = 8
# What may stand between a word of nearness and the name: "near the northern Iraqi city of".
PLAIN = ("DET", "ADJ", "NUM", "CCONJ")


def precision_of(spot: Spot, level: str) -> str:
    """The precision that the words around a place leave it, from the level of the place itself."""
    before = _lead(spot)
    if ("coast" in before[:4] and "off" in before[:6]) or (level == "country" and before[:1] == ["off"]):
        return "sea"
    if level == "country":
        return "region" if _is_part(before) else "country"
    if level in ("exact", "near", "district", "province") and (spot.finest == "region" or _is_between(spot)):
        return "region"
    if level == "exact" and (_is_near(before) or spot.finest == "near"):
        return "near"
    return level


def _lead(spot: Spot) -> list[str]:
    """The words before a name and what it is called ("the Iraqi city of"), nearest first, lower-case.

    In a list, those before its first name: "near Sinjar, Ramadi and Hawija".
    """
    words = spot.parse.words
    at = _first_of_list(spot)
    before = [w.text.lower() for w in reversed(words[max(0, at - REACH) : at])]
    kinds = [w.upos for w in reversed(words[max(0, at - REACH) : at])]
    if before[:1] == ["of"] and len(before) > 1 and before[1] in listed("level"):
        before, kinds = before[2:], kinds[2:]
    elif before and before[0] in listed("level"):
        before, kinds = before[1:], kinds[1:]
    while before and kinds[0] in PLAIN and before[0] not in listed("nearby") and before[0] not in listed("part"):
        before, kinds = before[1:], kinds[1:]
    return before


def _first_of_list(spot: Spot) -> int:
    """The first word of the name that a list of places begins with, or of the name itself."""
    words = spot.parse.words
    head = next(
        (i for i in range(spot.first, spot.last + 1) if words[i].head not in range(spot.first, spot.last + 1)), -1
    )
    for _ in range(LONGEST_LIST):
        if head < 0 or words[head].deprel != "conj" or words[words[head].head].upos != "PROPN":
            break
        if any(w.head == head and w.deprel == "case" for w in words):
            return spot.first
        head = words[head].head
    if spot.first <= head <= spot.last or head < 0:
        return spot.first
    while head > 0 and words[head - 1].upos == "PROPN":
        head -= 1
    return head


def _is_between(spot: Spot) -> bool:
    """ "between Gao and Kidal", "on the road from Kirkuk to Tikrit", "the Baghdad-Mosul highway"."""
    before, after = spot.before(8), spot.after(4)
    if "between" in before[:6] and ("and" in (*after[:2], *before[:1]) or before[:1] == ["between"]):
        return True
    if before[:1] in (["from"], ["to"]):
        return any(w in listed("road") for w in before[1:6])
    joined = after[:1] == ["-"] or before[:1] == ["-"]
    return joined and any(w in listed("road") for w in after)


def _is_near(before: list[str]) -> bool:
    """ "near Mosul", "10 km south of Mosul", "the outskirts of Mosul", "an hour's drive from Mosul", "close to Mosul"."""
    if before[:1] and before[0] in listed("nearby"):
        return True
    if before[:1] == ["of"] and len(before) > 1 and before[1] in listed("direction"):
        return True
    if before[:1] == ["from"] and any(w in listed("distance") for w in before[1:4]):
        return True
    return len(before) > 1 and before[0] == "to" and before[1] in listed("adjoining")


def _is_part(before: list[str]) -> bool:
    """ "northern Iraq", "the Kurdish north of Iraq"."""
    if before[:1] and before[0] in listed("part"):
        return True
    words = [w for w in before if w != "the"]
    return words[:1] == ["of"] and len(words) > 1 and (words[1] in listed("part") or words[1] in listed("direction"))
