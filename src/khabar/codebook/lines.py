"""Lines of ``predicates.tsv``, read one by one; what is wrong with a line is told with its number and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.codebook.cells import LineError, predicate, unknown
from khabar.codebook.predicate import Predicate
from khabar.codebook.types import Types
from khabar.frozen import record

COLUMNS = (
    "lemma", "pos", "event", "mode", "register", "phase", "cameo", "actor", "recipient", "instrument", "subject",
    "object", "requires", "contexts", "prior", "origin",
)  # fmt: skip
REQUIRED = ("lemma", "pos", "event")


@record(frozen=True, slots=True)
class Problem:
    """Something wrong in a codebook file: where, and what to do about it.

    ``line`` 0 is the file as a whole; an empty ``column`` the line as a whole.
    """

    file: str
    line: int
    message: str
    column: str = ""

    def __str__(self) -> str:
        line = f", line {self.line}" if self.line else ""
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}{line}{column}: {self.message}"


def parse(file: str, text: str, types: Types) -> tuple[tuple[Predicate, ...], tuple[Problem, ...]]:
    """The usable lines of a table of predicates, in order, and the problems of the others."""
    rows = [line.rstrip("\r") for line in text.removeprefix("\ufeff").split("\n")]
    header = rows[0].split("\t")
    if problems := tuple(_header_problems(file, header)):
        return (), problems
    found: list[Predicate] = []
    wrong: list[Problem] = []
    earlier: dict[tuple[str, str], list[Predicate]] = {}
    for number, row in enumerate(rows[1:], start=2):
        if not row.strip() or row.startswith("#"):
            continue
        try:
            line = predicate(header, row, types)
            _refuse_unreachable(line, earlier.setdefault((line.lemma, line.pos), []))
            found.append(line)
        except LineError as error:
            wrong.append(Problem(file, number, str(error), error.column))
    return tuple(found), tuple(wrong)


def _header_problems(file: str, header: Sequence[str]) -> Iterator[Problem]:
    for name in header:
        if name not in COLUMNS:
            yield Problem(file, 1, f"column {unknown(name, COLUMNS)}; they are separated by tabs")
    for name in REQUIRED:
        if name not in header:
            yield Problem(file, 1, f"column {name!r} is missing; only {', '.join(REQUIRED)} must be there")
    if len(set(header)) != len(header):
        yield Problem(file, 1, "a column stands twice in the header")


def _refuse_unreachable(line: Predicate, earlier: list[Predicate]) -> None:
    for other in earlier:
        if not (other.subject or other.object or other.requires) or other.constraints == line.constraints:
            raise LineError("", f"an earlier line of {line.lemma!r} ({line.pos}) fits first; set this line before it")
    earlier.append(line)
