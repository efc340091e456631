"""A report that means harm: in no view does anything of it run, load, hide, or turn what stands beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from khabar import casebook, pipeline
from khabar.pipeline import reviewing
from tests.web.running import Server, serving

HARM = "<script>pwned=1</script><img src=x onerror=pwned=1><svg onload=pwned=1>\"'><a href=javascript:pwned=1>x</a>"
HIDDEN = "\u202e\u200b"
PLAIN = "Gunmen killed three people in Baghdad on 3 January 2020, police said. A spokesman denied that soldiers had fired.\n"
TEXT = (
    f"Gunmen killed three people in Baghdad on 3 January 2020, a spokesman for the {HARM} ministry said.",
    f"{HARM}",
    f"Police said that soldiers and {HARM} had attacked the {HIDDEN}airport. Rockets hit {HARM} on Friday, the army said.",
)
KEYS = {"reports": "report_id", "claims": "claim_id", "incidents": "incident_id", "actors": "entity_id"}
MAIL = (
    "From: Desk <desk@example.org>\nSubject: {}\nDate: Sat, 4 Jan 2020 10:00:00 +0000\n"
    "Content-Type: text/plain; charset=utf-8\n\n{}\n"
)
VIEWS = ("/", "/reports", "/claims", "/incidents", "/actors", "/actors?as=network", "/actors?as=matrix", "/disagreements",
         "/review", "/registers/casualties", "/map",
         "/timeline", "/origins", "/dossier?event=ASSAULT", "/search?q=pwned")  # fmt: skip


@pytest.fixture(scope="module")
def hostile(browser, tmp_path_factory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("harm")
    row = {
        "id": HARM,
        "text": PLAIN,
        "title": HARM + HIDDEN,
        "outlet": HARM,
        "date": "2020-01-04",
        "url": "javascript:pwned=1",
    }
    (folder / "in").mkdir()
    (folder / "in" / "<img src=x onerror=pwned=1>.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    mail = MAIL.format(HARM, "\n\n".join(TEXT))
    (folder / "in" / "harm.eml").write_text(mail, encoding="utf-8")
    pipeline.build([folder / "in"], folder / "read")
    named(folder / "read", folder / "case")
    claim = casebook.open_casebook(folder / "case").table("claims")["claim_id"][0].as_py()
    for kind, reason in (("confirm", f"{HARM} It says so."), ("note", HARM)):
        reviewing.judge(folder / "case", kind, [claim], by=f"Amal {HARM}", reason=reason)
    with serving(folder / "case", f"Basim {HARM}") as found:
        yield found


def named(read: Path, case: Path) -> None:
    """The same casebook with harm for every byline, and in every name of an entity and of a place."""
    book = casebook.open_casebook(read)
    tables = {name: book.table(name) for name in book.tables if name != "judgements"}
    for table, column in (("reports", "byline"), ("entities", "name"), ("gazetteer", "name")):
        rows = tables[table]
        worded = [f"{HARM} {at}" for at in range(rows.num_rows)]
        tables[table] = rows.set_column(rows.schema.get_field_index(column), rows.schema.field(column), [worded])
    casebook.write_generation(case, tables, {"last_judgement": 0})


def paths(server: Server) -> list[str]:
    client = server.program()
    found = {name: [row[key] for row in client.get(f"/api/v1/{name}").json["rows"]] for name, key in KEYS.items()}
    texts = [client.get(f"/api/v1/reports/{one}").json["report"]["text"] for one in found["reports"]]
    assert any(HARM in text for text in texts)
    assert len(found["claims"]) > 2
    return [*VIEWS, *(f"/{name}/{one}" for name, ids in found.items() for one in ids[:2])]


def test_nothing_of_a_report_runs_in_any_view(hostile, watch) -> None:
    watched, shown = watch(hostile), 0
    for path in paths(hostile):
        watched.open(path)
        assert watched.page.evaluate("typeof pwned") == "undefined", path
        assert watched.page.locator("main img, main script, main a[href^=javascript]").count() == 0, path
        shown += "onerror=pwned=1" in watched.page.locator("main").inner_text()
    assert shown > len(VIEWS), "what means harm is shown, as text"


def test_characters_that_hide_or_turn_are_shown_and_kept_to_themselves(hostile, watch) -> None:
    watched = watch(hostile)
    watched.open("/reports")
    unseen = watched.page.locator("main table .unseen")
    assert [unseen.nth(i).get_attribute("data-name") for i in range(unseen.count())] == ["RLO", "ZWSP"]
    assert unseen.first.evaluate("element => getComputedStyle(element).unicodeBidi") == "isolate"
