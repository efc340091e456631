"""The reading of a report ends, whatever its text does to a rule; what was not found out is told, and the rest goes on."""

from __future__ import annotations

import signal
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from khabar import casebook, claims, ingest, pipeline
from khabar.pipeline.patience import OverdueError, at_most

GOOD = "Gunmen killed four men in Hit on 3 May 2020, the Iraqi army said."
ENDLESS = "The endless report: gunmen killed five men in Rawa."


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that never ends on one report."""
    extract = claims.extract

    def stuck(ingested: Any, *rest: Any) -> Any:
        while "endless" in ingested.report.text:
            sum(range(10_000))
        return extract(ingested, *rest)

    monkeypatch.setattr(claims, "extract", stuck)


@pytest.mark.usefixtures("endless")
def test_a_report_whose_reading_never_ends_is_kept_in_part(tmp_path: Path) -> None:
    for name, text in (("a.txt", GOOD), ("b.txt", ENDLESS), ("c.txt", GOOD + " Police said so.")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = sorted(tmp_path.glob("*.txt"))
    summary = pipeline.build(files, tmp_path / "case", limits=ingest.Limits(read_cpu=1))
    assert (summary.ok, summary.partial, summary.rejected) == (2, 1, 0)
    assert [(one.path, one.code) for one in summary.unread] == [("b.txt", "too_slow")]
    assert "read_cpu" in summary.unread[0].message
    book = casebook.open_casebook(tmp_path / "case")
    (kept,) = book.sql("SELECT text FROM reports WHERE status = 'partial'").to_pylist()
    assert kept["text"] == ENDLESS
    assert list(casebook.verify(tmp_path / "case")) == []
    # It is not tried again until something has changed.
    assert pipeline.build(files, tmp_path / "case", limits=ingest.Limits(read_cpu=1)).read_afresh == 0


def test_a_text_too_long_to_be_read_for_claims_is_kept_in_part(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(" ".join([GOOD] * 20), encoding="utf-8")
    summary = pipeline.build([tmp_path / "long.txt"], tmp_path / "case", limits=ingest.Limits(read_characters=1_000))
    assert [(one.path, one.code) for one in summary.unread] == [("long.txt", "too_long")]
    assert casebook.search(tmp_path / "case", "gunmen")
    assert casebook.open_casebook(tmp_path / "case").table("claims").num_rows == 0


def test_what_drops_the_first_word_of_the_end_hears_the_next() -> None:
    dropped = []

    def work() -> None:
        while True:
            try:
                sum(range(10_000))
            except OverdueError:
                dropped.append(time.process_time())
                if len(dropped) == 2:
                    raise

    with pytest.raises(OverdueError), at_most(0.05):
        work()
    assert len(dropped) == 2


def test_time_that_is_not_used_up_is_forgotten() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with at_most(0.05):
        assert signal.getitimer(signal.ITIMER_PROF)[0] > 0
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGPROF) == before


def test_another_thread_has_no_limit_and_no_harm() -> None:
    done = []

    def work() -> None:
        with at_most(0.01):
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]
