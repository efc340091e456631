"""The matrix of what must never go wrong: each row a case, the tests that hold it, and how those were seen to fail.

``python -m tests.matrix`` runs the tests that ``matrix.toml`` names and writes rows, tests and results into
``docs/safety.md``; ``python -m tests.matrix H1 C3`` runs those rows alone and keeps the other results of the page.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]
MATRIX, PAGE = ROOT / "tests" / "matrix.toml", ROOT / "docs" / "safety.md"
PASSES, NOT_RUN = "passes", "not run"
BEGIN, END = "<!-- the table is written by `python -m tests.matrix` -->\n", "<!-- end of the table -->\n"
HEAD = "| row | case | tests | result |\n| --- | --- | --- | --- |\n"
LINE = re.compile(r"^\| (?P<row>[A-Z]\d+) \|.*\| (?P<result>[^|]+) \|$", re.MULTILINE)


@dataclass(frozen=True)
class Row:
    """One row: its code, the case in our words, the tests by pytest's names, and how each was seen to fail."""

    row: str
    case: str
    tests: tuple[str, ...]
    seen_failing: str


def load(path: Path = MATRIX) -> list[Row]:
    """The rows of the matrix in their order."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["row"]
    return [Row(**{**row, "tests": tuple(row["tests"])}) for row in rows]


def missing(tests: Iterable[str]) -> list[str]:
    """Those of some tests that are no test function of the file they name."""
    return [test for test in tests if test.partition("::")[2] not in _functions(test.partition("::")[0])]


def _functions(file: str) -> set[str]:
    path = ROOT / file
    if not path.is_file():
        return set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {n.name for n in tree.body if isinstance(n, ast.FunctionDef) and n.name.startswith("test_")}


def run(tests: Sequence[str]) -> dict[str, str]:
    """What came of each test: ``passes``, ``fails``, or ``skipped``; a parametrized one passes with all its cases."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-m", "", f"--junitxml={report}", *tests]
        subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
        found = list(_outcomes(ElementTree.parse(report))) if report.exists() else []
    return {test: _together([outcome for name, outcome in found if name == test]) for test in tests}


def _outcomes(report: ElementTree.ElementTree) -> Iterator[tuple[str, str]]:
    for case in report.iter("testcase"):
        name = f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name', '').partition('[')[0]}"
        tags = {child.tag for child in case}
        yield name, "fails" if tags & {"failure", "error"} else "skipped" if "skipped" in tags else PASSES


def _together(outcomes: Sequence[str]) -> str:
    return next((worst for worst in ("fails", "skipped", PASSES) if worst in outcomes), NOT_RUN)


def table(rows: Iterable[Row], results: Mapping[str, str]) -> str:
    """The table of the page; ``results`` by row."""
    return HEAD + "".join(
        f"| {row.row} | {row.case} | {'<br>'.join(map(_named, row.tests))} | {results.get(row.row, NOT_RUN)} |\n"
        for row in rows
    )


def _named(test: str) -> str:
    file, _, name = test.partition("::")
    return f"[{name.removeprefix('test_').replace('_', ' ')}](../{file})"


def failing(rows: Iterable[Row]) -> str:
    """How each row's tests were seen to fail, as a list."""
    return "".join(f"- {row.row}: {row.seen_failing}\n" for row in rows)


def shown(page: str) -> tuple[str, dict[str, str]]:
    """The generated part of the page, and the result that it gives of each row."""
    part = page.partition(BEGIN)[2].partition(END)[0]
    return part, {found["row"]: found["result"] for found in LINE.finditer(part)}


def written(rows: Sequence[Row], results: Mapping[str, str]) -> str:
    """The generated part for some rows and their results."""
    return f"\n{table(rows, results)}\nHow the tests of each row were seen to fail:\n\n{failing(rows)}\n"


def main(only: Sequence[str]) -> int:
    """Run rows, and write the page again."""
    rows, page = load(), PAGE.read_text(encoding="utf-8")
    part, results = shown(page)
    tried = [row for row in rows if row.row in only or not only]
    outcomes = run(sorted({test for row in tried for test in row.tests}))
    results |= {row.row: _together([outcomes[test] for test in row.tests]) for row in tried}
    PAGE.write_text(page.replace(BEGIN + part, BEGIN + written(rows, results)), encoding="utf-8")
    for test, outcome in outcomes.items():
        print(f"{outcome:8}  {test}")
    return int(set(outcomes.values()) != {PASSES})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
