"""What people are asked to look at, the most doubtful first, each with the question and the answers it takes.

Doubt is 0 to 1: of a pair of claims, how near its odds are to even, but little where nothing identifies the deed; of a
claim, how little its reader trusted it; where accounts differ or an issue was noted, a fixed rank; where two people judge
differently, 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.link.compare import UNIDENTIFIED
from khabar.link.judged import in_force
from khabar.link.judged.force import PAIR_KINDS, values
from khabar.web.answers.claims import claim_rows, links_of
from khabar.web.answers.conflicts import conflicts
from khabar.web.answers.disagreements import with_sides
from khabar.web.asking import PAGE, Ask, Param, cursor, page
from khabar.web.desk import Desk
from khabar.web.listing import Json

KINDS = ("conflict", "link", "claim", "relation", "issue")
QUERY = (Param("kind", "Only this kind.", values=KINDS), *PAGE)
ASKED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "conflict": ("Two people judge this differently. Which holds?", ("confirm", "reject", "same", "different", "note")),
    "link": ("Do these two tell of one occurrence?", ("same", "different", "undecided", "note")),
    "claim": ("Is this what the sentence says?", ("confirm", "correct", "reject", "note")),
    "relation": ("Do these accounts really part here?", ("confirm", "correct", "reject", "note")),
    "issue": ("Was something missed or misread here?", ("add_claim", "correct", "note")),
}
# A claim that its reader trusted this much is not asked about, nor a pair whose odds are some twenty to one either way.
TRUSTED = 0.75
EVEN = 3.0
# Of pairs that are alike and share nothing that would identify a deed there are many: they come last.
ALIKE = 0.1

_ALL = """
    SELECT 'link' AS kind, left_claim_id || ' ' || right_claim_id AS key,
        CASE WHEN weight = {unidentified} THEN {alike} ELSE 1 - abs(2 / (1 + exp(-weight)) - 1) END AS doubt
        FROM pairs
        WHERE judge = 'khabar' AND abs(weight) < {even}
    UNION ALL
    SELECT 'claim', claim_id, least(1, 2 * (1 - confidence)) FROM shown WHERE review IS NULL AND confidence < {trusted}
    UNION ALL
    SELECT 'relation', relation_id, CASE kind WHEN 'contradict' THEN 0.7 ELSE 0.5 END FROM relations
        WHERE kind IN ('contradict', 'differ')
    UNION ALL
    SELECT 'issue', concat_ws(' ', report_id, start, "end", stage, code),
        CASE severity WHEN 'error' THEN 0.8 WHEN 'warning' THEN 0.45 ELSE 0.2 END
        FROM issues WHERE report_id IS NOT NULL AND start IS NOT NULL
