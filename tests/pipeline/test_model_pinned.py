"""The model is pinned by its hash; what it once gave is kept and replayed, and another model's is never taken for it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from khabar import casebook, nlp, pipeline
from khabar.pipeline import reading, readings

TEXT = "Gunmen killed four men in Hit on 3 May 2020, the Iraqi army said."


@pytest.fixture
def reports(tmp_path: Path) -> list[Path]:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return [tmp_path / "a.txt"]


@pytest.fixture
def other_tools() -> Iterator[None]:
    """The tools of this process are loaded anew, before and after."""
    readings.tools.cache_clear()
    yield
    readings.tools.cache_clear()


@pytest.mark.usefixtures("other_tools")
def test_what_the_model_gave_is_replayed_without_it(
    reports: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.build(reports, tmp_path / "case")
    before = casebook.comparable(casebook.read_manifest(tmp_path / "case"))
    readings.tools.cache_clear()

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("this was asked for")

    monkeypatch.setattr(nlp, "load_model", refused)
    monkeypatch.setattr(socket, "socket", refused)
    assert pipeline.build(reports, tmp_path / "case").read_afresh == 0
    assert casebook.comparable(casebook.read_manifest(tmp_path / "case")) == before


@pytest.mark.usefixtures("other_tools")
def test_another_model_reads_everything_again_and_is_named(
    reports: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.build(reports, tmp_path / "case")
    assert casebook.read_manifest(tmp_path / "case")["versions"]["model"] == nlp.model_version()
    monkeypatch.setattr(reading.nlp, "model_version", lambda: "another")
    assert pipeline.build(reports, tmp_path / "case").read_afresh == 1
    assert casebook.read_manifest(tmp_path / "case")["versions"]["model"] == "another"
