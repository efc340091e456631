"""How a thing is told changes what the telling commits to: "did not say", "falsely claimed", "said whether"."""

from __future__ import annotations

from dataclasses import replace

from khabar.claims.arguments.verbs import subjects
from khabar.claims.attribution.quotations import contradiction
from khabar.claims.cues import Cue, cue
from khabar.claims.factuality.clause import is_negative_phrase
from khabar.claims.operators import effect_of, effect_of_mark
from khabar.claims.tree import Tree
from khabar.claims.view import Draft

OPEN_QUESTIONS = ("whether", "if")
ASKING = ("who", "whom", "whose", "what", "which", "when", "where", "why", "how")
# What is left of a commitment when the telling itself is negated: "do not believe that", "has not denied that".
NEGATED = {"CT+": "Uu", "PR+": "PR-", "PS+": "Uu", "CT-": "Uu", "PR-": "PR+", "Uu": "Uu"}


def told(tree: Tree, i: int, found: Cue, draft: Draft) -> Draft | None:
    """The draft of a verbal cue with what negation, manner and open questions make of it; None where nothing is told.

    "It did not say who fired" tells nothing.
    """
    manner = next((m for c in tree.under(i, "advmod") if (m := cue(tree.printed(c), "manner"))), None)
    if manner is not None:
        draft = replace(draft, stance=manner.stance)
    if contradiction(tree, i, found):
        return replace(draft, stance="rejects")
    clause = tree.first(i, "ccomp")
    opening = _opening(tree, clause) if clause is not None else ""
    if _is_unreal(tree, i) or _is_to_be_shown(tree, i) or _is_asked(tree, i, found, draft, opening):
        return None
    if opening in OPEN_QUESTIONS or _is_to_come(tree, i):
        return replace(draft, factuality="Uu")
    if not _negated(tree, i):
        return draft
    if opening in ASKING:
        return None
    if clause is None and found.speech_act == "accuse":
        return replace(draft, held=False) if draft.head is not None else None
    factive = found.stance == "endorses" and found.speech_act == "report"
    return draft if factive else replace(draft, factuality=NEGATED[draft.factuality])


def _is_asked(tree: Tree, i: int, found: Cue, draft: Draft, opening: str) -> bool:
    """Whether a question stays one: nobody asks it, or its answer is only looked for or settled ("decided whether")."""
    settled = draft.head is None or cue(found.lemma, "settling") is not None
    gerund = tree.tag(i) == "VBG" and tree.first(i, "mark") is not None
    if settled and (opening in OPEN_QUESTIONS or (gerund and opening in ASKING)):
        return True
    return opening in (*OPEN_QUESTIONS, *ASKING) and _is_sought(tree, i, found)


def _opening(tree: Tree, clause: int) -> str:
    """The word that opens a clause, after a preposition: "asked about | whether …"."""
    first, second = (tree.printed(w) for w in (tree.subtree(clause) * 2)[:2])
    return second if second in OPEN_QUESTIONS and first == "about" else first


def _is_unreal(tree: Tree, i: int) -> bool:
    """Whether it would have been told if things had been otherwise: "an expert would have foreseen that …"."""
    helpers = {tree.printed(a) for a in tree.under(i, "aux")}
    return "would" in helpers and "have" in helpers


def _is_sought(tree: Tree, i: int, found: Cue) -> bool:
    """Whether the answer to a question is only looked for: "met to ask who …", "is trying to find out why …"."""
    governor = tree.words[i].head
    if tree.relation(i) in ("advcl", "acl"):
        return effect_of_mark(tree, i) == "planned"
    wished = tree.relation(i) == "xcomp" and effect_of(tree, governor) in ("planned", "demanded")
    return wished and found.stance == "endorses"


def _is_to_be_shown(tree: Tree, i: int) -> bool:
    """Whether something is only meant to show it: "carried a pass to prove that …"."""
    shown = cue(tree.base(i), "evidence") if tree.relation(i) in ("advcl", "acl") else None
    return shown is not None and not shown.allows("speech") and effect_of_mark(tree, i) == "planned"


