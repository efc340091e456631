"""What a number counts: the noun it goes with in the tree, and the measure, unit and status that follow."""

from __future__ import annotations

from khabar.claims.classes import is_aircraft, nationals
from khabar.claims.cues import cue
from khabar.claims.designations import designation_after
from khabar.claims.harms import MIXING, befell, is_life, mixed, suffered, verb_over
from khabar.claims.labels import Label, label_of
from khabar.claims.measures import PERSONS, classes_named, harm_of, look_up, measure_of, names, statuses, words
from khabar.claims.tree import Tree
from khabar.frozen import record

HUMAN = frozenset({"person", "armed", "people", "captive"})
FIGHTING = frozenset({"armed", "force", "military", "militia"})
LAUNCHED = FIGHTING | {"attack"}
# What befalls people outweighs what they are named by, where it comes later in this list.
WEIGHT = {"displaced": 0, "missing": 0, "detained": 1, "injured": 2, "killed": 3}
ONE_BY_ONE = frozenset({"person", "people", "captive"})
PRONOUNS = frozenset({"those", "these", "them", "whom", "which", "all", "others", "us", "it"})
REFERRING = frozenset({"more", "other", "others", "further"})
# Harms that things may come to as well: towns are held, money is lost.
SURELY = frozenset({"detained", "casualties"})
# What may stand between a number and its noun: "a 60-plus nation coalition".
SUFFIXES = frozenset({"plus", "odd"})
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


@record(frozen=True, slots=True)
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
    if (weapons := _weapons(tree, number)) is not None:
        return weapons
    top = min((i for i in number if tree.words[i].head not in number), default=min(number))
    noun = _noun(tree, top, number)
    node = _others(tree, top) if noun is None else noun
    verb = (_put_at(tree, min(number)) if noun is None else None) or verb_over(tree, node)
    measure = _measure(tree, node, noun, number)
    if noun is None and measure not in PERSONS and (label := label_of(tree, number)) is not None:
        return _labelled(tree, node, label)
    measure = "casualties" if measure in MIXING and mixed(tree, node) else measure
    said = noun if noun is not None else stood_for(tree, top)
    return Counted(
        node, noun, measure, _unit(tree, said, measure, collected=said == noun), _status(tree, said, measure), verb
    )


def _labelled(tree: Tree, node: int, label: Label) -> Counted:
    """What a number beside a label counts."""
    unit, status = _unit(tree, label.noun, label.measure, collected=True), _status(tree, label.noun, label.measure)
    return Counted(node, label.noun, label.measure, unit, status, verb_over(tree, node))


def _others(tree: Tree, top: int) -> int:
    """The word that stands in the tree for a bare number: the "others" of "31 others were wounded", or itself."""
    head = tree.words[top].head
    counts = head > top and tree.relation(top) == "nummod" and tree.printed(head) in REFERRING
    return head if counts else top


def _put_at(tree: Tree, first: int) -> int | None:
    """The verb of "puts the dead at a cautious 40", whatever the tree makes of the adjectives."""
    at = first - 1
    while at > 0 and tree.words[at].upos in ("ADV", "ADJ", "DET"):
        at -= 1
    if at < 1 or at == first - 1 or tree.printed(at) not in ("at", "to"):
        return None
    thing = at - 1
    counts = look_up(tree, thing, words("number")) is not None
    return tree.words[thing].head if counts and tree.is_verb(tree.words[thing].head) else None


def _weapons(tree: Tree, number: frozenset[int]) -> Counted | None:
    """Weapons counted by their designation: 16 F-16s, four Mi-28 attack helicopters, three 122mm rockets."""
    named = designation_after(tree, max(number))
    if named is None:
        return None
    unit = "".join(w.text for w in tree.words[named.first : named.last + 1]).removesuffix("s")
    if named.noun is not None:
        own = measure_of(tree, named.noun)
        if own not in (None, "weapons") and not is_aircraft(tree, named.noun):
            return None
        unit = tree.printed(named.noun)
    return Counted(named.node, named.node, "weapons", unit, None, verb_over(tree, named.first))


def stood_for(tree: Tree, top: int) -> int | None:
    """The noun that tells what a bare number counts: its predicate, the family of six, the troops whose number fell to it."""
    if (said := said_of(tree, top)) is not None:
        return said
    head = tree.words[top].head
    if head >= 0 and tree.case(top) == "of" and look_up(tree, head, words("collective")) is not None:
        return head
    over = top if tree.first(top, "cop") is not None else head
    if over != top and (head < 0 or tree.relation(top) not in ("obl", "iobj", "conj", "obj") or not tree.is_verb(head)):
        return None
    things = (t for t in tree.under(over, "nsubj", "obj") if look_up(tree, t, words("number")) is not None)
    return next((part for t in things for part in tree.under(t, "nmod") if tree.is_noun(part)), None)


