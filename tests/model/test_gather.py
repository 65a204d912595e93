"""Inputs of the terms: what of the tables counts, and where it lands."""

from typing import Any

import numpy as np
import pytest

from tests.model.conftest import small_project
from werklocaties.model.compute import compute
from werklocaties.model.results import Results

YEARS: dict[str, float | str] = {
    "reference_year": 2024.0,
    "horizon_year": 2034.0,
    "register_date": "2024-01-01",
}
HOME = [
    {"uid": "0164", "code": "0164", "name": "Hengelo", "market_area": "HB"},
    {"uid": "0153", "code": "0153", "name": "Enschede", "market_area": "EN"},
    {"uid": "0999", "code": "0999", "name": "Elders"},
]
PARKS = [{"uid": "p", "name": "P", "municipality": "0164", "segment": "regulier"}]


def computed(values: dict[str, float | str] | None = None, **tables: Any) -> Results:
    return compute(
        small_project({**YEARS, **(values or {})}, municipalities=HOME, **tables), "Basis"
    )


def issue(uid: str, year: int, ha: float, **row: object) -> dict[str, object]:
    return {"uid": uid, "year": year, "ha": ha, "kind": "first", **row}


# --- past issuance -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "counts"),
    [
        ("first", True),
        (None, True),
        ("reissue", False),
        ("buyback", False),
        ("between_firms", False),
    ],
)
def test_that_only_first_issue_counts(kind, counts):
    rows = [issue("i", 2020, 5.0, kind=kind, municipality="0164", segment="regulier")]
    assert computed(issuance=rows)["issued"].sum() == (5.0 if counts else 0.0)


@pytest.mark.parametrize(
    ("row", "group"),
    [
        ({"municipality": "0153", "segment": "zwaar"}, ("EN", "zwaar")),
        ({"park_uid": "p"}, ("HB", "regulier")),
        ({"park_uid": "p", "segment": "zwaar"}, ("HB", "zwaar")),
        ({"park_uid": "p", "municipality": "0153"}, ("EN", "regulier")),
        ({"municipality": "0164"}, ("HB", "onverdeeld")),
        ({"municipality": "0999", "segment": "zwaar"}, ("onverdeeld", "zwaar")),
        ({}, ("onverdeeld", "onverdeeld")),
    ],
)
def test_that_issue_lands_where_it_says_else_where_its_park_lies(row, group):
    found = computed(issuance=[issue("i", 2020, 5.0, **row)], parks=PARKS)
    cell = dict(zip(("market_area", "segment"), group, strict=True))
    assert found.value("issued", **cell, issue_year="2020") == 5.0
    assert found["issued"].sum() == 5.0


def test_that_issue_of_one_year_is_added_up():
    rows = [issue(str(n), 2020, 1.5, municipality="0164") for n in range(4)]
    assert computed(issuance=rows)["issued"].sum() == 6.0


# --- D2 ----------------------------------------------------------------------------------
D2: dict[str, float | str] = {"leading_method": "D2", "issuance_window": 10.0}


def test_that_d2_is_the_mean_of_the_window_times_the_years_to_come():
    rows = [issue(str(year), year, 3.0, municipality="0164") for year in range(2010, 2026)]
    found = computed(D2, issuance=rows)
    cell = {"market_area": "HB", "segment": "onverdeeld"}
    assert found.value("issuance_mean", **cell) == pytest.approx(3.0)
    assert found.value("flow_to", **cell, stand="2034-01-01") == pytest.approx(30.0)


@pytest.mark.parametrize(("window", "mean"), [(10.0, 2.0), (5.0, 4.0), (1.0, 20.0)])
def test_that_years_of_the_window_without_issue_count_as_nothing(window, mean):
    rows = [issue("i", 2023, 20.0, municipality="0164"), issue("j", 2024, 99.0)]
    found = computed({**D2, "issuance_window": window}, issuance=rows)
    assert found.value("issuance_mean", market_area="HB", segment="onverdeeld") == mean


def test_that_d2_takes_the_window_before_the_year_of_the_register_date():
    rows = [
        issue(str(year), year, float(year == 2024), municipality="0164") for year in (2023, 2024)
    ]
    later = computed({**D2, "register_date": "2025-07-01", "issuance_window": 1.0}, issuance=rows)
    assert later.value("issuance_mean", market_area="HB", segment="onverdeeld") == 1.0


def test_that_d2_adds_no_replacement_and_no_special_demand():
    found = computed(D2)
    for component, adds in {
        "replacement": 0.0,
        "special": 0.0,
        "iron": 1.0,
        "friction": 1.0,
    }.items():
        assert float(found[f"adds_{component}"]) == adds


# --- D4 ----------------------------------------------------------------------------------
D4: dict[str, float | str] = {"leading_method": "D4", "leading_forecast": "R"}


def forecast(**row: object) -> dict[str, object]:
    return {
        "uid": "r",
        "name": "R",
        "from_date": "2024-01-01",
        "until_date": "2034-01-01",
        "low": 50.0,
        "chosen": 100.0,
        "high": 200.0,
        "measured_in": "net",
        "includes": "expansion",
        **row,
    }


def total(found: Results) -> float:
    return float(np.nansum(found["flow_to"][..., -1]))


@pytest.mark.parametrize(
    ("row", "values", "wanted"),
    [
        ({}, {}, 100.0),
        ({}, {"forecast_value": "low"}, 50.0),
        ({}, {"forecast_value": "high"}, 200.0),
        ({"measured_in": "gross", "net_share": 0.7}, {}, 70.0),
        ({"until_date": "2044-01-01"}, {}, 50.0),
        ({"from_date": "2014-01-01"}, {}, 50.0),
        ({"until_date": "2029-01-01"}, {}, 100.0),
        ({"name": "other"}, {}, 0.0),
    ],
)
def test_that_the_leading_forecast_is_net_even_and_inside_its_span(row, values, wanted):
    found = computed({**D4, **values}, forecasts=[forecast(**row)])
    assert total(found) == pytest.approx(wanted)


