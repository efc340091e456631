"""Every command of the tutorial runs, in order, on the sample."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from khabar.cli.app import app
from khabar.sample import reports_folder

PAGE = (Path(__file__).parents[2] / "docs" / "tutorial.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    (khabar .*)$", PAGE, re.MULTILINE)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tutorial")
    shutil.copytree(reports_folder(), folder / "reports")
    return folder


def test_the_commands_run_one_after_another(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    assert len(COMMANDS) >= 10
    for command in COMMANDS:
        done = CliRunner().invoke(app, shlex.split(command)[1:])
        assert done.exit_code == 0, (command, done.output, done.exception)
        assert done.output.strip(), command
    assert (desk / "out" / "about.json").is_file()


def test_the_python_example_runs(desk: Path) -> None:
    code = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert code
    done = subprocess.run([sys.executable, "-c", code[0]], cwd=desk, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_pages_link_to_pages_that_exist() -> None:
    docs = Path(__file__).parents[2] / "docs"
    for page in (docs / "tutorial.md", docs / "method.md"):
        links = re.findall(r"\]\(([\w./-]+)\)", page.read_text(encoding="utf-8"))
        written = {"evaluation.md", "benchmarks.md"}
        assert [x for x in links if x not in written and not (docs / x).exists()] == []
