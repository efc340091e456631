from __future__ import annotations

import pytest

from khabar import casebook


def test_build_tells_what_was_read(run, fake_pipeline, reports, tmp_path):
    result = run("build", reports, "-o", tmp_path / "case", "--workers", 1, "--outlet", "The Outlet")
    assert result.code == 0
    assert "3 reports (3 read, 0 in part, 0 not; 3 read afresh)." in result.out
    assert "3 claims by 6 holders in their chains, 3 quantities, 3 issues." in result.out
    assert f"Next: khabar show {tmp_path / 'case'} claims" in result.out
    assert "What was reported, by whom; not what happened." in result.out
    assert not list(casebook.verify(tmp_path / "case"))


def test_build_tells_what_was_not_read_and_why(run, fake_pipeline, reports, tmp_path):
    (reports / "bad.txt").write_bytes(b"nothing here")
    result = run("build", reports, "-o", tmp_path / "case")
    assert result.code == 3
    assert "1 report or file could not be read:" in result.out
    assert "  bad.txt  binary: there are no words in it" in result.out.splitlines()


def test_demo_builds_the_sample(run, fake_pipeline, tmp_path, monkeypatch, reports):
    monkeypatch.setattr("khabar.sample.reports_folder", lambda: reports)
    result = run("demo", "-o", tmp_path / "demo")
    assert result.code == 0
    assert 'says: The Outlet (Uu) < "the army" (CT+)' in result.out
    assert f"khabar verify {tmp_path / 'demo'}" in result.out


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("file", "--limit 'file' is not of the form NAME=NUMBER"),
        ("size=3", "no limit called 'size'"),
        ("file=0", "above zero"),
    ],
)
def test_a_limit_that_is_none_is_refused_with_what_there_are(run, reports, tmp_path, given, told):
    result = run("build", reports, "-o", tmp_path / "case", "--limit", given)
    assert result.code == 2
    assert told in result.err
    assert not (tmp_path / "case").exists()


def test_a_cluster_needs_its_engine_and_so_does_an_address(run, tmp_path):
    assert "add --engine spark" in run("build", tmp_path, "-o", tmp_path / "c", "--master", "spark://h:7077").err
    for address in ("hdfs://h/pile", "hdfs:///pile"):
        assert f"{address} is read by Spark alone" in run("build", address, "-o", tmp_path / "c").err
