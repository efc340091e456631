"""What a Wikipedia title means as a place, and when two rows are one place."""

from __future__ import annotations

from evaluation.gum import _run
from evaluation.places import in_gazetteer, is_place
from khabar.records import GazetteerPlace
from khabar.resolve import load_knowledge


def test_titles_mean_countries_regions_and_towns() -> None:
    known = load_knowledge()
    assert [p.place_id for p in in_gazetteer("Iraq", known)] == ["iso:IRQ"]
    assert {p.country for p in in_gazetteer("Tripoli, Lebanon", known)} == {"LBN"}
    assert {p.country for p in in_gazetteer("Mosul", known)} == {"IRQ"}
    assert in_gazetteer("Xqzvtown", known) == []


def test_a_town_and_its_division_are_one_place() -> None:
    town = GazetteerPlace("g:1", "Basra", "IRQ", None, 30.5, 47.8)
    assert is_place(town, GazetteerPlace("g:2", "Basra", "IRQ", None, 30.6, 47.9))
    assert not is_place(town, GazetteerPlace("g:3", "Basra", "IRQ", None, 36.6, 43.1))
    assert not is_place(town, GazetteerPlace("g:4", "Basra", "IRN", None, 30.5, 47.8))
    assert not is_place(GazetteerPlace("iso:IRQ", "Iraq", "IRQ", None, 33.0, 44.0), town)


def test_the_head_of_a_mention_is_its_first_unbroken_run() -> None:
    assert list(_run("1,2,4")) == [1, 2]
    assert list(_run("3")) == [3]
    assert list(_run(None)) == [1]
