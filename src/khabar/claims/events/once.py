"""A deed told by two words is one: a noun with the verb over it ("one strike destroyed a bridge"), a deed with its means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from khabar.claims.arguments.passives import first_conjunct
from khabar.claims.events.deed import Deed
from khabar.claims.roles.instruments import using_verbs
from khabar.claims.tree import Tree
from khabar.records import Span

CARRIED = ("place", "date")
# A noun further from its verb than this, in characters, is told of by itself.
BESIDE = 24
ENDING, ENDED = ("SANCTION", "REJECT"), ("AID", "CONSULT", "COOPERATE", "SUPPORT")
TALKS, GIVING = "CONSULT", "AID"
FORCING, FLIGHT = "COERCE", "expel"


def told_once(deeds: Mapping[int, Deed]) -> dict[int, Deed]:
    """The deeds by their words, a noun's joined to that of the first verb that has it as its means.

    What a deed was done with is part of it: "conducted strikes | using aircraft" tells of strikes alone. Help or talks that
    are ended or refused are told by the end of them: "suspended arms sales".
    """
    found = {w: _aimed(d, deeds) for w, d in _driven(deeds).items() if not _is_means(d, deeds)}
    for noun in [w for w, d in found.items() if _is_supplied(d, deeds)]:
        del found[noun]
    for word in [w for w, d in found.items() if _is_find(d, deeds) or _is_renamed(d, deeds)]:
        del found[word]
    for noun in [w for w, d in found.items() if _is_ended(d, deeds)]:
        found = _ended(found, found[noun])
    for noun in [w for w, d in found.items() if _is_held(d, deeds)]:
        over = found.pop(noun).tree.words[noun].head
        found[over] = _convened(found[over], deeds[noun])
    for noun in sorted(found):
        verbs = [verb for verb in sorted(found) if _is_same(deeds[noun], deeds[verb])]
        if verbs and _are_close(deeds[noun], deeds[verbs[0]]):
            del found[noun]
            found |= {verb: _joined(found[verb], deeds[noun]) for verb in verbs}
            found[verbs[0]] = _shown_with(found[verbs[0]], deeds[noun], found[verbs[0]].roles)
    return found


def _driven(deeds: Mapping[int, Deed]) -> dict[int, Deed]:
    """The deeds, with who forces people to flee as the actor of their flight alone: "forced 3,000 families to leave"."""
    found = dict(deeds)
    for word, deed in deeds.items():
        flights = [c for c in deed.tree.under(word, "xcomp") if c in deeds and deeds[c].line.mode == FLIGHT]
        if deed.line.event == FORCING and deed.tree.is_verb(word) and flights:
            del found[word]
            actor = {"actor": deed.roles["actor"]} if "actor" in deed.roles else {}
            found |= {c: _shown_with(deeds[c], deed, {**deeds[c].roles, **actor}) for c in flights}
    return found


def _is_supplied(deed: Deed, deeds: Mapping[int, Deed]) -> bool:
    """Whether a noun for help is what a verb says is given: "supplied the army with tanks and other | assistance"."""
    tree, first = deed.tree, first_conjunct(deed.tree, deed.word)
    bare = deed.line.event == GIVING and not tree.is_verb(deed.word) and deed.anchor == deed.word
    if not bare or tree.relation(first) == "nsubj":
        return False
    given = (d for d in deeds.values() if d.line.event == GIVING and tree.is_verb(d.word))
    return any(deed.word in d.roles.get("instrument", ()) for d in given)


def _is_renamed(deed: Deed, deeds: Mapping[int, Deed]) -> bool:
    """Whether a noun tells again, in the phrase for who undergoes it, what its verb does: "freed four in a prisoner swap"."""
    if deed.tree.is_verb(deed.word) or deed.anchor != deed.word or deed.line.mode is None or "recipient" in deed.roles:
        return False
    kinds = (d.line for d in deeds.values() if deed.tree.is_verb(d.word) and deed.word in d.roles.get("recipient", ()))
    return any((k.event, k.mode) == (deed.line.event, deed.line.mode) for k in kinds)


def _is_find(deed: Deed, deeds: Mapping[int, Deed]) -> bool:
    """Whether a verb only says that what tells of killings was found: "unearthed a mass grave"."""
    found = deed.roles.get("recipient", ()) if deed.tree.is_verb(deed.word) and not deed.line.actor else ()
    return bool(found) and all(h in deeds and deeds[h].line.register == deed.line.register for h in found)


def _is_ended(deed: Deed, deeds: Mapping[int, Deed]) -> bool:
    """Whether a noun for help or talks is the object of the verb, or hangs from the noun, that ends or refuses them."""
    tree, over = deed.tree, deed.tree.words[deed.word].head
    ends = over in deeds and deeds[over].line.event in ENDING and deed.line.event in ENDED
    direct = not tree.is_verb(deed.word) and deed.anchor == deed.word
    return ends and direct and tree.words[deed.word].deprel in ("obj", "nsubj:pass", "nmod")


def _ended(found: Mapping[int, Deed], noun: Deed) -> dict[int, Deed]:
    """The deeds without help or talks that are ended; with whom they were, who ends them ends them with."""
    rest, over = {w: d for w, d in found.items() if d is not noun}, noun.tree.words[noun.word].head
    if over in rest and "recipient" in noun.roles and "recipient" not in rest[over].roles:
        roles = {**rest[over].roles, "recipient": noun.roles["recipient"]}
        rest[over] = replace(rest[over], roles=roles)
    return rest


def _is_held(deed: Deed, deeds: Mapping[int, Deed]) -> bool:
    """Whether a noun names the talks that the verb over it tells of: "met them for talks", "chaired a meeting of ministers"."""
    tree, over = deed.tree, deed.tree.words[deed.word].head
    apart = tree.is_verb(deed.word) or deed.anchor != deed.word or over not in deeds or not tree.is_verb(over)
    if apart or deed.line.event != TALKS or deeds[over].line.event != TALKS:
        return False
    if tree.words[deed.word].deprel in ("obj", "nsubj:pass"):
        return deeds[over].anchor == over
    alone = "recipient" not in deed.roles and set(deed.roles.get("actor", ())) <= set(
        deeds[over].roles.get("actor", ())
    )
    return alone and tree.words[deed.word].deprel == "obl" and tree.case(deed.word) == "for"


def _convened(verb: Deed, talks: Deed) -> Deed:
    """The deed of a verb with what only the noun for the talks tells: with whom, where and when."""
    own = {role: heads for role, heads in talks.roles.items() if role in CARRIED}
    parties = (*talks.roles.get("actor", ()), *talks.roles.get("recipient", ()))
    met = tuple(h for h in dict.fromkeys(parties) if h not in verb.roles.get("actor", ()))
    return replace(verb, roles={**own, **({"recipient": met} if met else {}), **verb.roles})


def _is_means(deed: Deed, deeds: Mapping[int, Deed]) -> bool:
    """Whether a verb of using only tells how the deed that governs it was done."""
    tree = deed.tree
    if tree.lemma(deed.word) not in using_verbs() or tree.relation(deed.word) not in ("advcl", "acl"):
        return False
    over, form = tree.words[deed.word].head, tree.tag(deed.word)
    doing = [d for d in deeds.values() if over in (d.word, d.anchor) and d is not deed]
    return form == "VBG" and any(d.line.event == deed.line.event for d in doing)


def _aimed(deed: Deed, deeds: Mapping[int, Deed]) -> Deed:
    """A deed with whom its means were turned on, where it names nobody itself: "retaliated by firing rockets at the camp"."""
    if "recipient" in deed.roles:
        return deed
    means = (deeds[c] for c in deed.tree.under(deed.anchor, "advcl", "acl") if c in deeds)
    turned = next((d.roles["recipient"] for d in means if "recipient" in d.roles and _is_means(d, deeds)), ())
    return replace(deed, roles={**deed.roles, "recipient": turned}) if turned else deed


def _is_same(noun: Deed, verb: Deed) -> bool:
    """Whether a noun is what the verb's deed is done with, and not done to somebody else by itself."""
    tree = noun.tree
    if tree.is_verb(noun.word) or noun.anchor != noun.word or not tree.is_verb(verb.word):
        return False
    means = noun.word in verb.roles.get("instrument", ()) and noun.line.event == verb.line.event
    apart = bool(noun.roles.get("recipient")) and bool(verb.roles.get("recipient"))
    return means and not apart and noun.word in set(_around(tree, verb.anchor))


