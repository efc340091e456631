"""Parsers that are not ours, on bytes that nobody vouches for: what they stumble over is the file's fault."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from khabar.errors import ReportError


@contextmanager
def refusing(code: str, what: str) -> Iterator[None]:
    """Make a ReportError with this code of whatever a library raises; it documents less than it lets pass."""
    try:
        yield
    except (ReportError, MemoryError):
        raise
    except Exception as error:
        raise ReportError(code, f"{what} cannot be read: {error}"[:500]) from error
