"""What a deed's own clause says of it: tense, auxiliaries, adverbs, adjectives, negative words, generic subjects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from khabar.claims.arguments.nouns import occurrence_verbs
from khabar.claims.cues import cue
from khabar.claims.factuality.status import DIRECTED, Status, apply
from khabar.claims.factuality.voice import Voice
from khabar.claims.operators import effect_of, effect_of_mark, effect_of_participle, light_verbs, operator
from khabar.claims.tree import INVERTED, Tree

NEGATIVE_PRONOUNS = frozenset({"no one", "nobody", "nothing", "none", "neither"})
NEGATIVE_DETERMINERS = frozenset({"no", "neither"})
# Whoever does it: what is said of them is said in general.
ANYONE = frozenset({"you", "one", "anyone", "anybody", "whoever", "everyone", "everybody"})
THOSE = frozenset({"those", "people", "all"})
PRESENT = ("VB", "VBP", "VBZ")
# "Could not" tells of what was not done, "cannot" of no time.
CANNOT = Status(negated=True)
CAN = ("can", "ca")
FACTS = ("actual", "presupposed", "ongoing")
HAVE = ("have", "has", "had", "'ve", "’ve", "having")
# What a modal says of the past: "may have", "must have", "would have".
OF_THE_PAST = {"may": "possible", "might": "possible", "could": "possible", "can": "possible", "must": "probable"}


def tense(tree: Tree, i: int) -> str:
    """Ongoing for a present or progressive verb form, demanded for an imperative, planned for a bare aim, else occurred."""
    if is_imperative(tree, i):
        return "demanded"
    if _is_fragment(tree, i) and tree.tag(i) == "VB" and effect_of_mark(tree, i) == "planned":
        return "planned"
    owner = tree.words[i].head if tree.words[i].deprel == "conj" and tree.first(i, "aux", "nsubj") is None else i
    auxiliaries = [tree.printed(a) for a in tree.under(owner, "aux", "aux:pass", "cop")]
    if tree.tag(i) in ("VBZ", "VBP"):
        return "ongoing"
    if is_present(tree, i):
        return "ongoing"
    progressive = tree.tag(i) == "VBG" and any(a in ("is", "are", "am", "'s", "’s", "'re", "’re") for a in auxiliaries)
    return "ongoing" if progressive else "occurred"


def _is_fragment(tree: Tree, i: int) -> bool:
    """Whether a verb stands for itself, with no subject and no auxiliary: "To strike first."."""
    return tree.relation(i) == "root" and tree.first(i, "aux", "cop", "nsubj") is None


def is_present(tree: Tree, i: int) -> bool:
    """Whether a bare participle tells of the time of writing: "militias now threatening the town"."""
    bare = tree.tag(i) == "VBG" and tree.first(i, "aux") is None
    return bare and any(effect_of(tree, a) == "present" for a in tree.under(i, "advmod"))


def is_imperative(tree: Tree, i: int) -> bool:
    """Whether a verb is a command, alone or joined to one."""
    if tree.tag(i) != "VB" or tree.first(i, "nsubj", "nsubj:pass", "mark", "expl", "csubj") is not None:
        return False
    if any(tree.printed(a) != "do" for a in tree.under(i, "aux")):
        return False
    if tree.relation(i) == "conj":
        return is_imperative(tree, tree.words[i].head)
    return tree.relation(i) in ("root", "parataxis", "ccomp", "appos", "list", "dep")


def in_clause(tree: Tree, i: int, status: Status, voice: Voice, below: int = -1) -> Status:
    """The status after the words that belong to a deed or to what governs it, taken in the order of the sentence.

    ``below`` is the word from which a governor was reached, whose own words have been read.
    """
    if _is_due(tree, i):
        status = apply(status, "planned")
    if _is_of_nobody(tree, i):
        status = apply(status, "negated")
    for child in _modifiers(tree, i):
        if child != below and voice.inside(child) and (effect := _effect(tree, i, child, voice)):
            status = apply(status, effect)
    if status == CANNOT and any(tree.printed(a) in CAN for a in tree.under(i, "aux")):
        return replace(status, realis="hypothetical")
    return Status(realis="generic") if _is_general(tree, i) and status.happened else status


def _is_due(tree: Tree, i: int) -> bool:
    """Whether something was or is to be done: "are to meet", "had been due to meet"; but "its first act was to meet"."""
    to = max(tree.under(i, "mark"), default=None)
    done = any(effect_of(tree, s) in FACTS or _is_of_doing(tree, s) for s in tree.under(i, "nsubj") if tree.is_noun(s))
    if to is None or done or is_inverted(tree, i) or effect_of_mark(tree, i) not in DIRECTED:
        return False
    shares = tree.words[i].deprel == "conj" and tree.first(i, "nsubj", "aux", "cop") is None
    owner = tree.words[i].head if shares and tree.first(tree.words[i].head, "mark") is not None else i
    return any(a < to for a in tree.under(owner, "aux", "cop"))


def _is_of_doing(tree: Tree, subject: int) -> bool:
    """Whether a subject stands for what somebody did: "the first thing they did was to strike"."""
    return any(
        tree.lemma(c) == "do" and tree.tag(c) == "VBD" for n in tree.subtree(subject) for c in tree.under(n, "acl")
    )


def _is_of_nobody(tree: Tree, i: int) -> bool:
    """Whether a clause tells of somebody or something that does not exist: "there are no hostages being held"."""
    noun = tree.words[i].head
    told = tree.relation(i) != "acl" or tree.first(i, "mark") is not None
    if told or not tree.is_verb(i) or not is_negative_phrase(tree, noun):
        return False
    return tree.words[noun].head >= 0 and tree.first(tree.words[noun].head, "expl") is not None


def _modifiers(tree: Tree, i: int) -> list[int]:
    relations = ("aux", "advmod", "amod", "det", "cc", "nsubj", "nsubj:pass", "obj", "acl", "nsubj:outer")
    own = [m for m in tree.under(i, *relations) if not _is_of_infinitive(tree, m)]
    governor = tree.words[i].head
    if tree.relation(i) == "xcomp":
        own += [m for m in tree.under(governor, "advmod") if m < i and _is_of_infinitive(tree, m)]
    shares = tree.words[i].deprel == "conj" and tree.tag(i) in ("VB", "VBN", "VBG") and not _has_own_clause(tree, i)
    if shares and tree.is_verb(governor):
        # "Neither arrested nor killed" denies each of the two once.
        again = any(tree.printed(c) == "nor" for c in tree.under(i, "cc"))
        own += [m for m in tree.under(governor, "aux", *(() if again else ("advmod",))) if m < i]
    return own


def _is_of_infinitive(tree: Tree, modifier: int) -> bool:
    """Whether an adverb after its verb belongs to the infinitive that follows: "promised not to strike"."""
    after = modifier + 1
    return tree.words[modifier].head < modifier and after < len(tree) and tree.printed(after) == "to"


def _has_own_clause(tree: Tree, i: int) -> bool:
    return tree.first(i, "aux", "nsubj", "nsubj:pass", "mark") is not None


def _effect(tree: Tree, i: int, child: int, voice: Voice) -> str | None:
    relation = tree.relation(child)
    if relation in ("nsubj", "obj"):
        return _of_argument(tree, i, child)
    if relation == "det":
        return "negated" if tree.printed(child) in NEGATIVE_DETERMINERS else None
    if relation == "aux":
        return _of_auxiliary(tree, i, child, voice)
    if relation in ("amod", "acl"):
        return _of_adjective(tree, i, child)
    return _unlimited(tree, child)


def _unlimited(tree: Tree, child: int) -> str | None:
    """The effect of a modifier that acts on whatever it stands beside, not only on what completes it."""
    after = tree.printed(child + 1) if child + 1 < len(tree) else ""
    found = operator(tree, child, after)
    return found.effect if found and not found.through else None


def _of_argument(tree: Tree, i: int, child: int) -> str | None:
    """Nobody did it, or nothing was done; "the plan is to strike" makes the strike a plan."""
    if tree.words[i].upos in ("VERB", "ADJ") and is_negative_phrase(tree, child):
        return "negated"
    predicate = tree.relation(child) == "nsubj" and effect_of_mark(tree, i) == "planned"
    effect = effect_of(tree, child) if predicate and tree.is_noun(child) else None
    return effect if effect in DIRECTED else None


def is_negative_phrase(tree: Tree, head: int) -> bool:
    """Whether a noun phrase stands for nobody or nothing: "no one", "none of the rebels", "no troops"; "no more than ten"
    stands for some.
    """
    first = [tree.printed(w) for w in tree.subtree(head, without=("acl", "acl:relcl"))[:3]]
    some = first[0] == "no" and first[2:] == ["than"]
    return " ".join(first[:2]) in NEGATIVE_PRONOUNS or (
        first[0] in NEGATIVE_PRONOUNS | NEGATIVE_DETERMINERS and not some
    )


def _of_auxiliary(tree: Tree, i: int, child: int, voice: Voice) -> str | None:
    effect, word = effect_of(tree, child), tree.words[child]
    if effect is None or word.xpos not in ("MD", "VB", "VBP", "VBZ", "VBD"):
        return None
    if any(a > child and tree.printed(a) in HAVE for a in tree.under(i, "aux")):
        return OF_THE_PAST.get(word.text.lower(), "planned" if effect == "planned" else "counterfactual")
    if effect == "able" and not tree.is_verb(i):
        return None
    return _of_would(tree, i, voice) if effect == "conditional" else effect


def _of_would(tree: Tree, i: int, voice: Voice) -> str | None:
    """The future of what was said, what came of it ("would later kill"), or a condition."""
    if voice.backshifted or _was_said(tree, i):
        return "planned"
    told = any(effect_of(tree, a) == "subsequent" for a in tree.under(i, "advmod"))
    return None if told or _is_withheld(tree, i) else "conditional"


def _is_withheld(tree: Tree, i: int) -> bool:
    """Whether somebody would not say a thing, which is what they did: "would neither confirm nor deny it"."""
    if cue(tree.lemma(i), "withheld") is None:
        return False
    return any(tree.printed(c) in ("not", "n't", "n’t", "neither", "nor") for c in tree.under(i, "advmod", "cc"))


def _was_said(tree: Tree, i: int) -> bool:
    """Whether a clause is what somebody said, be it the teller's side: "we announced that we would send aid"."""
    said = tree.words[i].head
    return tree.relation(i) == "ccomp" and tree.tag(said) == "VBD" and cue(tree.lemma(said), "verb") is not None


