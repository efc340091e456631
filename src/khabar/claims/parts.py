"""Figures that lean on other figures: elliptic ones, shares, and the parts of a total."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from khabar.claims.figures import Figure
from khabar.claims.measures import PERSONS, look_up, measure_of, words
from khabar.records import Word

DASHES = ("-", "–", "—", "--")
OF_THOSE = re.compile(r"(?:of|among|from)\s+(?:those|them|these|the\s+total|this\s+number|whom)\b", re.IGNORECASE)
OF_THE = re.compile(r"of\s+the\b", re.IGNORECASE)
PART_BEFORE = re.compile(
    r"\b(?:including|among\s+them|of\s+(?:whom|which|them|these|those|that\s+number|this\s+number))\b[\s,:]*(?:at\s+least\s+)?\Z",
    re.IGNORECASE,
)
PART_AFTER = re.compile(r"\s*(?:of\s+(?:them|those|these|whom|which)\b)", re.IGNORECASE)
OF_RELATIVE = re.compile(r"\s*of\s+wh(?:om|ich)\b", re.IGNORECASE)
MORE = re.compile(r"\s*(?:more|others)\b", re.IGNORECASE)
OTHERS = re.compile(r"\s*others\b", re.IGNORECASE)
THE = re.compile(r"\bthe\s+\Z", re.IGNORECASE)
ANOTHER = re.compile(r"\b(?:another|a\s+further|an\s+additional|an\s+extra)\s+\Z", re.IGNORECASE)
# How far back the figure may stand that another refers to, in sentences.
REACH = 1
# How far back a number may stand that is taken up again: "the 64".
RECALLED = 3
# A part may begin its sentence this many characters in: "About 90", "Another 160".
OPENING = 12


def relate(figures: Sequence[Figure]) -> list[Figure]:
    """The figures with their totals, and with measure and unit taken over where their own words do not tell."""
    done: list[Figure] = []
    for position, figure in enumerate(figures):
        total = _total(figure, done) or _resolved(_inner(figure, figures), done)
        if figure.numeral.share:
            done.append(_share(figure, total or _before(figure, done)))
        elif figure.measure is None or total is not None or (figure.unit is None and figure.what.noun is None):
            source = total or _opposed(figure, done) or _antecedent(figure, done, figures[position + 1 :])
            done.append(_leaning(figure, total, source))
        else:
            done.append(figure)
    return done


def _total(figure: Figure, before: Sequence[Figure]) -> Figure | None:
    """The total that a figure is said to be part of."""
    text_before, _ = _around(figure)
    near = [f for f in _back(figure, before, REACH) if _comparable(f, figure)][::-1]
    if _is_aside(figure):
        near = [f for f in near if f.tree is figure.tree] if OF_RELATIVE.match(_around(figure)[1]) else near
        larger = [f for f in near if _larger(f, figure)]
        same = [f for f in larger if f.measure == figure.measure]
        return next(reversed(same or larger), None)
    if (listed := _listed(figure, before)) is not None:
        return listed
    if OF_THOSE.match(text_before.lstrip()) or _opens_with_those(figure):
        totals = [f for f in near if f.tree is not figure.tree and _larger(f, figure)]
        return totals[-1] if totals else None
    if OF_THE.match(_sentence(figure)):
        first = next((f for f in before if f.tree is figure.tree and _larger(f, figure)), None)
        return first if first is not None and first.start - first.tree.parse.start <= OPENING else None
    return _after_colon(figure, before) or _continued(figure, before) or _opening(figure, near)


def _is_aside(figure: Figure) -> bool:
    """Whether a figure is said to be of the one before: "including two", "of which two", "two of them"."""
    text_before, text_after = _around(figure)
    return bool(PART_BEFORE.search(text_before) or PART_AFTER.match(text_after))


def _after_colon(figure: Figure, before: Sequence[Figure]) -> Figure | None:
    """The total that a colon or dash opens up: "93 were executed: 40 in Tikrit, 30 in Mosul"."""
    words = figure.tree.words
    if figure.tree.said.isdisjoint((":", *DASHES)):
        return None
    colon = next((w.start for i, w in enumerate(words) if _opens_list(words, i) and w.end <= figure.start), None)
    if colon is None or figure.tree.case(figure.what.node):
        return None
    here = [f for f in before if f.tree is figure.tree and f.end <= colon]
    total = here[-1] if here and _comparable(here[-1], figure) and _larger(here[-1], figure) else None
    return total if total is not None and (figure.what.noun is None or figure.unit == total.unit) else None


def _opens_list(words: Sequence[Word], i: int) -> bool:
    """Whether a mark is a colon, or a dash with space before it."""
    spaced = i > 0 and words[i - 1].end < words[i].start
    return words[i].text == ":" or (spaced and words[i].text in DASHES)


def _opening(figure: Figure, near: Sequence[Figure]) -> Figure | None:
    """The people of the sentence before whom a bare number at the start of a sentence takes up: "Eight were flown out"."""
    opens = figure.start == figure.tree.parse.start and figure.what.noun is None
    if not opens or figure.numeral.comparator == "vague":
        return None
    earlier = [f for f in near if f.tree is not figure.tree and f.measure in (*PERSONS, "troops")]
    last = earlier[-1] if earlier else None
    if last is None or figure.measure not in (None, last.measure) or not _larger(last, figure):
        return None
    return last if last.size != figure.size else None


def _listed(figure: Figure, before: Sequence[Figure]) -> Figure | None:
    """The total of the part that a figure is listed beside: the children of "12 women and 9 children"."""
    beside = figure.tree.conjuncts(_first_listed(figure))
    here = takewhile(lambda f: f.tree is figure.tree, reversed(before))
    others = (f for f in here if f.what.node != figure.what.node)
    alike = (f for f in others if f.what.node in beside or (_bare(f) and _bare(figure) and not _is_aside(f)))
    partner = next(alike, None)
    if partner is None or partner.total is None:
        return None
    served = figure.what.noun is not None and look_up(figure.tree, figure.what.noun, words("ranks")) is not None
    if figure.measure not in (None, partner.measure) and not (served and figure.measure == "other"):
        return None
    return partner.total if _larger(partner.total, figure) else None


def _bare(figure: Figure) -> bool:
    """Whether a figure is a number alone: "eight were flown out and three walked"."""
    return figure.what.noun is None and figure.what.measure is None


def _first_listed(figure: Figure) -> int:
    node = figure.what.node
    while figure.tree.words[node].deprel == "conj":
        node = figure.tree.words[node].head
    return node


def _opens_with_those(figure: Figure) -> bool:
    return bool(OF_THOSE.match(_sentence(figure).lstrip()))


def _continued(figure: Figure, before: Sequence[Figure]) -> Figure | None:
    """The total whose parts the sentences before list, where this figure opens the next and still fits in."""
    last = before[-1] if before else None
    if last is None or last.total is None or last.total.size is None or _distance(last, figure) != 1:
        return None
    if last.numeral.share and figure.what.noun is not None:
        return None
    opens = figure.start - figure.tree.parse.start <= OPENING
    if not opens or figure.measure not in (None, "troops", last.measure):
        return None
    parts = [f.size or 0.0 for f in before if f.total is last.total]
    return last.total if sum(parts) + (figure.size or 0.0) <= last.total.size else None


def _share(figure: Figure, total: Figure | None) -> Figure:
    """A fraction as a number of its total's, where the total is known."""
    if total is None:
        return replace(figure, unit="share")
    pairs = zip(total.bounds, figure.numeral.bounds, strict=True)
    shared = [None if whole is None or part is None else round(whole * part, 6) for whole, part in pairs]
    if total.measure not in ("money", "rate") and total.numeral.percent is False:
        shared = _in_whole_ones(shared, over=figure.numeral.comparator == "over")
    return replace(
        figure,
        measure=total.measure if figure.measure in (None, "other") else figure.measure,
        unit=total.unit,
        population=figure.population or total.population,
        total=total,
        shared=(shared[0], shared[1], shared[2]),
        status_of=total,
    )


