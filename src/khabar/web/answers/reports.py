"""Reports: the list, one of them in full, and its bytes as received."""

from __future__ import annotations

from khabar.web.answers.judgements import about, judgement_json
from khabar.web.answers.missing import MissingError
from khabar.web.answers.ratings import ratings
from khabar.web.answers.report import read_object
from khabar.web.answers.sealed import refuse_sealed
from khabar.web.asking import PAGE, Ask, Param
from khabar.web.desk import Desk
from khabar.web.listing import Facet, Filter, Json, Listed, listing, one_of

FILTERS = (
    one_of("outlet", "outlet", "Outlet."),
    one_of("genre", "genre", "Genre."),
    one_of("language", "language", "Language."),
    one_of("status", "status", "Whether it could be read."),
    Filter(Param("from", "Published on this day or later.", "day"), "published >= ?"),
    Filter(Param("to", "Published on this day or before.", "day"), "published <= ?", lambda day: day + "~"),
    Filter(
        Param("q", "Words that title, outlet, byline or text must all hold."),
        "report_id IN (SELECT report_id FROM (SELECT report_id, "
        "lower(strip_accents(concat_ws(' ', title, outlet, byline, text))) "
        "AS told FROM texts) WHERE list_bool_and(list_transform("
        "string_split(lower(strip_accents(?)), ' '), lambda w: contains(told, w))))",
        lambda text: " ".join(text.split()),
    ),
)
FACETS = tuple(Facet(name, name) for name in ("outlet", "genre", "language", "status"))
QUERY = (*(f.param for f in FILTERS), *PAGE)

LISTED = """(
    SELECT r.report_id, r.outlet, r.title, r.byline, r.published, r.published_precision, r.published_from, r.genre, r.language,
        r.status, r.sealed, r.revision_of, r.handling, r.extractor, r.sha256, r.characters,
        coalesce(c.n, 0) AS n_claims, coalesce(i.n, 0) AS n_issues
    FROM reports r
        LEFT JOIN (SELECT report_id, count(*) AS n FROM shown GROUP BY 1) c USING (report_id)
        LEFT JOIN (SELECT report_id, count(*) AS n FROM issues GROUP BY 1) i USING (report_id)
) listed"""
REPORTS = Listed(LISTED, FILTERS, FACETS)
ORDER = "published DESC NULLS LAST, report_id"


def reports(desk: Desk, ask: Ask) -> Json:
    """The reports that a filter shows, newest first."""
    return listing(desk.database, REPORTS, ask.query, ORDER)


def report(desk: Desk, ask: Ask) -> Json:
    """One report: its text with everything that was read in it, where it was met, its revisions, and judgements."""
    report_id = ask.path["report_id"]
    listed = desk.database.row(f"SELECT * FROM {LISTED} WHERE report_id = ?", [report_id])
    if listed is None:
        raise MissingError(f"The casebook has no report {report_id}.")
    refuse_sealed(desk, report_id)
    read = read_object(desk, report_id)
    on = [report_id, *(claim["claim_id"] for claim in read["claims"])]
    return {
        **read,
        "report": {**listed, **read["report"]},
        "sightings": desk.database.rows("SELECT * FROM sightings WHERE report_id = ? ORDER BY path, url", [report_id]),
        "revisions": desk.database.rows(
            "SELECT report_id, published, title FROM reports WHERE revision_of = ? ORDER BY published, report_id",
            [report_id],
        ),
        "borrowings": desk.database.rows(
            "SELECT b.*, r.outlet AS to_outlet, r.title AS to_title FROM borrowings b LEFT JOIN reports r ON r.report_id = "
            "b.to_report_id WHERE from_report_id = ? ORDER BY b.start NULLS LAST, b.kind, b.to_report_id, b.origin",
            [report_id],
        ),
        "rating": ratings(desk).get(f"outlet:{listed['outlet']}"),
        "judgements": [judgement_json(one, desk) for one in about(desk.judged, on)],
    }