def _around(tree: Tree, verb: int) -> Iterator[int]:
    """Subjects and objects of a verb and of the verbs that it is joined to."""
    while verb >= 0:
        yield from tree.under(verb, "nsubj", "obj")
        verb = tree.words[verb].head if tree.words[verb].deprel == "conj" else -1


def _joined(verb: Deed, noun: Deed) -> Deed:
    """The verb's deed with what only its noun tells: how it was done, to whom, where and when."""
    own = {role: heads for role, heads in noun.roles.items() if role in CARRIED or role == "recipient"}
    line = verb.line if verb.line.mode else replace(verb.line, mode=noun.line.mode, cameo=noun.line.cameo)
    return replace(verb, line=line, roles={**own, **verb.roles})


def _shown_with(deed: Deed, other: Deed, roles: Mapping[str, tuple[int, ...]]) -> Deed:
    """The deed with these roles, and with the words of the other in its trigger where they stand close to its own."""
    first, last = sorted((deed.trigger, other.trigger), key=lambda span: span.start)
    close = last.start - first.end <= BESIDE
    return replace(deed, roles=roles, trigger=Span(first.start, last.end) if close else deed.trigger)


def _are_close(noun: Deed, verb: Deed) -> bool:
    first, last = sorted((noun.trigger, verb.trigger), key=lambda span: span.start)
    return last.start - first.end <= BESIDE
