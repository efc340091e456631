from __future__ import annotations

from khabar.claims.sums import doubts
from khabar.records import Quantity


def figure(name: str, size: float | None, total: str | None = None, measure: str = "troops", **more: str) -> Quantity:
    low = None if more.get("comparator") == "about" else size
    return Quantity(f"q_{name}", "r", text=name, measure=measure, low=low, best=size, high=low, part_of=total, **more)


def messages(*quantities: Quantity) -> list[str]:
    return [issue.message for issue in doubts(quantities)]


def test_a_list_that_stops_short_of_its_total_is_a_doubt() -> None:
    parts = [figure(f"{n} men", n, "q_all") for n in (465, 160, 90)] + [
        figure("about 100 men", 100, "q_all", comparator="about")
    ]
    assert messages(figure("all", 825), *parts) == [
        "Its parts come to 815, less than 825: 465 men + 160 men + 90 men + about 100 men."
    ]


def test_parts_that_come_to_more_than_their_total_are_a_doubt() -> None:
    assert messages(figure("all", 20), figure("12 women", 12, "q_all"), figure("10 men", 10, "q_all")) == [
        "Its parts come to 22, more than 20: 12 women + 10 men."
    ]


def test_some_parts_of_a_total_are_no_doubt() -> None:
    total = figure("all", 45, measure="killed")
    assert messages(total, figure("12 women", 12, "q_all", "killed"), figure("9 children", 9, "q_all", "killed")) == []
    assert messages(total, figure("40 women", 40, "q_all", "killed")) == []


def test_a_total_without_a_size_or_with_an_open_end_is_no_doubt() -> None:
    parts = (figure("12 women", 12, "q_all"), figure("10 men", 10, "q_all"))
    assert messages(figure("all", None), *parts) == []
    assert messages(figure("all", 20, comparator="at_least"), *parts) == []


def test_shares_are_not_added_up() -> None:
    assert messages(figure("all", 20), figure("half", 0.5, "q_all", unit="share"), figure("19 men", 19, "q_all")) == []
