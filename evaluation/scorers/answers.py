"""An answer key and a reading, side by side: spans in the raw text, names, and who is meant."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.scorers.spans import PLAIN, Aligner, Span, heads_meet

Row = Mapping[str, Any]
TABLES = ("events", "quantities", "attributions", "entities", "contradictions")
SECTORS = frozenset(  # PLOVER's, with those of CAMEO
    [
        *("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL"),
        *("EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"),
    ]
)


@dataclass(frozen=True)
class Key:
    """An answer key: the raw text of each report, and rows by table."""

    texts: Mapping[str, str]
    tables: Mapping[str, Sequence[Row]]

    def rows(self, table: str, doc: str) -> list[Row]:
        """Rows of one report."""
        return [row for row in self.tables[table] if row["doc"] == doc]


def load_key(keys: Path, reports: Path) -> Key:
    """Read a key and the reports it belongs to. Raises ValueError where a trigger is not in the text."""
    tables = {t: [json.loads(line) for line in _lines(keys / f"{t}.jsonl")] for t in TABLES}
    docs = sorted({e["doc"] for e in tables["events"]})
    texts = {d: (reports / f"{d}.txt").read_bytes().decode("utf-8") for d in docs}
    for event in tables["events"]:
        if texts[event["doc"]][event["start"] : event["end"]] != event["span"]:
            raise ValueError(f"the text of {event['doc']} is not the one that was keyed (event {event['id']})")
    return Key(texts, tables)


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


class ReadingView:
    """One reading, as `khabar read` prints it, with its spans mapped to the raw text."""

    def __init__(self, raw: str, reading: Mapping[str, Any] | None) -> None:
        self.raw = raw
        self.reading = reading or {}
        report = self.reading.get("report") or {}
        self._aligner = Aligner(raw, report.get("text") or "", report.get("original_map") or ())

    def rows(self, table: str) -> list[Row]:
        """Rows of a table."""
        return self.reading.get(table) or []

    def span(self, row: Row | None) -> Span | None:
        """A row's span in the raw text."""
        if not row or row.get("start") is None or row.get("end") is None:
            return None
        return self._aligner.to_raw(row["start"], row["end"])

    def spans(self, rows: Any) -> list[Span]:
        """Spans of one row, several, or none."""
        listed = rows if isinstance(rows, list) else [rows] if rows else []
        return [s for s in map(self.span, listed) if s]

    def claims(self, *, events_only: bool = True) -> list[Row]:
        """Claims; those without an event are held statements that the codebook lacks."""
        return [c for c in self.rows("claims") if c.get("event") or not events_only]

    def parts(self, claim: Row, role: str) -> list[Row]:
        """Participants of a claim in a role."""
        return [p for p in claim.get("participants") or [] if p.get("role") == role]

    def holders(self, claim: Row) -> list[Row]:
        """Holders inside the author, outermost first."""
        return sorted((h for h in claim.get("holders") or [] if (h.get("depth") or 0) > 0), key=lambda h: h["depth"])


def key_span(row: Row | None) -> Span | None:
    """The span of a row of the key."""
    return (row["start"], row["end"]) if row and row.get("start") is not None else None


def normal(name: str | None) -> str:
    """A name for comparison: lower case, no accents, possessives, initials' stops or leading article."""
    text = unicodedata.normalize("NFKD", name or "")
    text = "".join(PLAIN.get(c, c) for c in text if not unicodedata.combining(c)).lower()
    text = re.sub(r"'s\b", "", re.sub(r"s'(?=\s|$)", "s", text))
    text = re.sub(r"(?<=\b\w)\.(?=\w\b|\s|$)", "", text)
    return re.sub(r"^(the|a|an) ", "", re.sub(r"[^a-z0-9]+", " ", text).strip())


def country_and_sector(entity: Row) -> tuple[str, str]:
    """Country and sector of an entity, from its columns or else its code (IRQGOV, or GOV alone)."""
    code = (entity.get("code") or "").upper().lstrip("-")
    country, sector = ("", code[:3]) if code[:3] in SECTORS else (code[:3], code[3:6])
    return (entity.get("country") or country).upper(), (entity.get("sector") or sector).upper()


class Names:
    """What the key's entities are called, and whether a participant is one of them."""

    def __init__(self, entities: Iterable[Row]) -> None:
        listed = list(entities)
        self.kind = {e["canonical"]: e["type"] for e in listed}
        self.country = {e["canonical"]: e["country"] for e in listed}
        self._names = {e["canonical"]: {normal(e["canonical"]), *_forms(e)} for e in listed}

    def of(self, canonical: str) -> set[str]:
        """Normal names of an entity."""
        return self._names.get(canonical) or {normal(canonical)}

    def same(self, canonical: str, text: str | None, entity: Row | None) -> bool:
        """Whether a mention, or what it was resolved to, is the entity; a state also by its country and sector."""
        names, entity = self.of(canonical), entity or {}
        if any(word and normal(word) in names for word in (entity.get("name"), text)):
            return True
        country, sector = country_and_sector(entity)
        if not country or country != self.country.get(canonical) or entity.get("kind") == "person":
            return False
        kind = self.kind.get(canonical)
        state = kind in ("country", "government") and sector in ("", "GOV")
        return state or (kind == "armed_forces" and sector == "MIL")


def _forms(entity: Row) -> set[str]:
    return {normal(v["text"]) for v in entity["variants"] if v["form"] != "pronoun"}


def named(people: Iterable[Row] | None) -> list[Row]:
    """Parties that the key names."""
    return [p for p in people or [] if p.get("canonical") and not p["canonical"].startswith("unspecified")]


def role_match(view: ReadingView, names: Names, wanted: Sequence[Row], parts: Sequence[Row]) -> bool:
    """Whether a participant is one of the wanted parties, by name or by the words."""
    return any(
        names.same(w["canonical"], p.get("text"), p.get("entity")) or heads_meet(view.raw, key_span(w), view.span(p))
        for w in wanted
        for p in parts
    )