"""


def queue(desk: Desk, ask: Ask) -> Json:
    """What is in doubt and not yet settled, a page of it, the most doubtful first."""
    parted = conflicts(desk)
    doubtful = _ALL.format(trusted=TRUSTED, even=EVEN, alike=ALIKE, unidentified=UNIDENTIFIED)
    waiting = f"SELECT * FROM ({doubtful}) WHERE NOT list_contains(?, key)"
    settled = [_settled(desk)]
    counts = desk.database.rows(f"SELECT kind, count(*) AS n FROM ({waiting}) GROUP BY kind", settled)
    numbers = {"conflict": len(parted), **{row["kind"]: row["n"] for row in counts}}
    wanted = [ask.query["kind"]] if "kind" in ask.query else list(KINDS)
    limit, offset = page(ask.query)
    first = parted[offset : offset + limit] if "conflict" in wanted else []
    skipped = max(0, offset - (len(parted) if "conflict" in wanted else 0))
    rows = desk.database.rows(
        f"SELECT * FROM ({waiting}) WHERE list_contains(?, kind) ORDER BY doubt DESC, kind, key "
        f"LIMIT {limit - len(first)} OFFSET {skipped}",
        [*settled, wanted],
    )
    total = sum(numbers.get(kind, 0) for kind in wanted)
    return {
        "rows": [*(_conflict(desk, one) for one in first), *_items(desk, rows)],
        "total": total,
        "next": cursor(offset + limit) if offset + limit < total else None,
        "facets": {"kind": [[kind, numbers[kind]] for kind in KINDS if numbers.get(kind)]},
    }


def _settled(desk: Desk) -> list[str]:
    """The keys of what people have judged: pairs by their claims, other things by a note that says what it is about."""
    found: set[str] = set()
    for one in in_force(desk.judged):
        if one.kind in PAIR_KINDS:
            found |= {f"{left} {right}" for left in one.target for right in one.target if left != right}
        elif one.kind == "note" and "about" in values(one):
            found.add(str(values(one)["about"]))
    return sorted(found)


def _conflict(desk: Desk, one: Json) -> Json:
    claims = claim_rows(desk.database, [target for target in one["targets"] if target.startswith("c_")])
    return {
        **_item("conflict", " ".join([one["about"], *one["targets"]]), 1.0, one["targets"]),
        "claims": claims,
        "conflict": one,
    }


def _items(desk: Desk, rows: Sequence[Json]) -> list[Json]:
    by_kind: dict[str, list[str]] = {}
    for row in rows:
        by_kind.setdefault(row["kind"], []).append(row["key"])
    told = {
        **_links(desk, by_kind.get("link", [])),
        **_claims(desk, by_kind.get("claim", [])),
        **_relations(desk, by_kind.get("relation", [])),
        **_issues(desk, by_kind.get("issue", [])),
    }
    return [{**told[row["key"]], "doubt": round(row["doubt"], 3)} for row in rows if row["key"] in told]


def _item(kind: str, key: str, doubt: float, targets: Sequence[str]) -> Json:
    asked, choices = ASKED[kind]
    blank: Json = {"claims": [], "link": None, "relation": None, "issue": None, "conflict": None}
    return {
        "kind": kind,
        "key": key,
        "asked": asked,
        "choices": list(choices),
        "doubt": doubt,
        "targets": list(targets),
        **blank,
    }


def _links(desk: Desk, keys: Sequence[str]) -> dict[str, Json]:
    pairs = [key.split() for key in keys]
    rows = links_of(desk.database, [(left, right) for left, right in pairs])
    told = {
        c["claim_id"]: c for c in claim_rows(desk.database, sorted({claim for key in keys for claim in key.split()}))
    }
    found = {}
    for row in rows:
        pair = (row["left_claim_id"], row["right_claim_id"])
        item = _item("link", " ".join(pair), 0.0, pair)
        found[item["key"]] = {**item, "claims": [told[one] for one in pair if one in told], "link": row}
    return found


def _claims(desk: Desk, keys: Sequence[str]) -> dict[str, Json]:
    return {
        row["claim_id"]: {**_item("claim", row["claim_id"], 0.0, [row["claim_id"]]), "claims": [row]}
        for row in claim_rows(desk.database, keys)
    }


def _relations(desk: Desk, keys: Sequence[str]) -> dict[str, Json]:
    rows = desk.database.rows("SELECT * FROM relations WHERE list_contains(?, relation_id)", [list(keys)])
    found = {}
    for row in with_sides(desk.database, rows):
        claims = {side["claim"]["claim_id"]: side["claim"] for side in row["sides"] if side["claim"]}
        item = _item("relation", row["relation_id"], 0.0, list(claims))
        found[row["relation_id"]] = {**item, "claims": list(claims.values()), "relation": row}
    return found


def _issues(desk: Desk, keys: Sequence[str]) -> dict[str, Json]:
    rows = desk.database.rows(
        "SELECT * FROM (SELECT i.*, r.outlet, r.title, r.published, substring(t.text, greatest(i.start - 200, 0) + 1, "
        'i."end" - i.start + 400) AS words, greatest(i.start - 200, 0) AS words_start, '
        "concat_ws(' ', i.report_id, i.start, i.\"end\", i.stage, i.code) AS key FROM issues i "
        "JOIN reports r USING (report_id) JOIN texts t USING (report_id)) WHERE list_contains(?, key)",
        [list(keys)],
    )
    return {row["key"]: {**_item("issue", row["key"], 0.0, [row["report_id"]]), "issue": row} for row in rows}
