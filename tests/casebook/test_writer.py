from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from khabar import casebook, schema
from khabar.casebook.layout import Layout
from khabar.casebook.manifest import comparable
from khabar.errors import CasebookError, InputError
from khabar.records import Issue, Metadata, Report, Source


def bytes_of(folder: Path) -> dict[str, bytes]:
    generation = casebook.open_casebook(folder).generation
    files = {p.relative_to(generation).as_posix(): p.read_bytes() for p in generation.rglob("*") if p.is_file()}
    return {name: data for name, data in files.items() if not name.startswith("renames")}


def test_every_table_is_there_and_holds_what_was_read(case, sources, reading_of):
    book = casebook.open_casebook(case)
    readings = [reading_of(source.data) for source in sources(3)]
    for name in schema.READING_TABLES:
        expected = schema.TABLES[name].rows(row for reading in readings for row in getattr(reading, name))
        assert book.table(name).equals(expected), name
    assert book.table("reports").equals(schema.TABLES["reports"].rows(r.report for r in readings))
    assert book.manifest["counts"]["reports"] == book.manifest["counts"]["sightings"] == 3
    assert set(book.tables) == set(schema.TABLES)


def test_same_input_gives_the_same_bytes_in_any_order_and_folder(tmp_path, make_case, sources):
    issues = [Issue("ingest", "unreadable", "error", message=f"file {n}") for n in range(3)]
    one = make_case(tmp_path / "one", sources(5), issues)
    other = make_case(tmp_path / "elsewhere" / "other", sources(5)[::-1], issues[::-1])
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "elsewhere" / "other")
    assert comparable(one) == comparable(other)


def test_more_reports_than_one_batch_stay_in_order(tmp_path, make_case, sources, monkeypatch):
    make_case(tmp_path / "whole", sources(7))
    monkeypatch.setattr("khabar.casebook.assemble.BATCH", 2)
    make_case(tmp_path / "case", sources(7))
    book, whole = (casebook.open_casebook(tmp_path / name) for name in ("case", "whole"))
    for name in book.tables:
        assert book.table(name).equals(whole.table(name)), name
    assert not list(casebook.verify(tmp_path / "case"))


def test_equal_bytes_are_one_report_with_one_sighting_each(tmp_path, make_case, sources):
    (source,) = sources(1)
    late = Source("b.txt", source.data, "text", Metadata(published="2020-02-02", outlet="Late"))
    early = Source("c.txt", source.data, "text", Metadata(published="2020-01-01", outlet="Early"))
    manifest = make_case(tmp_path / "case", [source, late, early, early])
    assert manifest["counts"]["reports"] == 1
    sightings = casebook.open_casebook(tmp_path / "case").table("sightings")
    assert sightings["path"].to_pylist() == ["b.txt", "c.txt", "folder/0.txt"]
    (group,) = casebook.group(casebook.current_received(tmp_path / "case"))
    assert group.first.metadata.outlet == "Early"


def test_keeps_the_last_generations_and_the_originals_they_name(tmp_path, make_case, sources):
    folder = tmp_path / "case"
    for count in (3, 2, 1):
        make_case(folder, sources(count))
    assert Layout(folder).numbers() == [2, 3]
    assert len(list((folder / "originals").glob("*/*"))) == 2
    make_case(folder, sources(1), keep=1)
    assert Layout(folder).numbers() == [4]
    assert len(list((folder / "originals").glob("*/*"))) == 1
    assert not list(casebook.verify(folder))


def test_an_open_casebook_is_not_disturbed_by_the_next_generation(case, make_case, sources):
    book = casebook.open_casebook(case)
    make_case(case, sources(1))
    assert book.table("reports").num_rows == 3
    assert casebook.open_casebook(case).table("reports").num_rows == 1


def test_what_is_not_committed_leaves_no_trace(case):
    with casebook.next_generation(case) as generation:
        generation.write("reports", schema.TABLES["reports"].rows([Report("r_x", "")]))
    assert Layout(case).numbers() == [1]
    assert not list(casebook.verify(case))


def test_keep_below_one_is_refused(case):
    with casebook.next_generation(case) as generation, pytest.raises(InputError, match="--keep"):
        generation.commit({}, {}, keep=0)


