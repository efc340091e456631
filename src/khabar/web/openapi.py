"""The API's description in the form of OpenAPI 3.1, made from the table of routes: what can be asked, and by whom.

``openapi.json`` beside this file is that description with the shape of each answer; it is served as it stands there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from starlette.responses import Response

from khabar.casebook import NOTICE
from khabar.web.asking import Ask, Param
from khabar.web.desk import Desk

FILE = Path(__file__).with_name("openapi.json")
Json = dict[str, Any]

_KINDS: Mapping[str, Json] = {
    "text": {"type": "string"},
    "texts": {"type": "array", "items": {"type": "string"}},
    "whole": {"type": "integer", "minimum": 0},
    "day": {"type": "string", "examples": ["2020-01-31", "2020-01", "2020"]},
}
_REFUSALS: Mapping[str, str] = {
    "400": "What was asked cannot be, and why",
    "401": "Neither the token nor its cookie",
    "403": "Another host's name, or another site's page",
    "404": "Nothing of that name",
    "503": "It took too long and was stopped",
}


def described(_: Desk, __: Ask) -> Response:
    """This description of the API."""
    return Response(FILE.read_bytes(), media_type="application/json")


def document(routes: Sequence[Any], answers: Mapping[str, Json]) -> Json:
    """The description of routes; ``answers`` holds the schema of what each path answers, where it is JSON."""
    paths: dict[str, Json] = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(
            route, answers.get(f"{route.method} {route.path}")
        )
    return {
        "openapi": "3.1.0",
        "info": {"title": "Khabar", "version": "1", "description": f"{NOTICE} Every answer says so in `label`."},
        "paths": paths,
        "components": {
            "schemas": {"Error": _ERROR},
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": "khabar-PORT"},
            },
        },
        "security": [{"token": []}, {"session": []}],
    }


def _operation(route: Any, schema: Json | None) -> Json:
    made = {"201": "Kept, and on disk"} if route.method == "POST" else {"200": "What was asked for"}
    content = {"application/json": {"schema": schema or {"type": "object"}}}
    answers = {
        code: {"description": told} | ({} if route.bytes else {"content": content}) for code, told in made.items()
    }
    refusals = {
        **_REFUSALS,
        **({"409": "Judged since: nothing was kept; both judgements"} if route.method == "POST" else {}),
    }
    failure = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    found: Json = {
        "summary": route.about,
        "operationId": f"{route.handler.__module__.rpartition('.')[2]}_{route.handler.__name__.strip('_')}",
        "parameters": [*_in_path(route.path), *map(_in_query, route.query)],
        "responses": {
            **answers,
            **{code: {"description": told, "content": failure} for code, told in refusals.items()},
        },
    }
    if route.method == "POST":
        found["requestBody"] = {"required": True, "content": {"application/json": {"schema": _body(route.body)}}}
        found["parameters"].append(_PAGE_KEY)
    return found


_ERROR: Json = {
    "type": "object",
    "required": ["label", "error"],
    "properties": {
        "label": {"type": "string"},
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
        },
    },
}
_PAGE_KEY: Json = {
    "name": "X-CSRF-Token",
    "in": "header",
    "schema": {"type": "string"},
    "description": "`csrf` of /session; not needed with the token.",
}


def _body(fields: Mapping[str, str]) -> Json:
    kinds: Mapping[str, Json] = {
        "target": {"type": "array", "items": {"type": "string"}},
        "after": {"type": ["object", "null"]},
        "based_on": {"type": ["integer", "null"]},
    }
    properties = {
        name: {**kinds.get(name, {"type": ["string", "null"]}), "description": told} for name, told in fields.items()
    }
    return {"type": "object", "properties": properties}


def _in_path(path: str) -> list[Json]:
    names = re.findall(r"\{(\w+)\}", path)
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]


def _in_query(param: Param) -> Json:
    schema = {**_KINDS[param.kind], **({"enum": list(param.values)} if param.values else {})}
    return {"name": param.name, "in": "query", "required": False, "schema": schema, "description": param.about}
