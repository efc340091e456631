"""What a container holds."""

from __future__ import annotations

from khabar.frozen import record
from khabar.ingest.blocks import NOTHING_KNOWN
from khabar.records import Metadata


@record(frozen=True, slots=True)
class Member:
    """A file within a container: its name as data, its bytes, and what the container says of it.

    ``form`` is its format where the container knows it better than its name does.
    """

    name: str
    data: bytes
    metadata: Metadata = NOTHING_KNOWN
    form: str | None = None


@record(frozen=True, slots=True)
class Refused:
    """A member that was not taken, with a reason code, its severity and a sentence."""

    name: str
    code: str
    why: str
    severity: str = "error"
