"""Files that were damaged at random: each gives a report or says why not, and nothing else happens.

`make test-long` damages many more.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from khabar.errors import ReportError
from khabar.ingest import read
from khabar.records import Source
from tests.ingest import made

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 44>>stream\nBT /F 12 Tf 20 100 Td (Two shells hit.) Tj ET\nendstream endobj\n"
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>endobj\ntrailer<</Root 1 0 R>>"
)
MAIL = b"From: A <a@b.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nWords.\n--b--\n"
PAGE = b"<html><head><title>T</title></head><body><div><p>Words &amp; more.</p><table><tr><td>x</table></body></html>"
SOUND = {
    "docx": made.docx(made.paragraph("Two shells hit the market.") * 5),
    "odt": made.odt("<text:p>Two shells hit the market.</text:p>" * 5),
    "epub": made.epub(["<p>Two shells hit the market.</p>"]),
    "rtf": rb"{\rtf1\ansi{\fonttbl{\f0 Times;}}\f0 Shells hit the caf\'e9.\par Nine \u8211? council.\par}",
    "message": MAIL,
    "pdf": PDF,
    "html": PAGE,
    "plain": "Kirsan, 3 May — “Two shells”\nhit the mar-\nket.\n\n> Quoted.\n".encode(),
}


def damaged(data: bytes, times: int) -> Iterator[bytes]:
    """The bytes with some of them changed, taken out or doubled."""
    choose = random.Random(data)
    for _ in range(times):
        held = bytearray(data)
        for _ in range(choose.choice((1, 3, 10, 40))):
            at = choose.randrange(len(held))
            length = choose.randrange(1, 30)
            held[at : at + length] = choose.choice((bytes([choose.randrange(256)]), held[at : at + length] * 2, b"x"))
        yield bytes(held)


def outcomes(form: str, times: int) -> list[str]:
    """What came of each damaged file: the first words of its report, or the code of its refusal; nothing else may be raised."""
    told = []
    for data in damaged(SOUND[form], times):
        try:
            told.append(read(Source(f"report.{form}", data, form)).report.text[:20])
        except ReportError as refused:
            told.append(refused.code)
    return told


@pytest.mark.parametrize("form", SOUND)
def test_a_damaged_file_is_read_or_refused(form: str) -> None:
    assert read(Source(f"report.{form}", SOUND[form], form)).report.text
    assert all(outcomes(form, 60))


@pytest.mark.long
@pytest.mark.parametrize("form", SOUND)
def test_many_damaged_files_are_read_or_refused(form: str) -> None:
    assert all(outcomes(form, 5_000))
