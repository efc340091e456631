"""The API's description and its page, from the routes and the snapshots: ``python -m tests.web.describe`` writes both."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from khabar.web.openapi import FILE, document
from khabar.web.routes import ROOT, ROUTES, Route
from tests.web.walk import SNAPSHOTS, name_of

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
# What these hold has other keys in every casebook.
OPEN = ("counts", "facets", "made_by", "after", "before")
LARGE = 3
SCALARS = {str: "string", bool: "boolean", int: "number", float: "number", type(None): "null"}


def schema(values: list[Any], name: str = "") -> dict[str, Any]:
    """The JSON schema of what some values have in common."""
    objects = [value for value in values if isinstance(value, dict)]
    arrays = [value for value in values if isinstance(value, list)]
    types = {SCALARS[type(value)] for value in values if not isinstance(value, (dict, list))}
    found: dict[str, Any] = {}
    if objects and name not in OPEN:
        keys = sorted({key for value in objects for key in value})
        found["properties"] = {key: schema([value[key] for value in objects if key in value], key) for key in keys}
        found["required"] = [key for key in keys if all(key in value for value in objects)]
    if arrays and (items := [item for value in arrays for item in value]):
        found["items"] = schema(items)
    types |= {"object"} if objects else set()
    types |= {"array"} if arrays else set()
    return {"type": next(iter(types)) if len(types) == 1 else sorted(types), **found} if types else {}


def shared(value: Any, named: dict[str, Any], seen: Counter[str], key: str = "answer") -> Any:
    """A schema in which every large part that occurs more than once is told once, under a name of its own."""
    if not isinstance(value, dict):
        return value
    inner = {name: shared(part, named, seen, name) for name, part in value.items() if name != "properties"}
    if "properties" in value:
        inner["properties"] = {name: shared(part, named, seen, name) for name, part in value["properties"].items()}
    text = json.dumps(value, sort_keys=True)
    if len(value.get("properties", ())) < LARGE or seen[text] < 2:
        return inner
    name = next((known for known, part in named.items() if part == inner), None)
    if name is None:
        first = next((one.removesuffix("_id") for one in inner["required"] if one.endswith("_id")), key)
        name = next(one for n in range(1, 99) if (one := f"{first}{n}") not in named)
        named[name] = inner
    return {"$ref": f"#/components/schemas/{name}"}


def parts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "properties" in value:
            yield json.dumps(value, sort_keys=True)
        for part in value.values():
            yield from parts(part)


def description() -> str:
    answers = {}
    for route in ROUTES:
        path = SNAPSHOTS / f"{name_of(route)}.json"
        if route.method == "GET" and path.exists():
            answers[f"GET {route.path}"] = schema([json.loads(path.read_text(encoding="utf-8"))])
    seen, named = Counter(parts(answers)), dict[str, Any]()
    told = document(ROUTES, {name: shared(answer, named, seen) for name, answer in answers.items()})
    told["components"]["schemas"] |= named
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def page() -> str:
    rows = "\n".join(_row(route) for route in ROUTES)
    return (PAGE_HEAD + rows + "\n").replace("ROOT", ROOT)


def _row(route: Route) -> str:
    asked = ", ".join(f"`{param.name}`" for param in route.query) or ", ".join(f"`{name}`" for name in route.body)
    return f"| {route.method} | `{route.path.removeprefix(ROOT)}` | {route.about} | {asked} |"


PAGE_HEAD = """# The JSON API of `khabar serve`

What was reported, by whom; not what happened. Every answer says so in `label`, and tells in `seen` the number of the last
judgement there is.

    KHABAR_TOKEN=choose-a-long-one khabar serve case --no-browser --port 8421
    curl -H "Authorization: Bearer choose-a-long-one" "http://127.0.0.1:8421ROOT/claims?event=ASSAULT&q=bridge"

All paths begin with `ROOT`; another version of the API will have another number. `ROOT/openapi.json` describes them for
programs (OpenAPI 3.1). Names are those of the [casebook's tables](../README.md); offsets count Unicode code points.

Lists give `rows`, `total`, `next` (the cursor for `after`; null on the last page) and `facets`: how many rows each value would
leave, every filter counted but the facet's own, as `[value, n]` or, where the value is an identifier, `[value, n, name]`. A
filter takes several values when it is repeated, and `none` for rows without one. A source that is not named stands in the
filter `holder` by its kind alone: nothing follows it from report to report.

Errors are `{"error": {"code", "message"}}` with 400 (what was asked cannot be), 401 (no token), 403 (another host's name or
another site's page), 404, 409 (judged since), 413, 415 or 503 (it took too long).

To judge, send what `seen` was when you looked as `based_on`. Where somebody judged the same since, nothing is kept, and the
answer (409) holds `yours` and `theirs`. A judgement that was answered with its number is on disk; it is shown at once, and the
next build takes it in.

| | path | answers | may be asked |
| --- | --- | --- | --- |
"""


if __name__ == "__main__":
    FILE.write_text(description(), encoding="utf-8", newline="\n")
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
