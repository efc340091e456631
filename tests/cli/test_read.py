from __future__ import annotations

import io
import json
import sys
from types import SimpleNamespace

import pytest


@pytest.fixture
def read_lines(run, fake_pipeline, monkeypatch):
    def call(*lines: bytes, arguments=()):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"\n".join(lines))))
        result = run("read", "--jsonl", "-", *arguments)
        return result, [json.loads(line) for line in result.out.splitlines()]

    return call


def record(sources, number: int, **fields) -> bytes:
    return json.dumps({"text": sources(number + 1)[number].data.decode(), **fields}).encode()


def test_one_object_a_report_in_the_order_of_the_input(read_lines, sources):
    result, found = read_lines(record(sources, 2, id="b"), b"", record(sources, 0, id=7), record(sources, 1))
    assert result.code == 0
    assert [one["report"]["id"] for one in found] == ["b", "7", "4"]
    assert all(one["claims"] for one in found)


def test_a_line_that_holds_no_report_is_rejected_in_its_place(read_lines, sources):
    bad = [b"{", b"[]", b'{"id": "x"}', b'{"text": 3}', b"[" * 100_000, b'{"text": "no words", "id": "n"}', b"\xff\xfe"]
    result, found = read_lines(*bad, record(sources, 0))
    assert result.code == 3
    assert [one["report"]["status"] for one in found] == ["rejected"] * 7 + ["ok"]
    codes = [one["issues"][0]["code"] for one in found[:7]]
    assert codes == ["bad_line", "bad_line", "no_text", "no_text", "bad_line", "binary", "bad_line"]
    assert found[5]["report"]["id"] == "n"


def test_options_fill_what_a_line_does_not_say(read_lines, sources):
    _, found = read_lines(
        record(sources, 0, outlet="Own"), record(sources, 1), arguments=("--outlet", "Given", "--date", "2020-01-02")
    )
    assert [one["report"]["outlet"] for one in found] == ["Own", "Given"]


def test_odd_text_gives_valid_lines(read_lines, sources):
    text = sources(1)[0].data.decode() + "\u2028\x85\x00\u202e"
    _, (found,) = read_lines(json.dumps({"text": text, "id": "\u2028"}).encode())
    assert found["report"]["text"] == text


def test_files_are_read_in_order_and_named_by_path(run, fake_pipeline, reports):
    (reports / "9.txt").write_bytes(b"nothing here")
    result = run("read", reports)
    found = [json.loads(line) for line in result.out.splitlines()]
    assert [one["report"]["id"] for one in found] == ["0.txt", "1.txt", "2.txt", "9.txt"]
    assert [one["report"]["status"] for one in found] == ["ok", "ok", "ok", "rejected"]
    assert result.code == 3