def _in_whole_ones(bounds: Sequence[float | None], *, over: bool) -> list[float | None]:
    """What a share of people or things comes to, who are counted by ones: most of 15 are eight at least."""
    return [None if bound is None else float(math.floor(bound + (1.0 if over else 0.5))) for bound in bounds]


def _resolved(inner: Figure | None, before: Sequence[Figure]) -> Figure | None:
    """A total that stands inside the phrase of its part, with what it takes over itself: "39 of the 64"."""
    if inner is None or inner.measure is not None:
        return inner
    return _leaning(inner, None, _antecedent(inner, before, ()))


def _inner(figure: Figure, figures: Sequence[Figure]) -> Figure | None:
    """The total that stands inside the phrase: half of the 400 prisoners, two of the three officials."""
    if not re.match(r"(?:out\s+)?of\s", _around(figure)[1], re.IGNORECASE):
        return None
    inside = (
        f for f in figures if f.tree is figure.tree and 0 < f.numeral.start - figure.numeral.end <= len(" out of the ")
    )
    return next(inside, None)


def _before(figure: Figure, done: Sequence[Figure]) -> Figure | None:
    """The figure that "two-thirds of them" looks back to in its sentence."""
    if figure.what.noun is not None:
        return None
    return next((f for f in reversed(done) if f.tree is figure.tree and not f.numeral.share), None)


