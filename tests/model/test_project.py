"""A project: tables by name, scenarios in order, a change is a new project."""

import pandas as pd
import pytest

from werklocaties.model.finding import DoorError
from werklocaties.model.project import Project, Scenario, value_uid
from werklocaties.model.registers import TABLES
from werklocaties.model.table import Table


def with_scenarios(*rows: dict[str, object]) -> Project:
    table = Table.of("scenarios", pd.DataFrame(list(rows)))
    return Project("p", "Twente", {"scenarios": table})


def test_that_an_empty_project_has_every_table_and_no_scenario():
    project = Project.empty("Twente", "p")
    assert list(project.tables) == list(TABLES)
    assert all(len(table) == 0 for table in project.tables.values())
    assert project.scenarios == ()


def test_that_scenarios_stand_by_position_then_name_and_last_without_position():
    project = with_scenarios(
        {"uid": "c", "name": "Zonder", "position": None},
        {"uid": "b", "name": "Hoog", "position": 2},
        {"uid": "d", "name": "Beta", "position": 1},
        {"uid": "a", "name": "Alfa", "position": 1},
    )
    assert [s.name for s in project.scenarios] == ["Alfa", "Beta", "Hoog", "Zonder"]


def test_that_a_scenario_is_found_by_name_and_by_uid():
    project = with_scenarios(
        {"uid": "s1", "name": "Basis"},
        {"uid": "s2", "name": "Hoog", "soft": True, "description": "Rust op zachte plannen."},
    )
    assert project.scenario("Basis") == Scenario("s1", "Basis")
    assert project.scenario("s2") == Scenario("s2", "Hoog", True, "Rust op zachte plannen.")


def test_that_an_unknown_scenario_is_refused_with_the_names_that_exist():
    project = with_scenarios({"uid": "s1", "name": "Basis"}, {"uid": "s2", "name": "Hoog"})
    with pytest.raises(DoorError) as caught:
        project.scenario("Laag")
    assert caught.value.code == "unknown_scenario"
    assert caught.value.values == {"name": "Laag", "known": "Basis, Hoog"}


def test_that_a_project_without_scenarios_says_so_by_an_empty_list():
    with pytest.raises(DoorError) as caught:
        Project.empty("Twente", "p").scenario("Basis")
    assert caught.value.values["known"] == ""


def test_that_a_table_is_replaced_in_a_new_project():
    before = Project.empty("Twente", "p")
    table = Table.of("jobs", pd.DataFrame({"uid": ["j"], "sector": ["bouw"]}))
    after = before.with_table(table)
    assert after.table("jobs") is table
    assert len(before.table("jobs")) == 0
    assert all(after.table(n) is before.table(n) for n in TABLES if n != "jobs")
    assert after.with_table(table) is after


def test_that_projects_are_compared_by_identity_and_content_is_asked_for():
    one, other = (with_scenarios({"uid": "s", "name": "Basis"}) for _ in range(2))
    assert one != other
    assert one.same_content(other)
    assert one.same_content(one)


@pytest.mark.parametrize(
    "other",
    [
        Project.empty("Twente", "q"),
        Project.empty("Salland", "p"),
        Project("p", "Twente", {}, profile="public"),
        Project("p", "Twente", {}, language="en"),
        Project("p", "Twente", {}, left_out=("option_holder",)),
        with_scenarios({"uid": "s", "name": "Basis"}),
    ],
)
def test_that_one_difference_is_other_content(other):
    assert not Project.empty("Twente", "p").same_content(other)


def test_that_the_identity_of_a_value_follows_from_where_it_stands():
    one = value_uid("p", "s", "growth")
    assert value_uid("p", "s", "growth") == one
    others = {value_uid("q", "s", "growth"), value_uid("p", "", "growth"), value_uid("p", "s", "x")}
    assert len({one, *others}) == 4
