"""The page of errors in Markdown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from evaluation.errors.checks import PARTS, Check
from evaluation.errors.words import Confusions
from evaluation.muc4.confidence import LABELS

INTRODUCTION = """# What goes wrong

*Written by `python -m evaluation.errors`; do not edit.*

The figures are on the page of [quality](evaluation.md); here is what stands behind them, on development data alone. The
first table of a key counts what was asked and what was wrong, with the mistakes made most often (what the key says → what
the reader says). The second lists core events that were not found, then the claims with the most wrong fields, then claims
where the key has none, by the characters of the report where they stand, with a few words where the report's licence lets
us quote them. A claim where the key has nothing counts as wrong, although another careful reader might have it.
"""
WORST = {"events not found": 10, "": 12, "claims of nothing": 8}  # how many places to list; the rest together under ""
OFTEN = 4
AROUND = 28


def key_section(title: str, checks: Sequence[Check], texts: Mapping[str, str], credits: Mapping[str, str]) -> str:
    """A key's two tables; only reports in ``texts`` are quoted, and those in ``credits`` are credited."""
    lines = [f"## {title}\n", "| part | asked | wrong | most often |", "|---|---|---|---|"]
    for part in PARTS:
        own = [check for check in checks if check.part == part]
        wrong = [check for check in own if not check.right]
        lines.append(f"| {part} | {len(own)} | {len(wrong)} | {_often((c.wanted, c.found) for c in wrong)} |")
    lines += ["", "| where | what is wrong | words |", "|---|---|---|"]
    lines += [_worst(doc, span, found, texts.get(doc)) for (doc, *span), found in _ranked(checks)]
    quoted = [f"{doc}: {credit}" for doc, credit in credits.items()]
    return "\n".join([*lines, "", *([f"Quoted from {'; '.join(quoted)}.", ""] if quoted else [])])


def _often(pairs: Iterable[tuple[str, str]]) -> str:
    counted = Counter(pairs)
    most = sorted(counted, key=lambda pair: (-counted[pair], pair))[:OFTEN]
    return ", ".join(f"{wanted} → {found} {counted[wanted, found]}×" for wanted, found in most)


def _ranked(checks: Sequence[Check]) -> Iterator[tuple[tuple[str, int, int], list[Check]]]:
    """The places to list, those with the most mistakes first."""
    for group, most in WORST.items():
        places: dict[tuple[str, int, int], list[Check]] = defaultdict(list)
        for check in checks:
            if not check.right and (check.part if check.part in WORST else "") == group:
                places[check.doc, check.start, check.end].append(check)
        yield from sorted(places.items(), key=lambda place: (-len(place[1]), place[0]))[:most]


def _worst(doc: str, span: Sequence[int], found: Iterable[Check], text: str | None) -> str:
    faults = "; ".join(f"{c.part}: {c.wanted} → {c.found}" for c in found)
    return f"| {doc} {span[0]}–{span[1]} | {faults} | {_snippet(text, *span) if text else ''} |"


def _snippet(text: str, start: int, end: int) -> str:
    """The words there with a few around them, on one line."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    words = f"{before.partition(' ')[2] or before}**{text[start:end]}**{after.rpartition(' ')[0]}"
    return " ".join(words.replace("|", "/").split())


def confusion_section(title: str, confusions: Confusions, most: int = 12) -> str:
    """The most frequent confusions, with how often the wanted label was met in all."""
    totals = Counter[str]()
    for (wanted, _), n in confusions.items():
        totals[wanted] += n
    wrong = {pair: n for pair, n in confusions.items() if pair[0] != pair[1]}
    ranked = sorted(wrong, key=lambda pair: (-wrong[pair], pair))[:most]
    lines = [f"## {title}\n", "| wanted | found | times | of |", "|---|---|---|---|"]
    return "\n".join([*lines, *(f"| {w} | {f} | {wrong[w, f]} | {totals[w]} |" for w, f in ranked), ""])


def muc_section(table: Mapping[tuple[str, str], int]) -> str:
    """How surely an organization did it: the key's label against ours."""
    columns = (*LABELS, "none")
    lines = ["## MUC-4, dev: how surely an organization did it\n", f"| key | {' | '.join(columns)} |"]
    lines.append("|---" * (len(columns) + 1) + "|")
    for key in sorted({key for key, _ in table}):
        lines.append(f"| {key} | " + " | ".join(str(table.get((key, label), 0)) for label in columns) + " |")
    return "\n".join([*lines, "", "`none`: no claim of violence names the organization as the one who acts.", ""])
