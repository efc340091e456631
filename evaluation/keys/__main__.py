"""``python -m evaluation.keys``: write, show and correct the answer keys.

    python -m evaluation.keys                        write the sample's key from its hand-written source
    python -m evaluation.keys show dev [REPORT…]     print open reports with their key beside them
    python -m evaluation.keys source dev FOLDER      write the open key's source, with words, to a folder
    python -m evaluation.keys compile dev FOLDER     write the open key, without words, from such a folder

The open key's source holds words of the reports, and so stays outside the repository.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from evaluation.keys.compile import compile_keys
from evaluation.keys.open_rows import open_rows, open_source
from evaluation.keys.report import Row
from evaluation.keys.show import show
from evaluation.open_key import OPEN, load
from evaluation.open_texts import HALVES
from khabar.sample import reports_folder

SAMPLE = Path(__file__).parent / "sample"


def main(given: Sequence[str] | None = None) -> None:
    """Do what the first word says."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.keys", description=(__doc__ or "").split("\n")[0])
    verbs = parser.add_subparsers(dest="verb")
    for verb, rest, many in (("show", "reports", "*"), ("source", "folder", None), ("compile", "folder", None)):
        one = verbs.add_parser(verb)
        one.add_argument("half", choices=HALVES)
        one.add_argument(rest, nargs=many)
    options = parser.parse_args(given)
    data = Path(os.environ.get("KHABAR_DATA", ""))
    if options.verb is None:
        write(SAMPLE, compile_keys(SAMPLE / "source", sample_text))
    elif options.verb == "show":
        key = load(data, options.half)
        for doc in options.reports or key.texts:
            print("\n".join(show(key, doc)) + "\n")
    elif options.verb == "source":
        for name, words in open_source(data, options.half).items():
            (Path(options.folder) / name).write_text(words, encoding="utf-8")
    else:
        write(OPEN / options.half, open_rows(data, options.half, Path(options.folder)))


def sample_text(doc: str) -> str:
    """The text of one of the shipped reports."""
    return (reports_folder() / f"{doc}.txt").read_bytes().decode("utf-8")


def write(folder: Path, tables: dict[str, list[Row]]) -> None:
    """Write the tables as JSON Lines."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        (folder / f"{name}.jsonl").write_text(_lines(rows), encoding="utf-8")
        print(f"{name}: {len(rows)}")


def _lines(rows: Iterable[Row]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


if __name__ == "__main__":
    main()
