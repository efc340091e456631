"""Reading packed files without being filled up by them."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import zlib
from collections.abc import Callable
from typing import IO, TYPE_CHECKING

from khabar.errors import ReportError
from khabar.ingest.budget import Budget

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Inner = gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile
# How a file that was packed whole begins. Its name is not asked: programs unpack files and leave the suffix, or pack
# them and give none.
_PACKERS: tuple[tuple[re.Pattern[bytes], Callable[[IO[bytes]], Inner]], ...] = (
    (re.compile(rb"\x1f\x8b"), lambda stream: gzip.GzipFile(fileobj=stream)),
    (re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), bz2.BZ2File),
    (re.compile(rb"\xfd7zXZ\x00"), lzma.LZMAFile),
)
_AT_ONCE = 1_000_000
SUFFIXES = frozenset((".gz", ".tgz", ".bz2", ".xz"))


def unpacked(stream: IO[bytes], budget: Budget) -> IO[bytes] | None:
    """The stream that is packed in a stream, by its first bytes; None where it is not packed."""
    head = stream.read(16)
    stream.seek(0)
    for magic, packer in _PACKERS:
        if magic.match(head):
            return io.BufferedReader(Packed(packer(stream), budget))
    return None


class Packed(io.RawIOBase):
    """A packed file as a stream that stops where it has given more than any report could hold.

    Raises ReportError (``too_large``) by the bytes really read, whatever the file declares, or ``damaged``.
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
        """Move within the unpacked bytes; what is passed over on the way forward is counted as if it were read."""
        if whence == io.SEEK_CUR:
            offset += self._inner.tell()
        target = None if whence == io.SEEK_END else offset
        if target is None or target > self._furthest:
            self._inner.seek(self._furthest)
            while (target is None or self._furthest < target) and self.read(_AT_ONCE):
                pass
        return self._inner.seek(self._furthest + offset if target is None else target)

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer with unpacked bytes."""
        try:
            count = self._inner.readinto(buffer)
        except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
            raise ReportError("damaged", f"it cannot be unpacked: {error}") from error
        if (ahead := self._inner.tell() - self._furthest) > 0:
            self._furthest += ahead
            self._budget.spend(ahead)
        return count

    def close(self) -> None:
        """Close the file beneath."""
        self._inner.close()
        super().close()
