"""Claims by the thousand, as reading would give them, for measuring what linking costs.

Generated, since no open casebook of that size exists. Reports appear at a fixed pace, a hundred a week. Each is by one of
sixty outlets, is about one event of the last three days, and tells of it in four claims; two recall older events, two tell
of something that no other report tells of, and two are statements. How many reports tell of an event follows Zipf's law,
and beyond the first fourteen of a day each is told once: most events are, and a few are told by dozens of reports. Events
have one of 300 towns in 18 provinces, a day, an actor, those struck, a toll that differs
between reports, and a direction in which the vectors of its sentences lie, with noise. One report in seven is a copy of
another under another name; one claim in three is held by somebody named. Nothing here is random twice: report n is the
same whatever the number of reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from khabar.identity import identifier
from khabar.link import READS
from khabar.schema import TABLES

Row = dict[str, Any]
Rows = defaultdict[str, list[Row]]

START = date(2014, 1, 6)
A_DAY, RECENT, TOWNS, PROVINCES, OUTLETS, WIDTH = 14, 3, 300, 18, 60, 384
CLAIMS_EACH, MAIN, RECALLED, OWN = 10, 4, 2, 2

# Events are numbered day by day: those that more than one report may tell of, then those of one report alone.
NUMBERS = 10_000
COPIES = 7

# So many reports are made at a time.
AT_ONCE = 1000

DEEDS = (
    ("ASSAULT", "aerial", ("bombed", "struck", "raid", "air strike")),
    ("ASSAULT", "explosives", ("exploded", "blast", "bombing")),
    ("ASSAULT", "firearms", ("shot", "shooting", "attacked")),
    ("ASSAULT", None, ("killed", "wounded", "deaths")),
    ("COERCE", "seize", ("seized", "captured", "retook")),
    ("COERCE", "arrest", ("arrested", "detained")),
    ("PROTEST", "demo", ("protested", "rally")),
    ("MOBILIZE", "troops", ("deployed", "reinforced")),
    ("AID", None, ("delivered", "supplied")),
    ("CONSULT", None, ("met", "talks")),
)
STATEMENTS = (("ACCUSE", "blamed"), ("REQUEST", "urged"), ("ACCUSE", "condemned"), ("THREATEN", "warned"))
ACTORS = (
    ("the army", "MIL"),
    ("police", "COP"),
    ("gunmen", "UAF"),
    ("the Northern Front", "REB"),
    ("the air force", "MIL"),
)
STRUCK = ("civilians", "policemen", "soldiers", "a market", "pilgrims", "a convoy", "fighters", "a checkpoint")
SOURCES = ("the ministry", "a hospital official", "residents", "the governor", "a spokesman")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that reports tell of: its number, day, town, kind, who did it, to whom, and the direction of its sentences."""

    number: int
    day: int
    town: int
    deed: int
    actor: int
    struck: int
    toll: int
    meaning: np.ndarray[Any, np.dtype[np.float64]]


def tables(claims: int) -> dict[str, pa.Table]:
    """The tables that linking reads, with so many claims; made some reports at a time, so that they fit in memory."""
    rows: Rows = defaultdict(list)
    rows["gazetteer"] = [_town(number) for number in range(TOWNS)]
    rows["entities"] = [_entity(number) for number in range(len(ACTORS))]
    count = claims // CLAIMS_EACH
    parts: defaultdict[str, list[pa.Table]] = defaultdict(list)
    for start in range(0, max(count, 1), AT_ONCE):
        for number in range(start, min(start + AT_ONCE, count)):
            _report(number, rows)
        for name in READS:
            parts[name].append(pa.Table.from_pylist(rows.pop(name, []), schema=TABLES[name].schema))
    return {name: _ordered(name, parts.pop(name)) for name in READS}


def without(made: Mapping[str, pa.Table], every: int) -> dict[str, pa.Table]:
    """The tables without the first report of so many, and all that is told of it."""
    count = made["reports"].num_rows
    gone = pa.array([identifier("r", str(number)) for number in range(0, count, every)], pa.string())
    claims = made["claims"].filter(pc.is_in(made["claims"]["report_id"], gone))["claim_id"].combine_chunks()
    left: dict[str, pa.Table] = {}
    for name, table in made.items():
        column, names = ("report_id", gone) if "report_id" in table.column_names else ("claim_id", claims)
        whole = column not in table.column_names
        left[name] = table if whole else table.filter(pc.invert(pc.is_in(table[column], names)))
    return left


