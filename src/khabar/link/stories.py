"""The claims of each incident as tellings and figures: what relations, tolls and counts of origins are worked out from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from khabar.folding import fold_name
from khabar.frozen import record
from khabar.identity import fold
from khabar.link.borrowed import Borrowed, lenders
from khabar.link.compare.figures import FEW
from khabar.link.features.counted import COUNTED, group_of, undisputed
from khabar.link.features.names import is_nobody, is_proper, keys_of
from khabar.link.features.nodes import source_node, voice_node
from khabar.link.features.stems import words_for
from khabar.link.linked import Tables
from khabar.link.origins import Teller, teller
from khabar.link.relations import PARTITIVE, Figure, Party, Place, Telling
from khabar.link.sentences import Sentences
from khabar.terms import AUTHOR, AUTHORS_SIDE

Row = Mapping[str, Any]

# A sector that any armed or unarmed crowd may have names nobody.
NOBODY = (None, "UNK", "UAF", "CVL")
# The sector of armed groups, of which no two names are of one.
REBELS = "REB"
PINNED = ("exact", "near", "district")
KINDS = ("person", "organization", "group", "country")
UNNAMED = "an unnamed source"

# Kinds of holder that are known by themselves, and words that point back to what was told before.
KNOWN = ("named_person", "organization")
# Units of what counts nothing by itself: "most of the dead", 30 percent.
SHARES = ("share", "percent")
DEFINITE = ("the", "this", "that", "our", "its", "his", "her", "their", "same")


@record(frozen=True, slots=True)
class Story:
    """The tellings, tellers and figures of one incident, or of one report."""

    tellings: tuple[Telling, ...]
    tellers: tuple[Teller, ...]
    figures: tuple[Figure, ...]


@record(frozen=True, slots=True)
class Stories:
    """Stories by incident and by report. A report's story holds its figures, whether they belong to an incident or not."""

    incidents: Mapping[str, Story]
    reports: Mapping[str, Story]


def stories(
    claims: pa.Table, tables: Tables, carried: Borrowed, withdrawn: Iterable[str], names: Mapping[str, frozenset[int]]
) -> Stories:
    """The stories of claims that have their ``incident_id``; rejected claims and withdrawn reports tell none. ``names`` has the
    keys of what the sentence of each claim names.
    """
    gone = frozenset(withdrawn)
    rows = [row for row in claims.to_pylist() if row["review"] != "rejected" and row["report_id"] not in gone]
    known = _Known(tables, carried, names)
    told = {row["claim_id"]: known.telling(row) for row in rows}
    tellers = {row["claim_id"]: known.tellers[row["claim_id"]] for row in rows}
    counted = (known.figure(row, told) for row in tables["quantities"].to_pylist())
    figures = [figure for figure in counted if figure and figure.telling.report_id not in gone]
    incident = {row["claim_id"]: row["incident_id"] for row in rows}
    report = {row["claim_id"]: row["report_id"] for row in rows}
    by_incident = [(incident.get(f.telling.claim_id), f) for f in figures]
    by_report = [(f.telling.report_id, f) for f in figures]
    return Stories(_grouped(incident, told, tellers, by_incident), _grouped(report, told, tellers, by_report))


def _grouped(
    key: Mapping[str, str | None],
    told: Mapping[str, Telling],
    tellers: Mapping[str, Teller],
    figures: Sequence[tuple[str | None, Figure]],
) -> dict[str, Story]:
    members: defaultdict[str, list[str]] = defaultdict(list)
    counted: defaultdict[str, list[Figure]] = defaultdict(list)
    for claim_id in sorted(told):
        if name := key[claim_id]:
            members[name].append(claim_id)
    for name, figure in figures:
        if name:
            counted[name].append(figure)
    return {
        name: Story(tuple(told[c] for c in ids), tuple(tellers[c] for c in ids), tuple(counted[name]))
        for name, ids in sorted(members.items())
    }


