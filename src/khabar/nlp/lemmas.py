"""Lemmas as edits: a rule names what to cut from a form's end, what to put there, and how to treat its case.

A rule is written ``case-cut+add``: ``lower-3+y`` makes "countries" into "country". The model chooses one of the rules
learned in training for every word; forms whose lemma no rule of the model gives stand in a table by form and part of speech.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

CASES: Mapping[str, Callable[[str], str]] = {
    "lower": str.lower,
    "keep": str,
    "title": str.capitalize,
    "upper": str.upper,
}


class Rule(NamedTuple):
    """One way to make a lemma of a form."""

    case: str
    cut: int
    add: str

    @property
    def name(self) -> str:
        """The rule as written in the model's card."""
        return f"{self.case}-{self.cut}+{self.add}"

    def apply(self, form: str) -> str:
        """The lemma of ``form``; the form itself where nothing would be left of it."""
        cased = CASES[self.case](form)
        return (cased[: max(len(cased) - self.cut, 0)] + self.add) or form


def parse_rule(name: str) -> Rule:
    """Read a rule from its written name."""
    case, _, edit = name.partition("-")
    cut, _, add = edit.partition("+")
    return Rule(case, int(cut), add)


def rule_for(form: str, lemma: str) -> Rule:
    """The rule that makes ``lemma`` of ``form`` with the least cut and added; ties go to the first case of CASES."""
    return min((_edit(case, form, lemma) for case in CASES), key=lambda rule: rule.cut + len(rule.add))


def _edit(case: str, form: str, lemma: str) -> Rule:
    cased = CASES[case](form)
    common = 0
    for left, right in zip(cased, lemma, strict=False):
        if left != right:
            break
        common += 1
    return Rule(case, len(cased) - common, lemma[common:])
