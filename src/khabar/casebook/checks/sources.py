"""The originals are the bytes that were received, and the log of judgements is whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

from khabar import identity
from khabar.casebook.canonical import file_digest
from khabar.casebook.checks.problem import Problem
from khabar.casebook.checks.rows import Rows
from khabar.casebook.layout import Layout
from khabar.casebook.originals import original_files, original_path
from khabar.casebook.received import read_received
from khabar.casebook.review import judgements, verify_chain
from khabar.errors import CasebookError
from khabar.schema import TABLES


def check_originals(folder: Path, generation: Path, rows: Rows) -> Iterator[Problem]:
    """Every original has the hash in its name, and every report its original."""
    for path in original_files(folder):
        if path.name.partition(".")[0] != file_digest(path):
            yield Problem("originals", path.name, "it was altered: its bytes do not have the hash in its name")
    try:
        received = {one.report_id: one for one in read_received(generation)}
    except CasebookError as error:
        yield Problem("received", "", str(error))
        return
    for report_id, sha256 in rows.ask("SELECT report_id, sha256 FROM reports ORDER BY 1"):
        one = received.get(report_id)
        if one is None:
            yield Problem("reports", report_id, "received.jsonl does not say where it came from")
        elif one.sha256 != sha256:
            yield Problem("reports", report_id, "its sha256 is not that of the bytes received")
        elif not original_path(folder, sha256, one.suffix).is_file():
            yield Problem("reports", report_id, f"its original {sha256}{one.suffix} is missing")
        elif identity.report_identifier(original_path(folder, sha256, one.suffix).read_bytes()) != report_id:
            yield Problem("reports", report_id, "its identifier is not that of its bytes")


def check_judgements(folder: Path, rows: Rows) -> Iterator[Problem]:
    """The log of judgements is as it was written, and the generation holds its beginning."""
    try:
        yield from (Problem("judgements", str(seq), wrong) for seq, wrong in verify_chain(folder))
        log = judgements(folder)
    except CasebookError as error:
        yield Problem("judgements", "", str(error))
        return
    columns = ", ".join(TABLES["judgements"].schema.names)
    included = list(rows.ask(f"SELECT {columns} FROM judgements ORDER BY seq"))
    if [(*row[:4], tuple(row[4]), *row[5:]) for row in included] != [astuple(one) for one in log[: len(included)]]:
        yield Problem("judgements", "", f"the table differs from the log in {Layout(folder).review.name}")
