from __future__ import annotations

from collections.abc import Callable
from typing import Any


def test_unnamed_officials_never_meet_across_reports(resolve: Callable[..., Any]) -> None:
    text = "Two US officials said so."
    one, other = resolve(text, report_id="r_a"), resolve(text, report_id="r_b")
    assert one.entity("US officials").code == other.entity("US officials").code == "USAGOV"
    assert one.entity("US officials").entity_id != other.entity("US officials").entity_id


def test_institutions_and_named_people_do_meet(resolve: Callable[..., Any]) -> None:
    one = resolve("The Iraqi army attacked. Karim Jabbar said so.", report_id="r_a")
    other = resolve("Iraqi troops left. Karim Jabbar denied it.", report_id="r_b")
    assert one.entity("Iraqi army").entity_id == other.entity("Iraqi troops").entity_id
    assert one.entity("Karim Jabbar").entity_id == other.entity("Karim Jabbar").entity_id


def test_a_surname_that_two_people_bear_stays_undecided(resolve: Callable[..., Any]) -> None:
    found = resolve("Ali Jabbar and Omar Jabbar were detained. Jabbar was later released.")
    last = found.named("Jabbar")[-1]
    assert last.entity_id is None
    assert "several" in last.reason


def test_an_office_and_the_day_tell_two_presidents_apart(resolve: Callable[..., Any]) -> None:
    text = "President Bush ordered the strike."
    assert resolve(text, "2003-03-20").entity("Bush").name == "George W. Bush"
    assert resolve(text, "1991-01-17").entity("Bush").name == "George H. W. Bush"


def test_entities_are_given_once_with_the_names_they_go_by(resolve: Callable[..., Any]) -> None:
    found = resolve("Daesh fled. ISIL had held the town. Islamic State fighters burned it.")
    (entity,) = [e for e in found.entities.values() if e.name == "Islamic State"]
    assert {"Daesh", "ISIL"} <= set(entity.aliases)


def test_every_entity_of_a_mention_is_given(resolve: Callable[..., Any]) -> None:
    found = resolve("Turkish jets bombed PKK camps, Iraqi officials told AFP. He said Ankara had warned them.")
    assert {m.entity_id for m in found.mentions if m.entity_id} == set(found.entities)
