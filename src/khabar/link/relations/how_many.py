"""How many: figures of one measure and one population, compared as ranges, holder by holder."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from khabar.link.compare.figures import FEW
from khabar.link.features.counted import group_of
from khabar.link.features.nodes import is_source
from khabar.link.relations.beside import may_be_one, of_one_time, of_others
from khabar.link.relations.told import Figure, listed, one_name, relation
from khabar.records import Relation

# "Five of the six dead": a figure of some among others.
PARTITIVE = re.compile(r"\s*\bof (?:the|them|these|those|whom|which|its|their)\b", re.IGNORECASE)

PERSONS = ("killed", "injured", "casualties", "missing", "detained", "displaced")
# Counts of one deed seldom differ by more than so many times.
TIMES = 10
GROUPS = ("child", "children", "woman", "women")


def how_many(figures: Sequence[Figure]) -> Iterator[Relation]:
    """Relations among the figures of one incident. A part is no rival of its whole, nor of the other parts; nor is a count of
    soldiers one of priests.
    """
    for measure, alike in (each for kind in _in_order(comparable(figures)) for each in _by_group(*kind)):
        for history in histories(alike).values():
            if len({f.bounds for f in history}) > 1 and _over_time(history) and of_one_size(history):
                why = f"One voice over time: {listed(history)}."
                yield relation("revises", measure, (f.quantity_id for f in history), why)
        yield from _compared(measure, current(alike))


def comparable(figures: Sequence[Figure]) -> Mapping[tuple[str, str | None], list[Figure]]:
    """Figures of persons by measure and population; parts that name no group of people are left to their whole."""
    alike: defaultdict[tuple[str, str | None], list[Figure]] = defaultdict(list)
    tolls = _tolls(figures)
    for figure in sorted(figures, key=lambda f: (f.telling.published or "9999", f.quantity_id)):
        counted = population(figure)
        single = (figure.scope in (None, "incident") or figure.quantity_id in tolls) and not figure.rate
        if figure.measure in PERSONS and single and (counted or not figure.part_of):
            alike[figure.measure, counted].append(figure)
    return alike


def _tolls(figures: Sequence[Figure]) -> set[str]:
    """Running totals of one deed: of a day that is told, and the only count of their telling."""
    counts = Counter((f.telling.claim_id, f.measure) for f in figures)
    running = (f for f in figures if f.scope == "cumulative" and not f.since and f.telling.earliest)
    return {f.quantity_id for f in running if counts[f.telling.claim_id, f.measure] == 1}


def _in_order(kinds: Mapping[tuple[str, str | None], list[Figure]]) -> Iterator[tuple[str, list[Figure]]]:
    for (measure, _), alike in sorted(kinds.items(), key=lambda item: (item[0][0], item[0][1] or "")):
        yield measure, alike


def _by_group(measure: str, figures: Sequence[Figure]) -> Iterator[tuple[str, list[Figure]]]:
    """Figures of one population by the group that their words name: people, soldiers, policemen, priests."""
    groups: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[_group(figure)].append(figure)
    yield from ((measure, groups[group]) for group in sorted(groups))


def _group(figure: Figure) -> str:
    """The group that a figure counts: by its own words, or those that its deed was done to, where they are of one group."""
    struck = sorted(figure.telling.struck)
    return group_of(figure.population or figure.unit or "") or (struck[0] if len(struck) == 1 else "")


def population(figure: Figure) -> str | None:
    """Whom a figure counts, so far as it matters for comparing: children, women, civilians, combatants, or people."""
    words = (figure.population or "").lower().split()
    group = next((w for w in words if w in GROUPS), None)
    if group:
        return "children" if group.startswith("child") else "women"
    return figure.status if figure.status in ("civilian", "combatant") else None


def _over_time(history: Sequence[Figure]) -> bool:
    """Whether figures are of two reports of one voice, or of two days."""
    reports = {(f.telling.voice, _day(f)) for f in history}
    one_voice = len({f.telling.voice for f in history}) == 1 and len({f.telling.report_id for f in history}) > 1
    return one_voice or ("" not in {day for _, day in reports} and len({day for _, day in reports}) > 1)


def _day(figure: Figure) -> str:
    return (figure.telling.published or "")[:10]


def histories(figures: Sequence[Figure]) -> Mapping[tuple[str, str], list[Figure]]:
    """Figures of one origin in order of time: a named source through whatever voice, others through one."""
    told: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        origin = figure.telling.origin
        told["" if is_source(origin) else figure.telling.voice, origin].append(figure)
    return told


def current(figures: Sequence[Figure]) -> list[Figure]:
    """What each origin says last: through each voice figures of its latest report alone, and none of an earlier day."""
    latest: list[Figure] = []
    for history in histories(figures).values():
        last = {f.telling.voice: f.telling.report_id for f in history}
        latest += [f for f in history if f.telling.report_id == last[f.telling.voice] and _day(f) == _day(history[-1])]
    return sorted(latest, key=lambda f: f.quantity_id)


def _compared(measure: str, figures: Sequence[Figure]) -> Iterator[Relation]:
    figures = _together([f for f in figures if not (f.of_some or PARTITIVE.search(f.text))])
    if len({f.telling.origin for f in figures}) < 2:
        return
    members = [f.quantity_id for f in figures]
    if len({f.bounds for f in figures}) == 1:
        yield relation("agree", measure, members, f"The same figure: {listed(figures)}.")
    elif not disjoint(figures):
        yield relation("differ", measure, members, f"Figures that allow one another: {listed(figures)}.")
    elif _may_be_later_news(figures):
        yield relation("differ", measure, members, f"Higher the later it was published: {listed(figures)}.")
    else:
        yield relation("contradict", measure, members, f"No number fits all: {listed(figures)}.")


def _together(figures: Sequence[Figure]) -> list[Figure]:
    """The figures that can be set beside another: of one report, or of tellings that give one day or one town.

    Many reports may give the figure of one voice; each is set beside those of other voices alone.
    """
    voices: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        voices[figure.telling.origin, figure.telling.holder].append(figure)
    others = {one: [f for other in voices if not _one_voice(one, other) for f in voices[other]] for one in voices}
    return [f for f in figures if any(_beside(f, one) for one in others[f.telling.origin, f.telling.holder])]


def _one_voice(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two, each an origin and a holder, may be one."""
    return one[0] == other[0] or one_name(one[1], other[1])