class _Known:
    """Look-ups by identifier that tellings are made with."""

    def __init__(self, tables: Tables, carried: Borrowed, names: Mapping[str, frozenset[int]]) -> None:
        self._entities = {row["entity_id"]: row for row in tables["entities"].to_pylist()}
        self._places = {row["place_id"]: row for row in tables["gazetteer"].to_pylist()}
        reports = tables["reports"].select(["report_id", "outlet", "published"]).to_pylist()
        self._reports = {row["report_id"]: row for row in reports}
        self._voices = {account.report_id: account.voice for account in carried.accounts}
        self._names = names
        self._counts = _counts(tables["quantities"])
        self._parties = _by_claim(tables["participants"])
        self._holders = _by_claim(tables["holders"])
        self._sentences = Sentences(tables["reports"], tables["sentences"])
        self._sources = _sources(tables)
        self._lenders = lenders(carried)
        self.tellers = {row["claim_id"]: self._teller(row, carried) for row in tables["claims"].to_pylist()}

    def _teller(self, claim: Row, carried: Borrowed) -> Teller:
        voice = self._voice(claim["report_id"])
        return teller(claim, self._holders[claim["claim_id"]], voice, self._entities, carried.outlets)

    def _voice(self, report_id: str) -> str:
        return self._voices.get(report_id) or report_id

    def _origin(self, claim: Row) -> str:
        """Who is behind a claim: a named source, or the voice of the report that was copied."""
        told_by, report = self.tellers[claim["claim_id"]], claim["report_id"]
        if told_by.sourced:
            return told_by.node
        lender = self._lenders.get(str(report), str(report))
        return told_by.node if lender == report else voice_node(self._voice(lender))

    def telling(self, claim: Row) -> Telling:
        """A claim as one origin's account."""
        report = self._reports[claim["report_id"]]
        inner = max(self._holders[claim["claim_id"]], key=lambda h: h["depth"], default=None)
        actors = (p for p in self._parties[claim["claim_id"]] if p["role"] == "actor" and p["text"])
        worded = any(p["role"] == "date" and p["text"] for p in self._parties[claim["claim_id"]])
        dated = worded and claim["date_precision"] == "day" and claim["date_from"] == "text"
        timed = claim["date_from"] in ("text", "inherited")
        return Telling(
            claim["claim_id"],
            claim["report_id"],
            self._voice(claim["report_id"]),
            report["published"],
            self._origin(claim),
            self._name(inner, _author(report)),
            claim["trigger"],
            claim["event"],
            claim["mode"],
            self._factuality(claim, inner),
            claim["realis"],
            claim["negated"],
            tuple(self._party(p) for p in actors),
            self._party(inner) if inner and inner["text"] else None,
            self._struck(claim),
            self._by_pronoun(claim),
            self._place(claim),
            claim["date_earliest"] if dated else None,
            claim["date_latest"] if dated else None,
            claim["date_earliest"] if timed else None,
            claim["date_latest"] if timed else None,
            claim["sentence"],
            self._names.get(claim["claim_id"], frozenset()) - self._keys(claim, inner),
            frozenset(self._counts[claim["claim_id"]]),
            self._persons(claim),
            self._crowd(claim),
            inner is not None and refers_back(inner),
            self._no_denial(claim),
            tuple(map(self._party, self._recipients(claim))),
            claim["about_claim_id"],
        )

    def _factuality(self, claim: Row, inner: Row | None) -> str:
        """What its holder says of it; what nobody in particular says, as "charged with" and "reportedly", is nobody's word."""
        nobody = inner is not None and inner["depth"] > 0 and not inner["text"] and inner["stance"] == "distances"
        holders = self._holders[claim["claim_id"]] if nobody else ()
        return str(next((h["factuality"] for h in holders if h["depth"] == 0), claim["factuality"]))

    def _no_denial(self, claim: Row) -> bool:
        """Whether it is told of a deed, that is told not to have been done, that it failed, or was not so in full."""
        negative = claim["negated"] or claim["factuality"].endswith("-")
        return negative and self._sentences.no_denial(claim["report_id"], claim["start"])

    def _recipients(self, claim: Row) -> list[Row]:
        return [p for p in self._parties[claim["claim_id"]] if p["role"] == "recipient" and p["text"]]

    def _keys(self, claim: Row, inner: Row | None) -> frozenset[int]:
        """The keys of whoever does and tells of a deed, which its sentence need not share with another."""
        parties = [p for p in self._parties[claim["claim_id"]] if p["role"] == "actor"]
        known = (self._entities.get(p["entity_id"] or "") for p in (*parties, *filter(None, [inner])))
        return frozenset(key for entity in known if entity for key in keys_of(entity["name"], entity["kind"]))

    def _persons(self, claim: Row) -> frozenset[str]:
        """The last names of the persons to whom it was done."""
        known = (self._entities.get(p["entity_id"] or "") for p in self._recipients(claim))
        named = (fold_name(e["name"]).split() for e in known if e and e["kind"] == "person" and e["name"][:1].isupper())
        return frozenset(words[-1] for words in named if words and not is_nobody(words[-1]))

    def _crowd(self, claim: Row) -> bool:
        """Whether it was done to several people, none of them by name."""
        kinds = {
            self._entities[p["entity_id"]]["kind"] for p in self._recipients(claim) if p["entity_id"] in self._entities
        }
        return kinds == {"group"}

    def _name(self, inner: Row | None, author: str) -> str:
        """What a holder is called: by its own words, but for a pronoun, which tells nothing where it stands alone."""
        if inner is None or not inner["text"]:
            return author
        if not is_nobody(fold_name(inner["text"])):
            return str(inner["text"])
        entity = self._entities.get(inner["entity_id"] or "")
        if entity is None or is_nobody(fold_name(entity["name"])):
            return UNNAMED
        return author if entity["name"] in (AUTHOR, AUTHORS_SIDE) else str(entity["name"])

    def _struck(self, claim: Row) -> frozenset[str]:
        told = [(p["text"], self._entities.get(p["entity_id"] or "")) for p in self._recipients(claim)]
        people = (words for words, entity in told if fold_name(words) and not _is_place(fold_name(words), entity))
        groups = (group_of(words) for words in people if not is_nobody(fold_name(words).split()[-1]))
        return frozenset(undisputed(group) for group in groups if group)

    def _by_pronoun(self, claim: Row) -> bool:
        actors = [p["text"] for p in self._parties[claim["claim_id"]] if p["role"] == "actor" and p["text"]]
        return any(is_nobody(fold_name(words).partition(" ")[0]) for words in actors)

    def _party(self, row: Row) -> Party:
        entity = self._entities.get(row["entity_id"] or "")
        pronoun = is_nobody(fold_name(row["text"])) or not fold_name(row["text"])
        if entity is None:
            return Party(fold(row["text"]), row["text"], somebody=False)
        specific = entity["country"] is not None or entity["sector"] not in NOBODY
        words = entity["name"] if pronoun and not is_nobody(fold_name(entity["name"])) else row["text"]
        somebody = entity["kind"] in KINDS and not is_nobody(fold_name(words)) and words != AUTHORS_SIDE
        somebody = somebody and (entity["kind"] != "group" or group_of(words) is not None)
        somebody = somebody and not (entity["country"] is None and is_nobody(fold_name(words).partition(" ")[0]))
        proper = entity["sector"] == REBELS and is_proper(entity["name"])
        return Party(row["entity_id"], words, entity["country"], entity["sector"], specific, somebody, proper)

    def _place(self, claim: Row) -> Place | None:
        row = self._places.get(claim["place_id"] or "")
        if row is None:
            return None
        pinned = claim["place_precision"] in PINNED
        at = (row["latitude"], row["longitude"]) if None not in (row["latitude"], row["longitude"]) else None
        return Place(row["place_id"], row["name"], row["country"], row["admin1"], pinned, at)

    def figure(self, row: Row, told: Mapping[str, Telling]) -> Figure | None:
        """A quantity with the telling of its claim, or with whoever holds it; none where its claim does not count, and none
        for a share of an unknown number, which is no count.
        """
        if row["unit"] in SHARES or (row["claim_id"] and row["claim_id"] not in told):
            return None
        sentence = self._sentences.at(row["report_id"], row["start"])
        before = self._sentences.led_by(row["report_id"], row["start"])
        return Figure(
            row["quantity_id"],
            row["measure"],
            row["low"],
            row["best"],
            row["high"],
            row["text"],
            told[row["claim_id"]] if row["claim_id"] else self._held(row),
            row["start"],
            row["comparator"],
            row["population"],
            row["status"],
            row["scope"],
            row["unit"],
            row["part_of"],
            sentence.number,
            sentence.has("contrast"),
            sentence.has("not_all"),
            sentence.has("rate"),
            PARTITIVE.match(self._sentences.followed(row["report_id"], row["end"])) is not None,
            sentence.has("sooner"),
            sentence.has("revise") and before in words_for("step"),
            not words_for("another").isdisjoint((before, *fold_name(row["text"]).split())),
            sentence.has("tally"),
            row["earliest"],
        )

    def _held(self, row: Row) -> Telling:
        """A figure that belongs to no claim, as the account of who gives it."""
        report = self._reports[row["report_id"]]
        source = self._sources.get(row["attribution_id"] or "")
        who = source or _author(report)
        voice = self._voice(row["report_id"])
        return Telling(
            "",
            row["report_id"],
            voice,
            report["published"],
            source_node(who),
            who,
            "",
            None,
            None,
            "CT+",
            "occurred",
            held_by=Party(fold(source), source, somebody=False) if source else None,
            refers_back=is_nobody(fold_name(who)),
        )