def said_of(tree: Tree, top: int) -> int | None:
    """What a copula says of a bare number: the civilians of "12 were civilians"."""
    head = tree.words[top].head
    said = tree.relation(top) == "nsubj" and head >= 0 and tree.first(head, "cop") is not None
    return head if said and tree.words[head].upos == "NOUN" and tree.case(head) == "" else None


def _noun(tree: Tree, top: int, number: frozenset[int]) -> int | None:
    """The noun counted: the number's governor, or what stands after "of" ("dozens of civilians")."""
    for part in (p for i in sorted(number) for p in tree.under(i, "nmod") if p > i and p not in number):
        if tree.case(part) == "of":
            return None if tree.printed(part) in PRONOUNS else part
    if (whole := _out_of(tree, max(number))) is not None:
        return whole
    head = tree.words[top].head
    if tree.relation(top) == "conj" and tree.words[head].upos == "NUM" and tree.words[top].upos == "NUM":
        return _noun(tree, head, number)
    if head < top or tree.relation(top) not in COUNTING or tree.first(top, "case") is not None:
        return _follows(tree, max(number))
    while tree.words[head].upos == "ADJ" and tree.relation(head) in ("amod", "compound") and not harm_of(tree, head):
        head = tree.words[head].head
    if tree.is_verb(head):
        return _follows(tree, max(number))
    if tree.words[head].upos not in ("NOUN", "PROPN", "SYM", "ADJ") or any(
        w.text in STOPS or w.upos == "AUX" or w.text.lower() == "the" for w in tree.words[top:head]
    ):
        return None
    if tree.printed(head) in SUFFIXES and tree.is_noun(tree.words[head].head):
        head = tree.words[head].head
    return None if tree.printed(head) in REFERRING else head


def _out_of(tree: Tree, last: int) -> int | None:
    """The noun of the whole in "five out of 18 bridges"."""
    words = [w.text.lower() for w in tree.words[last + 1 : last + 3]]
    whole = last + 3
    if words != ["out", "of"] or whole >= len(tree):
        return None
    head = tree.words[whole].head
    return head if tree.relation(whole) == "nummod" and head > whole else None


def _follows(tree: Tree, last: int) -> int | None:
    """The plural noun that ends the run of nouns and adjectives right after a number, where the tree joins them not."""
    found = None
    for i in range(last + 1, min(last + 1 + LONGEST_RUN, len(tree))):
        if tree.words[i].upos not in ("ADJ", "NOUN", "PROPN") and tree.tag(i) != "HYPH":
            break
        found = i if tree.tag(i) in ("NNS", "NNPS") else found
    return found


def _measure(tree: Tree, node: int, noun: int | None, number: frozenset[int]) -> str | None:
    """The measure of a number with its noun, or None where it stands alone and its words do not tell."""
    if noun is None:
        first, after = min(number), max(node, *number) + 1
        right_after = harm_of(tree, after) if after < len(tree) else None
        harm = right_after or _done_to(tree, first) or _worst(tree, node)
        # A base that "holds 34" may hold aircraft.
        harm = None if harm == "detained" and _is_held(tree, node) else harm
        return harm or ("troops" if _is_strength(tree, first) else None)
    own = measure_of(tree, noun)
    if own in PERSONS and _acts(tree, noun):
        return "other"
    if own in PERSONS or own == "weapons":
        return _outdone(own, befell(tree, node))
    if look_up(tree, noun, words("size")):
        return "other"
    return "killed" if is_life(tree, noun) else _of_people(tree, node, noun, own)


def _of_people(tree: Tree, node: int, noun: int, own: str | None) -> str:
    """The measure of a noun that may name people: what befell them, or that they are troops."""
    harm = _worst(tree, node) or _with_injuries(tree, noun)
    # Soldiers and fighters who flee are no displaced people.
    fled = own == "troops" and harm == "displaced"
    if harm is not None and not fled and _human(tree, noun, surely=harm in SURELY):
        return harm
    if own is None and _serves(tree, noun):
        return "troops"
    return "other" if own is None or _speaks(tree, noun) else own


def _with_injuries(tree: Tree, noun: int) -> str | None:
    """Whether people are counted by what they suffer from: "1,610 people with trauma injuries"."""
    said = (c for c in tree.under(noun, "nmod") if tree.case(c) == "with")
    return next(("injured" for c in said if measure_of(tree, c) == "injured"), None)


def _is_held(tree: Tree, node: int) -> bool:
    """Whether a number is the object of "hold", of which it does not tell what it counts."""
    return tree.relation(node) == "obj" and tree.base(tree.words[node].head) == "hold"


