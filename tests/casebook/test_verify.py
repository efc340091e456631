from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from khabar import casebook, schema
from khabar.errors import CasebookError

# The table, the number of its row, what is changed in it, and what verify says of it.
EDITS: list[tuple[str, int, dict[str, Any], str]] = [
    ("reports", 0, {"text": lambda text: text + "more"}, "segments {report_id} text from"),
    ("reports", 1, {"original_map": []}, "reports {report_id} original_map is empty"),
    (
        "reports",
        2,
        {"original_map": [{"clean": 0, "original": 1, "length": 5}]},
        "reports {report_id} original_map: the run at 0 differs from the source",
    ),
    (
        "reports",
        3,
        {"original_map": [{"clean": 0, "original": 0, "length": 5}, {"clean": 4, "original": 4, "length": 2}]},
        "reports {report_id} original_map: the run at 4 is out of order or range",
    ),
    (
        "reports",
        4,
        {"original_map": [{"clean": 0, "original": 0, "length": 5000}]},
        "reports {report_id} original_map: the run at 0 is out of order or range",
    ),
    ("reports", 5, {"sha256": "0" * 64}, "reports {report_id} its sha256 is not that of the bytes received"),
    ("reports", 6, {"status": "fine"}, "reports {report_id} status is 'fine', which is no such word"),
    ("reports", 7, {"status": "rejected"}, "reports {report_id} it is rejected and yet has a text"),
    ("sightings", 0, {"report_id": "r_none"}, "report_id is r_none, which reports lacks"),
    ("segments", 0, {"end": 3}, "segments {report_id} 1 text before it is in no segment"),
    ("segments", 3, {"start": 5}, "segments {report_id} 1 it begins before the one before it ends"),
    (
        "segments",
        5,
        {"attribution_id": "a_none"},
        "segments {report_id} 1 attribution_id is a_none, which attributions lacks",
    ),
    ("sentences", 0, {"segment": 7}, "sentences {report_id} 0 it is not inside the segment that it names"),
    ("sentences", 3, {"start": 1}, "sentences {report_id} 1 it begins before the one before it ends"),
    ("sentences", 22, {"end": 10_000}, "sentences {report_id} 0 its span 0-10000 is empty or outside"),
    ("mentions", 0, {"text": "someone"}, "mentions {mention_id} text is 'someone'; the text has"),
    ("mentions", 1, {"end": 0}, "mentions {mention_id} its span"),
    ("mentions", 2, {"mention_id": "m_Bad"}, "mentions m_Bad this is no identifier of this table"),
    ("mentions", 3, {"entity_id": "e_none"}, "mentions {mention_id} entity_id is e_none, which entities lacks"),
    ("entities", 0, {"country": "IQ"}, "entities {entity_id} country is no ISO 3166-1 alpha-3 code"),
    ("claims", 0, {"trigger": "lived"}, "claims {claim_id} trigger is 'lived'; the text has 'died' at"),
    ("claims", 1, {"start": -4}, "claims {claim_id} its span"),
    ("claims", 2, {"sentence": 0}, "claims {claim_id} its trigger is not inside the sentence that it names"),
    ("claims", 3, {"factuality": "PS+"}, "claims {claim_id} factuality is not that of its innermost holder"),
    ("claims", 4, {"author_factuality": "PS+"}, "claims {claim_id} author_factuality is not that of its outermost"),
    ("claims", 5, {"attribution_id": None}, "claims {claim_id} attribution_id is not that of its innermost holder"),
    ("claims", 6, {"date_latest": "2019-01-01"}, "claims {claim_id} date_earliest is after date_latest"),
    ("claims", 7, {"date_latest": "soon"}, "claims {claim_id} date_latest is no ISO day"),
    ("claims", 8, {"place_id": "g9"}, "claims {claim_id} place_id is g9, which gazetteer lacks"),
    ("claims", 9, {"confidence": 1.5}, "claims {claim_id} confidence is not between 0 and 1"),
    ("participants", 1, {"text": "sailors"}, "text is 'sailors'; the text has 'soldiers'"),
    ("participants", 2, {"text": "sailors"}, "text is 'sailors', and no span says where that stands"),
    ("participants", 3, {"start": None}, "half of its span is missing"),
    ("participants", 5, {"role": "victim"}, "role is 'victim', which is no such word"),
    ("holders", 1, {"cue": "denied"}, "cue is 'denied'; the text has 'said'"),
    ("holders", 3, {"depth": 5}, "claims {claim_id} the depths of its holders are not 0, 1, 2 …"),
    ("holders", 4, {"kind": "witness"}, "claims {claim_id} its outermost holder is not the report's author"),
    ("holders", 7, {"claim_id": "c_none"}, "claim_id is c_none, which claims lacks"),
    ("attributions", 0, {"source_end": 9999}, "attributions {attribution_id} its source_span"),
    ("attributions", 1, {"content": [{"start": 9, "end": 9}]}, "attributions {attribution_id} a span of its content"),
    ("attributions", 2, {"parent_id": "own"}, "attributions {attribution_id} it lies within itself"),
    ("quantities", 0, {"text": "Three"}, "quantities {quantity_id} text is 'Three'; the text has 'Two'"),
    ("quantities", 1, {"low": 3.0}, "quantities {quantity_id} low, best and high are not in order"),
    ("quantities", 2, {"best": float("nan")}, "quantities {quantity_id} a bound is no finite number"),
    ("quantities", 3, {"part_of": "own"}, "quantities {quantity_id} it is part of itself"),
    ("quantities", 4, {"measure": "dead"}, "quantities {quantity_id} measure is 'dead', which is no such word"),
    ("dates", 0, {"text": "Tuesday"}, "text is 'Tuesday'; the text has 'Monday'"),
    ("places", 0, {"text": "Basra"}, "text is 'Basra'; the text has 'Mosul'"),
    ("places", 1, {"mention_id": "m_none"}, "mention_id is m_none, which mentions lacks"),
    ("gazetteer", 0, {"latitude": 136.0}, "gazetteer g1 it is nowhere on Earth"),
    ("issues", 0, {"end": 99_999}, "is empty or outside the text"),
    ("issues", 1, {"severity": "bad"}, "severity is 'bad', which is no such word"),
    ("locators", 0, {"kind": "line"}, "kind is 'line', which is no such word"),
]


