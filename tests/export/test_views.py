"""Ready views: every one runs on any casebook, tells what it shows, and leaves out what people rejected."""

from __future__ import annotations

import pytest

from khabar import casebook, pipeline
from khabar.errors import InputError
from khabar.export import views
from khabar.export.dossier import dossier
from khabar.pipeline import reviewing

REPORT = (
    "Soldiers killed four men in Ramadi on 3 May 2020, the Iraqi army said. Russia delivered about 30 tanks to Syria in 2019. "
    "Washington has deployed 500 troops to Iraq. Rebels seized the town of Rawa. Iran denied that it had fired the rockets."
)


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("views")
    (folder / "one.txt").write_text(REPORT, encoding="utf-8")
    pipeline.build([folder / "one.txt"], folder / "case")
    return folder / "case"


@pytest.mark.parametrize("name", views.VIEWS)
def test_every_view_runs_says_what_it_shows_and_has_its_brief_columns(case, name):
    rows = views.view(casebook.open_casebook(case), name)
    assert set(views.brief(name)) <= set(rows.column_names)
    assert views.about(name).endswith(".")


def row(case, name, **wanted):
    rows = views.view(casebook.open_casebook(case), name).to_pylist()
    (found,) = [one for one in rows if all(one[column] == value for column, value in wanted.items())]
    return found


def test_a_casualty_has_its_figure_and_whose_it_is(case):
    found = row(case, "casualties", measure="killed")
    assert (found["measure"], found["best"], found["place"]) == ("killed", 4.0, "Ramadi")
    assert "army" in found["holder"]


def test_a_delivery_has_the_fields_of_the_arms_register_and_says_what_is_estimated(case):
    found = row(case, "arms_transfer", phase="delivered")
    assert (found["supplier"], found["recipient"], found["phase"]) == ("Russia", "Syria", "delivered")
    assert (found["number_delivered"], found["number_delivered_is_estimate"], found["delivery_year"]) == (
        30.0,
        True,
        "2019",
    )
    assert found["number_ordered"] is None


def test_what_people_rejected_is_in_no_register(case):
    claim_id = row(case, "territory")["claim_id"]
    reviewing.judge(case, "reject", [claim_id], by="ada")
    pipeline.build([case.parent / "one.txt"], case)
    assert views.view(casebook.open_casebook(case), "territory").num_rows == 0


@pytest.mark.parametrize("name", ["i_aaaaaaaaaaaaaaaa", "i_' OR 1=1 --", "c_x"])
def test_no_such_incident(case, name):
    with pytest.raises(InputError, match="No incident is called"):
        dossier(casebook.open_casebook(case), name)


def test_no_such_view(case):
    with pytest.raises(InputError, match="no view"):
        views.view(casebook.open_casebook(case), "truth")
