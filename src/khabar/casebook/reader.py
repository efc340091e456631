"""Reading a casebook: its tables as Arrow, and SQL over them."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds

from khabar import schema
from khabar.casebook.layout import Layout, part
from khabar.casebook.manifest import Manifest, read_manifest
from khabar.casebook.parquet import read_table
from khabar.engine import sql
from khabar.errors import CasebookError, InputError
from khabar.frozen import record


@record(frozen=True, slots=True)
class Casebook:
    """One generation of a casebook, read only. What is built later does not change what it shows."""

    folder: Path
    manifest: Manifest

    @property
    def generation(self) -> Path:
        """The folder of the generation's tables."""
        return Layout(self.folder).generation(self.manifest["generation"])

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables."""
        return tuple(schema.TABLES)

    @property
    def not_complete(self) -> str:
        """The warning that goes with the notice: how many reports there are, and how many of them were not fully read."""
        unread = self.sql("SELECT count(*) AS n FROM reports WHERE status <> 'ok'")["n"][0].as_py()
        return f"Not complete: {self.manifest['counts']['reports']:,} reports, {unread:,} of them not fully read."

    def table(self, name: str) -> pa.Table:
        """A whole table. Raises InputError for a name that is none."""
        if name not in schema.TABLES:
            raise InputError(f"There is no table {name!r}. The tables are: {', '.join(schema.TABLES)}.")
        try:
            return read_table(self.generation, name)
        except (OSError, pa.ArrowException) as error:
            raise CasebookError(_unreadable(self.folder, name)) from error

    def sql(self, query: str, limit: int | None = None) -> pa.Table:
        """The rows that a SELECT over the tables gives. Raises InputError for any other statement."""
        return sql.query(query, {name: self._dataset(name) for name in schema.TABLES}, limit)

    def _dataset(self, name: str) -> ds.Dataset:
        try:
            return ds.dataset(part(self.generation, name), schema=schema.TABLES[name].schema, format="parquet")
        except (OSError, pa.ArrowException) as error:
            raise CasebookError(_unreadable(self.folder, name)) from error


def open_casebook(folder: Path | str) -> Casebook:
    """The current generation of a casebook. Raises CasebookError where the folder holds none."""
    return Casebook(Path(folder), read_manifest(Path(folder)))


def former_claims(folder: Path) -> pa.Table:
    """The claims of the current generation with their incidents, while the next is written; none where there is none."""
    if not Layout(folder).manifest.exists():
        return schema.empty("claims").select(["claim_id", "incident_id"])
    return open_casebook(folder).table("claims").select(["claim_id", "incident_id"])


def _unreadable(folder: Path, name: str) -> str:
    return f"The table {name} of {folder} is missing or damaged. Run: khabar verify {folder}"
