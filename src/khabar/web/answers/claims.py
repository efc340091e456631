"""Claims: the table with its filters and facets, and one claim with all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from khabar.web.answers.judgements import about, judgement_json
from khabar.web.answers.missing import MissingError
from khabar.web.answers.report import claims_of
from khabar.web.answers.sealed import refuse_sealed
from khabar.web.asking import PAGE, Ask, Param
from khabar.web.desk import Database, Desk
from khabar.web.listing import Facet, Filter, Json, Listed, any_of, listing, one_of

ENTITY = "(SELECT name FROM known k WHERE k.entity_id = value)"
PLACE = "(SELECT name FROM gazetteer g WHERE g.place_id = value)"


MOST_LINKS = 60


def words(text: str) -> list[str]:
    """What is sought, as the words that must all occur."""
    return text.split()


FILTERS: tuple[Filter, ...] = (
    one_of("event", "event", "Event type."),
    one_of("mode", "mode", "Mode of the event."),
    one_of("register", "register", "Register."),
    one_of("phase", "phase", "Phase."),
    any_of("actor", "actor_keys", "Who is said to have done it: an entity, or words."),
    any_of("recipient", "recipient_keys", "To whom: an entity, or words."),
    any_of("holder", "holder_keys", "Who says so: a named source, or the kind of one that is not named."),
    one_of("outlet", "outlet", "Outlet."),
    one_of("place", "place_id", "Place."),
    one_of("country", "country", "Country, ISO 3166-1 alpha-3."),
    one_of("factuality", "factuality", "How surely its innermost holder holds it."),
    one_of("realis", "realis", "Whether it occurred, is planned, demanded …"),
    one_of("incident", "incident_id", "Incident."),
    one_of("report", "report_id", "Report."),
    one_of("review", "review", "What people made of it."),
    Filter(
        Param("from", "Not before this day, as far as the dates tell.", "day"),
        "coalesce(date_latest, date_earliest) >= ?",
    ),
    Filter(
        Param("to", "Not after this day, as far as the dates tell.", "day"),
        "coalesce(date_earliest, date_latest) <= ?",
        lambda day: day + "~",
    ),
    Filter(
        Param("q", "Words that the sentence, outlet or place must all hold."),
        "list_bool_and(list_transform(string_split(lower(strip_accents(?)), ' '), lambda w: contains(folded, w)))",
        lambda text: " ".join(words(text)),
    ),
)
FACETS = (
    *(Facet(name, name) for name in ("event", "mode", "register", "phase")),
    Facet("actor", "actor_keys", many=True, named=ENTITY),
    Facet("recipient", "recipient_keys", many=True, named=ENTITY),
    Facet("holder", "holder_keys", many=True, named=ENTITY),
    Facet("outlet", "outlet"),
    Facet("place", "place_id", named=PLACE),
    *(Facet(name, name) for name in ("country", "factuality", "realis", "review")),
)
CLAIMS = Listed("shown", FILTERS, FACETS, columns="claim_id")
SORTS: Mapping[str, str] = {
    "published": "n",
    "-published": "n DESC",
    "date": "date_earliest NULLS LAST, n",
    "-date": "date_latest DESC NULLS LAST, n",
    "event": "event NULLS LAST, n",
    "confidence": "confidence, n",
    "-confidence": "confidence DESC, n",
}
QUERY = (*(f.param for f in FILTERS), Param("sort", "The order.", values=tuple(SORTS)))
PAGED = (*QUERY, *PAGE)


def claims(desk: Desk, ask: Ask) -> Json:
    """The claims that a filter shows, a page of them, with how many each further choice would leave."""
    order = f"{SORTS[ask.query.get('sort', 'published')]}, claim_id"

    def told(rows: list[Json]) -> list[Json]:
        return claim_rows(desk.database, [row["claim_id"] for row in rows])

    return listing(desk.database, CLAIMS, ask.query, order, told)


def claim_rows(database: Database, claim_ids: Sequence[str]) -> list[Json]:
    """Claims as lists show them, in the order of their identifiers given."""
    if not claim_ids:
        return []
    marks = ", ".join("?" for _ in claim_ids)
    found = database.rows(f"SELECT * FROM shown WHERE claim_id IN ({marks})", list(claim_ids))
    by_id = {row["claim_id"]: claim_row(row) for row in found}
    return [by_id[claim_id] for claim_id in claim_ids if claim_id in by_id]


_PLAIN = (
    *(
        "claim_id",
        "report_id",
        "outlet",
        "title",
        "published",
        "start",
        "end",
        "trigger",
        "event",
        "mode",
        "register",
        "phase",
    ),
    *("realis", "factuality", "author_factuality", "negated", "incident_id", "confidence", "review"),
    *("actors", "recipients", "instruments", "chain", "figures"),
)


def claim_row(row: Mapping[str, Any]) -> Json:
    """One claim as lists show it."""
    return {
        **{name: row[name] for name in _PLAIN},
        "sentence": {"text": row["sentence_text"], "start": row["sentence_start"], "end": row["sentence_end"]},
        "place": _place(row),
        "date": _date(row),
    }


def _place(row: Mapping[str, Any]) -> Json | None:
    if row["place_id"] is None:
        return None
    return {
        "place_id": row["place_id"],
        "name": row["place_name"],
        "country": row["country"],
        "precision": row["place_precision"],
    }


def _date(row: Mapping[str, Any]) -> Json | None:
    if row["date_earliest"] is None and row["date_latest"] is None:
        return None
    return {
        "earliest": row["date_earliest"],
        "latest": row["date_latest"],
        "precision": row["date_precision"],
        "from": row["date_from"],
    }


def claim(desk: Desk, ask: Ask) -> Json:
    """One claim as reading gives it, with its sentence, what links it to others, how it stands to them, and judgements."""
    claim_id = ask.path["claim_id"]
    refuse_sealed(desk, claim_id)
    row = desk.database.row("SELECT * FROM shown WHERE claim_id = ?", [claim_id])
    if row is None:
        raise MissingError(f"The casebook has no claim {claim_id}.")
    shown = claim_row(row)
    nested = next((one for one in claims_of(desk, [row["report_id"]]) if one["claim_id"] == claim_id), {})
    return {
        "claim": {**nested, "incident_id": row["incident_id"], "review": row["review"]},
        "shown": shown,
        "sentence": shown["sentence"],
        "quantities": desk.database.rows(
            "SELECT * FROM quantities WHERE claim_id = ? ORDER BY start, quantity_id", [claim_id]
        ),
        "links": links(desk.database, [claim_id]),
        "relations": relations(desk.database, [claim_id]),
        "judgements": [judgement_json(one, desk) for one in about(desk.judged, [claim_id])],
    }


def links(database: Database, claim_ids: Sequence[str], *, within: bool = False) -> list[Json]:
    """The comparisons that claims were part of, the weightiest first, with both claims; ``within``: those among them only."""
    ends = ("left_claim_id IN (SELECT unnest($ids))", "right_claim_id IN (SELECT unnest($ids))")
    pairs = database.rows(
        f"SELECT left_claim_id, right_claim_id FROM pairs WHERE {(' AND ' if within else ' OR ').join(ends)} "
        f"ORDER BY weight DESC, left_claim_id, right_claim_id LIMIT {MOST_LINKS}",
        {"ids": list(claim_ids)},
    )
    found = links_of(database, [(pair["left_claim_id"], pair["right_claim_id"]) for pair in pairs])
    told = {
        row["claim_id"]: row for row in claim_rows(database, sorted({one for pair in pairs for one in pair.values()}))
    }
    return [{**row, "left": told.get(row["left_claim_id"]), "right": told.get(row["right_claim_id"])} for row in found]


def links_of(database: Database, pairs: Sequence[tuple[str, str]]) -> list[Json]:
    """The comparisons of pairs, with their evidence, in the order of the pairs. Their file is sorted by the left claim."""
    if not pairs:
        return []
    near = "left_claim_id IN (SELECT unnest(?))"
    both = "list_contains(?, left_claim_id || ' ' || right_claim_id)"
    given = [sorted({left for left, _ in pairs}), [" ".join(pair) for pair in pairs]]
    rows = database.rows(f"SELECT * FROM links WHERE {near} AND {both}", given)
    found = {(row["left_claim_id"], row["right_claim_id"]): row for row in rows}
    return [found[pair] for pair in pairs if pair in found]


def relations(database: Database, claim_ids: Sequence[str]) -> list[Json]:
    """How claims, and the figures in them, stand to others."""
    members = [*claim_ids, *_figures(database, claim_ids)]
    return database.rows(
        "SELECT * FROM relations WHERE relation_id IN (SELECT relation_id FROM "
        "(SELECT relation_id, unnest(members) AS member FROM relations) WHERE member IN (SELECT unnest(?))) "
        "ORDER BY kind, field, relation_id",
        [members],
    )


def _figures(database: Database, claim_ids: Iterable[str]) -> list[str]:
    found = database.rows("SELECT quantity_id FROM quantities WHERE claim_id IN (SELECT unnest(?))", [list(claim_ids)])
    return [row["quantity_id"] for row in found]
