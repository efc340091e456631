"""A parser that gives another text than was accepted is told of, line by line, before anybody relies on it."""

from __future__ import annotations

import pytest

from khabar.records import Source
from tests.ingest import golden


def test_the_parsers_give_what_was_accepted() -> None:
    assert list(golden.differences()) == [], "python -m tests.ingest.golden --accept, if every difference is wanted"
    assert len(list(golden.corpus())) > 10


def test_a_changed_parser_is_told_of_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    as_it_is = golden.told

    def upgraded(source: Source) -> str:
        return as_it_is(source).replace("Soldiers", "Soldiers,")

    monkeypatch.setattr(golden, "told", upgraded)
    lines = list(golden.differences())
    assert any(line.startswith("-") and "Soldiers " in line for line in lines)
    assert any(line.startswith("+") and "Soldiers, " in line for line in lines)
