"""Named arrays in one compressed file: a JSON header of names, types and lengths, then the arrays' bytes by plane.

The bytes of each array are stored plane by plane (all first bytes, then all second ones), which compresses far better.
Arrays named in ``delta`` are stored as differences of sorted values.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def pack(arrays: Mapping[str, Array], delta: Collection[str] = ()) -> bytes:
    """The compressed file; the same arrays give the same bytes."""
    header = [
        {"name": name, "dtype": array.dtype.str, "length": len(array), "delta": name in delta}
        for name, array in arrays.items()
    ]
    body = b"".join(_planes(_differences(a) if n in delta else a) for n, a in arrays.items())
    text = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 1 << 25}]
    return lzma.compress(len(text).to_bytes(4, "little") + text + body, format=lzma.FORMAT_XZ, filters=filters)


def unpack(data: bytes) -> dict[str, Array]:
    """The arrays of a packed file. Raises ValueError or lzma.LZMAError where it is damaged."""
    raw = lzma.decompress(data)
    size = int.from_bytes(raw[:4], "little")
    header, at = json.loads(raw[4 : 4 + size]), 4 + size
    arrays: dict[str, Array] = {}
    for entry in header:
        dtype, length = np.dtype(entry["dtype"]), int(entry["length"])
        piece = np.frombuffer(raw, np.uint8, dtype.itemsize * length, at)
        at += piece.size
        array = np.ascontiguousarray(piece.reshape(dtype.itemsize, length).T).view(dtype).reshape(length)
        arrays[entry["name"]] = np.cumsum(array, dtype=dtype) if entry["delta"] else array
    if at != len(raw):
        raise ValueError("the packed file is longer than its header says")
    return arrays


def _planes(array: Array) -> bytes:
    return np.ascontiguousarray(array).view(np.uint8).reshape(len(array), array.dtype.itemsize).T.tobytes()


def _differences(array: Array) -> Array:
    return np.diff(array, prepend=array.dtype.type(0))
