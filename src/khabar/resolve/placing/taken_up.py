"""Places that a claim only points back to: "the town", "the camp", "the city's hospital", "there"."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.records import PlaceMention
from khabar.resolve.dating.scene import Scene
from khabar.resolve.placing.ground import Ground, Spot, Told
from khabar.resolve.tables import facilities, listed

# Over how many sentences a noun points back to the place that it stands for.
TAKEN_UP = 3
DEFINITE = frozenset({"the", "this", "that", "same"})
SETTLED = frozenset({"exact", "near"})
# What says more of a noun than its kind: "the northern town", "the town of Hit".
NARROWS = frozenset({"amod", "nmod", "compound", "nummod", "appos", "acl", "flat"})
# What "the province" may stand for, by the level of the noun, and "there" by having none.
FITS = {"town": SETTLED, "district": frozenset({"district"}), "province": frozenset({"province"})}
ANYWHERE = frozenset({"exact", "near", "district", "province", "region"})


def taken_up(told: Told, ground: Ground) -> Spot | None:
    """The place of the kind pointed to that was named last, where that is one and its name is known."""
    return next((spot for word in _pointers(told) if (spot := _meant(told, word, ground)) is not None), None)


def _meant(told: Told, word: int, ground: Ground) -> Spot | None:
    noun = told.scene.words[word].lemma.lower()
    for sentence in range(told.claim.sentence, max(told.claim.sentence - TAKEN_UP, 0) - 1, -1):
        if _crosses(sentence, told, ground):
            return None
        if fitting := [s for s in _named(sentence, told, word, ground) if _fits(s.place, noun, ground)]:
            return _only(fitting, ground)
    return None


def _pointers(told: Told) -> Iterator[int]:
    """The words of a claim's phrases of place that point back: "in the town", "the town's hospital", "there"."""
    scene = told.scene
    for phrase in told.phrases("place", "recipient"):
        top = scene.top(*phrase)
        if top is None:
            continue
        if _points_back(scene, top):
            yield top
        if scene.words[top].lemma.lower() in facilities():
            owners = (c for c in scene.children[top] if scene.relation(c) == "nmod" or _is_there(scene, c))
            yield from (c for c in owners if _is_there(scene, c) or _points_back(scene, c))
    yield from (c for c in scene.children[told.word] if _is_there(scene, c))


def _is_there(scene: Scene, i: int) -> bool:
    return scene.words[i].text.lower() == "there" and scene.relation(i) in ("advmod", "obl")


def _points_back(scene: Scene, i: int) -> bool:
    """Whether a noun for a place is definite and says no more of it than its kind: no "northern town", no "town of Hit"."""
    word = scene.words[i]
    noun = word.lemma.lower() if word.xpos == "NN" else ""
    if noun not in listed("level") and noun not in facilities():
        return False
    below = [c for c in scene.children[i] if scene.relation(c) not in ("case", "punct")]
    more = [c for c in below if scene.words[c].text.lower() not in DEFINITE and scene.relation(c) in NARROWS]
    return not more and any(scene.words[c].text.lower() in DEFINITE for c in below)


def _crosses(sentence: int, told: Told, ground: Ground) -> bool:
    """Whether a heading or the end of a section lies between a sentence and the claim."""
    between = ground.text[ground.parses[sentence].end : told.scene.parse.start]
    return "\n\n\n" in between


def _named(sentence: int, told: Told, word: int, ground: Ground) -> list[Spot]:
    """The places that a sentence names, before the word that points back; those of a dateline tell where it was written."""
    if sentence != told.claim.sentence and _is_dateline(sentence, ground):
        return []
    at = told.scene.words[word].start
    return [s for s in ground.spots(sentence) if s.place.end <= at and not s.around and not is_where_told(s, told)]


def is_where_told(spot: Spot, told: Told) -> bool:
    """Whether a place is only where somebody speaks who tells of the deed: "Speaking in Geneva, the envoy said …"."""
    if told.attribution is None or told.attribution.cue_start is None:
        return False
    if not told.scene.parse.start <= spot.place.start < told.scene.parse.end:
        return False
    scene, at = told.scene, spot.word
    while scene.words[at].head >= 0 and not scene.is_clause(at):
        at = scene.words[at].head
    cue = scene.word_at(told.attribution.cue_start)
    return scene.words[at].deprel == "advcl" and scene.words[at].head == cue and scene.words[at].xpos == "VBG"


def _is_dateline(sentence: int, ground: Ground) -> bool:
    """Whether a sentence without a verb is followed by another on its line: "BAGHDAD, 3 May –"."""
    parse = ground.parses[sentence]
    if any(w.upos in ("VERB", "AUX") for w in parse.words):
        return False
    return bool(ground.text[parse.end :].partition("\n")[0].strip())


def _fits(place: PlaceMention, noun: str, ground: Ground) -> bool:
    """Whether a place may be what a noun stands for, by its level or by its own name: "the camp" of "Zamzam camp"."""
    if noun == "there":
        return place.precision in ANYWHERE or place.place_id is None
    if noun in facilities():
        return noun in place.text.lower().split()
    level = listed("level")[noun]
    return place.precision in FITS.get(level, SETTLED) or place.place_id is None


def _only(fitting: list[Spot], ground: Ground) -> Spot | None:
    """The one place that is meant; None where there are several, or nobody knows where it lies, or it is abroad."""
    found = {s.place.place_id: s for s in fitting}
    spot = fitting[0]
    if len(found) > 1 or spot.place.place_id is None:
        return None
    country = ground.country_of.get(spot.place.place_id)
    abroad = ground.home is not None and country != ground.country_of.get(ground.home)
    return None if abroad else spot
