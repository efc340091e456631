"""The guard: a report that hangs, crashes, fills memory, writes or calls out costs itself and nothing else."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from khabar import ingest
from khabar.errors import ReportError
from khabar.ingest.guard.warden import Warden
from khabar.ingest.guard.wire import Opening
from khabar.ingest.limits import Limits
from khabar.records import Issue, Source
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


def test_a_language_that_only_the_model_tells_has_the_child_replaced_by_one_that_has_it() -> None:
    french = "Deux obus sont tombés sur le marché de la ville, et les habitants ont fui vers les villages voisins."
    english = "Two shells fell on the market of the town, and those who lived there had to go to the villages near it."
    found = Warden(LIMITS)
    assert found.read(Source("a.txt", english.encode(), "plain")).report.language == "en"
    first = found._child
    assert found.read(Source("b.txt", french.encode(), "plain")).report.language == "fr"
    second = found._child
    assert found.read(Source("c.txt", french.encode(), "plain")).report.language == "fr"
    assert first is not second
    assert second is found._child
    found.close()


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
        ("run /bin/true", "internal_error"),
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


def test_one_that_tells_of_each_part_has_the_time_of_a_report_for_each() -> None:
    patient = Warden(Limits(cpu=2, wall=3), CHILD)
    assert patient.read(told("take_time 5")).report.text == "It was told what to do: take_time 5."
    patient.close()


def test_no_file_is_written(warden: Warden, tmp_path: Path) -> None:
    refusal(warden, f"write {tmp_path / 'out.txt'}")
    assert not (tmp_path / "out.txt").exists()


def test_no_file_is_changed_or_taken_away(warden: Warden, tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("Mine.", encoding="utf-8")
    for deed in ("write", "remove"):
        assert refusal(warden, f"{deed} {tmp_path / 'own.txt'}") == "internal_error"
    assert (tmp_path / "own.txt").read_text(encoding="utf-8") == "Mine."


def may_leave_network() -> bool:
    code = "import sys; from khabar.ingest.guard.holding import leave_network; sys.exit(not leave_network())"
    return subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("deed", ["connect", "connect_below"])
def test_no_connection_is_made(warden: Warden, deed: str) -> None:
    if deed == "connect_below" and not may_leave_network():
        pytest.skip("this system lets no process leave its network")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        assert refusal(warden, f"{deed} 127.0.0.1:{server.getsockname()[1]}") == "internal_error"
        with pytest.raises(TimeoutError):
            server.accept()


def test_what_a_parser_prints_is_no_answer(warden: Warden) -> None:
    assert warden.read(told("chatter")).report.text == "It was told what to do: chatter."


def test_children_are_replaced_now_and_then(warden: Warden) -> None:
    texts = [warden.read(told(f"nothing {n}")).report.text for n in range(10)]
    assert texts == [f"It was told what to do: nothing {n}." for n in range(10)]


# ------------------------------------------------------------------ files


PILE = {f"{n}.txt": f"Report {n}: two shells hit the market." for n in range(8)}


def opened(warden: Warden, file: Path) -> list[Source | Issue]:
    return list(warden.open(Opening(file.name, file, None)))


def test_a_container_is_opened_by_one_child_after_another(warden: Warden, tmp_path: Path) -> None:
    """Eight members, and children that have four reports each: those at work on a file are not replaced within it."""
    (tmp_path / "pile.zip").write_bytes(made.zipped(PILE))
    for _ in range(3):
        found = opened(warden, tmp_path / "pile.zip")
        assert [(i.path, i.data.decode()) for i in found if isinstance(i, Source)] == [
            (f"pile.zip/{name}", words) for name, words in PILE.items()
        ]


def test_two_files_can_be_open_at_once(tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        (tmp_path / name).write_bytes(made.zipped(PILE))
    both = [ingest.sources([tmp_path / name]) for name in ("a.zip", "b.zip")]
    assert [i.path for pair in zip(*both, strict=True) for i in pair if isinstance(i, Source)] == [
        f"{name}.zip/{n}.txt" for n in range(8) for name in "ab"
    ]


def test_one_who_stops_within_a_file_disturbs_nobody(tmp_path: Path) -> None:
    (tmp_path / "pile.zip").write_bytes(made.zipped(PILE))
    first = next(iter(ingest.sources([tmp_path / "pile.zip"])))
    again = [i.path for i in ingest.sources([tmp_path / "pile.zip"]) if isinstance(i, Source)]
    assert isinstance(first, Source)
    assert again == [f"pile.zip/{n}.txt" for n in range(8)]


def test_a_file_that_fills_the_memory_is_kept_and_the_next_is_opened(tmp_path: Path) -> None:
    """A hundred megabytes of brackets make a child need many times as much; what it is allowed is less than that."""
    (tmp_path / "a.json").write_bytes(b"[" + b"[1],\n" * 4_000_000 + b"[1]]")
    (tmp_path / "b.txt").write_bytes(b"Words.")
    bad, good = ingest.sources([tmp_path], limits=Limits(memory=200_000_000))
    assert isinstance(bad, Source)
    assert isinstance(good, Source)
    assert (bad.path, bad.refusal and bad.refusal.code) == ("a.json", "out_of_memory")
    assert bad.data == (tmp_path / "a.json").read_bytes()
    assert (good.path, good.refusal) == ("b.txt", None)


def test_a_file_is_found_from_the_folder_that_a_program_has_moved_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest.guard.prepare()
    (tmp_path / "one.txt").write_text("Two shells hit the market.")
    monkeypatch.chdir(tmp_path)
    (found,) = ingest.sources([Path("one.txt")])
    assert isinstance(found, Source)
    assert not found.refusal


QUOTA = """
import resource
for kind, most in ((resource.RLIMIT_CPU, 20), (resource.RLIMIT_AS, 1_200_000_000), (resource.RLIMIT_FSIZE, {size})):
    resource.setrlimit(kind, (most, most))
from khabar import ingest
from khabar.records import Source
print(ingest.guard.read(Source("a.txt", b"Two shells hit the market.", "plain")).report.text)
"""


def test_a_machine_that_allows_less_than_the_limits_is_read_on() -> None:
    code = QUOTA.format(size=1_000_000_000)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("Two shells hit the market.\n", 0), done.stderr


def test_a_machine_that_allows_too_little_is_told_of() -> None:
    done = subprocess.run([sys.executable, "-c", QUOTA.format(size=4096)], capture_output=True, text=True, check=False)
    assert "SetupError: The process that parses reports cannot be started (exit status 1)" in done.stderr
    assert "ulimit -a" in done.stderr
