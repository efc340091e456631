"""What a report is about, as far as its names tell: the countries it speaks of, and its day of publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from khabar.frozen import record
from khabar.records import Report
from khabar.resolve.actors.located import Located

CLEAR = 0.6


@record(frozen=True, slots=True)
class Surroundings:
    """Countries by how often they are named, and the report they stand in."""

    report: Report
    counts: tuple[tuple[str, int], ...]

    @property
    def published(self) -> str | None:
        """The ISO day of publication, if known."""
        return self.report.published[:10] if self.report.published else None

    @property
    def main_country(self) -> str | None:
        """The country that most of the names of countries mean, if it is clearly ahead."""
        total = sum(n for _, n in self.counts)
        if total < 2 or self.counts[0][1] < CLEAR * total:
            return None
        return self.counts[0][0]

    def share(self, country: str) -> float:
        """How much of all talk of countries is of this one."""
        total = sum(n for _, n in self.counts)
        return next((n / total for c, n in self.counts if c == country), 0.0)


def survey(located: Sequence[Located], report: Report) -> Surroundings:
    """Count the countries a report names, their people and their capitals not counted."""
    counts = Counter(key for item in located if (key := item.sense("country", "demonym", "nationals")))
    ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return Surroundings(report, tuple(ranked))
