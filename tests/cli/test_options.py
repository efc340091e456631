"""What the options of several commands have in common."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from khabar.cli.options import fetched
from khabar.engine.local import Local


def test_no_folder_is_made_where_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with fetched(["reports", "more/*.txt"], Local()) as paths:
        assert paths == [Path("reports"), Path("more/*.txt")]
        # It would stay behind where the run is killed.
        assert list(tmp_path.iterdir()) == []
