from __future__ import annotations

from khabar.resolve.phrases import index_phrases


def test_the_longest_phrase_comes_first() -> None:
    index = index_phrases([("islamic state", "IS"), ("islamic state in iraq", "AQI"), ("islamic", "adjective")])
    found = list(index.at(["the", "islamic", "state", "in", "iraq"], 1))
    assert [(size, names) for size, names in found] == [(4, ("AQI",)), (2, ("IS",)), (1, ("adjective",))]


def test_a_phrase_may_have_several_meanings_in_the_order_given() -> None:
    index = index_phrases([("car", "country"), ("car", "research"), ("car", "country")])
    assert index.get("car") == ("country", "research")


def test_what_is_not_listed_is_not_found() -> None:
    index = index_phrases([("a b", 1)])
    assert list(index.at(["a", "c"], 0)) == []
    assert index.get("") == index.get("a") == ()