def _leaning(figure: Figure, total: Figure | None, source: Figure | None) -> Figure:
    """A figure with what it takes over from the one it refers to."""
    if source is None and (noun := _relative_noun(figure)) is not None:
        word = figure.tree.words[noun].text
        measure = measure_of(figure.tree, noun) or "other"
        return replace(figure, measure=measure, unit=word.lower(), population=word, total=total)
    if source is None:
        others = OTHERS.match(_around(figure)[1]) is not None or _acts(figure)
        unit = "persons" if figure.unit is None and others else figure.unit
        return replace(figure, measure=figure.measure or "other", unit=unit, total=total)
    # Soldiers among the dead are dead.
    among = total is not None and total.measure in PERSONS and figure.measure == "troops"
    own = figure.measure not in (None, "other") and not among
    takes_over = not own or figure.what.noun is None
    done_to = source.measure if not _is_agent(figure, source) or _is_still(total) else "other"
    return replace(
        figure,
        measure=figure.measure if own else done_to,
        unit=source.unit if takes_over and not figure.numeral.percent else figure.unit,
        population=figure.population or (None if _sums_up(figure) else source.population),
        total=total,
        status_of=source if figure.what.noun is None and not _sums_up(figure) else None,
    )


def _is_still(total: Figure | None) -> bool:
    """Whether those who do something came to what their total did: of the displaced, some return."""
    return total is not None and total.measure != "displaced"


def _relative_noun(figure: Figure) -> int | None:
    """What "five of which" counts: the noun that its relative clause tells of, for what is not counted by heads."""
    verb = figure.what.verb
    if verb is None or figure.tree.words[verb].deprel != "acl:relcl":
        return None
    which = re.match(r"\s*of\s+which\b", _around(figure)[1], re.IGNORECASE)
    return figure.tree.words[verb].head if which and figure.measure in (None, "other") else None


def _is_agent(figure: Figure, source: Figure) -> bool:
    """Whether those counted do something, while those before them came to harm: "another 500 crossed the border"."""
    node, verb = figure.what.node, figure.what.verb
    acts = verb is not None and verb == figure.tree.words[node].head and figure.tree.words[node].deprel == "nsubj"
    return acts and source.measure in PERSONS and (source.tree is not figure.tree or source.what.verb != verb)


def _acts(figure: Figure) -> bool:
    """Whether a number alone is the subject of what people do: "around 4,500 remain on the mountain"."""
    tree, node = figure.tree, figure.what.node
    return tree.words[node].deprel == "nsubj" and tree.is_verb(tree.words[node].head)


