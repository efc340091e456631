"""How a claim comes by its place: an ordered list of rules, the surest first.

Each rule looks at one claim and puts it somewhere, or gives None where it has nothing to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from khabar.records import PlaceMention
from khabar.resolve.dating.scene import Scene
from khabar.resolve.placing.ground import Ground, Put, Spot, Told
from khabar.resolve.placing.taken_up import is_where_told, taken_up
from khabar.resolve.tables import listed

Rule = Callable[[Told, Ground], Put | None]

FINENESS = {"exact": 0, "near": 1, "district": 2, "province": 3, "region": 4, "sea": 4, "country": 5}
WIDER_THAN_COUNTRIES = 6
UNPLACED = 9
# Over how many sentences a place is carried on.
CARRIED_OVER = 1
LONGEST_WAY = 6
NEAR_ENOUGH = 3
# Deeds of coming and giving, which are not where they come from.
ARRIVING = frozenset({"MOBILIZE", "AID", "CONSULT"})
STATEMENTS = frozenset(
    {"ACCUSE", "REQUEST", "REJECT", "AGREE", "THREATEN", "CONFIRM", "DENY", "CANNOT_CONFIRM", "RESPONSIBILITY"}
)
SPEAKING = STATEMENTS | {"CONSULT", "SUPPORT"}
HARM = "casualties"
GOALS = frozenset({"to", "into"})
ABOUT = frozenset({"about", "on", "over", "regarding", "concerning"})


def stated(told: Told, ground: Ground) -> Put | None:
    """The finest place in the claim's own phrases of place, or that it is done to; an origin only where there is no other.

    A place that these name but nobody knows leaves the claim open, unless it has no candidate at all.
    """
    sentence = told.claim.sentence
    if not ground.spots(sentence):
        return None
    own = [s for span in told.phrases("place") for s in ground.within(sentence, *span)]
    aims = [s for span in told.phrases("recipient") for s in ground.within(sentence, *span) if _is_aim(s, span, told)]
    found = [s for s in (*own, *aims) if s.place.place_id is not None]
    if not found:
        doubtful = any(s.place.candidates for s in own)
        return Put(None, None) if doubtful else None
    best = min(found, key=lambda s: (_is_origin(s, told), _fineness(s, ground), s.around, s.place.start))
    if _is_origin(best, told) and told.claim.event in ARRIVING:
        return None
    if best.place.precision == "country" and (finer := _within(best, told, ground)):
        return finer
    if best in own:
        return Put(best.place.place_id, best.place.precision)
    return _put(best, ground, "what it is done to")


def _within(spot: Spot, told: Told, ground: Ground) -> Put | None:
    """The place told of with a claim where that lies in the country that its own words put it in."""
    put = governed(told, ground)
    if put is None or put.precision == "country" or put.place_id is None:
        return None
    return put if ground.country_of.get(put.place_id) == ground.country_of.get(spot.place.place_id or "") else None


def _fineness(spot: Spot, ground: Ground) -> int:
    """How coarse a place is: a region over several countries ("the Middle East") is coarser than any of them."""
    place = spot.place
    if place.precision == "region" and ground.country_of.get(place.place_id or "") is None and not _is_border(place):
        return WIDER_THAN_COUNTRIES
    return FINENESS.get(place.precision or "", UNPLACED)


def _is_border(place: PlaceMention) -> bool:
    return (place.place_id or "").startswith("x:border-")


def _is_aim(spot: Spot, span: tuple[int, int], told: Told) -> bool:
    """Whether the place, or something of it, is what the deed is done to: "shelled Mosul", "hit the port of Hodeidah"."""
    if spot.place.precision == "country":
        return False
    scene, top = told.scene, told.scene.top(*span)
    owner = (
        scene.relation(spot.word) == "compound" or scene.words[spot.word].deprel == "nmod:poss" or "of" in spot.marks
    )
    return top == spot.word or (owner and scene.words[spot.word].head == top)


def _is_origin(spot: Spot, told: Told) -> bool:
    """Whether a place is where somebody or something comes from, unless the deed is to leave it."""
    return "from" in spot.marks and told.claim.event != "RETREAT"


def governed(told: Told, ground: Ground) -> Put | None:
    """The place that hangs on the trigger, or on a clause above it that tells of the same scene."""
    eligible = _eligible(told, ground)
    if not eligible:
        return None
    reached = {told.word: 0}
    for word, cost in told.scene.climb(told.word, happened=True):
        reached.setdefault(word, cost)
    ways = [(way, s) for s in eligible if (way := _way(s, told, reached)) is not None]
    if not ways:
        return None
    best = min(ways, key=lambda found: _closeness(found[0], found[1], told, ground))[1]
    return _put(best, ground, "told of with it")


def _closeness(way: int, spot: Spot, told: Told, ground: Ground) -> tuple[int, int, bool, int]:
    """What ranks places that belong to a deed: roughly as near in the tree, the finer one, then the nearer in the text."""
    return (
        way // NEAR_ENOUGH,
        _fineness(spot, ground),
        spot.around,
        abs(spot.place.start - told.claim.end),
    )


def _way(spot: Spot, told: Told, reached: dict[int, int]) -> int | None:
    """What it costs to come from a place to the trigger, or None: up to the first clause or to a word that it reaches."""
    scene, at = told.scene, spot.word
    for steps in range(LONGEST_WAY):
        if at in reached:
            return steps + reached[at]
        if scene.is_clause(at) or scene.words[at].head < 0:
            return None
        at = scene.words[at].head
    return None


def nearby(told: Told, ground: Ground) -> Put | None:
    """The place nearest in the sentence, the words of whoever says so left out.

    What somebody says of a deed elsewhere is not said there; a trait of somebody ("US-backed") has no place, and neither
    has what was sent or given before in the place where it is now: "jets that Iraq bought are kept in Arizona".
    """
    near = [] if told.claim.event in STATEMENTS or _is_trait(told) else _eligible(told, ground)
    near = [s for s in near if not _is_past_semicolon(s, told)]
    if not near:
        return None
    best = min(near, key=lambda s: (s.around, abs(s.place.start - told.claim.end), s.place.start))
    return _put(best, ground, "nearest in the sentence")


def _is_past_semicolon(spot: Spot, told: Told) -> bool:
    """Whether a place comes up only in a later sentence of a row of them: "closed the border; the army left Hit"."""
    return any(w.text == ";" for w in told.scene.words[told.word : spot.word])


def _is_trait(told: Told) -> bool:
    relation = told.scene.words[told.word].deprel
    return relation in ("amod", "acl") or (relation == "acl:relcl" and told.claim.event in ARRIVING)


def _eligible(told: Told, ground: Ground) -> list[Spot]:
    """The places of a sentence that are known, and not merely who acts, who speaks, or what nation is named."""
    barred = told.phrases("actor")
    said = told.attribution
    if said is not None and said.source_start is not None and said.source_end is not None:
        barred.append((said.source_start, said.source_end))
    spots = ground.spots(told.claim.sentence)
    known = (s for s in spots if _is_known(s, ground) and not _is_inside(s, barred) and not is_where_told(s, told))
    return [s for s in known if not (_is_of_somebody(s, told) or _is_apart(s, told) or _is_goal(s, told))]


def _is_goal(spot: Spot, told: Told) -> bool:
    """Whether a place is where the harmed were brought and not where they were harmed: "the wounded were flown to Turkey"."""
    scene, at = told.scene, spot.word
    at = scene.words[at].head if spot.around else at
    if told.claim.register != HARM or scene.is_clause(told.word) or GOALS.isdisjoint(scene.marks(at)):
        return False
    harmed = told.word
    while harmed >= 0 and not scene.is_clause(harmed):
        harmed = scene.words[harmed].head
    return harmed == scene.words[at].head


def _is_of_somebody(spot: Spot, told: Told) -> bool:
    """Whether a place only tells where somebody is from or sits ("migrants from Ethiopia", "the regime in Damascus")."""
    head = told.scene.words[spot.word].head
    owned = head >= 0 and told.scene.is_noun(head) and head != told.word
    return _is_seat(spot, told) or (_is_origin(spot, told) and (owned or told.claim.event in ARRIVING))


def _is_apart(spot: Spot, told: Told) -> bool:
    """Whether a place belongs to something else that is told below the deed, or to what is spoken of.

    "Shot a man who had fled from Mosul", "met to discuss the fighting in Aleppo", "condemned the attack in Paris".
    """
    scene, at, apart = told.scene, spot.word, False
    speaks = told.claim.event in SPEAKING
    while at >= 0 and at != told.word:
        marks = scene.marks(at)
        spoken_of = bool(ABOUT.intersection(marks)) or (scene.is_clause(at) and "to" in marks)
        apart = apart or _is_other(scene, at) or (speaks and spoken_of)
        at = scene.words[at].head
    return apart and at == told.word


def _is_other(scene: Scene, clause: int) -> bool:
    """Whether a relative clause tells something else of somebody, not where a deed took place: "a house he had in Hit"."""
    if scene.words[clause].deprel != "acl:relcl" or scene.occurs(clause):
        return False
    return not any(mark in listed("inside") for mark in scene.marks(scene.words[clause].head))


def _is_seat(spot: Spot, told: Told) -> bool:
    before = [w.text.lower() for w in told.scene.words[max(0, spot.first - 2) : spot.first]]
    return before[1:] in (["in"], ["of"]) and before[0] in listed("seated")


def _is_known(spot: Spot, ground: Ground) -> bool:
    if spot.place.place_id is None:
        return False
    if spot.place.precision != "country" or spot.place.place_id == ground.home:
        return True
    return any(mark in listed("inside") for mark in spot.marks)


def _is_inside(spot: Spot, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= spot.place.start and spot.place.end <= end for start, end in spans)


def pointed_to(told: Told, ground: Ground) -> Put | None:
    """The place named before that "the town", "the city's hospital" or "there" takes up, and for what came of the deed."""
    spot = taken_up(told, ground)
    if spot is not None:
        return _put(spot, ground, "named before, and taken up here")
    if told.claim.realis not in ("occurred", "ongoing"):
        return None
    above = {word for word, _ in told.scene.climb(told.word, happened=True)}
    for earlier, put in reversed(ground.done):
        if earlier.claim.sentence != told.claim.sentence:
            return None
        if earlier.word in above and put.place_id and put.precision != "country":
            return replace(put, reason=f"of the same deed; {put.reason}" if put.reason else "of the same deed")
    return None


def carried(told: Told, ground: Ground) -> Put | None:
    """Where the attack of the sentence before was put by its own words, for its victims and for "the attack" itself."""
    claim, scene = told.claim, told.scene
    definite = any(scene.words[c].text.lower() in ("the", "this", "that") for c in scene.children[told.word])
    if claim.event != "ASSAULT" or claim.realis != "occurred" or not (claim.register == "casualties" or definite):
        return None
    if any(s.place.place_id is None for span in told.phrases("place") for s in ground.within(claim.sentence, *span)):
        return None
    for earlier, put in reversed(ground.done):
        if claim.sentence - earlier.claim.sentence > CARRIED_OVER:
            return None
        if put.reason is None and earlier.claim.event == "ASSAULT" and put.place_id and put.precision != "country":
            return Put(put.place_id, put.precision, None, "where the attack told before it happened")
    return None


def at_home(told: Told, ground: Ground) -> Put | None:
    """The country that the report is about, from where it comes up on: no later place flows back."""
    if ground.home is None or ground.home_from >= told.scene.parse.end:
        return None
    return Put(ground.home, "country", None, "the country that the report names most")


def _put(spot: Spot, ground: Ground, why: str) -> Put:
    place = spot.place
    return Put(place.place_id, place.precision, place, f"{why}: {place.text}", ground.entity_of(place))


RULES: Sequence[Rule] = (stated, governed, nearby, pointed_to, carried, at_home)
