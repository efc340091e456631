"""Lists: filters to SQL, pages, and facets that count what each choice would leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from khabar.frozen import record
from khabar.web.asking import Param, cursor, page
from khabar.web.desk import Database

Json = dict[str, Any]
MOST_VALUES = 50


@record(frozen=True, slots=True)
class Filter:
    """A filter of a list. ``sql`` holds true for rows that pass; its one mark is the value, through ``given``."""

    param: Param
    sql: str
    given: Callable[[Any], Any] = lambda value: value


@record(frozen=True, slots=True)
class Facet:
    """A column whose values are counted. ``value`` is SQL for it, a list where ``many``; ``named`` SQL from it to a name."""

    name: str
    value: str
    many: bool = False
    named: str | None = None


@record(frozen=True, slots=True)
class Condition:
    """The WHERE of a query with its values."""

    sql: str
    values: tuple[Any, ...]


def condition(filters: Sequence[Filter], query: Mapping[str, Any], but: str = "") -> Condition:
    """What rows must satisfy, but for one filter."""
    used = [f for f in filters if f.param.name in query and f.param.name != but]
    values = tuple(f.given(query[f.param.name]) for f in used)
    return Condition(" AND ".join(f"({f.sql})" for f in used) or "true", values)


def one_of(name: str, column: str, about: str, kind: str = "texts") -> Filter:
    """A filter on a column; ``none`` stands for rows that have no value there."""
    return Filter(
        Param(name, f"{about} May be repeated; `none` for those without.", kind),
        f"list_contains(?, coalesce({column}, 'none'))",
    )


def any_of(name: str, column: str, about: str) -> Filter:
    """A filter on a column of lists; ``none`` stands for empty ones."""
    sql = f"list_has_any(CASE WHEN len({column}) = 0 THEN ['none'] ELSE {column} END, ?)"
    return Filter(Param(name, f"{about} May be repeated; `none` for those without.", "texts"), sql)


def paged(
    database: Database, sql: str, values: Sequence[Any], query: Mapping[str, Any]
) -> tuple[list[Json], str | None]:
    """One page of the rows of a SELECT that is ordered, and the cursor of the next."""
    limit, offset = page(query)
    rows = database.rows(f"{sql} LIMIT {limit + 1} OFFSET {offset}", values)
    return rows[:limit], cursor(offset + limit) if len(rows) > limit else None


@record(frozen=True, slots=True)
class Listed:
    """What a list is of: the rows, as SQL for a table, what they are filtered by and which of their columns are counted.

    ``columns`` are those that a row of the answer is made of.
    """

    table: str
    filters: tuple[Filter, ...]
    facets: tuple[Facet, ...]
    columns: str = "*"


def listing(
    database: Database,
    listed: Listed,
    query: Mapping[str, Any],
    order: str,
    told: Callable[[list[Json]], list[Json]] = list,
) -> Json:
    """One page of what a filter shows, in an order: its rows as they are ``told``, and how many each choice would leave."""
    where = condition(listed.filters, query)
    rows, later = paged(
        database,
        f"SELECT {listed.columns} FROM {listed.table} WHERE {where.sql} ORDER BY {order}",
        where.values,
        query,
    )
    return {
        "rows": told(rows),
        "total": database.value(f"SELECT count(*) FROM {listed.table} WHERE {where.sql}", where.values),
        "next": later,
        "facets": facets(database, listed.table, listed.facets, listed.filters, query),
    }


def facets(
    database: Database, table: str, wanted: Sequence[Facet], filters: Sequence[Filter], query: Mapping[str, Any]
) -> dict[str, list[list[Any]]]:
    """How many rows each value of each facet would leave: every filter counts but the facet's own."""
    free = [facet for facet in wanted if facet.name not in query]
    found = _counted(database, table, free, condition(filters, query))
    for facet in wanted:
        if facet.name in query:
            found |= _counted(database, table, [facet], condition(filters, query, facet.name))
    return {facet.name: found.get(facet.name, []) for facet in wanted}


def _counted(database: Database, table: str, wanted: Sequence[Facet], where: Condition) -> dict[str, list[list[Any]]]:
    if not wanted:
        return {}
    columns = ", ".join(f"{facet.value} AS f{at}" for at, facet in enumerate(wanted))
    parts = " UNION ALL ".join(_part(at, facet) for at, facet in enumerate(wanted))
    sql = f"WITH hit AS MATERIALIZED (SELECT {columns} FROM {table} WHERE {where.sql}) {parts}"
    found: dict[str, list[list[Any]]] = {}
    for row in sorted(database.rows(sql, where.values), key=lambda row: (-row["n"], str(row["value"]))):
        value = [row["value"], row["n"], row["name"]] if row["name"] is not None else [row["value"], row["n"]]
        found.setdefault(row["facet"], []).append(value)
    return found


def _part(at: int, facet: Facet) -> str:
    value = (
        f"unnest(CASE WHEN len(f{at}) = 0 THEN ['none'] ELSE f{at} END)" if facet.many else f"coalesce(f{at}, 'none')"
    )
    named = facet.named or "NULL :: VARCHAR"
    return (
        f"(SELECT '{facet.name}' AS facet, value, n, {named} AS name FROM "
        f"(SELECT {value} AS value, count(*) AS n FROM hit GROUP BY 1 ORDER BY n DESC, value LIMIT {MOST_VALUES}))"
    )
