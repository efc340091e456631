"""What every GET route answers on a casebook, by name: ``python -m tests.web.walk`` writes the snapshots again.

The snapshots are the front end's fixtures, and the test beside this file compares them with today's answers. Each route is
asked without a query, and those that need a name once for each of a few records that have much to tell.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from khabar.export.reading import json_line
from khabar.front import build
from khabar.pipeline import reviewing
from khabar.sample import reports_folder
from khabar.web.asking import Ask, parse
from khabar.web.desk import Desk
from khabar.web.routes import ROOT, ROUTES, Route

VARYING = re.compile(r'"(hash|time|csrf)":"[^"]*"')
SNAPSHOTS = Path(__file__).parent / "snapshots"

# A record of each kind that the sample tells much of, found by what it is rather than by its name.
RECORDS: Mapping[str, str] = {
    "report_id": "SELECT report_id FROM reports WHERE title LIKE 'Dozens shot dead%'",
    "claim_id": "SELECT claim_id FROM shown WHERE title LIKE 'Dozens shot dead%' "
    "AND len(figures) > 0 AND len(chain) > 1 ORDER BY start LIMIT 1",
    "incident_id": "SELECT incident_id FROM incidents ORDER BY n_reports DESC, n_claims DESC, incident_id LIMIT 1",
    "entity_id": "SELECT entity_id FROM entities WHERE name = 'Adel Abdul-Mahdi'",
    "name": "SELECT 'casualties'",
}
QUERIES: Mapping[str, tuple[tuple[str, str], ...]] = {
    f"{ROOT}/search": (("q", "Nasiriyah"),),
}


def answers(desk: Desk, instead: Mapping[str, str] = MappingProxyType({})) -> Iterator[tuple[str, Any]]:
    """The name of each snapshot and the answer; ``instead`` names records to ask for."""
    names = {name: desk.database.value(sql) for name, sql in RECORDS.items()} | dict(instead)
    for route in ROUTES:
        if route.method == "GET" and not route.bytes:
            yield name_of(route), _answer(route, desk, names)


JUDGED = (
    ("confirm", ("c0",), "reviewer", None, "The sentence says so."),
    ("reject", ("c0",), "colleague", None, "A plan, not a deed."),
    ("correct", ("c1",), "reviewer", {"event": "PROTEST", "mode": None}, "They marched."),
    ("same", ("c2", "c3"), "reviewer", None, "One night on the bridges."),
    ("note", ("c2",), "reviewer", {"text": "Ask the hospital."}, None),
    ("rate_source", ("outlet:The Harbour Herald",), "reviewer", {"reliability": "B"}, None),
)


def judge(folder: Path) -> None:
    """Some judgements on a casebook, so that the answers show how they look."""
    desk = Desk(folder, "reviewer")
    claims = [row["claim_id"] for row in desk.database.rows("SELECT claim_id FROM shown ORDER BY n LIMIT 4")]
    desk.close()
    names = {f"c{at}": claim for at, claim in enumerate(claims)}
    for kind, target, by, after, reason in JUDGED:
        found = [names.get(one, one) for one in target]
        reviewing.judge(folder, kind, found, by=by, reason=reason, after=None if after is None else json.dumps(after))
    reviewing.judge(folder, "undo", [], by="reviewer", undoes=4)


def text(answer: Any) -> str:
    """An answer as a snapshot holds it: what differs from one run to the next is left out."""
    answer = json.loads(VARYING.sub(r'"\1":"…"', json_line(answer)))
    return json.dumps(answer, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def name_of(route: Route) -> str:
    return route.path.removeprefix(f"{ROOT}/").replace("/{", ".").replace("}", "").replace("/", ".")


def _answer(route: Route, desk: Desk, names: Mapping[str, str]) -> Any:
    query = parse(QUERIES.get(route.path, ()), route.query)
    return {"label": desk.label, "seen": desk.seen, **route.handler(desk, Ask(names, query, judge=desk.judge))}


def write(folder: Path, snapshots: Path = SNAPSHOTS) -> None:
    """Write every snapshot of a casebook, and delete those of routes that are no more."""
    desk = Desk(folder, "reviewer")
    snapshots.mkdir(parents=True, exist_ok=True)
    written = {snapshots / f"{name}.json": text(answer) for name, answer in answers(desk)}
    desk.close()
    for path in set(snapshots.glob("*.json")) - written.keys():
        path.unlink()
    for path, content in written.items():
        path.write_text(content, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        case = Path(scratch) / "case"
        if len(sys.argv) > 1:
            shutil.copytree(sys.argv[1], case)
        else:
            build([reports_folder()], case)
        judge(case)
        write(case)
