"""Khabar reads the reporting on a conflict and makes a checkable casebook of it.

What was reported, by whom; not what happened.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from khabar.version import __version__

if TYPE_CHECKING:
    from khabar.front import build, open, read

# The library that runs the model tells its maker about each run over the network, unless it is kept from it before it
# is loaded. Nothing may leave this machine.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

__all__ = ["__version__", "build", "open", "read"]


def __getattr__(name: str) -> object:
    """Load the front door on first use, so that importing the package stays fast."""
    if name in ("build", "open", "read"):
        from khabar import front  # noqa: PLC0415 (on first use only)

        return getattr(front, name)
    raise AttributeError(f"module 'khabar' has no attribute {name!r}")
