"""The front door: nothing that it meets is passed over in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

import khabar


def test_a_report_that_cannot_be_read_is_given_as_rejected(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("   \n", encoding="utf-8")
    (tmp_path / "good.txt").write_text("Rebels attacked the base on Sunday.", encoding="utf-8")
    readings = list(khabar.read(tmp_path))
    assert [r.report.status for r in readings] == ["rejected", "ok"]
    assert [i.code for i in readings[0].issues] == ["empty"]


def test_a_file_that_holds_no_report_gives_a_rejected_reading(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (reading,) = khabar.read(tmp_path)
    assert (reading.report.status, [issue.code for issue in reading.issues]) == ("rejected", ["binary"])


def test_a_file_whose_bytes_cannot_be_had_gives_a_warning(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "elsewhere.txt").symlink_to("/etc/hostname")
    with pytest.warns(UserWarning, match=r"elsewhere\.txt"):
        assert list(khabar.read(tmp_path / "in")) == []
