"""``python -m evaluation.keys``: write the sample's answer key from its hand-written source."""

from __future__ import annotations

import json
from pathlib import Path

from evaluation.keys.compile import compile_keys
from khabar.sample import reports_folder

SAMPLE = Path(__file__).parent / "sample"


def write() -> None:
    """Write the five tables beside their source."""
    for name, rows in compile_keys(SAMPLE / "source", reports_folder()).items():
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (SAMPLE / f"{name}.jsonl").write_text(lines, encoding="utf-8")
        print(f"{name}: {len(rows)}")


if __name__ == "__main__":
    write()