def _of_adjective(tree: Tree, i: int, child: int) -> str | None:
    """What an adjective or participle says of a deed named by a noun."""
    if tree.is_noun(i) and tree.words[child].deprel == "acl:relcl":
        return _of_relative(tree, child)
    if not tree.is_noun(i) or (tree.relation(child) == "acl" and tree.tag(child) != "VBN"):
        return None
    if tree.words[child].upos == "VERB":
        return effect_of_participle(tree, child)
    return _unlimited(tree, child)


def _of_relative(tree: Tree, clause: int) -> str | None:
    """What a relative clause says of the deed it describes: that it is still to happen ("talks that will be held")."""
    happens = tree.lemma(clause) in occurrence_verbs() or tree.lemma(clause) in light_verbs()
    ahead = happens and any(effect_of(tree, a) == "planned" for a in tree.under(clause, "aux"))
    return "planned" if ahead else effect_of_participle(tree, clause) if tree.tag(clause) == "VBN" else None


def _is_general(tree: Tree, i: int) -> bool:
    """Whether a verb in the present tells what anyone does, or all who are of a kind."""
    if tree.tag(i) not in PRESENT or tree.first(i, "aux") is not None:
        return False
    whoever = tree.words[i].deprel == "acl:relcl" and tree.printed(tree.words[i].head) in (*ANYONE, *THOSE)
    subjects = (s for s in tree.under(i, "nsubj") if tree.first(s, "nmod") is None)
    return whoever or any(tree.printed(s) in ANYONE for s in subjects)


def conditions(tree: Tree, i: int) -> Iterator[int]:
    """The clauses that make what a verb says depend on something: "if", "unless", "provided that"."""
    for child in tree.under(i, "advcl"):
        marks = {tree.printed(m) for m in tree.under(child, "mark")}
        if (effect_of_mark(tree, child) == "hypothetical" and "whether" not in marks) or is_inverted(tree, child):
            yield child


def is_inverted(tree: Tree, i: int) -> bool:
    """Whether a clause is a condition by its order of words: "had they attacked", "should they attack"."""
    subject, auxiliary = tree.first(i, "nsubj", "nsubj:pass"), tree.first(i, "aux")
    marked = any(tree.printed(m) != "to" for m in tree.under(i, "mark"))
    if subject is None or auxiliary is None or marked:
        return False
    return auxiliary < subject and tree.printed(auxiliary) in INVERTED
