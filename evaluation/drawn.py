"""``python -m evaluation.drawn CASE``: forty relations to be judged by hand, from reports that trained and tuned nothing.

The reports are of three kinds: MUC-4's of the train part whose name has an odd sha256 (``held_back``), less those that were
judged before; MUC-4's of the dev part; and ECB+'s of the dev part. Rules are made on other reports; by the dev parts the
whole is measured, but no rule is made from them. The former seed cut the first kind, in order of their day, into groups of
33 and put the groups into an order, of which the first fifteen were judged. ECB+ tells no day of publication: all reports
of one story get the same day, each story its own. The casebook is built in CASE, its relations are put into the order of
the hash of their identifier with the seed, and the first forty are printed with what they set side by side.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from evaluation.ecb_plus import in_running_text
from evaluation.names import held_back
from evaluation.rows import read_rows
from khabar import casebook, pipeline
from khabar.casebook import Casebook

SEED, FORMER = "khabar relations 4", "khabar relations 2"
GROUP, JUDGED, RELATIONS = 33, 15, 40
MUC, MUC_DEV, ECB = "data/muc4/train.jsonl.gz", "data/muc4/dev.jsonl.gz", "data/ecb-plus/dev.jsonl.gz"

# The day of ECB+'s first story, and how many days lie between two stories.
FIRST, APART = date(2009, 1, 5), 37
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


def reports(data: Path, known: frozenset[str]) -> Iterator[dict[str, str]]:
    """All reports, as rows of a JSON Lines file; ``known`` names those of MUC-4 that were judged before the first draw."""
    dated = [row for row in _dated(read_rows(data / MUC)) if held_back(row["id"]) and row["id"] not in known]
    groups = [dated[start : start + GROUP] for start in range(0, len(dated), GROUP)]
    order = sorted(range(len(groups)), key=lambda n: _hash(FORMER, str(n)))
    for number in sorted(order[JUDGED:]):
        yield from groups[number]
    yield from _dated(read_rows(data / MUC_DEV))
    yield from _by_story(list(read_rows(data / ECB)))


def _dated(rows: Iterable[dict[str, Any]]) -> list[dict[str, str]]:
    """MUC-4's reports that tell their day, in its order."""
    found = sorted((_day(row["dateline"]), row["doc_id"], row["text"]) for row in rows)
    return [{"id": name, "text": text, "date": day} for day, name, text in found if day]


def _by_story(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, str]]:
    """ECB+'s reports, each with the day of its story."""
    rows = list(rows)
    stories = sorted({row["subtopic"] for row in rows})
    for row in rows:
        text, _ = in_running_text([sentence["tokens"] for sentence in row["sentences"]])
        day = FIRST + timedelta(APART * stories.index(row["subtopic"]))
        yield {"id": row["doc_id"], "text": text, "date": day.isoformat()}


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
    rows = reports(Path(os.environ["KHABAR_DATA"]), known)
    source = case.with_suffix(".jsonl")
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    pipeline.build([source], case)
    print("\n\n".join(drawn(casebook.open_casebook(case), SEED)))


if __name__ == "__main__":
    main()
