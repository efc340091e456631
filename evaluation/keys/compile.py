"""Turns hand-written keys (``[0-9]*.toml`` with one ``entities.toml``) into the answer-key tables that the scorers read.

What a careful reader writes is short: a pointer to the trigger, the parties as worded, the class. Offsets, sentences,
chains (from the attributions that enclose the trigger) and cross-references are worked out here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

from evaluation.keys.attributions import add_attributions
from evaluation.keys.entities import entity_row
from evaluation.keys.events import event_rows, join_quantities, quantity_rows
from evaluation.keys.pointers import sentences
from evaluation.keys.relations import relation_rows
from evaluation.keys.report import Report, Row

ENTITIES = "entities.toml"


def compile_keys(source: Path, text_of: Callable[[str], str]) -> dict[str, list[Row]]:
    """The five tables of the answer key, where ``text_of`` gives a report's text by its name.

    Raises KeyMistakeError for a pointer that does not fit.
    """
    entities = tomllib.loads((source / ENTITIES).read_text(encoding="utf-8"))["entities"]
    names = {v.split("|")[0]: e["name"] for e in entities for v in [e["name"], *e.get("as", [])]}
    read = [_report(p, text_of, names) for p in sorted(source.glob("[0-9]*.toml"))]
    for report in read:
        add_attributions(report)
    events = [row for r in read for row in event_rows(r)]
    quantities = [row for r in read for row in quantity_rows(r)]
    join_quantities(events, quantities)
    return {
        "events": events,
        "quantities": quantities,
        "attributions": [row for r in read for row in r.attributions.values()],
        "entities": [entity_row(e, read) for e in entities],
        "contradictions": relation_rows(read, events, quantities),
    }


def _report(path: Path, text_of: Callable[[str], str], names: Mapping[str, str]) -> Report:
    key = tomllib.loads(path.read_text(encoding="utf-8"))
    doc = key.get("doc", path.stem)
    text = text_of(doc)
    return Report(path.stem.split("-")[0], doc, text, key, sentences(text, key.get("wholes", [])), names)
