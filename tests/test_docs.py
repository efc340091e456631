"""What the README says can be done, done: its commands and its Python, in order, on the sample."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from khabar.casebook import Casebook

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SAMPLE = ROOT / "src" / "khabar" / "sample" / "reports"
KHABAR = [sys.executable, "-c", "from khabar.cli import main; main()"]
COMMANDS = re.findall(r"^    \.venv/bin/khabar (.+?)(?:\s{2,}#.*)?$", README, re.MULTILINE)
PYTHON = re.findall(r"```python\n(.+?)```", README, re.DOTALL)
RESULT = README.split("## What comes out")[1].split("## ")[0]
LINKS = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("readme")
    shutil.copytree(SAMPLE, made / "reports")
    shutil.copy(SAMPLE / "01-wire-nasiriyah.txt", made / "report.txt")
    return made


def test_the_readme_names_commands_and_python() -> None:
    assert len(COMMANDS) >= 5
    assert PYTHON


def test_the_commands_of_the_readme_run(folder: Path) -> None:
    for command in COMMANDS:
        done = subprocess.run([*KHABAR, *shlex.split(command)], cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"khabar {command}\n{done.stderr}"
        assert done.stdout.strip(), f"khabar {command} printed nothing"


def test_the_python_of_the_readme_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    names: dict[str, object] = {}
    for block in PYTHON:
        exec(compile(block, "README.md", "exec"), names)
    case = names["case"]
    assert isinstance(case, Casebook)
    assert case.table("claims").num_rows


def test_the_result_that_the_readme_shows_is_real(folder: Path) -> None:
    done = subprocess.run([*KHABAR, "demo", "-o", "demo"], cwd=folder, capture_output=True, text=True, check=True)
    printed = {line.strip() for line in done.stdout.splitlines()}
    shown = [line.strip() for line in RESULT.splitlines() if line.startswith("    ")]
    assert len(shown) > 5
    assert [line for line in shown if line not in printed] == [], "make shown writes what is read now"


def test_the_links_of_the_readme_lead_somewhere() -> None:
    assert [link for link in LINKS if not (ROOT / link).exists()] == []


def test_the_readme_fits_on_two_screens() -> None:
    assert README.count("\n") <= 100
