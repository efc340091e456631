"""Words before a noun, hung from another of them or from the wrong noun: "by | government forces", "of the 62 killed"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from khabar.claims.classes import classes_of
from khabar.claims.measures import words
from khabar.claims.tree import Tree
from khabar.records import Word

MODIFIERS = ("compound", "amod")
HARMS = ("killed", "injured")
CLOSED = ("nsubj", "nsubj:pass")
PHRASES = ("nmod", "obl", "obl:agent")


def mark_of_modifier(tree: Tree) -> Mapping[int, Word]:
    """A preposition hung from what stands before a noun instead of the noun: "bombing | by government forces"."""
    changed = {}
    for i, word in tree.related("case"):
        if tree.words[word.head].deprel not in MODIFIERS:
            continue
        noun = word.head
        while tree.words[noun].deprel in MODIFIERS and tree.words[noun].head > noun > i:
            noun = tree.words[noun].head
        bare = tree.relation(noun) in PHRASES and tree.first(noun, "case") is None
        if noun != word.head and tree.is_noun(noun) and bare:
            changed[i] = replace(word, head=noun)
    return changed


def number_between(tree: Tree) -> Mapping[int, Word]:
    """A noun before the number of the subject, taken for a part of it: "According to police | three men were shot"."""
    for i, word in tree.related("compound"):
        noun = word.head
        if "nummod" not in tree.below[noun] or tree.relation(noun) not in CLOSED:
            continue
        verb = tree.words[noun].head
        marks = [c for c in tree.under(noun, "case") if c < i]
        parted = any(i < c < noun for c in tree.under(noun, "nummod"))
        if parted and marks and verb > noun:
            before = {c: replace(tree.words[c], head=i) for c in tree.children[noun] if c < i}
            return {**before, i: replace(word, head=verb, deprel="obl")}
    return {}


def those_of_whom(tree: Tree) -> Mapping[int, Word]:
    """Those of whom a part is told, taken for a part of the noun after them: "Of the 62 killed, | 40 were civilians"."""
    return {
        i: replace(word, deprel="nmod")
        for i, word in tree.related("nummod", "amod")
        if i < word.head and "case" in tree.below[i]
        if tree.case(i) == "of" and any(tree.words[c].text == "," for c in range(i, word.head))
    }


def joined_to_name(tree: Tree) -> Mapping[int, Word]:
    """A second deed, joined to the place of the first: "the isolation of Raqqa | and defeat of the group"."""
    for i, word in tree.related("conj"):
        place, alike = word.head, word.upos == "NOUN" and tree.first(i, "det") is None
        named = tree.name_of[place] is not None and tree.relation(place) == "nmod"
        if not alike or not named or not _is_done_to(tree, tree.words[place].head, place):
            continue
        if any(_is_done_to(tree, i, c) for c in tree.under(i, "nmod")):
            return {i: replace(word, head=tree.words[place].head)}
    return {}


def said_closer(tree: Tree) -> Mapping[int, Word]:
    """What says more closely what was said before it, taken for a part of a row: "against terror, | also against IS"."""
    for i, word in tree.related("conj"):
        if "case" not in tree.below[i] or "cc" in tree.below[i] or not tree.is_noun(i):
            continue
        mark = tree.case(i)
        if tree.case(word.head) == mark:
            continue
        start = min(tree.subtree(i))
        before = next((k for k in range(start - 1, word.head, -1) if tree.case(k) == mark and tree.is_noun(k)), None)
        if before is not None and start > 0 and tree.words[start].text == ",":
            return {i: replace(word, head=tree.words[before].head, deprel=tree.words[before].deprel)}
    return {}


def land_of_town(tree: Tree) -> Mapping[int, Word]:
    """The land that a town lies in, hung from the verb: "were flown to Ramstein | in Germany"."""
    for i, word in tree.related("obl"):
        mark = tree.first(i, "case") if tree.name_of[i] == "LOC" else None
        if mark is None or mark < 1 or tree.printed(mark) != "in" or tree.name_of[mark - 1] != "LOC":
            continue
        town = next((c for c in tree.under(word.head, "obl") if tree.subtree(c)[-1] == mark - 1), None)
        if town is not None and town < i and tree.words[town].upos == "PROPN":
            return {i: replace(word, head=town, deprel="nmod")}
    return {}


def participle_behind(tree: Tree) -> Mapping[int, Word]:
    """A participle with phrases of its own behind its noun, taken for an adjective: "and nine others | wounded in a raid"."""
    return {
        i: replace(word, deprel="acl")
        for i, word in tree.related("amod")
        if word.xpos == "VBN" and word.head < i and tree.is_verb(i) and tree.first(i, "obl") is not None
        if tree.words[word.head].upos == "NOUN"
    }


def goal_of_verb(tree: Tree) -> Mapping[int, Word]:
    """Where something was driven or thrown, hung from what is told of it: "drove a truck packed with bombs | into a camp"."""
    for i, word in tree.related("obl"):
        about = word.head
        if tree.case(i) != "into" or tree.words[about].deprel != "acl" or tree.tag(about) != "VBN":
            continue
        thing, before = tree.words[about].head, tree.first(about, "obl")
        verb = tree.words[thing].head
        if before is not None and before < i and tree.relation(thing) == "obj" and tree.first(verb, "obl") is None:
            return {i: replace(word, head=verb)}
    return {}


def means_of_harm(tree: Tree) -> Mapping[int, Word]:
    """What people were harmed with, hung from them as if it were theirs: "beheaded ten fishermen | with machetes"."""
    for i, word in tree.related("nmod"):
        if tree.case(i) != "with" or tree.words[word.head].deprel not in ("obj", "nsubj:pass"):
            continue
        verb = tree.words[word.head].head
        if words("verb", "object").get(tree.base(verb)) not in HARMS or "armed" in classes_of(tree, word.head):
            continue
        if verb < word.head < i and "weapon" in classes_of(tree, i):
            return {i: replace(word, head=verb, deprel="obl")}
    return {}


def _is_done_to(tree: Tree, deed: int, thing: int) -> bool:
    """Whether "of" joins the two and the first is a noun without a capital."""
    return tree.words[deed].upos == "NOUN" and deed < thing and tree.case(thing) == "of"


def part_of_those(tree: Tree) -> Mapping[int, Word]:
    """Those whom a participle is about, between it and a part of them: "two-thirds of them | militias trained by Iran"."""
    for part in tree.over("nmod") if tree.tagged("VBN") else ():
        verb = tree.words[part].head
        if (
            tree.relation(part) not in CLOSED
            or not part < verb
            or tree.tag(verb) != "VBN"
            or tree.first(verb, "aux:pass") is not None
        ):
            continue
        whole = next((c for c in tree.under(part, "nmod") if tree.case(c) == "of" and tree.tag(c) == "PRP"), None)
        inside = range(whole + 1, verb) if whole is not None else ()
        noun = next((k for k in reversed(inside) if tree.is_noun(k)), None)
        if noun is not None and not any(tree.tag(k) in ("VBD", "VBZ", "VBP", "IN") for k in inside):
            return {
                part: replace(tree.words[part], head=noun, deprel="nsubj"),
                noun: replace(tree.words[noun], head=tree.words[verb].head, deprel="parataxis"),
                verb: replace(tree.words[verb], head=noun, deprel="acl"),
            }
    return {}
