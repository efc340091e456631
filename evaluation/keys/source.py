"""From rows back to the hand-written form, so that a key can be corrected where only its rows were kept.

Pointers come out as offsets with the words there (``@24-26 he``); what is added by hand may point by words alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from evaluation.keys.report import Row

LONG = 60


def entities_toml(entities: Sequence[Row], shorts: Mapping[str, str]) -> str:
    """The file of entities; ``shorts`` gives the number of each report."""
    return _table("entities", [_entity(row, shorts) for row in entities])


def report_toml(head: Mapping[str, Any], tables: Mapping[str, Sequence[Row]]) -> str:
    """The file of one report: its head (``doc``, ``wholes``) and the rows that belong to it."""
    attributions = {row["id"]: row for row in tables["attributions"]}
    root = next(row for row in attributions.values() if row["nested_in"] is None)
    inner = [_attribution(row) for row in attributions.values() if row is not root]
    author = next((e["attribution"][0]["author"] for e in tables["events"]), None)
    given = {**head, "voice": root["source"]["canonical"], "author": author}
    lines = [f"{name} = {_toml(value)}\n" for name, value in given.items() if value]
    pieces = [
        _table("attributions", inner),
        _table("events", [_event(row, attributions) for row in tables["events"]]),
        _table("quantities", [_quantity(row, attributions) for row in tables["quantities"]]),
        _table("relations", [_relation(row) for row in tables["contradictions"]]),
    ]
    return "\n".join(["".join(lines), *pieces])


def _table(name: str, records: Sequence[Mapping[str, Any]]) -> str:
    if not records:
        return f"{name} = []\n"
    return f"{name} = [\n" + "".join(f"  {_toml(record)},\n" for record in records) + "]\n"


def _toml(value: Any) -> str:
    """A TOML value; strings are those of JSON, which TOML reads alike."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {_toml(v)}" for k, v in value.items() if not _unsaid(v)) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _unsaid(value: Any) -> bool:
    return value is None or value is False or value == []


def _event(row: Row, attributions: Mapping[str, Row]) -> Row:
    return {
        "id": _own(row["id"]),
        "at": _pointer({**row, "text": row["span"]}),
        "class": row["plover"],
        "sub": row["subtype"],
        "alt": row["plover_alt"],
        "detail": row["detail"],
        "type": row["record_type"],
        "who": [_party(p) for p in row["actors"]],
        "whom": [_party(p) for p in row["recipients"]],
        "weapon": [_party(p) for p in row["weapon"] or []],
        "place": _place(row["place"]) if row["place"] else None,
        "when": _date(row["date"]) if row["date"] else None,
        "quantities": [_own(q["quantity_id"]) for q in row["quantities"]],
        "fact": row["factuality"],
        "said": _own(_holder(row["attribution"], row["attribution_ids"], attributions)),
        "stance": row["outer_stance"],
        "cluster": row.get("cluster"),
        "salience": row["salience"],
        "note": row.get("note"),
    }


def _quantity(row: Row, attributions: Mapping[str, Row]) -> Row:
    kept = ("unit", "kind", "counts", "approx", "qualifier", "vague", "category")
    return {
        "id": _own(row["id"]),
        "at": _pointer(row),
        "number": _pointer(row["number"]),
        "value": _bounds(row["value"]) if isinstance(row["value"], list) else row["value"],
        **{name: row[name] for name in kept},
        "said": _own(_holder(row["said_by"], [], attributions)),
        "part_of": _own(row["part_of"]) if row["part_of"] else None,
        "window": row["time_window"],
    }


def _attribution(row: Row) -> Row:
    return {
        "id": _own(row["id"]),
        "source": _party(row["source"]),
        "kind": row["source"]["kind"],
        "cue": _pointer(row["cue"]) if row["cue"] else None,
        "content": [_pointer(c) for c in row["content"]],
        "type": row["type"],
        "in": _own(row["nested_in"]),
        "stance": row["outer_stance"],
        "note": row.get("note"),
    }


def _entity(row: Row, shorts: Mapping[str, str]) -> Row:
    single = [v for v in row["variants"] if v["form"] in ("pronoun", "description") and v["count"] == 1]
    words = [(" ".join(v["text"].split()), v["form"]) for v in row["variants"] if v not in single]
    also = [f"{shorts[m['doc']]}: {_pointer(m)} | {v['form']}" for v in single for m in v["mentions"]]
    plain = {name: row[name] for name in ("type", "country", "parent")}
    listed = [f"{text}|{form}" for text, form in words if text != row["canonical"]]
    return {"id": row["id"], "name": row["canonical"], **plain, "as": listed, "also": also}


def _relation(row: Row) -> Row:
    members = [f"{m['record']} = {m['position']}" for m in row["members"]]
    return {"id": _own(row["id"]), "label": row["label"], "topic": row["topic"], "members": members, "why": row["why"]}


def _own(ident: str) -> str:
    return ident.partition("-")[2]


def _pointer(row: Row) -> str:
    words = row["text"].split()
    if len(row["text"]) > LONG:
        words = [*words[:4], "…", *words[-4:]]
    return f"@{row['start']}-{row['end']} {' '.join(words)}"


def _party(row: Row) -> str:
    name = f" = {row['canonical']}" if row["canonical"] else ""
    return ("?" if row["start"] is None else _pointer(row)) + name


def _place(row: Row) -> str:
    return f"{_party(row)} / {row['country'] or '-'}"


def _date(row: Row) -> str:
    words = "?" if row["start"] is None else _pointer(row)
    value = [row["normalized"], row["precision"], *row.get("acceptable", [])] if row["normalized"] else [""]
    return f"{words} = {' / '.join(value)}"


def _bounds(value: Sequence[float | None]) -> str:
    low, high = ("" if v is None else f"{v:.15g}" for v in value)
    return f"{low}..{high}"


def _holder(links: Sequence[Row], around: Sequence[str], attributions: Mapping[str, Row]) -> str:
    """The attribution whose chain is the given one, of those around the record first."""
    wanted = [(link["source"], link["start"]) for link in links[1:]]
    return next(a for a in [*reversed(around), *attributions] if _sources(a, attributions) == wanted)


def _sources(ident: str, attributions: Mapping[str, Row]) -> list[tuple[str, int | None]]:
    row = attributions[ident]
    if row["nested_in"] is None:
        return []
    return [*_sources(row["nested_in"], attributions), (row["source"]["canonical"], row["source"]["start"])]