def _sums_up(figure: Figure) -> bool:
    """Whether a figure is a total of several: "bringing the total to 13" counts no longer what the last figure counts."""
    if figure.what.verb is None:
        return False
    things = figure.tree.under(figure.what.verb, "obj", "nsubj")
    return any(look_up(figure.tree, i, words("number")) is not None for i in things)


def _antecedent(figure: Figure, before: Sequence[Figure], after: Sequence[Figure]) -> Figure | None:
    """The figure whose measure an elliptic one shares: the nearest in its sentence, else the last of the one before."""
    if figure.numeral.comparator == "vague" and not MORE.match(_around(figure)[1]):
        return None
    same = next((f for f in _back(figure, before, RECALLED) if f.size == figure.size), None)
    if same is not None and THE.search(_around(figure)[0]):
        return same
    here = (f for f in (*reversed(before), *after) if f.tree is figure.tree)
    earlier = (f for f in _back(figure, before, REACH) if f.tree is not figure.tree)
    return next((f for f in (*here, *earlier) if _is_another(figure, f) or (_tells(f) and _may_share(figure, f))), None)


def _opposed(figure: Figure, before: Sequence[Figure]) -> Figure | None:
    """The figure right before that a bare number is set against: "177 votes to 68"."""
    last = before[-1] if before and before[-1].tree is figure.tree and figure.what.noun is None else None
    between = "" if last is None else " ".join(w.text for w in figure.tree.words if last.end <= w.start < figure.start)
    return last if between.lower() in ("to", "against") else None


def _may_share(figure: Figure, source: Figure) -> bool:
    """Whether a harm may carry over: only under the same verb, or to "the number", not to whatever else somebody did."""
    if source.measure not in PERSONS:
        return True
    verb = figure.what.verb
    if verb is None or (source.tree is figure.tree and source.what.verb == verb):
        return True
    told = figure.what.node in figure.tree.under(verb, "obj", "obl")
    if told and look_up(figure.tree, verb, words("counting")) is not None:
        return True
    return any(look_up(figure.tree, i, words("number")) is not None for i in figure.tree.under(verb, "obj", "nsubj"))


def _is_another(figure: Figure, source: Figure) -> bool:
    """Whether "another 12" counts more of what a figure before it counts."""
    noun, (before, after) = source.what.noun, _around(figure)
    remains = noun is not None and look_up(source.tree, noun, words("remains")) is not None
    return source.population is not None and bool(ANOTHER.search(before) or (remains and MORE.match(after)))


def _tells(figure: Figure) -> bool:
    return figure.measure not in (None, "other", "money", "rate") and not figure.numeral.percent


def _comparable(one: Figure, other: Figure) -> bool:
    """Whether one figure may be the total of another: neither is money or a rate, or both are."""
    apart = {"money", "rate"}
    return (one.measure in apart) == (other.measure in apart) and not one.numeral.share


def _larger(one: Figure, other: Figure) -> bool:
    return one.size is None or other.size is None or other.numeral.share or one.size >= other.size


def _distance(earlier: Figure, later: Figure) -> int:
    """How many sentences lie between, or a large number where the voice changes."""
    if earlier.tree.parse.segment != later.tree.parse.segment:
        return 99
    return later.tree.parse.sentence - earlier.tree.parse.sentence


def _back(figure: Figure, before: Sequence[Figure], reach: int) -> Iterator[Figure]:
    """The figures before one, up to so many sentences back, the nearest first."""
    return takewhile(lambda f: _distance(f, figure) <= reach, reversed(before))


def _sentence(figure: Figure) -> str:
    """The words of the figure's sentence, joined by spaces."""
    return " ".join(w.text for w in figure.tree.words)


def _around(figure: Figure) -> tuple[str, str]:
    """The words before and after a figure in its sentence."""
    before = " ".join(w.text for w in figure.tree.words if w.end <= figure.start)
    after = " ".join(w.text for w in figure.tree.words if w.start >= figure.numeral.end)
    return before[-40:] + " ", after[:30]
