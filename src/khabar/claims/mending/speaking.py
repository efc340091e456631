"""Speakers, places and asides of speech put back to their verb: "said in a statement its forces …", "…, adding that …"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from khabar.claims.arguments.verbs import control_verbs
from khabar.claims.cues import cue, cues
from khabar.claims.mending.saying import FINITE, is_occasion, speaks
from khabar.claims.tree import Tree, per_tree
from khabar.records import Word

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
# What may lead in a noun and a clause as well.
BEFORE_EITHER = ("after", "as", "before", "since", "until")
VENUES = ("in", "at", "on", "during", "via", "through", "to", "before", "after", "under")


def speaker_at_end(tree: Tree) -> Mapping[int, Word]:
    """The speaker before a verb that ends the sentence, taken for a part of what is said: "…, a guard and a doctor said"."""
    for i, _ in _saying(tree):
        if "ccomp" not in tree.below[i] or tree.first(i, "nsubj", "csubj") is not None:
            continue
        told = [c for c in tree.under(i, "ccomp") if c < i]
        if not told:
            continue
        if any(w.upos != "PUNCT" for w in tree.words[i + 1 :]):
            continue
        comma = max((k for k in range(told[0], i) if tree.words[k].text == ","), default=i)
        speaker = range(comma + 1, i)
        tops = [k for k in speaker if tree.words[k].head not in speaker and tree.words[k].upos in NOMINAL]
        if tops and all(w.upos not in ("VERB", "AUX") for w in tree.words[comma + 1 : i]):
            rest = {k: replace(tree.words[k], head=tops[0], deprel="conj") for k in tops[1:]}
            return rest | {tops[0]: replace(tree.words[tops[0]], head=i, deprel="nsubj")}
    return {}


def asking_without_auxiliary(tree: Tree) -> Mapping[int, Word]:
    """Whoever calls on somebody, taken for who is called: "The UN mission | called on the authorities to act"."""
    for i, word in tree.tagged("VBN"):
        if not tree.is_verb(i) or tree.first(i, "aux", "aux:pass", "nsubj", "obl:agent") is not None:
            continue
        if all(control_verbs().get(f"{tree.base(i)} {tree.case(c)}") != "object" for c in tree.under(i, "obl")):
            continue
        asked = {s: replace(tree.words[s], deprel="nsubj") for s in tree.under(i, "nsubj:pass") if s < i}
        if asked:
            return asked | {i: replace(word, xpos="VBD")}
        if word.deprel == "acl" and tree.words[word.head].head < 0 and tree.words[-1].text == ".":
            after = {c: replace(tree.words[c], head=i) for c in tree.children[word.head] if c > i}
            asker = replace(tree.words[word.head], head=i, deprel="nsubj")
            return after | {word.head: asker, i: replace(word, xpos="VBD", head=-1, deprel="root")}
    return {}


def clause_after_venue(tree: Tree) -> Mapping[int, Word]:
    """What is said, hung on the noun that tells where: "said in a statement that …", "said in an interview the army …"."""
    for i, _ in _saying(tree):
        if "obl" not in tree.below[i] or "ccomp" in tree.below[i]:
            continue
        for venue in (v for v in tree.under(i, "obl") if not (is_occasion(tree, v) or _is_topic(tree, i, v))):
            for clause in tree.under(venue, "acl", "ccomp") if venue > i else ():
                if tree.case(venue) not in VENUES and not _is_marked(tree, clause):
                    continue
                subject = tree.first(clause, "nsubj", "nsubj:pass", "expl")
                if subject is not None and tree.words[subject].xpos not in ("WDT", "WP", "WRB"):
                    return {clause: replace(tree.words[clause], head=i, deprel="ccomp")}
    return {}


def _is_topic(tree: Tree, i: int, phrase: int) -> bool:
    """Whether a phrase tells what is spoken of: "speculated | on the role that …"."""
    found = cue(tree.base(i), "verb")
    return found is not None and found.allows(tree.case(phrase) or "")


def quoted_after_participle(tree: Tree) -> Mapping[int, Word]:
    """Quoted words after a participle of saying, hung on the verb over it: "confessed, writing in a post “| I did it”"."""
    for i, word in tree.related("advcl"):
        if tree.tag(i) != "VBG" or not speaks(tree, i) or tree.first(i, "ccomp", "obj") is not None:
            continue
        after = max(tree.subtree(i)) + 1
        clauses = [c for c in tree.under(word.head, "ccomp", "parataxis") if min(tree.subtree(c)) == after]
        if clauses and tree.words[after].xpos == "``":
            return {clauses[0]: replace(tree.words[clauses[0]], head=i, deprel="ccomp")}
    return {}


def _is_marked(tree: Tree, clause: int) -> bool:
    """Whether a clause opens with the "that" of what is said, which stands for nothing in it."""
    return any(tree.printed(m) == "that" and tree.tag(m) == "IN" for m in tree.under(clause, "mark"))


def addressed(tree: Tree) -> Mapping[int, Word]:
    """Somebody addressed at the beginning, taken for the subject: "Sir, | the defence minister said that …"."""
    first = tree.words[0]
    later = tree.first(0, "appos") if first.deprel == "nsubj" and len(tree) > 3 else None
    if (
        later is None
        or first.xpos not in ("NN", "NNP")
        or tree.words[1].text != ","
        or max(tree.subtree(0)) > first.head
    ):
        return {}
    last = max(tree.subtree(later))
    close = tree.words[last].text != "," and tree.words[last + 1].text != ","
    if close and tree.words[2].upos in ("DET", "PRON") and tree.name_of[0] is None:
        verb = first.head
        return {0: replace(first, deprel="vocative"), later: replace(tree.words[later], head=verb, deprel="nsubj")}
    return {}


def gerund_as_subject(tree: Tree) -> Mapping[int, Word]:
    """A gerund that is the subject of the clause right after it: "said rebuilding the dam | would take years"."""
    for done, word in tree.related("ccomp"):
        clauses = [c for c in tree.under(word.head, "ccomp") if c > word.head]
        if (
            len(clauses) < 2
            or clauses[0] != done
            or tree.tag(done) != "VBG"
            or tree.first(done, "aux", "mark") is not None
        ):
            continue
        clause = clauses[1]
        own = tree.first(clause, "nsubj", "nsubj:pass", "expl", "mark") is None
        if own and max(tree.subtree(done)) + 1 == min(tree.subtree(clause)):
            return {done: replace(tree.words[done], head=clause, deprel="csubj")}
    return {}


def office_before_name(tree: Tree) -> Mapping[int, Word]:
    """The first words of a speaker's office, hung on what is said: "…, | army press office | chief Major Adel Jasim said"."""
    for i, _ in _saying(tree):
        speaker = tree.first(i, "nsubj")
        if speaker is None or speaker > i or "," not in tree.said:
            continue
        first = min(tree.subtree(speaker))
        comma = next((w for w in range(first - 1, 0, -1) if not tree.is_noun(w)), 0)
        if tree.words[comma].text != "," or first - 1 == comma:
            continue
        loose = [w for w in range(comma + 1, first) if tree.words[w].head < comma]
        if tree.words[first].upos == "NOUN" and loose and all(tree.relation(w) == "compound" for w in loose):
            return {w: replace(tree.words[w], head=first, deprel="compound") for w in loose}
    return {}


