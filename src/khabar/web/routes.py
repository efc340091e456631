"""Every route of the app with its policy: what is not in this table is not served.

Policies: ``read`` needs the token or its cookie; ``write`` needs them and passes the checks of origin, of content type and of
the page's own key; ``enter`` turns the one-time token of the printed address into the cookie.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Any, Literal

from khabar.frozen import record
from khabar.web import openapi
from khabar.web.answers import (
    actors,
    claims,
    disagreements,
    downloads,
    incident,
    incidents,
    network,
    opening,
    originals,
    origins,
    overview,
    places,
    queue,
    registers,
    reports,
    reviewing,
    search,
    session,
    timeline,
)
from khabar.web.asking import Ask, Param
from khabar.web.desk import Desk

VERSION = "v1"
ROOT = f"/api/{VERSION}"

Policy = Literal["read", "write", "enter"]
Handler = Callable[[Desk, Ask], Any]


@record(frozen=True, slots=True)
class Route:
    """A route: method and path, who may, what runs, what it may be asked; ``bytes`` where it answers no JSON object."""

    method: Literal["GET", "POST"]
    path: str
    policy: Policy
    handler: Handler
    query: tuple[Param, ...] = ()
    bytes: bool = False
    body: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def about(self) -> str:
        """What it answers, in one sentence."""
        return (self.handler.__doc__ or "").strip().split("\n")[0]


def _get(path: str, handler: Handler, query: tuple[Param, ...] = ()) -> Route:
    return Route("GET", f"{ROOT}{path}", "read", handler, query)


def _bytes(path: str, handler: Handler, query: tuple[Param, ...] = ()) -> Route:
    return Route("GET", f"{ROOT}{path}", "read", handler, query, bytes=True)


def _post(path: str, handler: Handler, body: Mapping[str, str]) -> Route:
    return Route("POST", f"{ROOT}{path}", "write", handler, body=body)


ROUTES: tuple[Route, ...] = (
    _bytes("/openapi.json", openapi.described),
    _get("/session", session.session),
    _get("/casebook", overview.casebook),
    _get("/overview", overview.overview),
    _get("/reports", reports.reports, reports.QUERY),
    _get("/reports/{report_id}", reports.report),
    _get("/claims", claims.claims, claims.PAGED),
    _bytes("/reports/{report_id}/original", originals.original),
    _get("/claims/{claim_id}", claims.claim),
    _bytes("/claims.csv", downloads.claims_csv, claims.QUERY),
    _bytes("/claims.json", downloads.claims_json, claims.QUERY),
    _get("/incidents", incidents.incidents, incidents.QUERY),
    _get("/incidents/{incident_id}", incident.incident),
    _get("/disagreements", disagreements.disagreements, disagreements.QUERY),
    _get("/actors", actors.actors, actors.QUERY),
    _get("/actors/{entity_id}", actors.actor),
    _get("/network", network.network, network.QUERY),
    _get("/origins", origins.origins),
    _get("/registers", registers.registers),
    _get("/registers/{name}", registers.register, registers.QUERY),
    _get("/map", places.map_, timeline.PARAMS),
    _get("/timeline", timeline.timeline, timeline.PARAMS),
    _get("/search", search.search, search.QUERY),
    _get("/queue", queue.queue, queue.QUERY),
    _get("/judgements", reviewing.log, reviewing.QUERY),
    _post("/judgements", reviewing.judge, reviewing.BODY),
    _post("/open", opening.open_, opening.BODY),
    _post("/judgements/{seq}/undo", reviewing.undo, reviewing.UNDO),
)
