"""The casebook at a glance: what it holds, what could not be read, when, where, and who is named most."""

from __future__ import annotations

from khabar.web.answers.actors import most_named
from khabar.web.answers.judgements import judgement_json
from khabar.web.answers.places import places
from khabar.web.answers.timeline import timeline_of
from khabar.web.asking import Ask
from khabar.web.desk import Desk
from khabar.web.listing import Condition, Json

EVERYTHING = Condition("true", ())


def casebook(desk: Desk, _: Ask) -> Json:
    """What the casebook is: its generation, counts and versions, and the judgements that the next build takes in."""
    manifest = {
        k: v for k, v in desk.book.manifest.items() if k not in ("files", "run", "notice", "counts", "generation")
    }
    return {
        "name": desk.folder.resolve().name,
        "generation": desk.book.manifest["generation"],
        "counts": desk.book.manifest["counts"],
        "made_by": manifest,
        "last_judgement": desk.last_judgement,
        "overlay": [judgement_json(one, desk) for one in desk.judged if one.seq > desk.last_judgement],
    }


def overview(desk: Desk, _: Ask) -> Json:
    """Counts; what could not be read, or is in doubt; the timeline, the places, the actors named most."""
    ask = desk.database
    return {
        "counts": desk.book.manifest["counts"],
        "reports_by_status": _pairs(
            desk, "SELECT status AS value, count(*) AS n FROM reports GROUP BY 1 ORDER BY n DESC, value"
        ),
        "unread": {
            "reports": ask.rows(
                "SELECT report_id, outlet, title, status FROM reports WHERE status <> 'ok' ORDER BY report_id LIMIT 100"
            ),
            "issues": ask.rows(
                "SELECT stage, code, severity, count(*) AS n FROM issues GROUP BY ALL ORDER BY n DESC, stage, code, severity"
            ),
        },
        "events": _pairs(
            desk, "SELECT coalesce(event, 'none') AS value, count(*) AS n FROM shown GROUP BY 1 ORDER BY n DESC, value"
        ),
        "genres": _pairs(desk, "SELECT genre AS value, count(*) AS n FROM reports GROUP BY 1 ORDER BY n DESC, value"),
        "outlets": _pairs(
            desk,
            "SELECT coalesce(outlet, 'none') AS value, count(*) AS n FROM reports GROUP BY 1 ORDER BY n DESC, value LIMIT 20",
        ),
        "standings": _pairs(
            desk, "SELECT standing AS value, count(*) AS n FROM incidents GROUP BY 1 ORDER BY n DESC, value"
        ),
        "timeline": timeline_of(ask, EVERYTHING),
        "places": places(ask, EVERYTHING, 30),
        "actors": most_named(ask, 20),
    }


def _pairs(desk: Desk, sql: str) -> list[list[object]]:
    return [[row["value"], row["n"]] for row in desk.database.rows(sql)]
