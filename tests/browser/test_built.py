"""What is built for the browser: nothing inline, nothing from outside, and a lock file that names no host."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src" / "khabar" / "web" / "static"


@pytest.fixture
def index() -> str:
    page = STATIC / "index.html"
    if not page.is_file() and os.environ.get("CI") != "true":
        pytest.skip("the pages are not built: make frontend")
    return page.read_text(encoding="utf-8")


def test_the_page_holds_no_inline_script_or_style(index: str) -> None:
    assert all(" src=" in tag for tag in re.findall(r"<script[^>]*>", index))
    assert "<style" not in index
    assert " style=" not in index
    assert not re.search(r" on[a-z]+=", index)


def test_what_the_page_names_lies_beside_it(index: str) -> None:
    named = re.findall(r'(?:src|href)="([^"]+)"', index)
    assert named
    assert [name for name in named if not (STATIC / name.lstrip("/")).is_file()] == []


def test_style_sheets_fetch_nothing(index: str) -> None:
    assert index
    sheets = list((STATIC / "assets").glob("*.css"))
    assert sheets
    assert [sheet.name for sheet in sheets if re.search(r"url\(|@import", sheet.read_text(encoding="utf-8"))] == []


def test_templates_hold_no_style_attribute() -> None:
    sources = (ROOT / "frontend" / "src").rglob("*.svelte")
    assert [path.name for path in sources if re.search(r"\sstyle=", path.read_text(encoding="utf-8"))] == []


def test_the_lock_file_names_no_host() -> None:
    packages = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if name and "integrity" not in entry] == []
