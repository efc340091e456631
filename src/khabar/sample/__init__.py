"""The reports that ship with Khabar: invented voices on real events, for a first look and for tests."""

from __future__ import annotations

from pathlib import Path


def reports_folder() -> Path:
    """The folder that holds the sample reports."""
    return Path(__file__).parent / "reports"
