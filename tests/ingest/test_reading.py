"""Every case of ``tests/cases/ingest.txt``, and the whole way from a source to a report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from khabar import ingest
from khabar.errors import ReportError
from khabar.identity import report_identifier
from khabar.records import Ingested, Metadata, Source

CASES = Path(__file__).parents[1] / "cases" / "ingest.txt"


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    segments: list[str]
    values: dict[str, str]


def cases() -> list[Case]:
    blocks = CASES.read_text(encoding="utf-8").split("\n=== ")[1:]
    return [_case(block) for block in blocks]


def _case(block: str) -> Case:
    name, rest = block.split("\n", 1)
    text, expected = rest.split("\n=> ", 1)
    rows = [_characters(row) for row in expected.strip().split("\n")]
    values = dict(row.split(" =", 1) for row in rows if re.match(r"[a-z]+ =", row))
    segments = [row for row in rows if not re.match(r"[a-z]+ =", row)]
    return Case(name, _characters(text), segments, {key: value.strip() for key, value in values.items()})


def _characters(text: str) -> str:
    return re.sub(r"<U\+([0-9A-F]{4,5})>", lambda m: chr(int(m[1], 16)), text)


def shown(result: Ingested) -> list[str]:
    """The segments as the cases write them."""
    words = [(s.kind, result.report.text[s.start : s.end].strip()) for s in result.segments]
    return [f"{kind} | {text}".replace("\n\n", " ¶ ").replace("\n", " ⏎ ") for kind, text in words]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_case(case: Case) -> None:
    result = ingest.read(ingest.from_record({"text": case.text}))
    assert shown(result) == case.segments
    codes = " ".join(sorted({issue.code for issue in result.issues if issue.severity == "note"}))
    found = {"issues": codes} | {name: str(getattr(result.report, name)) for name in case.values if name != "issues"}
    assert {name: found[name] for name in case.values} == case.values


def test_report_knows_its_bytes() -> None:
    data = b"The army denied it.\n"
    report = ingest.read(Source("a.txt", data, "plain")).report
    assert report.report_id == report_identifier(data)
    assert report.source_text == "The army denied it.\n"
    assert report.text == "The army denied it."
    assert (report.status, report.language, report.extractor) == ("ok", None, "plain/1")


def test_same_bytes_give_the_same_report_wherever_they_lie() -> None:
    data = b"# A title\n\nThe army denied it on Monday, a spokesman said.\n"
    assert ingest.read(Source("a.txt", data, "plain")) == ingest.read(Source("b/c.md", data, "plain"))


def test_given_metadata_comes_before_the_text() -> None:
    text = "Rockets hit base\n3 January 2020\n\nThree rockets hit a base, two officers said."
    given = Metadata(published="2020-01-04T08:00:00Z", outlet="The Post", title="Rockets hit base", byline="A. Writer")
    result = ingest.read(Source("a", text.encode(), "plain", given))
    report = result.report
    assert (report.published, report.published_from) == ("2020-01-04T08:00:00+00:00", "given")
    assert (report.outlet, report.title, report.byline) == ("The Post", "Rockets hit base", "A. Writer")
    assert [i.code for i in result.issues] == ["published_differs"]


def test_byte_ranges_lead_back_to_the_bytes() -> None:
    data = "\ufeff# Título\r\n\r\nEl ejército — lo negó el lunes, según un portavoz del gobierno.\r\n".encode()
    result = ingest.read(Source("a.txt", data, "plain"))
    slices = [data[slice(*map(int, locator.value.split("-")))].decode() for locator in result.locators]
    assert slices == ["Título", "El ejército — lo negó el lunes, según un portavoz del gobierno."]


def test_a_language_that_is_not_read_is_kept_and_told() -> None:
    text = "Le ministère de la défense a déclaré lundi que douze personnes étaient mortes dans la frappe."
    result = ingest.read(ingest.from_record({"text": text}))
    assert (result.report.language, result.report.status) == ("fr", "ok")
    assert [i.code for i in result.issues] == ["language_not_read"]


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("Peshmerga retake Sinjar", "en", ["language_unsure"]),
        ("Talabani, Barzani meet Maliki in Erbil.", "en", ["language_unsure"]),
        ("Rebels attacked Mosul on Friday.", "en", []),
        ("Irak: douze morts dans un attentat", "fr", ["language_not_read"]),
        ("El ministro dimitió el lunes en Bagdad.", "es", ["language_not_read"]),
    ],
)
def test_a_short_text_that_may_be_english_is_read_as_english(text: str, language: str, codes: list[str]) -> None:
    result = ingest.read(ingest.from_record({"text": text}))
    assert result.report.language == language
    assert [i.code for i in result.issues] == codes


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        ("\u200b\ufeff".encode(), "empty"),
        (b"\x89PNG\r\n\x1a\nrest", "binary"),
        (b"Rar!\x1a\x07rest", "binary"),
        (bytes(range(256)) * 4, "binary"),
        (b"a" * 10_000_001, "too_large"),
        (b"a\n" * 600_000, "too_large"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, code: str) -> None:
    with pytest.raises(ReportError) as raised:
        ingest.read(Source("a.txt", data, "plain"))
    assert raised.value.code == code