def _is_to_come(tree: Tree, i: int) -> bool:
    """Whether it is yet to be told: "will announce", "is expected to say", "plans to report"."""
    if tree.tag(i) != "VB":
        return False
    aux = any(effect_of(tree, a) == "planned" for a in tree.under(i, "aux"))
    governor = tree.words[i].head
    meant = tree.words[i].deprel == "xcomp" and governor >= 0 and effect_of(tree, governor) in ("planned", "expected")
    return aux or meant


def _negated(tree: Tree, i: int) -> bool:
    """Whether the cue is negated, or is what somebody refuses or fails to do."""
    if any(effect_of(tree, c) == "negated" for c in tree.under(i, "advmod")):
        return True
    if any(tree.printed(c) == "nor" for c in tree.under(i, "cc")):
        return True
    governor = tree.words[i].head
    if tree.words[i].deprel != "xcomp" or governor < 0:
        return False
    able = tree.words[governor].upos == "ADJ" and _negated(tree, governor)
    return able or effect_of(tree, governor) == "negated"


def negated(tree: Tree, noun: int, draft: Draft) -> Draft:
    """The draft of a noun with what a negative determiner makes of it: "no evidence that", "produced no evidence"."""
    no = any(tree.printed(d) in ("no", "neither") for d in tree.under(noun, "det"))
    return replace(draft, factuality=NEGATED[draft.factuality]) if no or _not_given(tree, noun) else draft


def _not_given(tree: Tree, noun: int) -> bool:
    """Whether a noun is what nobody gives or what is not given: "has not produced evidence", "no one had proof"."""
    verb, given = tree.words[noun].head, tree.relation(noun) == "obj" or tree.words[noun].deprel == "nsubj:pass"
    if verb < 0 or not given or not tree.is_verb(verb):
        return False
    judging = cue(tree.base(verb), "verb")
    if judging is not None and judging.speech_act in ("deny", "confirm"):
        return False
    nobody = any(is_negative_phrase(tree, s) for s in tree.under(verb, "nsubj"))
    return nobody or _negated(tree, verb) or effect_of_mark(tree, verb) == "negated"


def judged(tree: Tree, noun: int, draft: Draft) -> Draft:
    """The draft of a noun of speech that somebody denies or rejects: theirs is the last word, if nobody else is named.

    "Rejected criticism that it dithered" tells what the rejecter holds; "rejected Saudi claims that …" keeps both, and
    "reports that it fell could not be confirmed" keeps the reports.
    """
    governor = tree.words[noun].head
    object_ = tree.relation(noun) == "obj" or tree.words[noun].deprel == "nsubj:pass"
    found = cue(tree.base(governor), "verb") if governor >= 0 and object_ else None
    if found is None or found.speech_act not in ("deny", "confirm"):
        return draft
    if draft.head is None:
        return replace(draft, held=not subjects(tree, governor))
    return replace(draft, stance="rejects" if found.speech_act == "deny" else "endorses")


def graded(tree: Tree, noun: int, draft: Draft) -> Draft:
    """The draft of a noun with what an adjective says of its worth: "unconfirmed reports", "the claim that … is false"."""
    judging = [*tree.under(noun, "amod"), *_predicated(tree, noun)] if tree.words[noun].upos == "NOUN" else []
    verdict = next((v for a in judging if (v := cue(tree.printed(a), "verdict"))), None)
    if verdict is None:
        return draft
    firm = draft.factuality == "CT+"
    return replace(draft, stance=verdict.stance, factuality=verdict.factuality if firm else draft.factuality)


def _predicated(tree: Tree, noun: int) -> list[int]:
    """What is said of a noun as its subject: "the claim … is false", "… has been debunked"; nothing where it is negated."""
    judged = tree.words[noun].head
    subject = judged >= 0 and tree.relation(noun) == "nsubj"
    return [judged] if subject and not _negated(tree, judged) else []