def event(number: int) -> Event:
    """The event of a number; lower numbers of a day are told of more."""
    chance = np.random.default_rng((7, number))
    deed, actor, struck = (int(chance.integers(n)) for n in (len(DEEDS), len(ACTORS), len(STRUCK)))
    town, toll = int(chance.integers(TOWNS)), int(chance.geometric(0.12))
    return Event(number, number // NUMBERS, town, deed, actor, struck, toll, chance.normal(size=WIDTH))


def _town(number: int) -> Row:
    place = {
        "latitude": 30 + (number % 25) * 0.3,
        "longitude": 40 + (number // 25) * 0.5,
        "feature": "PPL",
        "origin": "made",
    }
    return {
        "place_id": f"g{number}",
        "name": f"Town {number}",
        "country": "IRQ",
        "admin1": f"P{number % PROVINCES}",
        **place,
    }


def _entity(number: int) -> Row:
    name, sector = ACTORS[number]
    return {
        "entity_id": identifier("e", name),
        "name": name,
        "kind": "group",
        "country": "IRQ",
        "sector": sector,
        "aliases": [],
        "same_as": [],
    }


def _report(number: int, rows: Rows) -> None:
    """One report with its claims; a copy has the events, words and noise of the report before it."""
    original = number - 1 if number % COPIES == 0 and number else number
    chance = np.random.default_rng((11, original))
    day = number // A_DAY
    outlet = f"Outlet {number % OUTLETS}"
    report_id = identifier("r", str(number))
    text = f"{outlet}\n\n"
    for sentence, (told, statement) in enumerate(_told(chance, original, day)):
        text += _claim(chance, (report_id, sentence, len(text)), told, statement, rows)
    published = (START + timedelta(day)).isoformat()
    source = {"published_from": "given", "genre": "news", "status": "ok", "handling": "public", "extractor": "made"}
    rows["reports"].append(
        {"report_id": report_id, "sha256": "0", "outlet": outlet, "published": published, "text": text, **source}
        | {"source_text": "", "original_map": []}
    )
    rows["segments"].append({"report_id": report_id, "segment": 0, "start": 0, "end": len(text), "kind": "body"})


def _told(chance: np.random.Generator, report: int, day: int) -> Iterator[tuple[Event, bool]]:
    """The events of a report's sentences: the main one, then older ones and its own, and statements on the main one."""
    own = (event(_only(report, place, day)) for place in range(CLAIMS_EACH))
    main = _some(chance, day - int(chance.integers(RECENT)), own)
    for _ in range(MAIN):
        yield main, False
    for _ in range(RECALLED):
        yield _some(chance, day - int(chance.geometric(0.05)), own), False
    for _ in range(OWN):
        yield next(own), False
    yield main, True
    yield main, True


def _some(chance: np.random.Generator, day: int, own: Iterator[Event]) -> Event:
    """An event of a day, the first of them most often, or else one of the report's own."""
    place = int(chance.zipf(1.6)) - 1
    return event(max(0, day) * NUMBERS + place) if place < A_DAY else next(own)


def _only(report: int, place: int, day: int) -> int:
    """The number of an event of which one report alone tells."""
    return max(0, day) * NUMBERS + A_DAY + (report * CLAIMS_EACH + place) % (NUMBERS - A_DAY)


def _claim(chance: np.random.Generator, where: tuple[str, int, int], told: Event, statement: bool, rows: Rows) -> str:
    """The rows of one claim, and its sentence; ``where`` is its report, its number there and where it starts."""
    report, sentence, at = where
    kind, mode, words = DEEDS[told.deed]
    word = words[int(chance.integers(len(words)))]
    if statement:
        kind, word = STATEMENTS[int(chance.integers(len(STATEMENTS)))]
        mode = None
    actor, struck, town = ACTORS[told.actor][0], STRUCK[told.struck], f"Town {told.town}"
    toll = max(1, told.toll + int(chance.integers(-1, 3)))
    holder = SOURCES[int(chance.integers(len(SOURCES)))] if chance.random() < 1 / 3 else None
    start = f"{actor.capitalize()} "
    text = f"{start}{word} {toll} {struck} in {town} on day {told.day}, case {told.number}"
    text += f", {holder} said.\n" if holder else ".\n"
    claim = identifier("c", report, str(sentence))
    deed = {"claim_id": claim, "report_id": report, "sentence": sentence, "trigger": word, "event": kind, "mode": mode}
    span = {"start": at + len(start), "end": at + len(start) + len(word)}
    rows["claims"].append({**_BLANK, **deed, **span, **_when(chance, told), **_where(chance, told)})
    rows["sentences"].append(
        {"report_id": report, "sentence": sentence, "start": at, "end": at + len(text), "segment": 0}
    )
    rows["vectors"].append({"report_id": report, "sentence": sentence, "values": _vector(chance, told)})
    _parties(claim, report, at, told, text, rows)
    _holders(claim, report, at, text, holder, rows)
    if kind == "ASSAULT" and sentence < MAIN:
        rows["quantities"].append(_figure(claim, report, at + text.index(f"{toll} {struck}"), toll, struck, word))
    return text


_BLANK = {
    "contexts": [],
    "realis": "occurred",
    "speech_act": "report",
    "factuality": "CT+",
    "author_factuality": "CT+",
    "negated": False,
    "confidence": 0.5,
    "reader": "made",
}


def _when(chance: np.random.Generator, told: Event) -> Row:
    day = (START + timedelta(told.day)).isoformat()
    kind = ("text", "inherited", "published")[int(chance.choice(3, p=(0.3, 0.3, 0.4)))]
    earliest = None if kind == "published" else day
    return {"date_earliest": earliest, "date_latest": day, "date_precision": "day", "date_from": kind}


def _where(chance: np.random.Generator, told: Event) -> Row:
    precise = chance.random() < 0.6
    return {"place_id": f"g{told.town}", "place_precision": "exact" if precise else "country"}


def _vector(chance: np.random.Generator, told: Event) -> list[int]:
    noisy = told.meaning + chance.normal(size=WIDTH)
    values: list[int] = np.rint(noisy * (127 / np.abs(noisy).max())).astype(int).tolist()
    return values


def _parties(claim: str, report: str, at: int, told: Event, text: str, rows: Rows) -> None:
    actor, struck = ACTORS[told.actor][0], STRUCK[told.struck]
    place = text.index(struck)
    entity, mention = identifier("e", actor), identifier("m", claim, "actor")
    rows["participants"] += [
        {"claim_id": claim, "role": "actor", "start": at, "end": at + len(actor), "text": actor, "entity_id": entity},
        {"claim_id": claim, "role": "recipient", "start": at + place, "end": at + place + len(struck), "text": struck},
    ]
    rows["mentions"].append(
        {
            "mention_id": mention,
            "report_id": report,
            "start": at,
            "end": at + len(actor),
            "text": actor,
            "kind": "group",
        }
        | {"entity_id": entity}
    )
    town, spot = f"Town {told.town}", text.index(" in Town") + 4
    named = {
        "mention_id": identifier("m", claim, "town"),
        "report_id": report,
        "start": at + spot,
        "end": at + spot + len(town),
    }
    rows["mentions"].append({**named, "text": town, "kind": "place"})
    rows["places"].append({**named, "text": town, "place_id": f"g{told.town}", "precision": "exact", "candidates": []})


def _holders(claim: str, report: str, at: int, text: str, holder: str | None, rows: Rows) -> None:
    blank = {"claim_id": claim, "kind": "author", "quotation": "none", "factuality": "CT+", "stance": "own"}
    rows["holders"].append({**blank, "depth": 0})
    if holder is None:
        return
    place, attribution = at + text.rindex(holder), identifier("a", claim)
    rows["holders"].append(
        {**blank, "depth": 1, "attribution_id": attribution, "kind": "role", "text": holder, "quotation": "indirect"}
    )
    source = {"source_start": place, "source_end": place + len(holder), "content": [], "quotation": "indirect"}
    rows["attributions"].append({"attribution_id": attribution, "report_id": report, "kind": "role", **source})


def _figure(claim: str, report: str, at: int, toll: int, struck: str, word: str) -> Row:
    number = {"low": float(toll), "best": float(toll), "high": float(toll), "comparator": "exact", "unit": "persons"}
    harm = "injured" if word == "wounded" else "killed"
    names = {"quantity_id": identifier("q", claim), "report_id": report, "claim_id": claim, "text": str(toll)}
    span = {"start": at, "end": at + len(str(toll)), "measure": harm, "scope": "incident", "population": struck}
    return {**names, **number, **span, "rule": "made"}


def _ordered(name: str, parts: list[pa.Table]) -> pa.Table:
    return pa.concat_tables(parts).sort_by([(column, "ascending") for column in TABLES[name].key])
