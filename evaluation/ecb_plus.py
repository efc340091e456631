"""ECB+ as linking sees it: documents read by the reader, and the annotators' event mentions as claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from evaluation.rows import read_rows
from khabar import ingest, nlp, pipeline, schema
from khabar.identity import identifier
from khabar.link import READS
from khabar.pipeline import Tools
from khabar.records import Claim, Parse, Reading, Report

_NO_SPACE_BEFORE = re.compile(r"^(?:[.,;:!?%)\]}]|'s|'re|'ve|'ll|'d|'m|n't|''|’s|’)$")


@dataclass(frozen=True)
class Mentions:
    """Tables for linking in which every claim is an event mention, with the chain and lemma of each mention.

    ``stands_for`` names for the reader's own claims the annotated mention that each is on.
    """

    tables: dict[str, pa.Table]
    chains: dict[str, str] = field(default_factory=dict)
    lemmas: dict[str, str] = field(default_factory=dict)
    stands_for: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Document:
    """A document's text, with where each token of each sentence stands, and its reading."""

    row: dict[str, Any]
    reading: Reading
    parses: tuple[Parse, ...]
    spans: list[list[tuple[int, int]]]


def documents(path: Path, tools: Tools) -> Iterator[Document]:
    """The documents of a file, read one at a time."""
    for row in read_rows(path):
        text, spans = in_running_text([s["tokens"] for s in row["sentences"]])
        source = ingest.from_record({"id": row["doc_id"], "text": text})
        reading = pipeline.read(source, tools)
        _, parses = nlp.analyse(ingest.read(source), tools.model)
        yield Document(row, reading, parses, _in_clean_text(reading.report, spans))


def gold_mentions(read: Iterable[Document]) -> Mentions:
    """The annotated event mentions as claims, each with what the reading tells of its sentence."""
    tables: dict[str, list[Any]] = {name: [] for name in READS}
    chains, lemmas = {}, {}
    for doc in read:
        claims = list(_claims(doc))
        for claim, mention, lemma in claims:
            chains[claim.claim_id], lemmas[claim.claim_id] = mention["chain"], lemma
        _fill(tables, doc, [claim for claim, _, _ in claims])
    return Mentions({name: schema.TABLES[name].rows(rows) for name, rows in tables.items()}, chains, lemmas)


def own_mentions(read: Iterable[Document]) -> Mentions:
    """The reader's own claims with an event; the first on an annotated mention stands for it."""
    tables: dict[str, list[Any]] = {name: [] for name in READS}
    stands_for: dict[str, str] = {}
    for doc in read:
        claims = [claim for claim in doc.reading.claims if claim.event]
        _fill(tables, doc, claims)
        for number, (_, start, end) in enumerate(_events(doc)):
            near = next((c for c in claims if c.start < end and start < c.end and c.claim_id not in stands_for), None)
            if near:
                stands_for[near.claim_id] = _mention_id(doc, number)
    return Mentions({name: schema.TABLES[name].rows(rows) for name, rows in tables.items()}, stands_for=stands_for)


def in_running_text(sentences: Sequence[Sequence[str]]) -> tuple[str, list[list[tuple[int, int]]]]:
    """Tokens as text, a paragraph a sentence, and where each token stands."""
    text, spans = "", []
    for tokens in sentences:
        text += "\n\n" if text else ""
        row = []
        for place, token in enumerate(tokens):
            word = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}.get(token, token)
            text += "" if place == 0 or _NO_SPACE_BEFORE.match(token) else " "
            row.append((len(text), len(text) + len(word)))
            text += word
        spans.append(row)
    return text + "\n", spans


def _in_clean_text(report: Report, spans: list[list[tuple[int, int]]]) -> list[list[tuple[int, int]]]:
    """Spans of the text as given, as spans of the text as repaired; what was left out stands where it would have."""

    def clean(place: int) -> int:
        run = max((r for r in report.original_map if r.original <= place), key=lambda r: r.original, default=None)
        return min(run.clean + min(place - run.original, run.length), len(report.text)) if run else 0

    return [[(clean(start), max(clean(end - 1) + 1, clean(start))) for start, end in row] for row in spans]


def _events(doc: Document) -> Iterator[tuple[dict[str, Any], int, int]]:
    """The event mentions of a document, with the span of their first unbroken run of tokens."""
    numbers = {sentence["sent"]: place for place, sentence in enumerate(doc.row["sentences"])}
    for mention in doc.row["mentions"]:
        if mention["kind"] == "event":
            tokens = sorted(mention["tokens"])
            last = next((a for a, b in zip(tokens, [*tokens[1:], -1], strict=True) if b != a + 1))
            row = doc.spans[numbers[mention["sent"]]]
            yield mention, row[tokens[0]][0], row[last][1]


def _claims(doc: Document) -> Iterator[tuple[Claim, dict[str, Any], str]]:
    report, text = doc.reading.report.report_id, doc.reading.report.text
    for number, (mention, start, end) in enumerate(_events(doc)):
        parse = next((p for p in doc.parses if p.start <= start < p.end), doc.parses[0])
        near = next((c for c in doc.reading.claims if c.start < end and start < c.end), None)
        told = near or _surmised(doc, parse)
        made = replace(
            told,
            claim_id=_mention_id(doc, number),
            report_id=report,
            sentence=parse.sentence,
            start=start,
            end=end,
            trigger=text[start:end],
        )
        yield made, mention, _lemma(parse, start, end)


def _mention_id(doc: Document, number: int) -> str:
    return identifier("c", doc.reading.report.report_id, str(number))


def _surmised(doc: Document, parse: Parse) -> Claim:
    """A claim of which only the sentence is known: with the first place and date that it names."""
    inside = [p for p in doc.reading.places if p.place_id and parse.start <= p.start < parse.end]
    dates = [d for d in doc.reading.dates if d.earliest and parse.start <= d.start < parse.end and d.kind == "date"]
    claim = Claim("", "", 0, 0, 0, "")
    if inside:
        claim = replace(claim, place_id=inside[0].place_id, place_precision=inside[0].precision)
    if dates:
        day = dates[0]
        claim = replace(claim, date_earliest=day.earliest, date_latest=day.latest)
        claim = replace(claim, date_precision=day.precision, date_from="text")
    return claim


def _lemma(parse: Parse, start: int, end: int) -> str:
    """The lemma of the word of a span that governs the others."""
    inside = [n for n, w in enumerate(parse.words) if w.start < end and start < w.end]
    top = next((n for n in inside if parse.words[n].head not in inside), None)
    return parse.words[top].lemma.lower() if top is not None else ""


def _fill(tables: dict[str, list[Any]], doc: Document, claims: Sequence[Claim]) -> None:
    reading = doc.reading
    same = {c.claim_id: [d.claim_id for d in claims if d.start < c.end and c.start < d.end] for c in reading.claims}
    tables["reports"].append(reading.report)
    tables["claims"] += claims
    for name in ("segments", "sentences", "mentions", "entities", "places", "gazetteer", "attributions"):
        tables[name] += getattr(reading, name)
    tables["vectors"] += nlp.vectors(doc.parses, reading.report.report_id, range(len(doc.parses) + 1))
    for name in ("participants", "holders", "quantities"):
        for one in getattr(reading, name):
            ids = same.get(one.claim_id) or []
            tables[name] += [replace(one, claim_id=claim) for claim in ids[:1]]
