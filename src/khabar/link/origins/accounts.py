"""What the search for origins needs to know of a report: who publishes it, when, and which words are its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from khabar.frozen import record
from khabar.link.origins.outlets import Outlets
from khabar.records import Span

Row = Mapping[str, Any]

QUOTED = ("direct", "block")
OWN_KINDS = ("body", "list", "caption")


@record(frozen=True, slots=True)
class Account:
    """A report as one voice telling something.

    ``voice`` is the outlet, or the report itself where no outlet is known. ``own`` holds the stretches of ``text`` in which
    the author speaks: two reports that quote one speech at length have a source in common, and need not copy each other.
    """

    report_id: str
    voice: str
    published: str | None
    title: str | None
    text: str
    own: tuple[Span, ...]
    notes: tuple[Span, ...] = ()

    @property
    def order(self) -> tuple[str, str]:
        """Earlier reports first; those without a date come last, so that they are never taken for an origin."""
        return (self.published or "9999", self.report_id)


def accounts(
    reports: Iterable[Row], segments: Iterable[Row], attributions: Iterable[Row], outlets: Outlets
) -> tuple[Account, ...]:
    """The accounts of all reports that could be read, earliest first."""
    by_report, quoted = _grouped(segments), _grouped(attributions)
    found = (
        _account(report, by_report[report["report_id"]], quoted[report["report_id"]], outlets)
        for report in reports
        if report["status"] != "rejected"
    )
    return tuple(sorted(found, key=lambda account: account.order))


def _grouped(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["report_id"]].append(row)
    return grouped


def _account(report: Row, segments: Sequence[Row], attributions: Sequence[Row], outlets: Outlets) -> Account:
    speech = [Span(c["start"], c["end"]) for a in attributions if a["quotation"] in QUOTED for c in a["content"]]
    own = [Span(s["start"], s["end"]) for s in segments if s["kind"] in OWN_KINDS]
    return Account(
        report["report_id"],
        outlets.voice(report["outlet"]) or report["report_id"],
        report["published"],
        report["title"],
        report["text"],
        tuple(part for span in own for part in without(span, speech)),
        tuple(Span(s["start"], s["end"]) for s in segments if s["kind"] in ("editor_note", "boilerplate")),
    )


def without(span: Span, taken: Iterable[Span]) -> Iterator[Span]:
    """The parts of a span that lie in none of the taken ones, in order."""
    start = span.start
    for other in sorted(taken, key=lambda t: (t.start, t.end)):
        if other.end <= start or other.start >= span.end:
            continue
        if other.start > start:
            yield Span(start, other.start)
        start = max(start, other.end)
    if start < span.end:
        yield Span(start, span.end)