def late_subject(tree: Tree) -> Mapping[int, Word]:
    """An object that is the subject of the clause right after it: "heard a guard testify", "said the total | now stands …"."""
    for i, _ in tree.verbs:
        for clause in tree.under(i, "ccomp"):
            if clause < i or tree.first(clause, "nsubj", "expl", "mark") is not None:
                continue
            opening = min(tree.subtree(clause))
            heard = [o for o in tree.under(i, "obj", "nsubj") if i < o and max(tree.subtree(o)) + 1 == opening]
            if heard:
                passive = tree.first(clause, "aux:pass") is not None
                relation = "nsubj:pass" if passive else "nsubj"
                return {heard[0]: replace(tree.words[heard[0]], head=clause, deprel=relation)}
    return {}


def speakers_participle(tree: Tree) -> Mapping[int, Word]:
    """A participle of saying after a comma, hung on what was said: "told him that it had fled, calling the report false"."""
    for i, word in tree.related("advcl"):
        if tree.tag(i) != "VBG" or word.head > i or not _is_cue(tree, i):
            continue
        first = min(tree.subtree(i))
        if tree.words[first].text != "," and tree.words[first - 1].text != ",":
            continue
        tag = next((t for t in tree.under(word.head, "parataxis") if word.head < t < i and _says(tree, t)), None)
        above = tree.words[word.head]
        if tag is None and above.deprel == "ccomp" and above.head >= 0 and above.head < i and _says(tree, above.head):
            tag = above.head
        if tag is not None:
            return {i: replace(word, head=tag)}
    return {}


