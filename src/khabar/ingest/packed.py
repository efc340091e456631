"""Reading packed files without being filled up by them."""

from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING

from khabar.errors import ReportError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LARGEST_UNPACKED = 512_000_000
_HIGHEST_RATIO = 200
_RATIO_COUNTS_FROM = 1_000_000


class Packed(io.RawIOBase):
    """A gzip file as a stream that stops where it has given more than any report could hold.

    Raises ReportError (``too_large``) by the bytes really read, whatever the file declares.
    """

    def __init__(self, inner: gzip.GzipFile, packed_size: int) -> None:
        self._inner = inner
        self._limit = LARGEST_UNPACKED
        self._by_ratio = max(_RATIO_COUNTS_FROM, packed_size * _HIGHEST_RATIO)

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """It can go back to its beginning."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move within the unpacked bytes."""
        return self._inner.seek(offset, whence)

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer with unpacked bytes."""
        count = self._inner.readinto(buffer)
        if self._inner.tell() > min(self._limit, self._by_ratio):
            raise ReportError("too_large", f"it unpacks to more than {min(self._limit, self._by_ratio):,} bytes")
        return count

    def close(self) -> None:
        """Close the file beneath."""
        self._inner.close()
        super().close()
