"""The rows of the claims table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from khabar.claims.chain.holders import factualities
from khabar.claims.chain.paths import is_again
from khabar.claims.chain.sources import Rows
from khabar.claims.chain.tellings import Telling
from khabar.claims.events import Deed
from khabar.claims.events.contents import contents
from khabar.claims.tree import Tree
from khabar.claims.view import Draft, View
from khabar.identity import folded_context, identifier
from khabar.records import Claim

HARMFUL = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION"})
SPEECH = frozenset({"ACCUSE", "REQUEST", "THREATEN", "DENY", "CONFIRM", "CANNOT_CONFIRM", "RESPONSIBILITY"})


def claim_rows(view: View, tellings: Sequence[Telling], rows: Rows, reader: str) -> Iterator[Claim]:
    """A claim for each telling, in the same order."""
    seen: Counter[str] = Counter()
    for telling in tellings:
        context = folded_context(view.report.text, telling.deed.trigger.start, telling.deed.trigger.end)
        seen[context] += 1
        identity = identifier("c", view.report.report_id, context, str(seen[context]), "1")
        yield _claim(view, telling, identity, rows, reader)


def about(tellings: Sequence[Telling], claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, with each speech act ("denied", "accused") pointing to the first claim of what it says."""
    said: dict[int, str] = {}
    deeds: dict[tuple[int, int], str] = {}
    for telling, claim in zip(tellings, claims, strict=True):
        if telling.path and telling.path[-1].cue:
            said.setdefault(telling.path[-1].cue.start, claim.claim_id)
        deeds[telling.deed.tree.parse.start, telling.deed.word] = claim.claim_id
    told = (
        (c, said.get(t.deed.tree.words[t.deed.word].start) or _spoken_of(t, deeds))
        for t, c in zip(tellings, claims, strict=True)
    )
    return tuple(_about(claim, other) for claim, other in told)


def _about(claim: Claim, other: str | None) -> Claim:
    """The claim pointing to another, unless that is itself: a cue may be within its deed, as in "put the dead at eight"."""
    return claim if other in (None, claim.claim_id) else replace(claim, about_claim_id=other)


def _spoken_of(telling: Telling, deeds: Mapping[tuple[int, int], str]) -> str | None:
    """The claim of the deed that an act of speech names itself: "threatened to close …", "confirmed the capture of …"."""
    if telling.deed.line.event not in SPEECH:
        return None
    at = telling.deed.tree.parse.start
    others = (word for word in contents(telling.deed) if word != telling.deed.word)
    return next((deeds[at, word] for word in others if (at, word) in deeds), None)


def _phase(telling: Telling) -> str | None:
    """The phase of the register; weapons that are only promised are pledged, whatever the verb."""
    line = telling.deed.line
    handed = line.register == "arms_transfer" and line.phase in ("ordered", "delivered")
    return "pledged" if handed and telling.status.realis == "promised" else line.phase


def _speech_act(telling: Telling) -> str:
    """How the innermost holder tells a deed; who claims one of his own accuses nobody, and answers for it if it does harm."""
    if not telling.path:
        return "report"
    inner = telling.path[-1]
    if inner.speech_act != "accuse" or not _is_own(telling.deed, inner):
        return inner.speech_act
    return "claim_responsibility" if telling.deed.line.event in HARMFUL else "report"


def _is_own(deed: Deed, inner: Draft) -> bool:
    """Whether who tells a deed did it, by name or by a pronoun in what he says; "blamed it for the fire it lit" is no such."""
    tree, doers = deed.tree, deed.roles.get("actor", ())
    if inner.sentence != tree.parse.sentence:
        return False
    named = inner.head is not None and inner.head in doers
    return named or any((is_again(tree, inner, h) or _is_his(tree, h)) and _is_in_clause(tree, h) for h in doers)


def _is_his(tree: Tree, i: int) -> bool:
    """Whether those who act belong to who tells it: "the militia claimed that | its fighters | had shot them"."""
    return tree.relation(i) == "nsubj" and any(tree.tag(c) == "PRP$" for c in tree.under(i, "nmod:poss"))


def _is_in_clause(tree: Tree, i: int) -> bool:
    return any(tree.relation(a) == "ccomp" for a in tree.ancestors(i))


def _claim(view: View, telling: Telling, identity: str, rows: Rows, reader: str) -> Claim:
    deed, line, status = telling.deed, telling.deed.line, telling.status
    trigger, path = deed.trigger, telling.path
    return Claim(
        claim_id=identity,
        report_id=view.report.report_id,
        sentence=deed.tree.parse.sentence,
        start=trigger.start,
        end=trigger.end,
        trigger=view.report.text[trigger.start : trigger.end],
        event=line.event,
        mode=line.mode,
        contexts=line.contexts,
        register=line.register,
        phase=_phase(telling),
        cameo=line.cameo,
        realis=status.realis,
        speech_act=_speech_act(telling),
        factuality=status.factuality,
        author_factuality=factualities(path, status)[0],
        negated=status.negated,
        attribution_id=rows[path[-1]].attribution_id if path else None,
        confidence=round(line.prior * (1.0 if deed.roles.get("actor") else 0.85), 4),
        reader=reader,
    )