def clause_with_subject(tree: Tree) -> Mapping[int, Word]:
    """What is said or asked, taken for an open clause though it has a subject: "recommended | the mill be approved"."""
    return {
        i: replace(word, deprel="ccomp")
        for i, word in tree.related("xcomp")
        if 0 <= word.head < i and _says(tree, word.head) and tree.is_verb(i)
        if tree.tag(i) != "VBG" and tree.first(i, "mark") is None
        if any(word.head < s < i for s in tree.under(i, "nsubj"))
    }


def participle_beside(tree: Tree) -> Mapping[int, Word]:
    """A participle of saying after a comma, taken for a sentence of its own: "outlined the rise, | warning that …"."""
    for i, word in tree.related("parataxis"):
        bare = tree.tag(i) == "VBG" and tree.first(i, "nsubj", "aux", "mark", "obj") is None
        if bare and 0 <= word.head < i and tree.words[i - 1].text == "," and _is_cue(tree, i):
            return {i: replace(word, deprel="advcl")}
    return {}


def _is_cue(tree: Tree, i: int) -> bool:
    return tree.is_verb(i) and cue(tree.base(i), "verb") is not None


@per_tree
def _saying(tree: Tree) -> Sequence[tuple[int, Word]]:
    """The finite verbs that tell what somebody says, in order."""
    told = _telling()
    return tuple([(i, word) for i, word in tree.verbs if word.xpos in FINITE and tree.base(i) in told])


def _says(tree: Tree, i: int) -> bool:
    """Whether a word is a finite verb that tells what somebody says."""
    return tree.is_verb(i) and tree.tag(i) in FINITE and tree.base(i) in _telling()


@cache
def _telling() -> frozenset[str]:
    """The lemmas of verbs that tell what somebody says."""
    verbs = ((lemma, known) for (lemma, pos), known in cues().items() if pos == "verb")
    return frozenset(lemma for lemma, known in verbs if known.allows("tag") or known.allows("ccomp"))


def raised_beside(tree: Tree) -> Mapping[int, Word]:
    """What is thought or said of somebody, taken for a purpose: "the group is understood | to hold three pilots"."""
    for i, word in tree.related("advcl"):
        to = tree.first(i, "mark")
        if to is None or to - 1 != word.head or tree.printed(to) != "to":
            continue
        found = cue(tree.base(word.head), "verb")
        passive = tree.first(word.head, "nsubj:pass") is not None and tree.first(word.head, "aux:pass") is not None
        if passive and found is not None and found.allows("raised"):
            return {i: replace(word, deprel="xcomp")}
    return {}


def subject_of_adverbial(tree: Tree) -> Mapping[int, Word]:
    """The subject of a clause after a word that may lead in a noun alone, taken for that: "fled after | an inquiry found …"."""
    for i, word in tree.related("advcl", "acl"):
        if (
            word.xpos not in FINITE
            or not {"ccomp", "obj"} & tree.below[i].keys()
            or tree.first(i, "nsubj", "nsubj:pass")
        ):
            continue
        within = word.deprel == "acl" and word.xpos != "VBN"
        found = [word.head] if within else [c for c in tree.under(word.head, "obl") if max(tree.subtree(c)) == i - 1]
        if not found or not 0 <= tree.words[found[0]].head < found[0] < i:
            continue
        noun = tree.words[found[0]]
        marks = {k: replace(tree.words[k], head=i, deprel="mark") for k in tree.under(found[0], "case")}
        first = next(iter(marks), min(tree.subtree(found[0])) - 1)
        if tree.printed(first) in BEFORE_EITHER and (marks or tree.words[first].head == i):
            return marks | {
                found[0]: replace(noun, head=i, deprel="nsubj"),
                i: replace(word, head=noun.head, deprel="advcl"),
            }
    return {}


