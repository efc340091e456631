# ruff: noqa: PLC0415 (each command imports what it needs, so that the others stay quick)
"""The options that several verbs share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from khabar.errors import InputError

if TYPE_CHECKING:
    from khabar.engine import contract
    from khabar.records import Metadata

Case = Annotated[Path, typer.Argument(help="The folder of a casebook.", show_default=False)]
# Words and no paths: a path would make one of the slashes of an address.
Sources = Annotated[
    list[str],
    typer.Argument(metavar="SRC...", help="Files, folders or globs of reports, or dumps.", show_default=False),
]
Output = Annotated[Path, typer.Option("--output", "-o", help="The folder of the casebook.", show_default=False)]
Engine = Annotated[
    Literal["local", "spark"],
    typer.Option("--engine", help="Where reports are read and linked: on this machine, or on a Spark cluster."),
]
Master = Annotated[
    str | None,
    typer.Option(help="The cluster for --engine spark, such as spark://host:7077.", show_default=False),
]
Workers = Annotated[int, typer.Option(min=0, help="Processes that read; 0 means one a core.")]
Keep = Annotated[int, typer.Option(min=1, help="How many generations to keep, the new one included.")]
Outlet = Annotated[str | None, typer.Option(help="The outlet of reports that name none.", show_default=False)]
Date = Annotated[
    str | None, typer.Option(metavar="YYYY-MM-DD", help="The date of reports that give none.", show_default=False)
]
Actors = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Your own actors, which outrank those built in: CSV, or FollowTheMoney entities as JSON Lines.",
        show_default=False,
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME=COLUMN",
        help="For dumps: which column holds text, id, title, outlet, byline, date, url or retrieved. May be repeated.",
        show_default=False,
    ),
]
Codebook = Annotated[
    Path | None,
    typer.Option(
        metavar="PATH",
        help="Your own codebook, a folder or a table (.tsv): its lines are tried before the shipped ones.",
        show_default=False,
    ),
]
Limit = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME=NUMBER",
        help="What a file or a report may cost, such as file=200000000; docs/formats.md names all. May be repeated.",
        show_default=False,
    ),
]

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?)?", re.ASCII)


def metadata(outlet: str | None, date: str | None) -> Metadata:
    """What the options say of all reports."""
    if date is not None and not _DATE.fullmatch(date):
        raise InputError(f"--date {date!r} is no ISO date. Write it as 2020-01-31.")
    from khabar.records import Metadata

    return Metadata(outlet=outlet, published=date)


def columns(pairs: Sequence[str] | None) -> dict[str, str] | None:
    """The columns of a dump by what they hold."""
    for pair in pairs or ():
        if not all(pair.partition("=")):
            raise InputError(f"--columns {pair!r} is not of the form NAME=COLUMN, such as text=body.")
    return dict(pair.split("=", 1) for pair in pairs) if pairs else None


def limits(pairs: Sequence[str] | None) -> dict[str, int]:
    """The limits that are given, by name; which names there are is checked where they are used."""
    given: dict[str, int] = {}
    for pair in pairs or ():
        name, _, number = pair.partition("=")
        if not number.replace("_", "").isdecimal():
            raise InputError(f"--limit {pair!r} is not of the form NAME=NUMBER, such as file=200000000.")
        given[name] = int(number)
    return given


@contextmanager
def engine(name: str, master: str | None, workers: int) -> Iterator[contract.Engine]:
    """The engine that the options ask for. Raises InputError for a master without Spark, and SetupError as Spark does."""
    if name == "spark":
        from khabar.engine import spark

        with closing(spark.connect(master or "local[*]")) as cluster:
            yield cluster
        return
    if master:
        raise InputError(f"--master {master} names a cluster of Spark: add --engine spark.")
    from khabar.engine.local import Local

    yield Local(worker_count(workers))


@contextmanager
def fetched(sources: Sequence[str], engine: contract.Engine) -> Iterator[list[Path]]:
    """The sources, those with an address (``hdfs://``, ``s3a://``) copied here while they are read; only Spark reads such."""
    # A run that is killed leaves the folder behind, so it is made for those alone that need one.
    if not any(map(_ADDRESS.match, sources)):
        yield [Path(source) for source in sources]
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="khabar-") as folder:
        yield [_fetched(source, engine, Path(folder) / str(n)) for n, source in enumerate(sources)]


def _fetched(source: str, engine: contract.Engine, folder: Path) -> Path:
    if not _ADDRESS.match(source):
        return Path(source)
    from khabar.engine.contract import Fetching

    if not isinstance(engine, Fetching):
        raise InputError(f"{source} is read by Spark alone: add --engine spark.")
    return engine.fetch(source, folder)


def worker_count(workers: int) -> int:
    """How many processes to read with."""
    from khabar.engine.pool import usable_cores

    return workers or usable_cores()
