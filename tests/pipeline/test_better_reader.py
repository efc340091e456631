"""A better reader names claims otherwise, or no longer finds them: people's decisions stay, and what is lost is listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from khabar import casebook, claims, pipeline
from khabar.pipeline import reading, readings, reviewing
from khabar.records import Extraction

REPORT = "Soldiers killed four men in Hit on 3 May 2020, the Iraqi army said. Rebels shelled the town of Rawa."


def renamed(found: Extraction, names: Mapping[str, str | None]) -> Extraction:
    """An extraction whose claims have other identifiers, or are no longer there (None)."""
    changed: dict[str, Any] = {}
    for field in fields(found):
        value = getattr(found, field.name)
        if isinstance(value, tuple) and value and hasattr(value[0], "claim_id"):
            kept = [one for one in value if names.get(one.claim_id, "") is not None]
            changed[field.name] = tuple(replace(one, claim_id=names.get(one.claim_id, one.claim_id)) for one in kept)
    return replace(found, **changed)


def test_decisions_are_attached_again_and_those_that_cannot_be_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, case = tmp_path / "one.txt", tmp_path / "case"
    report.write_text(REPORT, encoding="utf-8")
    pipeline.build([report], case)
    old = {row["trigger"]: row["claim_id"] for row in casebook.open_casebook(case).table("claims").to_pylist()}
    reviewing.judge(case, "confirm", [old["killed"]], by="ada", reason="seen the list")
    reviewing.judge(case, "reject", [old["shelled"]], by="ada", reason="another Rawa")
    log = casebook.judgements(case)
    names = {old["killed"]: "c_" + "b" * 16, old["shelled"]: None}
    as_it_is = claims.extract
    monkeypatch.setattr(claims, "extract", lambda *a, **k: renamed(as_it_is(*a, **k), names))
    monkeypatch.setattr("khabar.pipeline.reading.reader_version", lambda: "a better one")
    readings.tools.cache_clear()
    assert pipeline.build([report], case).read_afresh == 1
    book = casebook.open_casebook(case)
    assert {row["claim_id"]: row["review"] for row in book.table("claims").to_pylist()} == {
        "c_" + "b" * 16: "confirmed"
    }
    (lost,) = [row["message"] for row in book.table("issues").to_pylist() if row["code"] == "judgement_lost"]
    assert lost == f"Judgement 2 (reject, by ada) no longer finds {old['shelled']}."
    assert casebook.judgements(case) == log
    assert list(casebook.verify(case)) == []
    monkeypatch.undo()
    readings.tools.cache_clear()
    pipeline.build([report], case)
    reviews = {row["trigger"]: row["review"] for row in casebook.open_casebook(case).table("claims").to_pylist()}
    assert (reviews["killed"], reviews["shelled"]) == ("confirmed", "rejected")
    assert "judgement_lost" not in casebook.open_casebook(case).table("issues")["code"].to_pylist()


@pytest.mark.parametrize("table", ["role_priors.tsv", "name_priors.tsv"])
def test_a_changed_table_of_the_model_is_another_reader(monkeypatch: pytest.MonkeyPatch, table: str) -> None:
    now, as_it_is = reading.reader_version(), Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: as_it_is(path) + b" " * (path.name == table))
    assert reading.version_of.__wrapped__(reading.READING_PACKAGES) != now
