"""PDF: known words set in type by groff, and read back."""

from __future__ import annotations

import random
import shutil
import subprocess
from difflib import SequenceMatcher
from functools import cache

import pytest

from khabar.errors import ReportError
from khabar.ingest import read
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
    known, found = " ".join(paragraphs()).split(), told(bulletin(), "body").split()
    matched = sum(block.size for block in SequenceMatcher(None, known, found, autojunk=False).get_matching_blocks())
    assert matched / max(len(known), len(found)) >= 0.99


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


def test_a_page_without_words_says_that_it_needs_ocr() -> None:
    with pytest.raises(ReportError) as refused:
        read(Source("scan.pdf", BLANK, "pdf"))
    assert refused.value.code == "needs_ocr"
