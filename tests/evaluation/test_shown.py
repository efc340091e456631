"""Pages show what is read now, and figures that were measured."""

from __future__ import annotations

from evaluation.results import Result
from evaluation.shown import CLAIM, README, RESULTS, TABLE, TUTORIAL, load_results, renewed, table

THEN = """    Soldiers killed at least 29  ASSAULT
      Nasiriyah, 2019-11-28, killed: at least 29
      says: Two Rivers Wire (Uu) < hospital officials (CT+)
"""
NOW = """    Soldiers killed at least 29 people  ASSAULT
      Nasiriyah, 2019-11-28, killed: at least 29 people
      says: Two Rivers Wire (Uu) < hospital officials (CT+)
"""
OTHER = """    Parliament votes  POLITICAL_PROCESS
      says: The Harbour Herald (CT+)
"""


def test_claims_are_shown_as_they_are_read_now() -> None:
    page, missing = renewed(f"It says:\n\n{THEN}{OTHER}\nThe wire does not say so.\n", [OTHER, NOW])
    assert page == f"It says:\n\n{NOW}{OTHER}\nThe wire does not say so.\n"
    assert missing == []


def test_a_claim_that_is_no_longer_read_is_named() -> None:
    page, missing = renewed(THEN, ["    it was cold  none\n      says: nobody at all, ever (Uu)\n"])
    assert (page, missing) == (THEN, [THEN])


def test_figures_are_those_of_the_sets_that_were_measured() -> None:
    metrics = {"event_recall_core": 0.6596, "event_precision": 0.757, "chain_full_accuracy_attributed": 1.0}
    shown = table({"articles-key": Result("d", "m", metrics, {"chain_full_accuracy_attributed": 0.125})})
    assert "| core events found, at what precision | .66, .76 | two articles on Iraq" in shown
    assert (
        "| whole chain right, where somebody is quoted | 1.00 | the same; a reader that never sees a source: .12 |"
        in shown
    )
    assert "EWT" not in shown


def test_both_pages_show_claims_and_the_readme_the_figures_measured_last() -> None:
    readme = README.read_text(encoding="utf-8")
    assert len(CLAIM.findall(readme)) >= 3
    assert CLAIM.search(TUTORIAL.read_text(encoding="utf-8"))
    assert TABLE.findall(readme) == [table(load_results(RESULTS))], "make shown writes the README's figures again"
