"""The disk that fails when it is told to, for every file of tests here."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from tests.crash.harness import Disk, disk


@pytest.fixture(scope="module")
def on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Disk]:
    """A disk that fails when it is told to."""
    if not shutil.which("cc"):
        pytest.skip("there is no C compiler")
    with disk(tmp_path_factory.mktemp("disk")) as made:
        yield made
