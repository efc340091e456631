"""``khabar actors`` and ``--actors``, through the command line."""

from __future__ import annotations

import json

ENTITY = {"id": "p1", "schema": "Person", "properties": {"name": ["Salim Haddadi"], "nationality": ["iq"]}}


def test_entities_are_imported_and_then_checked(run, tmp_path):
    entities, table = tmp_path / "e.jsonl", tmp_path / "actors.csv"
    entities.write_text(json.dumps(ENTITY) + "\nnonsense\n")
    done = run("actors", "import", entities, "-o", table)
    assert done.code == 0
    assert "line 2" in done.err
    assert "Salim Haddadi,person,IRQ" in table.read_text()
    checked = run("actors", "check", table)
    assert (checked.code, "1 actors" in checked.out) == (0, True), checked.err


def test_a_wrong_table_is_refused_with_line_and_column(run, tmp_path):
    table = tmp_path / "actors.csv"
    table.write_text("name,kind,country\nSalim Haddadi,person,IQ\n")
    done = run("actors", "check", table)
    assert done.code == 2
    assert "line 2, column country" in done.err


def test_a_casebook_keeps_the_actors_that_it_was_read_with(run, tmp_path):
    report, more, table, case = (tmp_path / n for n in ("one.txt", "two.txt", "own.csv", "case"))
    report.write_text("Fighters of the Euphrates Shield Brigade shot two policemen in Ramadi on Monday, a medic said.")
    more.write_text("The Euphrates Shield Brigade burned a house near Ramadi on Tuesday, two residents said.")
    table.write_text("name,kind,country,sector\nEuphrates Shield Brigade,group,IRQ,PRM\n")
    assert run("build", report, "-o", case, "--actors", table, "--workers", "1").code == 0
    assert run("add", more, "-o", case, "--workers", "1").code == 0
    codes = "select count(*) from mentions join entities using (entity_id) where code = 'IRQPRM'"
    assert run("query", case, codes, "--format", "csv").out.split()[-1] == "2"
    assert run("verify", case).code == 0
    assert run("build", report, more, "-o", case, "--workers", "1").code == 0
    assert run("query", case, codes, "--format", "csv").out.split()[-1] == "0"
