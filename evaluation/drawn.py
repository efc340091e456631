"""``python -m evaluation.drawn CASE``: forty relations to be judged by hand, from reports that trained and tuned nothing.

The reports are MUC-4's of the train part whose name has an odd sha256 (``held_back``); those with an even one are looked at
while rules are made. In order of their day they are cut into groups of 33, so that reports of one time stand together; the
seed puts the groups into an order, of which the first six were judged before, and the next nine are taken. The casebook is
built in CASE, its relations are put into the order of the hash of their identifier with the seed, and the first forty are
printed with what they set side by side.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from evaluation.names import held_back
from evaluation.rows import read_rows
from khabar import casebook, pipeline
from khabar.casebook import Casebook

SEED = "khabar relations 2"
GROUP, JUDGED, GROUPS, RELATIONS = 33, 6, 9, 40
FILE = "data/muc4/train.jsonl.gz"
DOCS = Path(__file__).parent.parent / "docs" / "linking.md"

_DAY = re.compile(r"(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC) (\d\d)")

MEMBERS = """
    SELECT c.claim_id AS member, s.path, c.trigger, c.realis, c.factuality,
        substring(r.text, s2.start + 1, s2."end" - s2.start) AS words
    FROM claims c JOIN reports r USING (report_id) JOIN sightings s USING (report_id)
        JOIN sentences s2 ON s2.report_id = c.report_id AND s2.sentence = c.sentence
    UNION ALL
    SELECT q.quantity_id, s.path, q.text, q.measure, q.population,
        substring(r.text, greatest(q.start - 150, 0) + 1, 300)
    FROM quantities q JOIN reports r USING (report_id) JOIN sightings s USING (report_id)
"""


def reports(rows: Iterable[dict[str, Any]], seed: str, known: frozenset[str]) -> list[dict[str, str]]:
    """The reports of the groups that a seed picks, as rows of a JSON Lines file; ``known`` names those judged before."""
    dated = ((_day(row["dateline"]), row["doc_id"], row["text"]) for row in rows)
    pool = sorted(row for row in dated if row[0] and held_back(row[1]) and row[1] not in known)
    groups = [pool[start : start + GROUP] for start in range(0, len(pool), GROUP)]
    order = sorted(range(len(groups)), key=lambda n: _hash(seed, str(n)))
    picked = sorted(order[JUDGED : JUDGED + GROUPS])
    return [{"id": name, "text": text, "date": day} for n in picked for day, name, text in groups[n]]


def _day(dateline: str | None) -> str:
    found = _DAY.search(dateline or "")
    return datetime.strptime(" ".join(found.groups()), "%d %b %y").date().isoformat() if found else ""


def _hash(seed: str, name: str) -> str:
    return sha256(f"{seed}:{name}".encode()).hexdigest()


def drawn(book: Casebook, seed: str) -> Iterator[str]:
    """The first relations in the order that a seed gives, each as a block of lines."""
    members = {row["member"]: row for row in book.sql(MEMBERS).to_pylist()}
    relations = sorted(book.table("relations").to_pylist(), key=lambda row: _hash(seed, row["relation_id"]))
    for number, row in enumerate(relations[:RELATIONS], 1):
        told = (members[member] for member in row["members"])
        lines = (f"  {one['path']}: [{one['trigger']}] {' '.join(one['words'].split())}" for one in told)
        yield "\n".join([f"{number}. {row['relation_id']} {row['kind']} {row['field']}: {row['why']}", *lines])


def main() -> None:
    """Build the casebook and print what was drawn."""
    case = Path(sys.argv[1])
    known = frozenset(re.findall(r"DEV-MUC3-\d{4}", DOCS.read_text(encoding="utf-8").partition("## Judged before")[2]))
    rows = reports(read_rows(Path(os.environ["KHABAR_DATA"]) / FILE), SEED, known)
    source = case.with_suffix(".jsonl")
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    pipeline.build([source], case)
    print("\n\n".join(drawn(casebook.open_casebook(case), SEED)))


if __name__ == "__main__":
    main()
