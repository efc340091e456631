"""Places and who is meant in GUM's open part: Wikipedia titles and coreference written by its annotators."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

from evaluation.gum import Document, documents
from evaluation.scorers.counts import Metrics, b_cubed, mean, share
from evaluation.scorers.spans import Span, shared
from evaluation.treebank import NONE
from khabar.folding import fold_name
from khabar.pipeline import Tools
from khabar.records import GazetteerPlace
from khabar.resolve.gazetteer import Entry
from khabar.resolve.knowledge import Knowledge

KINDS = ("person", "place", "organization")
SAME_PLACE = 1.0


def gum(data: Path, tools: Tools) -> tuple[Metrics, Metrics]:
    """Mentions by name of places that have a Wikipedia title: found, put somewhere, and put where the title says."""
    found: list[bool] = []
    placed: list[bool] = []
    right: list[bool] = []
    for document in documents(data, "dev", tools):
        rows = {row.place_id: row for row in document.reading.gazetteer}
        spans = [(document.span(p.start, p.end), p) for p in document.reading.places]
        for title, span in named_places(document):
            near = [p for s, p in spans if s and 2 * shared(s, span) > max(s[1], span[1]) - min(s[0], span[0])]
            found.append(bool(near))
            wanted = in_gazetteer(title, tools.knowledge)
            if not near or not wanted:
                continue
            row = next((rows[p.place_id] for p in near if p.place_id), None)
            placed.append(row is not None)
            if row is not None:
                right.append(any(is_place(row, one) for one in wanted))
    metrics: Metrics = {
        "place_recall": mean(found),
        "place_placed": mean(placed),
        "place_right_placed": mean(right),
        "place_right": share(sum(right), len(placed)),
    }
    return metrics | {"n_places": len(found), "n_in_gazetteer": len(placed)}, NONE


def named_places(document: Document) -> Iterator[tuple[str, Span]]:
    """Titles and heads of the key's places that are mentioned by a name, and not within that of an organization."""
    listed = list(document.entities())
    bodies = [span for entity, span, _ in listed if entity["type"] == "organization"]
    for entity, span, head in listed:
        named = entity["identity"] and entity["link"] != "ana" and document.text[head[0]].isupper()
        if entity["type"] == "place" and named and not any(shared(span, b) == span[1] - span[0] for b in bodies):
            yield unquote(entity["identity"]).replace("_", " "), head


def in_gazetteer(title: str, known: Knowledge) -> list[GazetteerPlace]:
    """The places that a title may mean: a country or region of ours, or the most populous town or division of the name.

    What stands after a comma or in brackets ("Oakland, California") chooses among places of the name. A title whose
    place is not in the gazetteer has none, as a title without any is mostly of another place of that name.
    """
    name, _, inside = title.replace(" (", ", ").rstrip(")").partition(", ")
    senses = known.names.get(fold_name(name))
    for sense in senses:
        if sense.kind == "country":
            country = known.countries[sense.key]
            return [
                GazetteerPlace(f"iso:{sense.key}", country.name, sense.key, None, country.latitude, country.longitude)
            ]
        if sense.kind == "region":
            region = known.regions[sense.key]
            return [GazetteerPlace(sense.key, region.name, region.country or None, None)]
    entries = [e for e in known.gazetteer().lookup(name) if not inside or _lies_in(e, inside, known)]
    return [e.place for e in entries[: None if inside else 1]]


def _lies_in(entry: Entry, inside: str, known: Knowledge) -> bool:
    place = entry.place
    country = known.countries.get(place.country or "")
    names = {
        fold_name(place.admin1 or place.name),
        *(map(fold_name, (country.name, *country.aliases)) if country else ()),
    }
    return fold_name(inside) in names or inside in ("region", "state", "province", "city", "island")


def is_place(row: GazetteerPlace, wanted: GazetteerPlace) -> bool:
    """Whether two rows are one place, or a town and the division of its name around it."""
    if row.place_id == wanted.place_id:
        return True
    if row.country != wanted.country or row.place_id.startswith("iso:"):
        return False
    if row.latitude is None or wanted.latitude is None or row.longitude is None or wanted.longitude is None:
        return fold_name(row.name) == fold_name(wanted.name)
    return abs(row.latitude - wanted.latitude) + abs(row.longitude - wanted.longitude) < SAME_PLACE


# ------------------------------------------------------------------ who is meant


def gum_entities(data: Path, tools: Tools) -> tuple[Metrics, Metrics]:
    """Mentions of persons, places and organizations, pronouns among them: found, and brought together (B-cubed)."""
    wanted: dict[tuple[str, int, int], Hashable] = {}
    guess: dict[tuple[str, int, int], Hashable] = {}
    total = 0
    for document in documents(data, "dev", tools):
        name = document.row["doc_id"]
        mentions = document.reading.mentions
        spans = [document.span(m.start, m.end) for m in mentions]
        for entity, span, head in document.entities():
            if entity["type"] not in KINDS:
                continue
            total += 1
            k = _best(span, head, spans)
            if k is not None:
                wanted[name, *span] = name, entity["cluster"]
                guess[name, *span] = name, mentions[k].entity_id or mentions[k].mention_id
    p, r, f1 = b_cubed(wanted, guess)
    metrics: Metrics = {"mention_recall": share(len(wanted), total), "entity_b3_f1": f1}
    return metrics | {"entity_b3_p": p, "entity_b3_r": r, "n_mentions": total, "n_found": len(wanted)}, NONE


def _best(span: Span, head: Span, spans: Sequence[Span | None]) -> int | None:
    """The mention with the most in common with the key's, among those that end with its head or cover half of it."""
    best, place = 0.0, None
    for k, found in enumerate(spans):
        if not found or not shared(found, span):
            continue
        likeness = shared(found, span) / (max(found[1], span[1]) - min(found[0], span[0]))
        same_head = found[0] <= head[0] and head[1] <= found[1] <= span[1]
        if (same_head or likeness >= 0.5) and likeness > best:
            best, place = likeness, k
    return place