def found(folder) -> list[str]:
    return [f"{problem.table} {problem.key} {problem.what}" for problem in casebook.verify(folder)]


@pytest.fixture(scope="module")
def edited(tmp_path_factory, make_case, sources):
    """A casebook of twelve reports, one row of it edited for each line above, and its file hashes made to fit."""
    folder = tmp_path_factory.mktemp("edited") / "case"
    make_case(folder, sources(12))
    book = casebook.open_casebook(folder)
    tables = {name: book.table(name).to_pylist() for name in book.tables}
    expected = []
    for name, at, change, says in EDITS:
        row = tables[name][at]
        expected.append(says.format(**row))
        key = schema.TABLES[name].key[0]
        for column, value in change.items():
            row[column] = row[key] if value == "own" else value(row[column]) if callable(value) else value
    rows = {name: pa.Table.from_pylist(rows, schema=schema.TABLES[name].schema) for name, rows in tables.items()}
    casebook.write_generation(folder, rows, {"reader": "fake"}, items=casebook.current_received(folder))
    return dict(zip(range(len(EDITS)), expected, strict=True)), found(folder)


@pytest.mark.parametrize("edit", range(len(EDITS)), ids=lambda n: f"{EDITS[n][0]}-{'-'.join(EDITS[n][2])}")
def test_every_edited_row_is_found(edited, edit):
    expected, problems = edited
    assert any(expected[edit] in problem for problem in problems), (expected[edit], problems)


def test_a_whole_casebook_has_no_problem(case):
    assert found(case) == []


def test_every_flipped_byte_is_found(case):
    generation = casebook.open_casebook(case).generation
    for path in sorted(p for p in [*generation.rglob("*"), *case.glob("originals/*/*")] if p.is_file()):
        whole = path.read_bytes()
        path.write_bytes(
            whole[:-1] + bytes([whole[-1] ^ 1]) if path.suffix == ".txt" else whole[:9] + b"?" + whole[10:]
        )
        assert next(casebook.verify(case), None), path
        path.write_bytes(whole)
    assert found(case) == []


def test_every_flipped_byte_of_the_manifest_is_found(case):
    path = case / "casebook.json"
    whole = path.read_bytes()
    for at in range(0, len(whole), 97):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            assert next(iter(casebook.verify(case)), None) is not None, at
        except CasebookError:
            continue


def test_missing_and_foreign_files_are_found(case):
    generation = casebook.open_casebook(case).generation
    (generation / "note.txt").write_text("mine")
    assert "note.txt  this file is none of the casebook's" in found(case)
    (generation / "note.txt").unlink()
    (generation / "claims" / "part-0.parquet").unlink()
    assert "claims  its file claims/part-0.parquet is missing" in found(case)


def test_a_lost_original_is_found(case):
    lost = next(case.glob("originals/*/*"))
    lost.unlink()
    assert any(f"its original {lost.name} is missing" in problem for problem in found(case))


def test_two_rows_with_one_key_are_found(case):
    book = casebook.open_casebook(case)
    tables = {name: book.table(name) for name in book.tables}
    tables["entities"] = pa.concat_tables([tables["entities"], tables["entities"].slice(0, 1)])
    tables["holders"] = tables["holders"].slice(1)
    casebook.write_generation(case, tables, {}, items=casebook.current_received(case))
    problems = found(case)
    assert any(p.endswith("more than one row has this key") and p.startswith("entities") for p in problems)
    assert any("the depths of its holders are not" in p for p in problems)
