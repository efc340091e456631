"""Participles whose neighbours were taken for something else: "ISIL-held buildings", "a blast wounded nine people"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from khabar.claims.arguments.passives import giving_verbs
from khabar.claims.classes import classes_of, is_temporal
from khabar.claims.measures import harm_of, look_up, measure_of, words
from khabar.claims.mending.homographs import base_of_gerund, base_of_past
from khabar.claims.tree import Tree
from khabar.records import Word

PAST = ("VBD", "VBN")
HURT = "injured"
CLAUSAL = ("nsubj", "punct", "advcl", "parataxis", "obl", "advmod")
# The plurals of these hardly begin a compound, as those of goods do: "arms smuggling rings".
HOLDING = frozenset({"facility", "vehicle", "person", "armed", "organization"})


def conjoined(tree: Tree) -> Mapping[int, Word]:
    """A participle taken for an adjective beside another participle: "funded and armed militias"."""
    changed = {}
    for i, word in tree.related("conj"):
        if word.upos != "ADJ" or tree.tag(word.head) not in PAST or not word.text.endswith("ed"):
            continue
        base = base_of_past(word.text.lower())
        if base is not None and tree.is_verb(word.head):
            changed[i] = replace(word, upos="VERB", xpos="VBN", lemma=base)
    return changed


def noun_with_article(tree: Tree) -> Mapping[int, Word]:
    """A gerund with an article and phrases of a noun, taken for a verb: "the | burning and looting of villages"."""
    return {
        i: replace(word, upos="NOUN", xpos="NN", lemma=word.text.lower())
        for i, word in tree.verbs
        if word.xpos == "VBG" and tree.first(i, "det") is not None and tree.first(i, "obj", "aux", "nsubj") is None
    }


def of_place_before(tree: Tree) -> Mapping[int, Word]:
    """What was done to the town that opens a sentence, taken for a clause of the main verb: "In Hama, | retaken in May, …"."""
    for i, word in tree.related("advcl"):
        place = i - 2
        opens = place >= 1 and word.xpos == "VBN" and tree.words[i - 1].text == "," and word.head > i
        if opens and tree.name_of[place] == "LOC" and tree.words[place].head == word.head and tree.case(place) == "in":
            return {i: replace(word, head=place, deprel="acl")}
    return {}


def active(tree: Tree) -> Mapping[int, Word]:
    """A past form without an auxiliary, taken for a passive though the verb joined to it has an object: "shelling | killed
    and wounded dozens".
    """
    for i, word in tree.verbs:
        undergone = tree.first(i, "nsubj:pass")
        if undergone is None or word.xpos != "VBN" or tree.first(i, "aux", "aux:pass", "obl") is not None:
            continue
        if any(tree.tag(c) == "VBD" and tree.first(c, "obj") is not None for c in tree.under(i, "conj")):
            subject = replace(tree.words[undergone], deprel="nsubj")
            return {undergone: subject, i: replace(word, xpos="VBD")}
    return {}


def active_beside_pronoun(tree: Tree) -> Mapping[int, Word]:
    """A past form right after a pronoun that can only be who acts, taken for a passive: "two of the girls | it abducted"."""
    changed: dict[int, Word] = {}
    for i, word in tree.related("acl:relcl"):
        undergone = tree.first(i, "nsubj:pass")
        bare = word.xpos in PAST and tree.first(i, "aux", "aux:pass", "obj") is None
        if bare and undergone is not None and undergone == i - 1 and tree.tag(undergone) == "PRP":
            changed |= {undergone: replace(tree.words[undergone], deprel="nsubj"), i: replace(word, xpos="VBD")}
    return changed


def orphaned(tree: Tree) -> Mapping[int, Word]:
    """What befell the second of two parties, left without a place in the tree: "leaving two dead and dozens | wounded"."""
    return {
        i: replace(word, deprel="acl")
        for i, word in tree.related("orphan")
        if word.xpos == "VBN" and tree.is_verb(i) and tree.is_noun(word.head) and word.head < i
    }


def harmed(tree: Tree) -> Mapping[int, Word]:
    """A participle for being hurt that looks like the past form, taken for a verb: "Two soldiers | hurt in a blast"."""
    for i, word in tree.verbs:
        if words("verb", "object").get(tree.base(i)) != HURT or word.xpos not in (*PAST, "VBP"):
            continue
        subject = tree.first(i, "nsubj")
        active = subject is None or subject > i or tree.first(i, "obj", "ccomp", "xcomp", "aux") is not None
        if not active and subject is not None and "actor" in classes_of(tree, subject):
            return {i: replace(word, xpos="VBN"), subject: replace(tree.words[subject], deprel="nsubj:pass")}
    return {}


def harmed_as_noun(tree: Tree) -> Mapping[int, Word]:
    """Such a participle after a number, taken for a noun that is counted: "Two killed, | five hurt in a blast"."""
    for i, word in tree.tagged("NN"):
        number = i - 1 if harm_of(tree, i) == HURT and i > 0 else -1
        if number < 0 or tree.words[number].head != i or tree.words[number].deprel != "nummod":
            continue
        if word.head >= 0 and tree.tag(word.head) not in PAST:
            continue
        base = base_of_past(tree.printed(i))
        if base is not None and tree.case(i) == "" and tree.first(i, "det", "nmod:poss", "compound") is None:
            where = {c: replace(tree.words[c], deprel="obl") for c in tree.under(i, "nmod")}
            verb = replace(word, upos="VERB", xpos="VBN", lemma=base)
            return {**where, i: verb, number: replace(tree.words[number], deprel="nsubj:pass")}
    return {}


def row_of_passives(tree: Tree) -> Mapping[int, Word]:
    """A participle that looks like the past form, joined to a passive: "were looted, | set alight or blown up"."""
    return {
        i: replace(word, xpos="VBN")
        for i, word in tree.related("conj")
        if word.xpos == "VBD" and word.text.lower() == tree.lemma(i).split(" ")[0]
        if tree.first(word.head, "aux:pass") is not None and tree.first(i, "nsubj", "obj", "aux") is None
    }


def between_nouns(tree: Tree) -> Mapping[int, Word]:
    """A participle between two nouns, taken for a part of a compound: "hit two bases | housing US troops"."""
    for i, word in tree.related("compound"):
        over, before = word.head, i - 1
        if not 0 < i < over or tree.words[before].head not in (i, over) or tree.tag(before) not in ("NNS", "NNPS"):
            continue
        base = base_of_gerund(tree.printed(i))
        if base is None or tree.relation(before) != "compound" or not classes_of(tree, before) & HOLDING:
            continue
        whole = tree.words[over]
        moved = {c: replace(tree.words[c], head=before) for c in tree.children[over] if c < before}
        return moved | {
            before: replace(tree.words[before], head=whole.head, deprel=whole.deprel),
            i: replace(word, upos="VERB", xpos="VBG", lemma=base, head=before, deprel="acl"),
            over: replace(whole, head=i, deprel="obj"),
        }
    return {}


def after_object(tree: Tree) -> Mapping[int, Word]:
    """A participle after a comma, taken for an adjective of a second object: "drove them out, | killing members of …"."""
    for i, word in tree.related("amod"):
        second = word.head
        verb = tree.words[second].head
        opens = i > 1 and i < second and word.upos == "ADJ" and tree.words[i - 1].text == ","
        if not opens or not word.text.endswith("ing") or tree.relation(second) != "obj" or verb < 0:
            continue
        first = next((c for c in tree.under(verb, "iobj", "obj") if verb < c < i), None)
        if first is not None and (base := base_of_gerund(word.text.lower())) is not None:
            return {
                first: replace(tree.words[first], deprel="obj"),
                second: replace(tree.words[second], head=i),
                i: replace(word, upos="VERB", xpos="VBG", lemma=base, head=verb, deprel="advcl"),
            }
    return {}


def of_victim(tree: Tree) -> Mapping[int, Word]:
    """What was done to somebody, hung from what befell them: "the death of Ali Omar, | shot by snipers"."""
    for i, word in tree.related("acl"):
        fate = word.head
        if tree.tag(i) != "VBN" or tree.words[i - 1].text != "," or not _befalls(tree, fate):
            continue
        victims = (c for v in tree.under(fate, "nmod") for c in tree.conjuncts(v) if tree.case(v) == "of")
        victim = next((v for v in victims if v < i - 1 and max(w for w in tree.subtree(v) if w < i - 1) == i - 2), None)
        if victim is not None:
            return {i: replace(word, head=victim)}
    return {}


def _befalls(tree: Tree, noun: int) -> bool:
    classes = classes_of(tree, noun)
    return "actor" not in classes and ("attack" in classes or measure_of(tree, noun) is not None)


def parted_object(tree: Tree) -> Mapping[int, Word]:
    """The object of a verb, parted from it by whose word or figure it is: "killing, | according to police, | ten people"."""
    for i, word in tree.verbs:
        if i + 1 >= len(tree) or tree.words[i + 1].text != "," or tree.first(i, "obj", "aux:pass") is not None:
            continue
        closing = next((k for k in range(i + 2, len(tree)) if tree.words[k].text == ","), None)
        if closing is None or tree.printed(i + 2) not in ("according", "by"):
            continue
        after = range(closing + 1, len(tree))
        inside = range(i + 2, closing)
        top = next((k for k in after if tree.words[k].head not in after), None)
        source = any(tree.relation(k) == "obl" for k in inside)
        if top is None or not source or tree.words[top].deprel not in ("appos", "parataxis", "conj"):
            continue
        counted = look_up(tree, top, words("number")) is not None
        if tree.is_noun(top) and tree.words[top].head <= i and not (tree.case(top) or counted):
            subject = {s: replace(tree.words[s], deprel="nsubj") for s in tree.under(i, "nsubj:pass")}
            verb = {i: replace(word, xpos="VBD")} if subject else {}
            return {**subject, **verb, top: replace(tree.words[top], head=i, deprel="obj")}
    return {}


def headless(tree: Tree) -> Mapping[int, Word]:
    """A main verb taken for a clause about its subject, with its object as the subject: "A bomb near a mosque hurt nine"."""
    for i, word in tree.related("acl", "acl:relcl"):
        noun = word.head
        if tree.tag(i) not in PAST or not _is_headline(tree, noun):
            continue
        after = next((c for c in tree.under(i, "nsubj", "nsubj:pass") if c > i), None)
        before = [c for c in tree.under(i, "nsubj", "nsubj:pass", "aux", "mark", "obj") if c != after]
        if after is not None and not before:
            changed = {c: replace(tree.words[c], head=i) for c in tree.children[noun] if c > i}
            return {
                **changed,
                noun: replace(tree.words[noun], head=i, deprel="nsubj"),
                after: replace(tree.words[after], deprel="obj"),
                i: replace(word, head=-1, deprel="root", xpos="VBD"),
            }
    return {}


def with_object(tree: Tree) -> Mapping[int, Word]:
    """A main verb taken for a participle of its subject, though it has an object: "Near the dam, | two strikes disabled a
    bridge".
    """
    for i, word in tree.related("acl"):
        noun, past = word.head, word.xpos == "VBN" and tree.is_verb(i)
        top = tree.words[noun].head
        object_ = tree.first(i, "obj") if past and i == noun + 1 else None
        if object_ is None or object_ < i or tree.first(i, "aux", "mark", "xcomp", "iobj", "ccomp") is not None:
            continue
        if top >= 0 and (tree.words[top].head >= 0 or top > noun or not _opens_clause(tree, noun, top)):
            continue
        if word.lemma.lower() in giving_verbs() or not tree.is_noun(noun) or tree.case(noun):
            continue
        moved = {c: replace(tree.words[c], head=i) for c in tree.children[noun] if c > i or tree.relation(c) == "punct"}
        place = {} if top < 0 else {top: replace(tree.words[top], head=i, deprel="obl")}
        moved |= (
            {c: replace(tree.words[c], head=i) for c in tree.children[top] if c > top and c != noun} if top >= 0 else {}
        )
        subject = replace(tree.words[noun], head=i, deprel="nsubj")
        return {**moved, **place, noun: subject, i: replace(word, head=-1, deprel="root", xpos="VBD")}
    return {}


def _opens_clause(tree: Tree, noun: int, top: int) -> bool:
    """Whether a sentence without a verb is headed by where or when, with what should be its subject after it."""
    where = tree.is_noun(top) and bool(tree.case(top)) and tree.first(top, "cop") is None
    return where and tree.relation(noun) == "nsubj"


def verbless(tree: Tree) -> Mapping[int, Word]:
    """A main verb taken for a modifier of its object: "Soldiers manned checkpoints around the shrine"."""
    for i, word in tree.related("amod"):
        noun = word.head
        if noun < i or tree.words[noun].head >= 0 or tree.first(noun, "cop", "aux") is not None:
            continue
        subject = next((c for top in (i, noun) for c in tree.children[top] if c < i and _may_act(tree, c)), None)
        base = base_of_past(word.text.lower()) if word.text.islower() else None
        if subject is None or base is None or max(tree.subtree(subject)) != i - 1:
            continue
        changed = {c: replace(tree.words[c], head=i) for c in tree.children[noun] if tree.relation(c) in CLAUSAL}
        changed[i] = replace(word, upos="VERB", xpos="VBD", lemma=base, head=-1, deprel="root")
        changed[subject] = replace(tree.words[subject], deprel="nsubj")
        return {**changed, noun: replace(tree.words[noun], head=i, deprel="obj")}
    return {}


def _may_act(tree: Tree, i: int) -> bool:
    """Whether a word stands as a subject, or as a day or a sum would though it is neither: "The blast | hurt 12 people"."""
    relation = tree.words[i].deprel
    return relation == "nsubj" or (relation == "obl:unmarked" and tree.tag(i) == "NN" and not is_temporal(tree, i))


def believed(tree: Tree) -> Mapping[int, Word]:
    """A participle about the subject taken for the main verb: "The group | believed to have fired the rockets fled"."""
    for i, _ in tree.related("root", "ccomp"):
        open_clause, main = tree.first(i, "xcomp"), tree.first(i, "ccomp")
        if open_clause is None or main is None or open_clause > main:
            continue
        if not tree.is_verb(i) or tree.tag(i) not in PAST or tree.first(i, "aux", "aux:pass", "obj") is not None:
            continue
        subject = next((s for v in (i, main) for s in tree.under(v, "nsubj") if s < i), None)
        alone = tree.first(main, "mark") is None and not any(s > i for s in tree.under(main, "nsubj"))
        if subject is not None and alone and tree.tag(open_clause) != "VBG":
            return _reduced(tree, i, main, subject)
    return {}


def _reduced(tree: Tree, participle: int, main: int, subject: int) -> dict[int, Word]:
    """The words changed where a participle is put under the subject of the verb after it."""
    around = [c for c in tree.children[participle] if c not in (main, subject) and (c < subject or c > main)]
    over = tree.words[participle]
    deprel = "nsubj" if tree.first(main, "aux:pass") is None else "nsubj:pass"
    return {
        **{c: replace(tree.words[c], head=main) for c in around},
        main: replace(tree.words[main], head=over.head, deprel=over.deprel),
        subject: replace(tree.words[subject], head=main, deprel=deprel),
        participle: replace(over, head=subject, deprel="acl", xpos="VBN"),
    }


def before_object(tree: Tree) -> Mapping[int, Word]:
    """A main verb taken for an adjective of its object: "Human Rights Watch | accused Kurdish forces of …"."""
    for i, word in tree.related("amod"):
        adjective = tree.is_verb(i) and tree.tag(i) in PAST and i > 0 and i < word.head
        noun = tree.words[word.head].head if adjective else -1
        if not adjective or noun != i - 1 or not _is_headline(tree, noun) or tree.words[noun].upos != "PROPN":
            continue
        if tree.words[-1].text == "." and tree.relation(word.head) in ("compound", "flat", "nmod", "appos", "obj"):
            return _parted(tree, i, noun)
    return {}


def _parted(tree: Tree, verb: int, noun: int) -> dict[int, Word]:
    """The words changed where a verb parts its subject from its object, each of which keeps what stands on its side."""
    object_ = tree.words[verb].head
    after = [c for c in tree.children[noun] if c > verb and c != object_]
    clauses = [c for c in tree.under(object_, "acl") if c > object_ and tree.first(c, "mark") is not None]
    return {
        **{c: replace(tree.words[c], head=verb) for c in after},
        **{c: replace(tree.words[c], head=verb, deprel="advcl") for c in clauses},
        noun: replace(tree.words[noun], head=verb, deprel="nsubj"),
        object_: replace(tree.words[object_], head=verb, deprel="obj"),
        verb: replace(tree.words[verb], head=-1, deprel="root", xpos="VBD"),
    }


def _is_headline(tree: Tree, noun: int) -> bool:
    """Whether a noun heads a sentence that would then have no verb."""
    return noun >= 0 and tree.words[noun].head < 0 and tree.is_noun(noun) and tree.first(noun, "cop", "nsubj") is None


def after_subject(tree: Tree) -> Mapping[int, Word]:
    """A participle right after the subject, taken for what is said: "A commander | contacted by phone, denied that …"."""
    for i, word in tree.related("ccomp"):
        verb = word.head
        late = any(c > verb for c in tree.under(verb, "ccomp"))
        bare = (tree.tag(i) in ("VBN", "VBG") or (late and tree.tag(i) == "VBD")) and i < verb
        if not bare or tree.first(i, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark", "expl") is not None:
            continue
        before = i - 2 if tree.words[i - 1].text == "," and late else i - 1
        subject = next((s for s in tree.under(verb, "nsubj") if s <= before <= max(tree.subtree(s)) < i), None)
        if subject is not None and tree.is_noun(subject):
            return {i: replace(word, head=subject, deprel="acl")}
    return {}


def within_subject(tree: Tree) -> Mapping[int, Word]:
    """A participle about the subject, taken for the main verb: "Officers | quoted in the audit admitted that …"."""
    for first, word in tree.verbs:
        if word.xpos not in PAST:
            continue
        if "nsubj" not in tree.below[first] or tree.first(first, "aux", "cop", "obj", "xcomp", "conj") is not None:
            continue
        subject = next((c for c in tree.under(first, "nsubj") if c < first and tree.is_noun(c)), None)
        if subject is None:
            continue
        second = next((v for v, _ in tree.verbs if v > first and _is_left_alone(tree, v)), None)
        if second is None or not _goes_on(tree, first, second):
            continue
        within = range(subject, second + 1)
        main = tree.words[second]
        return {
            **{c: replace(tree.words[c], head=second) for c in tree.children[first] if c not in within},
            subject: replace(tree.words[subject], head=second),
            first: replace(word, head=subject, deprel="acl", xpos="VBN"),
            second: main if word.head == second else replace(main, head=word.head, deprel=word.deprel),
        }
    return {}


def _is_left_alone(tree: Tree, i: int) -> bool:
    """Whether a past form with something after it has no subject and nothing that joins it to what stands before."""
    if tree.tag(i) != "VBD" or tree.first(i, "obj", "ccomp") is None:
        return False
    return tree.first(i, "nsubj", "nsubj:pass", "expl", "aux", "aux:pass", "mark", "cc") is None


def _goes_on(tree: Tree, first: int, second: int) -> bool:
    """Whether between two verbs there is nothing but phrases of the first."""
    between = range(first + 1, second)
    if not between or any(tree.words[c].upos in ("PUNCT", "CCONJ", "SCONJ", "VERB", "AUX") for c in between):
        return False
    over = tree.words[second].head
    return tree.words[first].head == second or over == first or (over in between and tree.relation(second) == "acl")
