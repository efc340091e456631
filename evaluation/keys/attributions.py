"""Rows of attributions, and the chains that follow from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evaluation.keys.pointers import Span, find
from evaluation.keys.report import Report, Row, party


def add_attributions(report: Report) -> None:
    """Rows of a report's attributions; the first is the author's own, around everything."""
    voice = report.key["voice"]
    start, end = len(report.text) - len(report.text.lstrip()), len(report.text.rstrip())
    root = {
        "id": f"{report.short}-A00",
        "doc": report.doc,
        **report.where((start, start)),
        "source": {"text": None, "start": None, "end": None, "canonical": voice, "kind": "article_voice"},
        "cue": None,
        "content": [report.quote((start, end))],
        "type": "editorial",
        "nested_in": None,
        "outer_stance": "own_voice",
    }
    report.attributions["A00"] = root
    for given in report.key["attributions"]:
        report.attributions[given["id"]] = _attribution(report, given)


def _attribution(report: Report, given: Mapping[str, Any]) -> Row:
    content = [find(report.text, p) for p in given.get("content", [])]
    cue = _cue(report, given["cue"], content) if "cue" in given else None
    anchor = cue or content[0]
    row = {
        "id": f"{report.short}-{given['id']}",
        "doc": report.doc,
        **report.where(anchor),
        "source": {**party(report, given["source"], anchor), "kind": given["kind"]},
        "cue": report.quote(cue) if cue else None,
        "content": [report.quote(c) for c in content],
        "type": given.get("type", "indirect"),
        "nested_in": f"{report.short}-{given.get('in', 'A00')}",
        "outer_stance": given.get("stance", "neutral"),
    }
    return {**row, **({"note": given["note"]} if "note" in given else {})}


def _cue(report: Report, pointer: str, content: list[Span]) -> Span:
    return report.place(pointer, content[0]) if content else find(report.text, pointer)


def enclosing(report: Report, span: Span) -> list[str]:
    """Attributions whose content holds a span, the widest first."""

    def width(ident: str) -> int:
        return sum(c["end"] - c["start"] for c in report.attributions[ident]["content"])

    holds = [
        k
        for k, a in report.attributions.items()
        if k != "A00" and any(c["start"] <= span[0] and span[1] <= c["end"] for c in a["content"])
    ]
    return sorted(holds, key=lambda k: (-width(k), k))


def chain(report: Report, ident: str) -> list[Row]:
    """Links from the author to the source of an attribution."""
    row = report.attributions[ident]
    if ident == "A00":
        return [
            {
                "source": "article voice",
                "kind": "outlet",
                "outlet": report.key["voice"],
                "author": report.key.get("author"),
            }
        ]
    outer = chain(report, row["nested_in"].split("-")[1])
    source = row["source"]
    link = {"source": source["canonical"], "kind": source["kind"]}
    return [*outer, {**link, **{k: source[k] for k in ("text", "start", "end")}}]
