"""Where accounts agree, differ and contradict each other, field by field; each with words that say why."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from khabar.link.relations import (
    Extent,
    Figure,
    Party,
    Place,
    Telling,
    covering,
    phases,
    relations_of_incident,
    relations_of_report,
    what,
)
from khabar.link.tolls import tolls
from khabar.records import Toll

NUMBERS = count()
ARMY = Party("e_army", "the Iraqi army", "IRQ", "MIL", specific=True)
STATE = Party("e_iraq", "Iraq", "IRQ", "GOV", specific=True)
REBELS = Party("e_rebels", "the Base of Hit", "IRQ", "REB", specific=True)
ONE_TOLL: dict[str, object] = {"counts": frozenset({("killed", 12.0)})}
GUNMEN = Party("e_gunmen", "gunmen", None, "UAF")
HIT = Place("p_hit", "Hit", "IRQ", "Anbar", pinned=True)


def told(holder: str = "Reuters", *, day: str | None = "2020-05-04", **more: object) -> Telling:
    number = next(NUMBERS)
    blank = Telling(
        f"c_{number}",
        f"r_{holder}_{day}",
        holder,
        day,
        f"source:{holder}",
        holder,
        "killed",
        "ASSAULT",
        None,
        "CT+",
        "occurred",
        place=HIT,
    )
    return replace(blank, **more)  # type: ignore[arg-type]


def figure(text: str, low: float | None, high: float | None, telling: Telling, **more: object) -> Figure:
    best = low if low == high else None
    blank = Figure(f"q_{next(NUMBERS):03}", "killed", low, best, high, text, telling, scope="incident")
    return replace(blank, **more)  # type: ignore[arg-type]


def exactly(number: int, telling: Telling, **more: object) -> Figure:
    return figure(str(number), number, number, telling, **more)


def kinds(*tellings: Telling) -> list[tuple[str, str]]:
    return [(row.kind, row.field) for row in relations_of_incident(tellings, ())]


def of_figures(*figures: Figure) -> list[tuple[str, str]]:
    return [(row.kind, row.field) for row in relations_of_incident((), figures)]


# ------------------------------------------------------------------ whether


def test_a_denial_contradicts() -> None:
    told_, denied = told("the ministry"), told("the militia", factuality="CT-")
    (row,) = relations_of_incident([told_, denied], ())
    assert (row.kind, row.field) == ("contradict", "whether")
    assert row.why == "Told by the ministry: “killed”; denied by the militia: “killed”."
    assert set(row.members) == {told_.claim_id, denied.claim_id}


def test_that_nobody_was_hurt_denies_the_harm_and_not_the_attack() -> None:
    unhurt = told("the embassy", trigger="injured", factuality="CT-")
    assert kinds(told("the police", trigger="shelled"), unhurt) == []
    assert kinds(told("the police", trigger="killed"), unhurt) == [("contradict", "whether")]


def test_that_the_guards_are_unhurt_denies_no_death_of_a_passer_by() -> None:
    dead = told("the police")
    assert kinds(dead, told("the ministry", trigger="injured", factuality="CT-", struck=frozenset({"guard"}))) == []
    nobody = told("the ministry", trigger="injured", factuality="CT-")
    assert kinds(dead, nobody) == [("contradict", "whether")]


def test_a_deed_that_was_foiled_is_not_denied() -> None:
    denial = told("the navy", trigger="attack", factuality="CT-", negated=True)
    attack = told("the owners", trigger="attack")
    assert kinds(attack, denial) == [("contradict", "whether")]
    assert kinds(attack, replace(denial, no_denial=True)) == []


def test_one_of_the_most_wanted_is_no_count_of_the_dead() -> None:
    one, other = (exactly(1, told(name)) for name in ("A", "B"))
    assert of_figures(one, other) == [("agree", "killed")]
    assert of_figures(one, replace(other, of_some=True)) == []


def test_a_holder_whose_words_run_on_is_named_by_their_beginning() -> None:
    run_on = "sources of the curia, the rector of the university, five other priests and two women who lived there"
    (row,) = relations_of_incident([told(run_on), told("AFP")], ())
    assert row.why == "Told by sources of the curia: “killed”; AFP: “killed”."


def test_who_denies_having_done_it_does_not_deny_that_it_was_done() -> None:
    denial = told("the militia", actors=(REBELS,), held_by=REBELS, factuality="CT-")
    assert kinds(told("the ministry"), denial) == [("differ", "who")]
    assert ("contradict", "who") in kinds(told("the ministry", actors=(REBELS,)), denial)
    (row,) = relations_of_incident([told("the ministry"), denial], ())
    assert row.why.endswith("the militia denies having done it.")


def test_two_origins_that_tell_it_agree_and_one_alone_has_nobody_to_agree_with() -> None:
    assert kinds(told("Reuters"), told("AFP")) == [("agree", "whether")]
    assert kinds(told("Reuters")) == []


@pytest.mark.parametrize("realis", ["planned", "hypothetical", "demanded", "threatened"])
def test_what_has_not_happened_contradicts_nobody(realis: str) -> None:
    assert kinds(told("Reuters"), told("AFP", realis=realis, factuality="Uu")) == []


def test_two_harms_to_others_are_no_agreement() -> None:
    soldiers, rebels = frozenset({"MIL"}), frozenset({"REB"})
    assert kinds(told("the army", struck=soldiers), told("the militia", struck=rebels)) == []
    assert kinds(told("the army", struck=soldiers), told("AFP", struck=soldiers)) == [("agree", "whether")]
    assert kinds(told("the army", trigger="wounded"), told("the militia")) == []


def test_one_report_that_lists_like_deeds_agrees_with_nobody() -> None:
    bridge = {"trigger": "bombed", "struck": frozenset({"bridg"}), "report_id": "r_list"}
    school = {"trigger": "bombed", "struck": frozenset({"school"}), "report_id": "r_list", "sentence": 4}
    assert kinds(told("the police", **bridge), told("residents", **school)) == []


def test_what_one_sentence_tells_twice_is_two_things() -> None:
    one = {"report_id": "r_one", "sentence": 3, "names": frozenset({7})}
    assert kinds(told("the police", **one), told("residents", **one)) == []
    assert kinds(told("the police", **one), told("residents", **{**one, "sentence": 4})) == [("agree", "whether")]


@pytest.mark.parametrize(
    "tie",
    [{"struck": frozenset({"priest"})}, {"names": frozenset({7})}, {"counts": frozenset({("killed", 6.0)})}],
)
def test_one_report_tells_of_one_deed_where_a_victim_a_name_or_a_figure_ties_two_tellings(
    tie: dict[str, object],
) -> None:
    one, other = ({"report_id": "r_one", "sentence": sentence} for sentence in (3, 9))
    assert kinds(told("the police", **one), told("residents", **other)) == []
    assert kinds(told("the police", **one, **tie), told("residents", **other, **tie)) == [("agree", "whether")]


def test_two_reports_need_more_than_the_town_or_the_news_of_one_day() -> None:
    months_later = told("AFP", day="2020-07-04")
    assert kinds(told("Reuters"), months_later) == []
    assert kinds(told("Reuters", place=None), told("AFP", place=None)) == []
    assert kinds(told("Reuters"), told("AFP")) == [("agree", "whether")]


def test_that_others_were_hurt_in_one_town_on_one_day_is_another_matter_than_who_is_named() -> None:
    judge, two = {"persons": frozenset({"castro"})}, {"crowd": True}
    assert kinds(told("Reuters", **two), told("AFP")) == [("agree", "whether")]
    assert kinds(told("Reuters", **judge), told("AFP", **two)) == []
    assert kinds(told("Reuters", **judge), told("AFP")) == []
    assert kinds(told("Reuters", **judge), told("AFP", **judge)) == [("agree", "whether")]


def test_talks_go_on_all_the_time_and_need_more_in_common_than_an_attack() -> None:
    talks: dict[str, object] = {"trigger": "talks", "event": "CONSULT", "place": None, "actors": (REBELS,)}
    attack = {**talks, "trigger": "attack", "event": "ASSAULT"}
    assert kinds(told("A", **attack), told("B", **attack)) == [("agree", "whether"), ("agree", "who")]
    assert kinds(told("A", **talks), told("B", **talks)) == []


def test_a_bus_burnt_in_one_town_is_not_the_bus_burnt_in_the_news_of_another() -> None:
    bus: dict[str, object] = {"trigger": "burned", "struck": frozenset({"bus"})}
    assert kinds(told("A", place=None, **bus), told("B", place=None, **bus)) == []
    assert kinds(told("A", **bus), told("B", **bus)) == [("agree", "whether")]


def test_who_joins_two_groups_of_tellings_of_others_harm_joins_neither_to_the_other() -> None:
    tie: dict[str, object] = {"counts": frozenset({("killed", 10.0)})}
    first, second = (told(name, persons=frozenset({name}), **tie) for name in ("galan", "quintero"))
    groups = [
        row.members for row in relations_of_incident([first, second, told("B", **tie)], ()) if row.kind == "agree"
    ]
    assert [len(members) for members in groups] == [2]


def test_the_police_chief_may_be_the_general_who_was_named() -> None:
    tie: dict[str, object] = {"report_id": "r_one", "names": frozenset({7})}
    general = Party("e_general", "General Asad Hadi", "IRQ", "MIL", specific=True)
    chief = Party("e_chief", "the police chief", None, "COP", specific=True)
    named = told("General Asad Hadi", held_by=general, sentence=1, **tie)
    assert kinds(named, told("the police chief", held_by=chief, refers_back=True, sentence=2, **tie)) == []
    assert kinds(named, told("the rebels", held_by=REBELS, refers_back=True, sentence=2, **tie)) == [
        ("agree", "whether")
    ]
    assert kinds(named, told("an unnamed source", refers_back=True, sentence=2, **tie)) == [("agree", "whether")]


def test_a_word_alone_is_no_agreement_of_two_reports() -> None:
    nowhere = {"trigger": "investigation", "event": "ACCUSE", "place": None}
    assert kinds(told("A", **nowhere), told("B", **nowhere)) == []
    judges = {**nowhere, "actors": (STATE,)}
    assert kinds(told("A", **judges), told("B", **judges)) == []
    looted = {**judges, "names": frozenset({7})}
    assert ("agree", "whether") in kinds(told("A", **looted), told("B", **looted))


def test_a_holder_who_may_be_the_other_does_not_agree_with_him_on_a_figure() -> None:
    one, other = (told(name, report_id="r_one") for name in ("officials", "the bulletin"))
    assert of_figures(exactly(6, one), exactly(6, replace(other, refers_back=True))) == []
    assert of_figures(exactly(6, one), exactly(6, other)) == [("agree", "killed")]


def test_the_same_source_in_two_reports_does_not_agree_with_itself() -> None:
    assert kinds(told("the army", origin="voice:A"), told("The Army", origin="voice:B")) == []


def test_wants_are_no_deeds_and_times_weeks_apart_no_one_deed() -> None:
    assert kinds(told("A", trigger="wants"), told("B", trigger="wants")) == []
    march, june = ({"told_first": f"2020-0{n}-03", "told_last": f"2020-0{n}-03"} for n in (3, 6))
    assert kinds(told("A", **march), told("B", **june)) == []


def test_that_somebody_else_did_not_is_no_denial() -> None:
    left, stayed = told("Reuters", trigger="resigned", actors=(ARMY,)), told("AFP", trigger="resign", actors=(REBELS,))
    assert kinds(left, replace(stayed, factuality="CT-")) == []
    assert kinds(left, replace(stayed, factuality="CT-", actors=(ARMY,))) == [("contradict", "whether")]


# ------------------------------------------------------------------ who


def test_two_named_actors_contradict_each_other() -> None:
    assert ("contradict", "who") in kinds(told("Reuters", actors=(ARMY,)), told("AFP", actors=(REBELS,)))


def test_gunmen_may_be_whoever_another_names() -> None:
    assert kinds(told("Reuters", actors=(GUNMEN,)), told("AFP", actors=(REBELS,))) == [("agree", "whether")]


def test_a_state_and_its_army_are_one_side() -> None:
    assert ("agree", "who") in kinds(told("Reuters", actors=(ARMY,)), told("AFP", actors=(STATE,)))


def test_officers_and_the_police_are_no_two_actors() -> None:
    officers, police = (
        Party("e_1", "officers", "USA", "GOV", specific=True),
        Party("e_2", "police", None, "COP", specific=True),
    )
    assert kinds(told("A", actors=(officers,)), told("B", actors=(police,))) == [("agree", "whether")]


def test_soldiers_of_no_country_are_not_the_same_as_any_others() -> None:
    five, some = (
        Party(f"e_{n}", words, None, "MIL", specific=True) for n, words in enumerate(("five soldiers", "paratroops"))
    )
    assert kinds(told("A", actors=(five,)), told("B", actors=(some,))) == [("agree", "whether")]
    assert ("agree", "who") in kinds(told("A", actors=(five,)), told("B", actors=(five,)))


def test_what_a_long_description_mentions_besides_is_somebody_else() -> None:
    state = Party("e_1", "the government", "SLV", "GOV", specific=True)
    men = Party(
        "e_2", "men in uniform who came by night during a curfew that the government had decreed", specific=True
    )
    assert ("agree", "who") not in kinds(told("A", actors=(state,)), told("B", actors=(men,)))


def test_an_actor_that_nobody_states_is_no_disagreement() -> None:
    assert kinds(told("Reuters", actors=(ARMY,)), told("AFP")) == [("agree", "whether")]


# ------------------------------------------------------------------ when, where, with what


def days(first: str, last: str | None = None) -> dict[str, str]:
    return {"earliest": first, "latest": last or first}


def test_neighbouring_days_differ_and_days_further_apart_contradict() -> None:
    third, fourth, sixth = (told(h, **ONE_TOLL, **days(f"2020-05-0{n}")) for h, n in (("A", 3), ("B", 4), ("C", 6)))
    assert ("differ", "when") in kinds(third, fourth)
    assert ("contradict", "when") in kinds(third, sixth)


def test_intervals_that_meet_are_no_disagreement() -> None:
    assert kinds(told("A", **days("2020-05-01", "2020-05-07")), told("B", **days("2020-05-04"))) == [
        ("agree", "whether")
    ]


def test_towns_of_one_province_differ_towns_of_two_contradict_and_a_country_holds_both() -> None:
    hit = Place("p_1", "Hit", "IRQ", "Anbar", pinned=True)
    rawa = Place("p_2", "Rawa", "IRQ", "Anbar", pinned=True)
    basra = Place("p_3", "Basra", "IRQ", "Basra", pinned=True)
    iraq = Place("p_4", "Iraq", "IRQ")
    assert ("differ", "where") in kinds(told("A", place=hit, **ONE_TOLL), told("B", place=rawa, **ONE_TOLL))
    assert ("contradict", "where") in kinds(told("A", place=hit, **ONE_TOLL), told("B", place=basra, **ONE_TOLL))
    assert kinds(told("A", place=hit, **ONE_TOLL), told("B", place=iraq, **ONE_TOLL)) == [("agree", "whether")]


def test_a_base_beside_a_town_is_no_other_place() -> None:
    base = Place("p_1", "K-1", "IRQ", "Kirkuk", pinned=True, at=(35.52, 44.27))
    town = Place("p_2", "Kirkuk", "IRQ", "Kirkuk", pinned=True, at=(35.47, 44.39))
    assert kinds(told("A", place=base), told("B", place=town)) == [("agree", "whether")]


def test_a_drone_and_a_mortar_differ() -> None:
    assert ("differ", "with what") in kinds(told("A", mode="drone"), told("B", mode="heavy-weapons"))


# ------------------------------------------------------------------ how many


def test_a_ministry_rebels_and_an_agency_with_three_counts_are_a_contradiction_and_no_average() -> None:
    figures = [
        exactly(12, told("the ministry")),
        exactly(3, told("the rebels")),
        figure("at least 5", 5, None, told("the agency"), comparator="at_least"),
    ]
    (row,) = relations_of_incident((), figures)
    assert (row.kind, row.field) == ("contradict", "killed")
    assert "the ministry: “12”" in row.why
    assert list(tolls("i_one", figures)) == [
        Toll("i_one", "killed", None, 3.0, 12.0, 3, tuple(f.quantity_id for f in figures))
    ]


def test_ranges_that_overlap_differ_and_equal_ones_agree() -> None:
    least = figure("at least 5", 5, None, told("A"), comparator="at_least")
    assert of_figures(least, exactly(8, told("B"))) == [("differ", "killed")]
    assert of_figures(exactly(8, told("A")), exactly(8, told("B"))) == [("agree", "killed")]


def test_dead_wounded_and_casualties_are_never_compared_with_each_other() -> None:
    dead, hurt = exactly(4, told("A")), exactly(9, told("B"), measure="injured")
    mixed = exactly(20, told("C"), measure="casualties")
    assert of_figures(dead, hurt, mixed) == []
    assert [t.measure for t in tolls("i_one", [dead, hurt, mixed])] == ["casualties", "injured", "killed"]


def test_children_are_not_compared_with_all_the_dead() -> None:
    assert of_figures(exactly(9, told("A")), exactly(2, told("B"), population="children")) == []


def test_none_is_a_figure_and_silence_is_not() -> None:
    none = figure("no casualties", 0, 0, told("the army"))
    assert of_figures(none, exactly(4, told("residents"))) == [("contradict", "killed")]
    assert list(tolls("i_one", [])) == []


def test_a_toll_that_rises_over_updates_of_one_story_is_a_history() -> None:
    updates = [exactly(n, told("Reuters", day=f"2020-05-0{n}")) for n in range(1, 6)]
    (row,) = relations_of_incident((), updates)
    assert (row.kind, row.field) == ("revises", "killed")
    assert row.why == "One voice over time: Reuters: “1”, “2”, “3”, “4”, “5”."
    (toll,) = tolls("i_one", updates)
    assert (toll.lowest, toll.highest) == (5.0, 5.0)


def test_a_higher_count_of_a_later_day_may_be_later_news_a_lower_one_is_not() -> None:
    assert of_figures(exactly(3, told("A", day="2020-05-04")), exactly(7, told("B", day="2020-05-06"))) == [
        ("differ", "killed")
    ]
    assert of_figures(exactly(7, told("A", day="2020-05-04")), exactly(3, told("B", day="2020-05-06"))) == [
        ("contradict", "killed")
    ]


def test_a_week_of_deaths_is_not_compared_with_a_day() -> None:
    week = exactly(40, told("A"), scope="period")
    assert of_figures(week, exactly(6, told("B"))) == []
    assert [t.highest for t in tolls("i_one", [week, exactly(6, told("B"))])] == [6.0]


def test_the_side_that_killed_does_not_settle_who_the_dead_were() -> None:
    strike = told("the army", actors=(ARMY,), held_by=ARMY)
    rows = list(tolls("i_one", [exactly(6, strike, status="combatant")]))
    assert [(t.population, t.lowest, t.highest) for t in rows] == [("civilian", 0.0, 6.0), ("combatant", 0.0, 6.0)]
    told_by_others = exactly(6, told("AFP", actors=(ARMY,)), status="combatant")
    assert [(t.population, t.lowest) for t in tolls("i_one", [told_by_others])] == [("combatant", 6.0)]


# ------------------------------------------------------------------ within one report


def test_parts_that_miss_their_total_differ_from_it() -> None:
    one = told("the colonel")
    total = exactly(825, one, measure="troops")
    parts = [exactly(n, one, measure="troops", part_of=total.quantity_id) for n in (465, 100, 160, 90)]
    (row,) = relations_of_report([], [total, *parts])
    assert (row.kind, row.why[:47]) == ("differ", "The parts come to 815, the total is 825: the co")
    assert len(row.members) == 5


def test_one_part_need_not_reach_the_whole() -> None:
    one = told("the colonel")
    total = exactly(9, one)
    assert relations_of_report([], [total, exactly(2, one, part_of=total.quantity_id)]) == ()


def test_two_counts_of_a_war_by_two_bodies_contradict_each_other() -> None:
    report = {"report_id": "r_one"}
    low = exactly(100_000, told("a count", **report), scope="cumulative", status="civilian")
    high = exactly(500_000, told("a study", **report), scope="cumulative", status="civilian")
    assert [row.kind for row in relations_of_report([], [low, high])] == ["contradict"]


def test_counts_that_a_sentence_sets_against_each_other_contradict_and_two_that_it_lists_do_not() -> None:
    low = exactly(40, told("a hospital", report_id="r_one"), contrasted=True, sentence=3)
    high = exactly(90, told("a charity", report_id="r_one"), contrasted=True, sentence=3)
    assert [row.kind for row in relations_of_report([], [low, high])] == ["contradict"]
    assert relations_of_report([], [replace(low, contrasted=False), high]) == ()
    assert relations_of_report([], [low, replace(high, part_of=low.quantity_id)]) == ()
    assert relations_of_report([], [replace(low, population="soldiers"), replace(high, population="villagers")]) == ()


def beside_each_other(first: Figure, second: Figure) -> list[str]:
    first = replace(first, telling=replace(first.telling, report_id="r_one"), sentence=3, start=10)
    second = replace(second, telling=replace(second.telling, report_id="r_one"), start=90)
    return [row.kind for row in relations_of_report([], [first, second])]


def test_a_number_alone_counts_what_another_before_it_counted() -> None:
    salvo = figure("22 missiles", 22, 22, told("the army", trigger="fired"), measure="weapons", population="missiles")
    alone = figure("16", 16, 16, told("the Pentagon"), measure="weapons", population="missiles", sentence=4)
    assert beside_each_other(salvo, alone) == ["contradict"]
    assert beside_each_other(salvo, replace(alone, sooner=True)) == ["differ"]
    assert beside_each_other(salvo, replace(alone, sentence=6)) == []
    assert beside_each_other(salvo, replace(alone, telling=told("the army"))) == []
    assert beside_each_other(salvo, replace(alone, text="16 missiles")) == []
    assert beside_each_other(salvo, replace(alone, population="drones")) == []
    assert beside_each_other(salvo, replace(alone, further=True)) == []
    assert beside_each_other(replace(salvo, population=None), replace(alone, population=None)) == []
    at_least = figure("at least 12", 12, None, told("the Pentagon"), measure="weapons", sentence=4)
    assert beside_each_other(salvo, at_least) == ["differ"]


def test_the_next_sentence_counts_the_same_dead_unless_it_is_of_another_town_or_day() -> None:
    dead = exactly(12, told("the police"), population="people")
    more = figure("15 people", 15, 15, told("a hospital", trigger="died"), population="people", sentence=4)
    assert beside_each_other(dead, more) == ["contradict"]
    hurt = told("a hospital", trigger="shelled")
    assert beside_each_other(dead, replace(more, telling=hurt)) == []
    elsewhere = told("a hospital", trigger="died", place=Place("p_rawa", "Rawa", "IRQ", "Anbar", pinned=True))
    assert beside_each_other(dead, replace(more, telling=elsewhere)) == []
    days = [
        told(name, trigger="died", earliest=day, latest=day) for name, day in (("A", "2020-05-01"), ("B", "2020-05-03"))
    ]
    assert beside_each_other(replace(dead, telling=days[0]), replace(more, telling=days[1])) == []


def test_one_speaker_under_two_names_contradicts_nobody() -> None:
    first, second = told("Colonel Adnan Salim"), told("Col. Salim", trigger="died")
    assert beside_each_other(exactly(12, first), exactly(15, second, sentence=4)) == []
    ours, theirs = told("Iraqi officials"), told("American officials", trigger="died")
    assert beside_each_other(exactly(12, ours), exactly(15, theirs, sentence=4)) == ["contradict"]


def test_steps_of_a_count_that_one_voice_changes_revise_each_other() -> None:
    voice = told("the Pentagon", report_id="r_one")
    steps = [exactly(number, voice, step=True, sentence=2, start=number) for number in (34, 50)]
    (row,) = relations_of_report([], steps)
    assert (row.kind, row.why) == ("revises", "One count that was changed: the Pentagon: “34”, “50”.")
    assert relations_of_report([], steps[:1]) == ()
    assert relations_of_report([], [replace(step, step=False) for step in steps]) == ()


def accusation(**more: object) -> Telling:
    parts: dict[str, object] = {"event": "ACCUSE", "mode": "allege", "trigger": "blames", "sentence": 3}
    return told(report_id="r_one", **{**parts, "actors": (STATE,), "recipients": (REBELS,), **more})  # type: ignore[arg-type]


def denial(**more: object) -> Telling:
    parts: dict[str, object] = {"event": "DENY", "mode": None, "trigger": "denied", "sentence": 4}
    return told(report_id="r_one", **{**parts, "actors": (REBELS,), **more})  # type: ignore[arg-type]


def test_an_accusation_and_the_denial_of_the_accused_contradict_each_other() -> None:
    charge, denied = accusation(), denial()
    (row,) = relations_of_report([charge, denied], [])
    assert (row.kind, row.field, set(row.members)) == ("contradict", "who", {charge.claim_id, denied.claim_id})
    assert row.why == "Iraq: “blames” the Base of Hit; denied by the Base of Hit: “denied”."
    (row,) = relations_of_report([accusation(actors=()), denied], [])
    assert row.why == "“blames” the Base of Hit; denied by the Base of Hit: “denied”."
    spokesman = Party("a spokesman", "a spokesman for the group", somebody=False)
    assert relations_of_report([charge, denial(actors=(spokesman,))], [])


@pytest.mark.parametrize(
    "other",
    [
        {"sentence": 8},
        {"sentence": 2},
        {"actors": (ARMY,)},
        {"actors": (Party("e_mali", "Mali", "MLI", "GOV", specific=True),)},
        {"factuality": "CT-"},
    ],
)
def test_a_denial_far_off_or_of_another_contradicts_no_accusation(other: dict[str, object]) -> None:
    assert relations_of_report([accusation(), denial(**other)], []) == ()


def test_a_denial_of_what_others_did_contradicts_no_accusation() -> None:
    charge, theirs = accusation(), told(report_id="r_one", actors=(ARMY,))
    assert relations_of_report([charge, theirs, denial(about=theirs.claim_id)], []) == ()
    assert relations_of_report([charge, denial(about=charge.claim_id)], []) == ()
    own = told(report_id="r_one", actors=(REBELS,))
    assert relations_of_report([charge, own, denial(about=own.claim_id)], [])


def test_rockets_sent_and_rockets_deployed_differ() -> None:
    def row(trigger: str, phase: str, register: str, actor: str = "Iran") -> dict[str, object]:
        parties = [
            {"role": "actor", "text": actor, "entity_id": None},
            {"role": "instrument", "text": "two rockets", "entity_id": None},
        ]
        names = {"claim_id": f"c_{trigger}", "report_id": "r_one", "trigger": trigger, "actors": actor}
        state = {"realis": "occurred", "negated": False, "factuality": "CT+", "mode": None}
        return {**names, **state, "phase": phase, "register": register, "parties": parties}

    sent, kept = row("sent", "delivered", "arms_transfer"), row("deployed", "arriving", "deployment")
    (found,) = what([sent, kept])
    assert (found.kind, found.field) == ("differ", "what")
    assert found.why == "Iran: “sent” (delivered), “deployed” (arriving)."
    assert list(what([sent, row("deployed", "arriving", "deployment", "Russia")])) == []


def test_four_a_day_and_hundreds_in_a_year_do_not_contradict_each_other() -> None:
    report = {"report_id": "r_one"}
    year = exactly(326, told("the police", **report), scope="cumulative")
    assert relations_of_report([], [exactly(4, told("a bureau", **report), scope="cumulative"), year]) != ()
    assert relations_of_report([], [exactly(4, told("a bureau", **report), scope="cumulative", rate=True), year]) == ()


def test_shells_of_several_kinds_are_no_two_counts() -> None:
    one = told("the author", event="AID")
    arms = {"measure": "weapons", "unit": "shells"}
    found = (
        exactly(103, one, population="mortar shells", **arms),
        exactly(325, one, population="rifle shells", **arms),
    )
    assert relations_of_report([], found) == ()


def test_arms_ordered_and_delivered_differ_and_are_never_added() -> None:
    one = told("the author", event="AID")
    arms = {"measure": "weapons", "unit": "tanks"}
    (row,) = relations_of_report([], [exactly(20, one, **arms), exactly(8, one, **arms)])
    assert (row.kind, row.field) == ("differ", "weapons")
    assert "28" not in row.why


def test_counts_of_other_groups_are_not_compared_nor_those_of_some_among_them() -> None:
    priests = exactly(2, told("A"), population="priests")
    engineers = exactly(6, told("B"), population="engineers")
    assert of_figures(priests, engineers) == []
    six, five = figure("six monks", 6, 6, told("A")), figure("five of the monks", 5, 5, told("B"))
    assert of_figures(six, five) == []


def test_counts_of_two_reports_contradict_only_where_these_tell_of_one_place_or_day() -> None:
    nowhere = told("A", place=None), told("B", place=None)
    assert of_figures(*(exactly(n, t) for n, t in zip((3, 30), nowhere, strict=True))) == []


def test_parts_that_are_only_some_of_a_total_need_not_come_to_it() -> None:
    one = told("the author")
    total = exactly(15, one, quantity_id="q_all")
    some = [exactly(n, one, part_of="q_all", some=True) for n in (4, 5)]
    assert relations_of_report([], [total, *some]) == ()
    far = [exactly(n, one, part_of="q_all") for n in (1, 2)]
    assert relations_of_report([], [total, *far]) == ()
    near = [exactly(n, one, part_of="q_all") for n in (6, 7)]
    assert [row.kind for row in relations_of_report([], [total, *near])] == ["differ"]


def test_arms_destroyed_are_not_set_beside_each_other() -> None:
    one = told("the author")
    arms = {"measure": "weapons", "unit": "tanks"}
    assert relations_of_report([], [exactly(20, one, **arms), exactly(8, one, **arms)]) == ()


def test_nobody_hurt_in_two_reports_is_no_figure_that_they_share() -> None:
    nowhere = told("A", place=None), told("B", place=None)
    assert of_figures(*(exactly(0, t) for t in nowhere)) == []
    assert of_figures(*(exactly(12, t) for t in nowhere)) == [("agree", "killed")]


def test_a_named_source_revises_its_count_through_whatever_outlet() -> None:
    early = exactly(38, told("the ministry", voice="The Hit Post"))
    late = exactly(52, told("the ministry", voice="Radio Rawa", day="2020-05-05"))
    assert of_figures(early, late) == [("revises", "killed")]
    assert of_figures(early, replace(late, low=20_000, best=20_000, high=20_000)) == []
    same_day = exactly(52, told("the ministry", voice="Radio Rawa"))
    assert of_figures(early, same_day) == []


def test_a_running_toll_of_a_day_is_compared_and_one_since_another_day_is_not() -> None:
    day = {"earliest": "2020-05-03", "latest": "2020-05-03"}
    blast, toll = exactly(12, told("A", **day)), exactly(30, told("B", **day), scope="cumulative")
    assert of_figures(blast, toll) == [("contradict", "killed")]
    assert of_figures(blast, replace(toll, since="2020-04-01")) == []
    brought_to = exactly(4, toll.telling)
    assert ("contradict", "killed") in of_figures(blast, toll, brought_to)
    assert all("30" not in row.why for row in relations_of_incident((), [blast, toll, brought_to]))


def test_civilians_to_the_one_are_fighters_to_the_other() -> None:
    civilians = exactly(56, told("a monitor"), status="civilian")
    fighters = exactly(20, told("the coalition"), status="combatant")
    (row,) = relations_of_incident((), [civilians, fighters])
    assert (row.kind, row.field) == ("differ", "killed")
    assert row.why == "Civilians to the one, fighters to the other: a monitor: “56”; the coalition: “20”."
    both = exactly(3, fighters.telling, status="civilian")
    assert all("fighters" not in row.why for row in relations_of_incident((), [civilians, fighters, both]))
    assert of_figures(exactly(0, civilians.telling, status="civilian"), fighters) == []


def test_counts_that_begin_on_one_day_differ_and_contradict_where_they_count_the_same() -> None:
    span = {"told_first": "2019-10-01", "told_last": "2019-12-09"}
    bodies = [
        told(name, held_by=Party(name, name, somebody=False), report_id=name, **span)
        for name in ("a commission", "a mission")
    ]
    low, high = (exactly(n, t, scope="period") for n, t in zip((424, 490), bodies, strict=True))
    assert of_figures(low, high) == [("contradict", "killed")]
    assert of_figures(low, replace(high, status="civilian")) == [("differ", "killed")]
    later = replace(high, telling=replace(high.telling, told_first="2019-11-01"))
    assert of_figures(low, later) == []


def test_two_bodies_of_one_report_count_the_dead_of_a_time() -> None:
    def count(name: str, number: int, sentence: int, **more: object) -> Figure:
        holder = told(name, held_by=Party(name, name, somebody=False), report_id="r_one", place=None)
        return exactly(number, holder, sentence=sentence, start=100 * sentence, **more)

    period, all_told = count("a mission", 424, 5, scope="period"), count("a commission", 490, 2)
    assert [row.kind for row in relations_of_report([], [period, all_told])] == ["differ"]
    assert relations_of_report([], [period, count("a committee", 149, 2)]) == ()
    assert relations_of_report([], [period, count("a commission", 490, 12)]) == ()
    pinned = replace(all_told, telling=replace(all_told.telling, place=HIT))
    assert relations_of_report([], [period, pinned]) == ()


def test_the_next_sentence_may_change_the_count_of_the_same_voice() -> None:
    voice = told("hospital officials", report_id="r_one", held_by=Party("h", "hospital officials"))
    first = exactly(12, voice, sentence=2, start=10)
    changed = exactly(19, replace(voice, holder="They", refers_back=True), sentence=3, start=40, step=True)
    (row,) = relations_of_report([], [first, changed])
    assert (row.kind, set(row.members)) == ("revises", {first.quantity_id, changed.quantity_id})
    other = exactly(19, told("the army", report_id="r_one"), sentence=3, start=40, step=True)
    assert [row.kind for row in relations_of_report([], [first, other])] != ["revises"]


def test_who_claims_a_deed_and_denies_it_contradicts_himself() -> None:
    own = {"held_by": REBELS, "actors": (REBELS,)}
    claimed, denied = told("the Base of Hit", **own), told("the Base of Hit", factuality="CT-", **own)
    assert kinds(claimed, denied) == [("contradict", "who")]


def test_sides_that_change_places_contradict_each_other_and_do_not_agree() -> None:
    day = {"earliest": "2020-05-03", "latest": "2020-05-03", "trigger": "attacked"}
    ours = told("the army", actors=(REBELS,), recipients=(ARMY,), **day)
    theirs = told("the rebels", actors=(ARMY,), recipients=(REBELS,), **day)
    assert kinds(ours, theirs) == [("contradict", "who")]
    assert kinds(ours, replace(theirs, actors=(REBELS,), recipients=(ARMY,))) == [
        ("agree", "whether"),
        ("agree", "who"),
    ]


def test_armed_groups_by_names_of_their_own_are_two() -> None:
    named = (Party(name, name, None, "REB", specific=True, proper=True) for name in ("Army of Dawn", "Sons of Hit"))
    one, other = (told(party.words, actors=(party,), **ONE_TOLL) for party in named)
    assert ("contradict", "who") in kinds(one, other)


def denied_next(**more: object) -> list[tuple[str, str]]:
    parts: dict[str, object] = {"trigger": "bombed", "sentence": 3, "report_id": "r_one", "place": None}
    deed = told("doctors", **{**parts, "held_by": Party("d", "doctors", somebody=False)})
    own = {"factuality": "CT-", "held_by": STATE, "sentence": 4}
    denial = told("Iraq", **{**parts, **own, **more})
    return [(row.kind, row.field) for row in relations_of_report([deed, denial], [])]


def test_a_denial_next_to_the_deed_contradicts_it_whatever_incident_each_is_of() -> None:
    assert denied_next() == [("contradict", "whether")]
    assert denied_next(pronoun=True) == [("contradict", "who")]
    assert denied_next(sentence=6) == []
    assert denied_next(trigger="shelled") == []
    assert denied_next(held_by=None) == []
    assert denied_next(factuality="Uu") == []


def test_that_no_soldier_was_killed_denies_no_shopper_s_death() -> None:
    parts: dict[str, object] = {"report_id": "r_one", "sentence": 3, "struck": frozenset({"shopper"})}
    dead = told("police", held_by=Party("p", "police", somebody=False), **parts)
    none = told("Iraq", held_by=STATE, factuality="CT-", **{**parts, "struck": frozenset({"MIL"}), "sentence": 4})
    assert relations_of_report([dead, none], []) == ()
    (row,) = relations_of_report([dead, replace(none, struck=frozenset({"shopper"}))], [])
    assert (row.kind, row.field) == ("contradict", "whether")


def reach(name: str, clarity: str, count: float | None) -> Extent:
    days = ("2020-05-01", "2020-05-07") if clarity == "aggregate" else ("2020-05-03", "2020-05-03")
    place, harm = ("IRQ", "Anbar"), (("killed",), (count,))
    return Extent(f"i_{name}", f"c_{name}", "ASSAULT", clarity, name, *days, *place, *harm, (), (name,))


@pytest.mark.parametrize(("sum_", "deed", "covered"), [(40, 3, True), (3, 3, False), (None, 3, True), (40, None, True)])
def test_a_sum_covers_deeds_that_did_less_than_it_counts(sum_: float | None, deed: float | None, covered: bool) -> None:
    assert bool(list(covering([reach("week", "aggregate", sum_), reach("day", "single", deed)]))) is covered


def test_one_number_of_weapons_told_again_less_closely_is_no_other_phase() -> None:
    def row(name: str, day: str | None, low: float, phase: str = "used") -> dict[str, object]:
        figure = {
            "quantity_id": f"q_{name}",
            "measure": "weapons",
            "low": low,
            "text": f"{low} rifles",
            "unit": "rifles",
        }
        told_ = {"report_id": "r_one", "register": "arms_transfer", "phase": phase, "trigger": phase, "days": day or ""}
        return {**told_, "date_earliest": day, "figures": [{**figure, "population": None, "earliest": None}]}

    first = row("first", "2020-05-04", 2)
    assert list(phases([first, row("again", None, 2)])) == []
    assert [found.field for found in phases([first, row("other", "2020-05-09", 2)])] == ["phase"]
    assert [found.field for found in phases([first, row("sold", None, 2, "sold")])] == ["phase"]


# ------------------------------------------------------------------ form


def test_the_order_of_tellings_changes_nothing() -> None:
    tellings = [told("A", actors=(ARMY,)), told("B", actors=(REBELS,)), told("C", factuality="CT-")]
    figures = [exactly(n, t) for n, t in enumerate(tellings, 3)]
    assert set(relations_of_incident(tellings, figures)) == set(relations_of_incident(tellings[::-1], figures[::-1]))
