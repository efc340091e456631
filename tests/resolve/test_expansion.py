from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from khabar.resolve import expansion


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path / "cache" / "khabar"


def test_it_expands_once_and_leaves_nothing_else(cache: Path) -> None:
    arrays = expansion.mapped_arrays()
    (folder,) = cache.iterdir()
    assert folder.name.startswith("gazetteer-")
    before = {p.name: p.stat().st_mtime_ns for p in folder.iterdir()}
    again = expansion.mapped_arrays()
    assert {p.name: p.stat().st_mtime_ns for p in folder.iterdir()} == before
    assert all(isinstance(a.base, np.memmap) for a in again.values())
    assert np.array_equal(arrays["name_hash"][:1000], again["name_hash"][:1000])


def test_processes_that_start_together_do_not_disturb_each_other(cache: Path) -> None:
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda _: len(expansion.mapped_arrays()["geonameid"]), range(3)))
    assert len(set(found)) == 1
    assert [p.name.startswith("gazetteer-") for p in cache.iterdir()] == [True]


def test_a_half_made_folder_is_made_anew(cache: Path) -> None:
    half = cache / f"gazetteer-{expansion.packed_hash()[:16]}"
    half.mkdir(parents=True)
    (half / "names.npy").write_bytes(b"broken")
    assert len(expansion.mapped_arrays()["geonameid"]) > 200_000


def test_without_a_usable_cache_it_goes_to_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert len(expansion.mapped_arrays()["geonameid"]) > 200_000
    assert [p.name.startswith("khabar-") for p in tmp_path.iterdir() if p.is_dir()] == [True]
