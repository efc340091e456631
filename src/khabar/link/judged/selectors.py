"""How a judgement finds its claim again after the program has learned to read better.

A judgement names claims by identifier and, beside it, by the words: report, exact trigger, and the words before and after
(W3C Web Annotation, text quote selector). A better reader keeps most identifiers; where it does not, the words decide.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace

from khabar.frozen import record
from khabar.identity import fold
from khabar.records import Claim, Judgement

REACH = 32


@record(frozen=True, slots=True)
class Selector:
    """The words of a claim's trigger, up to ``REACH`` characters on either side, and the claim's event."""

    claim_id: str
    report_id: str
    exact: str
    prefix: str
    suffix: str
    event: str | None = None


@record(frozen=True, slots=True)
class Attached:
    """Judgements whose targets are identifiers of today, and those that no longer find a claim, with the lost target."""

    judgements: tuple[Judgement, ...]
    lost: tuple[tuple[Judgement, str], ...]


def selector(claim: Claim, text: str) -> Selector:
    """The selector of a claim in its report's text."""
    prefix, suffix = text[max(0, claim.start - REACH) : claim.start], text[claim.end : claim.end + REACH]
    return Selector(claim.claim_id, claim.report_id, text[claim.start : claim.end], prefix, suffix, claim.event)


def written(selectors: Iterable[Selector]) -> str:
    """Selectors as the text that a judgement keeps."""
    return json.dumps([asdict(s) for s in selectors], ensure_ascii=False, sort_keys=True)


def read(judgement: Judgement) -> Mapping[str, Selector]:
    """A judgement's selectors by claim; those that are malformed are left out."""
    try:
        rows = json.loads(judgement.selectors or "[]")
        return {row["claim_id"]: Selector(**row) for row in rows}
    except (ValueError, TypeError, KeyError):
        return {}


class Finder:
    """Finds the claim that a selector means. ``known`` holds the identifiers of all claims and reports of the casebook;
    ``claims`` and ``texts`` need only be those of the reports that selectors name.
    """

    def __init__(self, known: Container[str], claims: Sequence[Claim], texts: Mapping[str, str]) -> None:
        self._known, self._texts = known, texts
        self._by_report: dict[str, list[Claim]] = {}
        for claim in claims:
            self._by_report.setdefault(claim.report_id, []).append(claim)

    def __call__(self, target: str, wanted: Selector | None) -> str | None:
        """The identifier of today, or None where no claim, or more than one, stands on the selector's words."""
        if target in self._known:
            return target
        if wanted is None:
            return None
        met = {c.claim_id: c for at in self._places(wanted) for c in self._at(wanted.report_id, at)}
        alike = [i for i, claim in sorted(met.items()) if claim.event == wanted.event] or sorted(met)
        return alike[0] if len(alike) == 1 else None

    def _places(self, wanted: Selector) -> Iterator[tuple[int, int]]:
        text, exact = self._texts.get(wanted.report_id, ""), wanted.exact
        start = text.find(exact) if exact else -1
        while start >= 0:
            end = start + len(exact)
            before, after = fold(text[max(0, start - REACH) : start]), fold(text[end : end + REACH])
            if before == fold(wanted.prefix) and after == fold(wanted.suffix):
                yield start, end
            start = text.find(exact, start + 1)

    def _at(self, report_id: str, at: tuple[int, int]) -> Iterator[Claim]:
        for claim in self._by_report.get(report_id, ()):
            if claim.start < at[1] and claim.end > at[0]:
                yield claim


def attach(judgements: Iterable[Judgement], find: Finder) -> Attached:
    """Judgements with today's identifiers as their targets. Those on entities (``e_…``) stand as they are."""
    kept: list[Judgement] = []
    lost: list[tuple[Judgement, str]] = []
    for one in judgements:
        selectors = read(one)
        targets = [(t, t if _stands(t) else find(t, selectors.get(t))) for t in one.target]
        lost += [(one, target) for target, now in targets if now is None]
        if all(now for _, now in targets):
            kept.append(replace(one, target=tuple(now for _, now in targets if now)))
    return Attached(tuple(kept), tuple(lost))


def _stands(target: str) -> bool:
    """Whether a target is no claim or report, so that it needs no finding."""
    return not target.startswith(("c_", "r_"))
