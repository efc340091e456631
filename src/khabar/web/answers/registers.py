"""The registers: ready views of claims for one trade each, as ``khabar show CASE REGISTER`` prints them."""

from __future__ import annotations

from khabar.export.views import REGISTERS, about, body, brief
from khabar.web.answers.missing import MissingError
from khabar.web.asking import PAGE, Ask
from khabar.web.desk import Desk
from khabar.web.listing import Json, paged

QUERY = PAGE


def registers(desk: Desk, _: Ask) -> Json:
    """The registers with what each shows and how many rows it has."""
    counted = (f"SELECT '{name}' AS name, count(*) AS n FROM (\n{body(name)})" for name in REGISTERS)
    counts = {row["name"]: row["n"] for row in desk.database.rows(" UNION ALL ".join(counted))}
    rows = [{"name": name, "about": about(name), "n": counts[name]} for name in REGISTERS]
    return {"rows": rows, "total": len(rows), "next": None, "facets": {}}


def register(desk: Desk, ask: Ask) -> Json:
    """One register, a page of it."""
    name = ask.path["name"]
    if name not in REGISTERS:
        raise MissingError(f"There is no register {name}. The registers are: {', '.join(REGISTERS)}.")
    rows, later = paged(desk.database, f"SELECT * FROM ({body(name)})", (), ask.query)
    return {
        "name": name,
        "about": about(name),
        "brief": list(brief(name)),
        "rows": rows,
        "total": desk.database.value(f"SELECT count(*) FROM ({body(name)})"),
        "next": later,
        "facets": {},
    }
