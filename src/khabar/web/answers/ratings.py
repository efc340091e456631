"""What people think of sources and of what these say, in the Admiralty code: a letter and a number that are set apart.

The letter rates a source's reliability, the number how credible one piece of information is. Neither follows from the
other, and no machine sets either.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from khabar.link.judged import in_force
from khabar.web.desk import Desk
from khabar.web.listing import Json

FIELDS = ("reliability", "credibility")


def ratings(desk: Desk) -> Mapping[str, Json]:
    """The rating of each source or claim that somebody rated: per field the latest in force, with who gave it and when."""
    found: dict[str, dict[str, Any]] = {}
    for one in in_force(desk.judged):
        if one.kind != "rate_source":
            continue
        given = json.loads(one.after or "{}")
        for target in one.target:
            rating = found.setdefault(target, dict.fromkeys(FIELDS))
            for field in FIELDS:
                if field in given:
                    told = {"value": given[field], "judge": one.judge, "time": one.time, "seq": one.seq}
                    rating[field] = told if given[field] is not None else None
    return found
