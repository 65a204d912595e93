"""Decisions on plans and plots: which hold in a scenario, and which cannot be carried out."""

import pandas as pd
import pytest

from tests.model.conftest import decide
from werklocaties.model.decisions import ATTRIBUTES, Decisions, decisions
from werklocaties.model.project import Project
from werklocaties.model.table import Table

EMPTY = Project.empty("Test", "test")


def decided_year(found: Decisions, kind: str, uid: str, attribute: str) -> float | None:
    """Return the year decided for an attribute of an object, None when nothing was decided."""
    entry = found.get((kind, uid, attribute))
    return None if entry is None else float(entry.value)


def table_of(values: dict[str, float], scenario: str = "") -> Table:
    return decide(EMPTY, values, scenario).table("decisions")


@pytest.mark.parametrize("kind", ATTRIBUTES)
@pytest.mark.parametrize(
    "attribute", ["start_year", "withdrawn_year", "frozen_from", "frozen_until"]
)
def test_that_plans_and_plots_can_start_freeze_thaw_and_be_withdrawn(kind, attribute):
    found, said = decisions(table_of({f"{kind}:k1:{attribute}": 2030.0}), "s")
    assert said == ()
    assert decided_year(found, kind, "k1", attribute) == 2030.0
    assert decided_year(found, kind, "k2", attribute) is None


def test_that_a_decision_of_the_scenario_replaces_that_of_the_project():
    project = decide(EMPTY, {"plan:p:start_year": 2030.0, "plan:q:start_year": 2031.0})
    project = decide(project, {"plan:p:start_year": 2035.0}, "s")
    found, _ = decisions(project.table("decisions"), "s")
    assert decided_year(found, "plan", "p", "start_year") == 2035.0
    assert decided_year(found, "plan", "q", "start_year") == 2031.0
    other, _ = decisions(project.table("decisions"), "other")
    assert decided_year(other, "plan", "p", "start_year") == 2030.0


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("plan:p:colour", "decision_unknown"),
        ("zone:z:start_year", "decision_unknown"),
        ("growth:sector=bouw", "decision_unknown"),
        ("plan:p", "address_unreadable"),
        ("", "address_unreadable"),
    ],
)
def test_that_what_cannot_be_decided_is_an_error_that_names_its_row(address, code):
    rows = pd.DataFrame([{"uid": "r", "address": address, "value": 2030.0}])
    found, said = decisions(Table.of("decisions", rows), "s")
    assert found == {}
    assert [(f.code, f.severity, f.uid) for f in said] == [(code, "error", "r")]


def test_that_an_empty_decision_decides_nothing():
    rows = pd.DataFrame([{"uid": "r", "address": "plan:p:start_year", "value": None}])
    assert decisions(Table.of("decisions", rows), "s") == ({}, ())


def test_that_a_decision_keeps_its_origin_and_source():
    row = {"uid": "r", "address": "plan:p:start_year", "value": 2030.0}
    table = Table.of(
        "decisions", pd.DataFrame([row | {"origin": "bron", "source": "raadsbesluit"}])
    )
    (entry,) = decisions(table, "s")[0].values()
    assert (entry.origin, entry.source, entry.uid) == ("bron", "raadsbesluit", "r")
