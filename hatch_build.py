"""The pages of ``khabar serve`` are built when Khabar is installed or packed, where Node is present."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PagesHook(BuildHookInterface):
    """Runs ``frontend/build.py`` before files are chosen."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the pages into ``src/khabar/web/static``."""
        builder = Path(self.root) / "frontend" / "build.py"
        if builder.is_file():
            subprocess.run([sys.executable, str(builder)], check=False)
