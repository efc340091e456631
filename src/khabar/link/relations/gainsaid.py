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


def _gainsays(denial: Telling, told: Telling) -> bool:
    near, words = abs(denial.sentence - told.sentence) <= NEAR, set(stems(denial.trigger)) - light_verb_stems()
    return (
        near
        and bool(words)
        and words <= set(stems(told.trigger))
        and _by_others(denial, told)
        and _of_one_deed(denial, told)
    )


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
