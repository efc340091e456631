from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

import pytest

import khabar
from khabar import ingest
from khabar.cli import main
from khabar.cli.read import tools_of_a_process
from khabar.errors import ReportError
from khabar.pipeline import rejection
from khabar.records import Issue, Metadata


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch, capfd) -> Callable[..., Result]:
    """Runs the command line as the installed program does."""

    def call(*arguments: object) -> Result:
        monkeypatch.setattr(sys, "argv", ["khabar", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capfd.readouterr()
        assert "Traceback" not in captured.err
        return Result(int(ended.value.code or 0), captured.out, captured.err)

    return call


@pytest.fixture
def fake_pipeline(monkeypatch, make_case, reading_of):
    """A pipeline whose reading is the fixtures' fake; receiving, writing and all else are the real thing."""

    def read(source, tools):
        if b"Two" not in source.data:
            raise ReportError("binary", "there are no words in it")
        return reading_of(source.data, source.metadata.outlet)

    def build(
        paths,
        folder,
        *,
        metadata=Metadata(),  # noqa: B008
        columns=None,
        actors=None,
        codebook=None,
        limits=None,
        engine=None,
        keep=2,
        progress=None,
    ):
        found = list(ingest.sources(paths, metadata, columns))
        items = [one for one in found if not isinstance(one, Issue)]
        unread = tuple(
            SimpleNamespace(path=one.path, code="binary", message="there are no words in it")
            for one in items
            if b"Two" not in one.data
        )
        manifest = make_case(folder, [one for one in items if b"Two" in one.data], keep=keep)
        counts = Counter(manifest["counts"])
        return SimpleNamespace(
            reports=len(items), ok=len(items) - len(unread), partial=0, rejected=len(unread),
            read_afresh=len(items), unread=unread, rows=counts,
        )  # fmt: skip

    fake = SimpleNamespace(
        read=read,
        build=build,
        rejection=rejection,
        load_tools=lambda actors=None, codebook=None, limits=None: None,
    )
    monkeypatch.setitem(sys.modules, "khabar.pipeline", fake)
    monkeypatch.setattr(khabar, "pipeline", fake, raising=False)
    tools_of_a_process.cache_clear()
    yield fake
    tools_of_a_process.cache_clear()


@pytest.fixture
def reports(tmp_path, sources):
    """A folder of three reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for number, source in enumerate(sources(3)):
        (folder / f"{number}.txt").write_bytes(source.data)
    return folder