def _is_place(words: str, entity: Row | None) -> bool:
    """Whether folded words are those of a place ("Hit", "the town"), which an attack may strike and which is no group."""
    last = words.rsplit(maxsplit=1)[-1]
    named = entity is not None and entity["kind"] == "place" and last in fold_name(entity["name"]).split()
    return named or last in words_for("locality")


def _author(report: Row) -> str:
    """What the author of a report is called: the outlet, or else by the day on which the report came out."""
    day = (report["published"] or "")[:10]
    return str(report["outlet"] or (f"a report of {day}" if day else AUTHOR))


def _sources(tables: Tables) -> Mapping[str, str]:
    """The words that name the source of each attribution that has one."""
    texts = dict(zip(*(tables["reports"][name].to_pylist() for name in ("report_id", "text")), strict=True))
    rows = tables["attributions"].select(["attribution_id", "report_id", "source_start", "source_end"]).to_pylist()
    return {
        row["attribution_id"]: texts[row["report_id"]][row["source_start"] : row["source_end"]]
        for row in rows
        if row["source_start"] is not None
    }


def _counts(quantities: pa.Table) -> Mapping[str, set[tuple[str, float]]]:
    """For each claim the figures that hardly two deeds share: three or more, of one measure."""
    found: defaultdict[str, set[tuple[str, float]]] = defaultdict(set)
    columns = (quantities[name].to_pylist() for name in ("claim_id", "measure", "low"))
    for claim_id, measure, low in zip(*columns, strict=True):
        if claim_id and low is not None and low >= FEW and measure in COUNTED:
            found[claim_id].add((measure, low))
    return found


def refers_back(holder: Row) -> bool:
    """Whether a holder's words may point to somebody told of before: a pronoun, nobody, or one described with "the"."""
    words = fold_name(holder["text"] or "").split()
    if not words or is_nobody(words[0]):
        return True
    described = holder["plurality"] == "one" or "source" in words[-1]
    return described and holder["kind"] not in KNOWN and words[0] in DEFINITE


def _by_claim(table: pa.Table) -> Mapping[str, list[Row]]:
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for row in table.to_pylist():
        grouped[row["claim_id"]].append(row)
    return grouped


def withdrawn_by_notice(carried: Borrowed) -> Iterator[str]:
    """Reports that their own outlet has retracted."""
    for row in carried.rows:
        if row.kind == "retraction" and row.to_report_id:
            yield row.to_report_id
