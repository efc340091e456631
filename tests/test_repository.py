"""The shape of the code itself: sizes, names, and what must not stand in a repository that others will read."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

from khabar import __version__

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "src" / "khabar").rglob("*.py"))
DRAWERS = {"utils", "util", "helpers", "common", "misc"}
FOREIGN = re.compile(
    r"(?<!\w)/(?:work|farm|root)/[a-z.]|/tmp/\w|pythonhosted|registry\.npmjs|deb\.debian|pypi\.org/simple"
)
OWN_MENTIONS = {Path("tests/test_repository.py")}


def functions() -> Iterator[tuple[str, int]]:
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                yield f"{module.relative_to(ROOT)}:{node.name}", node.end_lineno - node.lineno + 1


def tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [Path(line) for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def test_modules_stay_small() -> None:
    lengths = [module.read_text(encoding="utf-8").count("\n") for module in MODULES]
    assert statistics.median(lengths) < 150
    assert max(lengths) <= 400


def test_functions_stay_small() -> None:
    lengths = dict(functions())
    assert statistics.median(lengths.values()) < 10
    assert [name for name, length in lengths.items() if length > 60] == []


def test_no_module_is_a_drawer() -> None:
    assert [m for m in MODULES if m.stem in DRAWERS] == []


def test_no_tracked_file_names_a_path_or_host_of_one_machine() -> None:
    found = []
    for path in tracked():
        data = (ROOT / path).read_bytes()
        if b"\0" not in data[:8000] and path not in OWN_MENTIONS:
            found += [f"{path}: {m.group()}" for m in FOREIGN.finditer(data.decode("utf-8", "replace"))]
    assert found == []


def test_pictures_stand_with_the_documents_alone() -> None:
    pictures = [path for path in tracked() if path.suffix.lower() in (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp")]
    assert [str(path) for path in pictures if path.parent != Path("docs/images")] == []


def test_the_package_never_imports_training() -> None:
    for module in MODULES:
        assert not re.search(r"^\s*(?:from|import) training\b", module.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_version_is_the_same_everywhere() -> None:
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_no_module_imports_itself_in_a_circle() -> None:
    graph = grimp.build_graph("khabar")
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert list(TopologicalSorter(imports).static_order())
