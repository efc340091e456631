"""``python -m evaluation``: measure every set that can be found, compare with the floors, write the figures down.

Exit codes: 0 all well, 1 a floor was crossed, 2 a wrong option, 5 a set is missing under KHABAR_DATA.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from evaluation import agreement
from evaluation.floors import Floor, crossings, load_floors, raised, save_floors
from evaluation.page import page, table
from evaluation.results import Result, load_results, rounded, save_results
from evaluation.sets import OPTIONAL, SETS, EvaluationSet, fingerprint
from khabar.pipeline import Tools, load_tools, reader_version, version_of

HERE = Path(__file__).parent
RESULTS, FLOORS, PAGE = HERE / "results.json", HERE / "floors.json", HERE.parent / "docs" / "evaluation.md"


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=(__doc__ or "").split("\n")[0])
    names = [s.name for s in SETS]
    parser.add_argument(
        "--only", nargs="+", choices=names, metavar="SET", help=f"measure only these: {', '.join(names)}"
    )
    parser.add_argument("--test", action="store_true", help="measure the test parts too: once for what ships")
    parser.add_argument("--check", action="store_true", help="compare only; write nothing")
    parser.add_argument("--raise-floors", action="store_true", help="lift the floors to what was measured now")
    parser.add_argument(
        "--page", action="store_true", help="write the page again from the figures kept; measure nothing"
    )
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> int:
    """Run, print and write; returns the exit code."""
    options = arguments(given)
    if options.page:
        write_page(load_results(RESULTS), load_floors(FLOORS))
        return 0
    data = Path(os.environ["KHABAR_DATA"]) if os.environ.get("KHABAR_DATA") else None
    chosen, missing = choose(options, data)
    if missing and data:
        print(f"missing under KHABAR_DATA ({data}): {', '.join(missing)}", file=sys.stderr)
        return 5
    if missing:
        print(f"skipped, since KHABAR_DATA is not set: {', '.join(missing)}\n")
    results, floors = load_results(RESULTS), load_floors(FLOORS)
    faults = []
    tools = load_tools()
    for one in chosen:
        if one.test and (old := results.get(one.name)) and (old.model, old.reader) == (model_of(tools), rules_of(one)):
            print(f"{one.title}: scored before for this model and its rules, and once is enough\n")
            continue
        result = measured(one, data, tools)
        print(table(one, result, floors.get(one.name)) + "\n")
        faults += [] if options.raise_floors else crossings(one, result, floors)
        results[one.name] = result
        if options.raise_floors:
            floors[one.name] = raised(one, result, floors)
    if not options.check:
        write(results, floors)
    for fault in faults:
        print(f"below its floor: {fault}", file=sys.stderr)
    return 1 if faults else 0


def choose(options: argparse.Namespace, data: Path | None) -> tuple[list[EvaluationSet], list[str]]:
    """The sets to run, and the names of those whose files cannot be found."""
    wanted = [s for s in SETS if (s.name in options.only if options.only else options.test or not s.test)]
    chosen = [s for s in wanted if s.found(data) is not None]
    missing = [s.name for s in wanted if s not in chosen and s.name not in OPTIONAL]
    return chosen, missing


def measured(one: EvaluationSet, data: Path | None, tools: Tools) -> Result:
    """One set's result."""
    began = time.perf_counter()
    outcome = one.run(data, tools)
    files = one.found(data) or []
    print(f"[{one.name}: {time.perf_counter() - began:.1f} s]", file=sys.stderr)
    return Result(fingerprint(files), model_of(tools), rounded(outcome.metrics), rounded(outcome.beside), rules_of(one))


def rules_of(one: EvaluationSet) -> str:
    """The version of the code and tables that a test part measures: all that read, or those beside the model alone."""
    if not one.test:
        return ""
    return reader_version() if one.rules else version_of(("nlp",))


def model_of(tools: Tools) -> str:
    """The model's version, short."""
    return tools.model.version[:16]


def write(results: dict[str, Result], floors: dict[str, Floor]) -> None:
    """Write figures, floors and the page."""
    save_results(RESULTS, results)
    save_floors(FLOORS, floors)
    write_page(results, floors)


def write_page(results: dict[str, Result], floors: dict[str, Floor]) -> None:
    """Write the page alone."""
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(SETS, results, floors, load_results(agreement.KEPT)), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
