"""Over what a figure runs: one incident, a running total, a period, or what there is at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from khabar.claims.figures import Figure
from khabar.claims.measures import PERSONS, look_up, words
from khabar.records import DateMention

RUNNING = re.compile(
    r"\b(?:so\s+far|to\s+date|since|in\s+total|a\s+total\s+of|altogether|in\s+all|death\s+toll|toll|overall|already)\b",
    re.I,
)
# "The number of dead" is a running total where it grows; "a number of men" is none.
COUNT = re.compile(r"\bthe\s+(?:\w+\s+)?number\b", re.I)
GROWING = re.compile(
    r"\b(?:bring(?:s|ing)?|brought|ris(?:es?|en|ing)|rose|climb(?:s|ed|ing)?|gr[eo]w[ns]?|reach(?:es|ed|ing)?)\b", re.I
)
SINCE = re.compile(r"\bsince\s+(?:the\s+)?\Z", re.I)

# "The deadliest attack since May" counts nothing since May.
SUPERLATIVE = re.compile(r"\b(?:\w+est|worst|most \w+|first|\d+(?:st|nd|rd|th))\b[^.;]{0,80}?\bsince\b", re.I)

ASIDE = ("advcl", "ccomp", "parataxis", "acl", "appos", "conj")
Scope = tuple[str | None, str | None, str | None]


def scope_of(figure: Figure, text: str, dates: Sequence[DateMention]) -> Scope:
    """The scope of a figure and, for a period or a running total, its days as far as the sentence gives them."""
    parse = figure.tree.parse
    here = [d for d in dates if parse.start <= d.start < parse.end and d.kind == "date" and _shares_verb(figure, d)]
    since = next((d for d in here if SINCE.search(text, max(parse.start, d.start - 12), d.start)), None)
    if since is not None:
        return "cumulative", since.earliest, None
    if figure.measure in PERSONS and (clause := _since_clause(figure)) is not None:
        return "cumulative", _begun(figure, clause, dates), None
    if figure.measure in PERSONS:
        return _of_people(figure, text, here)
    if figure.measure in ("troops", "weapons") and _stands(figure):
        return "stock", None, None
    return _period(here) or (None, None, None)


def _since_clause(figure: Figure) -> int | None:
    """The verb of a clause that tells since what the figure runs: "360 killed since the protests began". Beside a simple past
    it may give a reason.
    """
    tree, verb = figure.tree, figure.what.verb
    helpers = () if verb is None else tree.under(verb, "aux")
    runs = verb is not None and (not helpers or any(tree.base(a) == "have" for a in helpers))
    clauses = tree.under(verb, "advcl") if runs and verb is not None else ()
    return next((c for c in clauses if any(tree.printed(m) == "since" for m in tree.under(c, "mark"))), None)


def _begun(figure: Figure, clause: int, dates: Sequence[DateMention]) -> str | None:
    """The day that such a clause gives."""
    words = [figure.tree.words[w] for w in figure.tree.subtree(clause)]
    return next((d.earliest for d in dates if words[0].start <= d.start < words[-1].end and d.kind == "date"), None)


def _of_people(figure: Figure, text: str, dates: Sequence[DateMention]) -> Scope:
    clause = _clause(figure, text)
    if RUNNING.search(SUPERLATIVE.sub("", clause)):
        return "cumulative", None, None
    return _period(dates) or ("cumulative" if _is_risen(figure, clause) else "incident", None, None)


def _is_risen(figure: Figure, clause: str) -> bool:
    """Whether a count has risen to the figure, and not by it."""
    grows = COUNT.search(clause) is not None and GROWING.search(clause) is not None
    return grows and figure.tree.case(figure.what.node) != "by"


def _clause(figure: Figure, text: str) -> str:
    """The words of the clause that a figure stands in, without those of clauses and asides below or beside it."""
    tree, verb = figure.tree, figure.what.verb
    if verb is None:
        return text[tree.parse.start : tree.parse.end]
    return " ".join(tree.words[w].text for w in tree.subtree(verb, without=ASIDE))


def _period(dates: Sequence[DateMention]) -> Scope | None:
    """A stretch of more than a few days over which the figure was counted."""
    for date in dates:
        if date.precision in ("week", "month", "year", "unknown") and date.earliest and date.latest:
            return "period", date.earliest, date.latest
    return None


def _stands(figure: Figure) -> bool:
    """Whether the figure is of what there is, not of what came or went."""
    tree, verb = figure.tree, figure.what.verb
    if verb is None:
        return False
    relation = tree.words[figure.what.node].deprel
    if any(tree.tag(a) == "MD" or tree.base(a) == "to" for a in tree.under(verb, "aux", "mark")):
        return False
    if tree.first(verb, "cop") is not None:
        return relation.startswith("nsubj")
    held = words("stock", "object" if relation == "obj" else "subject")
    return relation.startswith(("nsubj", "obj")) and look_up(tree, verb, held) is not None


def _shares_verb(figure: Figure, date: DateMention) -> bool:
    """Whether a date hangs on the verb that governs the figure."""
    at = next((i for i, w in enumerate(figure.tree.words) if w.end > date.start), None)
    if at is None or figure.what.verb is None:
        return False
    over = next((a for a in figure.tree.ancestors(at) if figure.tree.is_verb(a)), None)
    return over is not None and figure.what.verb in figure.tree.conjuncts(over)
