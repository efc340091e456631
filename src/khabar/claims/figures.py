"""A figure between its sentence and its row: the number, what it counts, and the total it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field

from khabar.claims.counting import Counted
from khabar.claims.measures import PERSONS
from khabar.claims.numerals import Bounds, Numeral
from khabar.claims.tree import Tree
from khabar.records import Span


@dataclass(frozen=True, eq=False, slots=True)
class Figure:
    """A number that counts something. Figures are compared by identity; ``measure`` is None while it is undecided."""

    tree: Tree
    numeral: Numeral
    what: Counted
    measure: str | None
    unit: str | None
    population: str | None
    span: Span
    total: Figure | None = None
    shared: Bounds | None = None
    status_of: Figure | None = field(default=None)

    @property
    def start(self) -> int:
        """Where the figure begins, comparator included."""
        return self.span.start

    @property
    def end(self) -> int:
        """Where the figure with its noun ends."""
        return self.span.end

    @property
    def bounds(self) -> Bounds:
        """Low, best and high; those of a share are worked out from its total."""
        return self.shared or self.numeral.bounds

    @property
    def status(self) -> str | None:
        """Whether civilians or combatants are counted, by the figure's own noun or that of the figure it refers to."""
        if self.measure != "troops" and self.measure not in PERSONS:
            return None
        own = self.what.status
        if self.status_of is not None and own in (None, "unknown"):
            own = self.status_of.status or own
        return own or "unknown"

    @property
    def size(self) -> float | None:
        """One value to compare the figure by."""
        low, best, high = self.bounds
        return best if best is not None else high if high is not None else low
