"""A page that is watched: what it says on the console, what it asks for, and what axe finds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.web.running import Server

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = ("serious", "critical")
# Both themes at both widths; neighbours differ in one.
SCREENS = ((1440, "light"), (1440, "dark"), (900, "dark"), (900, "light"))
# What theme and width change; the rest is the same on every screen.
CHANGING = ("color-contrast", "scrollable-region-focusable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb", "--font-render-hinting=none"]


@contextmanager
def browsing(path: str) -> Iterator[Browser]:
    """A browser that asks for nothing by itself."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def entered(browser: Browser, server: Server, width: int, theme: str) -> BrowserContext:
    """A person's browser that came in by the printed address."""
    context = browser.new_context(viewport={"width": width, "height": 1000}, color_scheme=theme, locale="en-GB")
    name, _, value = dict(server.browser().own)["Cookie"].partition("=")
    context.add_cookies([{"name": name, "value": value, "url": f"http://127.0.0.1:{server.port}"}])
    return context


class Watched:
    """A page that notes what it complains of."""

    def __init__(self, context: BrowserContext, server: Server) -> None:
        self.root = f"http://127.0.0.1:{server.port}"
        self.complaints: list[str] = []
        self.page = context.new_page()
        self.page.on("console", lambda line: line.type in ("error", "warning") and self._complain("console", line.text))
        self.page.on("pageerror", lambda error: self._complain("error", str(error)))
        self.page.on("dialog", lambda dialog: self._complain("dialog", dialog.message))
        self.page.on("request", self._asked)

    def open(self, path: str) -> None:
        """Go to an address of the app and wait until it shows what it is for."""
        self.page.goto(self.root + path)
        self.page.locator("main h1, main [role=alert]").first.wait_for(state="attached")
        self.page.locator(".waiting").first.wait_for(state="detached")

    def turn(self, width: int, theme: str) -> None:
        """Show the page at another width, or in another theme, as a person does who turns a screen or dims it."""
        self.page.set_viewport_size({"width": width, "height": 1000})
        self.page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # no colour is half way to another

    def found_by_axe(self, *rules: str) -> list[str]:
        """The serious faults of accessibility: the rule, and the first element at fault; none where axe is not installed."""
        if not AXE.is_file():
            return []
        if not self.page.evaluate("typeof axe !== 'undefined'"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        options: dict[str, Any] = {"resultTypes": ["violations"]}
        if rules:
            options["runOnly"] = {"type": "rule", "values": list(rules)}
        found = self.page.evaluate("options => axe.run(document, options)", options)
        return [
            f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found["violations"] if one["impact"] in SERIOUS
        ]

    def close(self) -> None:
        """End the page; it can be watched no more."""
        self.page.close()

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.root + "/", "data:", "blob:")):
            self._complain("request", request.url)

    def _complain(self, kind: str, text: str) -> None:
        self.complaints.append(f"{kind}: {text}")
