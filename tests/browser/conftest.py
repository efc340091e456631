"""A server on the sample, and a real browser in front of it that notes what no page may do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from khabar import pipeline
from khabar.sample import reports_folder
from khabar.web import static
from tests.browser.watched import Watched, browsing, entered
from tests.web.running import Server, serving

# A machine that does much else at the same time may take long over a single answer.
expect.set_options(timeout=60_000)


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium, without a window."""
    path = shutil.which("chromium")
    if (path is None or not static.is_built()) and os.environ.get("CI") != "true":
        pytest.skip("needs Debian's chromium and the built pages: make frontend")
    with browsing(str(path)) as found:
        yield found


@pytest.fixture(scope="session")
def sample(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("browser") / "case"
    pipeline.build([reports_folder()], folder)
    return folder


@pytest.fixture(scope="session")
def server(browser, sample) -> Iterator[Server]:
    """A server that is only read."""
    with serving(sample) as found:
        yield found


@pytest.fixture(scope="session")
def contexts(browser) -> dict[tuple[int, int, str], BrowserContext]:
    return {}


@pytest.fixture
def watch(browser, contexts) -> Iterator[Callable[..., Watched]]:
    """Opens pages of a server; when the test is done, none may have complained or asked for anything outside."""
    opened: list[Watched] = []

    def opening(server: Server, width: int = 1440, theme: str = "light") -> Watched:
        key = (server.port, width, theme)
        if key not in contexts:
            contexts[key] = entered(browser, server, width, theme)
        opened.append(Watched(contexts[key], server))
        return opened[-1]

    yield opening
    for one in opened:
        one.close()
    assert [line for one in opened for line in one.complaints] == []
