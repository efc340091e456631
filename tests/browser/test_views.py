"""Every view on the sample, at two widths and in two themes: it shows itself, complains of nothing, asks nobody else."""

from __future__ import annotations

import pypdfium2
import pytest
from playwright.sync_api import expect

from khabar.web.desk import Desk
from tests.browser.watched import CHANGING, SCREENS
from tests.web.walk import RECORDS

LABEL = "What was reported, by whom; not what happened."
VIEWS = (
    "/",
    "/reports",
    "/reports/{report_id}",
    "/reports/{report_id}?claim={claim_id}&show=deed.voice.figure.party.place.date.issue",
    "/claims?event=THREATEN",
    "/claims/{claim_id}",
    "/incidents?event=PROTEST",
    "/incidents/{incident_id}",
    "/disagreements",
    "/origins",
    "/actors?kind=person",
    "/actors?as=network",
    "/actors?as=matrix",
    "/actors/{entity_id}",
    "/map",
    "/timeline",
    "/registers",
    "/registers/{name}",
    "/review",
    "/review?kind=link",
    "/search?q=Nasiriyah",
    "/dossier?incident={incident_id}",
    "/dossier?event=THREATEN",
    "/nowhere",
)
# Whether the letters are as dark as a light page wants them, or as light as a dark one.
TURNED = """theme => {
  const ink = Math.max(...getComputedStyle(document.body).color.match(/\\d+/g).slice(0, 3).map(Number))
  return ink < 127 === (theme === 'light')
}"""


@pytest.fixture(scope="session")
def names(sample) -> dict[str, str]:
    desk = Desk(sample, "reviewer")
    found = {name: desk.database.value(sql) for name, sql in RECORDS.items()}
    desk.close()
    return found


@pytest.mark.parametrize("view", VIEWS)
def test_view(server, watch, names, view) -> None:
    watched, opened = watch(server), 0
    page = watched.page
    for width, theme in SCREENS:
        watched.turn(width, theme)
        if width != opened:
            watched.open(view.format(**names))
        assert LABEL in page.locator("#app > header").inner_text()
        assert LABEL in page.locator("#app > footer").inner_text()
        assert page.locator("main [role=alert]").count() == 0
        page.wait_for_function(TURNED, arg=theme)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"it is wider than {width} pixels"
        assert watched.found_by_axe(*(CHANGING if opened else ())) == [], f"{width}, {theme}"
        opened = width


def test_every_entry_of_the_navigation_opens(server, watch) -> None:
    watched = watch(server)
    watched.open("/")
    entries = watched.page.locator("header nav a")
    titles = entries.all_inner_texts()
    assert len(titles) == 11
    for i, title in enumerate(titles):
        entries.nth(i).click()
        expect(watched.page).to_have_title(f"{title} · Khabar")
        assert watched.page.locator("header nav a[aria-current=page]").inner_text() == title


REACHED = """() => {
  const one = document.activeElement
  const box = one.getBoundingClientRect()
  const what = one.tagName + ' ' + (one.getAttribute('href') ?? one.textContent.trim().slice(0, 40))
  return [what, box.width > 0, getComputedStyle(one).outlineStyle]
}"""


@pytest.mark.parametrize("view", ["/", "/claims?event=THREATEN", "/incidents/{incident_id}", "/review?kind=link"])
def test_the_tab_key_walks_from_the_head_into_what_is_shown(server, watch, names, view) -> None:
    watched = watch(server)
    watched.open(view.format(**names))
    page, reached, inside = watched.page, [], False
    for _ in range(40):
        page.keyboard.press("Tab")
        what, seen, outline = page.evaluate(REACHED)
        if what.startswith("BODY"):
            break  # past the last
        assert seen, what
        assert outline != "none", f"{what} does not show that it has the focus"
        reached.append(what)
        inside = inside or page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert inside
    assert len(set(reached)) > 15


def test_what_is_not_there_is_told(server, watch) -> None:
    watched = watch(server)
    watched.open("/claims/c_nothing")
    assert "no claim" in watched.page.locator("main [role=alert]").inner_text()
    assert all("404" in line for line in watched.complaints)
    watched.complaints.clear()


def test_a_dossier_on_paper_holds_words_ranges_sources_versions_and_the_label(server, watch, names) -> None:
    watched = watch(server)
    watched.open("/dossier?incident={incident_id}".format(**names))
    expect(watched.page.locator("main")).to_contain_text("How this was made")
    printed = pypdfium2.PdfDocument(watched.page.pdf(format="A4"))
    pages = [page.get_textpage().get_text_bounded() for page in printed]
    text = " ".join(" ".join(pages).split())
    told = server.program().get("/api/v1/incidents/{incident_id}".format(**names)).json
    words = [claim["sentence"]["text"] for account in told["accounts"] for claim in account["claims"]]
    assert words
    assert [one for one in words if one[:40] not in text] == []
    for part in (
        LABEL,
        "is not complete",
        "Sources",
        "How this was made",
        "generation 1",
        "lowest reported",
        "Two Rivers Wire",
    ):
        assert part in text, part
    assert "Print, or save as PDF" not in text
    assert "Registers" not in text
