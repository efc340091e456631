"""What kind of thing a noun phrase speaks of, for the codebook's constraints. Classes are those of ``vocab/nouns.tsv``."""

from __future__ import annotations

import re
from functools import cache

from khabar import vocab
from khabar.claims.tree import Tree, per_word

ACTORS = frozenset({"person", "armed", "organization", "government", "country", "people", "office"})
BY_LABEL = {
    "PER": frozenset({"person", "name"}),
    "ORG": frozenset({"organization", "name"}),
    "LOC": frozenset({"place", "country", "name"}),
}
PERSONAL = ("he", "she", "they", "we", "i", "you", "who", "him", "her", "them", "us", "me", "everyone", "anyone")
OTHER_PRONOUNS = ("it", "which", "that", "this", "those", "these", "all", "some", "both", "others", "many", "one")
ANYBODY = frozenset({"person", "armed", "organization", "government", "people"})
PERSON = frozenset({"person"})
PLACE = frozenset({"place"})
AIRCRAFT = frozenset({"weapon", "aircraft"})
# F-16, MiG-29, Su-25: letters, a hyphen and figures.
DESIGNATION = re.compile(r"[A-Z][A-Za-z]{0,3}[-‑]\d")
# A year, or the ten years from one: "1999", "the 1980s".
YEAR = re.compile(r"(?:19|20)\d\ds?")
MONEY = frozenset({"money"})
VICTIM = frozenset({"victim"})
CARGO = frozenset({"aid", "weapon"})
NUMBER = frozenset({"number"})
# What a number may count that does not say so itself.
COUNTED = ANYBODY | NUMBER | {"weapon"}


@cache
def noun_classes() -> dict[str, frozenset[str]]:
    """The classes of each noun by lemma; multi-word nouns ("fighter jet") by their words joined with a space."""
    return {row["lemma"]: frozenset(row["classes"].split("|")) for row in vocab.load("nouns")}


@per_word
def classes_of(tree: Tree, head: int) -> frozenset[str]:
    """All classes that a noun phrase may have; ``actor`` stands for anybody who can act."""
    known = AIRCRAFT if is_aircraft(tree, head) else _known(tree, head)
    found = known | _designated(tree, head) | BY_LABEL.get(tree.name_of[head] or "", frozenset())
    if tree.name_of[head] == "PER":
        found |= {c for title in tree.under(head, "nmod:desc") for c in _known(tree, title)}
    word = tree.words[head]
    if word.upos == "PRON" or (word.upos in ("ADJ", "DET") and word.text.lower() in OTHER_PRONOUNS):
        found |= _of_pronoun(word.text.lower())
    elif word.upos == "NUM" and not _counts_days(tree, head):
        # Eight of the wounded are no weapons.
        found |= NUMBER if known & VICTIM else COUNTED
    elif word.upos == "PROPN" and not found:
        found |= {"name", "person", "organization", "place", "country"}
    elif word.upos == "ADJ" and word.text[:1].isupper() and (head or is_national(tree, head)):
        found |= {"name", "country", "people"}
    return found | ({"actor"} if found & ACTORS else frozenset())


def _of_pronoun(printed: str) -> frozenset[str]:
    """What a pronoun may stand for: "it" and "this" for no person but a place, and what is in no list for nobody else."""
    if printed not in (*PERSONAL, *OTHER_PRONOUNS):
        return PERSON
    return ANYBODY - PERSON | PLACE if printed in ("it", "this") else ANYBODY


def is_aircraft(tree: Tree, head: int) -> bool:
    """Whether "fighters" are jets, since a designation stands before them: "36 F-16 fighters"."""
    if tree.base(head) not in ("fighter", "bomber") or head == 0:
        return False
    parts = sorted(w for c in tree.under(head, "compound", "nummod", "amod") for w in tree.subtree(c) if w < head)
    return bool(DESIGNATION.search("".join(tree.words[w].text for w in parts)))


def _designated(tree: Tree, head: int) -> frozenset[str]:
    """The classes of a weapon that goes by its designation: "four F-16s", "Hellfires"."""
    if tree.words[head].upos != "PROPN":
        return frozenset()
    parts = sorted({head, *(w for c in tree.under(head, "flat") for w in tree.subtree(c))})
    first, text = tree.words[parts[0]].start, ""
    for word in tree.words[parts[0] : parts[-1] + 1]:
        text += " " * (word.start - first - len(text)) + word.text
    return designations().get(text.lower()) or designations().get(text.lower().removesuffix("s"), frozenset())


@cache
def designations() -> dict[str, frozenset[str]]:
    """The classes of weapons by name, from ``vocab/weapons.tsv``, in lower case."""
    rows = ((row["family"], f"{row['name']}|{row['aliases']}".lower().split("|")) for row in vocab.load("weapons"))
    return {
        n: frozenset({"weapon", "aircraft"} if family == "aircraft" else {"weapon"})
        for family, ns in rows
        for n in ns
        if n
    }


