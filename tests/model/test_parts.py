"""A recompute takes over every part that read the same, and only those."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.miniature import SCENARIO, miniature_project, value_rows
from werklocaties.model.compute import compute
from werklocaties.model.parts import Parts
from werklocaties.model.project import Project
from werklocaties.model.results import Results


def counted(calls: list[Any]) -> Any:
    def function(*read: Any) -> list[Any]:
        calls.append(read)
        return list(read)

    return function


def test_that_a_part_that_read_the_same_objects_is_the_same_object():
    calls: list[Any] = []
    table = [1, 2, 3]
    first = Parts({})
    made = first.make("rows", counted(calls), table, "basis", 5.0)
    assert Parts(first.made).make("rows", counted(calls), table, "basis", 5.0) is made
    assert len(calls) == 1


@pytest.mark.parametrize("read", [([1], "a", 1.0), ([1], "b", 2.0), ([1],), ("a", [1], 1.0)])
def test_that_a_part_that_read_anything_else_is_made_anew(read):
    calls: list[Any] = []
    first = Parts({})
    first.make("rows", counted(calls), [1], "a", 2.0)
    Parts(first.made).make("rows", counted(calls), *read)
    assert len(calls) == 2


def test_that_a_row_of_same_objects_is_the_same_and_an_equal_list_is_not():
    calls: list[Any] = []
    one, other = [1], [1]
    first = Parts({})
    first.make("rows", counted(calls), (one, "a"))
    second = Parts(first.made)
    second.make("rows", counted(calls), (one, "a"))
    assert len(calls) == 1
    Parts(second.made).make("rows", counted(calls), (other, "a"))
    assert len(calls) == 2


# --- in the computation ------------------------------------------------------------------
@pytest.fixture(scope="module")
def project(shared_path: Path) -> Project:
    text = (shared_path / "reference" / "miniature.json").read_text(encoding="utf-8")
    return miniature_project(json.loads(text)["inputs"])


@pytest.fixture(scope="module")
def before(project) -> Results:
    return compute(project, "Basis")


def with_value(project: Project, address: str, value: float | str) -> Project:
    table = project.table("assumptions")
    return project.with_table(table.with_rows(value_rows({address: value}, SCENARIO)))


def with_status(project: Project) -> Project:
    plots = project.table("plots")
    return project.with_table(plots.with_values([plots.uids[0]], "status", ["not_net"]))


def test_that_an_assumption_of_demand_leaves_the_supply_as_it_was(project, before):
    after = compute(with_value(project, "shrinkage", 0.25), "Basis", before)
    assert after["item_layer"] is before["item_layer"]
    assert after["supply"] is before["supply"]
    assert after.items is before.items
    assert after.dimensions is before.dimensions
    assert after["expansion"] is not before["expansion"]


def test_that_a_plot_leaves_the_demand_as_it_was(project, before):
    after = compute(with_status(project), "Basis", before)
    assert after["jobs"] is before["jobs"]
    assert after["flow_to"] is before["flow_to"]
    assert after.items is not before.items


@pytest.mark.parametrize(
    "edit",
    [
        lambda project: with_value(project, "shrinkage", 0.25),
        lambda project: with_value(project, "horizon_year", 2040.0),
        lambda project: with_value(project, "leading_method", "D2"),
        lambda project: with_value(project, "growth:sector=nieuw:period=2026-2031", 0.01),
        with_status,
        lambda project: project.with_table(project.table("jobs").without_rows(["0164-LOG"])),
    ],
)
def test_that_what_is_taken_over_equals_what_is_computed_anew(project, before, edit):
    edited = edit(project)
    kept, anew = compute(edited, "Basis", before), compute(edited, "Basis")
    assert kept.pool.keys() == anew.pool.keys()
    for name, value in anew.pool.items():
        np.testing.assert_array_equal(kept[name], value, err_msg=name)
    assert kept.findings == anew.findings
    assert kept.waiting_for == anew.waiting_for
    np.testing.assert_array_equal(kept.illustrative, anew.illustrative)
    assert kept.park_layers.equals(anew.park_layers)
