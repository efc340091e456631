"""Rows of entities: every mention of a name; pronouns and descriptions by pointer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from evaluation.keys.pointers import KeyMistakeError, find, fits
from evaluation.keys.report import Report, Row


def entity_row(given: Mapping[str, Any], reports: list[Report]) -> Row:
    """The row of one entity; longer names claim their words first."""
    forms = [(w.partition("|")[0], w.partition("|")[2] or "name") for w in [given["name"], *given.get("as", [])]]
    forms.sort(key=lambda f: -len(f[0]))
    taken: list[tuple[str, int, int]] = []
    variants = []
    for words, form in forms:
        mentions = [m for r in reports for m in _mentions(r, words, given["name"], taken)]
        if mentions:
            variants.append({"text": words, "form": form, "count": len(mentions), "mentions": mentions})
    for pointer in given.get("also", []):
        number, _, rest = pointer.partition(": ")
        where, _, form = rest.rpartition(" | ")
        report = next(r for r in reports if r.short == number)
        quote = report.quote(find(report.text, where))
        mention = {"doc": report.doc, **quote}
        variants.append({"text": quote["text"], "form": form, "count": 1, "mentions": [mention]})
    if not variants:
        raise KeyMistakeError(f"entity {given['name']!r} is mentioned nowhere")
    docs = sorted({m["doc"] for v in variants for m in v["mentions"]})
    row = {"id": given["id"], "canonical": given["name"], "type": given["type"], "country": given.get("country")}
    return {**row, "parent": given.get("parent"), "docs": docs, "variants": variants}


def _mentions(report: Report, words: str, name: str, taken: list[tuple[str, int, int]]) -> Iterable[Row]:
    """Places where the words stand in a report that gives them to this entity, longer names first."""
    if report.names.get(words) != name:
        return
    for a, b in fits(report.text, words, (0, len(report.text))):
        longer = (n for n in report.names if len(n) > len(words) and words in n)
        if any(x <= a and b <= y for n in longer for x, y in fits(report.text, n, (0, len(report.text)))):
            continue
        if not any(d == report.doc and a < y and x < b for d, x, y in taken):
            taken.append((report.doc, a, b))
            yield {"doc": report.doc, **report.quote((a, b))}
