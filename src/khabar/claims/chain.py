"""From sentences to claims: the ordered journey of the claims stage.

    voices → quotations → attributions → deeds → chains → factuality → claims

Every step is a function of what came before; nothing is changed in place.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from khabar.claims.attribution import attributions
from khabar.claims.attribution.sources import kind_of, plurality_of
from khabar.claims.events import Deed, deeds, phrase
from khabar.claims.factuality import Status, apply, judge
from khabar.claims.operators import effect_of
from khabar.claims.quotes import find_quotes
from khabar.claims.tree import Tree, grow
from khabar.claims.view import Coverage, Draft, View, coverage
from khabar.codebook import Codebook
from khabar.identity import folded_context, identifier
from khabar.records import (
    Attribution,
    Claim,
    Extraction,
    Holder,
    Ingested,
    Parse,
    Participant,
    Quantity,
    Segment,
    Span,
)

DIRECTED = ("demanded", "promised", "threatened", "planned")
READABLE = ("title", "body", "block_quote", "caption", "list", "editor_note")


def extract(
    ingested: Ingested, parses: Sequence[Parse], quantities: Sequence[Quantity], codebook: Codebook, reader: str
) -> Extraction:
    """The claims of one report with participants, holders and attributions; quantities get their claim and owner.

    ``parses`` belong to ``ingested.segments``. Boilerplate is kept in the report but makes no claim.
    """
    view = _view(ingested, parses, codebook)
    drafts = (*_voices(view), *attributions(view))
    covered = coverage(drafts)
    rows = _attribution_rows(view, drafts, covered)
    tellings = tuple(_tellings(view, covered, codebook))
    claims = _about(tellings, tuple(_claims(view, tellings, rows, reader)))
    return Extraction(
        segments=_attributed_segments(view, drafts, rows),
        claims=claims,
        participants=tuple(p for t, c in zip(tellings, claims, strict=True) for p in _participants(view, t, c)),
        holders=tuple(h for t, c in zip(tellings, claims, strict=True) for h in _holders(view, t, c, rows)),
        attributions=tuple(rows.values()),
        quantities=_owned(quantities, view, claims, covered, rows),
    )


def _view(ingested: Ingested, parses: Sequence[Parse], codebook: Codebook) -> View:
    readable = {s.segment for s in ingested.segments if s.kind in READABLE}
    trees = tuple(grow(p) for p in parses if p.segment in readable and p.words)
    quotes = find_quotes(ingested.report.text, ingested.segments)
    return View(
        ingested.report, ingested.segments, trees, quotes, lambda lemma: bool(codebook.predicates(lemma, "noun"))
    )


# ------------------------------------------------------------------ voices


def _voices(view: View) -> Iterator[Draft]:
    """One attribution for each run of block quotations, whose source the text may not name."""
    for segment in view.segments:
        if segment.kind == "block_quote":
            yield Draft(
                -1 - segment.segment,
                None,
                None,
                None,
                (Span(segment.start, segment.end),),
                quotation="block",
                kind="document",
            )


def _attributed_segments(view: View, drafts: Sequence[Draft], rows: dict[Draft, Attribution]) -> tuple[Segment, ...]:
    voices = {-1 - d.sentence: rows[d].attribution_id for d in drafts if d.quotation == "block"}
    return tuple(replace(s, attribution_id=voices.get(s.segment)) for s in view.segments)


# ------------------------------------------------------------------ attributions


def _attribution_rows(view: View, drafts: Sequence[Draft], covered: Coverage) -> dict[Draft, Attribution]:
    """The rows of the attributions table, each with the attribution that encloses it."""
    rows: dict[Draft, Attribution] = {}
    seen: Counter[str] = Counter()
    for draft in drafts:
        context = folded_context(view.report.text, draft.content[0].start, draft.content[-1].end)
        seen[context] += 1
        identity = identifier("a", view.report.report_id, context, str(seen[context]))
        rows[draft] = _attribution_row(view, draft, identity)
    return {d: replace(r, parent_id=_parent_id(d, covered, rows)) for d, r in rows.items()}


def _attribution_row(view: View, draft: Draft, identity: str) -> Attribution:
    source, cue = draft.source, draft.cue
    return Attribution(
        identity,
        view.report.report_id,
        None,
        source.start if source else None,
        source.end if source else None,
        cue.start if cue else None,
        cue.end if cue else None,
        draft.content,
        draft.quotation,
        _kind(view, draft),
    )


def _kind(view: View, draft: Draft) -> str:
    tree = _tree_of(view, draft)
    if draft.kind is not None or draft.head is None or tree is None:
        return draft.kind or "anonymous"
    return kind_of(tree, draft.head)


def _tree_of(view: View, draft: Draft) -> Tree | None:
    """The tree in which a draft's source stands: its own sentence, or an earlier one that it carries on."""
    return view.tree_at(draft.source.start) if draft.source and draft.head is not None else None


