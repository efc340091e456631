"""Every route of the app with its policy: what is not in this table is not served.

Policies: ``read`` needs the token or its cookie; ``write`` needs them and passes the checks of origin, of content type and of
the page's own key; ``enter`` turns the one-time token of the printed address into the cookie.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from khabar.web.answers import claims, overview, places, reports, timeline
from khabar.web.asking import Ask, Param
from khabar.web.desk import Desk

VERSION = "v1"
ROOT = f"/api/{VERSION}"

Policy = Literal["read", "write", "enter"]
Handler = Callable[[Desk, Ask], Any]


@dataclass(frozen=True, slots=True)
class Route:
    """A route: method and path, who may, what runs, what it may be asked; ``bytes`` where it answers no JSON object."""

    method: Literal["GET", "POST"]
    path: str
    policy: Policy
    handler: Handler
    query: tuple[Param, ...] = ()
    bytes: bool = False

    @property
    def about(self) -> str:
        """What it answers, in one sentence."""
        return (self.handler.__doc__ or "").strip().split("\n")[0]


def _get(path: str, handler: Handler, query: tuple[Param, ...] = ()) -> Route:
    return Route("GET", f"{ROOT}{path}", "read", handler, query)


ROUTES: tuple[Route, ...] = (
    _get("/casebook", overview.casebook),
    _get("/overview", overview.overview),
    _get("/reports", reports.reports, reports.QUERY),
    _get("/reports/{report_id}", reports.report),
    _get("/claims", claims.claims, claims.PAGED),
    _get("/claims/{claim_id}", claims.claim),
    _get("/map", places.map_, timeline.PARAMS),
    _get("/timeline", timeline.timeline, timeline.PARAMS),
)
