"""A casebook of the sample, and a real server on it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from khabar import pipeline
from khabar.sample import reports_folder
from khabar.web.desk import Desk
from tests.web.running import Server, serving


@pytest.fixture(scope="session")
def sample_case(tmp_path_factory) -> Path:
    """The sample, read and linked once; tests that change it take a copy."""
    folder = tmp_path_factory.mktemp("web") / "case"
    pipeline.build([reports_folder()], folder)
    return folder


@pytest.fixture
def own_case(sample_case, tmp_path) -> Path:
    """A casebook of the sample that a test may change."""
    return Path(shutil.copytree(sample_case, tmp_path / "case"))


@pytest.fixture
def desk(own_case) -> Iterator[Desk]:
    found = Desk(own_case, "reviewer")
    yield found
    found.close()


@pytest.fixture(scope="module")
def server(sample_case, tmp_path_factory) -> Iterator[Server]:
    """A server on a copy of the sample, shared by the tests of a module."""
    folder = shutil.copytree(sample_case, tmp_path_factory.mktemp("served") / "case")
    with serving(Path(folder)) as found:
        yield found