def _parent_id(draft: Draft, covered: Coverage, rows: dict[Draft, Attribution]) -> str | None:
    around = [d for d in covered.at(draft.content[0].start) if d is not draft and _encloses(d, draft)]
    return rows[around[-1]].attribution_id if around else None


def _encloses(outer: Draft, inner: Draft) -> bool:
    """Whether one attribution's content holds another act of attribution as a whole: its cue, or else its content."""
    if outer.size <= inner.size or not outer.covers(inner.content[0].start):
        return False
    return inner.cue is None or outer.covers(inner.cue.start)


# ------------------------------------------------------------------ claims


@dataclass(frozen=True, slots=True)
class Telling:
    """A deed as told: through which attributions (outermost first), and how surely by the innermost holder."""

    deed: Deed
    path: tuple[Draft, ...]
    status: Status


def _tellings(view: View, covered: Coverage, codebook: Codebook) -> Iterator[Telling]:
    for tree in view.trees:
        for deed in deeds(tree, codebook):
            path = _path(deed, covered)
            yield Telling(deed, path, _status(deed, path))


def _path(deed: Deed, covered: Coverage) -> tuple[Draft, ...]:
    """The attributions that a deed stands in, outermost first; those it itself makes (accuse, deny) are left out.

    A speaker who goes on speaking ("…, he added") is one holder.
    """
    at = deed.tree.words[deed.word].start
    around = [d for d in covered.at(at) if not (d.cue and d.cue.start <= at < d.cue.end)]
    return tuple(d for n, d in enumerate(around) if not (n and d.source and d.source == around[n - 1].source))


def _status(deed: Deed, path: Sequence[Draft]) -> Status:
    tree, spoken = deed.tree, deed.is_speech
    if not path:
        return judge(tree, deed.anchor, lambda _: True, presupposed=spoken)
    inner = path[-1]
    said = judge(tree, deed.anchor, lambda w: inner.covers(tree.words[w].start), presupposed=spoken)
    return _as_held(_directed(tree, inner, said), inner.factuality)


def _directed(tree: Tree, inner: Draft, said: Status) -> Status:
    """What a demand, promise, threat or plan makes of its content: "demanded the withdrawal of troops"."""
    cue = next((i for i, w in enumerate(tree.words) if inner.cue and w.start == inner.cue.start), None)
    if cue is None:
        return said
    clause = tree.first(cue, "ccomp")
    effect = effect_of(tree, cue)
    finite = clause is not None and tree.tag(clause) != "VB"
    return apply(said, effect) if effect in DIRECTED and not finite else said


def _as_held(said: Status, commitment: str) -> Status:
    """What a holder's cue makes of the words: a denial turns them round, an estimate or fear weakens them."""
    if commitment == "Uu":
        return apply(said, "hypothetical")
    if commitment.endswith("-"):
        said = replace(said, negated=not said.negated)
    certainty = min(said.certainty, commitment[:2], key=("PS", "PR", "CT").index)
    return replace(said, certainty=certainty)


def _claims(view: View, tellings: Sequence[Telling], rows: dict[Draft, Attribution], reader: str) -> Iterator[Claim]:
    seen: Counter[str] = Counter()
    for telling in tellings:
        context = folded_context(view.report.text, telling.deed.trigger.start, telling.deed.trigger.end)
        seen[context] += 1
        identity = identifier("c", view.report.report_id, context, str(seen[context]), "1")
        yield _claim(view, telling, identity, rows, reader)