def _known(tree: Tree, head: int) -> frozenset[str]:
    lemma = tree.base(head)
    if lemma in currencies() or (tree.words[head].upos == "SYM" and lemma not in partitive_nouns()):
        return MONEY
    carried: frozenset[str] = frozenset()
    for modifier in tree.under(head, "compound", "amod"):
        for word in tree.forms[modifier]:
            if found := noun_classes().get(f"{word} {lemma}"):
                return found
            own = noun_classes().get(word, frozenset())
            carried |= own if lemma in carrier_nouns() else own & VICTIM
    printed = tree.printed(head)
    own = noun_classes().get(lemma, frozenset()) | noun_classes().get(printed, frozenset()) | carried
    own |= _cargo(tree, head) if "vehicle" in own else frozenset()
    counts = lemma in partitive_nouns() or tree.words[head].upos in ("NUM", "ADJ", "DET")
    part = tree.first(head, "nmod", "obl") if counts or (not own and lemma in carrier_nouns()) else None
    if part is None:
        return own
    counted = tree.words[part]
    return own | (_of_pronoun(counted.text.lower()) if counted.upos == "PRON" else _known(tree, part))


def _cargo(tree: Tree, vehicle: int) -> frozenset[str]:
    """Whether a vehicle brings aid or weapons: "a convoy of lorries carrying food"."""
    loads = [o for clause in tree.under(vehicle, "acl") for o in tree.under(clause, "obj")]
    loads += [c for c in tree.under(vehicle, "nmod") if tree.case(c) in ("of", "with")]
    return frozenset(c for load in loads for c in _known(tree, load)) & CARGO


def is_national(tree: Tree, i: int) -> bool:
    """Whether a word says of what country or people something is, wherever it stands and however it is tagged."""
    return tree.printed(i) in nationals() and tree.words[i].text[:1].isupper()


@cache
def nationals() -> frozenset[str]:
    """Names of countries and peoples and their adjectives that are one word, from the lists of both, in lower case."""
    countries = (f"{row['name']}|{row['demonyms']}|{row['aliases']}" for row in vocab.load("countries"))
    peoples = (f"{row['name']}|{row['aliases']}" for row in vocab.load("peoples"))
    return frozenset(form.lower() for forms in (*countries, *peoples) for form in forms.split("|") if form)


@per_word
def is_temporal(tree: Tree, head: int) -> bool:
    """Whether a phrase is a date: a month, a weekday, a year, or a word such as "week"."""
    word = tree.words[head]
    if word.upos == "NUM":
        return _counts_days(tree, head) or bool(YEAR.fullmatch(word.text))
    return (
        bool(YEAR.fullmatch(word.text))
        or word.lemma.lower() in temporal_nouns()
        or word.text.lower() in temporal_nouns()
    )


def _counts_days(tree: Tree, i: int) -> bool:
    """Whether a number is that of a day of a month or of an hour: "September 11", "29 December", "3 a.m.", "14:30"."""
    word = tree.words[i].text
    near = (n for n in (i - 1, i + 1) if 0 <= n < len(tree))
    beside = (
        n for n in near if tree.words[i].head == tree.words[n].head or i in (tree.words[n].head, *tree.children[n])
    )
    said = [tree.printed(n) for n in beside]
    return any(w in hours() or w.rstrip(".") in months() for w in said) or (
        ":" in word and word.replace(":", "").isdigit()
    )


@cache
def hours() -> frozenset[str]:
    """What makes a number one of an hour, from ``vocab/hours.tsv``."""
    return frozenset(row["word"] for row in vocab.load("hours"))


@cache
def months() -> frozenset[str]:
    """Names of months, full and short, in lower case."""
    return frozenset(row["name"] for row in vocab.load("months"))


@cache
def temporal_nouns() -> frozenset[str]:
    """Nouns that head dates, from ``vocab/temporal_nouns.tsv``."""
    return frozenset(row["lemma"] for row in vocab.load("temporal_nouns"))


@cache
def partitive_nouns() -> frozenset[str]:
    """Nouns that only count or portion what follows ("a shipment of rifles"), from ``vocab/partitives.tsv``."""
    return frozenset(row["lemma"] for row in vocab.load("partitives"))


@cache
def carrier_nouns() -> frozenset[str]:
    """Nouns that are of the kind of the noun before them ("aid programme"), from ``vocab/carriers.tsv``."""
    return frozenset(row["lemma"] for row in vocab.load("carriers"))


@cache
def currencies() -> frozenset[str]:
    """Signs and names of currencies, from ``vocab/currencies.tsv``."""
    return frozenset(row["word"] for row in vocab.load("currencies"))
