"""From a report's text to parses: sentences, words, and what the model says of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, chain, groupby, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from khabar.frozen import record
from khabar.nlp import name_priors, roles, sentences, words
from khabar.nlp.agreement import Scored, agreed
from khabar.nlp.card import Card
from khabar.nlp.encode import Model, Scores, encode
from khabar.nlp.inflection import base_form
from khabar.nlp.lemmas import Rule
from khabar.nlp.role_priors import Tree, read_priors
from khabar.nlp.tags import best_tags, names
from khabar.nlp.trees import Heads, decode
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
    factuality: tuple[float, ...] = ()
    names: tuple[Name, ...] = ()
    embedding: bytes = b""
    predicates: tuple[int, ...] = ()
    roles: tuple[Role, ...] = ()


def analyse(ingested: Ingested, model: Model) -> tuple[tuple[Sentence, ...], tuple[Parse, ...]]:
    """The sentences of a report and their parses, boilerplate included; a pure function of the report and the model."""
    text = ingested.report.text
    found = sentences.split(text, ingested.segments, ingested.report.report_id)
    spans = [words.split(text, sentence.start, sentence.end) for sentence in found]
    printed = [[words.with_first_letter(text[span.start : span.end]) for span in row] for row in spans]
    rows = zip(found, spans, printed, parse_words(model, [words.as_read(row) for row in printed]), strict=True)
    return found, tuple([_parse(*row) for row in rows])


def parse_words(model: Model, printed: Sequence[Sequence[str]]) -> list[Analysis]:
    """Analyse the sentences of one report, given as words."""
    found = [Analysis()] * len(printed)
    encoded = encode(model, printed)
    if not encoded:
        return found
    read = [printed[scores.window.sentence][scores.window.start : scores.window.end] for scores in encoded]
    pieces = zip(encoded, _analyses(encoded, read, model.card), strict=True)
    for sentence, parts in groupby(pieces, key=lambda part: part[0].window.sentence):
        together = [piece for _, piece in parts]
        found[sentence] = together[0] if len(together) == 1 else _stitched(together)
    return found


def _analyses(encoded: Sequence[Scores], printed: Sequence[Sequence[str]], card: Card) -> list[Analysis]:
    """What is read of each window, for all windows at once."""
    starts = list(accumulate(map(len, printed), initial=0))
    whole = _columns(encoded, list(chain.from_iterable(printed)), starts[:-1], card)
    columns = [{name: column[slice(*span)] for name, column in whole.items()} for span in pairwise(starts)]
    trees = [Tree(own["lemmas"], own["upos"], own["feats"], own["heads"], own["deprels"]) for own in columns]
    named = agreed(_scored(printed, encoded, trees, card), card.names)
    rows = zip(columns, named, encoded, _embeddings(encoded), _roles(encoded, trees, card), strict=True)
    return [
        Analysis(**own, names=called, embedding=vector, predicates=tuple(scores.predicates.tolist()), roles=given)
        for own, called, scores, vector, given in rows
    ]


def _parse(sentence: Sentence, spans: Sequence[Span], printed: Sequence[str], found: Analysis) -> Parse:
    made = map(
        Word,
        [span.start for span in spans],
        [span.end for span in spans],
        printed,
        _own_lemmas(printed, found),
        found.upos,
        found.xpos,
        found.feats,
        found.heads,
        found.deprels,
        found.factuality,
    )
    place = (sentence.sentence, sentence.start, sentence.end, sentence.segment)
    return Parse(*place, tuple(made), found.names, found.embedding, found.predicates, found.roles)


def _own_lemmas(printed: Sequence[str], found: Analysis) -> Sequence[str]:
    """The lemmas of a sentence, where what was read under another name is kept under its own."""
    if words.stand_ins().keys().isdisjoint(printed):
        return found.lemmas
    rows = zip(printed, found.lemmas, found.upos, strict=True)
    return [word if upos == "PROPN" and word in words.stand_ins() else lemma for word, lemma, upos in rows]


def _columns(encoded: Sequence[Scores], printed: Sequence[str], starts: Sequence[int], card: Card) -> dict[str, Any]:
    """What the network alone says of each word, and the tree; windows begin at ``starts`` among the words."""

    def whole(name: str) -> NDArray[Any]:
        return np.concatenate([getattr(scores, name) for scores in encoded])

    likeliest = whole("heads")
    heads = decode([scores.arcs for scores in encoded], likeliest, starts)
    upos, xpos, feats = (
        tuple([labels[number] for number in whole(name).tolist()])
        for name, labels in (("upos", card.upos), ("xpos", card.xpos), ("feats", card.feats))
    )
    return {
        "upos": upos,
        "xpos": xpos,
        "feats": feats,
        "lemmas": tuple(_lemmas(printed, upos, xpos, whole("lemma").tolist(), card)),
        "heads": tuple(heads.tolist()),
        "deprels": tuple(_labels(heads, likeliest, whole("deprel"), card.deprel)),
        "factuality": tuple(whole("factuality").astype(np.float64).round(3).tolist()),
    }


def _labels(heads: Heads, likeliest: NDArray[np.int32], labels: NDArray[np.uint8], names: Sequence[str]) -> list[str]:
    """The label of each word's arc to its head, where that is one of the likeliest."""
    chosen = likeliest == heads[:, None] + 1
    labelled = labels[np.arange(len(heads)), chosen.argmax(1)]
    return [names[c] for c in np.where(chosen.any(1), labelled, names.index(UNLABELLED)).tolist()]


def _embeddings(encoded: Sequence[Scores]) -> list[bytes]:
    return [row.tobytes() for row in np.stack([s.sentence for s in encoded]).astype(np.float64).round(4)]


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


def _lemmas(
    printed: Sequence[str], upos: Sequence[str], xpos: Sequence[str], rules: Sequence[int], card: Card
) -> list[str]:
    known = map(card.lemmas.get, zip(map(str.lower, printed), upos, strict=True))
    rows = zip(known, printed, xpos, rules, strict=True)
    return [lemma or _lemma(word, form, card.rules[rule]) for lemma, word, form, rule in rows]


@lru_cache(maxsize=1 << 12)
def _lemma(word: str, form: str, rule: Rule) -> str:
    return base_form(word, form, rule.apply(word))


def _stitched(pieces: Sequence[Analysis]) -> Analysis:
    """One analysis of windows that stand side by side: later roots hang on the first, the vector is the mean."""
    starts = np.cumsum([0, *(len(piece.upos) for piece in pieces)]).tolist()
    top = pieces[0].heads.index(-1)
    moved = [(start, piece) for start, piece in zip(starts, pieces, strict=False)]
    mean = np.average([np.frombuffer(piece.embedding) for piece in pieces], axis=0, weights=np.diff(starts))
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
        embedding=np.round(mean / max(float(np.linalg.norm(mean)), 1e-9), 4).tobytes(),
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
