"""What is asked for by a name that nothing has."""

from __future__ import annotations

from khabar.errors import KhabarError


class MissingError(KhabarError):
    """The casebook has nothing of that name: answered with 404."""
