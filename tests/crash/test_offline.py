"""Nothing leaves the machine: a whole run with every socket to elsewhere refused asks for none."""

from __future__ import annotations

import re
from pathlib import Path

from khabar.sample import reports_folder
from tests.crash.harness import Disk

ASKED_FOR = re.compile(r"^(?:socket|connect|sendto) of family")


def test_no_run_asks_for_a_network(on: Disk, tmp_path: Path) -> None:
    case, out = tmp_path / "case", tmp_path / "out"
    page = tmp_path / "page.html"
    page.write_text(
        '<p>Gunmen killed two men.</p><img src="https://news.example/a.png"><script src="//x.example/"></script>'
    )
    sample = sorted(reports_folder().iterdir())[:3]
    for arguments in (
        ("build", *sample, page, "-o", case, "--workers", "2"),
        ("add", page, "-o", case, "--workers", "1"),
        ("show", case, "claims"),
        ("verify", case),
        ("export", case, "-o", out),
        ("read", page),
    ):
        ended = on.run(case, *arguments, offline=True)
        assert ended.code == 0, ended.output
        assert [line for line in ended.steps if ASKED_FOR.match(line)] == [], arguments


def test_a_socket_would_have_been_seen(on: Disk, tmp_path: Path) -> None:
    report, case = tmp_path / "one.txt", tmp_path / "case"
    report.write_text("Gunmen killed two men in Hit.", encoding="utf-8")
    on.run(case, "build", report, "-o", case, "--workers", "1", offline=True)
    ended = on.run(case, "serve", case, offline=True, kill_after=60.0)
    assert ended.code != 0
    assert [line for line in ended.steps if ASKED_FOR.match(line)] != [], ended.output
