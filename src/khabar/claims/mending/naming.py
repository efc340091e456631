"""What somebody calls a thing, taken for another part of the sentence: "called | the raid | an act of war"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from khabar.claims.arguments.passives import giving_verbs
from khabar.claims.classes import classes_of, is_temporal
from khabar.claims.cues import allowing, cue
from khabar.claims.naming import naming_verb
from khabar.claims.tree import Tree
from khabar.records import Word


def title_of_object(tree: Tree) -> Mapping[int, Word]:
    """The title of who undergoes a deed, taken for who gets something: "beheaded | the journalist | Adam Reed"."""
    for i, word in tree.related("iobj"):
        name = next((o for o in tree.under(word.head, "obj") if tree.subtree(o)[0] == i + 1), None)
        if name is None or tree.name_of[name] != "PER" or tree.name_of[i] is not None or tree.words[i].upos != "NOUN":
            continue
        if tree.lemma(word.head) not in giving_verbs() and "person" in classes_of(tree, i):
            return {i: replace(word, head=name, deprel="nmod:desc")}
    return {}


def named(tree: Tree) -> Mapping[int, Word]:
    """The object of a verb that names it, taken for a second name or over it: "called | the raid | an act of war"; the
    name taken for a second object.
    """
    naming = allowing("verb", "name")
    for i, _ in tree.verbs:
        inner, names_things = tree.under(i, "xcomp"), tree.base(i) in naming
        if len(inner) < 2 and not names_things:
            continue
        objects = [c for c in tree.under(i, "obj") if c > i]
        names = [c for c in inner if tree.words[c].upos in ("NOUN", "PROPN") or tree.first(c, "det") is not None]
        if len(names) > 1 and tree.first(i, "obj", "nsubj:pass") is None:
            return {names[0]: replace(tree.words[names[0]], deprel="obj")}
        if names_things and (objects or names):
            return _called(tree, i, objects, names)
    return {}


def _called(tree: Tree, verb: int, objects: Sequence[int], names: Sequence[int]) -> dict[int, Word]:
    """A second object as the name of the first; a noun within the only name as the name of what is over it."""
    if len(objects) == 2 and not names and tree.is_noun(objects[1]) and not is_temporal(tree, objects[1]):
        return {objects[1]: replace(tree.words[objects[1]], deprel="xcomp")}
    if objects or len(names) != 1:
        return {}
    thing = names[0]
    within = [c for c in tree.under(thing, "obj", "nmod") if c > thing and tree.is_noun(c) and not tree.case(c)]
    name = {c: replace(tree.words[c], head=verb, deprel="xcomp") for c in within[:1] if not is_temporal(tree, c)}
    return {thing: replace(tree.words[thing], deprel="obj"), **name} if name else {}


def agent_after_name(tree: Tree) -> Mapping[int, Word]:
    """Who calls a thing something, hung from what it is called: "described as a war crime | by the UN"."""
    for i, word in tree.related("nmod") if "by" in tree.said else ():
        name = word.head if tree.case(i) == "by" and word.head < i else -1
        verb = naming_verb(tree, name) if name >= 0 else None
        if verb is not None and tree.tag(verb) == "VBN" and tree.first(verb, "obl:agent", "obj") is None:
            return {i: replace(word, head=verb, deprel="obl:agent")}
    return {}


def judged_apart(tree: Tree) -> Mapping[int, Word]:
    """What somebody is held to be, taken for a modifier of who that is: "holds him and his men | responsible for it"."""
    for i, word in tree.related("amod", "acl"):
        after = word.head < i and word.upos == "ADJ" and i - 1 in tree.subtree(word.head)
        verb = next((a for a in tree.ancestors(i) if tree.is_verb(a)), -1) if after else -1
        if 0 <= verb < i and cue(f"{tree.base(verb)} {word.text.lower()}", "verb") is not None:
            return {i: replace(word, head=verb, deprel="xcomp")}
    return {}
