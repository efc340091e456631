"""The bytes of a report as they were received: to take away, never to be shown as what they claim to be."""

from __future__ import annotations

from starlette.responses import Response

from khabar.casebook import current_received
from khabar.casebook.originals import load_original
from khabar.web.answers.missing import MissingError
from khabar.web.answers.sealed import SealedError, is_blacked, refuse_sealed
from khabar.web.asking import Ask
from khabar.web.desk import Desk

TEXT = (".txt", ".md", ".csv", ".json", ".jsonl", ".tsv")


def original(desk: Desk, ask: Ask) -> Response:
    """The original bytes of a report as an attachment, plain text or of no kind."""
    report_id = ask.path["report_id"]
    refuse_sealed(desk, report_id)
    if is_blacked(desk, report_id):
        raise SealedError(
            f"The bytes of {report_id} hold words that are sealed, and nobody can black these out in them."
        )
    found = next((one for one in current_received(desk.folder) if one.report_id == report_id), None)
    if found is None:
        raise MissingError(f"The casebook has no report {report_id}.")
    data = load_original(desk.folder, found.sha256, found.suffix)
    kind = "text/plain; charset=utf-8" if found.suffix in TEXT else "application/octet-stream"
    name = f"{report_id}{found.suffix if found.suffix in TEXT else '.bytes'}"
    return Response(data, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})
