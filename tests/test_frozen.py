"""Records that the type checker freezes: nobody may set a field, and they compare and hash by what they hold."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from mypy import api

from khabar.records import Span

SOURCE = Path(__file__).parent.parent / "src"
WRITES = "from khabar.records import Span\nspan = Span(1, 2)\nspan.start = 3\n"


def test_no_field_of_a_record_may_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MYPYPATH", str(SOURCE))
    found, faults, _ = api.run(["--config-file=", f"--cache-dir={os.devnull}", "-c", WRITES])
    assert '"start" defined in "Span" is read-only' in found, faults


def test_records_that_hold_the_same_are_one_in_a_set() -> None:
    assert {Span(1, 2), Span(1, 2), Span(1, 3)} == {Span(1, 3), Span(1, 2)}
