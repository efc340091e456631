"""Who asks."""

from __future__ import annotations

from khabar.version import __version__
from khabar.web.asking import Ask
from khabar.web.desk import Desk
from khabar.web.listing import Json


def session(desk: Desk, ask: Ask) -> Json:
    """The name under which judgements are kept, and what a page sends with its writes in the header X-CSRF-Token."""
    return {"judge": ask.judge, "csrf": ask.csrf, "version": __version__, "casebook": desk.folder.resolve().name}
