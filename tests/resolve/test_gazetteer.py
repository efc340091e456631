from __future__ import annotations

import subprocess
import sys

import pytest

from khabar.resolve.gazetteer import Gazetteer, open_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(
    ("name", "place", "country"),
    [
        ("Mosul", "g:99072", "IRQ"),
        ("الموصل", "g:99072", "IRQ"),
        ("Мосул", "g:99072", "IRQ"),
        ("AL-FALLUJAH", "g:99454", "IRQ"),
        ("Fallujah", "g:99454", "IRQ"),
        ("Ma'rib", "g:72966", "YEM"),
        ("Kobani", "g:172256", "SYR"),
        ("Salahuddin", "g:91695", "IRQ"),
    ],
)
def test_places_are_found_in_any_spelling(gazetteer: Gazetteer, name: str, place: str, country: str) -> None:
    found = {e.place.place_id: e.place.country for e in gazetteer.lookup(name)}
    assert found.get(place) == country


def test_all_places_of_a_name_are_candidates_the_largest_first(gazetteer: Gazetteer) -> None:
    found = [e for e in gazetteer.lookup("Tripoli") if e.level == "town"]
    assert [e.place.country for e in found][:2] == ["LBY", "LBN"]
    assert [e.population for e in found] == sorted((e.population for e in found), reverse=True)


def test_an_article_may_be_left_out_or_put_in(gazetteer: Gazetteer) -> None:
    assert {e.place.place_id for e in gazetteer.lookup("al-Hit")} == {e.place.place_id for e in gazetteer.lookup("Hit")}


def test_divisions_have_their_level_and_province(gazetteer: Gazetteer) -> None:
    levels = {(e.level, e.place.admin1) for e in gazetteer.lookup("Kirkuk") if e.place.country == "IRQ"}
    assert ("province", None) in levels
    assert ("town", "Kirkuk") in levels


def test_rows_by_identifier(gazetteer: Gazetteer) -> None:
    place = gazetteer.place("g:98182")
    assert place is not None
    assert (place.name, place.country, place.admin1, place.feature) == ("Baghdad", "IRQ", "Baghdad", "PPLC")
    assert (place.latitude, place.longitude) == pytest.approx((33.34, 44.40), abs=0.01)


@pytest.mark.parametrize("name", ["", " ", "Xqzvtown", "x" * 10_000, "the"])
def test_what_is_no_place_finds_nothing(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name) == ()


@pytest.mark.parametrize("place_id", ["", "g:", "g:0", "iso:IRQ", "g:99999999999", "g:٣"])
def test_unknown_identifiers_find_nothing(gazetteer: Gazetteer, place_id: str) -> None:
    assert gazetteer.place(place_id) is None


def test_opening_is_quick_and_small_once_expanded(gazetteer: Gazetteer) -> None:
    code = (
        "import time\nfrom khabar.resolve.gazetteer import open_gazetteer\nimport resource\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\nstart = time.perf_counter()\n"
        "g = open_gazetteer()\nopened = time.perf_counter() - start\n"
        "[g.lookup(str(n)) for n in range(20000)]\n"
        "print(opened, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)\n"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert float(answer[0]) < 0.5  # 0.02 s on an idle machine
    assert float(answer[1]) < 60
