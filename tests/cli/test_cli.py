from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import khabar
from khabar.casebook import NOTICE
from khabar.cli.app import app
from khabar.errors import SetupError

SOURCE = str(Path(khabar.__file__).parents[1])
PROGRAM = f"import sys; sys.path.insert(0, {SOURCE!r}); sys.argv[0] = 'khabar'; from khabar.cli import main; main()"
VERBS = ["build", "add", "remove", "read", "show", "query", "verify", "export", "seal", "erase", "serve", "demo"]


def test_version_and_help(run):
    assert run("--version").out == f"khabar {khabar.__version__}\n"
    shown = run("--help").out
    assert "What was reported, by whom; not what happened." in shown
    assert "Exit codes: 0 done; 1" in shown
    assert [command.callback.__name__ for command in app.registered_commands] == VERBS


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(run, verb):
    result = run(verb, "--help")
    assert result.code == 0
    assert f"khabar {verb} [OPTIONS]" in result.out


def test_help_is_quick_because_nothing_heavy_is_loaded():
    program = PROGRAM.replace("main()", "")[:-1] + (
        "\ntry: main()\nexcept SystemExit: pass\n"
        "heavy = {'pyarrow', 'duckdb', 'sqlalchemy', 'onnxruntime', 'numpy', 'lxml'}\nassert not heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, "--help"], check=True, capture_output=True)


def test_the_package_itself_is_the_command_line() -> None:
    command = [sys.executable, "-m", "khabar", "--version"]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=SOURCE)
    assert told.stdout == f"khabar {khabar.__version__}\n"


@pytest.fixture
def names(case, reports, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return {"CASE": case, "REPORTS": reports}


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (
            ["show", "nowhere"],
            4,
            "nowhere is not a casebook (no casebook.json). Make one: khabar build REPORTS -o nowhere",
        ),
        (["verify", "nowhere"], 4, "is not a casebook"),
        (["query", "nowhere", "SELECT 1"], 4, "is not a casebook"),
        (["export", "nowhere", "-o", "out"], 4, "is not a casebook"),
        (["query", "CASE", "SELECT * FROM facts"], 2, "facts does not exist"),
        (["query", "CASE", "SELECT end FROM claims"], 2, 'need double quotes when they name a column, such as "end"'),
        (["query", "CASE", "DELETE FROM claims"], 2, "A casebook is only read"),
        (["query", "CASE", "SELECT 1", "--format", "xml"], 2, "xml"),
        (["show", "CASE", "facts"], 2, "There is no table 'facts'. The tables are: reports, "),
        (["show", "CASE", "--limit", "0"], 2, "--limit"),
        (["export", "CASE", "-o", "CASE"], 2, "holds other files"),
        (["export", "CASE", "--format", "xlsx", "-o", "out"], 2, "The formats are: csv, jsonl, parquet."),
        (["build", "nowhere", "-o", "new"], 2, "There is no file, folder or match for 'nowhere'"),
        (["build", "REPORTS"], 2, "--output"),
        (["build", "REPORTS", "-o", "REPORTS"], 2, "holds other files and is no casebook"),
        (["build", "REPORTS", "-o", "new", "--date", "yesterday"], 2, "is no ISO date. Write it as 2020-01-31."),
        (["build", "REPORTS", "-o", "new", "--columns", "text"], 2, "is not of the form NAME=COLUMN"),
        (["build", "REPORTS", "-o", "new", "--keep", "0"], 2, "--keep"),
        (["read"], 2, "Name reports to read"),
        (["read", "nowhere"], 2, "There is no file, folder or match for 'nowhere'"),
        (["read", "--jsonl", "nowhere"], 2, "nowhere cannot be opened: No such file or directory."),
        (["raed"], 2, "raed"),
    ],
)
@pytest.mark.usefixtures("fake_pipeline")
def test_a_mistake_ends_in_a_message_and_a_code(run, names, arguments, code, says):
    result = run(*[names.get(argument, argument) for argument in arguments])
    assert (result.code, says in result.err) == (code, True), result.err
    assert result.out == ""


def test_ctrl_c_says_that_nothing_is_lost(run, fake_pipeline, reports, tmp_path):
    def interrupted(*_args, **_kwargs):
        raise KeyboardInterrupt

    fake_pipeline.build = interrupted
    result = run("build", reports, "-o", tmp_path / "case")
    assert result.code == 130
    assert "Stopped. The casebook is as it was" in result.err


def test_a_lacking_set_up_and_a_full_disk_are_told(run, fake_pipeline, reports, tmp_path):
    for error, code, says in (
        (SetupError("The model file is missing. Install khabar again."), 5, "The model file is missing."),
        (OSError(28, "No space left on device", "case/x.parquet"), 5, "case/x.parquet: No space left on device"),
    ):

        def broken(*_args, error=error, **_kwargs):
            raise error

        fake_pipeline.build = broken
        result = run("build", reports, "-o", tmp_path / "case")
        assert (result.code, says in result.err) == (code, True), result.err


def test_a_closed_pipe_is_no_error(case):
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "query", str(case), "SELECT * FROM range(1000000)", "--format", "csv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout.readline() == b"range\n"
        process.stdout.close()
        (label,) = process.stderr.read().decode().splitlines()
        assert label.startswith(NOTICE)
