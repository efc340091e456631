"""Groups that are counted, deeds told in the plural, times that are periods: what keeps like deeds apart."""

from __future__ import annotations

from typing import Any

import pytest

from khabar.link.features.counted import group_of, groups_and_numbers, is_standing
from khabar.link.features.days import days_of, is_period
from khabar.link.features.stems import goes_on, harms_of, is_several, stems


def count(measure: str, population: str, low: float) -> dict[str, Any]:
    return {"measure": measure, "population": population, "unit": None, "low": low}


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("government soldiers", "MIL"),
        ("border policemen", "COP"),
        ("rebel fighters", "REB"),
        ("masked gunmen", "REB"),
        ("villagers", "civilian"),
        ("people", None),
        ("bodies", None),
        ("light tanks", "tank"),
        ("Turkish engineers", group_of("engineer")),
    ],
)
def test_words_for_a_population_name_a_group(words: str, group: str | None) -> None:
    assert group_of(words) == group


def test_tanks_and_trucks_are_other_groups_and_people_of_any_kind_are_none() -> None:
    tanks, _ = groups_and_numbers([count("weapons", "tanks", 3)])
    trucks, _ = groups_and_numbers([count("weapons", "trucks", 3)])
    assert tanks
    assert not tanks & trucks
    assert groups_and_numbers([count("killed", "people", 3)]) == (set(), set())


def test_whom_one_side_calls_militants_and_the_other_villagers_are_one_group() -> None:
    militants, _ = groups_and_numbers([count("killed", "militants", 12)])
    villagers, _ = groups_and_numbers([count("killed", "villagers", 9)])
    assert militants == villagers


def test_a_side_of_a_war_is_hit_all_the_time_and_a_person_is_not() -> None:
    assert is_standing({"text": "the insurgents", "kind": "group", "sector": "REB"})
    assert is_standing({"text": "civilians", "kind": "group", "sector": "CVL"})
    assert not is_standing({"text": "General Hamid Karim", "kind": "person", "sector": "MIL"})
    assert not is_standing({"text": "the cement works", "kind": None, "sector": None})


def part(text: str, end: int, kind: str | None) -> dict[str, Any]:
    return {"role": "actor", "text": text, "end": end, "kind": kind}


def test_a_plural_noun_is_several_deeds_and_a_verb_or_one_clash_is_not() -> None:
    assert is_several("attacks", [], 40)
    assert is_several("a series of bombings", [], 40)
    assert is_several("murders", [], 40)
    assert is_several("attacks", [part("several", 39, None)], 40)
    assert not is_several("attacks", [part("The army", 39, "organization")], 40)
    assert not is_several("clashes", [], 40)
    assert not is_several("casualties", [], 40)
    assert not is_several("took hostages", [], 40)


def dated(first: str | None, last: str | None, source: str = "text", published: str = "2017-03-20") -> dict[str, Any]:
    return {
        "date_earliest": first,
        "date_latest": last,
        "date_from": source,
        "date_precision": "day",
        "placed": {"published": published},
    }


def test_a_time_that_is_no_month_or_year_is_a_period() -> None:
    assert is_period(dated("2016-10-17", "2017-03-20"))
    assert not is_period(dated("2016-10-01", "2016-10-31"))
    assert not is_period(dated("2016-01-01", "2016-12-31"))
    assert not is_period(dated("2017-03-10", "2017-03-20"))
    assert not is_period(dated("2016-10-17", "2017-03-20", source="inherited"))


def test_what_goes_on_as_a_report_comes_out_is_of_that_day_and_other_news_of_the_week_before() -> None:
    on_the_day = days_of(dated("2017-03-20", "2017-03-20", source="published"))
    some_time = days_of(dated(None, "2017-03-20", source="published"))
    assert on_the_day.first == on_the_day.last
    assert some_time.last - some_time.first == 7


def test_a_murder_and_murdered_are_one_word_and_death_is_no_injury() -> None:
    assert set(stems("murder")) == set(stems("murdered"))
    assert harms_of("killed") == harms_of("massacre") == {"death"}
    assert harms_of("wounded") == {"injury"}
    assert harms_of("shelled") == frozenset()
    assert goes_on("heavy shelling")
    assert not goes_on("bombing")


def test_where_people_are_is_no_part_of_whom_figures_count() -> None:
    assert group_of("at least five people in Hit") is None
    assert group_of("two soldiers near the bridge") == group_of("soldiers")
