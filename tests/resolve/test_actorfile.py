"""The user's own actors: the table as its page shows it, what is refused and where, and entities of FollowTheMoney."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from khabar.errors import InputError
from khabar.resolve.actorfile import COLUMNS, import_entities, load_actor_file, parse_table, written
from khabar.resolve.knowledge import Knowledge, load_knowledge

PAGE = (Path(__file__).parents[2] / "docs" / "actors.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"```csv\n(.+?)```", PAGE, re.DOTALL)[0]


@pytest.fixture(scope="module")
def with_own(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    own = tmp_path_factory.mktemp("own") / "actors.csv"
    own.write_text(
        EXAMPLE + "Hezbollah,group,LBN,PTY,,,,,\nOld Guard,group,FRA,MIL,Republican Guard,,,,\n", encoding="utf-8"
    )
    return load_knowledge(own)


def test_the_page_tells_every_column_and_its_example_is_good() -> None:
    rows, problems = parse_table(EXAMPLE)
    assert not problems
    assert len(rows) == 4
    table = PAGE.split("| --- | --- |")[1].split("\n\n")[0]
    told = {name.strip() for line in table.strip().splitlines() for name in line.split("|")[1].split(",")}
    assert told == set(COLUMNS)


def meant(found: Any, words: str) -> tuple[str, str | None]:
    entity = found.entity(words)
    return entity.name, entity.code


def test_own_actors_are_found_under_all_their_names(with_own: Knowledge, resolve_with: Callable[..., Any]) -> None:
    found = resolve_with(
        with_own,
        "Fighters of the Euphrates Shield Brigade shot Karim al-Hayali in Ramadi. The ESB blamed Abu Sajjad's guards. "
        "Governor Hayali died on Monday. The Grace of the Gulf left port.",
        "2017-05-01",
    )
    assert meant(found, "Euphrates Shield Brigade") == meant(found, "ESB") == ("Euphrates Shield Brigade", "IRQPRM")
    assert meant(found, "Karim al-Hayali") == meant(found, "Abu Sajjad") == ("Karim Abbas al-Hayali", "IRQGOV")
    assert meant(found, "Grace of the Gulf") == ("Grace of the Gulf", "PANBUS")


def test_own_actors_outrank_what_is_built_in(
    with_own: Knowledge, known: Knowledge, resolve_with: Callable[..., Any]
) -> None:
    text = "Hezbollah denied it. The Republican Guard shelled the Iraqi town."
    assert meant(resolve_with(known, text), "Hezbollah") == ("Hezbollah", "LBNREB")
    found = resolve_with(with_own, text)
    assert meant(found, "Hezbollah") == ("Hezbollah", "LBNPTY")
    assert meant(found, "Republican Guard") == ("Old Guard", "FRAMIL")
    assert "Hizbollah" in with_own.actors["group:Hezbollah"].aliases


def test_identifiers_elsewhere_come_out(with_own: Knowledge) -> None:
    assert with_own.actors["person:Karim Abbas al-Hayali"].same_as == ("wd:Q00000",)
    assert len(with_own.actors["person:Karim Abbas al-Hayali"].terms) == 2


@pytest.mark.parametrize(
    ("table", "line", "column"),
    [
        ("name,kind,type\nA,person,x\n", 1, "type"),
        ("name,country\nA,IRQ\n", 1, "kind"),
        ("name,kind,country\nA,person,IQ\n", 2, "country"),
        ("name,kind,sector\nA,person,GOV\nB,person,GUV\n", 3, "sector"),
        ("name;kind\nA;weapon\n", 2, "kind"),
        ("name,kind\n,group\n", 2, "name"),
        ("name,kind,start\nA,person,March 2016\n", 2, "start"),
        ("name,kind,start,end\nA,person,2016,2015-03\n", 2, "end"),
        ("name,kind,country\nA,person,IRQ\nA,person,SYR\n", 3, "country"),
        ("name,kind,aliases\nA Front,group,AF\nB Front,group,AF\n", 3, "aliases"),
        ("name,kind\nA,group,IRQ\n", 2, ""),
        ('name,kind\n"A,group\n', 2, ""),
    ],
)
def test_what_is_wrong_is_told_with_line_and_column(table: str, line: int, column: str) -> None:
    _, problems = parse_table(table)
    assert [(p.line, p.column) for p in problems] == [(line, column)]


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_bytes(b"name,kind\n\xff\xfe,group\n")
    with pytest.raises(InputError, match=r"own\.csv, line 2"):
        load_actor_file(own)


ENTITIES: list[dict[str, Any]] = [
    {
        "id": "p1",
        "schema": "Person",
        "properties": {"name": ["Salim Haddadi"], "alias": ["Abu Nour"], "nationality": ["iq"], "topics": ["role.pep"]},
    },
    {
        "id": "o1",
        "schema": "Occupancy",
        "properties": {"holder": ["p1"], "post": ["s1"], "startDate": ["2014-08-09"], "endDate": ["2016"]},
    },
    {"id": "s1", "schema": "Position", "properties": {"name": ["Minister of Water"]}},
    {"id": "c1", "schema": "Company", "properties": {"name": ["Two Rivers Trading"], "jurisdiction": ["ae"]}},
    {"id": "b1", "schema": "PublicBody", "properties": {"name": ["Ministry of Water"], "country": ["iq"]}},
    {
        "id": "v1",
        "schema": "Vessel",
        "properties": {"name": ["Grace | of the Gulf"], "flag": ["pa"], "imoNumber": ["IMO1"]},
    },
    {"id": "a1", "schema": "Address", "properties": {"full": ["Basra"]}},
]


def test_entities_become_actors_with_names_countries_topics_and_terms() -> None:
    found = import_entities(json.dumps(e) for e in ENTITIES)
    made = [
        tuple(row.get(c, "") for c in ("name", "kind", "country", "sector", "aliases", "same_as")) for row in found.rows
    ]
    assert made == [
        ("Salim Haddadi", "person", "IRQ", "GOV", "Abu Nour", "p1"),
        ("Two Rivers Trading", "organization", "ARE", "BUS", "", "c1"),
        ("Ministry of Water", "organization", "IRQ", "GOV", "", "b1"),
        ("Grace of the Gulf", "other", "PAN", "", "", "v1|IMO1"),
    ]
    assert [found.rows[0][c] for c in ("office", "start", "end")] == ["Minister of Water", "2014-08-09", "2016"]
    assert found.left_out == {"Address": 1, "Occupancy": 1, "Position": 1}
    assert not found.problems
    assert not parse_table(written(found.rows))[1]


def test_lines_that_hold_no_entity_are_told_with_line_and_column() -> None:
    lines = ["nonsense", '{"schema": "Person"}', '{"id": "x", "schema": "Person", "properties": {}}', "[]"]
    problems = import_entities(lines).problems
    assert [(p.line, p.column) for p in problems] == [(1, ""), (2, "id"), (3, "properties.name"), (4, "")]
