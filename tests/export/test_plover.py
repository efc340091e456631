"""PLOVER's rules as cases that anybody can add to ``tests/cases/plover.txt``, and the table that leads to them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from khabar import casebook, ingest, pipeline
from khabar.codebook import load_codebook
from khabar.export import views

ROOT = Path(__file__).parents[2]
CASES = (ROOT / "tests" / "cases" / "plover.txt").read_text(encoding="utf-8")
TABLE = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8").split("## PLOVER's rules")[1]
WANTED = re.compile(r'=> (\S+) (\S+) "([^"]+)" \| (.+) > (.+) \| (\S+) \| (.+)')
SPEECH = ("RESPONSIBILITY", "DENY", "CONFIRM", "CANNOT_CONFIRM")


class Case(NamedTuple):
    rule: str
    text: str
    wanted: tuple[str, ...]


def cases() -> Iterator[Case]:
    rule = ""
    for block in re.split(r"\n\s*\n", CASES):
        lines = [line for line in block.splitlines() if line and not line.startswith("# ")]
        headings = [line[3:] for line in lines if line.startswith("## ")]
        rule = headings[0] if headings else rule
        said = [line for line in lines if not line.startswith("## ")]
        if said:
            yield Case(rule, said[0], tuple(said[1:]))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The lines of each case's text, from one casebook of all."""
    folder = tmp_path_factory.mktemp("plover")
    for number, case in enumerate(cases()):
        (folder / f"{number}.txt").write_text(case.text, encoding="utf-8")
    pipeline.build([folder], folder / "case")
    book = casebook.open_casebook(folder / "case")
    texts = {row["report_id"]: row["text"] for row in book.table("reports").to_pylist()}
    lines: dict[str, list[str]] = defaultdict(list)
    for row in views.view(book, "plover").to_pylist():
        lines[texts[row["report_id"]]].append(line_of(row))
    return lines


def line_of(row: dict[str, Any]) -> str:
    event = f'{row["event"]} {row["mode"] or "-"} "{row["trigger"]}"'
    coded = f"{row['plover_event']} {row['plover_mode'] or '-'}" if row["plover_event"] else "-"
    return f"=> {event} | {row['source'] or '-'} > {row['target'] or '-'} | {row['realis']} | {coded}"


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: f"{case.rule}: {case.text[:40]}")
def test_rule(case: Case, found: dict[str, list[str]]) -> None:
    assert case.wanted
    for wanted in case.wanted:
        assert WANTED.fullmatch(wanted), f"not a well-formed case line: {wanted}"
        assert wanted in found[case.text]


def test_every_type_of_plover_has_a_case() -> None:
    codebook = load_codebook()
    shown = {(m[1], None if m[2] == "-" else m[2]) for m in WANTED.finditer(CASES)}
    assert {name for name, kind in codebook.events.items() if kind.quad} <= {event for event, _ in shown}
    rare = {("CONSULT", "third-party"), ("CONSULT", "multilateral")}
    assert set(codebook.modes) - rare <= shown


def test_the_table_of_the_documentation_names_every_case() -> None:
    listed = set(re.findall(r"^\| [^|]+ \| ([^|]+) \|$", TABLE, re.MULTILINE)) - {"case", "---"}
    assert {name.strip() for name in listed} == {case.rule for case in cases() if not case.rule.isupper()}


def test_a_speech_event_points_to_what_it_speaks_of() -> None:
    tools = pipeline.load_tools()
    for text in (
        "The army denied that it had shelled the school.",
        "The ministry confirmed that the pilot was captured.",
        "The spokesman could not confirm that the pilot was captured.",
        "The group claimed responsibility for the bombing.",
    ):
        claims = pipeline.read(ingest.from_record({"id": "case", "text": text}), tools).claims
        speech = next(claim for claim in claims if claim.event in SPEECH)
        about = next(claim for claim in claims if claim.claim_id == speech.about_claim_id)
        assert about.event == "ASSAULT"
