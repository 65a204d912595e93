"""Scenarios: new, copy, rename, delete; all of it can be undone."""

import pytest

from werklocaties.model.address import parse
from werklocaties.model.compute import compute
from werklocaties.model.finding import DoorError
from werklocaties.session.actions import assumptions, scenarios
from werklocaties.session.actions.values import set_text


def names(session):
    return [scenario.name for scenario in session.project.scenarios]


def test_that_a_new_scenario_is_the_last_tab(session):
    scenarios.new(session, "Laag")
    assert names(session) == ["Basis", "Hoog", "Laag"]


def test_that_a_copy_has_all_changes_and_the_same_balance(session):
    assumptions.set_value(session, "Basis", parse("iron_years"), 2.0)
    set_text(session, "Basis", "plot:k1:withdrawn_year=2028")
    scenarios.copy(session, "Basis", "Kopie")
    one, other = (compute(session.project, name) for name in ("Basis", "Kopie"))
    assert (one["balance"] == other["balance"]).all()


def test_that_a_copy_changes_on_its_own(session):
    assumptions.set_value(session, "Basis", parse("iron_years"), 2.0)
    scenarios.copy(session, "Basis", "Kopie")
    assumptions.set_value(session, "Kopie", parse("iron_years"), 5.0)
    values = [float(compute(session.project, n)["iron_years"]) for n in ("Basis", "Kopie")]
    assert values == [2.0, 5.0]


def test_that_a_rename_keeps_the_values(session):
    assumptions.set_value(session, "Basis", parse("iron_years"), 2.0)
    scenarios.rename(session, "Basis", "Midden")
    assert names(session) == ["Midden", "Hoog"]
    assert float(compute(session.project, "Midden")["iron_years"]) == 2.0


def test_that_a_deleted_scenario_takes_its_values_along_and_undo_brings_both_back(session):
    assumptions.set_value(session, "Basis", parse("iron_years"), 2.0)
    before = session.project
    scenarios.delete(session, "Basis")
    assert names(session) == ["Hoog"]
    assert "iron_years" not in session.project.table("assumptions").column("address").tolist()
    session.undo()
    assert session.project is before


@pytest.mark.parametrize(
    ("action", "code"),
    [
        (lambda s: scenarios.new(s, "Hoog"), "scenario_exists"),
        (lambda s: scenarios.new(s, "  "), "scenario_without_name"),
        (lambda s: scenarios.copy(s, "Laag", "x"), "unknown_scenario"),
        (lambda s: scenarios.rename(s, "Basis", "Hoog"), "scenario_exists"),
    ],
)
def test_that_a_name_must_be_free_and_a_scenario_known(session, action, code):
    with pytest.raises(DoorError, match=code):
        action(session)


def test_that_the_last_scenario_stays(session):
    scenarios.delete(session, "Hoog")
    with pytest.raises(DoorError, match="scenario_last"):
        scenarios.delete(session, "Basis")


def test_that_renaming_to_its_own_name_is_no_step(session):
    scenarios.rename(session, "Basis", "Basis")
    assert session.history.undo_label == ""
