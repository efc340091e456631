"""The verbs of ``khabar`` and what they return.

Exit codes: 0 done; 1 an unexpected fault; 2 something you gave is wrong; 3 done, but some reports could not be read;
4 the casebook is missing, damaged, in use, or did not verify; 5 the installation or the machine lacks something; 130
stopped by Ctrl-C.
"""

from __future__ import annotations

import typer

from khabar.cli import actors, build, codebook, demo, export, handling, query, read, review, serve, show, verify
from khabar.version import __version__

EPILOG = (
    "Exit codes: 0 done; 1 unexpected fault; 2 your input; 3 done, but some reports could not be read; 4 the casebook; "
    "5 the set-up; 130 stopped."
)

app = typer.Typer(
    name="khabar",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EPILOG,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"khabar {__version__}")
        raise typer.Exit


@app.callback()
def khabar(
    version: bool = typer.Option(False, "--version", help="Print the version.", callback=_version, is_eager=True),
) -> None:
    """Read the reporting on a conflict and make a checkable casebook of it.

    What was reported, by whom; not what happened.
    """


for _verb in (build.build, build.add, build.remove, read.read, show.show, query.query, verify.verify):
    app.command()(_verb)
app.command()(export.export)
app.command()(handling.seal)
app.command()(handling.erase)
app.command()(serve.serve)
app.command()(demo.demo)
app.add_typer(actors.actors, name="actors")
app.add_typer(codebook.codebook, name="codebook")
app.add_typer(review.review, name="review")


def run() -> None:
    """Run the command line of this process; ends in SystemExit unless an error goes up."""
    typer.main.get_command(app)(prog_name="khabar")
