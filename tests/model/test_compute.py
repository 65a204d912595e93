"""The recipe: what it recomputes, what it refuses, and what always holds."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.miniature import miniature_project
from tests.model.conftest import assume, decide, small_project
from werklocaties.model.compute import compute
from werklocaties.model.finding import CancelledError, DoorError
from werklocaties.model.project import Project
from werklocaties.model.registers import TABLES
from werklocaties.model.results import Results
from werklocaties.model.table import Table
from werklocaties.model.terms import TERMS
from werklocaties.model.vocabulary import LAYERS, WEIGHTED_LAYERS

FEW = settings(max_examples=6)
YEARS: dict[str, float | str] = {
    "reference_year": 2024.0,
    "horizon_year": 2034.0,
    "register_date": "2024-01-01",
}


@pytest.fixture(scope="module")
def mini(miniature: Project) -> Project:
    return miniature


def same_numbers(one: Results, other: Results, tolerance: float = 0.0) -> None:
    assert one.axes == other.axes
    assert one.waiting_for == other.waiting_for
    assert one.findings == other.findings
    assert (one.illustrative == other.illustrative).all()
    for key in TERMS:
        left, right = np.asarray(one[key]), np.asarray(other[key])
        if left.dtype.kind == "f":
            assert np.allclose(left, right, rtol=0, atol=tolerance, equal_nan=True), key
        else:
            assert (left == right).all(), key
    pd.testing.assert_frame_equal(one.park_layers, other.park_layers)
    pd.testing.assert_frame_equal(one.reconciliation, other.reconciliation)


def differing(one: Results, other: Results) -> set[str]:
    return {key for key in TERMS if one[key] is not other[key]}


# --- taking over what did not change -----------------------------------------------------
def test_that_an_unchanged_project_gives_the_same_arrays(mini):
    first = compute(mini, "Basis")
    second = compute(mini, "Basis", first)
    assert differing(first, second) == set()
    assert second.items is first.items
    assert second.park_layers is first.park_layers
    assert all(second.pool[name] is first.pool[name] for name in first.pool)


def test_that_the_same_content_in_new_tables_gives_the_same_arrays(mini, reference):
    first = compute(mini, "Basis")
    second = compute(miniature_project(reference["inputs"]), "Basis", first)
    assert differing(first, second) == set()


def test_that_more_iron_stock_recomputes_only_what_rests_on_it(mini):
    first = compute(mini, "Basis")
    second = compute(assume(mini, {"iron_years": 3.0}), "Basis", first)
    assert differing(first, second) == {
        "iron_target",
        "targets",
        "balance",
        "balance_without_option",
        "opening",
        "closing",
        "need",
        "ratio",
        "status",
        "shortage",
        "region_sum",
        "region_shortages",
        "undivided_need",
    }


def test_that_a_layer_weight_recomputes_no_demand(mini):
    first = compute(mini, "Basis")
    second = compute(assume(mini, {"layer_weight:layer=soft_plan": 0.5}), "Basis", first)
    demand = {"jobs", "land", "expansion", "leading_flow", "flow_to", "iron_target", "targets"}
    assert not demand & differing(first, second)
    assert {"item_counted", "supply", "balance"} <= differing(first, second)


def test_that_a_status_bound_recomputes_the_status_alone(mini):
    first = compute(mini, "Basis")
    second = compute(assume(mini, {"status_bound:status=ruim": 2.0}), "Basis", first)
    assert differing(first, second) == {"status"}


def test_that_an_edit_that_is_taken_back_gives_the_first_numbers(mini):
    first = compute(mini, "Basis")
    away = compute(assume(mini, {"shrinkage": 1.0}), "Basis", first)
    same_numbers(compute(mini, "Basis", away), first)


def test_that_another_scenario_takes_over_nothing_that_differs(mini):
    project = with_scenario(mini, "Hoog", {"shrinkage": 0.0})
    basis = compute(project, "Basis")
    after = compute(project, "Hoog", basis)
    same_numbers(after, compute(project, "Hoog"))
    assert not np.allclose(after["expansion"], basis["expansion"])


def with_scenario(project: Project, name: str, values: dict[str, float | str]) -> Project:
    row = pd.DataFrame([{"uid": name, "name": name, "position": 2}])
    added = project.with_table(project.table("scenarios").with_rows(row))
    return assume(added, values, name)


EDITS: dict[str, Any] = {
    "growth": lambda p: assume(p, {"growth:sector=LOG:period=2026-2031": 0.02}),
    "no growth": lambda p: assume(p, {"growth:sector=LOG:period=2026-2031": None}),
    "local growth": lambda p: assume(
        p, {"growth:sector=IND:municipality=0164:period=2026-2036": 0.01}
    ),
    "iron": lambda p: assume(p, {"iron_years": 4.0}),
    "quotient": lambda p: assume(p, {"quotient_on": "voorraad"}),
    "method": lambda p: assume(p, {"leading_method": "D2"}),
    "weight": lambda p: assume(p, {"layer_weight:layer=frozen": 1.0}),
    "horizon": lambda p: assume(p, {"horizon_year": 2041.0}),
    "register": lambda p: assume(p, {"register_date": "2028-07-01", "settling": "herijken"}),
    "periods": lambda p: assume(p, {"period_years": 2.0}),
    "withdraw": lambda p: decide(p, {"plan:A:withdrawn_year": 2028.0}),
    "plots": lambda p: p.with_table(p.table("plots").without_rows(["A-k1"])),
    "status": lambda p: p.with_table(
        p.table("plots").with_values(["B-k1", "C-k1"], "status", ["issued", "option"])
    ),
    "jobs": lambda p: p.with_table(p.table("jobs").with_values(["0164-IND"], "jobs", [9_000.0])),
    "area": lambda p: p.with_table(
        p.table("municipalities").with_values(["0147"], "market_area", ["EN"])
    ),
    "name": lambda p: p.with_table(p.table("parks").with_values(["A"], "name", ["Anders"])),
    "segment": lambda p: p.with_table(p.table("parks").with_values(["A"], "segment", ["zwaar"])),
    "no measure": lambda p: p.with_table(p.table("measures").without_rows(["X1"])),
    "measure": lambda p: p.with_table(
        p.table("measures").with_values(["X1"], "start_year", [2033])
    ),
    "issue": lambda p: p.with_table(
        p.table("issuance").with_rows(
            pd.DataFrame([{"uid": "i", "year": 2025, "ha": 7.0, "kind": "first", "park_uid": "A"}])
        )
    ),
}


@FEW
@given(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=6))
def test_that_after_any_edits_the_results_equal_a_fresh_computation(mini, edits):
    project, found = mini, None
    for edit in edits:
        project = EDITS[edit](project)
        found = compute(project, "Basis", found)
    assert found is not None
    same_numbers(found, compute(project, "Basis"))


@pytest.mark.parametrize("edit", EDITS)
def test_that_after_one_edit_the_results_equal_a_fresh_computation(mini, results, edit):
    project = EDITS[edit](mini)
    same_numbers(compute(project, "Basis", results), compute(project, "Basis"))


# --- what it refuses ---------------------------------------------------------------------
def test_that_an_unknown_scenario_is_refused(mini):
    with pytest.raises(DoorError) as caught:
        compute(mini, "Laag")
    assert (caught.value.code, caught.value.values["known"]) == ("unknown_scenario", "Basis")


@pytest.mark.parametrize("key", ["reference_year", "horizon_year", "register_date"])
def test_that_missing_years_are_refused_by_name(mini, key):
    with pytest.raises(DoorError) as caught:
        compute(assume(mini, {key: None}), "Basis")
    assert (caught.value.code, caught.value.values["addresses"]) == ("years_missing", key)


@pytest.mark.parametrize(
    "values",
    [
        {"horizon_year": 2026.0},
        {"horizon_year": 2020.0},
        {"register_date": "2036-01-01"},
        {"register_date": "2040-01-01"},
    ],
)
def test_that_a_horizon_that_is_not_later_is_refused(mini, values):
    with pytest.raises(DoorError) as caught:
        compute(assume(mini, values), "Basis")
    assert caught.value.code == "years_reversed"


def test_that_a_register_date_that_is_no_date_is_missing_and_not_a_crash(mini):
    with pytest.raises(DoorError) as caught:
        compute(assume(mini, {"register_date": "gisteren"}), "Basis")
    assert caught.value.code == "years_missing"


class Cancelling:
    def __init__(self, after: int) -> None:
        self.left = after
        self.heard: list[float] = []

    def progress(self, fraction: float, what: str) -> None:
        self.heard.append(fraction)

    def check(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise CancelledError


@pytest.mark.parametrize("after", [0, 1, 20])
def test_that_a_cancelled_computation_stops(mini, after):
    with pytest.raises(CancelledError):
        compute(mini, "Basis", task=Cancelling(after))


def test_that_progress_ends_at_one(mini):
    task = Cancelling(10_000)
    compute(mini, "Basis", task=task)
    assert task.heard == sorted(task.heard)
    assert task.heard[-1] == 1.0


# --- small and empty projects ------------------------------------------------------------
@pytest.mark.parametrize("method", ["D1", "D2", "D4"])
def test_that_a_project_without_anything_can_be_computed(method):
    found = compute(small_project({**YEARS, "leading_method": method}), "Basis")
    assert found["supply"].shape == (1, 1, 3)
    assert found["region_sum"].tolist() == [0.0, 0.0]


@pytest.mark.parametrize("table", TABLES)
def test_that_every_table_may_be_empty(mini, table):
    project = mini.with_table(Table.empty(table))
    if table in ("scenarios", "assumptions"):
        with pytest.raises(DoorError):
            compute(project, "Basis")
    else:
        compute(project, "Basis")


@pytest.mark.parametrize(
    "values",
    [
        {"period_years": 1.0},
        {"period_years": 25.0},
        {"register_date": "2030-07-01"},
        {"register_date": "2024-01-01"},
        {"register_date": "2035-12-31"},
        {"horizon_year": 2027.0},
        {"settling": "herijken", "register_date": "2029-04-01"},
        {"leading_method": "D2"},
        {"layer_weight:layer=option": 0.0},
        {"layer_weight:layer=soft_plan": 0.3, "layer_weight:layer=frozen": 0.7},
    ],
)
def test_that_the_roll_forward_closes_on_the_cumulative_balance(mini, results, values):
    row = {"uid": "u1", "year": 2025, "municipality": "0164", "segment": "regulier", "ha": 2.0}
    issued = mini.with_table(Table.of("issuance", pd.DataFrame([row])))
    found = compute(assume(issued, values), "Basis", results)
    assert found["closing"] == pytest.approx(found["balance"][..., 1:], abs=1e-9)
    assert found["closing"][..., :-1] == pytest.approx(found["opening"][..., 1:], abs=1e-9)
    first = found["supply"][..., 0] - found["targets"]
    assert found["opening"][..., 0] == pytest.approx(first, abs=1e-9)


# --- what always holds -------------------------------------------------------------------
GROWTH = st.floats(-0.05, 0.05)


@FEW
@given(st.sampled_from(["IND", "LOG", "HTS"]), GROWTH, st.floats(0.0, 0.03))
def test_that_more_jobs_never_need_less_land(mini, results, sector, growth, more):
    address = f"growth:sector={sector}:period=2026-2031"
    keep = {"land_per_job_growth:sector=IND": 0.0, "land_per_job_growth:sector=HTS": 0.0}
    low, high = (
        compute(assume(mini, {**keep, "shrinkage": 1.0, address: value}), "Basis", results)
        for value in (growth, growth + more)
    )
    assert (high["flow_to"][..., -1] >= low["flow_to"][..., -1] - 1e-9).all()


@FEW
@given(st.floats(0, 5), st.floats(0, 5))
def test_that_more_special_demand_never_gives_a_better_balance(mini, results, one, more):
    address = 'special:name="XXL hightech":market_area=EN:segment=regulier:period=2026-2030'
    low, high = (compute(assume(mini, {address: v}), "Basis", results) for v in (one, one + more))
    assert (high["balance"] <= low["balance"] + 1e-9).all()


@FEW
@given(st.sampled_from(["A", "B", "C"]), st.integers(2026, 2036))
def test_that_withdrawing_unissued_land_makes_no_demand(mini, results, park, year):
    found = compute(decide(mini, {f"plan:{park}:withdrawn_year": float(year)}), "Basis", results)
    assert (found["need"] == results["need"]).all()
    assert (found["supply"] <= results["supply"] + 1e-12).all()


@FEW
@given(st.sampled_from(["A", "B", "C"]), st.integers(2026, 2032), st.integers(1, 10))
def test_that_freezing_land_makes_no_demand_and_gives_it_back(mini, results, park, start, span):
    decided = {f"plan:{park}:frozen_from": float(start), f"plan:{park}:frozen_until": start + span}
    found = compute(decide(mini, decided), "Basis", results)
    assert (found["need"] == results["need"]).all()
    if start + span <= 2035:
        assert found["supply"][..., -1] == pytest.approx(results["supply"][..., -1])


@FEW
@given(st.floats(0, 10), st.floats(0, 10))
def test_that_more_iron_stock_changes_the_need_exactly_once(mini, results, one, other):
    low, high = (compute(assume(mini, {"iron_years": v}), "Basis", results) for v in (one, other))
    mean = np.maximum(low["flow_to"][..., -1] / 10.0, 0.0)
    change = (other - one) * mean
    for moment in range(len(low.labels("stand"))):
        assert high["need"][..., moment] - low["need"][..., moment] == pytest.approx(
            change, abs=1e-9
        )


@FEW
@given(st.randoms(use_true_random=False))
def test_that_the_order_of_rows_changes_no_number(mini, results, random):
    project = mini
    for name in TABLES:
        table = project.table(name)
        uids = list(table.uids)
        random.shuffle(uids)
        project = project.with_table(Table.of(name, table.frame.loc[uids]))
    found = compute(project, "Basis")
    for key in TERMS:
        if "item" in TERMS[key].axes or "forecast_row" in TERMS[key].axes:
            continue
        left, right = np.asarray(found[key]), np.asarray(results[key])
        if left.dtype.kind == "f":
            assert np.allclose(left, right, rtol=0, atol=1e-12, equal_nan=True), key
        else:
            assert (left == right).all(), key


def test_that_every_hectare_is_in_one_layer_at_every_moment(results):
    by_layer, offered = results["supply_by_layer"], results["item_offered"]
    layers = results["item_layer"]
    inside = np.isin(layers, [LAYERS.index(name) for name in WEIGHTED_LAYERS])
    total = np.where(inside, offered, 0.0).sum(axis=0)
    assert by_layer.sum(axis=(0, 1, 2)) == pytest.approx(total)


def test_that_counted_supply_is_weight_times_layers(mini):
    weights = {"layer_weight:layer=soft_plan": 0.3, "layer_weight:layer=option": 0.5}
    found = compute(assume(mini, weights), "Basis")
    by_layer = (found["supply_by_layer"] * found["layer_weight"][:, None]).sum(axis=2)
    assert found["supply"] == pytest.approx(by_layer)


def test_that_undivided_amounts_stand_in_their_own_row_and_in_no_group(mini):
    parks = pd.DataFrame(
        [{"uid": "U", "name": "U", "net_ha": 9.0, "issuable_ha": 9.0, "plot_coverage": "geen"}]
    )
    before = compute(mini, "Basis")
    found = compute(mini.with_table(mini.table("parks").with_rows(parks)), "Basis")
    assert found["undivided_supply"].tolist() == [9.0, 9.0, 9.0]
    assert found["region_sum"] == pytest.approx(before["region_sum"])


def test_that_what_belongs_together_is_known(mini):
    found = compute(mini, "Basis")
    assert found.current == (mini, "basis-uid")
    assert found.labels("item")[0] == "A-k1"
    with pytest.raises(ValueError, match="not in tuple"):
        found.value("balance", market_area="X", segment="regulier", stand="2031-01-01")


def test_that_nobody_can_write_into_results(results):
    with pytest.raises(ValueError, match="read-only"):
        results["closing"][0, 0, 0] = 0.0
