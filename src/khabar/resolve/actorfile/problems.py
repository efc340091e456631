"""What is wrong in a file of actors, by line and column."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.frozen import record

SHOWN = 20


@record(frozen=True, slots=True)
class Problem:
    """Something wrong in a file of actors. ``line`` counts from 1, 0 being the whole file; ``column`` is empty for a line."""

    line: int
    column: str
    message: str

    def __str__(self) -> str:
        where = f"line {self.line}" if self.line else "the file"
        return f"{where}, column {self.column}: {self.message}" if self.column else f"{where}: {self.message}"


def told(name: str, problems: Sequence[Problem]) -> str:
    """Problems as one message, a line each, the first ones where there are many."""
    lines = [f"{name}, {problem}" for problem in problems[:SHOWN]]
    if len(problems) > SHOWN:
        lines.append(f"and {len(problems) - SHOWN} more")
    return "\n".join(lines)
