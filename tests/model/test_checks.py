"""Each check on a computation fires when it should, and stays silent when it should."""

from collections.abc import Mapping
from typing import Any

import pytest
import shapely

from tests.model.conftest import assume, small_project
from werklocaties.model.compute import compute
from werklocaties.model.finding import Finding
from werklocaties.model.project import Project

YEARS: dict[str, float | str] = {
    "reference_year": 2024.0,
    "horizon_year": 2034.0,
    "register_date": "2024-01-01",
    "leading_method": "D4",
    "leading_forecast": "R",
}
HOME = [{"uid": "0164", "code": "0164", "name": "Hengelo", "market_area": "HB"}]
FORECAST = {
    "uid": "r",
    "name": "R",
    "from_date": "2024-01-01",
    "until_date": "2034-01-01",
    "chosen": 100.0,
    "measured_in": "net",
    "includes": "expansion",
}
MEASURE = {
    "uid": "m",
    "name": "Omvorming",
    "kind": "transformation",
    "park_uid": "p",
    "start_year": 2026,
    "issued_net_ha": 4.0,
    "occupied_share": 0.9,
    "replacement_rate": 0.8,
}
PARK = {"uid": "p", "name": "Terrein", "municipality": "0164", "segment": "regulier"}
TO = "destination:measure=m:market_area=HB:segment=regulier"
SHARE = "segment_share:sector=bouw:segment="


def plot(**row: object) -> dict[str, object]:
    shape = shapely.box(250_000, 470_000, 250_100, 470_100)
    return {"uid": "k", "park_uid": "p", "status": "issuable_now", "geometry": shape, **row}


def said(
    code: str, values: Mapping[str, float | str] | None = None, **tables: list[dict[str, Any]]
) -> list[Finding]:
    given = {"municipalities": HOME, "forecasts": [FORECAST], **tables}
    project = small_project({**YEARS, **(values or {})}, **given)
    return [finding for finding in compute(project, "Basis").findings if finding.code == code]


def issues(first: int, last: int) -> list[dict[str, Any]]:
    return [{"uid": str(y), "year": y, "ha": 1.0, "kind": "first"} for y in range(first, last)]


