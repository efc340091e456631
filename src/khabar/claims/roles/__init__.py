"""Which arguments of a predicate fill which role: actor, recipient, instrument, beneficiary, place, date.

The rules are tried in order; each sees what those before it found, and adds to it or puts it right.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from khabar import vocab
from khabar.claims.classes import classes_of, is_temporal
from khabar.claims.measures import look_up, words
from khabar.claims.roles.acting import acting
from khabar.claims.roles.aimed import aimed
from khabar.claims.roles.answerable import answerable
from khabar.claims.roles.beneficiaries import beneficiaries
from khabar.claims.roles.companions import companions
from khabar.claims.roles.company import company
from khabar.claims.roles.complement import complement
from khabar.claims.roles.contracts import contracts
from khabar.claims.roles.dates import dates
from khabar.claims.roles.goers import goers
from khabar.claims.roles.governed import governed
from khabar.claims.roles.holders import holders
from khabar.claims.roles.instruments import instruments
from khabar.claims.roles.learned import learned
from khabar.claims.roles.located import located
from khabar.claims.roles.moved import moved
from khabar.claims.roles.named import named
from khabar.claims.roles.places import places
from khabar.claims.roles.predication import Predication, Roles
from khabar.claims.roles.reciprocal import reciprocal
from khabar.claims.roles.usual import usual
from khabar.claims.roles.within import within
from khabar.claims.tree import Tree

WH = ("WP", "WP$", "WDT")
RULES: tuple[Callable[[Predication, Roles], Roles], ...] = (
    named,
    located,
    acting,
    within,
    complement,
    governed,
    moved,
    usual,
    goers,
    company,
    contracts,
    learned,
    answerable,
    reciprocal,
    holders,
    aimed,
    instruments,
    companions,
    beneficiaries,
    places,
    dates,
)


def roles_of(p: Predication) -> Roles:
    """The heads that fill each role of a predicate; roles that nothing fills are left out."""
    roles: dict[str, tuple[int, ...]] = {}
    for rule in RULES:
        for role, heads in rule(p, roles).items():
            if heads == roles.get(role):
                continue
            own = (p.word,) if role == "recipient" and "self" in p.line.recipient else ()
            others = (h for h in heads if h not in p.words or h in own)
            roles[role] = tuple(h for h in others if _may_take_part(p.tree, h, role))
    return {role: heads for role, heads in roles.items() if heads}


def _may_take_part(tree: Tree, head: int, role: str) -> bool:
    """Whether a word may fill a role: a day only tells when, a phrase of manner only how ("on a regular basis"), "who"
    and "which" that stand for no noun name nobody, a count is none of those whom it counts ("the number killed"), and votes
    do nothing: "passed by 359 votes".
    """
    if _is_count(tree, head):
        return False
    if role == "actor" and "election" in (classes := classes_of(tree, head)):
        return "actor" in classes
    return role == "date" or not (is_temporal(tree, head) or _tells_how(tree, head) or tree.tag(head) in WH)


def _is_count(tree: Tree, head: int) -> bool:
    """Whether a noun is a count that does not name what it counts: "the total", but "the number of dead"."""
    bare = tree.first(head, "nmod", "amod", "compound") is None and look_up(tree, head, words("number")) is not None
    return (
        bare
        and "actor" not in classes_of(tree, head)
        and any(tree.printed(d) == "the" for d in tree.under(head, "det"))
    )


def _tells_how(tree: Tree, head: int) -> bool:
    return f"{tree.case(head)} {tree.base(head)}" in manner_phrases()


@cache
def manner_phrases() -> frozenset[str]:
    """Prepositions with nouns that together tell how, why or when something is done, from ``vocab/manner_phrases.tsv``."""
    return vocab.words("manner_phrases", "phrase")