def test_that_nothing_of_a_forecast_falls_beyond_its_end():
    found = computed(D4, forecasts=[forecast(until_date="2029-07-01")])
    flow = found["forecast_flow"].sum(axis=(0, 1))
    years = [int(year) for year in found.labels("year")]
    by_year = dict(zip(years, flow.tolist(), strict=True))
    assert by_year[2028] == pytest.approx(100.0 / 5.5)
    assert by_year[2029] == pytest.approx(50.0 / 5.5)
    assert all(by_year[year] == 0.0 for year in range(2030, 2034))


def test_that_gross_without_a_net_share_is_unknown_and_waited_for():
    found = computed(D4, forecasts=[forecast(measured_in="gross")])
    assert found.waiting_for == ("forecast:r:chosen",)


def test_that_a_profile_of_the_forecast_replaces_the_even_spread():
    profile = {
        "forecast_profile:forecast=R:period=2024-2026": 0.4,
        "forecast_profile:forecast=R:period=2026-2027": 0.2,
    }
    found = computed({**D4, **profile}, forecasts=[forecast()])
    flow = found["forecast_flow"].sum(axis=(0, 1))
    assert flow.tolist() == pytest.approx([40.0, 40.0, 20.0] + [0.0] * 7)


def test_that_rows_of_one_name_make_one_forecast():
    rows = [
        forecast(market_area="HB", segment="regulier", chosen=30.0),
        forecast(uid="q", market_area="EN", segment="zwaar", chosen=20.0),
        forecast(uid="u", chosen=10.0),
    ]
    found = computed(D4, forecasts=rows)
    flow = found["flow_to"][..., -1]
    cells = {("HB", "regulier"): 30.0, ("EN", "zwaar"): 20.0, ("onverdeeld", "onverdeeld"): 10.0}
    for (area, segment), ha in cells.items():
        place = found.labels("market_area").index(area), found.labels("segment").index(segment)
        assert flow[place] == pytest.approx(ha)
    assert flow.sum() == pytest.approx(60.0)


@pytest.mark.parametrize(
    ("includes", "added"),
    [
        ("expansion", {"replacement", "special", "friction", "iron"}),
        ("expansion,replacement", {"special", "friction", "iron"}),
        ("expansion, replacement , special", {"friction", "iron"}),
        ("expansion,replacement,special,friction,iron", set()),
        (None, set()),
        ("", set()),
    ],
)
def test_that_a_forecast_gets_what_it_does_not_include_and_nothing_when_unknown(includes, added):
    found = computed(D4, forecasts=[forecast(includes=includes)])
    parts = ("replacement", "special", "friction", "iron")
    assert {part for part in parts if float(found[f"adds_{part}"])} == added
    warned = "forecast_includes_unknown" in {finding.code for finding in found.findings}
    assert warned == (not includes)


def test_that_a_component_on_both_sides_is_counted_once():
    special = {"special:name=XXL:market_area=HB:segment=regulier:period=2024-2026": 2.0}
    apart = computed({**D4, **special}, forecasts=[forecast()])
    inside = computed({**D4, **special}, forecasts=[forecast(includes="expansion,special")])
    assert total(apart) == pytest.approx(104.0)
    assert total(inside) == pytest.approx(100.0)


# --- jobs and measures -------------------------------------------------------------------
def test_that_jobs_of_the_first_year_count_and_of_no_other():
    rows = [
        {"uid": "a", "municipality": "0164", "sector": "bouw", "year": 2024, "jobs": 10.0},
        {"uid": "b", "municipality": "0164", "sector": "bouw", "year": 2024, "jobs": 5.0},
        {"uid": "c", "municipality": "0164", "sector": "bouw", "year": 2020, "jobs": 99.0},
    ]
    found = computed(jobs=rows)
    assert found.value("jobs_start", sector="bouw", municipality="0164") == 15.0
    assert np.isnan(found.value("jobs_start", sector="bouw", municipality="0153"))


def test_that_a_measure_of_another_scenario_does_not_hold():
    measure = {
        "uid": "m",
        "name": "M",
        "kind": "transformation",
        "park_uid": "p",
        "start_year": 2026,
        "issued_net_ha": 10.0,
        "occupied_share": 1.0,
        "replacement_rate": 1.0,
    }
    to = {"destination:measure=m:market_area=HB:segment=regulier": 1.0}
    with_jobs = {"leading_method": "D4", "leading_forecast": "R", **to}
    rows = [forecast()]
    own = computed(with_jobs, forecasts=rows, measures=[measure], parks=PARKS)
    other = computed(
        with_jobs, forecasts=rows, measures=[{**measure, "scenario_uid": "x"}], parks=PARKS
    )
    assert total(own) == pytest.approx(110.0)
    assert total(other) == pytest.approx(100.0)


def test_that_a_measure_on_land_that_was_never_issued_makes_no_demand():
    measure = {"uid": "m", "name": "M", "kind": "transformation", "park_uid": "p"}
    numbers = {"start_year": 2026, "issued_net_ha": 0.0, "occupied_share": 1.0}
    to = {"destination:measure=m:market_area=HB:segment=regulier": 1.0}
    row = {**measure, **numbers, "replacement_rate": 1.0}
    assert total(computed({**D4, **to}, forecasts=[forecast()], measures=[row])) == 100.0
