"""Review in the browser: every answer, undo and redo, a clash of two people, a claim added by marking words."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.watched import CHANGING, SCREENS, Watched
from tests.web.running import Server, serving

MARK = """words => {
  const walk = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT)
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const at = node.textContent.indexOf(words)
    if (at < 0) continue
    const range = document.createRange()
    range.setStart(node, at)
    range.setEnd(node, at + words.length)
    getSelection().removeAllRanges()
    getSelection().addRange(range)
    return true
  }
  return false
}"""


def log(server) -> list[dict[str, Any]]:
    """The judgements, oldest first."""
    return server.program().get("/api/v1/judgements").json["rows"][::-1]


def sealed_and_opened(page, field: str) -> None:
    """Seal what the page shows, with a reason in the field, and open it again with another."""
    page.locator(field).fill("Somebody could be known by it.")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("main h1")).to_have_text("Sealed")
    page.locator("main form input").fill("The lawyer asks.")
    page.get_by_role("button", name="Open it").click()


def until(page, words: str) -> None:
    """Wait until the page says so to those who do not see it."""
    expect(page.locator(".answers [role=status]")).to_have_text(words)


@pytest.fixture(scope="module", params=SCREENS, ids=lambda screen: "-".join(map(str, screen)))
def screen(request) -> tuple[int, str]:
    """A width and a theme."""
    return request.param


@pytest.fixture(scope="module")
def own_server(screen, browser, sample, tmp_path_factory) -> Iterator[Server]:
    """A server on a casebook that these tests judge, one after the other, on one screen."""
    with serving(Path(shutil.copytree(sample, tmp_path_factory.mktemp("judged") / "case"))) as found:
        yield found


@pytest.fixture
def watched(own_server, watch, screen) -> Iterator[Watched]:
    """A page on that screen; when the test is done, axe finds nothing serious in what it shows."""
    found = watch(own_server, *screen)
    yield found
    assert found.found_by_axe(*(() if screen == SCREENS[0] else CHANGING)) == []


def test_answers_undo_and_redo_with_the_keyboard(own_server, watched) -> None:
    before = len(log(own_server))
    watched.open("/review?kind=claim")
    page = watched.page
    expect(page.locator(".work h2")).to_contain_text("Is this what the sentence says?")
    page.keyboard.press("a")
    until(page, f"Kept as judgement {before + 1}")
    page.keyboard.press("x")
    until(page, f"Kept as judgement {before + 2}")
    page.keyboard.press("z")
    until(page, "Taken back")
    page.keyboard.press("Z")
    until(page, "Restored")
    page.keyboard.press("r")
    page.keyboard.type("It was a drill.")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.locator(".answers form select").nth(1).select_option("planned")
    page.get_by_role("button", name="Keep the correction").click()
    until(page, f"Kept as judgement {before + 5}")
    page.keyboard.press("r")
    page.keyboard.type("Ask the desk.")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    until(page, f"Kept as judgement {before + 6}")
    made = log(own_server)[before:]
    assert [one["kind"] for one in made] == ["confirm", "reject", "undo", "undo", "correct", "note"]
    assert [one["in_force"] for one in made] == [True, True, False, True, True, True]
    assert made[4]["after"] == {"realis": "planned"}
    assert made[4]["reason"] == "It was a drill."
    assert {one["judge"] for one in made} == {"reviewer"}


def test_pairs_are_joined_and_parted(own_server, watched) -> None:
    before = len(log(own_server))
    watched.open("/review?kind=link")
    for at, key in enumerate("msu", before + 1):
        watched.page.keyboard.press(key)
        until(watched.page, f"Kept as judgement {at}")
    assert [one["kind"] for one in log(own_server)[before:]] == ["same", "different", "undecided"]


def test_a_clash_is_shown_and_nothing_is_lost(own_server, watched) -> None:
    before = len(log(own_server))
    watched.open("/review?kind=claim")
    page = watched.page
    claim = page.locator("article a").first.get_attribute("href").partition("claim=")[2]
    body = {"kind": "confirm", "target": [claim], "based_on": before, "reason": "I was first."}
    kept = own_server.program().send("POST", "/api/v1/judgements", [("Content-Type", "application/json")], body)
    assert kept.status in (200, 201)
    page.keyboard.press("x")
    clash = page.get_by_role("dialog")
    expect(clash).to_contain_text("I was first.")
    assert len(log(own_server)) == before + 1
    clash.get_by_role("button", name="Keep mine as well").click()
    until(page, f"Kept as judgement {before + 2}")
    assert [one["kind"] for one in log(own_server)[before:]] == ["confirm", "reject"]
    watched.complaints[:] = [line for line in watched.complaints if "409" not in line]


def test_a_claim_is_added_by_marking_its_words(own_server, watched) -> None:
    watched.open("/reports?q=bridges")
    page = watched.page
    page.locator("main table a", has_text="Troops kill").click()
    expect(page.locator("article")).to_contain_text("crisis cells")
    assert page.evaluate(MARK, "restore order")
    page.get_by_role("button", name="Add a claim").click()
    page.locator("form[aria-label='Add a claim'] select").first.select_option("COERCE")
    page.get_by_role("button", name="Add this claim").click()
    expect(page.locator("aside.margin")).to_contain_text("restore order")
    made = log(own_server)[-1]
    assert (made["kind"], made["after"]["event"]) == ("add_claim", "COERCE")


def test_a_source_is_rated_by_a_person_with_a_reason(own_server, watched) -> None:
    watched.open("/actors?q=Abdul-Mahdi")
    page = watched.page
    page.locator("main table a").first.click()
    expect(page.locator("main")).to_contain_text("Nobody has rated this source")
    page.locator("main form").first.locator("select").select_option("B")
    page.locator("main form").first.locator("input").fill("Named, on the record, contradicted by nobody so far.")
    page.get_by_role("button", name="Rate").click()
    expect(page.locator("main p b", has_text="B: usually reliable")).to_be_visible()
    assert log(own_server)[-1]["after"] == {"reliability": "B"}


def test_an_outlet_is_rated_where_its_report_is_read(own_server, watched) -> None:
    watched.open("/reports?outlet=Two+Rivers+Wire")
    page = watched.page
    page.locator("main table a").first.click()
    page.get_by_text("Outlet: not rated").click()
    form = page.locator("aside form").first
    form.locator("input").fill("It says where it was wrong.")
    form.locator("select").select_option("C")
    form.get_by_role("button", name="Rate").click()
    expect(page.get_by_text("Outlet: rated C")).to_be_visible()
    made = log(own_server)[-1]
    assert (made["kind"], made["target"], made["after"]) == (
        "rate_source",
        ["outlet:Two Rivers Wire"],
        {"reliability": "C"},
    )


def test_what_is_sealed_opens_for_who_says_why_and_the_log_says_so(own_server, watched) -> None:
    watched.open("/reports?q=bags")
    page = watched.page
    page.locator("main table a").first.click()
    page.get_by_text("Seal or withdraw").click()
    sealed_and_opened(page, "aside details input[placeholder=Reason]")
    expect(page.locator("article")).to_contain_text("bags")
    assert [one["kind"] for one in log(own_server)[-2:]] == ["seal", "note"]
    watched.complaints[:] = [line for line in watched.complaints if "403" not in line]


def test_a_sealed_person_is_in_black_and_opens_for_who_says_why(own_server, watched) -> None:
    name = "Mohammed al-Halbousi"
    report = own_server.program().get("/api/v1/reports?q=Halbousi").json["rows"][0]["report_id"]
    watched.open("/actors?q=Halbousi")
    page = watched.page
    page.locator("main table a").first.click()
    expect(page.locator("main h1")).to_have_text(name)
    page.get_by_text("Seal…").click()
    sealed_and_opened(page, "details input[placeholder=Reason]")
    expect(page.locator("main h1")).to_have_text(name)
    watched.open(f"/reports/{report}")
    expect(page.locator("article")).to_contain_text("█")
    assert "Halbousi" not in page.content()
    page.get_by_label("Reason").first.fill("The lawyer asks again.")
    page.get_by_role("button", name="Open it").click()
    expect(page.locator("article")).to_contain_text("Halbousi")
    assert [one["kind"] for one in log(own_server)[-3:]] == ["seal", "note", "note"]
    watched.complaints[:] = [line for line in watched.complaints if "403" not in line]
