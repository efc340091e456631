"""Claims as people have judged them: corrected, confirmed, rejected, or added by hand.

The machine's own row is not lost: the same reading without the judgement gives it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from khabar.identity import folded_context, identifier
from khabar.link.judged.corrections import FIELDS, faults
from khabar.link.judged.force import Force, values
from khabar.records import Claim, Issue, Judgement

WORDS = {"confirm": "confirmed", "reject": "rejected"}


def judged(claims: Iterable[Claim], decided: Force, texts: Mapping[str, str]) -> tuple[Claim, ...]:
    """The claims with ``review`` set and corrections applied, and those that people added; in no particular order."""
    return (*(_judged(claim, decided) for claim in claims), *_added(decided.added, texts))


def _judged(claim: Claim, decided: Force) -> Claim:
    for judgement in decided.corrected.get(claim.claim_id, ()):
        if not faults(values(judgement)):
            claim = replace(claim, **values(judgement), review="corrected")
    verdict = decided.verdicts.get(claim.claim_id)
    return replace(claim, review=WORDS[verdict.kind]) if verdict else claim


def _added(judgements: Sequence[Judgement], texts: Mapping[str, str]) -> Iterator[Claim]:
    for judgement in judgements:
        if not added_faults(judgement, texts):
            yield _claim(judgement, texts)


def _claim(judgement: Judgement, texts: Mapping[str, str]) -> Claim:
    told = values(judgement)
    (report_id,), start, end = judgement.target, told["start"], told["end"]
    text = texts[report_id]
    return Claim(
        claim_id=identifier("c", report_id, folded_context(text, start, end), "by hand", str(judgement.seq)),
        report_id=report_id,
        sentence=told["sentence"],
        start=start,
        end=end,
        trigger=text[start:end],
        confidence=1.0,
        reader=f"judge:{judgement.judge}",
        review="added",
        **{name: told[name] for name in FIELDS if name in told},
    )


def added_faults(judgement: Judgement, texts: Mapping[str, str]) -> list[str]:
    """What is wrong with a claim that somebody adds: it needs a report, a sentence and the span of its trigger."""
    told = values(judgement)
    if len(judgement.target) != 1 or judgement.target[0] not in texts:
        return ["A claim is added to one report, named by its identifier."]
    start, end, sentence = (told.get(name) for name in ("start", "end", "sentence"))
    length = len(texts[judgement.target[0]])
    if not (
        isinstance(start, int) and isinstance(end, int) and isinstance(sentence, int) and 0 <= start < end <= length
    ):
        return ["It needs sentence, start and end: whole numbers, within the report's text."]
    return faults({name: value for name, value in told.items() if name not in ("start", "end", "sentence")})


def doubts(lost: Iterable[tuple[Judgement, str]], decided: Force, texts: Mapping[str, str]) -> Iterator[Issue]:
    """An issue for each judgement that finds its claim no longer, or asks for what cannot be."""
    for judgement, target in lost:
        told = f"Judgement {judgement.seq} ({judgement.kind}, by {judgement.judge}) no longer finds {target}."
        yield Issue("link", "judgement_lost", "warning", message=told)
    for judgements in decided.corrected.values():
        for judgement in judgements:
            yield from _refused(judgement, faults(values(judgement)))
    for judgement in decided.added:
        yield from _refused(judgement, added_faults(judgement, texts))


def _refused(judgement: Judgement, wrong: Sequence[str]) -> Iterator[Issue]:
    for fault in wrong:
        message = f"Judgement {judgement.seq} ({judgement.kind}, by {judgement.judge}) has no effect: {fault}"
        yield Issue("link", "judgement_refused", "warning", message=message)
