"""Tags of speech at the end of a sentence that the parser tore apart: "They were civilians waiting in line, a major told …".

The tag shows by its form alone: after the last comma a phrase without a finite verb, a verb of saying, and at most to whom,
where or when it was said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from khabar.claims.cues import allowing, cue
from khabar.claims.mending.saying import follows, tags
from khabar.claims.tree import Tree
from khabar.records import Word

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
FINITE = ("VBD", "VBZ", "VBP")
PREDICATES = ("cop", "nsubj", "nsubj:pass", "csubj", "expl")
RELATIVE = ("WDT", "WP", "WP$", "WRB")
LONGEST = 24


def loose_tag(tree: Tree) -> Mapping[int, Word]:
    """A tag at the end, made the verb beside what is said or over it, with its speaker."""
    for i, word in reversed([*tags(tree)]):
        if word.xpos == "VBN":
            continue
        comma = next((k for k in range(i - 1, max(0, i - LONGEST), -1) if tree.words[k].text == ","), None)
        start = _after_marks(tree, comma) if comma is not None else i
        if comma is not None and tree.words[comma - 1].xpos in RELATIVE:
            # "Four men who, | their families say, | had gone": the tag is within the relative clause.
            return {}
        if comma is None or start >= i or not _is_phrase(tree, start, i) or not _is_rest(tree, i):
            continue
        return {} if _is_whole(tree, comma, i) else _rejoined(tree, comma, i)
    return {}


def tag_before_speaker(tree: Tree) -> Mapping[int, Word]:
    """What is said before a tag that names its speaker last, torn apart: "Six were on the jet, | said Ali Omar, a pilot"."""
    for i, word in tags(tree):
        if word.head >= 0 or tree.words[i - 1].text != "," or tree.first(i, "ccomp") is not None:
            continue
        if not any(follows(tree, s, i) for s in tree.under(i, "nsubj")):
            continue
        before = range(i - 1)
        tops = [w for w in before if tree.words[w].head == i and tree.words[w].upos != "PUNCT"]
        main = next((w for w in tops if tree.first(w, *PREDICATES) is not None), None)
        if main is None or tree.first(main, "mark") is not None:
            continue
        changed = {w: replace(tree.words[w], head=main) for w in tops if w != main}
        return changed | {main: replace(tree.words[main], head=i, deprel="ccomp")}
    return {}


def verb_between(tree: Tree) -> Mapping[int, Word]:
    """A verb of saying between two quotations, taken for a plural noun: "…,” a nurse who stayed behind | recalls, “…"."""
    for i, word in tree.tagged("NNS"):
        if tree.base(i) not in allowing("verb", "tag") or i + 2 >= len(tree):
            continue
        if tree.words[i + 1].text != "," or tree.words[i + 2].xpos != "``":
            continue
        if any(tree.words[k].xpos == "''" for k in range(max(0, i - LONGEST), i)):
            return {i: replace(word, upos="VERB", xpos="VBZ")}
    return {}


def _after_marks(tree: Tree, comma: int) -> int:
    """The first word after a comma and the mark that closes a quotation there."""
    return next((k for k in range(comma + 1, len(tree)) if tree.words[k].xpos not in ("''", "``")), len(tree))


def _is_phrase(tree: Tree, start: int, end: int) -> bool:
    """Whether a stretch is nothing but a phrase that names somebody; after a quotation it may tell more of who that is."""
    words = tree.words[start:end]
    if tree.words[start - 1].xpos == "''" and tree.words[end + 1 : end + 2] and tree.words[end + 1].text == ",":
        return any(w.upos in NOMINAL for w in words)
    verbal = any(w.upos == "AUX" or w.xpos in (*FINITE, *RELATIVE, "VB", "MD", "CC", "TO") for w in words)
    return not verbal and any(w.upos in NOMINAL for w in words) and words[0].xpos not in ("IN", "RB", "VBG")


def _is_rest(tree: Tree, i: int) -> bool:
    """Whether what follows the verb up to the next comma tells only to whom, where or when it was said."""
    if any(o > i and tree.words[o].upos not in ("PROPN", "PRON") for o in tree.under(i, "obj")):
        return False
    for word in tree.words[i + 1 :]:
        if word.text == ",":
            return True
        if word.upos in ("VERB", "AUX", "SCONJ") or word.text == ":" or word.xpos in RELATIVE:
            return False
    return True


def _is_whole(tree: Tree, comma: int, i: int) -> bool:
    """Whether the tree has the tag already: its speaker within it, and what is said under it or over it."""
    speaker = any(comma < s < i for s in tree.under(i, "nsubj"))
    told = any(c < comma for c in tree.under(i, "ccomp", "parataxis"))
    beside = tree.relation(i) == "parataxis" and tree.words[i].head < comma
    strays = [w for w in range(comma) if tree.words[w].head > comma and tree.words[w].upos != "PUNCT"]
    return speaker and (told or beside) and len(strays) <= 1


def _rejoined(tree: Tree, comma: int, i: int) -> dict[int, Word]:
    before, phrase = range(comma), range(_after_marks(tree, comma), i)
    tops = [w for w in before if tree.words[w].head not in before and tree.words[w].upos != "PUNCT"]
    main = next((w for w in tops if tree.first(w, *PREDICATES) is not None), None)
    heads = [w for w in phrase if tree.words[w].head not in phrase and tree.words[w].upos in NOMINAL]
    if main is None or not heads or tree.first(main, "mark") is not None or tree.tag(min(tree.subtree(main))) == "WRB":
        return {}
    changed = {w: replace(tree.words[w], head=main) for w in tops if w != main}
    changed |= {w: replace(tree.words[w], head=heads[-1], deprel="compound") for w in heads[:-1]}
    changed[heads[-1]] = replace(tree.words[heads[-1]], head=i, deprel="nsubj")
    late = [w for w in range(i + 1, len(tree)) if tree.words[w].head in before and tree.words[w].upos == "VERB"]
    speech = (w for w in late if tree.tag(w) == "VBG" and cue(tree.base(w), "verb") is not None)
    changed |= {w: replace(tree.words[w], head=i) for w in speech}
    if tree.words[main].head < 0:
        changed[i] = replace(tree.words[i], head=main, deprel="parataxis")
    else:
        changed[main] = replace(tree.words[main], head=i, deprel="ccomp")
        changed[i] = replace(tree.words[i], head=-1, deprel="root")
        roots = [w for w in range(i, len(tree)) if tree.words[w].head < 0 and w != i]
        changed |= {w: replace(tree.words[w], head=i, deprel="parataxis") for w in roots}
    return changed
