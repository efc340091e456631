"""What sentences and reports mean, as vectors that claims share: one of each sentence, and the mean of each report."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from khabar.frozen import record
from khabar.link.rows import flat

# A table of products of all with all is made where it has at most so many entries for each product that is wanted.
DENSE = 16

# So many products are made at a time otherwise: as many as the processor's own memory holds the vectors of.
AT_ONCE = 1 << 9


@record(frozen=True, slots=True)
class Vectors:
    """The vector of each of n claims: row ``rows[i]`` of ``matrix`` (whole numbers of a byte), whose last row is 0."""

    matrix: NDArray[np.int8]
    rows: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, which: NDArray[np.int64]) -> Vectors:
        return Vectors(self.matrix, self.rows[which])

    def alone(self) -> Vectors:
        """The same vectors in a matrix of their own."""
        used, rows = np.unique(self.rows, return_inverse=True)
        return Vectors(_ended(self.matrix[used]), rows)


@record(frozen=True, slots=True)
class Meanings:
    """The vector of each claim's sentence, and the mean direction of the vectors of its report."""

    meaning: Vectors
    context: Vectors


def meanings(claims: pa.Table, vectors: pa.Table) -> Meanings:
    """The vectors of claims; ``vectors`` is that table of the casebook, in order of report."""
    values = _matrix(vectors)
    reports = flat(vectors["report_id"].dictionary_encode()) if vectors.num_rows else None
    if reports is None:
        none = Vectors(values, np.zeros(claims.num_rows, np.int64))
        return Meanings(none, none)
    number = reports.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    starts = np.flatnonzero(np.diff(number, prepend=-1))
    of_claim = _numbers(pc.index_in(flat(claims["report_id"]), value_set=reports.dictionary))
    keys = number * _WIDE + vectors["sentence"].to_numpy()
    wanted = of_claim * _WIDE + claims["sentence"].to_numpy()
    order = np.argsort(keys, kind="stable")
    at = np.minimum(np.searchsorted(keys[order], wanted), len(keys) - 1)
    own = np.where((of_claim >= 0) & (keys[order][at] == wanted), order[at], len(values) - 1)
    means = _scaled(_sums(values[:-1], starts))
    place = np.where(of_claim >= 0, np.searchsorted(number[starts], of_claim), len(means))
    return Meanings(Vectors(values, own), Vectors(_ended(means), place))


# More sentences than any report has.
_WIDE = 1 << 32


def cosines(left: Vectors, right: Vectors) -> NDArray[np.float64]:
    """The cosine of each pair of vectors; 0 where one of them is none. Sums of whole numbers, so exact in any order."""
    one, at = np.unique(left.rows, return_inverse=True)
    other, beside = np.unique(right.rows, return_inverse=True)
    these, those = _floats(left.matrix[one]), _floats(right.matrix[other])
    if len(one) * len(other) <= DENSE * len(left):
        product = (these @ those.T)[at, beside]
    else:
        starts = range(0, len(at), AT_ONCE)
        product = np.concatenate(
            [_products(these[at[s : s + AT_ONCE]], those[beside[s : s + AT_ONCE]]) for s in starts]
        )
    lengths = _products(these, these).astype(float)[at] * _products(those, those).astype(float)[beside]
    cosine: NDArray[np.float64] = product.astype(float) / np.sqrt(np.maximum(lengths, 1.0))
    return cosine


def _floats(values: NDArray[np.int8]) -> NDArray[np.float32]:
    """Whole numbers of a byte as floats of four, in which a sum of a thousand of their products is still exact."""
    return values.astype(np.float32)


def _products(left: NDArray[np.float32], right: NDArray[np.float32]) -> NDArray[np.float32]:
    """The product of each row with its fellow."""
    products: NDArray[np.float32] = np.einsum("ij,ij->i", left, right)
    return products


def _matrix(vectors: pa.Table) -> NDArray[np.int8]:
    width = len(vectors["values"][0].as_py() or ()) if vectors.num_rows else 1
    values: NDArray[Any] = flat(flat(vectors["values"]).flatten()).to_numpy(zero_copy_only=False)
    return _ended(values.reshape(vectors.num_rows, width))


def _ended(values: NDArray[Any]) -> NDArray[np.int8]:
    """The rows and one of 0 after them, for claims that have none."""
    ended = np.zeros((len(values) + 1, values.shape[1]), np.int8)
    ended[:-1] = values
    return ended


def _sums(values: NDArray[np.int8], starts: NDArray[np.int64]) -> NDArray[np.int32]:
    """The sums of rows from each start to the next: run by run, which is faster than :func:`numpy.add.reduceat` at bytes."""
    sums = np.empty((len(starts), values.shape[1]), np.int32)
    for one, start, end in zip(sums, starts, [*starts[1:], len(values)], strict=True):
        np.sum(values[start:end], axis=0, dtype=np.int32, out=one)
    return sums


def _scaled(sums: NDArray[np.int32]) -> NDArray[np.int8]:
    largest = np.maximum(np.abs(sums).max(axis=1, keepdims=True), 1)
    scaled: NDArray[np.int8] = np.rint(sums * (127.0 / largest)).astype(np.int8)
    return scaled


def _numbers(found: Any) -> NDArray[np.int64]:
    filled: NDArray[np.int64] = pc.fill_null(found, -1).to_numpy(zero_copy_only=False).astype(np.int64)
    return filled
