"""Short reports, and which relations a casebook of them states: every one that the case names, and no other."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from khabar import casebook, pipeline

CASES = Path(__file__).parent.parent / "cases" / "disagreements.txt"
MEMBERS = """
    SELECT claim_id AS member, path FROM claims JOIN sightings USING (report_id)
    UNION ALL
    SELECT quantity_id, path FROM quantities JOIN sightings USING (report_id)
"""


@dataclass(frozen=True)
class Case:
    """A heading, the day and text of each report, and the relations that are stated, each as "kind field"."""

    heading: str
    reports: tuple[tuple[str, str], ...]
    stated: tuple[str, ...]


def read_cases() -> Iterator[Case]:
    for block in CASES.read_text(encoding="utf-8").split("\n\n")[1:]:
        heading, *lines = block.strip().splitlines()
        told = [line.removeprefix("=> ") for line in lines if line.startswith("=> ")]
        reports = [tuple(line.split(" | ", 1)) for line in lines if not line.startswith("=> ")]
        yield Case(heading, tuple((day, text) for day, text in reports), tuple(one for one in told if one != "none"))


EVERY = tuple(read_cases())


@pytest.fixture(scope="module")
def stated(tmp_path_factory: pytest.TempPathFactory) -> Mapping[frozenset[int], list[str]]:
    """The relations of one casebook of all cases, by the cases that their members stand in."""
    folder = tmp_path_factory.mktemp("disagreements")
    reports = [(number, day, text) for number, case in enumerate(EVERY) for day, text in case.reports]
    rows = ({"id": str(at), "date": day, "text": text} for at, (_, day, text) in enumerate(reports))
    (folder / "reports.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    pipeline.build([folder / "reports.jsonl"], folder / "case")
    book = casebook.open_casebook(folder / "case")
    of_case = {
        row["member"]: reports[int(row["path"].rpartition("#")[2]) - 1][0] for row in book.sql(MEMBERS).to_pylist()
    }
    found: defaultdict[frozenset[int], list[str]] = defaultdict(list)
    for row in book.table("relations").to_pylist():
        found[frozenset(of_case[member] for member in row["members"])].append(f"{row['kind']} {row['field']}")
    return found


@pytest.mark.parametrize("number", range(len(EVERY)), ids=[case.heading for case in EVERY])
def test_a_casebook_states_the_relations_of_a_case(number: int, stated: Mapping[frozenset[int], list[str]]) -> None:
    assert sorted(set(stated.get(frozenset({number}), ()))) == sorted(EVERY[number].stated)


def test_no_relation_joins_two_cases(stated: Mapping[frozenset[int], list[str]]) -> None:
    assert [found for numbers, found in stated.items() if len(numbers) > 1] == []
