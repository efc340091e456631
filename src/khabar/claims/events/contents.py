"""What a threat, demand, refusal or promise takes from its content: "threatened to expel the envoy" is THREATEN expel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from khabar import vocab
from khabar.claims.events.deed import Deed
from khabar.codebook import Codebook

ANY = "-"
# Those who are promised one of these are promised something.
PROMISE, KIND = "AGREE", ("AID", "COOPERATE", "SUPPORT")


def with_content(deed: Deed, deeds: Mapping[int, Deed], codebook: Codebook) -> Deed:
    """The deed with the mode that its content gives, where its own line names none. ``deeds`` are those of its sentence."""
    line = deed.line
    if line.mode is not None or line.event not in events():
        return deed
    content = next((deeds[word].line for word in contents(deed) if word in deeds), None)
    mode = _mode(line.event, content.event, content.mode) if content is not None else None
    if mode is None:
        return deed
    return replace(deed, line=replace(line, mode=mode, cameo=codebook.modes[line.event, mode].cameo or line.cameo))


def with_promised(deed: Deed, deeds: Mapping[int, Deed]) -> Deed:
    """A promise or agreement that names no other party, with that of what is promised: "is committed to helping Iraq"."""
    if deed.line.event != PROMISE or "recipient" in deed.roles:
        return deed
    further = (c for word in contents(deed) for c in (word, *deed.tree.under(word, "xcomp")))
    told = {word: other for other in deeds.values() for word in (other.word, other.anchor)}
    promised = next((told[word] for word in (*further, *_below(deed)) if word in told), None)
    if promised is None or promised.line.event not in KIND or "recipient" not in promised.roles:
        return deed
    return replace(deed, roles={**deed.roles, "recipient": promised.roles["recipient"]})


def _below(deed: Deed) -> Iterator[int]:
    """The verbs in the gerunds and infinitives below a promise: "committed to continuing to provide"."""
    for clause in deed.tree.under(deed.word, "advcl"):
        yield from (clause, *deed.tree.under(clause, "xcomp"))


def contents(deed: Deed) -> Iterator[int]:
    """The words that may head what is threatened, asked or refused: what a preposition governs, then
    clauses, then objects, then what is of these."""
    tree = deed.tree
    heads = tuple(dict.fromkeys((deed.word, deed.anchor, *deed.words)))
    if tree.relation(deed.word) == "case":
        yield tree.words[deed.word].head
    for relations in (("xcomp", "ccomp", "acl"), ("obj", "obl", "nmod")):
        for head in heads:
            for child in tree.under(head, *relations):
                yield from tree.conjuncts(child)
    for head in heads:
        for object_ in tree.under(head, "obj"):
            yield from tree.under(object_, "nmod", "acl")


def _mode(event: str, of_event: str | None, of_mode: str | None) -> str | None:
    found = content_modes()
    return found.get((event, of_event, of_mode or ANY)) or found.get((event, of_event, ANY))


@cache
def content_modes() -> dict[tuple[str, str | None, str], str]:
    """Modes by the event and the event and mode of its content, from ``vocab/content_modes.tsv``."""
    return {(row["event"], row["of_event"], row["of_mode"]): row["mode"] for row in vocab.load("content_modes")}


@cache
def events() -> frozenset[str]:
    """Events whose mode is that of their content."""
    return frozenset(event for event, _, _ in content_modes())
