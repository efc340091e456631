"""Tags of speech at the end of a sentence that the parser tore apart: "They were civilians waiting in line, a major told …".

The tag shows by its form alone: after the last comma a phrase without a finite verb, a verb of saying, and at most to whom,
where or when it was said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from khabar.claims.classes import is_temporal
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
        return {} if _is_whole(tree, comma, i) else _rejoined(tree, comma, i, _named(tree, comma, i))
    return {}


def apposed_speaker(tree: Tree) -> Mapping[int, Word]:
    """A tag at the end whose speaker has a name and an office, commas about them: "Six died, a colonel, Ali Omar, | said"."""
    for i, word in tags(tree):
        after = any(c > i for c in tree.under(i, "nsubj", "obj", "ccomp"))
        if word.xpos == "VBN" or tree.words[i - 1].text != "," or after:
            continue
        last = _comma_before(tree, i - 1) if tree.words[i - 2].upos == "NUM" else i - 1
        inner = _comma_before(tree, last)
        outer = _comma_before(tree, inner)
        if not outer or not _is_rest(tree, i):
            continue
        first = range(_after_marks(tree, outer), inner)
        if any(first.start in tree.subtree(s) for s in tree.under(i, "nsubj")):
            continue
        if speaker := _apposed(tree, first, range(inner + 1, last), i):
            return _rejoined(tree, outer, i, speaker)
    return {}


def speaker_after_opening(tree: Tree) -> Mapping[int, Word]:
    """A speaker with a name and an office, taken to rename what opens the sentence: "In Oslo, the mayor, Eva Roe, | said …"."""
    for i, _ in tags(tree):
        if tree.words[i - 1].text != "," or tree.first(i, "nsubj") is not None or not _tells(tree, i):
            continue
        for opening in tree.under(i, "obl"):
            speaker = next((a for a in tree.under(opening, "appos") if tree.first(a, "appos") is not None), None)
            if speaker is not None and opening < speaker < i and max(tree.subtree(speaker)) in (i - 1, i - 2):
                return {speaker: replace(tree.words[speaker], head=i, deprel="nsubj")}
    return {}


def _tells(tree: Tree, i: int) -> bool:
    """Whether what is said stands after the verb."""
    return any(c > i for c in tree.under(i, "ccomp"))


def _comma_before(tree: Tree, end: int) -> int:
    """The last comma before a word, not far from it; 0 is none."""
    return next((k for k in range(end - 1, max(0, end - LONGEST), -1) if tree.words[k].text == ","), 0)


def _apposed(tree: Tree, first: range, second: range, i: int) -> dict[int, Word]:
    """What makes one phrase the speaker of a tag and the next its apposition, where one is a name, the other an office."""
    phrases = (first, second)
    if not all(phrase and _is_phrase(tree, phrase[0], phrase[-1] + 1) for phrase in phrases):
        return {}
    (a, *loose), (b, *others) = (
        [w for w in _tops(tree, phrase) if tree.words[w].upos in NOMINAL] or [i] for phrase in phrases
    )
    named = [_is_name(tree, phrase) for phrase in phrases]
    office = a if named == [False, True] else b if named == [True, False] else i
    if tree.tag(office) != "NN" or is_temporal(tree, office):
        return {}
    joined = {w: replace(tree.words[w], head=a, deprel="flat") for w in loose}
    joined |= {w: replace(tree.words[w], head=b, deprel="flat") for w in others}
    pair = {a: replace(tree.words[a], head=i, deprel="nsubj"), b: replace(tree.words[b], head=a, deprel="appos")}
    return joined | pair


def _is_name(tree: Tree, phrase: range) -> bool:
    """Whether a stretch is the name of a person or body, with or without a title."""
    return tree.tag(phrase[0]).startswith("NNP") and tree.name_of[phrase[-1]] in ("PER", "ORG")


def _tops(tree: Tree, stretch: range) -> list[int]:
    """The words of a stretch that nothing in it governs."""
    return [w for w in stretch if tree.words[w].head not in stretch]


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


def _named(tree: Tree, comma: int, i: int) -> dict[int, Word]:
    """What makes the phrase between a comma and a tag its speaker."""
    heads = [w for w in _tops(tree, range(_after_marks(tree, comma), i)) if tree.words[w].upos in NOMINAL]
    if not heads:
        return {}
    before = {w: replace(tree.words[w], head=heads[-1], deprel="compound") for w in heads[:-1]}
    return before | {heads[-1]: replace(tree.words[heads[-1]], head=i, deprel="nsubj")}


def _rejoined(tree: Tree, comma: int, i: int, speaker: Mapping[int, Word]) -> dict[int, Word]:
    before = range(comma)
    tops = [w for w in _tops(tree, before) if tree.words[w].upos != "PUNCT"]
    main = next((w for w in tops if tree.first(w, *PREDICATES) is not None), None)
    if not speaker or main is None or tree.first(main, "mark") is not None:
        return {}
    if tree.tag(min(tree.subtree(main))) == "WRB":
        return {}
    changed = {w: replace(tree.words[w], head=main) for w in tops if w != main} | {**speaker}
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
