"""``python -m evaluation.muc4``: the roles, and the key's confidence in organizations against ours, as tables."""

from __future__ import annotations

import os
from pathlib import Path

from evaluation.muc4 import confidences, read_all, score_fillers
from evaluation.muc4.confidence import LABELS
from evaluation.muc4.fillers import ROLES
from khabar.pipeline import load_tools


def main() -> None:
    """Print both tables."""
    pairs = list(read_all(Path(os.environ["KHABAR_DATA"]), load_tools()))
    metrics = score_fillers(pairs)
    print(f"{'role':10}{'P':>7}{'R':>7}{'F1':>7}")
    for role in ROLES:
        print(f"{role:10}" + "".join(f"{metrics[f'{role.lower()}_{part}'] or 0:7.3f}" for part in ("p", "r", "f1")))
    table = confidences(pairs)
    print(f"\n{'key':18}" + "".join(f"{label:>10}" for label in (*LABELS, "none")))
    for key in sorted({key for key, _ in table}):
        print(f"{key:18}" + "".join(f"{table[key, label]:10}" for label in (*LABELS, "none")))


if __name__ == "__main__":
    main()
