"""The engine of one machine: a pool of processes that read, and the embedded database for linking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from khabar.engine.embedded import Embedded
from khabar.engine.outcome import Item, Outcome, Result
from khabar.engine.pool import map_readings


class Local(Embedded):
    """This machine: a pool of processes for reading, the embedded engine for linking.

    Fulfils :class:`khabar.engine.contract.Engine`.
    """

    def __init__(self, workers: int = 1) -> None:
        self.workers = workers

    def map_readings(
        self,
        items: Iterable[Item],
        function: Callable[[Item], Result],
        *,
        initializer: Callable[[], object] | None = None,
    ) -> Iterator[Outcome[Item, Result]]:
        """The outcome of a function for each item, as they come; no more processes than there are items."""
        waiting = iter(items)
        first = list(islice(waiting, max(1, self.workers)))
        if first:
            yield from map_readings(
                chain(first, waiting), function, workers=len(first), initializer=initializer, ordered=False
            )
