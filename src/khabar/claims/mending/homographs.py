"""Verbs that look like nouns: "The network reports, …", "a study documents that …"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from khabar import vocab
from khabar.claims.classes import classes_of, is_temporal
from khabar.claims.cues import allowing, cue
from khabar.claims.operators import effect_through
from khabar.claims.tree import Tree
from khabar.records import Word

UNNAMED = ("some", "many", "most", "few", "others")
SINGULAR = ("a", "an", "this", "that", "each", "every", "another")
SUBJECTS = ("nsubj", "nsubj:pass", "expl", "csubj")
WORDS_OF_THEIR_OWN = ("VERB", "AUX", "NOUN", "PROPN", "ADJ", "PRON", "DET")


def lost_subject(tree: Tree) -> Mapping[int, Word]:
    """A finite main verb whose subject was taken, with what describes it, for a part of a compound noun."""
    for i, word in tree.verbs:
        if "compound" not in tree.below[i] or tree.tag(i) not in ("VBZ", "VBP", "VBD"):
            continue
        if tree.first(i, *SUBJECTS) is not None or word.deprel in ("conj", "acl", "amod"):
            continue
        before = [c for c in tree.under(i, "compound") if c == i - 1 and tree.words[c].upos in ("NOUN", "PROPN")]
        if before:
            own = [c for c in tree.under(i, "det", "amod", "nummod", "nmod:poss", "compound") if c < before[0]]
            described = {c: replace(tree.words[c], head=before[0]) for c in own}
            return described | {before[0]: replace(tree.words[before[0]], deprel="nsubj")}
    return {}


def plural_verb(tree: Tree) -> Mapping[int, Word]:
    """A verb of saying taken for a plural noun, although its determiner is singular and a that-clause follows."""
    for i, _ in tree.tagged("NNS"):
        if i == 0 or "acl" not in tree.below[i] or cue(tree.base(i), "verb") is None:
            continue
        subject = i - 1 if tree.words[i - 1].head == i and tree.words[i - 1].upos in ("NOUN", "PROPN") else None
        clause = next((c for c in tree.under(i, "acl") if _follows(tree, i, c)), None)
        alone = any(tree.printed(d) in SINGULAR for d in tree.under(i, "det"))
        if subject is not None and clause is not None and alone:
            return _turned(tree, i, subject, clause)
    return {}


def joined_verb(tree: Tree) -> Mapping[int, Word]:
    """A second verb of asking taken for a plural noun beside a verb or a party: "stands by them and | calls on all to …"."""
    for i, word in tree.related("conj"):
        if word.xpos != "NNS" or tree.first(i, "det", "amod", "nmod:poss") is not None:
            continue
        beside = word.head if tree.is_verb(word.head) else tree.words[word.head].head
        party = beside == word.head or tree.name_of[word.head] is not None or "actor" in classes_of(tree, word.head)
        asked = next((c for c in tree.under(i, "nmod") if tree.case(c)), None)
        key = f"{word.lemma.lower()} {tree.case(asked)}" if asked is not None else ""
        if asked is None or beside < 0 or tree.tag(beside) != "VBZ" or not party or cue(key, "verb") is None:
            continue
        done = {c: replace(tree.words[c], head=i, deprel="xcomp") for c in tree.under(i, "acl")}
        verb = replace(word, head=beside, upos="VERB", xpos="VBZ")
        return done | {i: verb, asked: replace(tree.words[asked], deprel="obl")}
    return {}


def verb_in_row(tree: Tree) -> Mapping[int, Word]:
    """A verb in a row of them, taken for a plural noun: "whom the ministry arms, | trains and pays"."""
    return {
        i: replace(word, upos="VERB", xpos="VBZ")
        for i, word in tree.related("conj")
        if word.xpos == "NNS" and word.lemma.lower() in verbs() and tree.tag(word.head) == "VBZ"
        if tree.relation(word.head) != "conj" and any(tree.tag(c) == "VBZ" for c in tree.conjuncts(word.head) if c > i)
        if tree.first(i, "det", "amod", "compound", "nmod:poss", "nummod", "case", "nmod") is None
    }


def noun_before_verb(tree: Tree) -> Mapping[int, Word]:
    """A plural noun taken for a verb, right before the past form that it is the subject of: "Government forces shelled"."""
    for i, word in tree.tagged("VBZ"):
        if i + 1 == len(tree):
            continue
        verb, before = tree.words[i + 1], i - 1
        past = verb.head == i and verb.deprel in ("xcomp", "acl") and verb.upos == "VERB"
        named = before >= 0 and tree.words[before].head == i and tree.relation(before) in ("nsubj", "compound")
        if past and named and tree.printed(i + 1).endswith("ed") and tree.first(i + 1, "mark", "aux") is None:
            moved = {c: replace(tree.words[c], head=i + 1) for c in tree.children[i] if c > i + 1}
            return {
                **moved,
                before: replace(tree.words[before], deprel="compound"),
                i: replace(word, upos="NOUN", xpos="NNS", head=i + 1, deprel="nsubj"),
                i + 1: replace(verb, xpos="VBD", head=word.head, deprel=word.deprel),
            }
    return {}


def tag_as_noun(tree: Tree) -> Mapping[int, Word]:
    """A verb of saying between commas, taken for a noun that renames the subject: "The mill, | some claim, | will close"."""
    spoken = allowing("verb", "tag")
    for i, word in tree.tagged("NN", "NNS") if "," in tree.said else ():
        if tree.base(i) not in spoken or not 1 < i < len(tree) - 1:
            continue
        if (tree.words[i - 2].text, tree.words[i + 1].text) != (",", ","):
            continue
        root = next(k for k, w in enumerate(tree.words) if w.head < 0)
        if tree.printed(i - 1) in UNNAMED and tree.words[i - 1].head == i and root != i:
            speaker = replace(tree.words[i - 1], upos="PRON", deprel="nsubj")
            return {i - 1: speaker, i: replace(word, upos="VERB", xpos="VBP", head=root, deprel="parataxis")}
    return {}


def infinitive_as_noun(tree: Tree) -> Mapping[int, Word]:
    """An infinitive taken for a noun after its "to": "asked them not to | phone"."""
    changed = {}
    for i, word in tree.related("xcomp", "advcl"):
        to = tree.first(i, "mark") if word.xpos == "NN" else None
        if to is not None and tree.tag(to) == "TO" and to == i - 1 and word.text.lower() in verbs():
            changed[i] = replace(word, upos="VERB", xpos="VB")
    return changed


def infinitive_as_adverbial(tree: Tree) -> Mapping[int, Word]:
    """An infinitive that hangs as a noun would: "was sent | to retake the town"."""
    changed: dict[int, Word] = {}
    for i, word in tree.related("obl"):
        to = tree.first(i, "mark") if word.xpos == "VB" else None
        if to is not None and tree.printed(to) == "to":
            changed |= {i: replace(word, deprel="advcl"), to: replace(tree.words[to], upos="PART", xpos="TO")}
    return changed


def participle_as_noun(tree: Tree) -> Mapping[int, Word]:
    """A participle of saying after a comma, taken for a noun: "spoke of a “land grab,” | warning that it would spread"."""
    for i, word in tree.tagged("NN"):
        base = tree.base(i).removesuffix("ing")
        if base == tree.base(i) or i < 2 or cue(base, "verb") is None:
            continue
        clause = next((c for c in tree.under(i, "ccomp", "acl") if _follows(tree, i, c)), None)
        verb = next((a for a in tree.ancestors(i) if tree.is_verb(a)), None)
        parted = tree.words[i - 1].text == "," or (tree.words[i - 1].xpos == "''" and tree.words[i - 2].text == ",")
        if clause is None or verb is None or verb > i or not parted:
            continue
        told = replace(tree.words[clause], head=i, deprel="ccomp")
        return {clause: told, i: replace(word, upos="VERB", xpos="VBG", lemma=base, head=verb, deprel="advcl")}
    return {}


def noun_after_verb(tree: Tree) -> Mapping[int, Word]:
    """A plural noun taken for a verb, right after the verb that it is the object of: "denied reports that …"."""
    for i, word in tree.tagged("VBZ"):
        governed = i > 0 and word.head == i - 1 and tree.tag(i - 1) in ("VBD", "VBZ", "VBP", "VBG")
        if governed and tree.first(i, *SUBJECTS, "aux", "obj") is None:
            clauses = {c: replace(tree.words[c], deprel="acl") for c in tree.under(i, "ccomp")}
            return {**clauses, i: replace(word, upos="NOUN", xpos="NNS", deprel="obj")}
    return {}


def opening_noun(tree: Tree) -> Mapping[int, Word]:
    """A noun of speech that opens a sentence, taken for its verb: "Reports that troops had left | could not be confirmed"."""
    root = tree.words[0]
    noun = root.head < 0 and root.xpos == "VBZ" and cue(root.lemma.lower(), "noun") is not None
    if not noun or len(tree) < 4 or tree.printed(1) != "that" or tree.first(0, *SUBJECTS) is not None:
        return {}
    clauses = list(tree.under(0, "ccomp", "conj", "parataxis"))
    told = next((c for c in clauses if tree.first(c, *SUBJECTS) is not None), None)
    main = next((c for c in clauses if tree.first(c, "nsubj", "nsubj:pass", "expl", "cc") is None), None)
    if told is None or main is None or main < told:
        return {}
    passive = tree.first(main, "aux:pass") is not None
    changed = {c: replace(tree.words[c], head=main) for c in tree.children[0] if c not in (told, main)}
    changed[0] = replace(root, upos="NOUN", xpos="NNS", head=main, deprel="nsubj:pass" if passive else "nsubj")
    changed[1] = replace(tree.words[1], upos="SCONJ", xpos="IN", head=told, deprel="mark")
    changed[told] = replace(tree.words[told], head=0, deprel="acl")
    changed[main] = replace(tree.words[main], head=-1, deprel="root")
    return changed


def _follows(tree: Tree, i: int, clause: int) -> bool:
    return i + 1 < len(tree) and tree.printed(i + 1) == "that" and tree.first(clause, *SUBJECTS) is not None


def _turned(tree: Tree, i: int, subject: int, clause: int) -> dict[int, Word]:
    """The words changed: the noun becomes a verb with a subject and a clause, and the main verb if another has a mark."""
    changed = {c: replace(tree.words[c], head=subject) for c in tree.under(i, "det", "amod", "nmod", "nummod")}
    changed[subject] = replace(tree.words[subject], deprel="nsubj")
    changed[clause] = replace(tree.words[clause], deprel="ccomp")
    that = tree.words[i + 1]
    changed[i + 1] = replace(that, upos="SCONJ", xpos="IN", head=clause, deprel="mark")
    verb = replace(tree.words[i], upos="VERB", xpos="VBZ")
    governor = verb.head
    if governor >= 0 and tree.words[governor].head < 0 and tree.first(governor, "mark") is not None:
        changed[governor] = replace(tree.words[governor], head=i, deprel="advcl")
        verb = replace(verb, head=-1, deprel="root")
    changed[i] = verb
    return changed


def past(tree: Tree) -> Mapping[int, Word]:
    """A past form that was tagged as a present one: "forgave", "bankrolled"."""
    changed = {}
    for i, word in tree.verbs:
        form = word.text.lower()
        no_present = (word.xpos == "VBZ" and not form.endswith("s")) or (word.xpos == "VBP" and form not in verbs())
        base = base_of_past(form) if no_present else None
        if base is not None:
            changed[i] = replace(word, xpos="VBD", lemma=base)
    return changed


def gerund(tree: Tree) -> Mapping[int, Word]:
    """A gerund that was tagged as a past form, or the other way round: "killing 12 and | injuring 30", "100 | beheaded men"."""
    changed = {}
    for i, word in tree.verbs:
        form, past_form = word.text.lower(), word.xpos in ("VBD", "VBN")
        if past_form and form.endswith("ing") and (base := base_of_gerund(form)) is not None:
            changed[i] = replace(word, xpos="VBG", lemma=base)
        elif word.xpos == "VBG" and form.endswith("ed") and (base := base_of_past(form)) is not None:
            changed[i] = replace(word, xpos="VBN", lemma=base)
    return changed


def unmarked_past(tree: Tree) -> Mapping[int, Word]:
    """A verb whose past is like its present, and that tells of one time: "rockets hit the base", "they cut staff on Friday"."""
    return {
        i: replace(word, xpos="VBD")
        for i, word in tree.verbs
        if word.xpos == "VBP" and irregular_verbs().get(word.text.lower()) == word.lemma.lower()
        if any(_is_one_day(tree, c) for c in tree.under(i, "obl", "advmod")) or _is_one_deed(tree, i)
    }


def _is_one_deed(tree: Tree, verb: int) -> bool:
    """Whether something is done to somebody, with no word of habit, in no condition, and not beside what is the case now."""
    adverbs = {tree.printed(c) for c in tree.under(verb, "advmod", "obl", "mark")}
    if tree.first(verb, "obj") is None or tree.first(verb, "aux", "mark") is not None or adverbs & habits():
        return False
    joined = {*tree.under(verb, "conj"), *((tree.words[verb].head,) if tree.relation(verb) == "conj" else ())}
    return not any(tree.tag(c) == "VBZ" or (tree.tag(c) == "VBP" and not _may_be_past(tree, c)) for c in joined)


def _may_be_past(tree: Tree, verb: int) -> bool:
    return tree.printed(verb) in irregular_verbs()


def _is_one_day(tree: Tree, i: int) -> bool:
    """Whether a phrase names a day once, and not each of its kind: "on Friday", but no "on Fridays" and "every Friday"."""
    once = tree.tag(i) not in ("NNS", "NNPS") and tree.first(i, "det") is None
    return once and is_temporal(tree, i) and tree.case(i) in ("on", "")


def bare_infinitive(tree: Tree) -> Mapping[int, Word]:
    """What somebody saw or heard done, taken for a present: "saw four people | die", "watched soldiers | kill nine men"."""
    return {
        i: replace(word, xpos="VB", deprel="ccomp" if word.deprel == "advcl" else word.deprel)
        for i, word in tree.verbs
        if word.xpos in ("VBP", "VB") and word.head >= 0 and tree.first(i, "mark", "aux") is None
        if word.deprel == "xcomp" or (_is_clause(tree, i) and _is_perceived(tree, i))
    }


def _is_clause(tree: Tree, i: int) -> bool:
    """Whether a verb stands as a clause of the one before it, or as an adverbial right after the object of that."""
    if tree.words[i].deprel == "ccomp":
        return True
    seen = tree.first(tree.words[i].head, "obj") if tree.words[i].deprel == "advcl" else None
    return seen is not None and tree.first(i, "nsubj") is None and max(tree.subtree(seen)) == i - 1


def _is_perceived(tree: Tree, clause: int) -> bool:
    found = cue(tree.base(tree.words[clause].head), "verb")
    subject = tree.first(clause, "nsubj")
    verb = tree.words[clause].head
    witnessed = tree.tag(verb) == "VBD" and effect_through(tree, verb, ("clause",)) == "presupposed"
    perceived = found is not None and (found.allows("percept") or witnessed)
    return perceived and (subject is None or tree.tag(subject) != "PRP")


def odd_past(tree: Tree) -> Mapping[int, Word]:
    """An irregular past form that was taken for no verb although it has a subject: "the group overran the town"."""
    for i in tree.over("nsubj"):
        word = tree.words[i]
        odd = word.upos not in WORDS_OF_THEIR_OWN or (word.upos == "VERB" and not word.xpos.startswith("VB"))
        base = irregular_verbs().get(tree.printed(i)) if odd else None
        if base is None or tree.first(i, "cop") is not None:
            continue
        after = [c for c in tree.under(i, "obl", "nmod", "dep") if c > i and tree.is_noun(c) and not tree.case(c)]
        objects = {c: replace(tree.words[c], deprel="obj") for c in after[:1] if tree.first(i, "obj") is None}
        return {**objects, i: replace(word, upos="VERB", xpos="VBD", lemma=base)}
    return {}


def base_of_past(form: str) -> str | None:
    """The verb that a form is the past of, or None where none is known."""
    if irregular := irregular_verbs().get(form):
        return irregular
    stems = (form[:-2], form[:-1], form[:-3]) if form.endswith("ed") else ()
    return next((stem for stem in stems if stem in verbs()), None)


def base_of_gerund(form: str) -> str | None:
    """The verb that a form in "-ing" is of, or None where none is known."""
    stem = form.removesuffix("ing")
    bases = (stem, f"{stem}e", stem[:-1]) if stem != form else ()
    return next((base for base in bases if base in verbs()), None)


def verbs() -> frozenset[str]:
    """Verbs by base form, from ``vocab/verbs.tsv``."""
    return vocab.words("verbs", "lemma")


@cache
def habits() -> frozenset[str]:
    """Adverbs that say how often something is done, from ``vocab/frequency_adverbs.tsv``."""
    return vocab.words("frequency_adverbs", "lemma")


@cache
def irregular_verbs() -> Mapping[str, str]:
    """Irregular past forms of verbs with their base form, from ``vocab/irregular_verbs.tsv``."""
    return {row["form"]: row["base"] for row in vocab.load("irregular_verbs")}


def participle(tree: Tree) -> Mapping[int, Word]:
    """A form in -ing that was tagged as a base form: "warning that …"; a passive taken for an adjective: "none was hurt"."""
    gerunds = {
        i: replace(word, xpos="VBG")
        for i, word in tree.tagged("VB", "VBP")
        if tree.printed(i).endswith("ing") and tree.base(i) != tree.printed(i)
    }
    passives = {
        word.head: replace(tree.words[word.head], upos="VERB", xpos="VBN")
        for _, word in tree.related("aux:pass")
        if tree.tag(word.head) == "JJ" and tree.printed(word.head) in irregular_verbs()
    }
    return gerunds | passives


def done_by(tree: Tree) -> Mapping[int, Word]:
    """A participle taken for an adjective, although it says by whom it was done: "two militias, both | armed by Iran"."""
    changed = {}
    for i, word in tree.related("acl", "amod") if "by" in tree.said else ():
        agent = next((c for c in tree.under(i, "obl") if tree.case(c) == "by"), None) if word.xpos == "JJ" else None
        base = base_of_past(word.text.lower()) if agent is not None and word.head < i else None
        if agent is not None and base is not None and "actor" in classes_of(tree, agent):
            changed[i] = replace(word, upos="VERB", xpos="VBN", lemma=base, deprel="acl")
            changed[agent] = replace(tree.words[agent], deprel="obl:agent")
    return changed


def entrusted(tree: Tree) -> Mapping[int, Word]:
    """A charge that is a duty and no accusation: "a unit charged with protecting the oil fields"."""
    return {
        i: replace(word, lemma="entrust")
        for i, word in tree.verbs
        if word.lemma.lower() == "charge"
        if any(_is_duty(tree, c) for c in tree.under(i, "advcl", "obl", "xcomp", "acl") if c > i)
    }


def _is_duty(tree: Tree, i: int) -> bool:
    word = tree.words[i]
    opened = any(tree.printed(m) == "with" for m in tree.under(i, "mark", "case"))
    return opened and (word.lemma.lower(), "verb" if tree.is_verb(i) else "noun") in duties()


@cache
def duties() -> frozenset[tuple[str, str]]:
    """What somebody may be charged to do, by lemma and part of speech, from ``vocab/duties.tsv``."""
    return frozenset((row["lemma"], row["pos"]) for row in vocab.load("duties"))
