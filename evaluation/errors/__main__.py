"""``python -m evaluation.errors``: write the page of errors from the development parts under KHABAR_DATA."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from evaluation import muc4, open_key
from evaluation.answer_keys import readings
from evaluation.errors import words
from evaluation.errors.checks import checks
from evaluation.errors.page import INTRODUCTION, confusion_section, key_section, muc_section
from evaluation.scorers.answers import Key, load_key
from khabar.pipeline import Tools, load_tools
from khabar.sample import reports_folder

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "errors.md"


def main() -> int:
    """Write the page; 5 where there are no data."""
    if not os.environ.get("KHABAR_DATA"):
        print("KHABAR_DATA is not set", file=sys.stderr)
        return 5
    data, tools = Path(os.environ["KHABAR_DATA"]), load_tools()
    PAGE.write_text("\n".join([INTRODUCTION, *_sections(data, tools)]), encoding="utf-8")
    return 0


def _sections(data: Path, tools: Tools) -> Iterator[str]:
    """Sections in the order of the page; the two articles are not ours to quote."""
    sample = load_key(ROOT / "evaluation/keys/sample", reports_folder())
    yield _key("Seven of the shipped reports", sample, tools, sample.texts)
    key = open_key.load(data, "dev")
    credit = {row["doc"]: f"{row['url']} ({row['licence']})" for row in open_key.rows("dev", open_key.DOCUMENTS)}
    yield _key("Open reports, dev half", key, tools, key.texts, credit)
    yield _key("Two articles", load_key(data / "gold", data / "corpora" / "iraq"), tools)
    tags, relations, heads = words.parses(data, tools)
    yield confusion_section("EWT, dev: parts of speech", tags)
    yield confusion_section("EWT, dev: relations under the right head", relations)
    yield confusion_section("EWT, dev: heads", heads)
    yield confusion_section("EWT, dev: names", words.names(data, tools))
    yield muc_section(muc4.confidences(muc4.read_all(data, tools)))


def _key(
    title: str, key: Key, tools: Tools, quoted: Mapping[str, str] | None = None, credit: Mapping[str, str] | None = None
) -> str:
    return key_section(title, checks(key, readings(key, tools)), quoted or {}, credit or {})


if __name__ == "__main__":
    sys.exit(main())
