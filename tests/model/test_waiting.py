"""One missing input at a time: exactly that address is named, and the rest is computed."""

import math

import numpy as np
import pandas as pd
import pytest

from tests.model.conftest import assume, small_project
from werklocaties.model.compute import compute
from werklocaties.model.project import Project
from werklocaties.model.results import Results
from werklocaties.model.table import Table

GROUPS = [(area, segment) for area in ("EN", "HB") for segment in ("hoogwaardig", "regulier")]


def without(project: Project, address: str) -> Project:
    return assume(project, {address: None})


def known(results: Results, term: str, **labels: str) -> set[tuple[str, str]]:
    """Groups of which this term is known at the last moment."""
    axis = next((a for a in results.axes[term] if a in ("stand", "period", "year")), "")
    last = {axis: results.labels(axis)[-1]} if axis else {}
    return {
        (area, segment)
        for area, segment in GROUPS
        if not math.isnan(
            results.value(term, market_area=area, segment=segment, **{**last, **labels})
        )
    }


@pytest.mark.parametrize("key", ["park_share", "land_per_job"])
@pytest.mark.parametrize("sector", ["IND", "HTS"])
def test_that_a_share_or_quotient_of_one_sector_is_waited_for_by_name(miniature, key, sector):
    address = f"{key}:sector={sector}"
    found = compute(without(miniature, address), "Basis")
    assert found.waiting_for == (address,)
    assert known(found, "balance") == set()
    assert known(found, "supply") == set(GROUPS)
    others = [s for s in found.labels("sector") if s != sector]
    for other in others:
        land = found["land"][found.labels("sector").index(other)]
        assert np.isfinite(land).all()


def test_that_a_segment_in_which_the_sector_never_lands_is_computed(miniature, results):
    found = compute(without(miniature, "land_per_job:sector=LOG"), "Basis")
    assert found.waiting_for == ("land_per_job:sector=LOG",)
    campus = {(area, "hoogwaardig") for area in ("EN", "HB")}
    assert known(found, "balance") == campus
    for area, segment in campus:
        cell = {"market_area": area, "segment": segment, "stand": "2036-01-01"}
        assert found.value("balance", **cell) == results.value("balance", **cell)


def test_that_the_undivided_group_waits_for_no_sector(miniature):
    found = compute(without(miniature, "land_per_job:sector=IND"), "Basis")
    assert np.isfinite(found["undivided_need"]).all()


def test_that_growth_of_one_period_leaves_the_years_before_it(miniature, results):
    address = "growth:sector=LOG:period=2031-2036"
    project = assume(without(miniature, address), {"iron_years": 0.0})
    found = compute(project, "Basis")
    assert found.waiting_for == (address,)
    first, last = found.labels("period")
    assert known(found, "flow_period", period=first) == set(GROUPS)
    assert ("HB", "regulier") not in known(found, "flow_period", period=last)
    cell = {"market_area": "HB", "segment": "regulier", "period": first}
    assert found.value("flow_period", **cell) == results.value("flow_period", **cell)


def test_that_a_sector_without_segments_is_waited_for_once(miniature):
    project = miniature
    for segment in ("regulier", "hoogwaardig"):
        project = without(project, f"segment_share:sector=LOG:segment={segment}")
    assert compute(project, "Basis").waiting_for == ("segment_share:sector=LOG",)


def test_that_one_share_beside_others_is_nothing_and_not_unknown(miniature):
    project = without(miniature, "segment_share:sector=IND:segment=hoogwaardig")
    found = compute(project, "Basis")
    assert found.waiting_for == ()
    assert [f.code for f in found.findings] == ["segment_share_sum"]


def test_that_jobs_of_one_municipality_are_waited_for_by_name(miniature):
    jobs = miniature.table("jobs").without_rows(["0147-IND"])
    found = compute(miniature.with_table(jobs), "Basis")
    assert found.waiting_for == ("jobs:sector=IND:municipality=0147",)
    assert known(found, "balance") == {("EN", "hoogwaardig"), ("EN", "regulier")}


def test_that_jobs_of_a_whole_sector_are_waited_for_at_once(miniature):
    gone = [f"{code}-HTS" for code in ("0147", "0153", "0164")]
    jobs = miniature.table("jobs").without_rows(gone)
    found = compute(miniature.with_table(jobs), "Basis")
    assert found.waiting_for == ("jobs:sector=HTS",)


@pytest.mark.parametrize("column", ["occupied_share", "replacement_rate", "issued_net_ha"])
def test_that_a_measure_is_waited_for_by_its_own_column(miniature, column):
    measures = miniature.table("measures").with_values(["X1"], column, [None])
    found = compute(miniature.with_table(measures), "Basis")
    assert found.waiting_for == (f"measure:X1:{column}",)
    campus = {(area, "hoogwaardig") for area in ("EN", "HB")}
    assert known(found, "balance") == campus


