# ruff: noqa: PLC0415 (each command imports what it needs, so that the others stay quick)
"""``khabar serve``: read, compare and review a casebook in the browser."""

from __future__ import annotations

import getpass
import os
import webbrowser
from typing import Annotated

import typer

from khabar.cli import options, screen

TOKEN = "KHABAR_TOKEN"


def serve(
    case: options.Case,
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="The port; the first free one from 8421 if left out.", show_default=False),
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    judge: Annotated[
        str | None, typer.Option(help="Who judges here; your login name if left out.", show_default=False)
    ] = None,
    bind: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ADDRESS",
            help="Listen on this address as well, for others to reach. May be repeated.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Serve a casebook to the browser of this machine. Stop it with Ctrl-C.

    The address that is printed works once; when it was used, the next is printed. Programs send a token that you choose, in
    the variable KHABAR_TOKEN, as `Authorization: Bearer …`. What was reported, by whom; not what happened.
    """
    from khabar.casebook import open_casebook
    from khabar.web import static
    from khabar.web.security.hosts import LOOPBACK
    from khabar.web.serving import listen, serve

    open_casebook(case)
    listening = listen(port, [*LOOPBACK, *(bind or ())])
    if bind:
        screen.complain(
            f"Others can reach this server on {', '.join(bind)}, unencrypted. Whoever has its address can judge as you."
        )
    if not static.is_built():
        screen.complain(static.HOW_TO_BUILD, style="yellow")
    serve(case, listening, judge or getpass.getuser(), os.environ.get(TOKEN) or None, _Told(browser))


class _Told:
    """Prints each address as it comes, and opens the first."""

    def __init__(self, browser: bool) -> None:
        self._opens = browser

    def __call__(self, address: str) -> None:
        screen.say(f"Open this address (it works once): {address}")
        if self._opens:
            self._opens = False
            webbrowser.open(address)
