"""The journey of one report, on one screen.

ingest → voices → nlp → dates, quantities → claims → mentions, actors, places → attach
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from khabar import claims, ingest, nlp, resolve
from khabar.codebook import Codebook, load_codebook
from khabar.frozen import record
from khabar.ingest import DEFAULT_LIMITS, Limits
from khabar.issues import error, warning
from khabar.keeping import kept, report_begun
from khabar.nlp import Model
from khabar.pipeline.patience import OverdueError, at_most
from khabar.records import Ingested, Issue, Metadata, Reading, Segment, Source
from khabar.resolve import Knowledge
from khabar.version import __version__

READING_PACKAGES = ("ingest", "nlp", "claims", "resolve", "codebook", "vocab")


def reader_version() -> str:
    """The version of the program with a hash of the code that reads and the tables beside it: a changed rule reads afresh."""
    return version_of(READING_PACKAGES)


@cache
def version_of(packages: tuple[str, ...]) -> str:
    """The version of the program with a hash of the code and tables of some of its packages."""
    digest = hashlib.sha256()
    root = files("khabar")
    for package in packages:
        with as_file(root / package) as folder:
            for path in sorted([*folder.rglob("*.py"), *folder.glob("*.tsv")]):
                digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:12]}"


@record(frozen=True, slots=True)
class Tools:
    """What reading needs besides the report: model, codebook, knowledge of places and actors, and the limits."""

    model: Model
    codebook: Codebook
    knowledge: Knowledge
    limits: Limits


def tool_versions(
    actor_file: Path | None = None, codebook: Path | None = None, limits: Limits = DEFAULT_LIMITS
) -> dict[str, str]:
    """The version or hash of each part that decides what a reading says; the model is not loaded for it.

    Raises InputError where the researcher's own actors or codebook cannot be used.
    """
    return {
        "reader": reader_version(),
        "model": nlp.model_version(),
        "codebook": load_codebook(codebook).version,
        "vocabularies": claims.vocabulary_version(),
        "gazetteer": resolve.gazetteer_version(),
        "actors": resolve.knowledge_version(actor_file),
        "limits": hashlib.sha256(repr(limits).encode()).hexdigest()[:12],
    }


def load_tools(actor_file: Path | None = None, codebook: Path | None = None, limits: Limits = DEFAULT_LIMITS) -> Tools:
    """Load everything that reading needs. Raises SetupError where the installation lacks a file."""
    ingest.guard.prepare(limits)
    with kept(), ThreadPoolExecutor(1) as beside:
        # Most of it is done by the runtime, which lets Python do the rest meanwhile.
        model = beside.submit(nlp.load_model)
        book, knowledge = load_codebook(codebook), resolve.load_knowledge(actor_file)
        return Tools(model.result(), book, knowledge, limits)


def reading_key(sha256: str, path: str, kind: str, metadata: Metadata, versions: Mapping[str, str]) -> str:
    """What a reading depends on, as one hash: the bytes, the metadata given with them, and the versions of the tools."""
    parts = [sha256, path, kind, repr(metadata), repr(sorted(versions.items()))]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def read(source: Source, tools: Tools) -> Reading:
    """The reading of one report: a pure function of its bytes, its metadata and the tools.

    Raises ReportError where the bytes hold no readable report.
    """
    report_begun()
    received = ingest.guard.read(source, tools.limits)
    ingested = replace(received, segments=claims.separate_voices(received.report.text, received.segments))
    if ingested.report.language not in (None, "en"):
        return _unread(ingested)
    limits, length = tools.limits, len(ingested.report.text)
    if length > limits.read_characters:
        return _in_part(
            ingested,
            "too_long",
            f"it has {length:,} characters, and no claims were sought in more than {limits.read_characters:,}, the limit "
            "called read_characters; cut it into parts",
        )
    try:
        with at_most(limits.read_cpu):
            return _read_through(ingested, tools)
    except OverdueError:
        return _in_part(
            ingested,
            "too_slow",
            f"its claims were sought for more than {limits.read_cpu} seconds of processor time, the limit called read_cpu; "
            "none was kept",
        )


def _read_through(ingested: Ingested, tools: Tools) -> Reading:
    report = ingested.report
    sentences, parsed = nlp.analyse(ingested, tools.model)
    trees = claims.mended(parsed)
    parses = tuple(tree.parse for tree in trees)
    dates = resolve.find_dates(parses, report.text, report.report_id, report.published)
    quantities = claims.find_quantities(trees, report.text, report.report_id, dates)
    extraction = claims.extract(ingested, trees, quantities, tools.codebook, reader_version())
    resolution = resolve.resolve(ingested, parses, extraction, dates, tools.knowledge)
    found = resolution.extraction
    return Reading(
        report=report,
        segments=found.segments,
        locators=ingested.locators,
        sentences=sentences,
        vectors=nlp.vectors(parses, report.report_id, {claim.sentence for claim in found.claims}),
        mentions=resolution.mentions,
        entities=resolution.entities,
        claims=found.claims,
        participants=found.participants,
        holders=found.holders,
        attributions=found.attributions,
        quantities=found.quantities,
        dates=dates,
        places=resolution.places,
        gazetteer=resolution.gazetteer,
        issues=(*ingested.issues, *found.issues, *resolution.issues, *_silence(ingested, found.claims)),
    )


def _in_part(ingested: Ingested, code: str, why: str) -> Reading:
    """A report whose text is kept and can be searched, and of which nothing was found out."""
    told = error("claims", code, ingested.report.report_id, None, None, why)
    report = replace(ingested.report, status="partial")
    return Reading(report, ingested.segments, ingested.locators, issues=(*ingested.issues, told))


def _unread(ingested: Ingested) -> Reading:
    """A report in a language that is not read: kept and listed."""
    return Reading(ingested.report, ingested.segments, ingested.locators, issues=ingested.issues)


def _silence(ingested: Ingested, found: tuple[object, ...]) -> tuple[Issue, ...]:
    """A doubt where a report of some length yields no claim at all."""
    body: list[Segment] = [s for s in ingested.segments if s.kind != "boilerplate"]
    if found or sum(s.end - s.start for s in body) < 400:
        return ()
    report = ingested.report.report_id
    return (warning("claims", "no_claims", report, None, None, "No claim was found in this report; read it yourself."),)
