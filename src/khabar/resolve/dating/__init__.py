"""When each claim is said to have happened: the date that belongs to it, by the tree, else what its surroundings allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.records import Attribution, Claim, DateMention, Report
from khabar.resolve.dating.rules import RULES
from khabar.resolve.dating.scene import Scenes
from khabar.resolve.dating.story import Dated, Story

__all__ = ["Dated", "Scenes", "dated"]


def dated(
    claims: Sequence[Claim],
    attributions: Sequence[Attribution],
    dates: Sequence[DateMention],
    scenes: Scenes,
    report: Report,
) -> Iterator[Dated | None]:
    """The days of claims, in the order given, which is that of the text, as far as the report tells them.

    ``origin`` says where they come from: the words of the sentence (``text``), a sentence before or the day on which it
    was said (``inherited``), or the day of publication (``published``).
    """
    story = Story(report, scenes, dates, {a.attribution_id: a for a in attributions})
    return (_days(claim, story) for claim in claims)


def _days(claim: Claim, story: Story) -> Dated | None:
    told = story.told(claim)
    if told is None:
        return None
    found = next((days for rule in RULES if (days := rule(told, story)) is not None), None)
    if found is not None:
        story.record(told, found)
    return found
