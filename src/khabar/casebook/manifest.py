"""``casebook.json``: which generation is current, what made it, and the hash of each of its files.

Whatever may differ between two builds of the same input stands in the ``run`` block, the checksum of the manifest
itself among it. ``generation`` is repeated at the top for those who look for it there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from khabar import schema
from khabar.casebook.canonical import canonical, digest
from khabar.casebook.layout import Layout, replace_file
from khabar.errors import CasebookError

NOTICE = "What was reported, by whom; not what happened."

Manifest = Mapping[str, Any]


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a casebook. Raises CasebookError where there is none, or none that this program understands."""
    path = Layout(folder).manifest
    if not path.is_file():
        raise CasebookError(
            f"{folder} is not a casebook (no casebook.json). Make one: khabar build REPORTS -o {folder}"
        )
    try:
        manifest = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise CasebookError(f"{path} is damaged: {error}. Restore it, or build the casebook again.") from error
    if not isinstance(manifest, dict) or not isinstance(manifest.get("generation"), int):
        raise CasebookError(f"{path} is damaged: it names no generation. Restore it, or build the casebook again.")
    if manifest.get("schema", 0) > schema.VERSION:
        raise CasebookError(f"{folder} was made by a newer Khabar (schema {manifest['schema']}). Upgrade to read it.")
    return manifest


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest in one step: readers see the old one or the new one, never half."""
    replace_file(Layout(folder).manifest, serialise(sealed(manifest)))


def serialise(manifest: Manifest) -> bytes:
    """The bytes of a manifest."""
    return json.dumps(manifest, sort_keys=True, indent=1).encode("ascii") + b"\n"


def sealed(manifest: Manifest) -> Manifest:
    """A manifest with its own checksum in ``run``."""
    run = {key: value for key, value in manifest.get("run", {}).items() if key != "checksum"}
    bare = {**manifest, "run": run}
    return {**bare, "run": {**run, "checksum": digest(canonical(bare))}}


def comparable(manifest: Manifest) -> Manifest:
    """The part of a manifest that the same input and judgements always give."""
    return {key: value for key, value in manifest.items() if key not in ("run", "generation")}
