"""When each claim is said to have happened: the date that belongs to it, by the tree, else what its surroundings allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from khabar.records import Attribution, Claim, DateMention, Parse, Report
from khabar.resolve.dating.rules import RULES
from khabar.resolve.dating.story import Dated, Story

__all__ = ["dated"]


def dated(
    claims: Sequence[Claim],
    attributions: Sequence[Attribution],
    dates: Sequence[DateMention],
    parses: Sequence[Parse],
    report: Report,
) -> Iterator[Claim]:
    """The claims in the order given, which is that of the text, each with its days as far as the report tells them.

    ``date_from`` says where they come from: the words of the sentence (``text``), a sentence before or the day on which it
    was said (``inherited``), the day of publication (``published``), or nowhere (``unknown``).
    """
    story = Story(report, parses, dates, {a.attribution_id: a for a in attributions})
    for claim in claims:
        yield _with_days(claim, _days(claim, story))


def _days(claim: Claim, story: Story) -> Dated | None:
    told = story.told(claim)
    if told is None:
        return None
    found = next((days for rule in RULES if (days := rule(told, story)) is not None), None)
    if found is not None:
        story.record(told, found)
    return found


def _with_days(claim: Claim, days: Dated | None) -> Claim:
    if days is None:
        return claim
    return replace(
        claim,
        date_earliest=days.earliest,
        date_latest=days.latest,
        date_precision=days.precision,
        date_from=days.origin,
    )