def source_before_subject(tree: Tree) -> Mapping[int, Word]:
    """A source at the beginning, taken for a part of the subject right after it: "According to police | three men died"."""
    source = tree.words[0].head
    opens = tree.words[0].deprel == "case" and cue(" ".join(w.text.lower() for w in tree.words[:2]), "preposition")
    subject = tree.words[source].head
    if not opens or subject <= source or tree.words[source].deprel not in ("compound", "nmod"):
        return {}
    if tree.relation(subject) != "nsubj" or any(w.upos == "PUNCT" for w in tree.words[:subject]):
        return {}
    before = {k: replace(w, head=source) for k, w in enumerate(tree.words[:source]) if w.head == subject}
    return {**before, source: replace(tree.words[source], head=tree.words[subject].head, deprel="obl")}


def name_after_office(tree: Tree) -> Mapping[int, Word]:
    """The name of a source right after its office, hung beside it: "According to biologist | Jane Roe of Leeds, …"."""
    for i, word in tree.related("obl"):
        office = tree.words[i - 1] if i else word
        beside = office.head == word.head and office.deprel == "obl" and tree.first(i, "case") is None
        if beside and tree.name_of[i] == "PER" and cue(tree.case(i - 1), "preposition") is not None:
            return {i: replace(word, head=i - 1, deprel="appos")}
    return {}


def what_is_called(tree: Tree) -> Mapping[int, Word]:
    """What somebody says that a thing is, torn from the verb of saying: "shelled what it said | was a depot"."""
    for i, word in tree.related("acl:relcl"):
        what = word.head
        if i + 2 > len(tree) or tree.words[what].xpos != "WP" or not _says(tree, i):
            continue
        helper = tree.words[i + 1]
        told = helper.head
        if helper.lemma.lower() != "be" or told <= i + 1 or told in tree.subtree(i) or tree.words[told].head < 0:
            continue
        above = tree.words[told].head
        before = {c: tree.words[c] for c in tree.children[told] if c < what}
        given = {
            c: replace(w, head=above, deprel="obj" if w.deprel == "nsubj" else w.deprel) for c, w in before.items()
        }
        return given | {told: replace(tree.words[told], head=i, deprel="ccomp")}
    return {}


def condition_beside(tree: Tree) -> Mapping[int, Word]:
    """A condition without "if", taken for what is said where a tag parts it: "Had they left, | he believes, all would …"."""
    for i, word in tree.related("ccomp"):
        subject, tag = tree.first(i, "nsubj", "nsubj:pass"), word.head
        inverted = subject is not None and any(c < subject for c in tree.under(i, "aux"))
        main = next((c for c in tree.under(tag, "ccomp") if c > tag), None)
        if inverted and i < tag and main is not None and min(tree.subtree(i)) == 0 and tree.words[-1].text != "?":
            return {i: replace(word, head=main, deprel="advcl")}
    return {}


def condition_parted(tree: Tree) -> Mapping[int, Word]:
    """An "if" that a tag parts from its clause, hung on the tag: "If, as the ministry says, | the bridge has fallen, …"."""
    tag = tree.words[0].head
    if tree.words[0].deprel != "mark" or len(tree) < 3 or (tree.words[1].text, tree.words[2].text) != (",", "as"):
        return {}
    if tree.words[2].head != tag or not _says(tree, tag) or (clause := tree.words[tag].head) < tag:
        return {}
    opening = {0: replace(tree.words[0], head=clause)}
    main = next((c for c in tree.under(clause, "parataxis") if c > clause), None)
    if tree.words[clause].head >= 0 or main is None:
        return opening
    over = {main: replace(tree.words[main], head=-1, deprel="root")}
    return opening | over | {clause: replace(tree.words[clause], head=main, deprel="advcl")}
