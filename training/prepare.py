"""Make the training and development sentences and the label inventories.

Run as ``python -m training.prepare DATA OUT``. DATA is the folder of data sets. What trains: the train splits of EWT
(trees, names, factuality, roles) and GUM (trees, names), Wikigold, and the re3d documents whose id has a sha256 that ends in
an even digit.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from khabar.nlp.lemmas import parse_rule, rule_for
from training.conllu import Tree, read_trees
from training.examples import Example, write_examples
from training.names import Labelled, around_head, bio, nameable, trim
from training.renaming import places as largest_places
from training.roles import NO_ROLE, roles_of

NAME_TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-OTHER", "I-OTHER")
RARE_FEATS, RARE_RULE, RARE_ROLE = 2, 3, 20

GUM_LABELS = {"person": "PER", "organization": "ORG", "place": "LOC"}
RE3D_LABELS = {"Person": "PER", "Organisation": "ORG", "Location": "LOC"}

_WORD = re.compile(
    r"n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|\w+(?=n['’]t\b)|(?:\w\.){2,}|\d[\d.,]*\d|\w+(?:-\w+|['’](?!s\b)\w+)*|[^\w\s]"
)
_END = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n+")
_ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Brig|St|Sgt|Adm|No)|\b[A-Z])\.$")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def from_tree(tree: Tree, source: str) -> Example:
    """The labels that a gold tree gives; what is unclear in the treebank's own view trains nothing."""
    unknown = {place for place, word in enumerate(tree.words) if word == "_" or tree.deprels[place] == "goeswith"}
    return Example(
        source=source,
        sent_id=tree.sent_id,
        text=tree.text,
        words=tree.words,
        upos=tree.upos,
        xpos=tree.xpos,
        feats=tree.feats,
        lemmas=tuple(
            None if place in unknown or lemma == "_" != form else rule_for(form, lemma).name
            for place, (form, lemma) in enumerate(zip(tree.words, tree.lemmas, strict=True))
        ),
        heads=tree.heads,
        deprels=tree.deprels,
    )


# ------------------------------------------------------------------ EWT


def ewt(data: Path, split: str) -> list[Example]:
    """EWT with its names, factuality and roles joined by sentence id and equal words."""
    names = {row["sent_id"]: row for row in rows(data / "ewt-ner" / f"{split}.jsonl.gz")}
    facts = {row["sent_id"]: row for row in rows(data / "ewt-factuality" / f"{split}.jsonl.gz")}
    roles = {row["sent_id"]: row for row in rows(data / "ewt-propbank" / f"{split}.jsonl.gz")}
    trees = read_trees(data / "ewt" / f"en_ewt-ud-{split}.conllu.gz")
    return [_with_roles(_with_factuality(_with_names(from_tree(tree, "ewt"), names), facts), roles) for tree in trees]


def _with_names(example: Example, names: dict[str, dict[str, Any]]) -> Example:
    row = names.get(example.sent_id)
    if row is None or tuple(row["tokens"]) != example.words:
        return example
    tags = list(row["tags"])
    for other in row.get("other_names", ()):
        own = range(other["start"], other["end"])
        if all(tags[place] == "O" for place in own):
            tags[own.start : own.stop] = ["B-OTHER", *["I-OTHER"] * (len(own) - 1)]
    return replace(example, names=tuple(tags))


def _with_factuality(example: Example, facts: dict[str, dict[str, Any]]) -> Example:
    row = facts.get(example.sent_id)
    if row is None or tuple(row["tokens"]) != example.words:
        return example
    values = [(p["token"], p["factuality"]) for p in row["predicates"] if p.get("factuality") is not None]
    return replace(example, factuality=tuple(values))


def _with_roles(example: Example, roles: dict[str, dict[str, Any]]) -> Example:
    row = roles.get(example.sent_id)
    if row is None or tuple(row["tokens"]) != example.words:
        return example
    predicates, triples = roles_of(row["predicates"], example.heads)
    return replace(example, predicates=predicates, roles=triples)


# ------------------------------------------------------------------ GUM


