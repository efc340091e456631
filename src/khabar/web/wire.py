"""Answers as bytes: JSON with the label, errors in one form, a plain page where a browser opens what it may not."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from khabar.casebook import NOTICE
from khabar.export.reading import json_line

JSON = "application/json"


def answer(content: Mapping[str, Any], status: int = 200) -> Response:
    """Content as JSON."""
    return Response(json_line(content), status, media_type=JSON)


def failure(status: int, code: str, message: str, more: Mapping[str, Any] | None = None) -> Response:
    """An error in the form that all have."""
    content = {"label": NOTICE, "error": {"code": code, "message": message}, **(more or {})}
    return Response(json_line(content), status, media_type=JSON)


def refusal(scope: Mapping[str, Any], status: int, code: str, message: str) -> Response:
    """A refusal: JSON for the API, words for somebody who looks at a page."""
    if str(scope["path"]).startswith("/api/"):
        return failure(status, code, message)
    return page("Khabar", message, status)


def page(title: str, message: str, status: int = 200) -> Response:
    """A plain page without script or style."""
    body = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title></head>'
        f"<body><h1>{html.escape(title)}</h1><p>{html.escape(message)}</p><p>{html.escape(NOTICE)}</p></body></html>"
    )
    return Response(body, status, media_type="text/html")
