"""How long a person waits in a real browser for each view of a large casebook: from asking for it to its first rows on screen.

Each view is opened once, in a page of its own, when the server remembers nothing of it but what views share. ``nothing`` is
a page of the app without any data: what a browser alone takes on this machine, so that a busy one can be told from a slow
view.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping

from playwright.sync_api import Page, sync_playwright

PAGES = {
    "nothing": "/nowhere",
    "overview": "/",
    "reports": "/reports",
    "one report": "/reports/{report}",
    "claims": "/claims",
    "claims of an event": "/claims?event=ASSAULT",
    "one claim": "/claims/{claim}",
    "incidents": "/incidents",
    "one incident": "/incidents/{incident}",
    "disagreements": "/disagreements",
    "origins": "/origins",
    "actors": "/actors",
    "network": "/actors?as=network",
    "matrix": "/actors?as=matrix",
    "one actor": "/actors/{entity}",
    "map": "/map",
    "timeline": "/timeline",
    "registers": "/registers",
    "casualties": "/registers/casualties",
    "review": "/review",
    "search": "/search?q=pilgrims",
    "dossier": "/dossier?incident={incident}",
}
FLAGS = ["--no-sandbox", "--disable-gpu"]
# The moment, since the page was asked for, at which something to read stands there and was painted.
WATCH = """(() => {
  const there = () => document.querySelector('main h1') && (location.pathname === '/nowhere' ||
    (!document.querySelector('main .waiting') && document.querySelector('main :is(tbody tr, svg a, article, li a, ol li, dd)')))
  const tell = () => (document.documentElement.dataset.painted = performance.now())
  const look = () => requestAnimationFrame(there() ? tell : look)
  look()
})()"""


def painted(address: str, names: Mapping[str, str]) -> dict[str, float]:
    """Milliseconds to the first useful paint of each page of a server, by its printed address; none without Chromium."""
    path = shutil.which("chromium")
    if path is None:
        return {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        context = browser.new_context(viewport={"width": 1440, "height": 1000})
        context.request.get(address)
        context.add_init_script(WATCH)
        root = address.partition("/enter")[0]
        _painted(context.new_page(), f"{root}/nowhere")
        found = {what: _painted(context.new_page(), root + asked.format(**names)) for what, asked in PAGES.items()}
        browser.close()
    return found


def _painted(page: Page, url: str) -> float:
    page.goto(url, wait_until="commit")
    moment = page.locator("html[data-painted]").get_attribute("data-painted", timeout=60_000)
    page.close()
    return float(moment or "inf")
