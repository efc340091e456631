"""What a number counts: the noun it goes with in the tree, and the measure, unit and status that follow."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.claims.cues import cue
from khabar.claims.harms import is_life, suffered, verb_over
from khabar.claims.measures import PERSONS, classes_named, harm_of, look_up, measure_of, names, statuses, words
from khabar.claims.tree import Tree

HUMAN = frozenset({"person", "armed", "people", "captive"})
ONE_BY_ONE = frozenset({"person", "people", "captive"})
PRONOUNS = frozenset({"those", "these", "them", "whom", "which", "all", "others", "us", "it"})
REFERRING = frozenset({"more", "other", "others", "further"})
STOPS = frozenset({",", ";", ":", ".", "--", "—"})
COUNTING = frozenset({"nummod", "amod", "det", "compound", "advmod", "nmod"})
LONGEST_RUN = 5
COMPARING = frozenset(
    (
        "at",
        "least",
        "more",
        "than",
        "about",
        "some",
        "up",
        "to",
        "as",
        "many",
        "nearly",
        "around",
        "over",
        "almost",
        "another",
    )
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts: its own topmost word, the noun counted if the text has one, and what follows from them.

    ``node`` stands for the phrase in the tree. ``measure`` is None where only the sentences around can tell.
    """

    node: int
    noun: int | None
    measure: str | None
    unit: str | None
    status: str | None
    verb: int | None


def counted(tree: Tree, number: frozenset[int]) -> Counted:
    """What the number made of the words given counts."""
    top = min((i for i in number if tree.words[i].head not in number), default=min(number))
    noun = _noun(tree, top, number)
    node = top if noun is None else noun
    verb = verb_over(tree, node)
    measure = _measure(tree, node, noun, min(number))
    return Counted(node, noun, measure, _unit(tree, noun, measure), _status(tree, noun, measure), verb)


def _noun(tree: Tree, top: int, number: frozenset[int]) -> int | None:
    """The noun counted: the number's governor, or what stands after "of" ("dozens of civilians")."""
    for part in (p for i in sorted(number) for p in tree.under(i, "nmod") if p > i and p not in number):
        if tree.case(part) == "of":
            return None if tree.words[part].text.lower() in PRONOUNS else part
    head = tree.words[top].head
    if tree.relation(top) == "conj" and tree.words[head].upos == "NUM" and tree.words[top].upos == "NUM":
        return _noun(tree, head, number)
    if head < top or tree.relation(top) not in COUNTING or tree.first(top, "case") is not None:
        return _follows(tree, max(number))
    while tree.words[head].upos == "ADJ" and tree.relation(head) in ("amod", "compound") and not harm_of(tree, head):
        head = tree.words[head].head
    if tree.words[head].upos not in ("NOUN", "PROPN", "SYM", "ADJ") or any(
        w.text in STOPS or w.upos == "AUX" for w in tree.words[top:head]
    ):
        return None
    return None if tree.words[head].text.lower() in REFERRING else _designated(tree, head)


def _follows(tree: Tree, last: int) -> int | None:
    """The plural noun that ends the run of nouns and adjectives right after a number, where the tree joins them not."""
    found = None
    for i in range(last + 1, min(last + 1 + LONGEST_RUN, len(tree))):
        if tree.words[i].upos not in ("ADJ", "NOUN", "PROPN") and tree.tag(i) != "HYPH":
            break
        found = i if tree.tag(i) in ("NNS", "NNPS") else found
    return found


def _designated(tree: Tree, noun: int) -> int:
    """The noun after a weapon's designation: the rifles of "AK-103 rifles"."""
    rest = tree.words[noun + 1 : noun + 4]
    if len(rest) == 3 and rest[0].text == "-" and rest[1].text[:1].isdigit() and rest[2].upos == "NOUN":
        return noun + 3
    return noun


def _measure(tree: Tree, node: int, noun: int | None, first: int) -> str | None:
    own = None if noun is None else measure_of(tree, noun)
    if own in PERSONS or own == "weapons":
        return own
    if noun is not None and look_up(tree, noun, words("size")):
        return "other"
    if noun is not None and is_life(tree, noun):
        return "killed"
    harm = (_done_to(tree, first) if noun is None else None) or next(suffered(tree, node), None)
    if harm is not None and (noun is None or _human(tree, noun, surely=harm == "detained")):
        return harm
    if noun is None:
        return None
    return "other" if own is None or _speaks(tree, noun) else own


def _done_to(tree: Tree, first: int) -> str | None:
    """The harm of the verb right before a bare number: killing at least nine, wounded 14."""
    before = first - 1
    while before > 0 and tree.words[before].text.lower() in COMPARING:
        before -= 1
    return look_up(tree, before, words("verb", "object")) if before >= 0 and tree.is_verb(before) else None


def _speaks(tree: Tree, noun: int) -> bool:
    """Whether a phrase is the subject of a verb of saying: its people are sources."""
    head = tree.words[noun].head
    if head < 0:
        return False
    if tree.case(noun) == "according to":
        return True
    if tree.relation(noun) != "nsubj" or not tree.is_verb(head) or not any(cue(n, "verb") for n in names(tree, head)):
        return False
    return tree.first(head, "ccomp", "parataxis") is not None or tree.relation(head) == "parataxis"


def _human(tree: Tree, noun: int, surely: bool) -> bool:
    """Whether a noun may name people: known ones must; unknown ones may, if names or plural, unless it must be sure."""
    if known := classes_named(tree, noun):
        return bool(known & HUMAN)
    if look_up(tree, noun, words("number")) is not None or look_up(tree, noun, words("time")) is not None:
        return False
    if look_up(tree, noun, statuses()):
        return True
    return tree.words[noun].upos in ("PROPN", "PRON", "ADJ") or (tree.tag(noun) == "NNS" and not surely)


def _unit(tree: Tree, noun: int | None, measure: str | None) -> str | None:
    if noun is not None and look_up(tree, noun, words("collective")) is not None:
        return tree.words[noun].text.lower()
    if measure in PERSONS or (noun is not None and _person(tree, noun)):
        return "persons"
    return tree.words[noun].text.lower() if noun is not None else None


def _person(tree: Tree, noun: int) -> bool:
    """Whether a noun is counted by heads."""
    if look_up(tree, noun, words("noun")) == "troops" or look_up(tree, noun, statuses()):
        return True
    return bool(classes_named(tree, noun) & ONE_BY_ONE)


def _status(tree: Tree, noun: int | None, measure: str | None) -> str | None:
    """Civilian or combatant by the noun and its modifiers; unknown for other people who come to harm."""
    if measure == "troops":
        return "combatant"
    if measure not in PERSONS:
        return None
    named = [] if noun is None else [noun, *tree.under(noun, "amod", "compound", "nmod")]
    found = {status for n in named if (status := look_up(tree, n, statuses()))}
    return found.pop() if len(found) == 1 else "unknown"
