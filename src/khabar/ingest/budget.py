"""How much a packed file may unpack to, counted by the bytes really read and never by what it declares of itself."""

from __future__ import annotations

from typing import IO

from khabar.errors import ReportError

LARGEST_UNPACKED = 512_000_000
LARGEST_MEMBER = 64_000_000
MOST_MEMBERS = 10_000
DEEPEST = 3
_HIGHEST_RATIO = 200
_RATIO_COUNTS_FROM = 1_000_000
_AT_ONCE = 1_000_000


class Budget:
    """What one file on disk may still unpack to, however deeply it is packed."""

    def __init__(self, packed_size: int) -> None:
        self._left = most_unpacked(packed_size)

    def again(self) -> Budget:
        """A budget as large as this one is now."""
        other = Budget(0)
        other._left = self._left
        return other

    def drawn(self, stream: IO[bytes], most: int = LARGEST_MEMBER) -> bytes:
        """All of a stream. Raises ReportError (``too_large``) where it gives more than ``most``, or than is left."""
        gathered = bytearray()
        while chunk := stream.read(_AT_ONCE):
            gathered += chunk
            self.spend(len(chunk))
            if len(gathered) > most:
                raise ReportError("too_large", f"it unpacks to more than {most:,} bytes")
        return bytes(gathered)

    def spend(self, size: int) -> None:
        """Count bytes that were unpacked. Raises ReportError (``too_large``) where they are more than is left."""
        self._left -= size
        if self._left < 0:
            raise ReportError(
                "too_large", "it unpacks, or what it is packed in does, to more than a file of its size may"
            )


def most_unpacked(packed_size: int) -> int:
    """The most bytes that a file of this size may unpack to."""
    return min(LARGEST_UNPACKED, max(_RATIO_COUNTS_FROM, packed_size * _HIGHEST_RATIO))