def _about(tellings: Sequence[Telling], claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, with each speech act ("denied", "accused") pointing to the first claim of what it says."""
    said: dict[int, str] = {}
    for telling, claim in zip(tellings, claims, strict=True):
        if telling.path and telling.path[-1].cue:
            said.setdefault(telling.path[-1].cue.start, claim.claim_id)
    return tuple(
        replace(c, about_claim_id=said.get(t.deed.tree.words[t.deed.word].start))
        for t, c in zip(tellings, claims, strict=True)
    )


def _claim(view: View, telling: Telling, identity: str, rows: dict[Draft, Attribution], reader: str) -> Claim:
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
        phase=line.phase,
        cameo=line.cameo,
        realis=status.realis,
        speech_act=path[-1].speech_act if path else "report",
        factuality=status.factuality,
        author_factuality=_factualities(path, status)[0],
        negated=status.negated,
        attribution_id=rows[path[-1]].attribution_id if path else None,
        confidence=round(line.prior * (1.0 if deed.roles.get("actor") else 0.85), 4),
        reader=reader,
    )


def _factualities(path: Sequence[Draft], status: Status) -> list[str]:
    """Each holder's factuality, author first: only who endorses the holder within shares that holder's commitment."""
    values = [status.factuality]
    for draft in reversed(path):
        values.insert(0, values[0] if draft.stance == "endorses" else "Uu")
    return values


def _participants(view: View, telling: Telling, claim: Claim) -> Iterator[Participant]:
    for role, heads in telling.deed.roles.items():
        for head in heads:
            span = phrase(telling.deed.tree, head)
            yield Participant(claim.claim_id, role, span.start, span.end, view.report.text[span.start : span.end])
    if "actor" not in telling.deed.roles:
        yield Participant(claim.claim_id, "actor", reason="not stated")


def _holders(view: View, telling: Telling, claim: Claim, rows: dict[Draft, Attribution]) -> Iterator[Holder]:
    values = _factualities(telling.path, telling.status)
    yield Holder(claim.claim_id, 0, factuality=values[0])
    for depth, draft in enumerate(telling.path, 1):
        yield _holder(view, draft, rows[draft], Holder(claim.claim_id, depth, factuality=values[depth]))


def _holder(view: View, draft: Draft, row: Attribution, blank: Holder) -> Holder:
    text, source, cue = view.report.text, draft.source, draft.cue
    tree = _tree_of(view, draft)
    return replace(
        blank,
        attribution_id=row.attribution_id,
        kind=row.kind,
        plurality=plurality_of(tree, draft.head) if tree is not None and draft.head is not None else "unstated",
        access="unstated",
        start=source.start if source else None,
        end=source.end if source else None,
        text=text[source.start : source.end] if source else None,
        cue_start=cue.start if cue else None,
        cue_end=cue.end if cue else None,
        cue=text[cue.start : cue.end] if cue else None,
        quotation=draft.quotation,
        stance=draft.stance,
    )


# ------------------------------------------------------------------ figures


def _owned(
    quantities: Sequence[Quantity],
    view: View,
    claims: Sequence[Claim],
    covered: Coverage,
    rows: dict[Draft, Attribution],
) -> tuple[Quantity, ...]:
    """Quantities with the claim they belong to and the innermost attribution they stand in."""
    by_sentence: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_sentence[claim.sentence].append(claim)
    return tuple(_owned_one(q, _nearest(q, view, by_sentence), covered.at(q.start), rows) for q in quantities)


def _owned_one(
    quantity: Quantity, claim_id: str | None, around: Sequence[Draft], rows: dict[Draft, Attribution]
) -> Quantity:
    return replace(quantity, claim_id=claim_id, attribution_id=rows[around[-1]].attribution_id if around else None)


def _nearest(quantity: Quantity, view: View, by_sentence: Mapping[int, Sequence[Claim]]) -> str | None:
    """The claim of the same sentence whose trigger stands nearest to a figure."""
    tree = view.tree_at(quantity.start)
    near = by_sentence.get(tree.parse.sentence, ()) if tree else ()
    return min(near, key=lambda c: (abs(c.start - quantity.start), c.start)).claim_id if near else None
