"""Capitals that stand for governments ("Washington refused", "talks with Tehran", "Moscow's demands").

The rule looks at the word that governs the capital's name: subjects of verbs that a city cannot do, objects of verbs of
address, and the parties of relations. Elsewhere a capital is a city. The words are those of ``vocab/metonymy.tsv``.
"""

from __future__ import annotations

from khabar.records import Parse, Word
from khabar.resolve.knowledge import Knowledge
from khabar.resolve.tables import listed


def stands_for_government(parse: Parse, i: int, known: Knowledge) -> bool:
    """Whether the capital whose name is headed by word ``i`` is spoken of as a government."""
    words = parse.words
    for _ in range(4):
        if words[i].deprel == "conj" and words[i].head >= 0:
            i = words[i].head
    if words[i].head < 0:
        return False
    governor = words[words[i].head]
    return _acts(words[i].deprel, governor, known) or _is_party(parse, i, governor.lemma.lower(), known)


def _acts(relation: str, governor: Word, known: Knowledge) -> bool:
    """Whether it does what a city cannot do, or is spoken to, or owns what a government has."""
    lemma = governor.lemma.lower()
    if relation == "nsubj":
        return governor.upos == "VERB" and lemma not in known.metonymy["subject_no"]
    if relation in ("obj", "nsubj:pass"):
        return lemma in known.metonymy["object"]
    if relation == "iobj":
        return True
    return relation == "obl:agent" or (relation == "nmod:poss" and lemma in known.metonymy["possessor"])


def _is_party(parse: Parse, i: int, lemma: str, known: Knowledge) -> bool:
    """Whether it is one side of a relation: "talks with Tehran", "leaning on Tehran", "allies of Damascus"."""
    relation = parse.words[i].deprel.partition(":")[0]
    case = next((w.text.lower() for w in parse.words if w.head == i and w.deprel == "case"), "")
    if relation == "obl" and case == "by":
        return True
    if relation == "obl" and case in listed("party_to"):
        return lemma in known.metonymy["oblique"] or (case == "to" and _is_armed(parse, parse.words[i].head, known))
    if relation == "nmod" and case in listed("party_to"):
        return lemma in known.metonymy["noun"] or (case == "to" and _is_supplied(parse, i, known))
    return relation == "nmod" and case == "of" and lemma in known.metonymy["of"]


def _is_supplied(parse: Parse, i: int, known: Knowledge) -> bool:
    """Whether something is sold or lent to it: "the sale of tanks to Baghdad"."""
    thing = parse.words[parse.words[i].head]
    owner = parse.words[thing.head].lemma.lower() if thing.head >= 0 else ""
    return owner in known.metonymy["noun"] or owner in known.metonymy["oblique"]


def _is_armed(parse: Parse, verb: int, known: Knowledge) -> bool:
    """Whether weapons are what somebody hands over: "deliver helicopters to Baghdad"."""
    if parse.words[verb].lemma.lower() not in known.metonymy["transfer"]:
        return False
    things = (w.lemma.lower() for w in parse.words if w.head == verb and w.deprel in ("obj", "nsubj:pass"))
    return any(known.arms.get(thing) or thing in listed("arms") for thing in things)
