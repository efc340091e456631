"""Documents of word processors and books: what is told, what stands around it, and the way back to it."""

from __future__ import annotations

import pytest

from khabar.errors import ReportError
from khabar.ingest import read
from khabar.records import Ingested, Source
from tests.ingest import made
from tests.ingest.made import paragraph

STRIKE = "Two shells hit the market of Kirsan on Monday, the district council said."
TOLL = "The council counted nine dead and forty injured."


def ingested(data: bytes, form: str) -> Ingested:
    return read(Source(f"report.{form}", data, form))


def told(report: Ingested) -> list[tuple[str, str]]:
    """Each segment's kind and words."""
    return [(s.kind, report.report.text[s.start : s.end].strip()) for s in report.segments]


def codes(report: Ingested) -> list[str]:
    return [issue.code for issue in report.issues]


def test_a_word_document_with_headings_quotes_and_lists() -> None:
    body = paragraph("Shelling in Kirsan", "Rubrik1") + paragraph(STRIKE) + paragraph(TOLL, "Citat")
    body += f"<w:tbl><w:tr><w:tc>{paragraph('Kirsan: nine dead in all.')}</w:tc></w:tr></w:tbl>"
    report = ingested(made.docx(body), "docx")
    assert told(report) == [
        ("title", "Shelling in Kirsan"),
        ("body", STRIKE),
        ("block_quote", TOLL),
        ("list", "Kirsan: nine dead in all."),
    ]
    assert [locator.value for locator in report.locators][1] == "word/document.xml (//w:p)[2]"


def test_notes_headers_and_comments_of_a_word_document_are_kept_around_the_text() -> None:
    note = f'<w:footnote w:id="2">{paragraph("Interview with a nurse, 3 May.")}</w:footnote>'
    line = f'<w:footnote w:type="separator" w:id="0">{paragraph("---")}</w:footnote>'
    others = {"word/footnotes.xml": line + note, "word/header1.xml": paragraph("Draft, not for release")}
    report = ingested(made.docx(paragraph(STRIKE), others), "docx")
    assert told(report)[0] == ("body", STRIKE)
    assert told(report)[1] == ("boilerplate", "Interview with a nurse, 3 May.\n\nDraft, not for release")


def test_tracked_changes_of_a_word_document_are_read_as_accepted_and_told() -> None:
    body = (
        "<w:p><w:r><w:t>Rebels </w:t></w:r><w:del><w:r><w:delText>killed</w:delText></w:r></w:del>"
        "<w:ins w:id='1'><w:r><w:t>wounded</w:t></w:r></w:ins><w:r><w:t> six soldiers.</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> Not shown.</w:t></w:r></w:p>"
    )
    report = ingested(made.docx(body), "docx")
    assert report.report.text == "Rebels wounded six soldiers."
    assert "tracked_changes" in codes(report)


def test_an_object_of_a_word_document_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('Words in a box.')}</w:txbxContent>"
    body = f"<w:p><w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    report = ingested(made.docx(f"{body}</mc:AlternateContent></w:r></w:p>"), "docx")
    assert report.report.text == "Words in a box."


def test_an_opendocument_text_with_its_notes_apart() -> None:
    note = "<text:note-citation>1</text:note-citation><text:note-body><text:p>By telephone.</text:p></text:note-body>"
    note = f"<text:note>{note}</text:note>"
    body = f"<text:h>Kirsan</text:h><text:p>Two shells hit{note} the<text:s text:c='3'/>market.</text:p>"
    body += "<text:list><text:list-item><text:p>Nine dead.</text:p></text:list-item></text:list>"
    report = ingested(made.odt(body), "odt")
    assert told(report) == [
        ("title", "Kirsan"),
        ("body", "Two shells hit the market."),
        ("list", "Nine dead."),
        ("boilerplate", "By telephone."),
    ]


def test_what_was_deleted_from_an_opendocument_text_is_not_told() -> None:
    deleted = "<text:deletion><text:p>Gone.</text:p></text:deletion>"
    deleted = f"<text:tracked-changes><text:changed-region>{deleted}</text:changed-region></text:tracked-changes>"
    report = ingested(made.odt(f"{deleted}<text:p>{TOLL}</text:p>"), "odt")
    assert report.report.text == TOLL
    assert "tracked_changes" in codes(report)


def test_rich_text() -> None:
    data = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}\f0 Shells hit the market of Kirsan caf\'e9."
    data += rb"\par Nine people died \u8211? council.\par}"
    assert ingested(data, "rtf").report.text == "Shells hit the market of Kirsan café.\n\nNine people died – council."


def test_a_book_in_the_order_of_its_spine() -> None:
    report = ingested(made.epub([f"<html><body><h1>One</h1><p>{STRIKE}</p></body></html>", f"<p>{TOLL}</p>"]), "epub")
    assert told(report) == [("title", "One"), ("body", f"{STRIKE}\n\n{TOLL}")]
    assert (report.report.title, report.report.published) == ("A book", "2016-03-02")
    assert report.locators[-1].value.startswith("OPS/c2.xhtml /html")


MAIL = (
    "From: Press Office <press@example.org>\r\nDate: Tue, 3 May 2016 10:00:00 +0300\r\nMessage-ID: <1@example.org>\r\n"
    "Subject: Shelling in Kirsan\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
)


def test_a_mail_with_its_subject_sender_and_day() -> None:
    report = ingested((MAIL + STRIKE).encode(), "message")
    assert (report.report.title, report.report.byline) == ("Shelling in Kirsan", "Press Office")
    assert report.report.published == "2016-05-03T10:00:00+03:00"
    assert report.report.text == STRIKE


@pytest.mark.parametrize(
    ("data", "form", "code"),
    [
        (b"PK\x03\x04 broken", "docx", "damaged"),
        (made.zipped({"word/document.xml": "<w:document"}), "docx", "malformed"),
        (made.zipped({"other.xml": "<a/>"}), "docx", "malformed"),
        (made.docx(""), "docx", "empty"),
        (made.zipped({"word/document.xml": '<!DOCTYPE d [<!ENTITY e "x">]><d>&e;</d>'}), "docx", "malformed"),
        (made.zipped({"content.xml": '<!DOCTYPE d SYSTEM "file:///etc/passwd"><d/>'}), "odt", "malformed"),
        (made.zipped({"word/document.xml": "<a>" * 100_000}), "docx", "malformed"),
        (made.zipped({"word/document.xml": b"<d>" + b"a" * 70_000_000}), "docx", "too_large"),
        (made.zipped({"META-INF/container.xml": "<container/>"}), "epub", "malformed"),
        (made.epub(["<p></p>"]), "epub", "empty"),
        (b"{\\rtf1 }", "rtf", "empty"),
        (MAIL.encode(), "message", "empty"),
        (b"%PDF-1.4 broken", "pdf", "damaged"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, form: str, code: str) -> None:
    with pytest.raises(ReportError) as refused:
        ingested(data, form)
    assert refused.value.code == code
