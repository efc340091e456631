"""The guard: a report that hangs, crashes, fills memory, writes or calls out costs itself and nothing else."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from khabar import ingest
from khabar.errors import ReportError
from khabar.ingest.guard.warden import Warden
from khabar.ingest.limits import Limits
from khabar.records import Source
from tests.ingest import made

LIMITS = Limits(cpu=2, wall=20, memory=500_000_000, reports_a_child=4)
CHILD = "tests.ingest.guard.misbehaving"


@pytest.fixture(scope="module")
def warden() -> Iterator[Warden]:
    held = Warden(LIMITS, CHILD)
    yield held
    held.close()


def told(deed: str) -> Source:
    return Source("report.txt", deed.encode(), "told")


def refusal(warden: Warden, deed: str) -> str:
    with pytest.raises(ReportError) as refused:
        warden.read(told(deed))
    return refused.value.code


def test_what_comes_through_the_guard_is_what_ingest_reads() -> None:
    for source in (
        Source("a.html", b"<html><body><h1>Head</h1><p>Words \xe2\x80\x9chere\xe2\x80\x9d.</p></body></html>", "html"),
        Source("b.docx", made.docx(made.paragraph("Words.")), "docx"),
        Source(
            "c.txt", "Kirsan \ud83d\ude00, 3 May 2016 — Two shells\r\nhit.".encode("utf-16", "surrogatepass"), "plain"
        ),
    ):
        assert ingest.guard.read(source) == ingest.read(source)


def test_a_refusal_comes_through_with_its_code() -> None:
    with pytest.raises(ReportError, match="nothing in this file") as refused:
        ingest.guard.read(Source("a.txt", b"", "plain"))
    assert refused.value.code == "empty"


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        ("spin", "too_slow"),
        ("crash", "parser_died"),
        ("fill", "out_of_memory"),
        ("connect 127.0.0.1:9", "internal_error"),
    ],
)
def test_a_breach_costs_one_report(warden: Warden, deed: str, code: str) -> None:
    assert refusal(warden, deed) == code
    assert warden.read(told("nothing")).report.text == "It was told what to do: nothing."


def test_one_that_hangs_is_not_waited_for() -> None:
    impatient = Warden(Limits(cpu=2, wall=3), CHILD)
    impatient.read(told("nothing"))
    assert refusal(impatient, "hang") == "too_slow"
    impatient.close()


def test_no_file_is_written(warden: Warden, tmp_path: Path) -> None:
    refusal(warden, f"write {tmp_path / 'out.txt'}")
    assert not (tmp_path / "out.txt").exists() or (tmp_path / "out.txt").stat().st_size == 0


def test_no_connection_is_made(warden: Warden) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        assert refusal(warden, f"connect 127.0.0.1:{server.getsockname()[1]}") == "internal_error"
        with pytest.raises(TimeoutError):
            server.accept()


def test_what_a_parser_prints_is_no_answer(warden: Warden) -> None:
    assert warden.read(told("chatter")).report.text == "It was told what to do: chatter."


def test_children_are_replaced_now_and_then(warden: Warden) -> None:
    texts = [warden.read(told(f"nothing {n}")).report.text for n in range(10)]
    assert texts == [f"It was told what to do: nothing {n}." for n in range(10)]
