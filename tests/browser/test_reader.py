"""The reader: marks over the text, notes in the margin, the chain of the claim that is looked at."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from khabar.web.desk import Desk
from tests.web.walk import RECORDS

MARKED = "name => [...(CSS.highlights.get(name) ?? [])].map(range => range.toString())"


@pytest.fixture(scope="session")
def report(sample) -> str:
    desk = Desk(sample, "reviewer")
    found = desk.database.value(RECORDS["report_id"])
    desk.close()
    return found


def test_marks_lie_on_the_words_of_the_claims(server, watch, report) -> None:
    watched = watch(server)
    watched.open(f"/reports/{report}")
    told = server.program().get(f"/api/v1/reports/{report}").json
    triggers = sorted(claim["trigger"] for claim in told["claims"])
    assert sorted(watched.page.evaluate(MARKED, "deed")) == triggers
    assert watched.page.evaluate(MARKED, "date") == []
    watched.page.locator(".marks a", has_text="Dates").click()
    assert sorted(watched.page.evaluate(MARKED, "date")) == sorted(one["text"] for one in told["dates"])


def test_the_claim_under_the_cursor_shows_its_chain(server, watch, report) -> None:
    watched = watch(server)
    watched.open(f"/reports/{report}")
    page = watched.page
    box = page.evaluate(
        "() => { const { x, y, width, height } = [...CSS.highlights.get('deed')].find((r) => r.toString() === 'killed')"
        ".getBoundingClientRect(); return [x + width / 2, y + height / 2]; }"
    )
    page.mouse.move(*box)
    note = page.locator(".note.active")
    expect(note).to_contain_text("hospital officials")
    expect(note).to_contain_text("takes no position")
    expect(note).to_contain_text("certain that it is so")
    assert page.evaluate(MARKED, "active-voice") == ["hospital officials"]


def test_j_and_k_walk_the_claims_and_the_address_follows(server, watch, report) -> None:
    watched = watch(server)
    watched.open(f"/reports/{report}")
    page = watched.page
    claims = [claim["claim_id"] for claim in server.program().get(f"/api/v1/reports/{report}").json["claims"]]
    for key, place in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(page.locator(f'[data-claim="{claims[place]}"][aria-expanded=true]')).to_be_visible()
        assert page.url.endswith(f"claim={claims[place]}")


def test_filters_are_addresses(server, watch) -> None:
    watched = watch(server)
    total, some = (server.program().get(f"/api/v1/claims{query}").json["total"] for query in ("", "?event=ASSAULT"))
    watched.open("/claims")
    page = watched.page
    page.locator("section[aria-label=What] a", has_text="assault").click()
    expect(page.locator(".pagehead")).to_contain_text(f"{some} claims")
    assert page.url.endswith("/claims?event=ASSAULT")
    assert page.locator("a[download]", has_text="CSV").get_attribute("href").endswith("claims.csv?event=ASSAULT")
    page.go_back()
    expect(page.locator(".pagehead")).to_contain_text(f"{total} claims")


def test_keys_open_views_search_and_help(server, watch) -> None:
    watched = watch(server)
    watched.open("/")
    page = watched.page
    page.keyboard.press("g")
    page.keyboard.press("i")
    expect(page).to_have_title("Incidents · Khabar")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Go to claims")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("Nasiriyah")
    page.keyboard.press("Enter")
    expect(page.locator("main h1")).to_contain_text("Nasiriyah")
    page.locator("main h1").click()
    before = page.evaluate("document.documentElement.dataset.theme")
    page.keyboard.press("t")
    page.keyboard.press("t")
    assert page.evaluate("document.documentElement.dataset.theme") != before
