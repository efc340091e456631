"""Reading packed files without being filled up by them."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable, Mapping
from typing import IO, TYPE_CHECKING

from khabar.ingest.budget import Budget

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Inner = gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile
_PACKERS: Mapping[str, Callable[[IO[bytes]], Inner]] = {
    ".gz": lambda stream: gzip.GzipFile(fileobj=stream),
    ".tgz": lambda stream: gzip.GzipFile(fileobj=stream),
    ".bz2": bz2.BZ2File,
    ".xz": lzma.LZMAFile,
}
DAMAGED = (EOFError, zlib.error, lzma.LZMAError)


def unpacked(suffix: str, stream: IO[bytes], budget: Budget) -> IO[bytes] | None:
    """The stream that is packed in a stream, by the suffix of its name; None where it is not packed."""
    packer = _PACKERS.get(suffix)
    if packer is None:
        return None
    return io.BufferedReader(Packed(packer(stream), budget))


class Packed(io.RawIOBase):
    """A packed file as a stream that stops where it has given more than any report could hold.

    Raises ReportError (``too_large``) by the bytes really read, whatever the file declares.
    """

    def __init__(self, inner: Inner, budget: Budget) -> None:
        self._inner = inner
        self._budget = budget
        self._furthest = 0

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
        if (ahead := self._inner.tell() - self._furthest) > 0:
            self._furthest += ahead
            self._budget.spend(ahead)
        return count

    def close(self) -> None:
        """Close the file beneath."""
        self._inner.close()
        super().close()
