"""The API's description is that of today's routes and answers, and is served as it stands."""

from __future__ import annotations

import json

from khabar.web.openapi import FILE
from khabar.web.routes import ROUTES
from tests.web.describe import PAGE, description, page, schema


def test_the_description_is_current() -> None:
    assert FILE.read_text(encoding="utf-8") == description(), "run: python -m tests.web.describe"
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.web.describe"


def test_the_description_names_every_route_and_parameter() -> None:
    paths = json.loads(FILE.read_text(encoding="utf-8"))["paths"]
    for route in ROUTES:
        operation = paths[route.path][route.method.lower()]
        assert {p["name"] for p in operation["parameters"] if p["in"] == "query"} == {p.name for p in route.query}
        assert operation["summary"].endswith("."), route.path


def test_it_is_served_to_those_who_may_read(server) -> None:
    assert server.client.get("/api/v1/openapi.json").status == 401
    assert server.program().get("/api/v1/openapi.json").json["openapi"] == "3.1.0"


def test_a_schema_holds_what_its_values_have() -> None:
    assert schema([{"a": 1}, {"a": None, "b": ["x"]}]) == {
        "type": "object",
        "properties": {"a": {"type": ["null", "number"]}, "b": {"type": "array", "items": {"type": "string"}}},
        "required": ["a"],
    }
