"""What people decide outranks the machine, is undone by an undo, and finds its claim again by the words."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from khabar.link.judged import apply, faults, force, in_force, selector, written
from khabar.records import Claim, Judgement, Report
from khabar.schema import TABLES

TEXT = "Troops killed four men in Hit. Rebels shelled the town. Troops killed four men in Hit."
REPORT = Report("r_one", "00", text=TEXT)


def claim(name: str, trigger: str, event: str | None = "ASSAULT", occurrence: int = 0) -> Claim:
    start = -1
    for _ in range(occurrence + 1):
        start = TEXT.index(trigger, start + 1)
    return Claim(f"c_{name}", "r_one", 0, start, start + len(trigger), trigger, event)


KILLED, SHELLED = claim("killed", "killed"), claim("shelled", "shelled")


def judged(
    *judgements: Judgement, claims: tuple[Claim, ...] = (KILLED, SHELLED)
) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """Claims by identifier, and the codes of issues."""
    rows, reports = TABLES["claims"].rows(claims), TABLES["reports"].rows([REPORT])
    done = apply(rows, reports, judgements)
    return {row["claim_id"]: row for row in done.claims.to_pylist()}, [i.code for i in done.issues]


def on(kind: str, *claims: Claim, seq: int = 1, **more: Any) -> Judgement:
    selectors = written(selector(c, TEXT) for c in claims)
    return Judgement(seq, "2020-01-01", "ada", kind, tuple(c.claim_id for c in claims), selectors, **more)


def undo(seq: int, undoes: int) -> Judgement:
    return Judgement(seq, "2020-01-01", "ada", "undo", undoes=undoes)


def test_no_judgement_changes_nothing() -> None:
    rows, issues = judged()
    assert {row["review"] for row in rows.values()} == {None}
    assert issues == []


def test_a_correction_sets_the_field_and_leaves_the_others() -> None:
    rows, _ = judged(on("correct", KILLED, after=json.dumps({"event": "AID", "negated": True})))
    assert (rows["c_killed"]["event"], rows["c_killed"]["negated"], rows["c_killed"]["review"]) == (
        "AID",
        True,
        "corrected",
    )
    assert rows["c_shelled"]["event"] == "ASSAULT"


def test_later_corrections_count_and_earlier_fields_stay() -> None:
    first = on("correct", KILLED, after='{"event": "AID", "mode": "drone"}')
    later = on("correct", KILLED, seq=2, after='{"event": "COERCE"}')
    rows, _ = judged(first, later)
    assert (rows["c_killed"]["event"], rows["c_killed"]["mode"]) == ("COERCE", "drone")


@pytest.mark.parametrize(
    "after", ['{"event": 4}', '{"factuality": "sure"}', '{"trigger": "x"}', "{}", "no JSON", "[1]"]
)
def test_a_correction_that_makes_no_sense_is_an_issue_and_changes_nothing(after: str) -> None:
    rows, issues = judged(on("correct", KILLED, after=after))
    assert rows["c_killed"]["review"] is None
    assert set(issues) == {"judgement_refused"}


def test_the_later_of_confirm_and_reject_counts() -> None:
    rows, _ = judged(on("reject", KILLED), on("confirm", KILLED, seq=2), on("reject", SHELLED, seq=3))
    assert (rows["c_killed"]["review"], rows["c_shelled"]["review"]) == ("confirmed", "rejected")


def test_undo_takes_back_and_undoing_it_restores() -> None:
    rejected = on("reject", KILLED)
    assert judged(rejected, undo(2, 1))[0] == judged()[0]
    assert judged(rejected, undo(2, 1), undo(3, 2))[0] == judged(rejected)[0]


def test_the_latest_decision_on_a_pair_counts_and_a_group_is_every_pair_in_it() -> None:
    same = Judgement(1, "", "ada", "same", ("c_b", "c_a", "c_c"))
    different = Judgement(2, "", "bo", "different", ("c_c", "c_a"))
    pairs = force(in_force([same, different])).pairs
    assert {pair: one.kind for pair, one in pairs.items()} == {
        ("c_a", "c_b"): "same",
        ("c_a", "c_c"): "different",
        ("c_b", "c_c"): "same",
    }


def test_a_claim_with_a_new_identifier_is_found_by_its_words() -> None:
    rows, issues = judged(on("reject", KILLED), claims=(replace(KILLED, claim_id="c_new"), SHELLED))
    assert rows["c_new"]["review"] == "rejected"
    assert issues == []


def test_a_trigger_that_grew_is_still_found() -> None:
    grown = replace(KILLED, claim_id="c_new", end=TEXT.index(" in Hit"), trigger="killed four men")
    assert judged(on("reject", KILLED), claims=(grown,))[0]["c_new"]["review"] == "rejected"


def test_the_words_around_tell_two_equal_sentences_apart() -> None:
    last = claim("last", "killed", occurrence=1)
    first_now, last_now = replace(KILLED, claim_id="c_1"), replace(last, claim_id="c_2")
    rows, _ = judged(on("reject", last), claims=(first_now, last_now))
    assert (rows["c_1"]["review"], rows["c_2"]["review"]) == (None, "rejected")


def test_a_judgement_that_finds_its_claim_no_longer_is_listed() -> None:
    rows, issues = judged(on("reject", KILLED), claims=(SHELLED,))
    assert rows["c_shelled"]["review"] is None
    assert issues == ["judgement_lost"]


def test_two_claims_on_the_same_words_and_of_one_type_leave_a_judgement_lost() -> None:
    twins = (replace(KILLED, claim_id="c_1"), replace(KILLED, claim_id="c_2"))
    assert judged(on("reject", KILLED), claims=twins)[1] == ["judgement_lost"]


def test_a_claim_added_by_hand_stands_on_words_of_the_report() -> None:
    start = TEXT.index("town")
    told = {"sentence": 1, "start": start, "end": start + 4, "event": "COERCE"}
    added = Judgement(1, "", "ada", "add_claim", ("r_one",), after=json.dumps(told))
    rows, issues = judged(added)
    (row,) = [row for row in rows.values() if row["review"] == "added"]
    assert (row["trigger"], row["event"], row["reader"]) == ("town", "COERCE", "judge:ada")
    assert issues == []


@pytest.mark.parametrize(
    "told", [{"start": 4, "end": 2, "sentence": 0}, {"start": 0, "end": 999, "sentence": 0}, {"event": "AID"}]
)
def test_a_claim_without_words_is_refused(told: dict[str, Any]) -> None:
    added = Judgement(1, "", "ada", "add_claim", ("r_one",), after=json.dumps(told))
    rows, issues = judged(added)
    assert set(rows) == {"c_killed", "c_shelled"}
    assert set(issues) == {"judgement_refused"}


def test_malformed_selectors_do_not_stop_a_run() -> None:
    for selectors in ("no JSON", "[3]", '[{"claim_id": "c_x"}]', "{}"):
        lost = Judgement(1, "", "ada", "reject", ("c_gone",), selectors)
        assert judged(lost)[1] == ["judgement_lost"]


def test_what_may_be_corrected_is_named() -> None:
    (fault,) = faults({"trigger": "x"})
    assert "'trigger' cannot be corrected; event, mode" in fault
