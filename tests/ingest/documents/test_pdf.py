"""PDF: known words set in type by groff, and read back."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from contextlib import closing
from difflib import SequenceMatcher
from functools import cache

import pypdfium2
import pytest

from khabar.errors import ReportError
from khabar.ingest import Limits, guard, read, recogniser
from khabar.records import Ingested, Source

pytestmark = pytest.mark.skipif(shutil.which("gropdf") is None, reason="needs the Debian package groff")

TEXT = """
the government said that artillery positions north of the river had shelled residential neighbourhoods and
administrative buildings killing at least twelve civilians including humanitarian volunteers who were distributing
international assistance to displaced communities while representatives of the opposition organisation denied
responsibility for the bombardment and accused paramilitary formations of deliberately targeting infrastructure
"""
HEAD = ".nr PS 10\n.nr VS 12\n.ds LH Relief Watch\n.ds CH\n.ds RH Monthly bulletin\n.ds CF\n.ds RF page %\n"
BLANK = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>"
)
NOTE = "Interview with a hospital director in Al-Fashir, by telephone."


def printed(source: str) -> bytes:
    command = ["groff", "-ms", "-Tpdf", "-P-pa4"]
    return subprocess.run(command, input=source.encode(), capture_output=True, check=True).stdout


def paragraphs() -> list[str]:
    choose = random.Random(20160503)
    sentences = [" ".join(choose.choices(TEXT.split(), k=choose.randint(12, 24))).capitalize() + "." for _ in range(96)]
    return [" ".join(sentences[start : start + 4]) for start in range(0, 96, 4)]


@cache
def bulletin() -> Ingested:
    """Four pages of two columns, justified and hyphenated, with running heads and notes at the foot of columns."""
    lines = [HEAD, ".TL\nShelling of the Northern Districts\n.2C\n.hy 1\n"]
    for number, words in enumerate(paragraphs()):
        mark = f"\\**\n.FS\n{number}. {NOTE}\n.FE" if number % 6 == 2 else ""
        lines.append(f".PP\n{words}{mark}\n")
    data = printed("".join(lines))
    return read(Source("bulletin.pdf", data, "pdf"))


def told(report: Ingested, kind: str) -> str:
    return " ".join(report.report.text[s.start : s.end] for s in report.segments if s.kind == kind)


def test_words_come_in_the_order_of_columns_and_pages() -> None:
    assert share_in_order(" ".join(paragraphs()).split(), told(bulletin(), "body").split()) >= 0.99


def test_heads_page_numbers_and_notes_stand_around_the_text() -> None:
    around = " ".join(told(bulletin(), "boilerplate").split())
    assert around.count("Monthly bulletin") == around.count("Relief Watch") >= 3
    assert around.count(NOTE) == 4
    assert "page 2" in around
    assert bulletin().report.title == "Shelling of the Northern Districts"


def test_each_paragraph_leads_to_its_page_and_box() -> None:
    report = bulletin()
    values = [locator.value for locator in report.locators]
    assert {locator.kind for locator in report.locators} == {"page"}
    assert values[0].startswith("page=1&viewrect=")
    assert values[-1].startswith("page=4&viewrect=")


# ------------------------------------------------------------------ scans

needs_tesseract = pytest.mark.skipif(recogniser.program() is None, reason="needs the Debian package tesseract-ocr")


def scanned(data: bytes, kept: frozenset[int] = frozenset()) -> bytes:
    """A document of which each page is a picture of a page of another, but for those that are ``kept`` as they are."""
    with closing(pypdfium2.PdfDocument(data)) as printed, closing(pypdfium2.PdfDocument.new()) as scan:
        for number in range(len(printed)):
            if number in kept:
                scan.import_pages(printed, [number])
                continue
            width, height = printed[number].get_size()
            picture = pypdfium2.PdfImage.new(scan)
            picture.set_bitmap(printed[number].render(scale=300 / 72, grayscale=True))
            picture.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
            page = scan.new_page(width, height)
            page.insert_obj(picture)
            page.gen_content()
        held = io.BytesIO()
        scan.save(held)
        return held.getvalue()


@cache
def sheet() -> bytes:
    """Two pages of one column."""
    words = "\n".join(f".PP\n{paragraph}" for paragraph in paragraphs()[:12])
    return printed(f"{HEAD}.TL\nShelling of the Northern Districts\n{words}\n")


def share_in_order(known: list[str], found: list[str]) -> float:
    matched = sum(block.size for block in SequenceMatcher(None, known, found, autojunk=False).get_matching_blocks())
    return matched / max(len(known), len(found))


@needs_tesseract
def test_a_scan_is_read_with_its_pages_and_boxes_and_says_so() -> None:
    report = guard.read(Source("scan.pdf", scanned(sheet()), "pdf"))
    known = " ".join(paragraphs()[:12]).split()
    assert share_in_order(known, told(report, "body").split()) >= 0.97
    assert report.report.extractor == f"pdf/1 {recogniser.version()}"
    assert report.report.status == "ok"
    assert [i.severity for i in report.issues if i.code == "ocr"] == ["warning"]
    boxes = [locator.value for locator in report.locators]
    assert boxes[0].startswith("page=1&viewrect=")
    assert boxes[-1].startswith("page=2&viewrect=")
    # The boxes are those of the printed page, within a few points.
    printed_box = read(Source("a.pdf", sheet(), "pdf")).locators[0].value
    for one, other in zip(box(boxes[0]), box(printed_box), strict=True):
        assert abs(one - other) <= 6


def box(value: str) -> list[int]:
    return [int(side) for side in value.partition("viewrect=")[2].split(",")]


@needs_tesseract
def test_only_the_pages_that_are_pictures_are_recognised() -> None:
    report = read(Source("half.pdf", scanned(sheet(), frozenset([0])), "pdf"))
    (note,) = [issue for issue in report.issues if issue.code == "ocr"]
    assert note.message.endswith(": 2")
    assert share_in_order(" ".join(paragraphs()[:12]).split(), told(report, "body").split()) >= 0.97


@needs_tesseract
def test_pages_beyond_the_limit_are_told() -> None:
    report = read(Source("scan.pdf", scanned(sheet()), "pdf"), Limits(ocr_pages=1))
    assert report.report.status == "partial"
    assert [i.message.rpartition(": ")[2] for i in report.issues if i.code == "needs_ocr"] == ["2"]


@pytest.mark.parametrize(
    ("program", "code", "told"),
    [(None, "needs_ocr", "apt install tesseract-ocr"), ("x", "empty", "no words were recognised")],
)
def test_a_page_without_words_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, program: str | None, code: str, told: str
) -> None:
    monkeypatch.setattr(recogniser, "program", lambda: program)
    monkeypatch.setattr(recogniser, "recognised", lambda *_: [])
    with pytest.raises(ReportError, match=told) as refused:
        read(Source("scan.pdf", BLANK, "pdf"))
    assert refused.value.code == code
