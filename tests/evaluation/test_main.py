"""The command: what is skipped, what is an error, and that the shipped set stays above its floors."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation import __main__ as command

PAGE = Path(__file__).parents[2] / "docs" / "evaluation.md"


def test_a_missing_set_is_an_error_where_data_are_given(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KHABAR_DATA", str(tmp_path))
    assert command.main(["--check"]) == 5
    assert "ewt-dev" in capsys.readouterr().err


def test_without_data_the_shipped_reports_are_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("KHABAR_DATA", raising=False)
    assert command.main(["--check"]) == 0
    shown = capsys.readouterr().out
    assert "skipped, since KHABAR_DATA is not set: ewt-dev" in shown
    assert "core events found" in shown


def test_unknown_sets_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        command.main(["--only", "nothing"])
    assert stop.value.code == 2
    assert "sample-key" in capsys.readouterr().err


def test_the_page_can_be_written_without_measuring(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(command, "PAGE", tmp_path / "page.md")
    monkeypatch.setattr(command, "load_tools", lambda: pytest.fail("a model was loaded"))
    assert command.main(["--page"]) == 0
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == PAGE.read_text(encoding="utf-8")
