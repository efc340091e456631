"""How much a packed file may unpack to, counted by the bytes really read and never by what it declares of itself."""

from __future__ import annotations

from typing import IO

from khabar.errors import ReportError
from khabar.ingest.limits import DEFAULT, Limits

_AT_ONCE = 1_000_000


class Budget:
    """What one file on disk may still unpack to, however deeply it is packed, and the limits that it is opened under."""

    def __init__(self, packed_size: int, limits: Limits = DEFAULT) -> None:
        self.limits = limits
        self._left = limits.most_unpacked(packed_size)

    def again(self) -> Budget:
        """A budget as large as this one is now."""
        other = Budget(0, self.limits)
        other._left = self._left
        return other

    def drawn(self, stream: IO[bytes]) -> bytes:
        """All of a stream. Raises ReportError (``too_large``) where it gives more than a member may have, or than is left."""
        most = self.limits.member
        gathered = bytearray()
        while chunk := stream.read(_AT_ONCE):
            gathered += chunk
            self.spend(len(chunk))
            if len(gathered) > most:
                raise ReportError("too_large", f"it unpacks to more than {most:,} bytes, the limit called member")
        return bytes(gathered)

    def spend(self, size: int) -> None:
        """Count bytes that were unpacked. Raises ReportError (``too_large``) where they are more than is left."""
        self._left -= size
        if self._left < 0:
            raise ReportError(
                "too_large",
                "it unpacks, or what it is packed in does, to more than a file of its size may "
                f"({self.limits.ratio} times its size, {self.limits.unpacked:,} bytes at most: the limits ratio and unpacked)",
            )
