"""Adding a judgement: what it is about must be there, and what it decides must be able to take effect."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from khabar import casebook, terms
from khabar.casebook import Casebook
from khabar.errors import InputError
from khabar.link.judged import added_faults, faults, selector, written
from khabar.link.judged.force import values
from khabar.pipeline.reviewing.lookup import rows_with, texts_of
from khabar.pipeline.reviewing.rating import OUTLET, rating_faults
from khabar.records import Claim, Judgement

NEEDS_TWO = ("same", "different", "undecided")
NEEDS_NONE = ("undo",)


def judge(
    folder: Path,
    kind: str,
    targets: Sequence[str],
    *,
    by: str,
    reason: str | None = None,
    after: str | None = None,
    undoes: int | None = None,
    seen: int | None = None,
) -> Judgement:
    """Add a judgement on claims, reports or entities of the casebook, with the words by which they are found again.

    ``after`` is a JSON object: the fields of a correction, of a claim to add, of a rating. ``seen`` is the number of the last
    judgement that the judge knew of. Raises InputError for a target that is not there, or a decision that could have no effect.
    """
    book = casebook.open_casebook(folder)
    claims, texts = _claims(book, targets), texts_of(book, targets)
    _check_targets(kind, targets, {*claims, *texts, *_entities(book, targets), *_outlets(kind, book, targets)})
    found = Judgement(
        0, "", by, kind, tuple(targets), None, _before(book, kind, targets, claims, after), after, reason, undoes
    )
    _check_after(found, texts)
    texts |= texts_of(book, [claim.report_id for claim in claims.values()])
    selectors = [selector(claim, texts[claim.report_id]) for claim in (*_named(claims, targets), *_marked(found))]
    return casebook.append(folder, replace(found, selectors=written(selectors) if selectors else None), seen)


def _named(claims: Mapping[str, Claim], targets: Sequence[str]) -> list[Claim]:
    return [claims[target] for target in targets if target in claims]


def _marked(found: Judgement) -> Iterator[Claim]:
    """The claim that a judgement adds, as far as its words tell: it has no identifier yet."""
    if found.kind == "add_claim":
        told = values(found)
        yield Claim("", found.target[0], told["sentence"], told["start"], told["end"], "", told.get("event"))


def _before(
    book: Casebook, kind: str, targets: Sequence[str], claims: Mapping[str, Claim], after: str | None
) -> str | None:
    """What the machine said in the fields that a correction sets, for the record; what a sealed entity was called."""
    if kind == "seal" and (rows := rows_with(book, "entities", "entity_id", targets)):
        return json.dumps({row["entity_id"]: [row["name"], *row["aliases"]] for row in rows}, sort_keys=True)
    if kind != "correct" or len(claims) != 1 or not after:
        return None
    (claim,) = claims.values()
    try:
        return json.dumps({name: getattr(claim, name, None) for name in json.loads(after)}, sort_keys=True)
    except (ValueError, TypeError):
        return None


def _check_targets(kind: str, targets: Sequence[str], known: set[str]) -> None:
    if missing := [t for t in targets if t not in known]:
        raise InputError(f"The casebook has no claim, report or entity {missing[0]!r}.")
    if kind in NEEDS_TWO and len(set(targets)) < 2:
        raise InputError(f"{kind!r} needs two claims or more, or two entities or more.")
    if not targets and kind not in NEEDS_NONE:
        raise InputError(f"{kind!r} needs the identifier of what it judges.")


def _check_after(judgement: Judgement, texts: Mapping[str, str]) -> None:
    wrong: list[str] = []
    if judgement.kind == "correct":
        wrong = faults(_object(judgement.after))
    elif judgement.kind == "add_claim":
        _object(judgement.after)
        wrong = added_faults(judgement, texts)
    elif judgement.kind == "seal":
        wrong = sealing_faults(_object(judgement.after))
    elif judgement.kind == "rate_source":
        wrong = rating_faults(judgement.judge, _object(judgement.after))
    if wrong:
        raise InputError(wrong[0])


def sealing_faults(told: Mapping[str, Any]) -> list[str]:
    """What is wrong with the fields of a seal: ``level``, sealed where it is left out, and ``class``, which may be."""
    allowed = {"level": terms.HANDLING_LEVELS, "class": terms.HANDLING_CLASSES}
    unknown = [f"{name!r} is no field of a seal; level and class are." for name in told if name not in allowed]
    return unknown + [
        f"{name} cannot be {told[name]!r}; it can be {', '.join(words)}."
        for name, words in allowed.items()
        if name in told and told[name] not in words
    ]


def _object(text: str | None) -> Mapping[str, Any]:
    try:
        found = json.loads(text or "{}")
    except ValueError as error:
        raise InputError(f"This is no JSON ({error}): {text}") from error
    if not isinstance(found, dict):
        raise InputError(f'Fields are given as a JSON object, such as {{"event": "AID"}}, not as {text}.')
    return found


def _claims(book: Casebook, targets: Iterable[str]) -> dict[str, Claim]:
    rows = rows_with(book, "claims", "claim_id", targets)
    return {row["claim_id"]: Claim(**{**row, "contexts": tuple(row["contexts"])}) for row in rows}


def _entities(book: Casebook, targets: Iterable[str]) -> set[str]:
    return {row["entity_id"] for row in rows_with(book, "entities", "entity_id", targets)}


def _outlets(kind: str, book: Casebook, targets: Iterable[str]) -> set[str]:
    """The targets that name outlets, which can be rated as sources whether or not they are known as entities."""
    names = (
        [target.removeprefix(OUTLET) for target in targets if target.startswith(OUTLET)]
        if kind == "rate_source"
        else []
    )
    return {f"{OUTLET}{row['outlet']}" for row in rows_with(book, "reports", "outlet", names)}