def test_that_a_measure_without_any_destination_waits_for_it(miniature):
    project = miniature
    for area in ("EN", "HB"):
        project = without(project, f"destination:measure=X1:market_area={area}:segment=regulier")
    found = compute(project, "Basis")
    assert found.waiting_for == ("destination:measure=X1",)


def issued(project: Project) -> Project:
    """Return the project with one hectare issued in the year before its register date."""
    row = {"uid": "u1", "year": 2025, "municipality": "0164", "segment": "regulier", "ha": 1.0}
    return project.with_table(Table.of("issuance", pd.DataFrame([row])))


def test_that_a_measure_that_does_not_count_is_not_waited_for(miniature):
    measures = miniature.table("measures").with_values(["X1"], "occupied_share", [None])
    outside = measures.with_values(["X1"], "start_year", [2050])
    for project in (
        miniature.with_table(outside),
        issued(assume(miniature.with_table(measures), {"leading_method": "D2"})),
    ):
        found = compute(project, "Basis")
        assert found.waiting_for == ()
        assert known(found, "balance") == set(GROUPS)


def test_that_d2_waits_for_nothing_of_d1(miniature):
    project = without(assume(miniature, {"leading_method": "D2"}), "land_per_job:sector=IND")
    assert compute(issued(project), "Basis").waiting_for == ()


def test_that_d2_waits_for_issuance_when_there_is_none_at_all(miniature):
    found = compute(assume(miniature, {"leading_method": "D2"}), "Basis")
    assert found.waiting_for == ("issuance",)
    assert known(found, "balance") == set()


# --- forecasts ---------------------------------------------------------------------------
YEARS: dict[str, float | str] = {
    "reference_year": 2024.0,
    "horizon_year": 2034.0,
    "register_date": "2024-01-01",
    "leading_method": "D4",
}
ROW = {
    "uid": "r",
    "name": "Raming",
    "from_date": "2024-01-01",
    "until_date": "2034-01-01",
    "measured_in": "net",
    "includes": "expansion",
}


def test_that_d4_without_a_forecast_waits_for_its_name():
    assert compute(small_project(YEARS), "Basis").waiting_for == ("leading_forecast",)


@pytest.mark.parametrize("value", ["low", "high", "chosen"])
def test_that_an_empty_value_of_the_range_is_waited_for(value):
    row = {**ROW, "low": 1.0, "high": 3.0, "chosen": 2.0, value: None}
    values = {**YEARS, "leading_forecast": "Raming", "forecast_value": value}
    found = compute(small_project(values, forecasts=[row]), "Basis")
    assert found.waiting_for == (f"forecast:r:{value}",)
    assert np.isnan(found["undivided_need"][-1])


def test_that_d1_without_jobs_waits_for_them():
    assert compute(small_project({**YEARS, "leading_method": "D1"}), "Basis").waiting_for == (
        "jobs",
    )


# --- friction ----------------------------------------------------------------------------
STOCKED = {
    "friction_need": 1.0,
    "friction_rate:segment=regulier": 0.05,
    "fsi_net:segment=regulier": 0.5,
    "floor_stock_m2:market_area=HB:segment=regulier": 400_000.0,
    "vacant_m2:market_area=HB:segment=regulier": 5_000.0,
}


def test_that_friction_waits_for_nothing_when_it_is_complete(miniature):
    found = compute(assume(miniature, STOCKED), "Basis")
    assert found.waiting_for == ()
    gap = found.value("friction_gap", market_area="HB", segment="regulier")
    assert gap == pytest.approx(3.0)
    said = [finding for finding in found.findings if finding.code == "friction_unknown"]
    assert [finding.values["count"] for finding in said] == [3]


@pytest.mark.parametrize(
    "address", [key for key in STOCKED if key[:5] in ("frict", "fsi_n", "vacan")][1:]
)
def test_that_friction_waits_for_what_its_groups_miss_and_no_more(miniature, address):
    found = compute(without(assume(miniature, STOCKED), address), "Basis")
    assert found.waiting_for == (address,)
    assert known(found, "balance") == set(GROUPS) - {("HB", "regulier")}


def test_that_friction_is_not_waited_for_while_it_is_off(miniature):
    values = {**STOCKED, "friction_need": 0.0, "fsi_net:segment=regulier": None}
    assert compute(assume(miniature, values), "Basis").waiting_for == ()


def test_that_everything_waited_for_is_also_a_finding(miniature):
    found = compute(without(miniature, "park_share:sector=IND"), "Basis")
    (said,) = [f for f in found.findings if f.code == "waits_for_value"]
    assert said.values["address"] == "park_share:sector=IND"


def test_that_missing_values_stand_in_a_fixed_order(miniature):
    project = without(without(miniature, "park_share:sector=IND"), "land_per_job:sector=HTS")
    turned = project.with_table(
        project.table("assumptions").with_rows(pd.DataFrame({"uid": pd.Series(dtype="str")}))
    )
    assert compute(turned, "Basis").waiting_for == (
        "park_share:sector=IND",
        "land_per_job:sector=HTS",
    )