KILLED = """
import os, signal, sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from khabar import casebook, schema
from khabar.casebook import layout, manifest, parquet, writer
from khabar.records import Report
last, calls = 0, 0
def counted(function):
    def call(*args, **kwargs):
        global calls
        calls += 1
        if calls == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **kwargs)
    return call
os.fsync = counted(os.fsync)
for name in ("write_manifest", "write_table", "_prune"):
    setattr(writer, name, counted(getattr(writer, name)))
Path.replace = counted(Path.replace)
def write(folder):
    rows = schema.TABLES["reports"].rows([Report("r_" + "a" * 16, "0" * 64)])
    with casebook.lock(folder):
        casebook.write_generation(folder, {"reports": rows}, {"reader": "new"})
for folder in sorted(Path(sys.argv[1]).iterdir()):
    last, child = int(folder.name), os.fork()
    if not child:
        write(folder)
        os._exit(0)
    print(folder.name, os.waitpid(child, 0)[1] == signal.SIGKILL, flush=True)
"""


def test_a_kill_at_any_step_leaves_the_old_casebook_or_the_new_one(case, tmp_path):
    before = bytes_of(case)
    steps = [1, 20, 50, *range(66, 90, 2)]
    for step in steps:
        shutil.copytree(case, tmp_path / "copies" / f"{step:03}")
    source = str(Path(casebook.__file__).parents[2])
    command = [sys.executable, "-c", KILLED, str(tmp_path / "copies"), source]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "True" in ended.stdout
    assert "False" in ended.stdout  # the last steps come after the end, so every step was tried
    seen = set()
    for folder in sorted((tmp_path / "copies").iterdir()):
        book = casebook.open_casebook(folder)
        seen.add(book.manifest["reader"])
        if book.manifest["reader"] == "fake":
            assert bytes_of(folder) == before
        else:
            assert book.table("reports")["report_id"].to_pylist() == ["r_" + "a" * 16]
        with casebook.lock(folder):  # the dead process holds nothing
            pass
    assert seen == {"fake", "new"}


def test_a_second_change_at_once_is_refused(case, make_case, sources):
    program = "import sys; sys.path.insert(0, sys.argv[2])\nfrom pathlib import Path\nfrom khabar import casebook\n"
    program += "with casebook.lock(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    source = str(Path(casebook.__file__).parents[2])
    holder = subprocess.Popen(
        [sys.executable, "-c", program, str(case), source], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(CasebookError, match=rf"process {holder.pid}, since 20"):
            make_case(case, sources(1))
        os.kill(holder.pid, signal.SIGKILL)
    make_case(case, sources(1))


def test_a_note_of_a_process_that_holds_nothing_stops_nobody(case, make_case, sources):
    # its number may have gone to another process since: here it is that of a living one, our own
    (case / ".lock").write_text(f'{{"process": {os.getpid()}, "since": "2020-01-01T00:00:00+00:00"}}')
    make_case(case, sources(1))
    assert casebook.open_casebook(case).table("reports").num_rows == 1


def test_a_casebook_does_not_move_in_with_other_files(tmp_path, make_case, sources):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(InputError, match="holds other files"):
        make_case(tmp_path, sources(1))
    with pytest.raises(InputError, match="is a file"):
        make_case(tmp_path / "thesis.txt", sources(1))


def test_what_a_crash_left_behind_is_cleared_away(tmp_path, make_case, sources):
    folder = tmp_path / "begun"
    (folder / "originals" / "ab").mkdir(parents=True)
    (folder / "originals" / "ab" / ("ab" * 32 + ".txt.7.part")).write_bytes(b"half")
    (folder / "casebook.json.7.part").write_bytes(b"{")
    make_case(folder, sources(1))
    assert not list(casebook.verify(folder))
    assert not list(folder.glob("originals/*/*.part"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "is not a casebook"),
        ("{", "damaged"),
        ("{}", "names no generation"),
        ('{"generation":1,"schema":99}', "newer"),
    ],
)
def test_a_folder_that_holds_no_casebook_of_ours_is_told_so(tmp_path, content, message):
    if content is not None:
        (tmp_path / "casebook.json").write_text(content)
    with pytest.raises(CasebookError, match=message):
        casebook.open_casebook(tmp_path)
