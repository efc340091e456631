"""When claims say that things happened: bins for those dated within one, intervals for those that are not."""

from __future__ import annotations

from datetime import date, timedelta

from khabar.web.answers.claims import FILTERS, QUERY
from khabar.web.asking import Ask
from khabar.web.desk import Database, Desk
from khabar.web.listing import Condition, Json, condition

PARAMS = tuple(param for param in QUERY if param.name != "sort")
MOST_BINS = 150
_UNITS = (("day", 1), ("week", 7), ("month", 30), ("year", 365))

_DATED = """
    SELECT claim_id, event, date_precision, try_cast(coalesce(date_earliest, date_latest) AS DATE) AS first,
        try_cast(coalesce(date_latest, date_earliest) AS DATE) AS last
    FROM shown WHERE {where}
"""


def timeline(desk: Desk, ask: Ask) -> Json:
    """The timeline of the claims that a filter shows."""
    return timeline_of(desk.database, condition(FILTERS, ask.query))


def timeline_of(database: Database, where: Condition) -> Json:
    """Bins of one unit, the coarser the longer the time told of; wider claims as intervals; how many have no date."""
    dated = _DATED.format(where=where.sql)
    span = database.row(f"SELECT min(first) AS first, max(last) AS last FROM ({dated})", where.values) or {}
    undated = database.value(f"SELECT count(*) FROM ({dated}) WHERE first IS NULL", where.values)
    if not span.get("first"):
        return {"unit": "day", "bins": [], "intervals": [], "undated": undated}
    unit = _unit(database, dated, where)
    bins = database.rows(
        f"SELECT date_trunc('{unit}', first) AS since, coalesce(event, 'none') AS event, count(*) AS n FROM ({dated}) "
        f"WHERE date_trunc('{unit}', first) = date_trunc('{unit}', last) GROUP BY ALL ORDER BY since, n DESC, event",
        where.values,
    )
    intervals = database.rows(
        f"SELECT first, last, date_precision AS precision, count(*) AS n FROM ({dated}) "
        f"WHERE date_trunc('{unit}', first) <> date_trunc('{unit}', last) GROUP BY ALL ORDER BY n DESC, first, last LIMIT 200",
        where.values,
    )
    return {
        "unit": unit,
        "bins": _bins(bins, unit),
        "intervals": [
            {"earliest": str(row["first"]), "latest": str(row["last"]), "precision": row["precision"], "n": row["n"]}
            for row in intervals
        ],
        "undated": undated,
    }


def _unit(database: Database, dated: str, where: Condition) -> str:
    """The finest unit that tells the middle nine tenths of what is dated in few enough bins."""
    row = database.row(
        f"SELECT quantile_disc(first, 0.05) AS first, quantile_disc(last, 0.95) AS last FROM ({dated}) WHERE first IS NOT NULL",
        where.values,
    )
    days = (row["last"] - row["first"]).days if row else 0
    return next((unit for unit, length in _UNITS if days / length <= MOST_BINS), "year")


def _bins(rows: list[Json], unit: str) -> list[Json]:
    found: dict[date, Json] = {}
    for row in rows:
        at = date.fromisoformat(str(row["since"])[:10])
        bin = found.setdefault(at, {"from": at.isoformat(), "to": _end(at, unit).isoformat(), "n": 0, "events": []})
        bin["n"] += row["n"]
        bin["events"].append([row["event"], row["n"]])
    return list(found.values())


def _end(at: date, unit: str) -> date:
    """The last day of a bin."""
    if unit in ("day", "week"):
        return at + timedelta(0 if unit == "day" else 6)
    following = date(at.year + (unit == "year" or at.month == 12), 1 if unit == "year" else at.month % 12 + 1, 1)
    return following - timedelta(1)
