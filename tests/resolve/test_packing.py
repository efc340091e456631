from __future__ import annotations

import lzma

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.resolve.packing import pack, unpack


@settings(deadline=None, max_examples=10)
@given(st.lists(st.integers(0, 2**48 - 1)), st.lists(st.integers(-100, 100)))
def test_arrays_come_back_as_they_went(numbers: list[int], others: list[int]) -> None:
    keys, values = np.sort(np.array(numbers, np.uint64)), np.array(others, np.int16)
    packed = pack({"keys": keys, "values": values, "text": np.frombuffer(b"abc", np.uint8)}, delta=("keys",))
    arrays = unpack(packed)
    assert list(arrays) == ["keys", "values", "text"]
    assert np.array_equal(arrays["keys"], keys)
    assert np.array_equal(arrays["values"], values)
    assert packed == pack({"keys": keys, "values": values, "text": np.frombuffer(b"abc", np.uint8)}, delta=("keys",))


def test_a_damaged_file_is_refused() -> None:
    packed = pack({"a": np.arange(100, dtype=np.uint32)})
    with pytest.raises((lzma.LZMAError, ValueError, EOFError)):
        unpack(packed[: len(packed) // 2])