# case: code, values, tables that make it fire, and the same made right
CASES: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    (
        "segment_share_sum",
        {SHARE + "regulier": 0.6, SHARE + "zwaar": 0.3},
        {},
        {SHARE + "regulier": 0.6, SHARE + "zwaar": 0.4},
        {},
    ),
    ("destination_sum", {TO: 1.2}, {"measures": [MEASURE]}, {TO: 1.0}, {"measures": [MEASURE]}),
    ("destination_leaves", {TO: 0.7}, {"measures": [MEASURE]}, {TO: 1.0}, {"measures": [MEASURE]}),
    (
        "forecast_reversed",
        {},
        {"forecasts": [{**FORECAST, "until_date": "2024-01-01"}]},
        {},
        {},
    ),
    (
        "forecast_area_unknown",
        {},
        {"forecasts": [{**FORECAST, "market_area": "Hengelo"}]},
        {},
        {"forecasts": [{**FORECAST, "market_area": "HB"}]},
    ),
    ("status_bounds_order", {"status_bound:status=krap": 0.5}, {}, {}, {}),
    ("register_before_start", {"register_date": "2023-01-01"}, {}, {}, {}),
    (
        "plot_area_differs",
        {},
        {"plots": [plot(declared_m2=10_200.0)], "parks": [PARK]},
        {},
        {"plots": [plot(declared_m2=10_050.0)], "parks": [PARK]},
    ),
    (
        "plots_above_net",
        {},
        {"plots": [plot()], "parks": [{**PARK, "plot_coverage": "aanbod", "net_ha": 0.5}]},
        {},
        {"plots": [plot()], "parks": [{**PARK, "plot_coverage": "aanbod", "net_ha": 1.5}]},
    ),
    (
        "measure_outside_years",
        {TO: 1.0},
        {"measures": [{**MEASURE, "start_year": 2034}]},
        {TO: 1.0},
        {"measures": [{**MEASURE, "start_year": 2033}]},
    ),
    (
        "issuance_window_short",
        {"leading_method": "D2", "issuance_window": 7.0},
        {"issuance": issues(2010, 2024)},
        {"leading_method": "D2", "issuance_window": 8.0},
        {"issuance": issues(2010, 2024)},
    ),
    (
        "issuance_window_short",
        {"leading_method": "D2", "issuance_window": 7.0},
        {},
        {"leading_method": "D4", "issuance_window": 7.0},
        {},
    ),
    (
        "issuance_window_gaps",
        {"leading_method": "D2"},
        {"issuance": issues(2015, 2024)},
        {"leading_method": "D2"},
        {"issuance": issues(2014, 2024)},
    ),
    ("forecast_unknown", {"leading_forecast": "anders"}, {}, {}, {}),
    (
        "forecast_includes_unknown",
        {},
        {"forecasts": [{**FORECAST, "includes": None}]},
        {},
        {},
    ),
    (
        "forecast_profile_sum",
        {"forecast_profile:forecast=R:period=2024-2026": 0.4},
        {},
        {"forecast_profile:forecast=R:period=2024-2034": 0.1},
        {},
    ),
    (
        "friction_unknown",
        {"friction_need": 1.0},
        {"parks": [PARK]},
        {"friction_need": 0.0},
        {"parks": [PARK]},
    ),
    (
        "municipality_without_area",
        {},
        {"municipalities": [{**HOME[0], "market_area": None}]},
        {},
        {},
    ),
    ("municipality_twice", {}, {"municipalities": [*HOME, {**HOME[0], "uid": "x"}]}, {}, {}),
    (
        "plots_without_park",
        {},
        {"plots": [plot(park_uid="elsewhere")]},
        {},
        {"plots": [plot()], "parks": [PARK]},
    ),
    (
        "plots_not_counted",
        {},
        {"plots": [plot()], "parks": [{**PARK, "plot_coverage": "geen"}]},
        {},
        {"plots": [plot()], "parks": [{**PARK, "plot_coverage": "aanbod"}]},
    ),
    ("parks_undivided", {}, {"parks": [{**PARK, "segment": None}]}, {}, {"parks": [PARK]}),
    ("parks_undivided", {}, {"parks": [{**PARK, "municipality": "0999"}]}, {}, {"parks": [PARK]}),
    (
        "issuable_above_net",
        {},
        {"parks": [{**PARK, "net_ha": 4.0, "issuable_ha": 5.0}]},
        {},
        {"parks": [{**PARK, "net_ha": 5.0, "issuable_ha": 5.0}]},
    ),
    ("waits_for_value", {"leading_forecast": ""}, {}, {}, {}),
]
NAMED = [pytest.param(*case, id=f"{case[0]}-{n}") for n, case in enumerate(CASES)]


@pytest.mark.parametrize(("code", "values", "tables", "good_values", "good_tables"), NAMED)
def test_that_a_check_fires_once_and_stays_silent_when_it_is_right(
    code, values, tables, good_values, good_tables
):
    assert len(said(code, values, **tables)) == 1
    assert said(code, good_values, **good_tables) == []


def test_that_the_finding_about_shares_names_the_sector_and_the_total():
    (found,) = said("segment_share_sum", {SHARE + "regulier": 0.6, SHARE + "zwaar": 0.3})
    assert found.values["sector"] == "bouw"
    assert found.values["total"] == pytest.approx(0.9)


def test_that_what_leaves_the_region_is_said_as_a_share():
    (found,) = said("destination_leaves", {TO: 0.7}, measures=[MEASURE])
    assert found.severity == "info"
    assert dict(found.values) == {"name": "Omvorming", "share": pytest.approx(0.3)}


def test_that_an_unknown_forecast_is_answered_with_those_that_exist():
    (found,) = said("forecast_unknown", {"leading_forecast": "anders"})
    assert found.severity == "error"
    assert dict(found.values) == {"name": "anders", "known": "R"}


def test_that_undivided_parks_are_counted_with_their_hectares():
    rows = [
        {**PARK, "uid": "a", "segment": None, "net_ha": 9.0, "issuable_ha": 2.0},
        {**PARK, "uid": "b", "municipality": None, "net_ha": 9.0, "issuable_ha": 3.0},
        {**PARK, "uid": "c", "net_ha": 9.0, "issuable_ha": 4.0},
    ]
    (found,) = said("parks_undivided", parks=[{**r, "plot_coverage": "geen"} for r in rows])
    assert dict(found.values) == {"count": 2, "ha": pytest.approx(5.0)}


def test_that_a_finding_of_an_assumption_reaches_the_results(miniature: Project):
    found = compute(assume(miniature, {"shrinkage": 1.5, "kleur": 1.0}), "Basis").findings
    assert {finding.code for finding in found} == {"value_out_of_range", "assumption_unknown"}
