"""Entities of the FollowTheMoney model, one JSON object a line, as rows of a table of actors.

The model: https://followthemoney.tech (schemas, properties, topics). Kinds and sectors for its schemas and topics are those
of ``vocab/ftm_schemas.tsv`` and ``vocab/ftm_topics.tsv``. An Occupancy gives its holder an office with its term.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from khabar import vocab
from khabar.frozen import record
from khabar.resolve.actorfile.problems import Problem
from khabar.resolve.actorfile.table import Row

NAMES = ("name", "alias", "weakAlias", "previousName", "abbreviation")
COUNTRIES = ("country", "nationality", "citizenship", "jurisdiction", "mainCountry", "flag")
IDENTIFIERS = ("wikidataId", "imoNumber", "leiCode")
ORIGIN = "FollowTheMoney"

Properties = Mapping[str, Sequence[str]]


@record(frozen=True, slots=True)
class Imported:
    """Rows made from entities, how many entities were left out by schema, and what could not be read."""

    rows: tuple[Row, ...]
    left_out: Mapping[str, int]
    problems: tuple[Problem, ...]


@record(frozen=True, slots=True)
class _Entity:
    line: int
    id: str
    schema: str
    properties: Properties

    def first(self, *names: str) -> str:
        return next((value for name in names for value in self.properties.get(name, ())), "")


def import_entities(lines: Iterable[str]) -> Imported:
    """The actors among entities, in the order given, a row for each office that they held."""
    found: list[_Entity] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append(_entity(number, line))
            except _RefusedError as refused:
                problems.append(refused.problem)
    posts = {e.id: e.first("name") for e in found if e.schema == "Position"}
    terms: dict[str, list[dict[str, str]]] = {}
    for one in found:
        if one.schema == "Occupancy":
            office = posts.get(one.first("post"), "")
            term = {"office": office, "start": one.first("startDate")[:10], "end": one.first("endDate")[:10]}
            terms.setdefault(one.first("holder"), []).append(term)
    left_out: dict[str, int] = {}
    rows: list[Row] = []
    taken: dict[str, str] = {}
    for one in found:
        if one.schema not in _schemas():
            left_out[one.schema] = left_out.get(one.schema, 0) + 1
        elif not one.first("name"):
            problems.append(Problem(one.line, "properties.name", "the entity has no name"))
        else:
            rows += _rows(one, terms.get(one.id, []), taken)
    return Imported(tuple(rows), dict(sorted(left_out.items())), tuple(sorted(problems, key=lambda p: p.line)))


class _RefusedError(Exception):
    def __init__(self, line: int, column: str, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(line, column, message)


def _entity(line: int, text: str) -> _Entity:
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as error:
        at = f" at character {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise _RefusedError(line, "", f"it is not JSON{at}; every line must be one entity") from error
    if not isinstance(held, dict):
        raise _RefusedError(line, "", "it is no JSON object")
    for column in ("id", "schema"):
        if not isinstance(held.get(column), str) or not held[column]:
            raise _RefusedError(line, column, "it is missing")
    properties = held.get("properties")
    if not isinstance(properties, dict):
        raise _RefusedError(line, "properties", "it is missing, or no JSON object")
    values = {
        str(k): tuple(v for v in vs if isinstance(v, str)) for k, vs in properties.items() if isinstance(vs, list)
    }
    return _Entity(line, held["id"], held["schema"], values)


def _rows(entity: _Entity, terms: Sequence[Mapping[str, str]], taken: dict[str, str]) -> Iterator[Row]:
    """The rows of one actor; a name that an earlier entity bears is left to that one."""
    kind, sector = _schemas()[entity.schema]
    names = [_clean(name) for prop in NAMES for name in entity.properties.get(prop, ())]
    own = [n for n in dict.fromkeys(names) if n and taken.setdefault(n, entity.id) == entity.id]
    if not own:
        return
    topic = next((s for t in entity.properties.get("topics", ()) if (s := _topics().get(t))), "")
    identifiers = [entity.id, *(v for prop in IDENTIFIERS for v in entity.properties.get(prop, ()))]
    row = {
        "name": own[0],
        "kind": kind,
        "country": _country(entity),
        "sector": topic or sector,
        "aliases": "|".join(own[1:]),
        "same_as": "|".join(map(_clean, identifiers)),
        "origin": ORIGIN,
    }
    for term in terms or [{"office": entity.first("position"), "start": "", "end": ""}]:
        yield {**row, **{column: _clean(value) for column, value in term.items()}}


def _clean(text: str) -> str:
    """A value as a cell may hold it: single spaces, and no bar, which parts the entries of a cell."""
    return " ".join(text.replace("|", " ").split())


def _country(entity: _Entity) -> str:
    codes = (value[:2].upper() for prop in COUNTRIES for value in entity.properties.get(prop, ()))
    return next((alpha3 for code in codes if (alpha3 := _alpha3().get(code))), "")


@cache
def _alpha3() -> Mapping[str, str]:
    return {row["alpha2"]: row["alpha3"] for row in vocab.load("countries")}


@cache
def _schemas() -> Mapping[str, tuple[str, str]]:
    return {row["schema"]: (row["kind"], row["sector"]) for row in vocab.load("ftm_schemas")}


@cache
def _topics() -> Mapping[str, str]:
    return {row["topic"]: row["sector"] for row in vocab.load("ftm_topics")}
