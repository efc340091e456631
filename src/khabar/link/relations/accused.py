"""Who is accused, and denies it: an accusation and the denial that follows it in one report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from khabar.link.relations.told import Party, Telling, relation, said, same
from khabar.records import Relation

# How many sentences after an accusation its denial may stand, and how many where the words name nobody.
NEAR, NEXT = 3, 1


def accused(tellings: Sequence[Telling]) -> Iterator[Relation]:
    """A contradiction for each accusation that the accused, in the same report, denies. One that is only named where it is
    denied, and nobody is said to have made, is no telling of its own.
    """
    denials: defaultdict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        if telling.event == "DENY" and telling.asserted and telling.actors:
            denials[telling.report_id].append(telling)
    known = {t.claim_id: t for t in tellings}
    named = {denial.about for found in denials.values() for denial in found}
    for charge in filter(_is_charge, tellings):
        if charge.claim_id in named and not charge.actors:
            continue
        found = [denial for denial in denials[charge.report_id] if _meets(charge, denial, known)]
        if found:
            denied = said((_words(denial.actors), denial.trigger) for denial in found)
            told = f"“{charge.trigger}” {_words(charge.recipients)}"
            why = f"{': '.join(filter(None, [_words(charge.actors), told]))}; denied by {denied}."
            yield relation("contradict", "who", (t.claim_id for t in (charge, *found)), why)


def _is_charge(telling: Telling) -> bool:
    """Whether somebody, or somebody who is not told, accuses another."""
    accuses = telling.event == "ACCUSE" and telling.mode == "allege" and telling.asserted
    return accuses and bool(telling.recipients) and (not telling.actors or bool(telling.named))


def _meets(charge: Telling, denial: Telling, known: Mapping[str, Telling]) -> bool:
    """Whether a denial is that of an accusation: by the accused, and of no deed of another's. Words such as "rejected the
    accusation" tell of one that was made before.
    """
    after = denial.sentence - charge.sentence
    if denial.about == charge.claim_id or not 0 <= after <= NEAR:
        return False
    if any(same(a, b) for a in (*charge.actors, *filter(None, [charge.held_by])) for b in denial.actors):
        return False
    by_accused = any(_one(party, denier, after) for party in charge.recipients for denier in denial.actors)
    return by_accused and _of_own(known.get(denial.about or ""), charge)


def _one(party: Party, denier: Party, after: int) -> bool:
    """Whether who denies is who was accused, or speaks for him: he follows at once, and is told to be nobody else's."""
    return same(party, denier) or (after <= NEXT and denier.country in (None, party.country))


def _of_own(denied: Telling | None, charge: Telling) -> bool:
    """Whether what is denied is what the accused is to have done: his own deed, a charge, or what the text does not tell."""
    if denied is None or denied.event == "ACCUSE" or not denied.named:
        return True
    return any(same(party, actor) for party in charge.recipients for actor in denied.named)


def _words(parties: Sequence[Party]) -> str:
    return ", ".join(party.words for party in parties)