def _beside(one: Figure, other: Figure) -> bool:
    left, right = one.telling, other.telling
    if of_others(left, right):
        return False
    if one.bounds == other.bounds and left.report_id == right.report_id and may_be_one(left, right):
        return False
    same = one.bounds == other.bounds and one.bounds[0] >= FEW
    return left.report_id == right.report_id or of_one_time(left, right) or same


def disjoint(figures: Sequence[Figure]) -> bool:
    """Whether no number lies in the bounds of all."""
    return max(f.bounds[0] for f in figures) > min(f.bounds[1] for f in figures)


def of_one_size(figures: Sequence[Figure]) -> bool:
    """Whether counts are of one order: four who were arrested are not the hundreds arrested in all."""
    lows = [f.bounds[0] for f in figures]
    return max(lows) <= max(min(lows), 1) * TIMES


def _may_be_later_news(figures: Sequence[Figure]) -> bool:
    """Whether figures only rise with the day of publication, as a toll does while the dead are found."""
    days = defaultdict(set)
    for figure in figures:
        days[figure.telling.published[:10] if figure.telling.published else ""].add(figure.bounds)
    if "" in days or any(len(bounds) > 1 for bounds in days.values()):
        return False
    lows = [next(iter(days[day]))[0] for day in sorted(days)]
    return len(lows) > 1 and lows == sorted(lows)
