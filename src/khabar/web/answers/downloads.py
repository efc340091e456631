"""What a filter shows, to take away: every row with the label in it, and nothing in it that a spreadsheet would run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain as chained
from typing import Any

from starlette.responses import Response, StreamingResponse

from khabar.casebook import NOTICE
from khabar.export.cells import line
from khabar.export.reading import json_line
from khabar.web.answers.claims import FILTERS, SORTS, claim_row
from khabar.web.asking import Ask
from khabar.web.desk import Desk
from khabar.web.listing import Json, condition

COLUMNS = (
    *("claim_id", "report_id", "outlet", "published", "sentence", "trigger", "event", "mode", "actors", "recipients"),
    *("instruments", "place", "country", "place_precision", "date_earliest", "date_latest", "date_precision", "chain"),
    *(
        "factuality",
        "author_factuality",
        "realis",
        "register",
        "phase",
        "figures",
        "incident_id",
        "confidence",
        "review",
    ),
    "notice",
)


def claims_csv(desk: Desk, ask: Ask) -> Response:
    """The claims that a filter shows as comma-separated text; the convention for cells is that of `khabar export`."""
    rows = (line(_cells(row)) for batch in _batches(desk, ask) for row in batch)
    return _attached(chained([line(COLUMNS)], rows), "text/csv; charset=utf-8", "claims-as-reported.csv")


def claims_json(desk: Desk, ask: Ask) -> Response:
    """The claims that a filter shows as one JSON object: the label, and the rows as lists show them."""
    rows = (
        ("," if at else "") + json_line(claim_row(row)) + "\n"
        for at, row in enumerate(chained.from_iterable(_batches(desk, ask)))
    )
    head = f'{{"label":{json_line(desk.label)},"rows":[\n'
    return _attached(chained([head], rows, ["]}\n"]), "application/json", "claims-as-reported.json")


def _batches(desk: Desk, ask: Ask) -> Iterator[list[Json]]:
    where = condition(FILTERS, ask.query)
    order = SORTS[ask.query.get("sort", "published")]
    return desk.database.batches(f"SELECT * FROM shown WHERE {where.sql} ORDER BY {order}, claim_id", where.values)


def _attached(pieces: Iterable[str], kind: str, name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return StreamingResponse((piece.encode("utf-8", "replace") for piece in pieces), media_type=kind, headers=headers)


def _cells(row: Mapping[str, Any]) -> list[Any]:
    told = {
        **row,
        "sentence": row["sentence_text"],
        "place": row["place_name"],
        **{
            role: "; ".join(str(one["text"] or one["name"]) for one in row[role])
            for role in ("actors", "recipients", "instruments")
        },
        "chain": _chain(row["chain"], row["outlet"]),
        "figures": "; ".join(f"{one['measure']}: {one['text']}" for one in row["figures"]),
        "notice": NOTICE,
    }
    return [told[name] for name in COLUMNS]


def _chain(holders: Sequence[Mapping[str, Any]], outlet: str | None) -> str:
    """The chain from the outlet inwards, as words."""
    names = (one["text"] or (outlet if one["kind"] == "author" else None) or one["kind"] for one in holders)
    return " < ".join(f"{name} ({one['factuality']})" for name, one in zip(names, holders, strict=True))