def _is_strength(tree: Tree, first: int) -> bool:
    """Whether a number is the strength of a force: a division, 10,000 strong."""
    after = tree.words[first].head
    if after <= first or tree.printed(after) != "strong" or tree.words[after].head < 0:
        return False
    force = tree.words[after].head
    return bool(classes_named(tree, force) & FIGHTING) or measure_of(tree, force) == "troops"


def _outdone(own: str, harm: str | None) -> str:
    """The harm done to those who are named by another: refugees and captives who are killed are among the killed."""
    return harm if harm is not None and WEIGHT.get(harm, 0) > WEIGHT.get(own, len(WEIGHT)) else own


def _worst(tree: Tree, node: int) -> str | None:
    """The harm that the words around say of a phrase, what befalls them now before what they suffered already.

    "Hundreds injured" are not of the killed beside them; "three wounded soldiers" who are killed are.
    """
    said, now = next(suffered(tree, node), None), befell(tree, node)
    before = any(c < node and harm_of(tree, c) for c in tree.under(node, "amod"))
    return said if said == "injured" and not before else now if said is None else _outdone(said, now)


def _acts(tree: Tree, noun: int) -> bool:
    """Whether "bodies" do something to something: those are institutions, no remains of the dead."""
    if look_up(tree, noun, words("remains")) is None:
        return False
    head = tree.words[noun].head
    led = any(tree.words[c].upos == "ADJ" for c in tree.under(noun, "amod"))
    return head >= 0 and tree.words[noun].deprel == "nsubj" and (led or tree.first(head, "obj", "ccomp") is not None)


def _serves(tree: Tree, noun: int) -> bool:
    """Whether "men" or "members" are those of a force: a brigade of 3,000 men, the militia has 8,000 members."""
    if look_up(tree, noun, words("ranks")) is None:
        return False
    head = tree.words[noun].head
    if head >= 0 and tree.is_verb(head) and tree.case(noun) == "with":
        return bool(classes_named(tree, tree.words[head].head) & LAUNCHED) if tree.relation(head) == "acl" else False
    if head >= 0 and tree.is_noun(head) and tree.case(noun) in ("of", "with"):
        return bool(classes_named(tree, head) & FIGHTING) or measure_of(tree, head) == "troops"
    if head < 0 or not tree.is_verb(head) or look_up(tree, head, words("stock", "object")) is None:
        return False
    return any(_fights(tree, s) for s in tree.under(head, "nsubj"))


def _fights(tree: Tree, i: int) -> bool:
    """Whether a word names a force or a state, which keep men under arms."""
    return bool(classes_named(tree, i) & FIGHTING) or tree.words[i].upos == "PROPN"


def _done_to(tree: Tree, first: int) -> str | None:
    """The harm of the verb right before a bare number: killing at least nine, wounded 14."""
    before = first - 1
    while before > 0 and tree.printed(before) in COMPARING:
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


def _unit(tree: Tree, noun: int | None, measure: str | None, *, collected: bool) -> str | None:
    """What is counted one by one: families, if these are ``collected``, not the members of one."""
    if collected and noun is not None and look_up(tree, noun, words("collective")) is not None:
        return tree.printed(noun)
    if measure in PERSONS or measure == "troops" or (noun is not None and _person(tree, noun)):
        return "persons"
    if noun is None:
        return None
    square = next((tree.printed(c) for c in tree.children[noun] if is_square(tree, c)), "")
    return f"{square} {tree.printed(noun)}".strip()


def is_square(tree: Tree, i: int) -> bool:
    """Whether a word makes a unit of length one of area."""
    return tree.printed(i) in ("square", "sq", "sq.")


def _person(tree: Tree, noun: int) -> bool:
    """Whether a noun is counted by heads."""
    if look_up(tree, noun, words("noun")) == "troops" or look_up(tree, noun, statuses()):
        return True
    people = tree.tag(noun) == "NNPS" and any(name in nationals() for name in names(tree, noun))
    classes = classes_named(tree, noun)
    return people or bool(classes & ONE_BY_ONE and "facility" not in classes)


def _status(tree: Tree, noun: int | None, measure: str | None) -> str | None:
    """Civilian or combatant by the noun and its modifiers; unknown for other people who come to harm."""
    if measure == "troops":
        return "combatant"
    if measure in (None, "other") and noun is not None:
        return look_up(tree, noun, statuses())
    if measure not in PERSONS:
        return None
    of = [] if noun is None else [c for c in tree.under(noun, "nmod") if tree.case(c) == "of"]
    named = [] if noun is None else [noun, *tree.under(noun, "amod", "compound"), *of]
    found = {status for n in named if (status := look_up(tree, n, statuses()))}
    return found.pop() if len(found) == 1 else "unknown"
