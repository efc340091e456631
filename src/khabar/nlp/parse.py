"""From a report's text to parses: sentences, words, and what the model says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, groupby, pairwise

import numpy as np

from khabar.frozen import record
from khabar.nlp import name_priors, roles, sentences, words
from khabar.nlp.agreement import Scored, agreed
from khabar.nlp.card import Card
from khabar.nlp.encode import Model, Scores, encode
from khabar.nlp.inflection import base_form
from khabar.nlp.lemmas import Rule
from khabar.nlp.role_priors import Tree, read_priors
from khabar.nlp.tags import best_tags, names
from khabar.nlp.trees import decode
from khabar.records import Ingested, Name, Parse, Role, Sentence, Span, Word

# The label of an arc to a head that the network found too unlikely to label.
UNLABELLED = "dep"
# How a later window of a sentence too long for the encoder hangs on the first.
STITCH = "parataxis"


@record(frozen=True, slots=True)
class Analysis:
    """What the model says of one sentence's words; tuples have one entry per word. ``heads`` are word indices, -1 the root."""

    upos: tuple[str, ...] = ()
    xpos: tuple[str, ...] = ()
    feats: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    deprels: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    factuality: tuple[float, ...] = ()
    embedding: tuple[float, ...] = ()
    predicates: tuple[int, ...] = ()
    roles: tuple[Role, ...] = ()


def analyse(ingested: Ingested, model: Model) -> tuple[tuple[Sentence, ...], tuple[Parse, ...]]:
    """The sentences of a report and their parses, boilerplate included; a pure function of the report and the model."""
    text = ingested.report.text
    found = sentences.split(text, ingested.segments, ingested.report.report_id)
    spans = [words.split(text, sentence.start, sentence.end) for sentence in found]
    printed = [[words.with_first_letter(text[span.start : span.end]) for span in row] for row in spans]
    rows = zip(found, spans, printed, parse_words(model, [words.as_read(row) for row in printed]), strict=True)
    return found, tuple(_parse(*row) for row in rows)


def parse_words(model: Model, printed: Sequence[Sequence[str]]) -> list[Analysis]:
    """Analyse the sentences of one report, given as words."""
    found = [Analysis()] * len(printed)
    encoded = encode(model, printed)
    if not encoded:
        return found
    read = [printed[scores.window.sentence][scores.window.start : scores.window.end] for scores in encoded]
    analysed = [_analysis(scores, own, model.card) for scores, own in zip(encoded, read, strict=True)]
    trees = [Tree(one.lemmas, one.upos, one.feats, one.heads, one.deprels) for one in analysed]
    scored = _scored(read, encoded, trees, model.card)
    named = map(_with, analysed, agreed(scored, model.card.names), _roles(encoded, trees, model.card))
    for sentence, parts in groupby(zip(encoded, named, strict=True), key=lambda part: part[0].window.sentence):
        pieces = [piece for _, piece in parts]
        found[sentence] = pieces[0] if len(pieces) == 1 else _stitched(pieces)
    return found


def _parse(sentence: Sentence, spans: Sequence[Span], printed: Sequence[str], found: Analysis) -> Parse:
    # What was read under another name is kept under its own.
    own = zip(printed, found.lemmas, found.upos, strict=True)
    rows = zip(
        spans,
        printed,
        [word if upos == "PROPN" and word in words.stand_ins() else lemma for word, lemma, upos in own],
        found.upos,
        found.xpos,
        found.feats,
        found.heads,
        found.deprels,
        found.factuality,
        strict=True,
    )
    made = tuple([Word(span.start, span.end, *row) for span, *row in rows])
    place = (sentence.sentence, sentence.start, sentence.end, sentence.segment)
    return Parse(*place, made, found.names, found.embedding, found.predicates, found.roles)


