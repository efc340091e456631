"""Packages: documents that are ZIP archives of parts. Each part is read up to a limit, whatever it declares of itself."""

from __future__ import annotations

import io
import zipfile

from khabar.frozen import record
from khabar.ingest.budget import Budget
from khabar.ingest.limits import Limits
from khabar.ingest.strangers import refusing


@record(frozen=True, slots=True)
class Package:
    """An opened package, and what it may still unpack to."""

    archive: zipfile.ZipFile
    budget: Budget

    def names(self) -> tuple[str, ...]:
        """The names of its parts, in the order of its directory."""
        return tuple(self.archive.namelist())

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, or None where there is none of that name. Raises ReportError for one it cannot give."""
        if name not in self.archive.NameToInfo:
            return None
        with refusing("damaged", f"the part {name!r}"), self.archive.open(name) as stream:
            return self.budget.drawn(stream)


def opened(data: bytes, limits: Limits) -> Package:
    """The package in a file's bytes. Raises ReportError (``damaged``) for what is no sound ZIP archive."""
    with refusing("damaged", "this package"):
        return Package(zipfile.ZipFile(io.BytesIO(data)), Budget(len(data), limits))
