"""What one holder tells and another denies, one after the other in one report, whether or not they stand in one incident."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from khabar.link.features.stems import is_harm, light_verb_stems, stems
from khabar.link.relations.beside import may_be_one, of_others
from khabar.link.relations.told import Telling, one_name, relation, said, same
from khabar.link.relations.whether import of_these
from khabar.link.relations.who import VIOLENT
from khabar.records import Relation
from khabar.terms import SPEECH_EVENTS

# How many sentences before or after a deed its denial may stand.
NEAR = 1


def gainsaid(tellings: Sequence[Telling]) -> Iterator[Relation]:
    """For each deed that a holder denies, the tellings by others that stand next to the denial and use its words: that a
    truce was not kept does not deny that it was declared.

    Who denies his own deed contradicts those who name him; who denies that it happened contradicts all who tell it.
    """
    told: defaultdict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        if telling.asserted and telling.event not in SPEECH_EVENTS:
            told[telling.report_id].append(telling)
    for denial in tellings:
        if denial.denied and denial.event not in SPEECH_EVENTS and denial.held_by:
            found = [one for one in told[denial.report_id] if _gainsays(denial, one)]
            if found:
                words = said((one.holder, one.trigger) for one in found)
                why = f"Told by {words}; denied by {denial.holder}: “{denial.trigger}”."
                field = "who" if denial.disowned and denial.event in VIOLENT else "whether"
                yield relation("contradict", field, (one.claim_id for one in (*found, denial)), why)


def rejected(tellings: Sequence[Telling]) -> Iterator[Relation]:
    """For each denial of "the allegation" that nobody is named to have made, what another holder tells of violence in the
    sentence before.
    """
    known = {t.claim_id: t for t in tellings}
    for denial in tellings:
        about = known.get(denial.about or "") if denial.event == "DENY" and denial.asserted else None
        if about is None or about.event != "ACCUSE" or about.actors or about.sentence != denial.sentence:
            continue
        found = [t for t in tellings if _is_charge(t, denial)]
        if found and len({t.origin for t in found}) == 1:
            why = f"Told by {said((t.holder, t.trigger) for t in found)}; denied by {_deniers(denial)}: “{denial.trigger}”."
            yield relation("contradict", "whether", (t.claim_id for t in (*found, denial)), why)


def _is_charge(told: Telling, denial: Telling) -> bool:
    """Whether somebody who is named tells of violence right before a denial by another."""
    before = told.report_id == denial.report_id and told.sentence + NEAR == denial.sentence
    charge = before and told.asserted and told.event in ("ASSAULT", "COERCE") and bool(told.actors)
    holder = told.held_by if charge else None
    return holder is not None and not any(same(holder, actor) for actor in denial.actors)


def _deniers(denial: Telling) -> str:
    return ", ".join(party.words for party in denial.actors) or denial.holder


def _gainsays(denial: Telling, told: Telling) -> bool:
    near, words = abs(denial.sentence - told.sentence) <= NEAR, set(stems(denial.trigger)) - light_verb_stems()
    one_kind = denial.sentence == told.sentence and (denial.event, denial.mode) == (told.event, told.mode)
    alike = (bool(words) and words <= set(stems(told.trigger))) or (one_kind and denial.mode is not None)
    return near and alike and _by_others(denial, told) and _of_one_deed(denial, told)


def _by_others(denial: Telling, told: Telling) -> bool:
    if one_name(denial.holder, told.holder) or (
        denial.origin == told.origin and told.held_by is None is denial.held_by
    ):
        return False
    return not (told.sentence > denial.sentence and may_be_one(denial, told))


def _of_one_deed(denial: Telling, told: Telling) -> bool:
    """Whether nothing puts them among other people, on other days, or in others' hands."""
    days = {(t.earliest, t.latest) for t in (denial, told) if t.earliest}
    struck = of_these(told, denial) if is_harm(denial.trigger) else not of_others(denial, told)
    return len(days) <= 1 and struck and _by_one(denial, told)


def _by_one(denial: Telling, told: Telling) -> bool:
    """Whether the doers may be one. "It" and "its forces" in a denial stand for who denies, or those he speaks for."""
    if denial.disowned and denial.held_by:
        return not told.named or any(same(denial.held_by, one) for one in told.named)
    return not (told.named and denial.named) or any(same(a, b) for a in told.named for b in denial.named)
