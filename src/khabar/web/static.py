"""The files of the front end. Only what stood in the folder when the server started is served, each under its own path."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from starlette.responses import Response

from khabar.web.wire import page

FOLDER = Path(__file__).parent / "static"
HOW_TO_BUILD = (
    "The views were not built with this installation. With Node 20 or later, run `make frontend` in a copy of the repository, "
    "or install Khabar from a wheel. The JSON API under /api/v1 works without them."
)
KINDS: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
# The names of these carry a hash of their content.
KEPT = "/assets/"


def _found() -> dict[str, Path]:
    files = (
        path for path in sorted(FOLDER.rglob("*")) if path.is_file() and path.suffix in KINDS and not path.is_symlink()
    )
    return {"/" + path.relative_to(FOLDER).as_posix(): path for path in files}


FILES: Mapping[str, Path] = _found()


def is_built() -> bool:
    """Whether this installation has the front end."""
    return "/index.html" in FILES


def index() -> Response:
    """The page that holds the app, or one that says how to get it."""
    return file("/index.html") if is_built() else page("Khabar", HOW_TO_BUILD)


def file(path: str) -> Response:
    """One of the files."""
    stored = "private, max-age=31536000, immutable" if path.startswith(KEPT) else "no-cache"
    return Response(_bytes(FILES[path]), media_type=KINDS[FILES[path].suffix], headers={"cache-control": stored})


@cache
def _bytes(path: Path) -> bytes:
    return path.read_bytes()
