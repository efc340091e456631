"""Values are of their vocabulary, within their range, and agree with one another."""

from __future__ import annotations

from collections.abc import Iterator

from khabar import issues, terms
from khabar.casebook.checks.problem import Problem
from khabar.casebook.checks.rows import Rows, key_of

VOCABULARIES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("reports", "published_precision", terms.DATE_PRECISIONS),
    ("reports", "published_from", terms.PUBLISHED_FROM),
    ("reports", "genre", terms.GENRES),
    ("reports", "status", terms.STATUSES),
    ("locators", "kind", terms.LOCATOR_KINDS),
    ("segments", "kind", terms.SEGMENT_KINDS),
    ("mentions", "kind", terms.MENTION_KINDS),
    ("claims", "register", terms.REGISTERS),
    ("claims", "phase", terms.PHASES),
    ("claims", "realis", terms.REALIS),
    ("claims", "speech_act", terms.SPEECH_ACTS),
    ("claims", "factuality", terms.FACTUALITIES),
    ("claims", "author_factuality", terms.FACTUALITIES),
    ("claims", "place_precision", terms.PLACE_PRECISIONS),
    ("claims", "date_precision", terms.DATE_PRECISIONS),
    ("claims", "date_from", terms.DATE_FROM),
    ("claims", "review", terms.REVIEWS),
    ("participants", "role", terms.ROLES),
    ("participants", "status", terms.VICTIM_STATUSES),
    ("holders", "kind", terms.HOLDER_KINDS),
    ("holders", "plurality", terms.PLURALITIES),
    ("holders", "access", terms.ACCESS),
    ("holders", "quotation", terms.QUOTATIONS),
    ("holders", "factuality", terms.FACTUALITIES),
    ("holders", "stance", terms.STANCES),
    ("attributions", "quotation", terms.QUOTATIONS),
    ("attributions", "kind", terms.HOLDER_KINDS),
    ("quantities", "measure", terms.MEASURES),
    ("quantities", "comparator", terms.COMPARATORS),
    ("quantities", "status", terms.VICTIM_STATUSES),
    ("quantities", "scope", terms.SCOPES),
    ("dates", "kind", terms.DATE_KINDS),
    ("dates", "precision", terms.DATE_PRECISIONS),
    ("places", "precision", terms.PLACE_PRECISIONS),
    ("incidents", "clarity", ("single", "aggregate")),
    ("tolls", "measure", terms.MEASURES),
    ("links", "decision", ("same", "different", "undecided")),
    ("relations", "kind", terms.RELATION_KINDS),
    ("borrowings", "kind", terms.BORROWING_KINDS),
    ("judgements", "kind", terms.JUDGEMENT_KINDS),
    ("issues", "severity", issues.SEVERITIES),
)

COUNTRIES = (("entities", "country"), ("gazetteer", "country"))

_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}"
_PERIODS = (
    ("claims", "date_earliest", "date_latest"),
    ("quantities", "earliest", "latest"),
    ("dates", "earliest", "latest"),
    ("incidents", "date_earliest", "date_latest"),
)

# Each: the table, an SQL condition that no row may meet, and what is wrong with a row that does.
IMPOSSIBLE: tuple[tuple[str, str, str], ...] = (
    *((t, f"{a} > {b}", f"{a} is after {b}") for t, a, b in _PERIODS),
    *(
        (t, f"NOT coalesce(regexp_matches({c}, '{_DAY}'), true)", f"{c} is no ISO day")
        for t, a, b in _PERIODS
        for c in (a, b)
    ),
    *((t, f"NOT regexp_matches({c}, '^[A-Z]{{3}}$')", f"{c} is no ISO 3166-1 alpha-3 code") for t, c in COUNTRIES),
    ("quantities", "low > best OR best > high OR low > high", "low, best and high are not in order"),
    ("quantities", "NOT (isfinite(low) AND isfinite(best) AND isfinite(high))", "a bound is no finite number"),
    ("quantities", "part_of = quantity_id", "it is part of itself"),
    ("claims", "NOT confidence BETWEEN 0 AND 1", "confidence is not between 0 and 1"),
    ("claims", "about_claim_id = claim_id", "it is about itself"),
    ("tolls", "lowest > highest", "lowest is more than highest"),
    ("links", "left_claim_id >= right_claim_id", "the two claims are not in order"),
    ("gazetteer", "NOT (latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180)", "it is nowhere on Earth"),
    ("incidents", "NOT (origins_low <= origins AND origins <= origins_high)", "the counts of origins are not in order"),
    ("reports", "status = 'rejected' AND text <> ''", "it is rejected and yet has a text"),
)

_CHAINS = """
    SELECT c.claim_id, CASE
        WHEN count(h.depth) = 0 THEN 'it has no holder'
        WHEN min(h.depth) <> 0 OR max(h.depth) + 1 <> count(*) THEN 'the depths of its holders are not 0, 1, 2 …'
        WHEN arg_min(h.kind, h.depth) <> 'author' THEN 'its outermost holder is not the report''s author'
        WHEN arg_max(h.factuality, h.depth) <> any_value(c.factuality) THEN
            'factuality is not that of its innermost holder'
        WHEN arg_min(h.factuality, h.depth) <> any_value(c.author_factuality) THEN
            'author_factuality is not that of its outermost holder'
        WHEN coalesce(max_by(coalesce(h.attribution_id, ''), h.depth), '') <>
             coalesce(any_value(c.attribution_id), '') THEN 'attribution_id is not that of its innermost holder'
        END AS wrong
    FROM claims c LEFT JOIN holders h USING (claim_id) GROUP BY c.claim_id HAVING wrong IS NOT NULL ORDER BY 1
"""

_CIRCLES = """
    WITH RECURSIVE up AS (
        SELECT attribution_id AS origin, parent_id AS above FROM attributions WHERE parent_id IS NOT NULL
        UNION SELECT up.origin, a.parent_id FROM up JOIN attributions a ON a.attribution_id = up.above
        WHERE a.parent_id IS NOT NULL
    ) SELECT origin FROM up WHERE above = origin ORDER BY 1
"""


def check_values(rows: Rows) -> Iterator[Problem]:
    """No value lies outside its vocabulary or range."""
    for table, column, allowed in VOCABULARIES:
        odd = rows.ask(
            f"SELECT {key_of(table)}, t.{column} FROM {table} t "
            f"WHERE t.{column} IS NOT NULL AND NOT list_contains(?, t.{column}) ORDER BY 1, 2",
            [list(allowed)],
        )
        yield from (Problem(table, key, f"{column} is {value!r}, which is no such word") for key, value in odd)
    for table, condition, wrong in IMPOSSIBLE:
        found = rows.ask(f"SELECT {key_of(table)} FROM {table} t WHERE {condition} ORDER BY 1")
        yield from (Problem(table, key, wrong) for (key,) in found)


def check_chains(rows: Rows) -> Iterator[Problem]:
    """Every claim has a whole chain of holders that agrees with the claim; no attribution lies within itself."""
    yield from (Problem("claims", key, wrong) for key, wrong in rows.ask(_CHAINS))
    yield from (Problem("attributions", key, "it lies within itself") for (key,) in rows.ask(_CIRCLES))
