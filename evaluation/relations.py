"""Where accounts agree, differ and contradict each other: what a key tells of, beside what a casebook of its reports states."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from evaluation.scorers.answers import Key, ReadingView, Row, load_key
from evaluation.scorers.counts import Metrics, mean, pair_off
from evaluation.scorers.spans import Span
from khabar import pipeline
from khabar.casebook import Casebook, open_casebook
from khabar.pipeline import Tools
from khabar.sample import reports_folder

KINDS = {"corroborate": "agree"}

# The claims and figures that relations join: figures with their spans, claims with those of their sentences.
MEMBERS = """
    SELECT c.claim_id AS member, c.report_id, s.start, s."end" FROM claims c JOIN sentences s USING (report_id, sentence)
    UNION ALL
    SELECT quantity_id, report_id, start, "end" FROM quantities
"""


@dataclass(frozen=True)
class Member:
    """One side of a relation: its report, and the span in the raw text in which a key may have it."""

    doc: str
    span: Span | None


def sample(repository: Path, _tools: Tools) -> tuple[Metrics, Metrics]:
    """The shipped reports against our own key."""
    return measure(load_key(repository / "evaluation/keys/sample", reports_folder()))


def articles(data: Path, _tools: Tools) -> tuple[Metrics, Metrics]:
    """The two articles against the agreed key."""
    return measure(load_key(data / "gold", data / "corpora" / "iraq"))


def measure(key: Key) -> tuple[Metrics, Metrics]:
    """The share of a key's relations of which the casebook joins two sides, and of those the share of its kind."""
    stated = _stated(key)
    kinds = [
        (KINDS.get(row["label"], row["label"]), {kind for kind, sides in stated if _joins(row["members"], sides)})
        for row in key.tables["contradictions"]
    ]
    found = {
        "n_relations": len(kinds),
        "relations_found": mean(bool(told) for _, told in kinds),
        "relations_kind": mean(kind in told for kind, told in kinds if told),
    }
    return found, {}


def _joins(wanted: Sequence[Row], sides: Sequence[Member]) -> bool:
    """Whether two members of the key's relation are sides of ours."""
    meeting = {
        (i, j): (1.0,) for i, member in enumerate(wanted) for j, side in enumerate(sides) if _meets(member, side)
    }
    return len(pair_off(meeting)) > 1


def _meets(member: Row, side: Member) -> bool:
    """Whether a side is the key's figure, or a claim of the sentence in which the key has its figure, deed or words."""
    if member["doc"] != side.doc or side.span is None:
        return False
    start, end = side.span
    return bool(member["start"] < end and start < member["end"])


def _stated(key: Key) -> list[tuple[str, list[Member]]]:
    """The kind and sides of every relation in a casebook of the key's reports."""
    with TemporaryDirectory() as folder:
        source, case = Path(folder) / "reports.jsonl", Path(folder) / "case"
        rows = ({"id": doc, "text": text} for doc, text in sorted(key.texts.items()))
        source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        pipeline.build([source], case)
        book = open_casebook(case)
        members = _members(book, key.texts)
        relations = book.table("relations").to_pylist()
    return [(row["kind"], [members[member] for member in row["members"]]) for row in relations]


def _members(book: Casebook, texts: Mapping[str, str]) -> dict[str, Member]:
    lines = sorted(texts)
    places = ((row["report_id"], row["path"].rpartition("#")[2]) for row in book.table("sightings").to_pylist())
    docs = {name: lines[int(number) - 1] for name, number in places}
    reports = {row["report_id"]: row for row in book.table("reports").to_pylist()}
    views = {name: ReadingView(texts[doc], {"report": reports[name]}) for name, doc in docs.items()}
    return {
        row["member"]: Member(docs[row["report_id"]], views[row["report_id"]].span(row))
        for row in book.sql(MEMBERS).to_pylist()
    }