def gum(data: Path, split: str) -> list[Example]:
    """GUM's trees, with names found around the heads of its mentions."""
    trees = {tree.sent_id: tree for tree in read_trees(data / "gum-open" / f"gum-{split}.conllu.gz")}
    sentences = [sentence for row in rows(data / "gum-open" / f"gum-{split}.jsonl.gz") for sentence in row["sentences"]]
    return [gum_example(trees[s["sent_id"]], s["entities"]) for s in sentences if s["sent_id"] in trees]


def gum_example(tree: Tree, entities: Sequence[dict[str, Any]]) -> Example:
    """One sentence of GUM; proper nouns that no name covers train no name label."""
    found = sorted(_gum_names(tree, entities), key=lambda name: (name.start - name.end, name.start))
    unclear = {place for place, tag in enumerate(tree.upos) if tag == "PROPN" and not _nameless(tree, place, entities)}
    base = from_tree(tree, "gum")
    return replace(
        base,
        names=bio(len(tree.words), found, unclear),
        deprels=tuple(None if label == "dep" else label for label in tree.deprels),
    )


def _gum_names(tree: Tree, entities: Iterable[dict[str, Any]]) -> Iterator[Labelled]:
    for entity in entities:
        label = GUM_LABELS.get(entity["type"])
        span = around_head(tree, entity["start"], entity["end"]) if label else None
        if span and label:
            yield Labelled(*span, label)


def _nameless(tree: Tree, place: int, entities: Iterable[dict[str, Any]]) -> bool:
    """Whether a proper noun is a title or part of a date."""
    dated = any(entity["type"] == "time" and entity["start"] <= place < entity["end"] for entity in entities)
    return dated or tree.deprels[place] == "nmod:desc"


# ------------------------------------------------------------------ Wikigold


def wikigold(data: Path) -> list[Example]:
    """Wikigold's sentences; its MISC names are other names than ours."""
    return [
        Example(
            source="wikigold",
            sent_id=row["id"],
            text=" ".join(row["tokens"]),
            words=tuple(row["tokens"]),
            names=tuple(tag.replace("MISC", "OTHER") for tag in row["tags"]),
        )
        for row in rows(data / "wikigold" / "wikigold.jsonl.gz")
    ]


# ------------------------------------------------------------------ re3d


def trains(doc_id: str) -> bool:
    """Whether a re3d document trains; the others are held back for measuring."""
    return int(hashlib.sha256(doc_id.encode()).hexdigest()[-1], 16) % 2 == 0


def re3d(data: Path, held_back: bool = False) -> list[Example]:
    """Sentences of the re3d documents that train, or of those held back."""
    documents = list(rows(data / "re3d" / "re3d.jsonl.gz"))
    chosen = [row for row in documents if trains(row["doc_id"]) != held_back]
    demonyms = {e["text"].lower() for row in chosen for e in row["entities"] if e["type"] == "Nationality"}
    places = {
        e["text"] for row in chosen for e in row["entities"] if e["type"] == "Location" and e["confidence"] >= 0.5
    }
    return [example for row in chosen for example in _re3d_document(row, demonyms, places)]


def _re3d_document(row: dict[str, Any], demonyms: set[str], places: set[str]) -> Iterator[Example]:
    entities = [e for e in row["entities"] if e["type"] in RE3D_LABELS and e["confidence"] >= 0.5]
    for number, (start, end) in enumerate(plain_sentences(row["text"])):
        spans = [(start + m.start(), start + m.end()) for m in _WORD.finditer(row["text"][start:end])]
        if spans:
            yield _re3d_sentence(f"{row['doc_id']}-{number}", row["text"], spans, entities, demonyms, places)


