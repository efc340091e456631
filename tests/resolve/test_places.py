from __future__ import annotations

from collections.abc import Callable
from typing import Any

from khabar import terms


def test_rows_of_all_places_used_and_their_countries_are_given(resolve: Callable[..., Any]) -> None:
    found = resolve("Iraqi forces left Mosul and Tikrit. Ships passed the Red Sea.")
    assert {p.place_id for p in found.places if p.place_id} <= set(found.rows)
    assert "iso:IRQ" in found.rows
    for place in found.places:
        assert place.precision in (*terms.PLACE_PRECISIONS, None)
        assert all(0 <= c.score <= 1 and c.reason for c in place.candidates)


def test_a_place_that_stays_open_is_an_issue_with_its_span(resolve: Callable[..., Any]) -> None:
    found = resolve("Two men were shot dead in Springfield on Monday.")
    (place,) = found.places
    (issue,) = found.issues
    assert place.place_id is None
    assert place.precision is None
    assert len(place.candidates) > 1
    assert issue.code == "place_undecided"
    assert found.text[issue.start : issue.end] == "Springfield"


def test_an_unknown_place_is_an_issue(resolve: Callable[..., Any]) -> None:
    found = resolve("Soldiers searched houses in Xqzvtown in Iraq.")
    assert [i.code for i in found.issues] == ["place_unknown"]


def test_a_government_is_not_put_on_the_map(resolve: Callable[..., Any]) -> None:
    assert resolve("Washington has refused the request.").places == ()


def test_the_names_around_decide_between_towns_of_one_name(resolve: Callable[..., Any]) -> None:
    lebanon = resolve("Lebanese troops moved from Beirut to Tripoli in northern Lebanon.")
    libya = resolve("Libyan militias moved from Benghazi to Tripoli in western Libya.")
    pins = [next(p.place_id for p in found.places if p.text == "Tripoli") for found in (lebanon, libya)]
    assert [lebanon.rows[pins[0]].country, libya.rows[pins[1]].country] == ["LBN", "LBY"]


def test_places_become_entities_by_their_row_not_their_name(resolve: Callable[..., Any]) -> None:
    lebanon = resolve("Lebanese troops moved from Beirut to Tripoli in northern Lebanon.")
    libya = resolve("Libyan militias moved from Benghazi to Tripoli in western Libya.")
    assert lebanon.entity("Tripoli").entity_id != libya.entity("Tripoli").entity_id
