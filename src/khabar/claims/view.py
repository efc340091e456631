"""What the rules of the claims stage look at: one report, its trees, its quotations, and the knowledge to read them by."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from khabar.claims.tree import Tree
from khabar.frozen import record
from khabar.records import Report, Segment, Span


@record(frozen=True, slots=True)
class View:
    """One report as the rules see it. ``eventive`` tells whether a noun's lemma names an event of the codebook."""

    report: Report
    segments: tuple[Segment, ...]
    trees: tuple[Tree, ...]
    quotes: tuple[Span, ...]
    eventive: Callable[[str], bool]

    def tree_at(self, at: int) -> Tree | None:
        """The tree of the sentence that holds a character, if it has one."""
        n = bisect_right(self.trees, at, key=lambda t: t.parse.start) - 1
        return self.trees[n] if n >= 0 and at < self.trees[n].parse.end else None

    def tree_before(self, at: int) -> Tree | None:
        """The tree of the last sentence that ends before a character."""
        n = bisect_right(self.trees, at, key=lambda t: t.parse.end) - 1
        return self.trees[n] if n >= 0 else None

    def quotes_in(self, start: int, end: int) -> tuple[Span, ...]:
        """The quotations that overlap a stretch of text."""
        first = bisect_right(self.quotes, start, key=lambda q: q.end)
        last = bisect_left(self.quotes, end, key=lambda q: q.start)
        return self.quotes[first:last]


@record(frozen=True, slots=True)
class Draft:
    """An attribution as a rule found it: who is the source, by which cue, of what content.

    ``head`` is the source's head word in the tree ``sentence``; both spans are None where the text does not print them.
    Of drafts with the same content, one of greater ``depth`` stands inside the others. What is not ``held`` is something
    that the source takes a stand on (condemns, hopes to do) and that the voice outside tells. A ``carried`` draft goes on
    with the words of a source that is printed only where it spoke before.
    """

    sentence: int
    source: Span | None
    head: int | None
    cue: Span | None
    content: tuple[Span, ...]
    speech_act: str = "report"
    factuality: str = "CT+"
    stance: str = "neutral"
    quotation: str = "indirect"
    kind: str | None = None
    depth: int = 0
    held: bool = True
    said_to: Span | None = None
    said_at: Span | None = None
    carried: bool = False

    @property
    def size(self) -> int:
        """The length of the content in characters."""
        return sum(s.end - s.start for s in self.content)

    @property
    def cue_start(self) -> int:
        """Where the cue stands, or -1 where none is printed."""
        return self.cue.start if self.cue else -1

    def covers(self, at: int) -> bool:
        """Whether a character belongs to the content."""
        return any(s.start <= at < s.end for s in self.content)


def outermost_first(draft: Draft) -> tuple[int, int, int, int]:
    """The order of drafts that cover the same character: larger before smaller, then as they stand in the text."""
    return -draft.size, draft.content[0].start, draft.depth, draft.cue_start


BLOCK = 1024


@record(frozen=True, slots=True)
class Coverage:
    """Drafts by the stretches of text that they cover, so that looking one up does not grow with the report."""

    blocks: Mapping[int, tuple[Draft, ...]]

    def at(self, at: int) -> list[Draft]:
        """The drafts whose content holds a character, outermost first."""
        found = [d for d in self.blocks.get(at // BLOCK, ()) if d.covers(at)]
        return sorted(found, key=outermost_first)


def coverage(drafts: Iterable[Draft]) -> Coverage:
    """Where each draft's content lies."""
    blocks: defaultdict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        touched = {b for s in draft.content for b in range(s.start // BLOCK, s.end // BLOCK + 1)}
        for block in sorted(touched):
            blocks[block].append(draft)
    return Coverage({block: tuple(found) for block, found in blocks.items()})


# Marks that belong to the number beside them.
MEASURING = ("$", "£", "€", "%")


def span_of(tree: Tree, words: list[int], leave_out: frozenset[int] = frozenset()) -> tuple[Span, ...]:
    """The stretches that words of a tree cover, split where other words interrupt, without punctuation at the ends."""
    runs: list[list[int]] = []
    for word in words:
        if word in leave_out:
            continue
        if runs and word == runs[-1][-1] + 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    return tuple(span for run in runs if (span := _bare(tree, run)))


def _bare(tree: Tree, run: list[int]) -> Span | None:
    solid = [w for w in run if tree.words[w].upos not in ("PUNCT", "SYM") or tree.words[w].text in MEASURING]
    return Span(tree.words[solid[0]].start, tree.words[solid[-1]].end) if solid else None
