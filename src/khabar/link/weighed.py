"""What an incident rests on: its independent origins and its standing, from its tellings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.frozen import record
from khabar.link.origins import Origins, count, standing
from khabar.link.relations import Telling, same
from khabar.link.stories import Story
from khabar.records import Borrowing, Relation

# Events that somebody can be accused of.
HARMFUL = ("ASSAULT", "COERCE", "SANCTION")


@record(frozen=True, slots=True)
class Weighed:
    """How many reports and origins tell of an incident, and its standing."""

    reports: int
    origins: Origins
    standing: str


def weighed(
    story: Story, relations: Sequence[Relation], borrowings: Mapping[str, Sequence[Borrowing]], *, withdrawn: bool
) -> Weighed:
    """An incident's weight. ``borrowings`` gives the rows of each borrowing report; ``withdrawn``: no report stands by it."""
    reports = len({t.report_id for t in story.tellings})
    origins = count(story.tellers, borrowings)
    conflict = any(row.kind == "contradict" for row in relations)
    acknowledged = any(map(_acknowledges, story.tellings))
    return Weighed(
        reports, origins, standing(reports, origins, conflict=conflict, acknowledged=acknowledged, withdrawn=withdrawn)
    )


def _acknowledges(telling: Telling) -> bool:
    """Whether the side that is said to have done harm says so itself."""
    holder = telling.held_by
    return (
        telling.event in HARMFUL
        and telling.asserted
        and holder is not None
        and any(same(holder, actor) for actor in telling.actors)
    )
