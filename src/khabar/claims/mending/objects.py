"""Arguments that were taken for others: a subject for an object, a raised infinitive for a clause of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from khabar.claims.arguments.noun_control import noun_control
from khabar.claims.arguments.passives import giving_verbs
from khabar.claims.classes import classes_of, is_temporal
from khabar.claims.cues import cue
from khabar.claims.tree import INVERTED, Tree
from khabar.records import Word

STATES, GOODS = frozenset({"country", "government"}), frozenset({"weapon", "aid", "money"})
CHARGES = frozenset({"accusation", "attack", "event", "protest"})
SUBJECTS = ("nsubj", "nsubj:pass", "expl", "csubj", "aux:pass")


def object_before(tree: Tree) -> Mapping[int, Word]:
    """The subject of an active verb that has an object of its own, taken for a second object: "the raids | killed ten"."""
    for i, _ in tree.verbs:
        objects = tree.under(i, "obj")
        if len(objects) < 2 or tree.first(i, *SUBJECTS) is not None:
            continue
        before = [c for c in objects if c < i]
        if len(before) == 1:
            return {before[0]: replace(tree.words[before[0]], deprel="nsubj")}
    return {}


def subject_of_condition(tree: Tree) -> Mapping[int, Word]:
    """The subject of an inverted condition, taken for one of the main verb: "Were | Chad to close the road, aid would stop"."""
    for auxiliary, word in tree.related("aux", "aux:pass"):
        subject, clause = auxiliary + 1, word.head
        if clause < subject or tree.printed(auxiliary) not in INVERTED:
            continue
        while subject < clause and tree.words[subject].head in range(subject + 1, clause):
            subject = tree.words[subject].head
        main = tree.words[subject].head
        if tree.relation(subject) == "nsubj" and main == tree.words[clause].head and main > clause:
            return {subject: replace(tree.words[subject], head=clause)}
    return {}


def second_subject(tree: Tree) -> Mapping[int, Word]:
    """A part of those who are the subject, named between commas and taken for a second one: "ten men, | most of them …".

    A day right before the verb is when it was done: "The union Monday said …".
    """
    for i in (i for i in tree.over("nsubj") if len(tree.below[i]["nsubj"]) > 1):
        subjects = [c for c in tree.under(i, "nsubj") if c < i]
        if len(subjects) != 2:
            continue
        if any(tree.tag(c) in ("WP", "WDT") for c in tree.under(subjects[0], "nmod")):
            # "Militias, | most of whom | they trained".
            return {subjects[0]: replace(tree.words[subjects[0]], deprel="obj")}
        if subjects[1] == i - 1 and is_temporal(tree, i - 1):
            return {i - 1: replace(tree.words[i - 1], deprel="obl:unmarked")}
        if subjects[1] > 0 and tree.words[_start(tree, subjects[1]) - 1].text == ",":
            return {subjects[1]: replace(tree.words[subjects[1]], head=subjects[0], deprel="appos")}
    return {}


def subject_after(tree: Tree) -> Mapping[int, Word]:
    """The object of an active verb, taken for a second subject: "members urge | the president, Ali Omar, to resign"."""
    for i, _ in tree.verbs:
        subjects = tree.under(i, "nsubj")
        if len(subjects) == 2 and subjects[0] < i < subjects[1] and tree.first(i, "obj") is None:
            return {subjects[1]: replace(tree.words[subjects[1]], deprel="obj")}
    return {}


def joined_to_verb(tree: Tree) -> Mapping[int, Word]:
    """A noun joined to a verb that is the object of the verb before it, or is joined to that verb's: "killing ten and
    injuring | scores", "using bombers and | unmanned aircraft".
    """
    for i, word in tree.related("conj", "obj"):
        if word.upos not in ("NOUN", "PROPN", "NUM") or not 0 <= word.head < i or not tree.is_verb(word.head):
            continue
        if "conj" not in tree.below[word.head]:
            continue
        if tree.first(i, *SUBJECTS, "cop", "aux", "case") is not None:
            continue
        verb = max(c for c in tree.conjuncts(word.head) if c < i and tree.is_verb(c))
        objects = [o for o in tree.under(verb, "obj") if o < i]
        if objects and verb == word.head and word.deprel == "conj":
            return {i: replace(word, head=objects[-1])}
        if not objects and verb != word.head and _start(tree, i) == verb + 1:
            return {i: replace(word, head=verb, deprel="obj")}
    return {}


def _start(tree: Tree, head: int) -> int:
    return min((c for c in tree.subtree(head) if tree.words[c].upos != "PUNCT"), default=head)


def particle(tree: Tree) -> Mapping[int, Word]:
    """A preposition taken for a particle of the verb: "was taken | off | a minibus"."""
    for i, word in tree.related("compound:prt"):
        passive = tree.first(word.head, "aux:pass") is not None
        after = (c for c in tree.under(word.head, "obl", "obj") if _start(tree, c) == i + 1)
        noun = next(
            (c for c in after if tree.words[c].deprel == "obl" or (passive and tree.relation(c) == "obj")), None
        )
        if noun is not None and tree.first(noun, "case") is None:
            case = replace(word, upos="ADP", xpos="IN", head=noun, deprel="case")
            return {i: case, noun: replace(tree.words[noun], deprel="obl")}
    return {}


def titled_object(tree: Tree) -> Mapping[int, Word]:
    """The title of an object, hung from the subject: "Anna Weiss met | foreign minister | Omar Hassan"."""
    for i, word in tree.related("nmod:desc"):
        verb = tree.words[word.head].head
        if (
            not word.head < verb < i
            or not tree.is_verb(verb)
            or tree.first(verb, "obj", "ccomp", "aux:pass") is not None
        ):
            continue
        if tree.relation(word.head) == "nsubj" and _start(tree, i) == verb + 1:
            return {i: replace(word, head=verb, deprel="obj")}
    return {}


def unaided(tree: Tree) -> Mapping[int, Word]:
    """The subject of a perfect that has no passive auxiliary: "had the rebels attacked"."""
    return {
        s: replace(word, deprel="nsubj")
        for s, word in tree.related("nsubj:pass")
        if tree.is_verb(word.head) and tree.first(word.head, "aux:pass") is None
        if any(tree.base(a) == "have" for a in tree.under(word.head, "aux"))
    }


def aided(tree: Tree) -> Mapping[int, Word]:
    """The subject of a passive with its auxiliary, taken for one who acts: "London and Paris | are committed to helping"."""
    return {
        s: replace(tree.words[s], deprel="nsubj:pass")
        for a, auxiliary in tree.related("aux:pass")
        if tree.tag(auxiliary.head) == "VBN" and tree.first(auxiliary.head, "nsubj:pass", "obj") is None
        for s in tree.under(auxiliary.head, "nsubj")
        if tree.words[s].deprel == "nsubj" and s < a
    }


def participle_after_noun(tree: Tree) -> Mapping[int, Word]:
    """A participle after a comma, joined to the noun before it: "proved themselves in battle, | driving the rebels out"."""
    for i, word in tree.related("conj"):
        loose = tree.tag(i) == "VBG" and tree.is_verb(i) and word.head < i
        if not loose or tree.words[i - 1].text != "," or tree.tag(word.head) == "VBG" or not tree.is_noun(word.head):
            continue
        verb = next((a for a in tree.ancestors(word.head) if tree.is_verb(a)), None)
        if verb is not None and tree.first(i, "cc", "nsubj") is None:
            return {i: replace(word, head=verb, deprel="advcl")}
    return {}


def participle_of_object(tree: Tree) -> Mapping[int, Word]:
    """A passive participle right after an object, hung from the verb before it: "freed an engineer | kidnapped in May"."""
    for i, word in tree.related("advcl"):
        object_ = tree.first(word.head, "obj") if tree.tag(i) == "VBN" else None
        if object_ is None or tree.first(i, *SUBJECTS, "mark", "advmod", "obj", "aux", "xcomp") is not None:
            continue
        if not tree.is_verb(i) or tree.words[object_].upos == "PRON":
            continue
        if max(tree.subtree(object_)) == i - 1 and tree.words[i - 1].upos != "PUNCT":
            return {i: replace(word, head=object_, deprel="acl")}
    return {}


def participle_within_object(tree: Tree) -> Mapping[int, Word]:
    """A passive participle after those whose bodies or belongings an object is, hung from the verb before it: "found the
    bodies of six men | kidnapped a week before".
    """
    for i, word in tree.related("xcomp", "advcl", "ccomp"):
        above = i if word.deprel == "ccomp" else word.head
        object_ = tree.first(above, "nsubj" if above == i else "obj") if tree.tag(i) == "VBN" else None
        known = object_ is None or not tree.is_verb(i) or not tree.is_verb(word.head)
        if object_ is None or known or not word.head < object_ < i or _tells(tree, word.head):
            continue
        party = next(
            (c for c in tree.under(object_, "nmod") if tree.case(c) == "of" and max(tree.subtree(c)) == i - 1), -1
        )
        if (
            party < 0
            or "actor" not in classes_of(tree, party)
            or tree.first(i, "mark", "obj", "aux", "xcomp") is not None
        ):
            continue
        whose = replace(tree.words[object_], head=word.head, deprel="obj")
        return {object_: whose, i: replace(word, head=party, deprel="acl")}
    return {}


def _tells(tree: Tree, verb: int) -> bool:
    """Whether a verb is one of saying, and not of finding, which things found may follow too."""
    found = cue(tree.base(verb), "verb")
    return found is not None and found.stance != "endorses"


def gerund_of_object(tree: Tree) -> Mapping[int, Word]:
    """What somebody is accused of, hung from who accuses them: "residents accused soldiers | of looting"."""
    for i, word in tree.related("acl"):
        verb = tree.words[word.head].head if tree.tag(i) == "VBG" and word.head < i else -1
        object_ = tree.first(verb, "obj") if verb >= 0 and tree.is_verb(verb) else None
        mark = tree.first(i, "mark")
        if object_ is None or mark is None or tree.printed(mark) not in ("of", "for", "from"):
            continue
        if word.head < verb < object_ < i and max(tree.subtree(object_)) == mark - 1:
            return {i: replace(word, head=object_)}
    return {}


def noun_before_infinitive(tree: Tree) -> Mapping[int, Word]:
    """Who is to do something, taken for what somebody is to be: "urge the mayor-elect, Ali Hassan, | to work for peace"."""
    for i, word in tree.related("xcomp"):
        plain = tree.is_noun(i) and tree.case(i) == "" and tree.first(i, "cop", "mark") is None
        led = any(c > i and tree.tag(c) == "VB" for c in tree.under(word.head, "xcomp"))
        if plain and led and tree.first(word.head, "obj", "iobj", "nsubj:pass") is None:
            return {i: replace(word, deprel="obj")}
    return {}


def asked(tree: Tree) -> Mapping[int, Word]:
    """What somebody is asked to do, hung from who is asked: "appealed to the parties | to spare civilians"."""
    for i, word in tree.related("acl"):
        bare = word.deprel == "acl" and tree.tag(i) == "VB" and tree.relation(word.head) == "obl"
        verb = tree.words[word.head].head if bare else -1
        asking = cue(f"{tree.base(verb)} {tree.case(word.head)}", "verb") if verb >= 0 else None
        if (
            asking is not None
            and asking.allows("order")
            and any(tree.words[m].text == "to" for m in tree.under(i, "mark"))
        ):
            return {i: replace(word, head=verb, deprel="xcomp")}
    return {}


def relative_as_clause(tree: Tree) -> Mapping[int, Word]:
    """A relative clause hung from the participle between it and its noun: "one claimed by rebels | that killed ten"."""
    for i, word in tree.related("ccomp"):
        subject = tree.first(i, "nsubj")
        relative = subject is not None and tree.tag(subject) in ("WDT", "WP")
        if relative and tree.words[word.head].deprel == "acl" and tree.tag(word.head) == "VBN":
            return {i: replace(word, head=tree.words[word.head].head, deprel="acl:relcl")}
    return {}


def relative_after_comma(tree: Tree) -> Mapping[int, Word]:
    """A relative clause after a comma, taken for what is said of an object: "condemned the raid, | for which …"."""
    for i, word in tree.related("ccomp"):
        if not 0 <= word.head < i or tree.first(word.head, "obj") is None:
            continue
        first = _start(tree, i)
        led = first + 1 if tree.words[first].upos == "ADP" and first < i else first
        noun = first - 2
        if tree.words[first - 1].text != "," or tree.tag(led) not in ("WDT", "WRB") or not tree.is_noun(noun):
            continue
        while tree.words[noun].head != word.head and tree.words[noun].head > word.head:
            noun = tree.words[noun].head
        return {i: replace(word, head=noun, deprel="acl:relcl")}
    return {}


def raised(tree: Tree) -> Mapping[int, Word]:
    """An infinitive after a finite clause, hung from the verb of saying over it: "said the rebels seem | to have fled"."""
    for i, word in tree.related("ccomp"):
        mark = tree.first(i, "mark")
        infinitive = mark is not None and tree.printed(mark) == "to"
        if not infinitive or tree.first(i, *SUBJECTS) is not None:
            continue
        clause = next((c for c in tree.under(word.head, "ccomp") if word.head < c < i), None)
        if clause is not None and tree.is_verb(clause) and tree.first(clause, "obj", "xcomp", "ccomp") is None:
            return {i: replace(word, head=clause, deprel="xcomp")}
    return {}


def late_object(tree: Tree) -> Mapping[int, Word]:
    """The object after an adverbial, hung from its noun: "condemned in the strongest terms | the bombings in the city"."""
    for i, word in tree.related("nmod", "appos"):
        above = word.head
        if (
            word.upos != "NOUN"
            or not 0 <= above < i
            or tree.relation(above) != "obl"
            or tree.first(i, "case") is not None
        ):
            continue
        if tree.first(i, "det", "amod") is None:
            continue
        first = min(tree.subtree(i))
        if "PUNCT" in (tree.words[first - 1].upos, tree.words[first].upos):
            continue
        verb = tree.words[above].head
        if tree.is_verb(verb) and tree.first(verb, "obj", "ccomp", "xcomp", "aux:pass") is None:
            return {i: replace(word, head=verb, deprel="obj")}
    return {}


def first_object(tree: Tree) -> Mapping[int, Word]:
    """To whom something is given, taken for a second object: "sold | Saudi Arabia | $2bn worth of arms"; a part of one thing
    taken for another: "fire | tear gas".
    """
    for i, _ in tree.verbs:
        after = [c for c in tree.under(i, "obj") if c > i]
        if len(after) < 2:
            continue
        if len(after) == 2 and after[1] == after[0] + 1 and tree.tag(after[0]) == tree.tag(after[1]) == "NN":
            return {after[0]: replace(tree.words[after[0]], head=after[1], deprel="compound")}
        if "actor" in classes_of(tree, after[0]):
            thing = after[-1]
            values = {c: replace(tree.words[c], head=thing, deprel="compound") for c in after[1:-1]}
            return {after[0]: replace(tree.words[after[0]], deprel="iobj"), **values}
    return {}


def sought(tree: Tree) -> Mapping[int, Word]:
    """What somebody is asked for, taken for a second object: "asked Congress | for $5 million"."""
    for i, word in tree.related("obj"):
        party = tree.first(word.head, "iobj") if "case" in tree.below[i] else None
        if party is not None and party < i:
            asked_for = replace(word, deprel="obl")
            return {i: asked_for, party: replace(tree.words[party], deprel="obj")}
    return {}


def receiver_within(tree: Tree) -> Mapping[int, Word]:
    """To whom something is given, taken for a part of its name: "sent | the Kurds | 16,000 rifles", "sold the king | bombs"."""
    for i, word in tree.verbs:
        thing = tree.first(i, "obj") if word.lemma.lower() in giving_verbs() else None
        if thing is None or tree.first(i, "iobj") is not None:
            continue
        parties = [c for c in tree.under(thing, "compound", "nmod:poss") if "actor" in classes_of(tree, c)]
        party = parties[-1] if parties else thing
        number = i < party < thing and (tree.words[party + 1].upos == "NUM" or party + 1 == thing == _sum(tree, thing))
        if (number or _is_land_beside(tree, party, thing)) and tree.first(party, "case") is None:
            before = {c: replace(tree.words[c], head=party) for c in tree.children[thing] if c < party}
            return {**before, party: replace(tree.words[party], deprel="iobj", head=i)}
    return {}


def _is_land_beside(tree: Tree, party: int, thing: int) -> bool:
    """Whether a land, or a noun for a state with an article, stands before weapons or aid, whose name it hardly makes."""
    if not party < thing or not classes_of(tree, thing) & GOODS:
        return False
    if tree.words[party].text.islower():
        article = any(tree.first(i, "det") is not None for i in (party, thing))
        return article and bool(classes_of(tree, party) & STATES)
    land = tree.name_of[party] == "LOC" and tree.tag(party) == "NNP" and tree.words[party - 1].upos == "VERB"
    return land and tree.tag(thing) == "NNS"


def number_of_receiver(tree: Tree) -> Mapping[int, Word]:
    """The number of what is given, taken for a part of whoever gets it: "send the Kurds | 16,000 rifles"."""
    return {
        number: replace(tree.words[number], head=thing, deprel="nummod")
        for party, word in tree.related("iobj")
        if word.head >= 0
        for thing in tree.under(word.head, "obj")
        for number in tree.under(party, "flat", "nummod")
        if party < number < thing and tree.words[number].upos == "NUM"
    }


def _sum(tree: Tree, i: int) -> int | None:
    return i if tree.words[i].upos == "SYM" else None


def charge_of_object(tree: Tree) -> Mapping[int, Word]:
    """The deed that somebody is accused of, hung from who is accused: "accuse the militias | of the massacre"."""
    for i, word in tree.related("nmod"):
        verb = tree.words[word.head].head if tree.relation(word.head) in ("obj", "nsubj") and word.head < i else -1
        if verb < 0 or not tree.is_verb(verb) or tree.case(i) != "of":
            continue
        if f"{tree.lemma(verb)} of" not in noun_control():
            continue
        classes = classes_of(tree, i)
        if classes & CHARGES and "actor" not in classes and "actor" in classes_of(tree, word.head):
            return {i: replace(word, head=verb, deprel="obl")}
    return {}


def estimated(tree: Tree) -> Mapping[int, Word]:
    """The figure of an estimate, hung from a verb within: "put the number of those who died | at more than 50"."""
    for i, word in (*tree.related("obl"), *tree.related("nmod")) if "at" in tree.said else ():
        if tree.case(i) != "at" or not (word.upos == "NUM" or tree.first(i, "nummod") is not None):
            continue
        verb = next((v for v in tree.ancestors(i) if _gives_figure(tree, v)), None)
        thing = None if verb is None or verb == word.head else tree.first(verb, "obj")
        if verb is not None and thing is not None and thing < i and max(tree.subtree(i)) == max(tree.subtree(thing)):
            return {i: replace(word, head=verb, deprel="obl")}
    return {}


def _gives_figure(tree: Tree, verb: int) -> bool:
    found = cue(tree.base(verb), "verb") if tree.is_verb(verb) else None
    return found is not None and found.allows("figure")
