"""Which actor, place and day belong to which claim: mentions, places and dates laid onto the claims of one report."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import field, replace
from functools import cache

from khabar import vocab
from khabar.frozen import record
from khabar.records import (
    Claim,
    DateMention,
    Entity,
    Extraction,
    GazetteerPlace,
    Holder,
    Mention,
    Parse,
    Participant,
    PlaceMention,
    Report,
)
from khabar.resolve.dating import Dated, Scenes, dated
from khabar.resolve.placing import Ground, Put, placed, where_told
from khabar.resolve.tokens import covered

# How far before a phrase the mention that heads it may begin.
LONGEST_BEFORE = 60
# By these a word says the same as its governor does: "the cleric | Hadi Salim".
SAME = frozenset({"appos", "flat", "compound"})
POSSESSIVES = frozenset({"my", "our", "your", "his", "her", "its", "their"})
# Where somebody is or comes from, said within the phrase that names them; "of" tells a state's bodies too.
WHERE = re.compile(
    r"\b(?:in|inside|at|near|around|outside|across|along|from|to|into|toward|towards|on)\b", re.IGNORECASE
)
OF = re.compile(r"\bof\b", re.IGNORECASE)
# "the Iraqi city | of": what follows is the name of the place itself.
KIND_OF_PLACE = re.compile(r"\b(\w+) of (?:the )?$", re.IGNORECASE)
# The noun of a phrase, and what leads in whom its deed is done to: "the murder | of", "an attack | on". "The murder of a
# judge by rebels" names who did it as well, and so may "the attacks of the rebels".
DEED = re.compile(r"\b(\w+?)s?\s+(of|on|against)\b(?!.*\bby\b)", re.IGNORECASE | re.DOTALL)


@record(frozen=True, slots=True)
class Found:
    """What was resolved in one report, to be attached to its claims."""

    report: Report
    parses: tuple[Parse, ...]
    mentions: tuple[Mention, ...]
    places: tuple[PlaceMention, ...]
    gazetteer: tuple[GazetteerPlace, ...]
    dates: tuple[DateMention, ...]
    entities: tuple[Entity, ...]
    towns: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "towns", frozenset(e.entity_id for e in self.entities if e.kind == "place"))


def attach(extraction: Extraction, found: Found) -> Extraction:
    """The extraction with mentions and entities on participants and holders, and a place and date on each claim."""
    located = {(p.claim_id, p.start) for p in extraction.participants if p.role == "place"}
    participants = tuple(_named(p, found, (p.claim_id, p.start) in located) for p in extraction.participants)
    by_claim: dict[str, list[Participant]] = {}
    for participant in participants:
        by_claim.setdefault(participant.claim_id, []).append(participant)
    said = {a.attribution_id: a for a in extraction.attributions}
    of_country = {e.entity_id: e.country for e in found.entities if e.country}
    scenes, claims = Scenes(found.parses), extraction.claims
    ground = Ground(found.report.text, scenes, found.mentions, found.places, found.gazetteer, said, of_country)
    puts = tuple(placed(claims, by_claim, ground))
    days = dated(claims, extraction.attributions, found.dates, scenes, found.report)
    told = (where_told(claim, put) for claim, put in zip(claims, puts, strict=True))
    return replace(
        extraction,
        claims=tuple([_where_and_when(*known) for known in zip(claims, puts, days, strict=True)]),
        participants=(*participants, *(where for where in told if where is not None)),
        holders=tuple(_known(h, found) for h in extraction.holders),
    )


def _where_and_when(claim: Claim, put: Put | None, days: Dated | None) -> Claim:
    """A claim with its place and its days, as far as they are known."""
    if put is None and days is None:
        return claim
    return replace(
        claim,
        place_id=put.place_id if put else claim.place_id,
        place_precision=put.precision if put else claim.place_precision,
        date_earliest=days.earliest if days else claim.date_earliest,
        date_latest=days.latest if days else claim.date_latest,
        date_precision=days.precision if days else claim.date_precision,
        date_from=days.origin if days else claim.date_from,
    )


# ------------------------------------------------------------------ actors


def _mention_at(start: int, end: int, found: Found, is_place: bool = False) -> Mention | None:
    """The mention that a phrase is headed by: the one that shares its end, else the longest within it.

    A place that only says where somebody is names nobody, but in a phrase that tells of a place itself; nor does whom the
    deed was done to that a phrase tells of, nor whose followers or kin it speaks of.
    """
    first = bisect_left(found.mentions, start - LONGEST_BEFORE, key=lambda m: m.start)
    last = bisect_left(found.mentions, end, key=lambda m: m.start)
    inside = [
        m
        for m in found.mentions[first:last]
        if m.end > start and not _only_owns(m, end) and not _only_undergoes(m, start, found)
        if not _only_relates(m, start, end, found)
        if is_place or not _only_locates(m, start, found)
    ]
    if not inside:
        return None
    return max(
        inside,
        key=lambda m: (
            m.start <= start and m.end >= end,
            m.end == end,
            min(m.end, end) - max(m.start, start),
            -m.start,
        ),
    )


def _only_owns(mention: Mention, end: int) -> bool:
    """Whether a pronoun stands for the owner of what a phrase speaks of: "our friends"."""
    return mention.end < end and mention.text.lower() in POSSESSIVES


def _only_locates(mention: Mention, start: int, found: Found) -> bool:
    """Whether a place is named within a phrase to say where somebody is: "a court in Amarah", "the mayor of Hit"."""
    if mention.kind != "place" or mention.start <= start:
        return False
    before = found.report.text[start : mention.start]
    if (kind := KIND_OF_PLACE.search(before)) is not None and kind[1].lower() in _places():
        return False
    return bool(WHERE.search(before) or (mention.entity_id in found.towns and OF.search(before)))


def _only_undergoes(mention: Mention, start: int, found: Found) -> bool:
    """Whether somebody is named within a phrase as whom the deed is done to that it speaks of: "the murder of Hadi Salim"."""
    deed = DEED.search(found.report.text, start, mention.start) if mention.start > start else None
    if deed is None or deed[1].lower() not in _deeds():
        return False
    return mention.kind == "person" or deed[2].lower() != "of"


def _only_relates(mention: Mention, start: int, end: int, found: Found) -> bool:
    """Whether somebody is named within a phrase as who others belong to or have to do with.

    Persons as whose followers or kin it tells of: "supporters of Hadi", "Hadi's sons", but not for whom somebody speaks; and
    whoever does something to those that it speaks of: "militias, some of them armed by Iran".
    """
    if mention.start <= start and mention.end >= end:
        return False
    if (parse := _parse_at(start, found)) is None:
        return False
    first, last = covered(parse, start, end)
    words, i = parse.words, _head(parse, mention.start, mention.end)
    while first <= i <= last and words[i].deprel.partition(":")[0] in SAME:
        i = words[i].head
    inside, relation = first <= i <= last, words[i].deprel.partition(":")[0]
    if inside and relation == "nmod" and mention.kind == "person":
        speaks_for = any(w.head == i and w.deprel == "case" and w.text.lower() == "for" for w in words)
        return not speaks_for and words[words[i].head].lemma.lower() in _people()
    about = words[i].head if inside and relation in ("obl", "nsubj", "obj") else -1
    return _head(parse, start, end) < about <= last and words[about].upos == "VERB"


def _parse_at(start: int, found: Found) -> Parse | None:
    """The sentence in which something stands, where it has words."""
    at = bisect_right(found.parses, start, key=lambda p: p.start) - 1
    return found.parses[at] if at >= 0 and found.parses[at].words else None


def _head(parse: Parse, start: int, end: int) -> int:
    """The word that governs the others of a phrase, the first one where none does."""
    first, last = covered(parse, start, end)
    return next((i for i in range(first, last + 1) if not first <= parse.words[i].head <= last), first)


@cache
def _people() -> frozenset[str]:
    """Nouns for persons ("supporter", "widow"), from ``vocab/nouns.tsv``."""
    return frozenset(row["lemma"] for row in vocab.load("nouns") if "person" in row["classes"].split("|"))


@cache
def _places() -> frozenset[str]:
    """Nouns for kinds of places ("city", "province"), from ``vocab/nouns.tsv``."""
    return frozenset(row["lemma"] for row in vocab.load("nouns") if "place" in row["classes"].split("|"))


@cache
def _deeds() -> frozenset[str]:
    """Nouns of violent deeds, from ``vocab/nouns.tsv``."""
    return frozenset(row["lemma"] for row in vocab.load("nouns") if "attack" in row["classes"].split("|"))


def _named(participant: Participant, found: Found, is_place: bool) -> Participant:
    if participant.start is None or participant.end is None:
        return participant
    mention = _mention_at(participant.start, participant.end, found, is_place)
    if mention is None and (mention := _told_of(participant.start, participant.end, found)) is None:
        return participant
    if participant.role == "actor" and mention.kind == "weapon":
        mention = _owner_within(mention, found) or mention
    return replace(participant, mention_id=mention.mention_id, entity_id=mention.entity_id)


def _told_of(start: int, end: int, found: Found) -> Mention | None:
    """Whom a phrase is said of that is the predicate of its sentence: "Norway was | the first state | to help"."""
    if (parse := _parse_at(start, found)) is None:
        return None
    head = _head(parse, start, end)
    below = [i for i, word in enumerate(parse.words) if word.head == head]
    if not any(parse.words[i].deprel == "cop" for i in below):
        return None
    subject = next((parse.words[i] for i in below if parse.words[i].deprel == "nsubj"), None)
    return _mention_at(subject.start, subject.end, found) if subject is not None else None


def _owner_within(weapon: Mention, found: Found) -> Mention | None:
    """The party that a weapon's own words name, which acts by it: "US warplanes"."""
    first = bisect_left(found.mentions, weapon.start, key=lambda m: m.start)
    last = bisect_left(found.mentions, weapon.end, key=lambda m: m.start)
    return next((m for m in found.mentions[first:last] if m.kind != "weapon" and m.entity_id), None)


def _known(holder: Holder, found: Found) -> Holder:
    if holder.start is None or holder.end is None:
        return holder
    mention = _mention_at(holder.start, holder.end, found)
    return replace(holder, entity_id=mention.entity_id) if mention and mention.entity_id else holder
