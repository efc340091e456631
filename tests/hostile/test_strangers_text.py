"""A stranger's text: capitals, small letters, briefings, tables, lists, threads, weblogs.

Nothing crashes, nothing is lost in silence, and every span, chain and value of the casebook is proved.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import khabar
from khabar import ingest, pipeline
from khabar.casebook.verify import verify
from khabar.issues import SEVERITIES
from khabar.records import Claim, Reading, Source

CASES = Path(__file__).parents[1] / "cases"
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted((CASES / "strangers").iterdir())}
WORD = re.compile(r"\w+")


@pytest.fixture(scope="module")
def tools() -> pipeline.Tools:
    return pipeline.load_tools()


def read(text: str, tools: pipeline.Tools) -> Reading:
    return pipeline.read(Source("x", text.encode(), "plain"), tools)


def wrong(texts: Mapping[str, str], folder: Path) -> list[str]:
    """What is wrong with a casebook of the texts: whatever `khabar verify` finds, reports not read, doubts out of place."""
    (folder / "in").mkdir()
    for name, text in texts.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")
    case = khabar.build([folder / "in"], folder / "case")
    reports = case.table("reports").to_pylist()
    lengths = {row["report_id"]: len(row["text"]) for row in reports}
    return [
        *(str(problem) for problem in verify(folder / "case")),
        *(f"{row['report_id']} is {row['status']}" for row in reports if row["status"] != "ok"),
        *([] if len(reports) == len(texts) else [f"{len(texts)} texts made {len(reports)} reports"]),
        *(str(issue) for issue in case.table("issues").to_pylist() if not _sensible(issue, lengths)),
    ]


def _sensible(issue: Mapping[str, Any], lengths: Mapping[str, int]) -> bool:
    placed = issue["start"] is None or 0 <= issue["start"] <= issue["end"] <= lengths[issue["report_id"]]
    return placed and issue["severity"] in SEVERITIES and bool(issue["message"].strip())


def people(reading: Reading, claim: Claim, role: str) -> str:
    found = [p.text for p in reading.participants if p.claim_id == claim.claim_id and p.role == role and p.text]
    return " and ".join(found) or "-"


def lines(reading: Reading) -> Iterator[str]:
    """The claims in the form of the cases."""
    for claim in reading.claims:
        holders = [h.text for h in reading.holders if h.claim_id == claim.claim_id and h.depth > 0 and h.text]
        parties = f"{people(reading, claim, 'actor')} > {people(reading, claim, 'recipient')}"
        certainty = f"{claim.factuality} {claim.realis}"
        yield f'=> {claim.event} "{claim.trigger}" | {parties} | {" < ".join(holders) or "-"} | {certainty}'


def expected() -> Iterator[tuple[str, str]]:
    name = ""
    for line in (CASES / "strangers.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            name = line[2:]
        elif line.startswith(("=>", "~~")):
            yield name, line


@pytest.mark.parametrize(("name", "line"), list(expected()))
def test_what_must_be_read(name: str, line: str, tools: pipeline.Tools) -> None:
    found = list(lines(read(TEXTS[name], tools)))
    if line.startswith("=>"):
        assert line in found
    else:
        assert not any(one.startswith(line.replace("~~", "=>", 1)) for one in found)


def test_every_form_makes_a_sound_casebook(tmp_path: Path) -> None:
    cased = {f"{form}-{name}": getattr(text, form)() for name, text in TEXTS.items() for form in ("upper", "lower")}
    assert wrong({**TEXTS, **cased}, tmp_path) == []


@pytest.mark.parametrize("form", ["upper", "lower"])
def test_letters_of_one_size_tell_the_same(form: str, tools: pipeline.Tools) -> None:
    def told(reading: Reading) -> list[tuple[object, ...]]:
        return [
            (c.event, c.trigger.lower(), people(reading, c, "actor").lower(), c.factuality, c.realis, c.negated)
            for c in reading.claims
        ]

    wire = TEXTS["wire.txt"]
    assert told(read(getattr(wire, form)(), tools)) == told(read(wire, tools))


@pytest.mark.parametrize(("form", "told"), [("upper", "capitals"), ("lower", "small letters"), ("title", None)])
def test_letters_of_one_size_are_told(form: str, told: str | None, tools: pipeline.Tools) -> None:
    doubts = [
        issue.message for issue in read(getattr(TEXTS["wire.txt"], form)(), tools).issues if issue.code == "one_size"
    ]
    assert [told in message for message in doubts] == [True] if told else doubts == []


@pytest.mark.parametrize("name", list(TEXTS))
def test_every_word_is_kept(name: str, tools: pipeline.Tools) -> None:
    assert lost(TEXTS[name], tools) == Counter()


def lost(text: str, tools: pipeline.Tools) -> Counter[str]:
    """Words of a text that its report lacks."""
    return Counter(WORD.findall(text)) - Counter(
        WORD.findall(ingest.read(Source("x", text.encode(), "plain")).report.text)
    )


def posts(data: Path) -> dict[str, str]:
    """The posts on Iraq in the English Web Treebank, one sentence after the other, with their paragraphs."""
    with (data / "data/ewt/iraq_docs.tsv").open(encoding="utf-8", newline="") as file:
        split_of = {row["doc_id"]: row["split"] for row in csv.DictReader(file, delimiter="\t")}
    found: dict[str, str] = {}
    for split in sorted(set(split_of.values())):
        with gzip.open(data / f"data/ewt/en_ewt-ud-{split}.conllu.gz", "rt", encoding="utf-8") as trees:
            found |= {f"{doc}.txt": text for doc, text in _documents(trees) if doc in split_of}
    return found


def _documents(trees: Iterator[str]) -> Iterator[tuple[str, str]]:
    doc, text = "", ""
    for line in trees:
        if line.startswith("# newdoc id = "):
            if doc:
                yield doc, text
            doc, text = line.removeprefix("# newdoc id = ").strip(), ""
        elif line.startswith("# newpar") and text:
            text += "\n"
        elif line.startswith("# text = "):
            text += line.removeprefix("# text = ").rstrip("\n") + "\n"
    yield doc, text


def test_weblogs_on_iraq_make_a_sound_casebook(open_data: Path, tmp_path: Path, tools: pipeline.Tools) -> None:
    found = posts(open_data)
    assert len(found) == 24
    assert wrong(found, tmp_path) == []
    assert {name: words for name, text in found.items() if (words := lost(text, tools))} == {}


def test_monitored_broadcasts_in_capitals_make_a_sound_casebook(
    open_data: Path, tmp_path: Path, tools: pipeline.Tools
) -> None:
    with gzip.open(open_data / "data/muc4/dev.jsonl.gz", "rt", encoding="utf-8") as rows:
        found = {f"{row['doc_id']}.txt": row["text"] for row in list(map(json.loads, rows))[::10]}
    assert wrong(found, tmp_path) == []
    readings = {name: read(text, tools) for name, text in found.items()}
    assert [name for name, one in readings.items() if "one_size" not in {issue.code for issue in one.issues}] == []
    assert {name: words for name, text in found.items() if (words := lost(text, tools))} == {}
    # Lines that were wrapped are whole sentences again.
    texts = [(one.report.text, s.end) for one in readings.values() for s in one.sentences]
    at_line_ends = [text[end - 1] for text, end in texts if text[end : end + 1] == "\n"]
    assert sum(map(str.isalpha, at_line_ends)) <= 0.1 * len(at_line_ends)