def _analysis(scores: Scores, printed: Sequence[str], card: Card) -> Analysis:
    heads = decode(scores.arcs)
    chosen = scores.heads == heads[:, None] + 1
    labelled = scores.deprel[np.arange(len(heads)), chosen.argmax(1)]
    labels = np.where(chosen.any(1), labelled, card.deprel.index(UNLABELLED))
    upos = tuple([card.upos[c] for c in scores.upos.tolist()])
    xpos = tuple([card.xpos[c] for c in scores.xpos.tolist()])
    lemmas = tuple(_lemmas(printed, upos, xpos, scores.lemma.tolist(), card))
    feats = tuple([card.feats[c] for c in scores.feats.tolist()])
    return Analysis(
        upos=upos,
        xpos=xpos,
        feats=feats,
        lemmas=lemmas,
        heads=tuple(heads.tolist()),
        deprels=tuple([card.deprel[c] for c in labels.tolist()]),
        factuality=tuple(scores.factuality.astype(np.float64).round(3).tolist()),
        embedding=tuple(scores.sentence.astype(np.float64).round(4).tolist()),
        predicates=tuple(scores.predicates.tolist()),
    )


def _scored(
    printed: Sequence[Sequence[str]], encoded: Sequence[Scores], trees: Sequence[Tree], card: Card
) -> list[Scored]:
    """The names of each window, with the scores that they are read from, for all windows at once."""
    priors = name_priors.read_priors(card.names)
    together = np.concatenate([scores.names for scores in encoded])
    own = priors.weighed(together, list(zip(printed, trees, strict=True)))
    starts = list(accumulate(map(len, printed), initial=0))
    tags = [card.names[c] for c in best_tags(own, encoded[0].name_steps + priors.steps, starts[:-1]).tolist()]
    spans = [slice(*span) for span in pairwise(starts)]
    return [Scored(words, own[span], names(tags[span])) for words, span in zip(printed, spans, strict=True)]


def _roles(encoded: Sequence[Scores], trees: Sequence[Tree], card: Card) -> list[tuple[Role, ...]]:
    rows = zip(encoded, trees, strict=True)
    scored = [roles.Scored(scores.predicates, scores.roles, scores.role_scores, tree) for scores, tree in rows]
    return roles.roles(scored, card.roles, read_priors(card.roles))


def _with(piece: Analysis, found: tuple[Name, ...], given: tuple[Role, ...]) -> Analysis:
    return replace(piece, names=found, roles=given)


def _lemmas(
    printed: Sequence[str], upos: Sequence[str], xpos: Sequence[str], rules: Sequence[int], card: Card
) -> Iterator[str]:
    for word, tag, form, rule in zip(printed, upos, xpos, rules, strict=True):
        known = card.lemmas.get((word.lower(), tag))
        yield known or _lemma(word, form, card.rules[rule])


@lru_cache(maxsize=1 << 12)
def _lemma(word: str, form: str, rule: Rule) -> str:
    return base_form(word, form, rule.apply(word))


def _stitched(pieces: Sequence[Analysis]) -> Analysis:
    """One analysis of windows that stand side by side: later roots hang on the first, the vector is the mean."""
    starts = np.cumsum([0, *(len(piece.upos) for piece in pieces)]).tolist()
    top = pieces[0].heads.index(-1)
    moved = [(start, piece) for start, piece in zip(starts, pieces, strict=False)]
    mean = np.average([piece.embedding for piece in pieces], axis=0, weights=np.diff(starts))
    return Analysis(
        upos=_joined(pieces, "upos"),
        xpos=_joined(pieces, "xpos"),
        feats=_joined(pieces, "feats"),
        lemmas=_joined(pieces, "lemmas"),
        heads=tuple(_moved(head, start, top) for start, piece in moved for head in piece.heads),
        deprels=tuple(
            STITCH if start and head < 0 else label
            for start, piece in moved
            for head, label in zip(piece.heads, piece.deprels, strict=True)
        ),
        names=tuple(
            Name(name.first + start, name.last + start, name.label) for start, piece in moved for name in piece.names
        ),
        factuality=_joined(pieces, "factuality"),
        embedding=tuple(np.round(mean / max(float(np.linalg.norm(mean)), 1e-9), 4).tolist()),
        predicates=tuple(word + start for start, piece in moved for word in piece.predicates),
        roles=tuple(
            Role(role.predicate + start, role.argument + start, role.label)
            for start, piece in moved
            for role in piece.roles
        ),
    )


def _moved(head: int, start: int, top: int) -> int:
    if head >= 0:
        return head + start
    return top if start else -1


def _joined(pieces: Sequence[Analysis], column: str) -> tuple:  # type: ignore[type-arg]
    return tuple(value for piece in pieces for value in getattr(piece, column))
