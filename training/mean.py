"""The mean of the weights of several epochs: what the last steps shake about, it holds still.

Run as ``python -m training.mean OUT WEIGHTS WEIGHTS …``: files that train wrote. Source of the method: stochastic weight
averaging, Izmailov et al. (2018).
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor


def mean(several: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of each weight, summed in 64 bits and kept in its own type."""
    return {
        name: (sum(weights[name].double() for weights in several) / len(several)).to(first.dtype)
        for name, first in several[0].items()
    }


def main() -> None:
    """Write the mean of some files of weights as one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("weights", type=Path, nargs="+")
    args = parser.parse_args()
    torch.save({"weights": mean([torch.load(path, weights_only=True)["weights"] for path in args.weights])}, args.out)


if __name__ == "__main__":
    main()