def _re3d_sentence(
    sent_id: str,
    text: str,
    spans: list[tuple[int, int]],
    entities: list[dict[str, Any]],
    demonyms: set[str],
    places: set[str],
) -> Example:
    words = tuple(text[start:end] for start, end in spans)
    names: list[Labelled] = []
    unclear: set[int] = set()
    for entity in sorted(entities, key=lambda e: (e["start"] - e["end"], e["start"])):
        first = bisect_left(spans, (entity["start"],))
        last = bisect_left(spans, (entity["end"],))
        if last <= first or entity["end"] > spans[-1][1] or entity["start"] < spans[0][0]:
            continue
        unclear.update(place for place in range(first, last) if nameable(words[place]))
        if name := trim(words, first, last, demonyms):
            # A country acts as an organisation here and is a place in the other sets.
            label = "LOC" if text[spans[name[0]][0] : spans[name[1] - 1][1]] in places else RE3D_LABELS[entity["type"]]
            names.append(Labelled(*name, label))
    names.sort(key=lambda name: (name.start - name.end, name.start))
    sentence = text[spans[0][0] : spans[-1][1]]
    return Example(source="re3d", sent_id=sent_id, text=sentence, words=words, names=bio(len(words), names, unclear))


def plain_sentences(text: str) -> list[tuple[int, int]]:
    """A plain sentence split for the training documents, so that the data does not change with the product's splitter."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if "\n" in match.group() or not _ABBREVIATION.search(text[start : match.start()]):
            found.append((start, match.start()))
            start = match.end()
    found.append((start, len(text)))
    return [(a, b) for a, b in found if text[a:b].strip()]


# ------------------------------------------------------------------ inventories


def inventories(examples: Sequence[Example]) -> dict[str, list[str]]:
    """The classes of every head, from EWT where it has them: another set's own labels train nothing."""
    own = [example for example in examples if example.source == "ewt"]
    rules = Counter(rule for e in examples for rule in e.lemmas if rule)
    feats = Counter(value for e in own for value in e.feats if value)
    roles = Counter(label for e in own for _, _, label in e.roles)
    return {
        "upos": sorted({tag for e in own for tag in e.upos if tag}),
        "xpos": sorted({tag for e in own for tag in e.xpos if tag}),
        "feats": sorted(value for value, count in feats.items() if count >= RARE_FEATS),
        "deprel": sorted({label for e in own for label in e.deprels if label}),
        "lemma": sorted(rule for rule, count in rules.items() if count >= RARE_RULE),
        "names": list(NAME_TAGS),
        "roles": [NO_ROLE, *sorted(label for label, count in roles.items() if count >= RARE_ROLE)],
    }


def irregular_lemmas(trees: Iterable[Tree], rules: Iterable[str]) -> dict[tuple[str, str], str]:
    """Lemmas by (lower-cased form, part of speech) that no rule of the inventory makes and that no other reading disputes."""
    known = set(rules)
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for tree in trees:
        for form, lemma, tag in zip(tree.words, tree.lemmas, tree.upos, strict=True):
            if lemma != "_" and tag not in {"X", "PUNCT", "SYM", "NUM"}:
                seen[form.lower(), tag][lemma] += 1
    best = {key: counts.most_common(1)[0][0] for key, counts in seen.items() if len(counts) == 1}
    return {key: lemma for key, lemma in sorted(best.items()) if rule_for(key[0], lemma).name not in known}


def main(data: Path, out: Path) -> None:
    """Write the examples, the inventories and the table of irregular lemmas."""
    out.mkdir(parents=True, exist_ok=True)
    train = [*ewt(data, "train"), *gum(data, "train"), *wikigold(data), *re3d(data)]
    labels = inventories(train)
    for rule in labels["lemma"]:
        parse_rule(rule)
    trees = [*read_trees(data / "ewt/en_ewt-ud-train.conllu.gz"), *read_trees(data / "gum-open/gum-train.conllu.gz")]
    irregular = irregular_lemmas(trees, labels["lemma"])
    write_examples(out / "train.jsonl.gz", train)
    named = largest_places(data / "geonames" / "cities.tsv.gz")
    (out / "places.txt").write_text("".join(f"{name}\n" for name in named), encoding="utf-8")
    write_examples(out / "dev.jsonl.gz", ewt(data, "dev"))
    held = [*gum(data, "dev"), *gum(data, "test"), *re3d(data, held_back=True)]
    write_examples(out / "held.jsonl.gz", held)
    (out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    table = "".join(f"{form}\t{tag}\t{lemma}\n" for (form, tag), lemma in irregular.items())
    (out / "lemmas.tsv").write_text("form\tupos\tlemma\n" + table, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
